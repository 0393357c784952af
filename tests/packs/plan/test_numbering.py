"""Pack pages: both layouts agree, and no number is used twice."""

import datetime as dt
import json

import pytest

from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.plan.numbering import (
    PageMap,
    PageRange,
    as_json,
    next_start,
    number,
    overrun_label,
    printed_range,
    roman,
    sheets,
)
from rotherham_hwb.packs.plan.pack_plan import (
    FrontSheet,
    PackPlan,
    PackSettings,
    Part,
    PlanItem,
    Skipped,
)

FRONT = FrontSheet("Health and Wellbeing Board", dt.date(2026, 11, 25))
PAGES = {"a": 9, "b": 4, "c": 1}


def numbered(
    *items: tuple[Part | Skipped, ...], recto: bool = False, first_page: int = 1
) -> PageMap:
    plan = PackPlan(
        title="Pack",
        front=FRONT,
        items=tuple(PlanItem(str(n), "Item", parts=parts) for n, parts in enumerate(items, 1)),
        settings=PackSettings(recto=recto),
        first_page=first_page,
    )
    return number(plan, PAGES)


def ranges(page_map: PageMap) -> list[list[tuple[int, int]]]:
    return [[(each.first, each.last) for each in item.ranges] for item in page_map.items]


def a(sha: str, first_page: int | None = None) -> Part:
    return Part("Paper", sha, first_page=first_page)


def test_papers_follow_each_other_without_a_gap() -> None:
    assert ranges(numbered((a("a"),), (), (a("b"), a("c")))) == [[(1, 9)], [], [(10, 14)]]


def test_on_a_recto_the_blank_after_an_odd_paper_uses_a_number() -> None:
    page_map = numbered((a("a"),), (a("b"), a("c")), recto=True)
    assert ranges(page_map) == [[(1, 10)], [(11, 16)]]
    assert [part.pages for part in page_map.parts] == [
        PageRange(1, 9),
        PageRange(11, 14),
        PageRange(15, 15),
    ]


@pytest.mark.parametrize("recto", [True, False])
def test_the_same_paper_twice_has_pages_of_its_own_each_time(recto: bool) -> None:
    assert ranges(numbered((a("b"),), (a("b"),), recto=recto)) == [[(1, 4)], [(5, 8)]]


def test_print_and_screen_give_each_page_the_same_label() -> None:
    page_map = numbered((a("a"),), (a("c"),), recto=True)
    screen = sheets(page_map, front_pages=3, layout=Layout.SCREEN)
    printed = sheets(page_map, front_pages=3, layout=Layout.PRINT)
    assert " ".join(sheet.label for sheet in screen) == "i ii iii 1 2 3 4 5 6 7 8 9 11"
    together = " ".join(sheet.label for sheet in printed)
    assert together == "i ii iii iv 1 2 3 4 5 6 7 8 9 10 11 12"
    assert [sheet.label for sheet in printed if sheet.kind == "blank"] == ["iv", "10", "12"]


def test_only_the_first_page_of_an_item_opens_it() -> None:
    page_map = numbered((a("b"), a("c")), (a("c"),))
    opening = [
        s.label for s in sheets(page_map, front_pages=0, layout=Layout.SCREEN) if s.opens_item
    ]
    assert opening == ["1", "6"]


def test_numbers_of_withheld_papers_stay_unused() -> None:
    page_map = numbered((a("a"),), (Skipped(3),), (a("b"),), recto=True)
    assert ranges(page_map) == [[(1, 10)], [], [(15, 18)]]
    assert page_map.items[1].skipped == (PageRange(11, 14),)


def test_an_item_with_a_withheld_paper_between_open_ones_has_two_ranges() -> None:
    page_map = numbered(
        (a("b"), Skipped(2), a("b")),
    )
    assert ranges(page_map) == [[(1, 4), (7, 10)]]


def test_a_supplement_goes_on_where_the_pack_ended() -> None:
    main = numbered((a("a"),), (a("b"),))
    assert next_start(main, recto=False) == 14
    assert next_start(main, recto=True) == 15
    assert ranges(numbered((a("c"),), first_page=14)) == [[(14, 14)]]


def test_trailing_withheld_pages_and_blanks_are_not_used_again() -> None:
    assert next_start(numbered((a("c"), Skipped(3)), recto=True), recto=True) == 7


