"""What the front sheet prints, and that it is set as PDF/UA with nothing fetched."""

import datetime as dt
import logging
from dataclasses import replace

import pypdfium2
import pytest

from rotherham_hwb.packs.plan.numbering import number
from rotherham_hwb.packs.plan.pack_plan import (
    FrontSheet,
    PackPlan,
    Part,
    PlanItem,
    PlanItemKind,
    Presentation,
    Signatory,
    Skipped,
)
from rotherham_hwb.packs.sections.front_sheet import front_sheet_html, printed_number
from rotherham_hwb.packs.typesetting.render import render_section

pytestmark = pytest.mark.slow

FRONT = FrontSheet(
    board="Health & Wellbeing <Board>",
    date=dt.date(2016, 9, 21),
    time=dt.time(9),
    venue=("Voluntary Action Rotherham", "The Spectrum"),
    membership="Councillors One and Two",
    contact=("Ann Example", "01709 000000"),
    signatory=Signatory("Sam Example", "Chief Executive"),
    attending="You may film the meeting.",
)
PAGES = {"a": 4, "b": 1}


def plan(*items: PlanItem, front: FrontSheet = FRONT) -> PackPlan:
    return PackPlan("A pack", front, items)


def printed(made: PackPlan) -> str:
    """The text of the front sheet, each run of white space as one space."""
    html = front_sheet_html(made, number(made, PAGES))
    pages = pypdfium2.PdfDocument(render_section(html))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_the_house_form_is_printed() -> None:
    text = printed(
        plan(
            PlanItem("1", "Apologies for absence", kind=PlanItemKind.STANDING),
            PlanItem("2", "Minutes", parts=(Part("Minutes", "a"),), notes=("Of 13th July",)),
            PlanItem("3", "Winter", presenters=("Bob Example, CCG",), parts=(Part("W", "b"),)),
        )
    )
    for words in (
        "HEALTH & WELLBEING <BOARD>",
        "Venue: Voluntary Action Rotherham The Spectrum",
        "Date: Wednesday, 21st September, 2016",
        "Time: 9.00 a.m.",
        "Membership:- Councillors One and Two",
        "1. Apologies for absence",
        "2. Minutes (Pages 1 - 4) Of 13th July",
        "3. Winter (Page 5) Bob Example, CCG",
        "You may film the meeting.",
        "SAM EXAMPLE, Chief Executive.",
        "Contact: Ann Example, 01709 000000",
    ):
        assert words in text


def test_a_meeting_without_a_place_or_a_time_says_so() -> None:
    text = printed(plan(front=FrontSheet("Board", dt.date(2026, 11, 25))))
    assert "Venue: To be confirmed" in text
    assert "Time: To be confirmed" in text


def test_a_section_heading_and_its_introduction_are_printed_once() -> None:
    text = printed(
        plan(
            PlanItem("1", "One"),
            PlanItem("2", "Two", section="For decision", section_introduction="Please decide."),
            PlanItem("3", "Three", section="For decision", section_introduction="Please decide."),
        )
    )
    assert text.count("For decision") == 1
    assert text.index("One") < text.index("For decision Please decide. 2. Two")


def test_presentations_each_have_their_presenter() -> None:
    talks = (Presentation("Aim 1", ("Ann Example",)), Presentation("Aim 2", ("Bob Example",)))
    text = printed(plan(PlanItem("7", "Aims", presentations=talks)))
    assert "Presentations:- Aim 1 Ann Example Aim 2 Bob Example" in text


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (PlanItem("1", "Talk", kind=PlanItemKind.VERBAL), "Verbal update"),
        (PlanItem("1", "Paper", kind=PlanItemKind.TO_FOLLOW), "To follow"),
        (PlanItem("1", "Late", late="Late item: the data came on Monday."), "Late item: the data"),
        (
            PlanItem("1", "Safe", withheld="Not for publication.", parts=(Skipped(3),)),
            "Not for publication. Pages 1 - 3 are not in this edition.",
        ),
        (PlanItem("1", "Safe", parts=(Skipped(1),)), "Page 1 is not in this edition."),
    ],
)
def test_an_item_says_why_it_has_no_paper(item: PlanItem, words: str) -> None:
    assert words in printed(plan(item))


def test_an_item_with_two_ranges_links_each() -> None:
    made = plan(PlanItem("1", "Two", parts=(Part("A", "a"), Skipped(2), Part("B", "b"))))
    html = front_sheet_html(made, number(made, PAGES))
    assert '<a href="pack:page/1">1 - 4</a>' in html
    assert '<a href="pack:page/7">7</a>' in html
    assert "(Pages 1 - 4 and 7)" in printed(made)


