"""Text in, typed lines out: one shape for Markdown-like text and for text kept in its layout.

Nothing is corrected here. Marks that the extraction added (bold, rules of tables, page stamps)
are set aside; ``raw`` keeps each line as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rotherham_hwb.legacy.text.furniture import running_lines

MOST_BLANKS = 200  # in a row; more say nothing that fewer do not
LONGEST_PIECE = 2_000  # characters of a line that rules look at in one; the rest goes on below it
LONGEST_PARAGRAPH = 8_000  # characters; text without a break is read in parts of this length
LONG_LINE = 130  # characters; text wrapped for a page hardly ever exceeds this
NO_GAP, WEAK_GAP, GAP = 0, 1, 2

_ATTRIBUTES = r"(?:\s+[\w-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?"
_TAG = re.compile(
    rf"</?(?:p|ul|ol|li|i|b|em|strong|br|sup|sub|span|div|table|t[rdh]){_ATTRIBUTES}>", re.I
)
_LIST_TAG = re.compile(rf"<(?:ul|ol|li){_ATTRIBUTES}>\s*(?:[•–-]\s)?", re.I)
_GLUED_BOLD = re.compile(r"(?<=[^\s*])\*\*(?:\*\*)?(?=[A-Za-z0-9(])")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])")
_RULE = re.compile(r"^[\s|:]*-{2,}[-\s|:]*$")
_STAMP = re.compile(
    r"^\s*(?:(?P<first>(?:P\s?)?a\s?g\s?e\s+(?P<page>\d{1,4}))"
    r"(?:\s+Agenda\s+Item\s+(?P<item>\d+[A-Z]?))?|Agenda\s+Item\s+(?P<alone>\d+[A-Z]?))\s*$"
)
_BLANKS = re.compile(rf"\s{{{MOST_BLANKS},}}")
BULLET = re.compile(r"^(?:[-–−•▪○❖●*\uf0b7\ufffd➢]|o(?=\s))\s+(?=\S)")
_TABLE_ROW = re.compile(r"^\s*\|(?P<cells>.*\|.*?)\|?\s*$")
_ENTRY = re.compile(r"\d+(?:\.\d+)*[.)]\s|(?:actions?|resolved|agreed)\s?:", re.I)
_LONE = re.compile(r"^(?:\d{1,3}[A-Z]?[.)]|[-–−•▪○❖●]|\((?:\d{1,2}|[a-z])\))$")
_OWN_PAGE = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$", re.I)
LABEL = re.compile(r"^\((?P<label>\d{1,2}|[a-z]|[ivx]{1,5})\)\s*")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of input. ``page`` is the sheet it stands on (1-based), where the input knows it.

    A ``mark`` belongs to the page and not to its text: a running head or foot, a page number.
    """

    number: int
    text: str
    page: int | None = None
    mark: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    raw: str
    cells: tuple[str, ...]
    gap: int  # what separates it from the line before: NO_GAP, WEAK_GAP or GAP
    bold: bool
    page_start: bool
    sheet: int | None


@dataclass(frozen=True, slots=True)
class SourceStamp:
    line: int
    page: int | None
    item: str | None


def _number(line: Line) -> int:
    return line.number


@dataclass(frozen=True, slots=True)
class Document:
    lines: tuple[Line, ...]
    source: tuple[str, ...]
    stamps: tuple[SourceStamp, ...]
    wrapped: bool  # paragraphs are broken to the width of a page
    width: int  # characters of a full line, where wrapped
    spaced: bool  # a blank line holding a space ends a paragraph, an empty one does not
    furniture: frozenset[int] = frozenset()  # numbers of lines that belong to the page alone

    def slice(self, first: int, last: int) -> tuple[Line, ...]:
        """The lines numbered first to last, both included."""
        begin = bisect_left(self.lines, first, key=_number)
        return self.lines[begin : bisect_right(self.lines, last, key=_number)]


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    text: str
    lines: tuple[Line, ...]
    cut: bool = False  # it begins inside a paragraph of the source

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def gap(self) -> int:
        return self.lines[0].gap


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def source_lines(text: str) -> tuple[SourceLine, ...]:
    """Number the lines of a text; a form feed ends a sheet."""
    sheets, out, sheet = "\f" in text, [], 1
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        sheet += line.count("\f") if line.startswith("\f") else 0
        out.append(
            SourceLine(number, line.replace("\f", " ").rstrip("\0"), sheet if sheets else None)
        )
        sheet += line.count("\f") if not line.startswith("\f") else 0
    return tuple(out)


