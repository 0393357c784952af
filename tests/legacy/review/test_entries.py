"""What was read from a pack as entries for an officer: with lines, keys and doubts."""

from __future__ import annotations

import json

from rotherham_hwb.legacy.facts import Fact, Motion, NamedVote, ReadMinute, ReadVote
from rotherham_hwb.legacy.read import Input
from rotherham_hwb.legacy.review.entries import plain, read_entries, reading_from, sheet_of
from rotherham_hwb.legacy.review.entry import Entry
from rotherham_hwb.legacy.review.notes import notes_of
from rotherham_hwb.legacy.text.lines import source_lines
from tests.legacy import harbour


def entries(text: str) -> tuple[Entry, ...]:
    return read_entries(Input(source_lines(text)), name="made-up.txt").entries


def test_parents_come_before_their_parts_and_keys_are_once_under_each() -> None:
    found = entries(harbour.with_lifeboats())

    assert all(each.parent is None or each.parent < i for i, each in enumerate(found))
    keys = [(each.parent, each.kind, each.key) for each in found]
    assert len(keys) == len(set(keys))
    assert {each.section for each in found} == {
        *("agenda", "papers", "minutes-2014-02-04", "minutes-2014-02-11")
    }


def test_a_reading_passes_through_json_unchanged() -> None:
    reading = read_entries(Input(source_lines(harbour.MARCH)), name="made-up.txt")

    assert reading_from(json.loads(json.dumps(plain(reading)))) == reading


def test_a_line_put_in_before_changes_lines_and_no_key() -> None:
    one = entries(harbour.MARCH)
    other = entries("\n\n" + harbour.MARCH)

    assert [(each.kind, each.key, each.read) for each in one] == [
        (each.kind, each.key, each.read) for each in other
    ]
    assert all(b.line == a.line + 2 for a, b in zip(one, other, strict=True))


def test_minutes_of_may_say_that_their_year_is_worked_out() -> None:
    (minutes,) = (each for each in entries(harbour.MAY) if each.kind == "minutes")

    assert [doubt.field for doubt in minutes.doubts] == ["series"]


def test_a_line_knows_its_sheet_where_the_file_has_sheets() -> None:
    paged = harbour.MARCH.replace("\nHARBOUR BOARD\n4th", "\f\nHARBOUR BOARD\n4th")
    reading = read_entries(Input(source_lines(paged)), name="made-up.txt")

    assert sheet_of(reading.sheets, 1) == 1
    assert sheet_of(reading.sheets, len(reading.lines)) == 2
    assert read_entries(Input(source_lines(harbour.MARCH)), name="x").sheets == ()


def test_motions_votes_and_interests_are_told_in_words() -> None:
    ada, tom = Fact("Ada Byron", 4), Fact("Tom Tide", 5)
    minute = ReadMinute(
        number=Fact("3", 1),
        title=None,
        resolutions=(),
        actions=(),
        references=(),
        votes=(
            ReadVote(Fact("That it be so", 6), 5, 2, None, "carried", (NamedVote(tom, "for"),)),
        ),
        end_line=9,
        motions=(Motion(ada, None),),
        exclusion=Fact((3,), 7),
        interests=(tom,),
    )

    told = {
        label: [getattr(each, "value", each) for each in said]
        for label, said, _ in notes_of(minute)
    }

    assert told == {
        "Moved by": ["Ada Byron"],
        "Vote": ["That it be so", "5 for, 2 against, carried", "Tom Tide: for"],
        "Public excluded": ["The press and public were excluded", "Paragraph 3 of Schedule 12A"],
        "Interest declared": ["Tom Tide"],
    }
