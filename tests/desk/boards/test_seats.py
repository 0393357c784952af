"""Seats and members by screen: a by-election, a new deputy, and who signs in as whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import invitations as invitation_verbs
from meetings.access import RoleKind, viewer_for
from meetings.apologies import deputies_of
from meetings.boards import add_seat, appoint
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Invitation, Membership, Person, Seat, User
from meetings.people import add_person, join_account
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.desk.boards.test_boards import boxes

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAST_YEAR = TODAY - dt.timedelta(days=365)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


@pytest.fixture
def ada(board: Board, olive: User) -> Membership:
    """The chair, in the seat of the harbour master."""
    seat = add_seat(Seat(board=board, position=1, title="Harbour master"), by=olive)
    person = add_person("Ada Byron", by=olive)
    held = Membership(board=board, seat=seat, person=person, kind="chair", started_on=LAST_YEAR)
    return appoint(held, by=olive)


def add(client: Client, board: Board, name: str, **fields: Any) -> str:
    said = {"name": name, "kind": "member", "votes": "on", **boxes("started_on", TODAY), **fields}
    answer = client.post(reverse("desk_add_member", args=[board.slug]), said, follow=True)
    return answer.content.decode()


def listed(client: Client, board: Board) -> str:
    return client.get(reverse("desk_seats", args=[board.slug])).content.decode()


def test_a_seat_is_added_filled_and_changed(client: Client, board: Board, olive: User) -> None:
    said = {"title": "Pilot", "organisation": "Pilots’ Guild", "votes": "on"}
    client.post(reverse("desk_add_seat", args=[board.slug]), said)
    seat = board.seats.get()
    assert "Vacant" in listed(client, board)

    add(client, board, "Mary Seacole", seat=seat.pk, post="Senior Pilot")

    member = board.memberships.get()
    assert (member.seat, str(member.post)) == (seat, "Senior Pilot")
    assert member.person.sort_name == "Seacole, Mary"
    page = listed(client, board)
    assert "Vacant" not in page
    assert "Mary Seacole" in page
    assert "Mary Seacole" in client.get(board.get_absolute_url()).content.decode()

    client.post(
        reverse("desk_seat", args=[board.slug, seat.pk]),
        {"title": "Pilots", "organisation": "", **boxes("ended_on", TODAY)},
    )
    seat.refresh_from_db()
    assert (seat.title, seat.organisation, seat.votes, seat.ended_on) == (
        *("Pilots", None, False),
        TODAY,
    )


def test_after_a_by_election_somebody_follows_in_the_seat(
    client: Client, board: Board, ada: Membership
) -> None:
    assert "Ada Byron holds the seat “Harbour master”" in add(
        client, board, "Grace Hopper", seat=ada.seat_id
    )
    assert not Person.objects.filter(name="Grace Hopper").exists()

    add(client, board, "Grace Hopper", seat=ada.seat_id, follows="on")

    ada.refresh_from_db()
    assert ada.ended_on == TODAY - dt.timedelta(days=1)
    assert board.memberships.current().get().person.name == "Grace Hopper"


def test_a_second_chair_is_refused_in_a_sentence_that_names_the_first(
    client: Client, board: Board, ada: Membership
) -> None:
    page = add(client, board, "Grace Hopper", kind="chair")
    assert "Ada Byron is the chair on one of these days: change that first." in page


def test_a_new_deputy_may_come_for_the_holder_of_the_seat(
    client: Client, board: Board, ada: Membership, olive: User
) -> None:
    add(client, board, "Dan Deputy", seat=ada.seat_id, kind="deputy")

    account = factories.user(board=board, role="member")
    join_account(ada.person, account, by=olive)
    meeting = factories.meeting(board, state="called", date=TODAY + dt.timedelta(days=9))
    assert [each.name for each in deputies_of(account, meeting)] == ["Dan Deputy"]


def test_a_place_is_changed_and_ended(client: Client, board: Board, ada: Membership) -> None:
    said = {"kind": "observer", "votes": "on", "seat": "", **boxes("started_on", LAST_YEAR)}
    client.post(reverse("desk_place", args=[ada.pk]), said)
    ada.refresh_from_db()
    assert (ada.kind, ada.votes, ada.seat) == ("observer", False, None)

    before = boxes("last_day", LAST_YEAR - dt.timedelta(days=1))
    page = client.post(reverse("desk_end_place", args=[ada.pk]), before).content.decode()
    assert "The last day is before the first" in page

    client.post(reverse("desk_end_place", args=[ada.pk]), boxes("last_day", TODAY))
    ada.refresh_from_db()
    assert ada.ended_on == TODAY
    assert AuditEvent.objects.filter(action="change", record_type="meetings.Membership").exists()


def test_somebody_of_a_known_name_is_asked_for_and_may_be_another(
    client: Client, board: Board, ada: Membership
) -> None:
    page = add(client, board, "Ada Byron")
    assert "Somebody is called Ada Byron already: say who it is." in page
    assert "Harbour master, Harbour Board from" in page

    add(client, board, "Ada Byron", which="new")

    two = Person.objects.filter(name="Ada Byron")
    assert two.count() == 2
    assert board.memberships.current().count() == 2


def test_somebody_known_is_put_on_a_second_board(
    client: Client, board: Board, ada: Membership, olive: User
) -> None:
    other = factories.board("Quay Board")
    factories.give(olive, other, "officer")
    add(client, other, "ada byron", which=ada.person_id)
    assert other.memberships.get().person == ada.person


def test_officers_of_other_boards_find_nothing(client: Client, ada: Membership) -> None:
    client.force_login(factories.officer(factories.board()))
    board = ada.board
    for name, key in (
        *(("desk_seats", board.slug), ("desk_add_seat", board.slug)),
        *(("desk_add_member", board.slug), ("desk_place", ada.pk), ("desk_end_place", ada.pk)),
        *(("desk_person", ada.person_id), ("desk_person_account", ada.person_id)),
    ):
        assert client.get(reverse(name, args=[key])).status_code == 404, name
    assert client.post(reverse("desk_person_join", args=[ada.person_id])).status_code == 404


def test_who_is_invited_from_their_place_is_joined_when_they_accept(
    client: Client, board: Board, ada: Membership
) -> None:
    said = {"email": "ada@example.org", "board": board.pk, "kind": "member"}
    client.post(reverse("desk_person_account", args=[ada.person_id]), said)
    assert Message.objects.get().recipient == "ada@example.org"
    assert (
        "Invited as ada@example.org"
        in client.get(reverse("desk_person", args=[ada.person_id])).content.decode()
    )

    link = reverse("invitation", args=[invitation_verbs.link_token(Invitation.objects.get())])
    password = "twelve green bottles"
    Client().post(link, {"name": "Ada Byron", "password1": password, "password2": password})

    account = User.objects.get(email="ada@example.org")
    assert account.person == ada.person
    assert viewer_for(account).boards_as(RoleKind.MEMBER) == {board.pk}


def test_an_account_there_is_is_joined_at_once_and_once_alone(
    client: Client, board: Board, ada: Membership, olive: User
) -> None:
    account = factories.user("A. Byron", board=board, role="member")
    said = {"email": account.email.upper(), "board": board.pk, "kind": "member"}
    client.post(reverse("desk_person_account", args=[ada.person_id]), said)
    assert Person.objects.get(user=account) == ada.person

    other = add_person("Ada Lovelace", by=olive)
    with pytest.raises(Refused, match="is the account of Ada Byron: part the two first"):
        join_account(other, account, by=olive)

    client.post(reverse("desk_person_part", args=[ada.person_id]))
    assert not Person.objects.filter(user=account).exists()
    client.post(reverse("desk_person_join", args=[ada.person_id]), {"user": account.pk})
    assert Person.objects.get(user=account) == ada.person
    told = AuditEvent.objects.filter(record_type="meetings.Person", record_id=ada.person_id)
    assert {"join an account to", "part an account from"} <= {each.action for each in told}


def test_somebody_invited_among_the_roles_is_joined_to_who_they_are(
    client: Client, board: Board, ada: Membership
) -> None:
    address = reverse("desk_invite", args=[board.slug])
    assert "Nobody on the board" in client.get(address).content.decode()
    said = {"name": "Ada", "email": "a@example.org", "kind": "member", "person": ada.person_id}
    client.post(address, said)
    assert Invitation.objects.get().person == ada.person


def test_the_database_joins_no_account_that_the_log_does_not_tell_of() -> None:
    Person.objects.create(name="Ada Byron")
    Person.objects.update(user=factories.user())
    with pytest.raises(IntegrityError, match="stands in its log"):
        transaction.get_connection().cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
