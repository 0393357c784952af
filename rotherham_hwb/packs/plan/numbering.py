"""Which pack page every paper stands on: the only numbering code there is.

Pack pages are 1-based and start with the first paper. The front sheet has roman labels of its
own, so that its length never moves a range it prints. Both layouts share one numbering: print
holds the blank page that follows an odd paper, screen leaves it out and skips its number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.plan.pack_plan import PackPlan, Part, PlanItem, Skipped

ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True)
class PageRange:
    """Pack pages from first to last, both counted in."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} - {self.last}"


@dataclass(frozen=True)
class PartPages:
    """Where one paper stands."""

    item: int  # index into the plan's items
    title: str
    sha256: str
    level: int
    pages: PageRange  # without the blank
    blank: bool  # one more number is used by the blank page that follows
    labels: tuple[str, ...] = ()  # of each page, where they are not the numbers one by one

    @property
    def sheets(self) -> int:
        """How many pages it has; more than numbers where it overruns those it was issued with."""
        return len(self.labels) or self.pages.last - self.pages.first + 1


@dataclass(frozen=True)
class ItemPages:
    """What is printed after an item's title."""

    number: str
    title: str
    ranges: tuple[PageRange, ...]
    skipped: tuple[PageRange, ...]  # used in the full edition, not in this one


@dataclass(frozen=True)
class PageMap:
    """Every paper's pack pages, before anything is rendered."""

    items: tuple[ItemPages, ...]
    parts: tuple[PartPages, ...]
    last: int  # the last number used, blanks and skipped pages counted in; 0 for none


class SheetKind(StrEnum):
    """What one physical page of the edition is."""

    FRONT = "front"
    PAPER = "paper"
    BLANK = "blank"


@dataclass(frozen=True)
class Sheet:
    """One physical page of the edition."""

    kind: SheetKind
    label: str
    number: int | None = None  # the pack page; None on the front sheet, and on "21a"
    part: int | None = None  # index into PageMap.parts
    page: int = 0  # 0-based page within the front sheet or the paper
    opens_item: bool = False


def number(plan: PackPlan, page_counts: Mapping[str, int]) -> PageMap:
    """Give every paper of the plan its pack pages.

    `page_counts` gives each paper's pages by SHA-256.
    """
    counter = Counter(_first_number(plan.first_page, plan.settings.recto), plan.settings.recto)
    items: list[ItemPages] = []
    parts: list[PartPages] = []
    for index, item in enumerate(plan.items):
        held, skipped = _number_item(index, item, counter, page_counts)
        parts += held
        items.append(_item_pages(item, held, skipped))
    return PageMap(tuple(items), tuple(parts), counter.last)


def first_pages(plan: PackPlan, page_counts: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    """The first pack page of every part of every item, withheld parts too.

    A consolidated edition gives each part the number that its first edition gave it.
    """
    counter = Counter(_first_number(plan.first_page, plan.settings.recto), plan.settings.recto)
    firsts: list[tuple[int, ...]] = []
    for item in plan.items:
        counter.move_to(item.issued)
        firsts.append(
            tuple(
                counter.take(
                    part.pages if isinstance(part, Skipped) else page_counts[part.sha256],
                    part.first_page,
                )[0].first
                for part in item.parts
            )
        )
        counter.move_behind(item.issued)
    return tuple(firsts)


def next_start(page_map: PageMap, *, recto: bool) -> int:
    """The number the next supplement starts with: no number is ever used twice."""
    return _first_number(page_map.last + 1, recto)


def sheets(page_map: PageMap, *, front_pages: int, layout: Layout) -> tuple[Sheet, ...]:
    """The physical pages of the edition in order, each with its label."""
    return (*_front(front_pages, layout), *_body(page_map, layout))


def printed_range(ranges: Iterable[PageRange]) -> str:
    """The range as agendas print it: "(Pages 5 - 21)", "(Page 16)", "" for none."""
    texts = [str(each) for each in ranges]
    if not texts:
        return ""
    single = len(texts) == 1 and "-" not in texts[0]
    return f"({'Page' if single else 'Pages'} {' and '.join(texts)})"


def as_json(page_map: PageMap) -> dict[str, Any]:
    """The page map in plain lists and dictionaries."""
    return {
        "last": page_map.last,
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "ranges": [[each.first, each.last] for each in item.ranges],
                "skipped": [[each.first, each.last] for each in item.skipped],
            }
            for item in page_map.items
        ],
        "parts": [
            {
                "item": page_map.items[part.item].number,
                "title": part.title,
                "sha256": part.sha256,
                "level": part.level,
                "pages": [part.pages.first, part.pages.last],
                "blank": part.blank,
                **({"sheets": part.sheets} if part.labels else {}),
            }
            for part in page_map.parts
        ],
    }


