"""Invitations: a role held out by e-mail, answered by a link that works once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import invitations
from meetings.access import RoleKind, viewer_for
from meetings.boards import end_role, give_role
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Invitation, User
from tests import factories

pytestmark = pytest.mark.django_db
GOOD = "twelve green bottles"


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def held_out(board: Board, olive: User) -> Invitation:
    return invitations.invite(
        email="Ruth@Example.org", name="Ruth Marsh", board=board, kind=RoleKind.MEMBER, by=olive
    )


def link(invitation: Invitation) -> str:
    return reverse("invitation", args=[invitations.link_token(invitation)])


def account(**changes: str) -> dict[str, str]:
    return {"name": "Ruth Marsh", "password1": GOOD, "password2": GOOD} | changes


def test_somebody_new_makes_an_account_and_has_the_role(
    client: Client, held_out: Invitation, board: Board
) -> None:
    assert "ruth@example.org" in client.get(link(held_out)).content.decode()

    answer = client.post(link(held_out), account())

    ruth = User.objects.get(email="ruth@example.org")
    assert answer["Location"] == "/signed-in/"
    assert client.session["_auth_user_id"] == str(ruth.pk)
    assert viewer_for(ruth).boards_as(RoleKind.MEMBER) == {board.pk}
    told = AuditEvent.objects.filter(board_id=board.pk).values_list("action", flat=True)
    assert set(told) == {"invite", "accept", "give a role to"}


def test_the_link_works_once(client: Client, held_out: Invitation) -> None:
    client.post(link(held_out), account())

    answer = Client().post(link(held_out), account(password1="another long one"))

    assert answer.status_code == 410
    assert "This invitation is over" in answer.content.decode()
    assert User.objects.filter(email="ruth@example.org").count() == 1


def test_sending_again_stops_the_link_sent_before(
    client: Client, held_out: Invitation, olive: User
) -> None:
    before = link(held_out)
    after = link(invitations.send_again(held_out, by=olive))

    assert client.get(before).status_code == 410
    assert client.get(after).status_code == 200


def test_an_expired_link_says_so_and_can_be_sent_again(
    client: Client, held_out: Invitation, olive: User
) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link(held_out), account()).status_code == 410
    assert not User.objects.filter(email="ruth@example.org").exists()

    assert client.get(link(invitations.send_again(held_out, by=olive))).status_code == 200


def test_a_withdrawn_invitation_opens_nothing_and_stays_withdrawn(
    client: Client, held_out: Invitation, olive: User
) -> None:
    invitations.withdraw(held_out, by=olive)

    assert client.get(link(held_out)).status_code == 410
    for verb in (invitations.withdraw, invitations.send_again):
        with pytest.raises(Refused, match="withdrawn"):
            verb(held_out, by=olive)


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1abc:forged", "%00"])
def test_a_link_we_did_not_make_is_a_404(client: Client, token: str) -> None:
    assert client.get(f"/invitations/{token}/").status_code == 404


def test_a_weak_password_is_refused_with_a_sentence_and_nothing_is_stored(
    client: Client, held_out: Invitation
) -> None:
    weak = client.post(link(held_out), account(password1="short", password2="short"))
    differing = client.post(link(held_out), account(password2="something else entirely"))

    assert "too short" in weak.content.decode()
    assert "The two passwords differ" in differing.content.decode()
    assert not User.objects.filter(email="ruth@example.org").exists()


def test_who_has_an_account_signs_in_to_accept(
    client: Client, board: Board, olive: User, held_out: Invitation
) -> None:
    ruth = User.objects.create_user(email="ruth@example.org", name="Ruth", password=GOOD)
    assert "has an account here already" in client.get(link(held_out)).content.decode()
    client.force_login(olive)
    assert "somebody else’s" in client.get(link(held_out)).content.decode()
    client.post(link(held_out))
    client.force_login(ruth)
    assert "Accept the invitation?" in client.get(link(held_out)).content.decode()

    client.post(link(held_out))

    assert viewer_for(ruth).boards_as(RoleKind.MEMBER) == {board.pk}
    assert not viewer_for(olive).has_role(RoleKind.MEMBER)


def test_nobody_accepts_for_another(held_out: Invitation, olive: User) -> None:
    with pytest.raises(Refused, match="and you are"):
        invitations.accept(held_out, by=olive)


def test_nobody_is_invited_twice_to_the_same(
    held_out: Invitation, board: Board, olive: User
) -> None:
    again: dict[str, Any] = {"name": "R", "board": board, "by": olive}
    with pytest.raises(ValidationError, match="already"):
        invitations.invite(email="RUTH@example.org", kind=RoleKind.MEMBER, **again)
    invitations.invite(email="ruth@example.org", kind=RoleKind.AUTHOR, **again)
    invitations.withdraw(held_out, by=olive)
    invitations.invite(email="ruth@example.org", kind=RoleKind.MEMBER, **again)


def test_ending_a_role_closes_at_once_and_it_can_be_given_again(board: Board, olive: User) -> None:
    ruth = factories.user(board=board, role="member")
    end_role(ruth.roles.get(), by=olive)
    assert not viewer_for(ruth).is_member

    given = give_role(ruth, board, RoleKind.MEMBER, by=olive)
    assert viewer_for(ruth).is_member
    end_role(given, by=olive)
    assert not viewer_for(ruth).is_member


def test_a_board_keeps_its_last_officer(board: Board, olive: User) -> None:
    with pytest.raises(Refused, match="last officer"):
        end_role(olive.roles.get(), by=olive)

    factories.officer(board)
    end_role(olive.roles.get(), by=olive)
    assert not viewer_for(olive).is_officer


def test_an_invitation_ends_with_the_role_of_who_sent_it(
    held_out: Invitation, board: Board, olive: User
) -> None:
    factories.officer(board)
    end_role(olive.roles.get(), by=olive)
    invited = factories.user()
    User.objects.filter(pk=invited.pk).update(email=held_out.email)
    invited.refresh_from_db()

    with pytest.raises(Refused, match="no longer serves"):
        invitations.accept(held_out, by=invited)

    assert not invited.roles.exists()


def test_a_page_says_so_and_another_officer_can_send_it_again(
    held_out: Invitation, board: Board, olive: User
) -> None:
    other = factories.officer(board)
    end_role(olive.roles.get(), by=other)

    over = Client().post(link(held_out), account())
    again = invitations.send_again(held_out, by=other)
    Client().post(link(again), account())

    assert over.status_code == 410
    assert "no longer serves" in over.content.decode()
    assert User.objects.get(email=held_out.email).roles.filter(board=board).exists()
