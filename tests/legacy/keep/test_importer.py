"""An old pack becomes drafts that only officers see, until one publishes them."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import Board, Meeting
from minutes.models import Minutes, Resolution
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.models import ImportedPack
from tests import factories
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PACK = """HARBOUR BOARD

Venue: Town Hall, Quay Street
Date: Tuesday, 4th March, 2014
Time: 2.00 p.m.

A G E N D A

1. Apologies for absence
2. Minutes of the previous meeting (Pages 1 - 2)
3. Dredging plan (Pages 3 - 9)
Ada Byron, Port Authority

PETER PILOT,
Chief Executive.

HARBOUR BOARD
4th February, 2014

Present:- Councillor Mary Mole (in the Chair); Ada Byron and Tom Tide.

Apologies for absence were received from Councillor Net.

7. LIGHTHOUSE PAINTING

The lighthouse wants paint, and the board spoke of colours.

Resolved:- (1) That the lighthouse be painted white.

(2) That a report on the cost come to the next meeting.

1. Meeting:	HARBOUR BOARD
2. Date:	4th March, 2014
3. Title:	Dredging plan

4. Summary

The channel is to be dredged twice a year.
"""


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def pack_file(tmp_path: Path) -> Path:
    path = tmp_path / "pack.txt"
    path.write_text(PACK)
    return path


def test_a_pack_is_stored_with_its_agenda_minutes_and_lines(board: Board, pack_file: Path) -> None:
    pack, is_new = import_pack(pack_file, by="a test")

    assert is_new
    assert pack.current.text.rstrip() == PACK.rstrip()
    assert pack.current.file.read() == PACK.encode()
    items = [(item.number, item.title, item.first_page) for item in pack.meeting.items.all()]
    assert items == [
        ("1", "Apologies for absence", None),
        ("2", "Minutes of the previous meeting", 1),
        ("3", "Dredging plan", 3),
    ]
    earlier = pack.earlier_meetings.get()
    limbs = Resolution.objects.filter(minute__minutes__meeting=earlier)
    assert [limb.label for limb in limbs] == ["(1)", "(2)"]
    minute = earlier.minutes.entries.get()
    assert minute.text == "The lighthouse wants paint, and the board spoke of colours."
    assert PACK.splitlines()[minute.source_line - 1] == "7. LIGHTHOUSE PAINTING"


def test_the_same_file_again_changes_nothing(board: Board, pack_file: Path) -> None:
    first, _ = import_pack(pack_file, by="a test")

    second, is_new = import_pack(pack_file, by="a test")

    assert (second, is_new) == (first, False)
    assert Meeting.objects.count() == 2


def test_nothing_is_public_before_an_officer_publishes_and_then_it_is(
    board: Board, pack_file: Path, client: Client
) -> None:
    pack, _ = import_pack(pack_file, by="a test")
    earlier = pack.earlier_meetings.get()
    addresses = {
        pack.meeting.get_absolute_url(): "Dredging plan",
        reverse("minutes", args=[earlier.pk]): "That the lighthouse be painted white.",
        reverse("minute", args=[earlier.pk, "7"]): "the board spoke of colours",
    }
    assert {client.get(address).status_code for address in addresses} == {404}
    assert "Dredging" not in client.get(reverse("search"), {"q": "channel"}).content.decode()

    publish_import(pack, by=factories.officer(board))

    for address, words in addresses.items():
        assert words in client.get(address).content.decode()


def test_an_officer_publishes_an_import_from_the_desk(
    board: Board, pack_file: Path, client: Client
) -> None:
    pack, _ = import_pack(pack_file, by="a test")
    client.force_login(factories.officer(board))
    assert "pack.txt" in client.get(reverse("desk_imports")).content.decode()
    assert client.get(reverse("desk_import", args=[pack.pk])).status_code == 200

    client.post(reverse("desk_publish_import", args=[pack.pk]))

    pack.meeting.refresh_from_db()
    assert pack.meeting.state == "held"
    assert Minutes.objects.get().state == "published_draft"


def test_a_pack_of_an_unknown_board_is_refused_and_nothing_is_stored(pack_file: Path) -> None:
    with pytest.raises(Refused, match="There is no board called “HARBOUR BOARD”"):
        import_pack(pack_file, by="a test")

    assert not Meeting.objects.exists()
    assert not ImportedPack.objects.exists()


def test_a_pack_of_a_meeting_with_an_agenda_made_by_hand_is_refused(
    board: Board, pack_file: Path
) -> None:
    factories.meeting(board, date=dt.date(2014, 3, 4), time=None, items=1)

    with pytest.raises(Refused, match="is stored already, with an agenda of its own"):
        import_pack(pack_file, by="a test")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"\x00\x01\x02" * 50, "."), (b"A letter without an agenda.", "agenda")],
)
def test_a_file_that_is_no_pack_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("import_pack", path)

    assert not ImportedPack.objects.exists()


def test_the_real_pack_is_read_whole_and_published(client: Client) -> None:
    board = factories.board("Health and Wellbeing Board")
    (path,) = shared("packs").glob("000_*.txt")
    pack, _ = import_pack(path, by="a test")
    earlier = pack.earlier_meetings.get()

    ranges = [(item.first_page, item.last_page) for item in pack.meeting.items.all()]
    assert len(ranges) == 15
    assert [pages for pages in ranges if pages[0]] == [
        *((1, 4), (5, 21), (22, 41), (42, 68), (69, 73)),
        *((74, 133), (134, 169), (170, 200), (201, 204)),
    ]
    minutes = earlier.minutes
    assert list(minutes.entries.values_list("number", flat=True)) == [
        str(number) for number in range(13, 21)
    ]
    assert Resolution.objects.filter(minute__minutes=minutes).count() == 6
    assert minutes.attendances.filter(kind="present").count() == 19
    assert minutes.attendances.filter(kind="apologies").count() == 3
    assert client.get(pack.meeting.get_absolute_url()).status_code == 404

    publish_import(pack, by=factories.officer(board))

    page = client.get(pack.meeting.get_absolute_url()).content.decode()
    assert all(item.title in page for item in pack.meeting.items.exclude(title__contains="'"))
    assert client.get(reverse("minute", args=[earlier.pk, "18"])).status_code == 200
