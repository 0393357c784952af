"""The bookmarks and the page labels of a PDF, written anew from what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from reports.published_form.destinations import Resolver, Target, leads_to
from reports.published_form.pages import destination
from reports.published_form.trees import first_time, leaves
from reports.published_form.words import plain_words

MOST_LEVELS = 40
LONGEST_PREFIX = 20  # characters of a page label
STYLES = ("/D", "/R", "/r", "/A", "/a")


@dataclass(frozen=True)
class OwnBookmark:
    """An entry of a source's own outline: what it says, where it leads, and those below it."""

    title: str
    target: Target | None
    children: tuple[OwnBookmark, ...] = ()


def read_outline(root: Object, resolver: Resolver) -> tuple[OwnBookmark, ...]:
    """The bookmarks that lead to a page of the file, or have one below them that does."""
    outlines = root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
    return tuple(_siblings(first, resolver, set(), 0))


def _siblings(
    item: object, resolver: Resolver, met: set[tuple[int, int]], level: int
) -> Iterator[OwnBookmark]:
    while isinstance(item, Dictionary) and level < MOST_LEVELS and first_time(item, met):
        children = tuple(_siblings(item.get("/First"), resolver, met, level + 1))
        target = resolver.target(leads_to(item))
        title = plain_words(item.get("/Title"))
        if title and (target or children):
            yield OwnBookmark(title, target, children)
        item = item.get("/Next")


def write_outline(pdf: pikepdf.Pdf, entries: Sequence[OwnBookmark]) -> None:
    """Give the file these bookmarks and no others."""
    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    if entries:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        _hang(pdf, root, entries)
        pdf.Root.Outlines = root


def _hang(pdf: pikepdf.Pdf, parent: Object, entries: Sequence[OwnBookmark]) -> None:
    items = [pdf.make_indirect(Dictionary(Title=String(each.title))) for each in entries]
    for at, (item, entry) in enumerate(zip(items, entries, strict=True)):
        item.Parent = parent
        if entry.target:
            item.Dest = destination(pdf, entry.target)
        if at:
            item.Prev, items[at - 1].Next = items[at - 1], item
        if entry.children:
            _hang(pdf, item, entry.children)
            item.Count = -len(entry.children)  # closed
    parent.First, parent.Last = items[0], items[-1]
    parent.Count = len(items)


def write_labels(pdf: pikepdf.Pdf) -> None:
    """Keep the page labels, each run with its style, its first number and a short prefix."""
    runs = dict(leaves(pdf.Root.get("/PageLabels"), "/Nums"))
    if "/PageLabels" in pdf.Root:
        del pdf.Root["/PageLabels"]
    kept = [(at, _label(run)) for at, run in runs.items() if _is_page(pdf, at, run)]
    if kept:
        pairs = [part for pair in sorted(kept, key=lambda pair: pair[0]) for part in pair]
        pdf.Root.PageLabels = Dictionary(Nums=Array(pairs))


def _is_page(pdf: pikepdf.Pdf, at: object, run: object) -> bool:
    return isinstance(at, int) and 0 <= at < len(pdf.pages) and isinstance(run, Dictionary)


def _label(run: Object) -> Object:
    label = Dictionary()
    if str(run.get("/S")) in STYLES:
        label.S = Name(str(run.S))
    if prefix := plain_words(run.get("/P"))[:LONGEST_PREFIX]:
        label.P = String(prefix)
    first = run.get("/St")
    if isinstance(first, int) and first > 1:
        label.St = first
    return label
