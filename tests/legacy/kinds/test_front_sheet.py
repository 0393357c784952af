"""The front sheet in its forms: header, items, sections, presenters, notes, signatory."""

import datetime as dt

import pytest

from rotherham_hwb.legacy.facts import ReadPages
from rotherham_hwb.legacy.kinds.front_sheet.presenters import read_presenters
from tests.legacy.packs import LAYOUT, MARKDOWN, read


def sheet(*lines: str) -> str:
    return "\n".join(["TOWN BOARD", "", "A G E N D A", "", *lines])


@pytest.mark.parametrize("text", [MARKDOWN, LAYOUT])
def test_header_reads_the_same_in_both_forms(text: str) -> None:
    header = read(text).header
    assert header.body.value == "WELLBEING BOARD"
    assert header.date is not None
    assert header.date.value == dt.date(2019, 3, 14)
    assert header.time is not None
    assert header.time.value == dt.time(10, 30)
    assert header.signatory is not None
    assert header.signatory.name.value == "ROSA THORNE"
    assert header.signatory.post.value == "Chief Executive"


def test_a_venue_broken_over_lines_is_put_together() -> None:
    assert read(MARKDOWN).header.venue.value == "Old Mill Meeting Rooms, Wharfside"
    assert read(LAYOUT).header.venue.value == "Old Mill, Wharfside W1 2AB"


def test_every_fact_names_its_line() -> None:
    pack = read(MARKDOWN)
    for item in pack.agenda:
        assert item.number.value in pack.source[item.number.line - 1]
        assert item.title.value in pack.source[item.title.line - 1]


def test_ranges_are_read_whole_single_and_broken_over_lines() -> None:
    plain = {item.number.value: item.pages for item in read(MARKDOWN).agenda}
    broken = {item.number.value: item.pages for item in read(LAYOUT).agenda}
    assert plain["4"].value == ReadPages(4, 9)
    assert plain["6"].value == ReadPages(10, 10)
    assert plain["5"] is None
    assert broken["4"].value == ReadPages(3, 4)


def test_a_wrapped_title_is_one_title() -> None:
    titles = {item.number.value: item.title.value for item in read(LAYOUT).agenda}
    assert titles["1"].endswith("while the public are out of the room")
    assert titles["4"].endswith("the services which stand beside it")


def test_a_late_item_keeps_its_letter() -> None:
    assert [item.number.value for item in read(LAYOUT).agenda] == [
        "1",
        "2",
        "3",
        "4",
        "4A",
        "5",
        "6",
    ]


def test_a_section_is_carried_forward_until_the_next() -> None:
    sections = [item.section and item.section.value for item in read(MARKDOWN).agenda]
    assert sections == [None] * 3 + ["For Discussion"] * 2 + ["For Information"] * 2


def test_the_introduction_of_a_section_goes_with_its_first_item() -> None:
    text = sheet(
        "1. Apologies",
        "",
        "Items for Scrutiny:-",
        "",
        "These go on to the Cabinet.",
        "",
        "2. Roads",
    )
    item = read(text).agenda[1]
    assert item.section.value == "Items for Scrutiny"
    assert [fact.value for fact in item.section_introduction] == ["These go on to the Cabinet."]


def test_an_item_named_for_information_is_no_section() -> None:
    text = sheet(
        "1. Apologies", "", "2. For Information", "", "Anything of interest", "", "3. Roads"
    )
    assert [item.title.value for item in read(text).agenda][1] == "For Information"
    assert read(text).agenda[2].section is None


def test_lettered_parts_of_an_item_are_items() -> None:
    text = sheet("1. Roads", "(a) Potholes", "(b) Kerbs", "2. Rivers")
    assert [item.number.value for item in read(text).agenda] == ["1", "1(a)", "1(b)", "2"]


def test_numbers_and_titles_on_lines_of_their_own_are_put_together() -> None:
    text = sheet("1.", "", "Apologies", "", "2.", "", "Roads (Pages 1 - 2)")
    assert [item.title.value for item in read(text).agenda] == ["Apologies", "Roads"]


def test_a_list_inside_the_notes_starts_no_item() -> None:
    text = sheet("1. Roads", "2. Rivers", "1. the Wend", "9. the Orr", "3. Bridges")
    assert [item.number.value for item in read(text).agenda] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("line", "people", "note"),
    [
        ("Ada Moss to present", ["Ada Moss"], None),
        ("Ada Moss, Town Hospital, to present", ["Ada Moss, Town Hospital"], None),
        ("Chairman to present", ["Chairman"], None),
        ("Ada Moss and Dr. Ivor Penn", ["Ada Moss", "Dr. Ivor Penn"], None),
        ("Ada Moss, Town Hospital", ["Ada Moss, Town Hospital"], None),
        ("Ada Moss, Head of Wards – verbal update", ["Ada Moss, Head of Wards"], "verbal update"),
        ("Presentation by Ada Moss", ["Ada Moss"], "Presentation by Ada Moss"),
        ("Annual Plan", [], "Annual Plan"),
        ("Minutes of the meeting of 3rd May", [], "Minutes of the meeting of 3rd May"),
    ],
)
def test_presenters_are_told_from_notes(line: str, people: list[str], note: str | None) -> None:
    names, rest = read_presenters(line)
    assert ([name for name, _ in names], rest) == (people, note)


def test_future_dates_carry_the_year_forward_and_say_so() -> None:
    header = read(MARKDOWN).header
    assert [fact.value for fact in header.future_dates] == [
        dt.date(2019, 7, 11),
        dt.date(2020, 1, 9),
    ]
    assert [fact.inferred for fact in header.future_dates] == [True, False]
    assert header.next_meeting.value.startswith("Thursday, 9th May, 2019")


def test_an_ordinal_set_on_its_own_line_rejoins_its_day() -> None:
    assert read(LAYOUT).header.next_meeting.value == "Thursday, 9th May, 2019, at 10.30 a.m."


def test_a_missing_comma_after_a_bracket_parts_two_members() -> None:
    members = "Membership:- Councillors Lark, Reed (Chair) Ode and Vale."
    text = f"TOWN BOARD\n{members}\n\nAGENDA\n\n1. Roads"
    names = [fact.value for fact in read(text).header.membership]
    assert names == ["Councillor Lark", "Councillor Reed", "Councillor Ode", "Councillor Vale"]


def test_a_front_sheet_without_labels_gives_its_date_and_place() -> None:
    text = (
        "AGENDA\n\nCABINET\n\n"
        "Thursday, 14th March, 2019, at 10.00 am Ask for:      Dot Finch\n"
        "Old Mill, Market Place, Telephone:       01234 567890\nWharfside\n\n"
        "UNRESTRICTED ITEMS\n\n1.   Apologies\n\n2.   Roads\n"
    )
    header = read(text).header
    assert header.body.value == "CABINET"
    assert header.date.value == dt.date(2019, 3, 14)
    assert header.venue.value == "Old Mill, Market Place, Wharfside"
    assert header.venue.inferred
    assert read(text).agenda[0].section.value == "UNRESTRICTED ITEMS"


def test_a_summons_gives_body_place_and_date_from_its_sentence() -> None:
    text = (
        "A meeting of the Town Council will be held in the Old Mill, Wharfside on Thursday, "
        "14th March, 2019 at 7.00 pm to deal with the following.\n\nAGENDA\n\n"
        "1. Apologies\n2. Roads"
    )
    header = read(text).header
    assert header.body.value == "Town Council"
    assert header.venue.value == "Old Mill, Wharfside"
    assert header.time.value == dt.time(19, 0)
