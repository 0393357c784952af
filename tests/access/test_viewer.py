"""What a viewer's roles let them do, and what is left of them while some roles wait."""

import pytest
from django.db import transaction
from django.utils import timezone

from meetings.access import PUBLIC, RoleKind, Viewer, serves, supplement_visible, viewer_for
from meetings.models import Meeting, Supplement
from meetings.supplements import open_supplement, publish_supplement_items
from rotherham_hwb.packs.models import PackEdition, Release
from tests import factories
from tests.public.world import edition

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


def test_the_right_to_add_boards_is_an_officers_and_nobody_elses() -> None:
    council = Viewer(user_id=1, adds_boards=True)

    assert council.has_role(RoleKind.OFFICER)
    assert not council.has_role(RoleKind.MEMBER, RoleKind.APPROVER)
    assert not council.boards_as(RoleKind.OFFICER)


def test_while_a_second_step_waits_a_member_is_there_as_a_partner() -> None:
    held: dict[str, frozenset[int]] = {
        RoleKind.MEMBER: frozenset({1, 2}),
        RoleKind.PARTNER: frozenset({3}),
    }
    viewer = Viewer(user_id=1, boards=held, exempt_after_step=frozenset({2, 9}))

    left = viewer.without_exempt()

    assert left.boards_as(RoleKind.MEMBER) == {1}
    assert left.boards_as(RoleKind.PARTNER) == {2, 3}
    assert Viewer(user_id=1, boards=held).without_exempt().boards == held


@pytest.mark.django_db
def test_the_roles_of_a_board_hold_at_the_meetings_it_joins_in() -> None:
    own, host = factories.board(), factories.board()
    mary = factories.user(board=own, role="member")
    assert viewer_for(mary).joint_meetings == {}
    meeting = factories.meeting(host)
    meeting.joint_boards.add(own)

    assert viewer_for(mary).joint_meetings == {RoleKind.MEMBER: {meeting.pk}}
    assert viewer_for(mary).boards == {RoleKind.MEMBER: {own.pk}}


@pytest.mark.django_db
def test_an_edition_that_another_took_the_place_of_is_for_officers_alone() -> None:
    board = factories.board()
    olive, mary = factories.officer(board), factories.user(board=board, role="member")
    meeting = factories.meeting(board, state="agenda_published", by=olive)
    for audience in ("public", "restricted"):
        edition(meeting, by=olive, audience=audience)
    viewers = (PUBLIC, viewer_for(mary), viewer_for(olive))
    assert [PackEdition.objects.visible_to(each).count() for each in viewers] == [1, 2, 2]

    Release.objects.update(
        superseded_at=timezone.now(), superseded_by=olive, superseded_reason="A name."
    )

    assert [PackEdition.objects.visible_to(each).count() for each in viewers] == [0, 0, 2]


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
