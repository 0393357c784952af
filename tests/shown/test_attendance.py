"""Who came to a board's meetings: from records to the page and the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Board, Membership, Person, Seat
from minutes import workflow as minutes_room
from minutes.models import Attendance, Minutes
from tests import factories
from tests.minutes.attendance.test_figures import PRINTED, printed_table

pytestmark = pytest.mark.django_db
JAN, MAR = dt.date(2025, 1, 22), dt.date(2025, 3, 5)


class Hall:
    """A board with seats, whose meetings are minuted in a line each."""

    def __init__(self, *titles: str) -> None:
        self.board: Board = factories.board("Harbour Board")
        self.officer = factories.officer(self.board)
        self.seats = [
            Seat.objects.create(board=self.board, position=place, title=title)
            for place, title in enumerate(titles or ("Health", "Housing"))
        ]

    def member(self, name: str, seat: Seat | None, *, kind: str = "member") -> Person:
        person = Person.objects.create(name=name, sort_name=name.split()[-1])
        fields = {"board": self.board, "seat": seat, "person": person, "kind": kind}
        Membership.objects.create(**fields, started_on=factories.LONG_AGO)
        return person

    def met(self, day: dt.date, *roll: dict[str, Any], publish: bool = True) -> Minutes:
        meeting = factories.meeting(self.board, date=day, state="held", by=self.officer)
        made = minutes_room.start_minutes(Minutes(meeting=meeting), by=self.officer)
        factories.minute(made)
        names = [Attendance(**{"name": "Somebody", "capacity": "member", **each}) for each in roll]
        minutes_room.record_attendance(made, *names)
        minutes_room.send_to_chair(made, by=self.officer)
        return minutes_room.publish_minutes(made, by=self.officer) if publish else made

    @property
    def address(self) -> str:
        return reverse("attendance", args=[self.board.slug])


@pytest.fixture
def hall() -> Hall:
    return Hall()


def shown(client: Client, address: str, group: str = "seats") -> dict[str, tuple[str, int | None]]:
    """Each line's marks and percentage, by name."""
    page = client.get(address).context["page"]
    return {
        line.name: (" ".join(mark.sign for mark in line.marks), line.percentage)
        for line in getattr(page, group)
    }


def test_seats_are_rows_and_meetings_columns(client: Client, hall: Hall) -> None:
    health, housing = hall.seats
    hall.met(JAN, {"seat": health}, {"seat": housing, "kind": "apologies"})
    deputy = {"seat": housing, "capacity": "deputy", "name": "Una"}
    hall.met(
        MAR,
        {"seat": health, "kind": "not_required"},
        {"seat": housing, "kind": "apologies"},
        deputy,
    )

    assert shown(client, hall.address) == {"Health": ("✓ X", 100), "Housing": ("Aps D", 50)}