def test_numbers_are_printed_as_the_board_gives_them() -> None:
    assert [printed_number(each) for each in ("15A", "(a)", "2.")] == ["15A.", "(a)", "2."]


def test_a_long_date_stands_on_one_line_beside_a_long_venue() -> None:
    venue = ("Voluntary Action Rotherham", "The Spectrum, Coke Hill, Rotherham, S60 2HX")
    front = replace(FRONT, date=dt.date(2026, 9, 30), venue=venue)
    html = front_sheet_html(plan(front=front), number(plan(front=front), PAGES))
    with pypdfium2.PdfDocument(render_section(html)) as pdf:
        lines = pdf[0].get_textpage().get_text_bounded().splitlines()
    assert any(line.strip().endswith("Wednesday, 30th September, 2026") for line in lines)


@pytest.mark.parametrize("items", range(11, 19))
def test_who_signs_never_stands_alone_on_a_page(items: int) -> None:
    listed = [
        PlanItem(str(at), f"Item {at}", presenters=("Bob Example, CCG",))
        for at in range(1, items + 1)
    ]
    made = plan(*listed)
    html = front_sheet_html(made, number(made, PAGES))
    with pypdfium2.PdfDocument(render_section(html)) as pdf:
        last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert "SAM EXAMPLE" in last
    assert f"Item {items}" in last


def test_nothing_is_fetched_from_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    html = (
        "<!DOCTYPE html><html lang=en><title>T</title><img alt=x src='file:///etc/hostname'>"
        "<img alt=y src='http://127.0.0.1:9/x.png'><p>Text"
    )
    weasyprint = logging.getLogger("weasyprint")
    weasyprint.addHandler(caplog.handler)
    try:
        assert render_section(html).startswith(b"%PDF")
    finally:
        weasyprint.removeHandler(caplog.handler)
    refused = {record.getMessage() for record in caplog.records}
    assert len([each for each in refused if "disallowed protocol" in each]) == 2


def test_arabic_ticks_and_ornaments_have_letters_in_our_fonts() -> None:
    html = "<!DOCTYPE html><html lang=en><title>T</title><p>تکلیف ✓ → ➔ 😀 £ é"
    with pypdfium2.PdfDocument(render_section(html)) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    for letter in "✓→➔£é":
        assert letter in text
    assert "\ufffd" not in text


def pages_of(made: PackPlan) -> list[str]:
    """The text of each page in the order it is drawn, each run of white space as one space."""
    html = front_sheet_html(made, number(made, PAGES))
    with pypdfium2.PdfDocument(render_section(html)) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_a_long_list_of_bare_items_fills_its_first_page() -> None:
    items = [PlanItem(str(at), f"Ordinary business {at}") for at in range(1, 33)]
    first, second = pages_of(plan(*items))

    assert "Ordinary business 15" in first
    assert "Ordinary business 32" in second


def test_a_sub_item_is_printed_with_its_items_number_and_beside_it() -> None:
    items = [PlanItem(str(at), f"Ordinary business {at}") for at in range(1, 40)]
    items.insert(19, PlanItem("19(a)", "Leases", is_sub_item=True, parts=(Part("A", "a"),)))
    pages = pages_of(plan(*items))

    [page] = [each for each in pages if "19(a) Leases" in each]
    assert "19. Ordinary business 19 19(a) Leases (Pages 1 - 4) 20." in page


@pytest.mark.parametrize("before", range(15, 20))
def test_an_item_never_ends_a_page_that_its_first_sub_item_does_not_stand_on(before: int) -> None:
    items = [PlanItem(str(at), f"Ordinary business {at}") for at in range(1, before + 1)]
    items += [PlanItem(f"{before}({it})", f"Lease {it}", is_sub_item=True) for it in "abc"]

    [page] = [each for each in pages_of(plan(*items)) if "Lease a" in each]
    assert f"Ordinary business {before} {before}(a) Lease a" in page


def test_the_councils_crest_is_above_the_boards_name_where_it_has_one() -> None:
    front = replace(FRONT, council="Harbour & Co", crest="data:image/png;base64,AAAA")
    made = plan(PlanItem("1", "Apologies"), front=front)

    html = front_sheet_html(made, number(made, PAGES))

    crest = '<img src="data:image/png;base64,AAAA" alt="Harbour &amp; Co">'
    assert html.index(crest) < html.index("<h1")
    assert "<img" not in front_sheet_html(plan(), number(plan(), PAGES))
