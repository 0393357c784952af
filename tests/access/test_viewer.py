"""What a viewer's roles let them do, and what is left of them while some roles wait."""

import pytest

from meetings.access import PUBLIC, RoleKind, Viewer

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
