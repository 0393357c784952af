"""What an old pack marks as private is told from what it leaves open, as packs print it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rotherham_hwb.legacy.facts import ReadPack, ReadRestriction
from rotherham_hwb.legacy.kinds.minutes.minute_sets import read_sets
from rotherham_hwb.legacy.kinds.restricted.in_minutes import restricted_minutes
from rotherham_hwb.legacy.kinds.restricted.wordings import (
    is_public_heading,
    lets_in_again,
    paragraphs_in,
    shuts_out,
)
from rotherham_hwb.legacy.ledger import line_ledger
from rotherham_hwb.legacy.read import read_file, read_pack
from rotherham_hwb.legacy.text.lines import tokenize
from tests.legacy.harbour import FRONT
from tests.tools import shared

PAPER = """Summary Sheet

Council Report
Harbour Board – 4 March 2014

Title
Dredging plan

Is this a Key Decision and has it been included on the Forward Plan?
No

Report Author(s)
Ann Other, Officer

{cover}

Summary
The channel is to be dredged twice a year.

Recommendations
That the plan be agreed.
"""
DREDGING = "3. Dredging plan (Pages 3 - 9)\n"


def read(*, agenda: str = DREDGING, minutes: str = "", cover: str | None = None) -> ReadPack:
    paper = PAPER.format(cover=cover) if cover is not None else ""
    return read_pack(FRONT.format(agenda=agenda, minutes=minutes) + paper, name="made-up.txt")


def private_items(pack: ReadPack) -> dict[str, tuple[int, ...]]:
    return {i.number.value: i.restriction.paragraphs for i in pack.agenda if i.restriction}


def private_minutes(pack: ReadPack) -> dict[str, tuple[int, ...]]:
    entries = [minute for found in pack.minutes for minute in found.minutes]
    return {m.number.value: m.restriction.paragraphs for m in entries if m.restriction}


AGENDAS = {
    "an exempt heading": ("EXEMPT ITEMS\n\n3. Sale of the depot\n", {"3": ()}),
    "a private part": ("PART II – CLOSED TO PRESS AND PUBLIC\n\n3. Sale of the depot\n", {"3": ()}),
    "part two alone": ("PART 2\n\n3. Sale of the depot\n", {"3": ()}),
    "a part that ends": (
        "IN PRIVATE\n\n3. Sale of the depot\n\nIN PUBLIC AGAIN\n\n4. Date of next meeting\n",
        {"3": ()},
    ),
    "a paragraph in the title": ("3. Sale of the depot (Exempt - paragraph 3)\n", {"3": (3,)}),
    "a mark below the title": (
        "3. Sale of the depot\nNot for publication by virtue of paragraphs 1 and 2\n",
        {"3": (1, 2)},
    ),
    "a confidential item": ("3. Sale of the depot (CONFIDENTIAL)\n", {"3": ()}),
    "a resolution to exclude": (
        "3. Exclusion of the press and public\nThat, under Section 100A(4) of the Local Government "
        "Act 1972, the press and public be excluded for the following item, which holds exempt "
        "information as defined in Paragraph 3 of Part 1 of Schedule 12A.\n\n4. The depot\n",
        {"4": (3,)},
    ),
    "an exclusion whose name sounds like a heading": (
        "3. Exempt information - possible exclusion of the press and public\n"
        "1 To point to what is exempt.\n2 To consider whether it stays closed.\n\n4. The pier\n",
        {},
    ),
    "a bare heading": ("3. Exclusion of the Press and Public\n\n4. The depot\n", {"4": ()}),
    "a question in general": (
        "3. To consider whether the press and public should be excluded from the meeting during "
        "consideration of any part of the agenda\n\n4. The depot\n",
        {},
    ),
    "a levy that some are exempt from": ("3. Farms that are exempt from the levy\n", {}),
    "private hire": ("3. Private hire cars: fares\n\n4. Confidence in the harbour\n", {}),
}


@pytest.mark.parametrize(("agenda", "private"), AGENDAS.values(), ids=list(AGENDAS))
def test_an_item_is_private_where_its_agenda_says_so(
    agenda: str, private: dict[str, tuple[int, ...]]
) -> None:
    assert private_items(read(agenda=agenda)) == private


def test_what_stands_unnumbered_below_a_private_heading_is_no_note_of_the_item_above() -> None:
    agenda = f"{DREDGING}Ada Byron, Port Authority\n\nEXEMPT ITEMS\n\nSale to Heron Limited\n"
    pack = read(agenda=agenda)

    item = pack.agenda[-1]
    assert item.restriction is None
    assert "Heron" not in str((item.title, item.notes, item.presenters))
    (line,) = [n for n, text in enumerate(pack.source, 1) if "Heron" in text]
    assert line in line_ledger(pack).not_placed


LAW = "under Section 100A(4) of the Local Government Act 1972"
OUT = f"8. EXCLUSION OF THE PRESS AND PUBLIC\n\nResolved:- That, {LAW}, the press and public be "
OUT += "excluded on the grounds of Paragraph 3 of Part I of Schedule 12A.\n\n"
DEPOT = "9. DEPOT SALE\n\nThe bid was discussed.\n\nResolved:- That the bid be accepted.\n\n"
PIER = "10. PIER\n\nThe pier stands.\n\nResolved:- That it be noted.\n\n"
MINUTES = {
    "to the end": (OUT + DEPOT + PIER, {"9": (3,), "10": (3,)}),
    "until the return": (
        f"{OUT}{DEPOT}10. READMISSION OF THE PUBLIC\n\nThe press and public were readmitted.\n\n"
        "11. PIER\n\nThe pier stands.\n",
        {"9": (3,)},
    ),
    "a return at the end of a private minute": (
        f"{OUT}{DEPOT.rstrip()}\n\nThe public returned to the meeting.\n\n{PIER}",
        {"9": (3,)},
    ),
    "none was needed": (
        "8. EXCLUSION OF THE PRESS AND PUBLIC\n\nThere were no exempt items on the agenda.\n\n"
        + DEPOT,
        {},
    ),
    "said in passing": (
        "8. HERRING\n\nAt this point the press and public were excluded from the meeting.\n\n"
        + DEPOT,
        {"9": ()},
    ),
    "the Act of 1960": (
        "8. DOORS\n\nIt was resolved that, under the Public Bodies (Admission to Meetings) Act "
        "1960, residents be asked to leave.\n\n" + DEPOT,
        {"9": ()},
    ),
    "the public left": (
        "8. HERRING\n\nThe herring is late.\n\nThe press and public left then.\n\n" + DEPOT,
        {"9": ()},
    ),
    "a closed session": (
        "8. HERRING\n\nThe herring is late.\n\nThe meeting moved into closed session.\n\n" + DEPOT,
        {"9": ()},
    ),
    "a heading between": (f"EXEMPT ITEMS\n\n{DEPOT}", {"9": ()}),
    "a mark of its own": (
        "8. HERRING (EXEMPT UNDER PARAGRAPH 5 OF SCHEDULE 12A)\n\nThe herring was bought.\n\n"
        + DEPOT,
        {"8": (5,)},
    ),
    "private words behind the resolution": (
        OUT.rstrip() + "\n\n" + "The bid of a firm for the depot was read out at length. " * 8,
        {"8": (3,)},
    ),
}


@pytest.mark.parametrize(("minutes", "private"), MINUTES.values(), ids=list(MINUTES))
def test_a_minute_is_private_from_the_exclusion_to_the_return_or_the_end(
    minutes: str, private: dict[str, tuple[int, ...]]
) -> None:
    assert private_minutes(read(minutes=minutes)) == private


OPEN_COVERS = [
    "Exempt from the Press and Public\nNo",
    "Exempt from the press and public:\tNo",
    "Exempt from the Press and Public\n\nNot applicable",
    "Public/Private report: Public",
    "Confidential: No",
    "Does this report contain exempt information? No",
    "Report contains confidential or exempt information:\nNone",
    "This report does not contain exempt information.",
    "Exempt from call-in: Yes",
]
CLOSED_COVERS = {
    "Exempt from the Press and Public\nYes. Paragraph 3 of Part I of Schedule 12A": (3,),
    "EXEMPT FROM THE PRESS AND PUBLIC: Yes, paragraphs 1 and 2": (1, 2),
    "Exempt from the Press and Public\nNo, but Appendix 2 is exempt under paragraph 3": (3,),
    "Exempt from the Press and Public\nWhile the report is open, Appendix 1 is not": (),
    "Exempt from the Press and Public:": (),
    "Exempt information: Paragraph 4": (4,),
    "Report exempt: Yes": (),
    "Part 2: Yes": (),
    "Public/Private report: Private": (),
    "CONFIDENTIAL": (),
    "PRIVATE AND CONFIDENTIAL": (),
    "NOT FOR PUBLICATION by virtue of paragraph 7 of Part 1 of Schedule 12A": (7,),
    "For publication: No": (),
    "Does this report contain exempt information? Yes, by paragraph (3)": (3,),
    "Exemption: Part 2 report": (),
}


@pytest.mark.parametrize("cover", OPEN_COVERS)
def test_a_paper_whose_cover_says_no_is_open(cover: str) -> None:
    pack = read(cover=cover)

    assert [report.restriction for report in pack.reports] == [None]
    assert private_items(pack) == {}


@pytest.mark.parametrize(("cover", "paragraphs"), CLOSED_COVERS.items())
def test_a_paper_whose_cover_does_not_say_no_is_private_and_so_is_its_item(
    cover: str, paragraphs: tuple[int, ...]
) -> None:
    pack = read(cover=cover)

    (report,) = pack.reports
    assert report.restriction is not None
    assert report.restriction.paragraphs == paragraphs
    assert private_items(pack) == {"3": paragraphs}


def test_what_is_kept_back_is_told_with_its_line_and_paragraph() -> None:
    pack = read(minutes=OUT + DEPOT)

    (said,) = [w.sentence for w in pack.warnings if w.code == "restricted"]
    (line,) = [n for n, text in enumerate(pack.source, 1) if "Resolved:- That, under" in text]
    assert said.startswith(f"Minute 9 is kept from the public: exempt, paragraph 3. Line {line} ")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Paragraph 3 of Part 1", (3,)),
        ("paragraphs 1, 2 and 7", (1, 2, 7)),
        ("paras 1 to 3", (1, 2, 3)),
        ("paragraph 14.3 of the report", ()),
        ("paragraph 1972", ()),
    ],
)
def test_the_paragraphs_of_schedule_12a_are_read_as_printed(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert paragraphs_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    ["Open", "Part 1 of Schedule 12A to the Act", "Part A of the report was read.", "Public"],
)
def test_a_line_that_only_begins_like_a_public_heading_ends_no_private_part(text: str) -> None:
    assert not is_public_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "The public health team returned to the meeting.",
        "The Greasby link road was opened.",
        "Councillor Mole returned to the meeting.",
    ],
)
def test_what_is_no_return_of_the_public_opens_nothing(text: str) -> None:
    assert not lets_in_again(text)


def test_a_question_shuts_nobody_out_and_a_decision_does() -> None:
    asked = "To consider whether the press and public should be excluded from any part of it"
    assert not shuts_out(asked)
    assert shuts_out("Having considered whether, it was agreed that the public be excluded.")


@pytest.mark.shared
def test_the_invented_documents_are_kept_back_where_their_keys_say() -> None:
    """What the reader tells apart today; what it cannot, it does not publish either."""
    for path in shared("packs/others/keys").glob("*.json"):
        key = json.loads(path.read_text())
        wanted = {
            (minute["line"], minute["exempt"])
            for found in key["minutes"]
            for minute in found["items"]
            if minute["exempt"]
        }
        lines = {minute["line"] for found in key["minutes"] for minute in found["items"]}
        found = _private_lines(shared("packs/others") / key["file"])
        whole = {(line, numbers) for line, numbers in found if line in lines}
        assert whole == wanted, key["file"]


def _private_lines(path: Path) -> set[tuple[int, str]]:
    doc = tokenize(read_file(path).lines)
    sets = [restricted_minutes(doc, each) for each in read_sets(doc, stops=[])]
    return {
        (minute.number.line, _numbers(minute.restriction))
        for found in sets
        for minute in found.minutes
        if minute.restriction
    }


def _numbers(why: ReadRestriction) -> str:
    return ", ".join(map(str, why.paragraphs)) or "1960"
