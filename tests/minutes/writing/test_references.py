"""Every way in which minutes name earlier ones leads to the minute meant."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.models import Board
from minutes import workflow
from minutes.models import Minute, Minutes, Reference, Resolution, SubHeading
from minutes.writing.references import references_in, spans
from tests import factories

pytestmark = pytest.mark.django_db
MAY, JULY = dt.date(2017, 5, 31), dt.date(2017, 7, 5)


def drafted(board: Board, day: dt.date) -> Minutes:
    meeting = factories.meeting(board, state="held", date=day)
    return workflow.start_minutes(Minutes(meeting=meeting), by="a test")


def write(minutes: Minutes, number: str, title: str, text: str = "", *limbs: str) -> Minute:
    return workflow.write_minute(
        Minute(
            minutes=minutes,
            series=workflow.series_for(minutes),
            position=minutes.entries.count() + 1,
            number=number,
            title=title,
            text=text,
        ),
        resolutions=tuple(Resolution(text=each) for each in limbs),
    )


def publish(minutes: Minutes) -> None:
    officer = factories.officer(minutes.meeting.board)
    workflow.send_to_chair(minutes, by=officer)
    workflow.publish_minutes(minutes, by=officer)


def led() -> dict[str, str]:
    """The words of each reference, and the number and title they lead to."""
    return {
        each.text: f"{each.target.number} {each.target.title}" if each.target else ""
        for each in Reference.objects.select_related("target")
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Minute No. 16(b) stands", [("Minute No. 16(b)", None)]),
        ("Minute No. 16 (b) stands", [("Minute No. 16 (b)", None)]),
        (
            "Minute No. 3 (Sensory Impairment Centre), it was noted",
            [("Minute No. 3 (Sensory Impairment Centre)", None)],
        ),
        (
            "Further to Minute No. 81 of the\nmeeting held on 18th May, 2015, it",
            [("Minute No. 81", dt.date(2015, 5, 18))],
        ),
        ("whether Minute No. 133(2) had been actioned", [("Minute No. 133(2)", None)]),
        (
            "Minute Nos. 3, 4 (I Age Well) and 11 of 31st May",
            [
                ("Minute Nos. 3", dt.date(2017, 5, 31)),
                ("Minute No. 4 (I Age Well)", dt.date(2017, 5, 31)),
                ("Minute No. 11", dt.date(2017, 5, 31)),
            ],
        ),
        ("Minute No. 3 and 18th May", [("Minute No. 3", None)]),
        ("Minute Nos. 3 and 18th May", [("Minute Nos. 3", None)]),
    ],
)
def test_every_form_is_found(words: str, found: list[tuple[str, dt.date | None]]) -> None:
    assert [(each.text, each.said_on) for each in references_in(words, day=JULY)] == found


def test_a_place_in_the_text_is_given_for_each() -> None:
    text = "See Minute Nos. 3 and 4, and Minute No. 5."

    assert [text[each.start : each.end] for each in spans(text, day=JULY)] == [
        "Minute Nos. 3",
        "4",
        "Minute No. 5",
    ]


def test_words_below_sub_headings_and_resolved_are_read_too() -> None:
    board = factories.board()
    may = drafted(board, MAY)
    for number, title in (("3", "Centre"), ("4", "Ageing"), ("11", "Strategy"), ("12", "Lost")):
        write(may, number, title)
    publish(may)
    july = drafted(board, JULY)
    minute = write(july, "15", "Matters", "Minute No. 3 (Centre), noted.", "As Minute No. 11.")
    lost = Resolution(minute=minute, position=2, text="As Minute No. 12.", fate="lost")
    lost.save()
    SubHeading.objects.create(
        minute=minute, position=1, heading="Minute No. 4 (Ageing)", text="It went well."
    )
    publish(july)

    assert led() == {
        "Minute No. 3 (Centre)": "3 Centre",
        "Minute No. 4 (Ageing)": "4 Ageing",
        "Minute No. 11": "11 Strategy",
    }


def test_the_subject_in_brackets_tells_two_matters_apart() -> None:
    """In May the new year has counted to 3 itself when it speaks of minute 3 of the year before."""
    board = factories.board()
    march = drafted(board, dt.date(2017, 3, 1))
    write(march, "3", "Winter")
    publish(march)
    may = drafted(board, MAY)
    write(may, "3", "Apologies")
    write(may, "4", "Matters", "Minute No. 3 (Winter) was done. Minute No. 3 (Tides) was not.")
    publish(may)

    assert led() == {"Minute No. 3 (Winter)": "3 Winter", "Minute No. 3 (Tides)": "3 Apologies"}


def test_a_reference_finds_its_minute_when_that_is_published_later() -> None:
    board = factories.board()
    july = drafted(board, JULY)
    write(july, "15", "Matters", "Minute No. 3 was done.")
    publish(july)
    assert led() == {"Minute No. 3": ""}

    may = drafted(board, MAY)
    write(may, "3", "Centre")
    publish(may)

    assert led() == {"Minute No. 3": "3 Centre"}