def within_bounds(source: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """The lines with long runs of blanks folded and long lines cut; no word is left out.

    What is cut off stands on lines of the same number. Every rule reads these lines alone, so that
    none can take longer than a text of this shape lets it.
    """
    for entry in source:
        text = _BLANKS.sub(lambda run: run[0][:MOST_BLANKS], entry.text)
        while len(text) > LONGEST_PIECE:
            cut = text.rfind(" ", LONGEST_PIECE // 2, LONGEST_PIECE)
            cut = cut if cut > 0 else LONGEST_PIECE
            yield replace(entry, text=text[:cut])
            text = text[cut:].lstrip()
        yield entry if text == entry.text else replace(entry, text=text)


def clean(text: str) -> str:
    """Printed words without the marks of the extraction."""
    text = _LIST_TAG.sub(" ", text)
    text = _TAG.sub(" ", text)
    text = text.replace("**", "")
    text = _ITALIC.sub(r"\1", text)
    text = re.sub(r"^\s*(?:#{1,6}|>)(?:\s+|$)|\\$", "", text)
    return squeeze(re.sub(r"\\([()\[\]_*.#-])", r"\1", text))


def tokenize(source: Sequence[SourceLine]) -> Document:
    """Type every line that says something and measure the form the text is in."""
    spaced, wrapped = _is_spaced(source), _is_wrapped(source)
    lines: list[Line] = []
    stamps: list[SourceStamp] = []
    furniture: set[int] = set()
    gap, previous = GAP, ""
    sheet: int | None = None
    running = running_lines(source)
    for entry in within_bounds(source):
        new_sheet = entry.page is not None and entry.page != sheet
        if not entry.text.strip():
            gap = max(gap, GAP if entry.text or not spaced else WEAK_GAP)
            previous = ""
            continue
        if stamp := _STAMP.match(entry.text):
            page = stamp["page"]
            item = stamp["item"] or stamp["alone"]
            stamps.append(SourceStamp(entry.number, int(page) if page else None, item))
            furniture.add(entry.number)
            continue
        if (
            entry.mark
            or entry.number in running
            or _RULE.match(entry.text)
            or not clean(entry.text)
        ):
            furniture.add(entry.number)
            continue
        sheet = entry.page
        page_start = new_sheet or (spaced and _is_page_top(previous, entry.text))
        if page_start and not new_sheet:
            gap = max(gap, WEAK_GAP)
        if new_sheet and lines and _is_parted(lines[-1].text, entry.text):
            gap = WEAK_GAP
        for position, piece in enumerate(_GLUED_BOLD.split(entry.text)):
            line = _line(
                entry, piece, gap if position == 0 else WEAK_GAP, page_start and position == 0
            )
            if line.text:
                lines.append(line)
        gap, previous = NO_GAP, entry.text
    furniture.update(line.number for line in _page_numbers(lines))
    lines = _rejoined(lines)
    width = _width(lines) if wrapped else 0
    texts = tuple(s.text for s in source)
    return Document(
        tuple(lines), texts, tuple(stamps), wrapped, width, spaced,
        frozenset(furniture - {line.number for line in lines}),
    )  # fmt: skip


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Put a number or bullet that was set on a line of its own back before its text.

    A page's own number at the foot of its sheet is dropped.
    """
    kept: list[Line] = []
    own = {id(line) for line in _page_numbers(lines)}
    for line in lines:
        if id(line) in own:
            continue
        if _stands_alone(kept) and kept[-1].sheet == line.sheet and not line.cells:
            before = kept.pop()
            kept.append(replace(before, text=f"{before.text} {line.text}"))
        else:
            kept.append(line)
    return kept


def _page_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines that are a page's own number at the foot of its sheet."""
    return [
        line
        for line, after in zip(lines, [*lines[1:], None], strict=True)
        if line.sheet is not None
        and (after is None or after.sheet != line.sheet)
        and _OWN_PAGE.match(line.text)
    ]


def _stands_alone(kept: Sequence[Line]) -> bool:
    """Whether the last line is a number or bullet alone, and not the end of a broken bracket."""
    if not kept or not _LONE.match(kept[-1].text):
        return False
    above = kept[-2].text if len(kept) > 1 else ""
    return above.count("(") <= above.count(")")


def _is_page_top(previous: str, text: str) -> bool:
    """Whether a line is set in and follows at once: all some extractions leave of a new page."""
    ordinal = re.fullmatch(r"\s*(?:st|nd|rd|th)\s*", previous)
    return bool(previous) and not ordinal and bool(re.match(r" {1,2}\S", text))


def _is_parted(before: str, text: str) -> bool:
    """Whether the end of a sheet parts a sentence."""
    return text.lstrip()[0].islower() and before[-1] not in ".:;?!"


def _line(entry: SourceLine, piece: str, gap: int, page_start: bool) -> Line:
    row = _TABLE_ROW.match(piece)
    parts = row["cells"].split("|") if row else piece.split("\t")
    cells = tuple(clean(cell) for cell in parts) if len(parts) > 1 else ()
    text = squeeze(" ".join(cells)) if cells else clean(piece)
    bold = entry.bold or piece.strip().startswith("**")
    return Line(entry.number, text, piece, cells, gap, bold, page_start, entry.page)


def _is_spaced(source: Sequence[SourceLine]) -> bool:
    said = [s.text for s in source if s.text.strip()]
    blank = [s.text for s in source if not s.text.strip()]
    trailing = sum(1 for text in said if text.endswith(" "))
    return bool(blank) and trailing * 2 > len(said) and any(blank)


def _is_wrapped(source: Sequence[SourceLine]) -> bool:
    prose = [s.text.strip() for s in source if s.text.strip() and "\t" not in s.text]
    long = sum(1 for text in prose if len(text) > LONG_LINE and not re.search(r"\s{3}", text))
    return long * 50 <= len(prose)


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def continues(doc: Document, before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if line.gap == GAP or line.cells or before.cells or starts_entry(line.text):
        return False
    if line.page_start and before.text[-1] in ".:;?!":
        return False
    lower = line.text[0].islower() or before.text.endswith(("-", "–", ","))
    if doc.spaced or (doc.wrapped and lower):
        return True
    if not doc.wrapped:
        return line.gap == NO_GAP and line.text[0].islower()
    first_word = len(line.text.split(" ", 1)[0])
    return _length(before) + first_word > min(doc.width, 70) and before.text[-1] not in ".:;"


def _length(line: Line) -> int:
    """The characters of a line as it was printed, with a label that was taken off its front."""
    printed = squeeze(line.raw.replace("**", ""))
    return len(printed if printed.endswith(line.text) else line.text)


def starts_entry(text: str) -> bool:
    """Whether a line opens a bullet, a labelled limb, a numbered paragraph or a decision."""
    return bool(BULLET.match(text) or LABEL.match(text) or _ENTRY.match(text))


def join(parts: Iterable[str]) -> str:
    """Join the lines of one sentence; an ordinal ending set on its own line rejoins its number."""
    text = ""
    for part in parts:
        glue = "" if re.fullmatch(r"\s*(?:st|nd|rd|th)\s*", part) and text[-1:].isdigit() else " "
        text += glue + part.strip()
    return squeeze(text)


def paragraphs(doc: Document, lines: Sequence[Line]) -> tuple[SourceParagraph, ...]:
    """Lines put together into the paragraphs they were broken from."""
    groups: list[list[Line]] = []
    length = 0
    for line in lines:
        length += len(line.text)
        if groups and length < LONGEST_PARAGRAPH and continues(doc, groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
            length = len(line.text)
    return tuple(
        SourceParagraph(join(line.text for line in group), tuple(group)) for group in groups
    )


def without_bullet(text: str) -> str:
    return BULLET.sub("", text, count=1).strip()


def renumber(line: Line, text: str) -> Line:
    """The same line read as other words, as when a running header is taken off it."""
    return replace(line, text=text, cells=())