def test_pages_fixed_by_an_earlier_edition_stay() -> None:
    page_map = numbered((a("a", 1), a("c", 14)), (a("b", 10),))
    assert ranges(page_map) == [[(1, 9), (14, 14)], [(10, 13)]]
    assert page_map.last == 14


def test_ranges_print_as_agendas_print_them() -> None:
    assert printed_range([PageRange(5, 21)]) == "(Pages 5 - 21)"
    assert printed_range([PageRange(16, 16)]) == "(Page 16)"
    assert printed_range([]) == ""
    both = printed_range([PageRange(5, 21), PageRange(30, 30)])
    assert both == "(Pages 5 - 21 and 30)"


def test_a_pack_without_papers_has_only_its_front_sheet() -> None:
    page_map = numbered((), ())
    assert page_map.last == 0
    assert [s.label for s in sheets(page_map, front_pages=1, layout=Layout.PRINT)] == ["i", "ii"]


def test_the_page_map_goes_into_json() -> None:
    page_map = as_json(numbered((a("a"), Skipped(1)), recto=True))
    assert json.loads(json.dumps(page_map)) == page_map
    assert page_map["items"][0]["ranges"] == [[1, 10]]
    assert page_map["parts"][0]["blank"] is True


def test_roman_labels() -> None:
    values = (1, 4, 9, 14, 40, 90, 399)
    assert [roman(v) for v in values] == ["i", "iv", "ix", "xiv", "xl", "xc", "cccxcix"]


@pytest.mark.parametrize(("pages", "labels"), [(1, ["i", "ii"]), (2, ["i", "ii"])])
def test_a_printed_front_sheet_ends_on_a_left_hand_page(pages: int, labels: list[str]) -> None:
    printed = sheets(numbered(), front_pages=pages, layout=Layout.PRINT)
    assert [each.label for each in printed] == labels


def issued(*items: PlanItem, first_page: int = 1) -> PageMap:
    return number(PackPlan("Pack", FRONT, items, first_page=first_page), PAGES)


def item(*parts: Part | Skipped, issued: tuple[int, int] | None, withheld: str = "") -> PlanItem:
    return PlanItem("7", "Item", parts=parts, issued=issued, withheld=withheld)


def labels(page_map: PageMap) -> list[str]:
    return [each.label for each in sheets(page_map, front_pages=0, layout=Layout.SCREEN)]


def test_an_item_issued_before_keeps_its_range_however_long_its_papers_are() -> None:
    page_map = issued(item(a("b"), issued=(5, 21)), item(a("c"), issued=(22, 22)))

    assert ranges(page_map) == [[(5, 21)], [(22, 22)]]
    assert labels(page_map) == ["5", "6", "7", "8", "22"]
    assert page_map.last == 22


def test_pages_beyond_the_range_of_an_item_bear_letters() -> None:
    page_map = issued(item(a("b"), a("c"), issued=(5, 6)), item(a("c"), issued=(7, 7)))

    assert ranges(page_map) == [[(5, 6)], [(7, 7)]]
    assert labels(page_map) == ["5", "6", "6a", "6b", "6c", "7"]
    numbers = [each.number for each in sheets(page_map, front_pages=0, layout=Layout.SCREEN)]
    assert numbers == [5, 6, None, None, None, 7]
    assert [part["sheets"] for part in as_json(page_map)["parts"] if "sheets" in part] == [4, 1]


def test_many_pages_beyond_a_range_are_told_apart() -> None:
    assert [overrun_label(n, 9) for n in (9, 10, 35, 36, 61)] == ["9", "9a", "9z", "9aa", "9az"]


def test_an_item_without_its_papers_says_that_its_pages_are_not_there() -> None:
    page_map = issued(item(issued=(5, 6)), item(a("c"), issued=(7, 7)))

    assert ranges(page_map)[0] == [(5, 6)]
    assert page_map.items[0].skipped == (PageRange(5, 6),)
    assert labels(page_map) == ["7"]


def test_a_withheld_item_keeps_its_pages_and_prints_no_range() -> None:
    kept = item(Skipped(4), issued=(5, 9), withheld="Exempt.")
    page_map = issued(kept, item(a("c"), issued=(10, 10)))

    assert ranges(page_map) == [[], [(10, 10)]]
    assert page_map.items[0].skipped == (PageRange(5, 9),)
