"""What an officer is warned of: each slip with its own code, its line and a sentence."""

import pytest

from rotherham_hwb.legacy.facts import ReadWarning
from tests.legacy.kinds.test_papers_covers import FRONT, NEXT
from tests.legacy.packs import MARKDOWN, read


def warned(text: str, code: str) -> list[ReadWarning]:
    return [warning for warning in read(text).warnings if warning.code == code]


def added(line: str, code: str) -> list[ReadWarning]:
    """The warnings of a code that one more line at the end of a pack brings."""
    before = len(warned(MARKDOWN, code))
    return warned(f"{MARKDOWN}\n{line}\n", code)[before:]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("It met on Wednesday, 15th March, 2019.", "weekday", "is a Friday"),
        ("The next is on Wednesday, 15th March,\n2019 at noon", "weekday", "is a Friday"),
        ("It met on 31st June, 2019.", "no such date", "“31st June, 2019” is not a real date"),
        ("Each year on 31 September it closes", "no such date", "is not a real date"),
        ("Due by 31.06.19, it says", "no such date", "is not a real date"),
        ("Figures <to be included> here", "placeholder", "a note to the author"),
        ("Director of Finance: Named officer", "placeholder", "a name to fill in"),
        ("Lead: who??", "placeholder", "a question left open"),
        ("Sent to [insert name] for comment", "placeholder", "a blank to be filled in"),
        ("Venue TBC", "placeholder", "still to be confirmed"),
        ("It costs £XX a year", "placeholder", "a figure or name left out"),
        ("Error! Reference source not found.", "placeholder", "a broken reference"),
        ("DRAFT", "draft", "a draft mark"),
        ("DRAFT v2 06 09 2017", "draft", "a draft mark"),
        ("Ring 07700 900123", "mobile number", "07700 900123"),
        ("Ring +44 (0)7700 900 123 now", "mobile number", "a mobile number"),
        ("Write to ada@gmail.com", "private address", "ada@gmail.com"),
        ("Write to ada.moss@hotmail.co.uk", "private address", "a private e-mail address"),
        ("Saved in W:\\wards\\beds.doc", "drive path", "W:\\wards\\beds.doc"),
        ("Saved in \\\\server1\\shared\\beds.doc", "drive path", "a drive path"),
        ("See http://councilnet/pages/1 for it", "intranet link", "an intranet link"),
        ("See https://intranet.town.example/a", "intranet link", "an intranet link"),
    ],
)
def test_a_slip_is_warned_of_once_with_its_line(line: str, code: str, words: str) -> None:
    (warning,) = added(line, code)
    assert words in warning.sentence
    assert warning.sentence.endswith(".")
    assert warning.line == MARKDOWN.count("\n") + 2


@pytest.mark.parametrize(
    "line",
    [
        "It met on Friday, 15th March, 2019.",
        "It met on 29th February, 2016, and each year on 29th February",
        "The clinic 24.00.12 closes, section 31.6.10 says",
        "Call 01709 382121 or 0300 123 0701",
        "The sum of 07700900123456 pounds",
        "Write to ada.moss@town.gov.example or info@outlook-town.example",
        "See http://www.local.gov.example/documents/1 and www.town.example",
        "In the draft plan it says so; the DRAFT PLAN was read by all who came there",
        "One named officer will see to it",
        "The ratio is 3:\\4 and the XX chromosome",
    ],
)
def test_what_is_in_order_is_not_warned_of(line: str) -> None:
    before = [(w.code, w.sentence) for w in read(MARKDOWN).warnings]
    after = [(w.code, w.sentence) for w in read(f"{MARKDOWN}\n{line}\n").warnings]
    assert [each for each in after if each not in before and each[0] != "cut short"] == []


def test_a_mark_that_runs_through_a_paper_is_warned_of_once() -> None:
    (warning,) = added("DRAFT\n\nSome words.\n\nDRAFT", "draft")
    assert "on 2 lines of this paper" in warning.sentence


