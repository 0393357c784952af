"""Words like “Minute No. 16(b)” lead to the minute they mean, once it is here and may be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Board
from minutes import workflow as minutes_room
from minutes.models import Minute, Minutes, Reference
from minutes.writing.references import day_meant, references_in
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import publish_import
from tests import factories
from tests.legacy import harbour

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


def led() -> dict[str, str]:
    """The words of each reference and the meeting and number they lead to."""
    return {
        each.text: f"{each.target.minutes.meeting.date} {each.target.number}" if each.target else ""
        for each in Reference.objects.select_related("target__minutes__meeting")
    }


def test_references_resolve_as_older_packs_arrive(board: Board, tmp_path: Path) -> None:
    import_pack(harbour.written(tmp_path, harbour.MARCH), by="a test")
    first = {
        "Minute No. 3(b)": "",
        "Minute No. 81": "",
        "Minute No. 6": "2014-02-04 6",
    }
    assert led() == first

    import_pack(harbour.written(tmp_path, harbour.FEBRUARY), by="a test")
    assert led() == first | {"Minute No. 3(b)": "2013-09-03 3"}

    import_pack(harbour.written(tmp_path, harbour.MAY), by="a test")
    assert led() == first | {"Minute No. 3(b)": "2013-09-03 3", "Minute No. 81": "2013-05-14 81"}


def test_minutes_of_may_that_go_on_counting_belong_to_the_year_before(
    board: Board, tmp_path: Path
) -> None:
    import_pack(harbour.written(tmp_path, harbour.MAY), by="a test")
    turned = harbour.MAY.replace("81. PIER", "1. PIER").replace("14th May, 2013", "28th May, 2013")
    turned = turned.replace("11th June", "25th June")
    import_pack(harbour.written(tmp_path, turned), by="a test")

    assert {each.number: each.series for each in Minute.objects.all()} == {
        "81": "2012/13",
        "1": "2013/14",
    }


def write(board: Board, day: dt.date, number: str, text: str, *, series: str = "") -> Minutes:
    """Published minutes with one entry, written here."""
    meeting = factories.meeting(board, state="held", date=day)
    minutes = minutes_room.start_minutes(Minutes(meeting=meeting), by="a test")
    minutes_room.write_minute(
        Minute(
            minutes=minutes,
            series=series or minutes_room.series_for(minutes),
            position=1,
            number=number,
            title=f"Business {number}",
            text=text,
        )
    )
    officer = factories.officer(board)
    minutes_room.send_to_chair(minutes, by=officer)
    return minutes_room.publish_minutes(minutes, by=officer)


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("As said at Minute No. 4, all is well.", "2023-09-01 4"),
        ("As said at minute 4, all is well.", ""),  # too loose to take for a reference
        ("As said at Minute No. 90, all is well.", "2023-03-01 90"),
        (
            "As said at Minute No. 4 of the meeting held on 1st September, all is well.",
            "2023-09-01 4",
        ),
        ("As said at Minute No. 4 of 2nd September 2023, all is well.", ""),
        ("As said at Minute No. 12, all is well.", ""),
        ("As said at Minute No. 30, all is well.", ""),
    ],
)
def test_a_number_is_looked_up_in_its_year_and_before_its_day(
    board: Board, words: str, leads_to: str
) -> None:
    write(board, dt.date(2023, 3, 1), "90", "Of the year before.")
    write(board, dt.date(2022, 9, 1), "4", "Of the year before.")
    write(board, dt.date(2023, 9, 1), "4", "Of this year.")
    write(board, dt.date(2024, 2, 1), "30", "After the day.")
    write(factories.board(), dt.date(2023, 9, 1), "12", "Of another board.")

    write(board, dt.date(2024, 1, 1), "20", words)

    assert "".join(led().values()) == leads_to


def test_a_day_without_a_year_is_the_last_such_day() -> None:
    before = dt.date(2016, 1, 13)

    assert day_meant(" of 13th July", before=before) == dt.date(2015, 7, 13)
    assert day_meant(" of the meeting held on 18th May, 2015,", before=before) == dt.date(
        2015, 5, 18
    )
    assert day_meant(" (Buoys) of 31st February 2015", before=before) is None
    assert day_meant(", the buoys of 13th July", before=before) is None


def test_a_reference_is_kept_once_however_often_it_is_said() -> None:
    text = "Minute No. 3 and Minute No. 4(b) of 1st May, and Minute No. 3 again."

    found = references_in(text, day=dt.date(2020, 6, 1))

    assert [each.text for each in found] == ["Minute No. 3", "Minute No. 4(b)"]
    assert found[1].said_on == dt.date(2020, 5, 1)


def test_a_public_minute_links_only_what_its_reader_may_read(
    board: Board, tmp_path: Path, client: Client
) -> None:
    officer = factories.officer(board)
    march, _ = import_pack(harbour.written(tmp_path, harbour.MARCH), by="a test")
    older, _ = import_pack(harbour.written(tmp_path, harbour.FEBRUARY), by="a test")
    publish_import(march, by=officer)
    page = reverse("minutes", args=[march.earlier_meetings.get().pk])
    target = Reference.objects.get(text="Minute No. 3(b)").target
    assert target is not None
    link = f'href="{target.get_absolute_url()}"'

    shown = client.get(page).content.decode()
    assert "Minute No. 3(b)" in shown
    assert link not in shown
    assert "Minute No. 81" in shown

    publish_import(older, by=officer)
    assert link in client.get(page).content.decode()
    assert (
        link
        in client.get(
            reverse("minute", args=[march.earlier_meetings.get().pk, "6"])
        ).content.decode()
    )


def test_the_minutes_take_as_many_queries_with_three_references_as_with_one(
    board: Board, client: Client
) -> None:
    write(board, dt.date(2023, 9, 1), "4", "One.")
    one = write(board, dt.date(2023, 10, 1), "5", "See Minute No. 4.")
    three = write(board, dt.date(2023, 11, 1), "6", "See Minute No. 4, Minute No. 5, Minute No. 1.")

    def queries(minutes: Minutes) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(minutes.get_absolute_url())
        return len(captured)

    assert queries(three) == queries(one)