class Counter:
    """The next free number, and the last one used."""

    def __init__(self, start: int, recto: bool) -> None:
        self.next = start
        self.last = start - 1
        self.recto = recto

    def move_to(self, issued: tuple[int, int] | None) -> None:
        """Go on with the pages an item was first issued with, where it was."""
        self.next = issued[0] if issued else self.next

    def move_behind(self, issued: tuple[int, int] | None) -> None:
        """Leave those pages to the item, however many of them it fills."""
        if issued:
            self.next = issued[1] + 1
            self.last = max(self.last, issued[1])

    def take(self, pages: int, fixed: int | None) -> tuple[PageRange, bool]:
        """Use numbers for a paper; True where a blank page after it uses one more."""
        first = self.next if fixed is None else fixed
        blank = self.recto and pages % 2 == 1
        last = first + pages - 1
        self.last = max(self.last, last + blank)
        if fixed is None:
            self.next = last + blank + 1
        return PageRange(first, last), blank


def _item_pages(item: PlanItem, held: list[PartPages], skipped: tuple[PageRange, ...]) -> ItemPages:
    """An item first issued before this system keeps the range it was issued with."""
    if item.issued is None:
        return ItemPages(item.number, item.title, _ranges(held), skipped)
    issued = (PageRange(*item.issued),)
    if held:
        return ItemPages(item.number, item.title, issued, skipped)
    return ItemPages(item.number, item.title, () if item.withheld else issued, issued)


def _number_item(
    index: int, item: PlanItem, counter: Counter, page_counts: Mapping[str, int]
) -> tuple[list[PartPages], tuple[PageRange, ...]]:
    if item.issued:
        return _number_issued(index, item, item.issued, counter, page_counts)
    held: list[PartPages] = []
    skipped: list[PageRange] = []
    for part in item.parts:
        if isinstance(part, Skipped):
            pages, blank = counter.take(part.pages, part.first_page)
            skipped.append(PageRange(pages.first, pages.last + blank))
        else:
            pages, blank = counter.take(page_counts[part.sha256], part.first_page)
            held.append(_part_pages(index, part, pages, blank))
    return held, _joined(skipped)


def _number_issued(
    index: int,
    item: PlanItem,
    issued: tuple[int, int],
    counter: Counter,
    page_counts: Mapping[str, int],
) -> tuple[list[PartPages], tuple[PageRange, ...]]:
    """The parts within the pages they were issued with; what overruns them bears letters.

    Set anew, a paper may be shorter or longer than it was: the papers after it keep their pages.
    """
    first, last = issued
    held: list[PartPages] = []
    skipped: list[PageRange] = []
    at = first
    for part in item.parts:
        count = part.pages if isinstance(part, Skipped) else page_counts[part.sha256]
        numbers = range(at, at + count)
        pages = PageRange(min(numbers[0], last), min(numbers[-1], last))
        if isinstance(part, Skipped):
            skipped.append(pages)
        else:
            labels = tuple(overrun_label(number, last) for number in numbers)
            own = labels if numbers[-1] > last else ()
            held.append(PartPages(index, part.title, part.sha256, part.level, pages, False, own))
        at += count
    counter.move_behind(issued)
    return held, _joined(skipped)


def overrun_label(number: int, last: int) -> str:
    """The label of a page of an item that ends with the page `last`: "21", "21a", "21b"."""
    if number <= last:
        return str(number)
    letters, left = "", number - last
    while left:
        left, at = divmod(left - 1, 26)
        letters = chr(ord("a") + at) + letters
    return f"{last}{letters}"


def _part_pages(index: int, part: Part, pages: PageRange, blank: bool) -> PartPages:
    return PartPages(index, part.title, part.sha256, part.level, pages, blank)


def _ranges(parts: list[PartPages]) -> tuple[PageRange, ...]:
    return _joined([PageRange(part.pages.first, part.pages.last + part.blank) for part in parts])


def _joined(ranges: list[PageRange]) -> tuple[PageRange, ...]:
    """Ranges that follow each other without a gap become one."""
    joined: list[PageRange] = []
    for each in ranges:
        if joined and each.first == joined[-1].last + 1:
            joined[-1] = PageRange(joined[-1].first, each.last)
        else:
            joined.append(each)
    return tuple(joined)


def _first_number(wanted: int, recto: bool) -> int:
    return wanted + 1 if recto and wanted % 2 == 0 else wanted


def _front(pages: int, layout: Layout) -> Iterator[Sheet]:
    for page in range(pages):
        yield Sheet(SheetKind.FRONT, roman(page + 1), page=page)
    if layout is Layout.PRINT and pages % 2:  # so that pack page 1 is a right-hand page
        yield Sheet(SheetKind.BLANK, roman(pages + 1))


def _body(page_map: PageMap, layout: Layout) -> Iterator[Sheet]:
    opened: set[int] = set()
    for index, part in enumerate(page_map.parts):
        for page in range(part.sheets):
            opens = page == 0 and part.item not in opened
            label = part.labels[page] if part.labels else str(part.pages.first + page)
            own = int(label) if label.isdecimal() else None
            yield Sheet(SheetKind.PAPER, label, own, index, page, opens)
        opened.add(part.item)
        if part.blank and layout is Layout.PRINT:
            blank = part.pages.last + 1
            yield Sheet(SheetKind.BLANK, str(blank), blank)


def roman(value: int) -> str:
    """The number in small roman numerals, as PDF page labels write it."""
    text = ""
    for size, letters in ROMAN:
        while value >= size:
            text += letters
            value -= size
    return text
