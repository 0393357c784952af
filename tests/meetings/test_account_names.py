"""An account's name: another one holds once an officer has confirmed it."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from meetings import invitations
from meetings.access import RoleKind
from meetings.account_names import ask_for_name, confirm_name, refuse_name
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def ruth(board: Board) -> User:
    return factories.user("Ruth Marsh", board=board, role="member")


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_until_an_officer_confirms_it_the_old_name_stands(
    client: Client, ruth: User, olive: User, board: Board
) -> None:
    client.force_login(ruth)
    assert "Ruth Marsh" in client.get("/account/name/").content.decode()

    client.post("/account/name/", {"name": "Ruth Byron"})

    ruth.refresh_from_db()
    assert (ruth.name, ruth.asked_name) == ("Ruth Marsh", "Ruth Byron")
    assert "Waits for an officer" in client.get("/account/").content.decode()
    desk = Client()
    desk.force_login(olive)
    people = f"/desk/boards/{board.slug}/people/"
    assert "Ruth Byron" in desk.get(people).content.decode()

    answer = {"board": board.slug, "name": "Ruth Byron", "answer": "confirm"}
    desk.post(f"/desk/people/{ruth.pk}/name/", answer)

    ruth.refresh_from_db()
    assert (ruth.name, ruth.asked_name, ruth.name_asked_at) == ("Ruth Byron", "", None)
    assert actions() == ["ask for another name of", "change the name of"]
    assert AuditEvent.objects.latest("pk").detail == {"before": "Ruth Marsh", "name": "Ruth Byron"}
    assert "Names to confirm" not in desk.get(people).content.decode()


def test_an_officer_may_refuse_it_and_the_asker_may_take_it_back(
    ruth: User, olive: User, board: Board, client: Client
) -> None:
    ask_for_name(ruth, "Ruth Byron", by=ruth)
    client.force_login(olive)
    answer = {"board": board.slug, "name": "Ruth Byron", "answer": "refuse"}
    client.post(f"/desk/people/{ruth.pk}/name/", answer)
    ruth.refresh_from_db()
    assert (ruth.name, ruth.asked_name) == ("Ruth Marsh", "")

    ask_for_name(ruth, "Ada", by=ruth)
    ask_for_name(ruth, "Ruth Marsh", by=ruth)
    ruth.refresh_from_db()
    assert (ruth.name, ruth.asked_name) == ("Ruth Marsh", "")
    assert actions()[-1] == "take back the name asked for by"


def test_nobody_confirms_their_own_or_what_they_have_not_read(
    ruth: User, olive: User, client: Client
) -> None:
    stranger = factories.officer(factories.board())
    for user in (ruth, olive):
        ask_for_name(user, "Ada Byron", by=user)

    with pytest.raises(Refused, match="for another officer"):
        confirm_name(olive, seen="Ada Byron", by=olive)
    with pytest.raises(Refused, match="none of your boards"):
        confirm_name(ruth, seen="Ada Byron", by=stranger)
    with pytest.raises(Refused, match="look again"):
        confirm_name(ruth, seen="Ada", by=olive)
    with pytest.raises(Refused, match="none of your boards"):
        refuse_name(olive, seen="Ada Byron", by=ruth)
    client.force_login(ruth)
    told = {"board": olive.roles.get().board.slug, "name": "Ada Byron", "answer": "confirm"}
    assert client.post(f"/desk/people/{olive.pk}/name/", told).status_code == 404
    assert not User.objects.filter(name="Ada Byron").exists()


def test_what_is_no_name_is_not_asked_for(client: Client, ruth: User) -> None:
    with pytest.raises(ValidationError, match="right-to-left override"):
        ask_for_name(ruth, "Ruth\u202eMarsh", by=ruth)
    client.force_login(ruth)
    said = client.post("/account/name/", {"name": "Ruth\u200bMarsh"}).content.decode()
    assert "Take out the zero width space after “Ruth”" in said
    assert client.post("/account/name/", {"name": ""}).status_code == 200
    ruth.refresh_from_db()
    assert ruth.asked_name == ""


def test_who_answers_an_invitation_bears_the_name_they_were_invited_by(
    board: Board, olive: User
) -> None:
    held_out = invitations.invite(
        email="a@example.org", name="Ann Example", board=board, kind=RoleKind.MEMBER, by=olive
    )

    made = invitations.accept_as_new(held_out, name="Ada Byron", password="twelve green bottles")

    assert (made.name, made.asked_name) == ("Ann Example", "Ada Byron")


def test_a_command_renames_where_no_other_officer_is(olive: User) -> None:
    ask_for_name(olive, "Olive Byron", by=olive)
    call_command("rename_account", olive.email.upper(), name="Olive Byron", stdout=io.StringIO())

    olive.refresh_from_db()
    assert (olive.name, olive.asked_name) == ("Olive Byron", "")
    assert AuditEvent.objects.latest("pk").actor_name == "rename_account"
    with pytest.raises(CommandError, match="check the address"):
        call_command("rename_account", "nobody@example.org", name="X")
    with pytest.raises(CommandError, match="line break"):
        call_command("rename_account", olive.email, name="X\nY")