def test_a_table_with_a_row_for_each_person_is_warned_of() -> None:
    table = "Case\tAge Range\tGender\tEthnicity\n1\t1-4\tFemale\tUnknown\n2\t5-9\tMale\tUnknown"
    (warning,) = added(table, "single case")
    assert "row for each person" in warning.sentence
    counts = "Age\tGender\tEthnicity\n0-4 years\t120\t80"
    assert added(counts, "single case") == []


def agenda(*items: str) -> str:
    return "TOWN BOARD\n\nAGENDA\n\n" + "\n".join(items) + "\n\nSharon Wren,\nClerk\n"


def test_ranges_that_overlap_or_leave_a_gap_are_warned_of() -> None:
    text = agenda("1. Roads (Pages 1 - 4)", "2. Rivers (Pages 4 - 6)", "3. Boats (Pages 9 - 10)")
    assert [w.sentence for w in warned(text, "overlap")] == [
        "The pages of item 2 overlap those before."
    ]
    assert [w.sentence for w in warned(text, "gap")] == [
        "No item names pages 7 to 8, before item 3."
    ]


def test_ranges_in_order_are_not_warned_of() -> None:
    text = agenda("1. Roads (Pages 1 - 4)", "2. Rivers (Page 5)", "3. Boats (Pages 6 - 10)")
    assert not {"gap", "overlap", "range"} & {w.code for w in read(text).warnings}


def test_a_presentation_without_a_paper_is_warned_of() -> None:
    text = agenda("1. Roads", "Presentation by Ada Moss", "2. Rivers (Pages 1 - 2)")
    (warning,) = warned(text, "presentation")
    assert warning.sentence == "Item 1 lists a presentation, and the pack holds no paper of it."


TWO = """3. Boats (Pages 5 - 12)

Presentations:-
Aim 1 Safe harbours for all
Ada Moss, Harbour Trust
Aim 2 Warm cabins in winter
Ed Crane, Boat Office"""


@pytest.mark.parametrize(("paper", "missing"), [("Aim 2 Warm cabins in winter", 1), ("", 2)])
def test_each_presentation_of_an_item_needs_a_paper(paper: str, missing: int) -> None:
    front = FRONT.replace("3. Ferries to the islands (Pages 5 - 12)", TWO)
    cover = f"Report to:\tHealth Scrutiny Committee\nDate:\t4 June 2019\n\n{paper}\n"
    found = warned(front + cover + "\nAll well.\n" * 8 + NEXT, "presentation")
    assert len(found) == missing
    assert "Aim 1 Safe harbours for all" in found[0].sentence


MINUTES = """TOWN BOARD
Tuesday, 4th June, 2019

Present:- Councillor A. Tern (in the Chair), Dora Swan (representing Ed Crane) and Flo Heron

{apologies}

4. MINUTES OF THE PREVIOUS MEETING

Further to Minute No. 77 of the last meeting, it was noted.

5. BOATS

{who} presented the report on boats.

Resolved:- That the report be noted.
"""


def minutes(*, apologies: str = "Ed Crane", who: str = "Flo Heron") -> str:
    said = MINUTES.format(
        apologies=f"Apologies for absence were received from {apologies}.", who=who
    )
    return agenda("1. Minutes (Pages 1 - 2)") + "\n" + said


def test_a_reference_to_a_minute_that_is_not_there_is_warned_of() -> None:
    (warning,) = warned(minutes(), "reference")
    assert warning.sentence == "Minute No. 77 is not in this pack."


def test_who_acts_and_is_not_listed_is_warned_of_once() -> None:
    twice = minutes(who="Gus Wader").replace(
        "Resolved:-", "Gus Wader outlined the cost.\n\nResolved:-"
    )
    (warning,) = warned(twice, "not present")
    assert "Gus Wader" in warning.sentence
    assert warned(minutes(), "not present") == []


def test_a_deputy_whose_principal_gave_no_apologies_is_warned_of() -> None:
    (warning,) = warned(minutes(apologies="Gus Wader"), "deputy")
    assert "Dora Swan stood in for Ed Crane" in warning.sentence
    assert warned(minutes(apologies="E. Crane"), "deputy") == []