@pytest.mark.slow
@pytest.mark.shared
def test_a_printed_table_recorded_as_attendance_gives_its_printed_percentages(
    client: Client,
) -> None:
    rows = printed_table()
    hall = Hall(*(row[0] for row in rows))
    records = {"✓": {}, "D": {"capacity": "deputy"}, "Aps": {"kind": "apologies"}}
    records["X"] = {"kind": "not_required"}
    for column, month in enumerate((6, 9, 12, 15), start=1):
        day = dt.date(2015 + month // 13, (month - 1) % 12 + 1, 10)
        roll = [
            {"seat": seat, **records[row[column]]}
            for seat, row in zip(hall.seats, rows, strict=True)
        ]
        hall.met(day, *roll)

    found = shown(client, hall.address)

    assert set(PRINTED) == set(records)
    assert [f"{share}%" for _, share in found.values()] == [row[5] for row in rows]
    assert len(found) == 20


def test_members_are_counted_by_person_with_their_deputies(client: Client, hall: Hall) -> None:
    health = hall.seats[0]
    ada = hall.member("Ada Byron", health)
    una = hall.member("Una Reyes", health, kind="deputy")
    own = {"seat": health, "person": ada, "name": "Ada Byron"}
    deputy = {"seat": health, "person": una, "name": "Una Reyes", "capacity": "deputy"}
    hall.met(JAN, own)
    hall.met(MAR, {**own, "kind": "apologies"}, deputy)

    assert shown(client, hall.address, "members") == {"Ada Byron": ("✓ D", 100)}


def test_imported_names_are_matched_by_the_memberships_of_that_day(
    client: Client, hall: Hall
) -> None:
    ada = hall.member("Ada Byron", hall.seats[0])
    una = hall.member("Una Reyes", hall.seats[1], kind="deputy")
    guest = Person.objects.create(name="A Guest")
    imported: dict[str, Any] = {"capacity": "", "source_line": 1}
    hall.met(JAN, *({"person": each, **imported} for each in (ada, una, guest)))

    assert shown(client, hall.address) == {"Health": ("✓", 100), "Housing": ("D", 100)}
    assert list(shown(client, hall.address, "members")) == ["Somebody"]


def test_officers_and_guests_are_on_no_line(client: Client, hall: Hall) -> None:
    hall.met(JAN, *({"capacity": each} for each in ("officer", "observer", "presenter")))

    assert shown(client, hall.address) == {}
    assert "do not tell members from others" in client.get(hall.address).content.decode()


def test_cancelled_meetings_and_drafts_do_not_count(client: Client, hall: Hall) -> None:
    health = hall.seats[0]
    hall.met(JAN, {"seat": health})
    hall.met(MAR, {"seat": health, "kind": "apologies"}, publish=False)
    factories.meeting(hall.board, date=dt.date(2025, 4, 2), state="called", by=hall.officer)
    client.force_login(hall.officer)

    answer = client.get(hall.address)

    assert shown(client, hall.address) == {"Health": ("✓", 100)}
    assert "2 other meetings of this year have no published minutes yet" in answer.content.decode()


def test_each_municipal_year_has_its_own_table(client: Client, hall: Hall) -> None:
    health = hall.seats[0]
    hall.met(dt.date(2024, 4, 30), {"seat": health, "kind": "apologies"})
    hall.met(dt.date(2024, 5, 1), {"seat": health})

    assert shown(client, hall.address) == {"Health": ("✓", 100)}
    assert shown(client, f"{hall.address}?year=2023") == {"Health": ("Aps", 0)}
    assert "?year=2023" in client.get(hall.address).content.decode()


@pytest.mark.parametrize("year", ["1999", "x", "20250", "-1", "٢٠٢٤", "%00"])
def test_a_year_without_minutes_is_not_there(client: Client, hall: Hall, year: str) -> None:
    hall.met(JAN, {"seat": hall.seats[0]})

    assert client.get(f"{hall.address}?year={year}").status_code == 404


def test_without_minutes_the_page_says_when_there_will_be_figures(
    client: Client, hall: Hall
) -> None:
    assert "There are no figures yet" in client.get(hall.address).content.decode()


def test_each_mark_has_words_for_those_who_do_not_see_it(client: Client, hall: Hall) -> None:
    hall.met(JAN, {"seat": hall.seats[0], "kind": "apologies"})

    page = client.get(hall.address).content.decode()

    assert (
        '<span aria-hidden="true">Aps</span><span class="govuk-visually-hidden">Apologies' in page
    )


def test_the_file_holds_the_same_figures(client: Client, hall: Hall) -> None:
    ada = hall.member("=Ada Byron", hall.seats[0])
    hall.met(JAN, {"seat": hall.seats[0], "person": ada, "name": "=Ada Byron"})

    answer = client.get(reverse("attendance_file", args=[hall.board.slug]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows == [
        [
            "Table",
            "Seat or member",
            "2025-01-22",
            "Present",
            "Deputy",
            "Meetings due",
            "Percentage",
        ],
        ["Seat", "Health", "✓", "1", "0", "1", "100"],
        ["Member", "'=Ada Byron", "✓", "1", "0", "1", "100"],
    ]


def test_the_file_of_a_board_without_minutes_has_its_heading(client: Client, hall: Hall) -> None:
    answer = client.get(reverse("attendance_file", args=[hall.board.slug]))

    assert answer.content.decode("utf-8-sig").startswith("Table,Seat or member,Present")


def test_the_page_takes_the_same_queries_at_one_meeting_and_at_three(
    client: Client, hall: Hall
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            client.get(hall.address)
        return len(taken)

    person = hall.member("Ada Byron", hall.seats[0])
    roll = ({"seat": hall.seats[0], "person": person}, {"seat": hall.seats[1]})
    hall.met(JAN, *roll)
    one = queries()
    hall.met(MAR, *roll)
    hall.met(dt.date(2025, 4, 2), *roll)

    assert queries() == one


def test_the_board_leads_to_its_attendance(client: Client, hall: Hall) -> None:
    assert hall.address in client.get(hall.board.get_absolute_url()).content.decode()


@pytest.mark.parametrize("year", ["0000", "9999", "1999"])
@pytest.mark.parametrize("page", ["attendance", "attendance_file"])
def test_no_year_of_a_board_without_minutes_is_there(
    client: Client, hall: Hall, page: str, year: str
) -> None:
    address = reverse(page, args=[hall.board.slug])

    assert client.get(f"{address}?year={year}").status_code == 404
