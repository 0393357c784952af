"""What the pages promise that take a role or an invitation away."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from meetings.access import RoleKind, can_see, viewer_for
from meetings.boards import give_role
from meetings.invitations import invite, link_token
from meetings.models import Board, User
from reports.models import Paper
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.desk.promises.presses import (
    Press,
    logged,
    reads,
    seen,
    status,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/people/end_role")
def test_a_role_that_is_ended_opens_nothing_as_its_page_promises(
    press: Press, board: Board
) -> None:
    ruth = factories.user("Ruth", board=board, role="member")
    other = factories.board("Quarry Board")
    factories.give(ruth, other, "member")
    paper, theirs = (closed_paper(each) for each in (board, other))
    role = ruth.roles.get(board=board)

    def given_again() -> bool:
        give_role(ruth, board, RoleKind.MEMBER, by=factories.officer(board))
        return can_see(viewer_for(ruth), paper)

    press.keeps(
        reverse("desk_end_role", args=[role.pk]),
        {
            "From now on they see of Harbour Board only": lambda: (
                not can_see(viewer_for(ruth), paper) and can_see(viewer_for(ruth), theirs)
            ),
            "The account stays": lambda: User.objects.get(pk=ruth.pk).is_active,
            "Officers of the board, in the log": lambda: logged(
                board, press.user, "ended a role of"
            ),
            "Another officer can give": given_again,
        },
    )


def closed_paper(board: Board) -> Paper:
    by = factories.officer(board)
    item = factories.item(factories.meeting(board, by=by))
    return factories.public_paper(factories.paper(item, **factories.exempt()), by=by)


@reads("desk/people/withdraw")
def test_an_invitation_that_is_withdrawn_is_so_as_its_page_promises(
    press: Press, board: Board
) -> None:
    said: dict[str, Any] = {"name": "Ruth Marsh", "board": board, "kind": RoleKind.MEMBER}
    held_out = invite(email="ruth@example.org", by=press.user, **said)
    link = reverse("invitation", args=[link_token(held_out)])
    letters = Message.objects.count()
    assert "Ruth Marsh" in seen(link)

    press.keeps(
        reverse("desk_invitation_withdraw", args=[held_out.pk]),
        {
            "The link in the e-mail to ruth@example.org": lambda: status(link) == 410,
            "Officers of the board, in the log": lambda: logged(board, press.user, "Ruth Marsh"),
            "Ruth Marsh is not told": lambda: Message.objects.count() == letters,
            "No, but you can invite them anew": lambda: bool(
                invite(email="ruth@example.org", by=press.user, **said).pk
            ),
        },
    )


@reads("desk/people/end_council_role")
def test_the_right_to_add_boards_ends_as_its_page_promises(press: Press, board: Board) -> None:
    olive, ruth = factories.council_officer(), factories.officer(board)
    right = give_role(ruth, None, RoleKind.OFFICER, by=olive)

    def named_again() -> bool:
        give_role(ruth, None, RoleKind.OFFICER, by=olive)
        return viewer_for(ruth).adds_boards

    press.as_user(olive).keeps(
        reverse("desk_end_council_role", args=[right.pk]),
        {
            "They keep their roles on boards and their account": lambda: (
                not viewer_for(ruth).adds_boards
                and viewer_for(ruth).boards_as(RoleKind.OFFICER) == {board.pk}
                and User.objects.get(pk=ruth.pk).is_active
            ),
            "Officers of their boards, in the log": lambda: logged(board, ruth, "ended a role of"),
            "Another officer of the council can name them": named_again,
        },
    )
