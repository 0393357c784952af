"""The front sheet: what the agenda prints, from the plan and the known page ranges."""

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string

from meetings.wording import printed_date, printed_time
from rotherham_hwb.packs.plan.numbering import ItemPages, PageMap, printed_range
from rotherham_hwb.packs.plan.pack_plan import PackPlan, PlanItem, PlanItemKind

KIND_NOTES = {
    PlanItemKind.VERBAL: "Verbal update",
    PlanItemKind.PRESENTATION: "Presentation",
    PlanItemKind.TO_FOLLOW: "To follow",
}
PAGE_LINK = "pack:page/"
ITEM_ANCHOR = "item-"


@dataclass(frozen=True)
class RangeLink:
    """One range and the address that `bind` turns into a link to its first page.

    It leads nowhere where none of its pages is in the pack.
    """

    text: str
    href: str


@dataclass(frozen=True)
class FrontSheetRow:
    """One item as the front sheet prints it."""

    item: PlanItem
    anchor: str
    number: str
    word: str  # "Page" or "Pages"
    ranges: tuple[RangeLink, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Items under one heading, or under none."""

    heading: str
    introduction: str
    rows: tuple[FrontSheetRow, ...]


def front_sheet_html(plan: PackPlan, page_map: PageMap) -> str:
    """The front sheet as HTML, every field escaped."""
    front = plan.front
    context = {
        "front": front,
        "language": plan.language,
        "title": plan.title,
        "date": printed_date(front.date),
        "time": printed_time(front.time) if front.time else "To be confirmed",
        "venue": front.venue or ("To be confirmed",),
        "issued": printed_date(front.issued) if front.issued else "",
        "sections": _sections(plan, page_map),
    }
    return render_to_string("packs/sections/front_sheet.html", context)


def page_link(pack_page: int) -> str:
    """The address that stands for a pack page in our own HTML."""
    return f"{PAGE_LINK}{pack_page}"


def item_anchor(index: int) -> str:
    """The anchor of an item by its 0-based place on the agenda."""
    return f"{ITEM_ANCHOR}{index}"


def printed_number(number: str) -> str:
    """An item's number as agendas print it: "15A." and "(a)"."""
    return number if number.endswith((")", ".")) else f"{number}."


def _sections(plan: PackPlan, page_map: PageMap) -> list[Section]:
    firsts: dict[int, int] = {}
    for part in page_map.parts:
        firsts.setdefault(part.item, part.pages.first)
    rows = [
        _row(index, item, pages, first=firsts.get(index))
        for index, (item, pages) in enumerate(zip(plan.items, page_map.items, strict=True))
    ]
    sections: list[Section] = []
    for heading, grouped in groupby(rows, key=lambda row: row.item.section):
        held = tuple(grouped)
        introductions = (row.item.section_introduction for row in held)
        sections.append(Section(heading, next(filter(None, introductions), ""), held))
    return sections


def _row(index: int, item: PlanItem, pages: ItemPages, *, first: int | None) -> FrontSheetRow:
    """`first` is the first of its pages that is in the pack."""
    return FrontSheetRow(
        item=item,
        anchor=item_anchor(index),
        number=printed_number(item.number),
        word="Pages" if printed_range(pages.ranges).startswith("(Pages") else "Page",
        ranges=tuple(
            RangeLink(str(each), page_link(first if item.issued else each.first) if first else "")
            for each in pages.ranges
        ),
        remarks=tuple(_remarks(item, pages)),
    )


def _remarks(item: PlanItem, pages: ItemPages) -> list[str]:
    """What the front sheet says below a title in words of its own."""
    remarks = [item.late, item.withheld]
    if item.kind in KIND_NOTES and not (item.parts or item.presentations or item.withheld):
        remarks.append(KIND_NOTES[item.kind])
    if pages.skipped:
        numbers = printed_range(pages.skipped).strip("()")
        verb = "is" if numbers.startswith("Page ") else "are"
        remarks.append(f"{numbers} {verb} not in this edition.")
    return [remark for remark in remarks if remark]
