"""The five real packs in one database: boards, meetings, references, and nothing twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, AuditEvent, Meeting
from minutes.models import Action, Attendance, Minute, Minutes, Reference, Resolution
from reports.models import Paper, PaperVersion, Placement
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.keep.recognising import recognise_board
from rotherham_hwb.legacy.models import ImportedPack, NamePair, PackFile, ReadFact
from tests import factories
from tests.legacy import harbour
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
NUMBERS = ("000", "001", "002", "003", "004")
TABLES = (
    *(AgendaItem, Meeting, Minutes, Minute, Resolution, Action, Attendance, Reference),
    *(Paper, PaperVersion, Placement, ImportedPack, PackFile, ReadFact, NamePair, AuditEvent),
)


class Archive:
    """The boards under the names they have today, and the five packs read in."""

    def __init__(self) -> None:
        (folder,) = {path.parent for path in shared("packs").glob("000_*.txt")}
        self.files = {number: next(folder.glob(f"{number}_*.txt")) for number in NUMBERS}
        self.health = factories.board("Health & Well-being Board")
        self.children = factories.board("Children, Young People and Families Partnership")
        self.scrutiny = factories.board(
            "Scrutiny Board", variants=["Overview and Scrutiny Management Board"]
        )
        self.safeguarding = factories.board("Local Safeguarding Children Board")
        self.packs = {number: self.read(number) for number in NUMBERS}

    def read(self, number: str) -> ImportedPack:
        return import_pack(self.files[number], by="a test")[0]


@pytest.fixture
def archive() -> Archive:
    return Archive()


def rows() -> dict[str, list[dict[str, Any]]]:
    return {
        table.__name__: [*map(dict, table._base_manager.order_by("pk").values())]
        for table in TABLES
    }


def led(pack: ImportedPack) -> list[tuple[str, str]]:
    """The references of a pack's minutes that name a number, and where they lead."""
    found = Reference.objects.filter(minute__minutes__meeting__in=pack.earlier_meetings.all())
    found = found.filter(text__istartswith="minute").select_related("target__minutes__meeting")
    return [
        (each.text, f"{each.target.minutes.meeting.date}" if each.target else "")
        for each in found.order_by("minute__position", "position")
    ]


def older_pack(board: str, day: str, minutes_day: str, numbers: tuple[int, ...]) -> str:
    """An older pack of ours: an agenda, and minutes with these numbers."""
    minutes = "\n\n".join(
        f"{number}. MATTER {number}\n\nThe board spoke of it.\n\n"
        f"Resolved:- (1) That matter {number} be closed."
        for number in numbers
    )
    return f"""{board}

Venue: Town Hall, Quay Street
Date: {day}
Time: 9.00 a.m.

A G E N D A

1. Apologies for absence
2. Minutes of the previous meeting (Pages 1 - 2)
3. Any other business

PETER PILOT,
Chief Executive.

{board}
{minutes_day}

Present:- Councillor Mary Mole (in the Chair); Ada Byron and Tom Tide.

{minutes}
"""


def test_all_five_live_in_one_database(archive: Archive, tmp_path: Path, client: Client) -> None:
    """One test: reading all five takes half a minute, and each part rests on the one before."""
    _boards_and_meetings(archive)
    _references(archive, tmp_path)
    _again(archive)
    _public(archive, client)


def _boards_and_meetings(archive: Archive) -> None:
    boards = {number: pack.meeting.board for number, pack in archive.packs.items()}
    assert boards == {
        "000": archive.health,
        "001": archive.children,
        "002": archive.health,
        "003": archive.health,
        "004": archive.scrutiny,
    }
    days = {
        number: Minutes.objects.get(
            meeting__in=archive.packs[number].earlier_meetings.all(), meeting__board=archive.health
        ).meeting.date
        for number in ("000", "002", "003")
    }
    assert days == {
        "000": dt.date(2016, 7, 13),
        "002": dt.date(2017, 7, 5),
        "003": dt.date(2015, 11, 25),
    }
    assert Minutes.objects.get(meeting__board=archive.safeguarding).entries.count() > 15
    (stranger,) = ReadFact.objects.exclude(problem="").filter(kind="minutes")
    assert "CAMHS" in stranger.read["body"]
    assert "is no board" in stranger.problem or "There is no board" in stranger.problem
    series = set(Minute.objects.filter(board=archive.health).values_list("series", flat=True))
    assert series == {"2015/16", "2016/17", "2017/18"}


def _references(archive: Archive, folder: Path) -> None:
    packs = archive.packs
    assert led(packs["003"]) == [
        ("Minute No. 16(b)", ""),
        ("Minute No. 33", "2015-11-25"),
        ("Minute No. 81", ""),
    ]
    assert {day for _, day in led(packs["001"]) + led(packs["002"])} == {""}

    older = (
        ("HEALTH AND WELLBEING BOARD", "25th November, 2015", "30th September, 2015", (15, 16)),
        ("HEALTH AND WELLBEING BOARD", "8th July, 2015", "18th May, 2015", (80, 81)),
        ("HEALTH AND WELLBEING BOARD", "5th July, 2017", "31st May, 2017", tuple(range(1, 12))),
        (
            "CHILDREN, YOUNG PEOPLE AND FAMILIES PARTNERSHIP",
            *("20th March, 2013", "23rd January, 2013", (191, 192, 193)),
        ),
    )
    for place, told in enumerate(older):
        text = older_pack(*told)
        import_pack(harbour.written(folder, text, f"older-{place}.txt"), by="a test")

    assert led(packs["003"]) == [
        ("Minute No. 16(b)", "2015-09-30"),
        ("Minute No. 33", "2015-11-25"),
        ("Minute No. 81", "2015-05-18"),
    ]
    assert led(packs["001"]) == [
        ("Minute No. 191(5)", "2013-01-23"),
        ("Minute No. 193", "2013-01-23"),
    ]
    assert {day for _, day in led(packs["002"])} == {"2017-05-31"}
    twice = Meeting.objects.filter(board=archive.health, date=dt.date(2015, 11, 25))
    assert twice.count() == 1  # its minutes came first, its agenda with the older pack


def _again(archive: Archive) -> None:
    before = rows()
    for number in NUMBERS:
        assert archive.read(number) == archive.packs[number]
    assert rows() == before


def _public(archive: Archive, client: Client) -> None:
    pack = archive.packs["003"]
    earlier = pack.earlier_meetings.get()
    minute = reverse("minute", args=[earlier.pk, "34"])
    pages = (pack.meeting.get_absolute_url(), minute)
    assert {client.get(page).status_code for page in pages} == {404}

    publish_import(pack, by=factories.officer(archive.health))

    assert {client.get(page).status_code for page in pages} == {200}
    assert (
        f'href="{reverse("minute", args=[earlier.pk, "33"])}"'
        in client.get(minute).content.decode()
    )
    other = archive.packs["000"].meeting
    assert client.get(other.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("HEALTH AND WELLBEING BOARD", True),
        ("Rotherham Health and Wellbeing Board", True),
        ("Rotherham Borough Council - Health & Well Being Board", True),
        ("The Health and Wellbeing Board (HWB)", True),
        ("Health and Wellbeing Board meeting", True),
        ("Doncaster Health and Wellbeing Board", False),
        ("Health Board", False),
    ],
)
def test_a_board_is_recognised_under_the_ways_its_name_is_printed(
    printed: str, found: bool
) -> None:
    board = factories.board("Health and Wellbeing Board")

    assert recognise_board(printed) == (board if found else None)
