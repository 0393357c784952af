"""A person is not their printed name, nor is a board: two of one name, a marriage, a renaming."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.dated_names import change_name
from meetings.models import Board, Person
from meetings.workflow import record_held
from minutes.attendance.roll import read_roll
from minutes.decisions.voters import people_of
from minutes.decisions.voting import record_vote
from minutes.models import Minute
from minutes.workflow import publish_minutes, send_to_chair
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.plan.pack_plan import Axes
from tests import factories
from tests.desk.boards.test_members import look, store
from tests.factories import minuting

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
HEAD = "Seat,Person,Person number,Role,From,Until\n"


@pytest.fixture
def board(client: Client) -> Board:
    board = factories.board("Harbour Board", prints_membership=True)
    client.force_login(factories.officer(board))
    return board


def read(client: Client, name: str, *keys: object) -> str:
    return " ".join(client.get(reverse(name, args=keys)).content.decode().split())


@pytest.mark.slow
def test_two_of_one_name_are_two_in_the_table_the_roll_the_vote_and_the_minutes(
    client: Client, board: Board
) -> None:
    lines = "Pilot,John Smith,,Chair,01/05/2020,\nWarden,John Smith,new,Member,01/05/2020,\n"
    assert "4 changes are stored." in store(client, board, HEAD + lines)
    pilot, warden = (each.person for each in board.memberships.order_by("seat__position"))
    assert pilot != warden

    minutes = minuting.at_the_table(board)
    for line in read_roll(minutes):
        if line.attendance.seat:
            minuting.attending.mark(line.attendance, kind="present", by="a test")
    both = [each for each in people_of(minutes) if each.name == "John Smith"]
    assert [each.organisation_or_post for each in both] == ["Pilot", "Warden"]
    assert {each.person for each in both} == {pilot, warden}

    minute = factories.minute(minutes, "Dredging")
    page = client.get(
        reverse("desk_votes", args=[minutes.meeting_id, minute.pk]), {"manner": "named"}
    ).content.decode()
    assert "John Smith (Pilot)" in page
    assert "John Smith (Warden)" in page
    record_vote(
        minute,
        motion="That it be dredged.",
        manner="named",
        ballots={both[0]: "for", both[1]: "against"},
        casting="for",
        by=factories.officer(board),
    )
    officer = factories.officer(board)
    record_held(minutes.meeting, by=officer)
    send_to_chair(minutes, by=officer)
    publish_minutes(minutes, by=officer)
    page = read(Client(), "minutes", minutes.meeting_id)
    attendance, _, votes = page.partition("That it be dredged.")
    assert re.findall("John Smith.{0,80}?(Pilot|Warden)", attendance) == ["Pilot", "Warden"]
    assert "John Smith (Pilot)" in votes
    assert "John Smith (Warden)" in votes

    again = store(client, board, f"Person,Person number,Until\nJohn Smith,{warden.pk},1/6/2026\n")
    assert "1 change is stored." in again
    ended = board.memberships.exclude(ended_on=None).get()
    assert ended.person == warden


def test_two_of_one_name_are_not_guessed_between_on_their_board(
    client: Client, board: Board
) -> None:
    for seat in ("Pilot", "Warden"):
        minuting.member(board, "John Smith", seat=minuting.seat(board, seat))
    page = look(client, board, "Person,Until\nJohn Smith,30/06/2026\n")
    assert "Person says “John Smith”, and more than one person is called so." in page
    assert "Pilot, Harbour Board from" in page
    assert not board.memberships.exclude(ended_on=None).exists()


def test_after_a_marriage_older_minutes_and_packs_keep_the_old_name(
    client: Client, board: Board
) -> None:
    ada = minuting.member(board, "Miss Ada Byron", kind="chair")
    minutes = minuting.at_the_table(board)
    minuting.there(minutes, "Miss Ada Byron")
    before = plan_pack(minutes.meeting, axes=Axes()).plan.front

    change_name(ada, "Lady Ada King", since=TODAY - dt.timedelta(days=30), by="a test")

    old = minutes.attendances.get(person=ada)
    assert old.name == "Miss Ada Byron"
    assert [each.attendance.name for each in read_roll(minutes) if each.recorded] == [old.name]
    assert plan_pack(minutes.meeting, axes=Axes()).plan.front == before
    assert before.membership == "Miss Ada Byron (Chair)"
    coming = factories.meeting(board, date=TODAY + dt.timedelta(days=30))
    assert plan_pack(coming, axes=Axes()).plan.front.membership == "Lady Ada King (Chair)"
    assert "Lady Ada King" in read(client, "board", board.slug)
    assert Person.objects.get().sort_name == "Miss Ada Byron"


def test_who_is_named_anew_is_still_found_by_the_old_name_in_a_table(
    client: Client, board: Board
) -> None:
    ada = minuting.member(board, "Ada Byron")
    change_name(ada, "Ada King", since=TODAY, by="a test")

    page = store(client, board, "Person,Until\nAda Byron,31/12/2030\n")

    assert "1 change is stored." in page
    assert Person.objects.count() == 1


def test_an_old_meeting_and_its_minutes_and_packs_keep_the_name_of_a_renamed_board(
    client: Client, board: Board
) -> None:
    minuting.member(board, "Ada Byron", kind="chair")
    meeting = factories.meeting(board, state="held")
    factories.minutes(meeting, state="published_draft")
    minute = Minute.objects.get()
    before = plan_pack(meeting, axes=Axes()).plan

    change_name(board, "Port Board", since=TODAY - dt.timedelta(days=30), by="a test")

    meeting.refresh_from_db()
    after = plan_pack(type(meeting).objects.get(pk=meeting.pk), axes=Axes()).plan
    assert (after.title, after.front) == (before.title, before.front)
    assert after.front.board == "Harbour Board"
    visitor = Client()
    for name, keys in (
        *(("meeting", [meeting.pk]), ("minutes", [meeting.pk])),
        ("minute", [meeting.pk, minute.number]),
    ):
        page = read(visitor, name, *keys)
        assert "Harbour Board" in page, name
        assert "</span>Port Board" not in page
    assert "Port Board" in read(visitor, "boards")
