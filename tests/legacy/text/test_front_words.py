"""The small recognisers that read front sheets: days, hours, page ranges, numbers, presenters."""

import datetime as dt

import pytest

from rotherham_hwb.legacy.facts import ReadPages
from rotherham_hwb.legacy.kinds.front_sheet.agenda import read_front_sheet
from rotherham_hwb.legacy.kinds.front_sheet.presenters import read_presenters
from rotherham_hwb.legacy.kinds.front_sheet.ranges import split_note_range, split_range
from rotherham_hwb.legacy.text.lines import source_lines, tokenize
from rotherham_hwb.legacy.text.words import find_date, find_time, is_person
from tests.legacy.kinds.test_front_forms import front


@pytest.mark.parametrize(
    "text",
    [
        "04/03/2015",
        "4.3.15",
        "04-03-2015",
        "2015-03-04",
        "4th March, 2015",
        "Wed 4 Mar 2015",
        "Wednesday the 4th of March 2015",
        "4th day of March 2015",
        "March 4, 2015",
        "04-Mar-2015",
        "WEDNESDAY, 4TH MARCH 2015",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert find_date(f"on {text} in the hall") == dt.date(2015, 3, 4)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2pm", 14, 0),
        ("2.00 p.m.", 14, 0),
        ("14:00", 14, 0),
        ("1400 hours", 14, 0),
        ("12 noon", 12, 0),
        ("noon", 12, 0),
        ("10.30am", 10, 30),
        ("2.00 - 4.00pm", 14, 0),
        ("11.00 – 1.00 p.m.", 11, 0),
        ("2 to 4pm", 14, 0),
    ],
)
def test_an_hour_is_read_in_every_form(text: str, hour: int, minute: int) -> None:
    assert find_time(text) == dt.time(hour, minute)


@pytest.mark.parametrize("text", ["S60 2TH", "Room 12", "Part 2", "2015"])
def test_a_bare_number_is_no_hour(text: str) -> None:
    assert find_time(text) is None


@pytest.mark.parametrize(
    ("printed", "title", "first", "last"),
    [
        ("Roads (Pages 1 - 4)", "Roads", 1, 4),
        ("Roads (PAGES 1 – 4)", "Roads", 1, 4),
        ("Roads (Page 16)", "Roads", 16, 16),
        ("Roads Pages 5-12", "Roads", 5, 12),
        ("Roads [Pages 5 to 12]", "Roads", 5, 12),
        ("Roads (pp 5-12)", "Roads", 5, 12),
        ("Roads - pages 5 - 12", "Roads", 5, 12),
        ("Roads (Page Nos. 5 - 12)", "Roads", 5, 12),
        ("Roads (Attached – pages 5 – 12)", "Roads", 5, 12),
        ("Roads (Pages 5 - 12) (10 mins)", "Roads (10 mins)", 5, 12),
    ],
)
def test_a_page_range_is_read_in_every_form(
    printed: str, title: str, first: int, last: int
) -> None:
    assert split_range(printed) == (title, ReadPages(first, last))


@pytest.mark.parametrize(
    "text", ["Budget 2015 - 16", "Roads", "Page turning", "Roads (Pages 9 - 4)"]
)
def test_what_is_no_range_gives_no_pages(text: str) -> None:
    assert split_range(text)[1] is None


def test_a_sentence_that_speaks_of_pages_keeps_them() -> None:
    text = "The plan is set out on page 7"
    assert split_note_range(text) == (text, None)


@pytest.mark.parametrize(
    ("line", "people", "note"),
    [
        ("Lead: Ada Moss", ["Ada Moss"], None),
        ("Lead Officer – Ada Moss, Town Hospital", ["Ada Moss, Town Hospital"], None),
        ("Presented by: Ada Moss; Ivor Penn", ["Ada Moss", "Ivor Penn"], None),
        ("Person(s) giving report: Ada Moss", ["Ada Moss"], None),
        ("(Councillor Ada Moss)", ["Councillor Ada Moss"], None),
        ("Ada Moss/Ivor Penn to present", ["Ada Moss", "Ivor Penn"], None),
        ("Ada Moss to give an update", ["Ada Moss"], None),
        ("Presentation – Ada Moss, Town Hospital", ["Ada Moss, Town Hospital"], "Presentation"),
        (
            "Ada Moss, Lead, Ward Help and Family Ties",
            ["Ada Moss, Lead, Ward Help and Family Ties"],
            None,
        ),
        ("Ada Moss – Town Hospital", ["Ada Moss – Town Hospital"], None),
        ("Chairman", ["Chairman"], None),
        ("Nothing to report", [], "Nothing to report"),
        ("Report of the Director of Wards", [], "Report of the Director of Wards"),
        ("Report by the Head of Wards", [], "Report by the Head of Wards"),
        ("Presentation to follow", [], "Presentation to follow"),
        ("Town Hospital", [], "Town Hospital"),
    ],
)
def test_who_presents_is_told_from_what_is_said(
    line: str, people: list[str], note: str | None
) -> None:
    names, rest = read_presenters(line)
    assert ([name for name, _ in names], rest) == (people, note)


@pytest.mark.parametrize("text", ["CYPP Link", "Northport CCG", "Any Other Business", "TOWN HALL"])
def test_an_abbreviation_or_a_heading_is_no_person(text: str) -> None:
    assert not is_person(text)


def sheet(*lines: str) -> list[tuple[str, str]]:
    items = front("\n".join(["TOWN BOARD", "", "AGENDA", "", *lines])).items
    return [(item.number.value, item.title.value) for item in items]


def test_a_list_in_a_note_may_run_past_the_next_number() -> None:
    listed = [f"{n}. the {name}" for n, name in enumerate(["Orr", "Wend", "Alt", "Dun"], start=1)]
    items = sheet("1. Roads", "2. Rivers", *listed, "3. Bridges", "4. Ferries", "5. Boats")
    assert [number for number, _ in items] == ["1", "2", "3", "4", "5"]
    assert ("3", "Bridges") in items


def test_numbers_may_go_on_from_the_last_meeting() -> None:
    assert sheet("31 Roads", "32 Rivers", "33 Boats")[0] == ("31", "Roads")


def test_a_missing_number_loses_no_later_item() -> None:
    assert [n for n, _ in sheet("1. Roads", "2. Rivers", "4. Boats", "5. Ferries")] == list("1245")


def test_lettered_items_stand_between_numbered_ones() -> None:
    items = sheet("1. Roads", "2a Rivers (Pages 1 - 2)", "2b Lakes (Pages 3 - 4)", "3. Boats")
    assert [number for number, _ in items] == ["1", "2a", "2b", "3"]


def test_no_item_is_found_in_a_letter() -> None:
    doc = tokenize(source_lines("Dear Ada\n\nThank you for 2 books.\n\nIvor"))
    assert read_front_sheet(doc, limit=99) is None
