"""Councillors: ward and group with their days, substitutes by group, political balance."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.apologies import deputies_of
from meetings.council import balance_of, put_term
from meetings.models import Board, CouncilTerm, Person
from meetings.people import join_account
from minutes.attendance.roll import deputies_for
from tests import factories
from tests.desk.boards.test_boards import boxes
from tests.factories import minuting

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def board(client: Client) -> Board:
    board = factories.board("Licensing Board", politically_balanced=True)
    client.force_login(factories.officer(board))
    return board


def councillor(group: str, person: Person | None = None, **fields: Any) -> Person:
    person = person or Person.objects.create(name=f"Councillor of {group or 'none'}")
    term = CouncilTerm(person=person, started_on=factories.LONG_AGO, **fields)
    put_term(term, group=group, by="a test")
    return person


def test_ward_and_group_are_said_by_screen_and_a_change_has_its_day(
    client: Client, board: Board
) -> None:
    ada = minuting.member(board, "Councillor Ada Byron")
    address = reverse("desk_person_term", args=[ada.pk])
    began = TODAY - dt.timedelta(days=400)
    client.post(address, {"ward": "Dinnington", "group": "Labour", **boxes("started_on", began)})
    assert "Labour, Dinnington" in client.get(board.get_absolute_url()).content.decode()

    client.post(address, {"ward": "Dinnington", "group": "", **boxes("started_on", TODAY)})

    now, before = ada.council_terms.all()
    assert (before.ended_on, now.group) == (TODAY - dt.timedelta(days=1), None)
    page = client.get(reverse("desk_person", args=[ada.pk])).content.decode()
    assert "Labour, Dinnington" in page
    said = {"ward": "Maltby", **boxes("started_on", began), **boxes("ended_on", TODAY)}
    assert "on one of these days already" in client.post(address, said).content.decode()


def test_the_balance_is_counted_in_whole_seats(client: Client, board: Board) -> None:
    for group, number in (("Labour", 6), ("Conservative", 3), ("", 1)):
        for _ in range(number):
            councillor(group)
    for name, group in (("A", "Labour"), ("B", "Labour"), ("C", "Labour"), ("D", "Conservative")):
        councillor(group, minuting.member(board, name))

    labour, conservative, none = balance_of(board, TODAY)

    assert (labour.group, labour.on_council, labour.on_board, labour.share) == ("Labour", 9, 3, 3)
    assert (conservative.on_council, conservative.on_board, conservative.share) == (4, 1, 1)
    assert (none.group, none.on_board, none.share) == ("In no group", 0, 0)
    page = client.get(board.get_absolute_url()).content.decode()
    assert "Political balance" in page
    Board.objects.update(politically_balanced=False)
    assert "Political balance" not in client.get(board.get_absolute_url()).content.decode()


def test_a_substitute_comes_for_members_of_the_group_alone(board: Board) -> None:
    ada = councillor("Labour", minuting.member(board, "Ada", seat=minuting.seat(board)))
    ben = councillor("Conservative", minuting.member(board, "Ben", seat=minuting.seat(board)))
    councillor("Labour", minuting.member(board, "Sue", kind="deputy"))
    account = factories.user(board=board, role="member")
    join_account(ada, account, by="a test")

    minutes = minuting.at_the_table(board)
    assert [each.name for each in deputies_of(account, minutes.meeting)] == ["Sue"]
    assert [each.name for each in deputies_for(minuting.line(minutes, "Ada").attendance)] == ["Sue"]
    assert deputies_for(minuting.line(minutes, ben.name).attendance) == []
