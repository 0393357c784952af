"""What the name of a file says of the item it is for."""

from __future__ import annotations

import pytest

from rotherham_hwb.desk.papers.bulk.matching import Confidence, FileName, Item, Match, match

ITEMS = (
    Item(1, "1", "Apologies for absence"),
    Item(6, "6", "Pharmaceutical needs assessment"),
    Item(7, "7", "Better Care Fund: quarter 3 return"),
    Item(8, "8", "Winter plan and vaccination"),
    Item(81, "(a)", "Vaccination uptake", parent="8"),
    Item(10, "10", "Director of Public Health annual report"),
    Item(151, "15A", "Property matter"),
)


def only(name: str, items: tuple[Item, ...] = ITEMS) -> Match:
    (found,) = match([FileName(1, name)], items)
    return found


@pytest.mark.parametrize(
    ("name", "item", "confidence"),
    [
        ("07 Better Care Fund.pdf", 7, Confidence.SURE),
        ("7.pdf", 7, Confidence.LIKELY),
        ("Item 7.pdf", 7, Confidence.SURE),
        ("item_07_-_BCF_final_v2.pdf", 7, Confidence.SURE),
        ("Agenda Item 10 DPH.docx", 10, Confidence.SURE),
        ("Item 8a uptake figures.pdf", 81, Confidence.SURE),
        ("8(a) slides.pdf", 81, Confidence.LIKELY),
        ("Item 15A.pdf", 151, Confidence.SURE),
        ("Item 7b something.pdf", 7, Confidence.SURE),
        ("7.1 Better Care Fund.pdf", 7, Confidence.SURE),
        ("pharmaceutical-needs-assessment-2025.pdf", 6, Confidence.LIKELY),
        ("22.01.25 Winter Plan.pdf", 8, Confidence.LIKELY),
        ("20250122_winter_plan.pdf", 8, Confidence.LIKELY),
        ("2025-01-22 Winter plan.pdf", 8, Confidence.LIKELY),
        ("scan0001.pdf", None, Confidence.NONE),
        ("Item 44.pdf", None, Confidence.NONE),
        ("letter.pdf", None, Confidence.NONE),
        ("🐟.pdf", None, Confidence.NONE),
        (".pdf", None, Confidence.NONE),
    ],
)
def test_a_name_finds_its_item(name: str, item: int | None, confidence: Confidence) -> None:
    found = only(name)
    assert (found.item, found.confidence) == (item, confidence)


def test_words_outweigh_a_bare_number_but_not_without_a_look() -> None:
    found = only("1 Pharmaceutical needs assessment.pdf")
    assert (found.item, found.confidence) == (6, Confidence.UNSURE)


def test_a_written_item_number_outweighs_words_but_not_without_a_look() -> None:
    found = only("Item 1 Pharmaceutical needs assessment.pdf")
    assert (found.item, found.confidence) == (1, Confidence.UNSURE)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("07_Better_Care_Fund_final_v2.pdf", "Better Care Fund"),
        ("Item 7.pdf", "Better Care Fund: quarter 3 return"),
        ("7 - Appendix 1.pdf", "Appendix 1"),
        ("7 - Appendix b - spending.pdf", "Appendix B: Spending"),
        ("22.01.25 winter plan.pdf", "Winter plan"),
        ("App 2 - letter.pdf", "Appendix 2: Letter"),
        ("approach to housing.pdf", "Approach to housing"),
    ],
)
def test_a_title_is_made_of_what_else_the_name_says(name: str, title: str) -> None:
    assert only(name).title == title


def test_appendices_are_nested_under_their_report_in_their_order() -> None:
    names = ["7 - Appendix 10.pdf", "7 - Appendix 2 costs.pdf", "07 Better Care Fund.pdf"]
    found = match([FileName(pk, name) for pk, name in enumerate(names, start=1)], ITEMS)
    assert [(each.file, each.under_file) for each in found] == [(3, None), (2, 3), (1, 3)]


def test_of_two_reports_an_appendix_goes_to_the_one_its_name_is_like() -> None:
    names = ["8 Winter plan.pdf", "8 Vaccination offer.pdf", "8 vaccination offer appendix A.pdf"]
    found = match([FileName(pk, name) for pk, name in enumerate(names, start=1)], ITEMS[:4])
    assert {each.file: each.under_file for each in found}[3] == 2


def test_an_appendix_without_a_number_follows_the_report_of_its_name() -> None:
    names = ["Item 10 Ageing well in Rotherham.pdf", "Ageing well Rotherham - Appendix 1.pdf"]
    found = {
        each.file: each
        for each in match([FileName(pk, name) for pk, name in enumerate(names, start=1)], ITEMS)
    }
    assert (found[2].item, found[2].under_file) == (10, 1)
    assert found[2].confidence == Confidence.LIKELY


def test_an_appendix_alone_goes_under_the_paper_that_is_there() -> None:
    items = (Item(7, "7", "Better Care Fund", papers=((70, "Return"), (71, "Spending plan"))),)
    assert only("7 Appendix 1 spending.pdf", items).under_paper == 71


def test_what_is_not_matched_comes_first() -> None:
    names = ["07 Better Care Fund.pdf", "scan.pdf", "Item 6.pdf"]
    found = match([FileName(pk, name) for pk, name in enumerate(names, start=1)], ITEMS)
    assert [each.file for each in found] == [2, 3, 1]
