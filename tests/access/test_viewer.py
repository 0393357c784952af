"""What a viewer's roles let them do, and what is left of them while some roles wait."""

import pytest
from django.db import transaction
from django.utils import timezone

from meetings.access import PUBLIC, RoleKind, Viewer, serves, supplement_visible, viewer_for
from meetings.models import Meeting, Supplement
from meetings.supplements import open_supplement, publish_supplement_items
from tests import factories

DOES = ("is_officer", "writes", "approves", "is_member")


@pytest.mark.parametrize(
    ("role", "does"),
    [
        (RoleKind.OFFICER, {"is_officer", "writes"}),
        (RoleKind.AUTHOR, {"writes"}),
        (RoleKind.APPROVER, {"approves"}),
        (RoleKind.MEMBER, {"is_member"}),
        (RoleKind.PARTNER, {"is_member"}),
    ],
)
def test_a_role_lets_a_viewer_do_its_own_work_alone(role: RoleKind, does: set[str]) -> None:
    viewer = Viewer(user_id=1, boards={role: frozenset({7})})

    assert {each for each in DOES if getattr(viewer, each) is True} == does
    assert {each for each in DOES if getattr(viewer, each) is False} == set(DOES) - does


def test_the_public_does_none_of_it() -> None:
    assert [getattr(PUBLIC, each) for each in ("is_signed_in", *DOES)] == [False] * 5


def test_a_viewer_keeps_the_roles_that_do_not_wait() -> None:
    held: dict[str, frozenset[int]] = {
        RoleKind.OFFICER: frozenset({1}),
        RoleKind.MEMBER: frozenset({2}),
    }
    joint: dict[str, frozenset[int]] = {
        RoleKind.OFFICER: frozenset({3}),
        RoleKind.MEMBER: frozenset({4}),
    }
    viewer = Viewer(user_id=1, name="Olive", boards=held, joint_meetings=joint)

    left = viewer.without(RoleKind.OFFICER, RoleKind.APPROVER)

    assert (left.user_id, left.name) == (1, "Olive")
    assert left.boards == {RoleKind.MEMBER: frozenset({2})}
    assert left.joint_meetings == {RoleKind.MEMBER: frozenset({4})}


@pytest.mark.django_db
def test_a_role_at_a_joint_meeting_alone_counts_for_that_meeting() -> None:
    meeting, other = factories.meeting(factories.board()), factories.meeting(factories.board())
    guest = Viewer(user_id=1, joint_meetings={RoleKind.OFFICER: frozenset({meeting.pk})})

    served = Meeting.objects.filter(serves(guest, (RoleKind.OFFICER,)))

    assert list(served) == [meeting]
    assert other not in served


@pytest.mark.django_db
def test_a_supplement_is_public_from_its_publication() -> None:
    board = factories.board()
    olive = factories.officer(board)
    meeting = factories.meeting(board, state="agenda_published", by=olive)
    one = open_supplement(meeting, reason="Late.", by=olive)
    shown = Supplement.objects.filter(supplement_visible(PUBLIC))
    assert not shown.exists()
    assert Supplement.objects.filter(supplement_visible(viewer_for(olive))).exists()

    with transaction.atomic():
        publish_supplement_items(one, by=olive, at=timezone.now())

    assert shown.all().exists()
