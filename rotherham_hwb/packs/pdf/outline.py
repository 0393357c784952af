"""The pack's bookmarks, page labels and named destinations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from rotherham_hwb.packs.pdf.geometry import View

ROMAN = re.compile(r"[ivxlc]+")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
OPEN_DEPTH = 1  # bookmarks below this depth start closed


@dataclass(frozen=True)
class OutlineEntry:
    """One bookmark of the pack, ready to write."""

    title: str
    destination: Array | None
    children: tuple["OutlineEntry", ...] = ()


def write_outline(pdf: pikepdf.Pdf, entries: Sequence[OutlineEntry]) -> None:
    """Give the pack its bookmarks and open it with them shown."""
    if not entries:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _hang(pdf, root, entries, depth=0)
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseOutlines


def _hang(pdf: pikepdf.Pdf, parent: Object, entries: Sequence[OutlineEntry], *, depth: int) -> int:
    """Hang the entries below their parent; returns how many of them show."""
    items = [pdf.make_indirect(Dictionary(Title=String(each.title))) for each in entries]
    shown = len(items)
    for index, (item, entry) in enumerate(zip(items, entries, strict=True)):
        item.Parent = parent
        if entry.destination is not None:
            item.Dest = entry.destination
        if index:
            item.Prev = items[index - 1]
        if index + 1 < len(items):
            item.Next = items[index + 1]
        if entry.children:
            below = _hang(pdf, item, entry.children, depth=depth + 1)
            item.Count = below if depth < OPEN_DEPTH else -below
            shown += below if depth < OPEN_DEPTH else 0
    parent.First, parent.Last = items[0], items[-1]
    parent.Count = shown
    return shown


def write_labels(pdf: pikepdf.Pdf, labels: Sequence[str]) -> None:
    """Make a viewer's page box understand the printed numbers."""
    numbers: list[object] = []
    for start, label in _runs(labels):
        numbers.extend([start, label])
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _runs(labels: Sequence[str]) -> Iterator[tuple[int, Dictionary]]:
    """Where a new run of labels starts, and its style."""
    before: tuple[str, int] | None = None
    for index, label in enumerate(labels):
        style, value = _style(label)
        if style is None:
            yield index, Dictionary(P=String(label))
            before = None
            continue
        if before != (style, value - 1):
            yield index, Dictionary(S=Name(style), St=value)
        before = (style, value)


def _style(label: str) -> tuple[str | None, int]:
    if label.isdecimal() and label == str(int(label)) and int(label):
        return "/D", int(label)
    if ROMAN.fullmatch(label):
        return "/r", _roman_value(label)
    return None, 0


def _roman_value(label: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in label]
    after = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, after, strict=True))


def write_names(pdf: pikepdf.Pdf, names: Mapping[bytes, Array]) -> None:
    """Keep the named destinations of the sources."""
    if not names:
        return
    pairs = Array()
    for name in sorted(names):
        pairs.extend([String(name), names[name]])
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=pairs)))


def unique_names(taken: Iterable[bytes], name: bytes, source: int) -> bytes:
    """The name itself, or with its source's number before it where another has it."""
    return name if name not in taken else b"%d.%s" % (source + 1, name)


def top_of(page: pikepdf.Page) -> Array:
    """A destination at the top of a page as it is viewed, at the reader's own zoom."""
    view = View.of(page)
    x, y = view.user_point(0, view.height)
    return Array([page.obj, Name.XYZ, round(x, 2), round(y, 2), None])
