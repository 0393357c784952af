"""Comparing each page with its own picture: which of its words does nobody see?

A page is drawn, its text is switched off, and it is drawn again. A letter in whose box the two
pictures are the same is not seen, whatever keeps it from being seen: nothing has to be known of
paths, transparency, layers or clips. How it is hidden is asked afterwards, of those alone.
"""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby, pairwise

import pypdfium2
from pypdfium2 import raw

from reports.unseen.kinds import Hiding, Unseen, cut
from reports.unseen.letters import Letter, PageText, Word, said
from reports.unseen.pictures import Bounds, Drawn, DrawnPage, TextInk

COARSE, EXACT = 72, 144  # dots to the inch: what the first does not show, the second must not
LEAST = 2.0  # points: smaller letters cannot be read
RUN = 3  # letters in a row that nobody sees make a word, whatever they touch
FLAT = 24  # of 255: the shades of a ground that shows nothing
DARK = 100  # of 255
INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
LIES_OVER = frozenset(
    {
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_LINE,
        raw.FPDF_ANNOT_POLYLINE,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_STRIKEOUT,
    }
)


Found = tuple[Word, Hiding]


def hidden_words(page: pypdfium2.PdfPage) -> list[Found]:
    """The words of a page that its picture does not show, with how each is hidden."""
    with closing(PageText(page)) as text:
        words = list(text.words())
        return list(_hidden(page, text, words)) if words else []


def told(found: Iterable[Found], number: int) -> Iterator[Unseen]:
    """The words of each kind in the page's order."""
    ranked = sorted(found, key=lambda each: (each[1], each[0][0].at))
    for hiding, each in groupby(ranked, key=lambda each: each[1]):
        yield Unseen(hiding, number, cut(" ".join(said(word) for word, _ in each)))


def _hidden(page: pypdfium2.PdfPage, text: PageText, words: Sequence[Word]) -> Iterator[Found]:
    pictures = DrawnPage(page)
    if not pictures.can_be_drawn:
        yield from ((word, Hiding.OUTSIDE) for word in words)
        return
    ink = pictures.ink(COARSE)
    kinds = _Kinds(text, pictures, ink)
    marked = redaction_marks(page)
    seen: list[Word] = []
    doubtful: list[Word] = []
    for word in words:
        if any(_centred(letter, marked) for letter in word):
            yield word, Hiding.MARKED
        elif _is_tiny(text, word):
            yield word, Hiding.TINY
        else:
            (doubtful if _lost(word, ink.shows) else seen).append(word)
    if doubtful:
        exact = pictures.ink(EXACT)
        yield from kinds.of([part for word in doubtful for part in _lost(word, exact.shows)])
    yield from _stacked(text, pictures, seen)
    if any(kind in LIES_OVER for kind, _ in _annotations(page)):
        over = pictures.ink(EXACT, notes=True)
        for word in seen:
            for part in _lost(word, over.shows):
                yield part, Hiding.OVERLAID


def _is_tiny(text: PageText, word: Word) -> bool:
    """Too low to be read, or too narrow, or pressed into a line."""
    if all(text.is_squeezed_flat(letter) for letter in word):
        return True
    small = all(
        min(letter.top - letter.bottom, letter.right - letter.left) < LEAST for letter in word
    )
    return small and all(min(text.size(letter)) < LEAST for letter in word)


def _centred(letter: Letter, boxes: Iterable[Bounds]) -> bool:
    x, y = letter.centre
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def _lost(word: Word, shows: Callable[[Letter], bool]) -> list[Word]:
    """What of a word nobody sees: all of it where that is most of it, else its longer runs."""
    lost = [letter for letter in word if not shows(letter)]
    if 2 * len(lost) > len(word):
        return [word]
    if len(lost) < RUN:
        return []
    gone = {letter.at for letter in lost}
    runs = groupby(word, key=lambda letter: letter.at in gone)
    parts = [tuple(run) for is_gone, run in runs if is_gone]
    return [part for part in parts if len(part) >= RUN]


class _Kinds:
    """How words are hidden of which it is known that they are."""

    def __init__(self, text: PageText, pictures: DrawnPage, ink: TextInk) -> None:
        self._text, self._pictures, self._ink = text, pictures, ink

    def of(self, words: Sequence[Word]) -> Iterator[Found]:
        scanned: list[tuple[Word, tuple[int, int]]] = []
        for word in words:
            hiding = self._hiding(word)
            if hiding is not None:
                yield word, hiding
            elif ground := self._ink.ground(bounds_of(word)):
                scanned.append((word, ground))
        yield from _erased(scanned)

    def _hiding(self, word: Word) -> Hiding | None:
        """None where it is the recognised text of a scan."""
        middle = word[len(word) // 2]
        drawn = self._pictures.by_address.get(self._text.drawn_by(middle))
        if self._ink.is_outside(middle):
            return Hiding.OUTSIDE
        if drawn is None:
            return Hiding.GROUND
        if raw.FPDFTextObj_GetTextRenderMode(drawn.held) in INVISIBLE:
            return None if self._over_picture(drawn, middle) else Hiding.INVISIBLE
        if _in_layer(drawn):
            return Hiding.LAYER
        return Hiding.COVERED if self._is_covered(drawn, middle) else Hiding.GROUND

    def _over_picture(self, drawn: Drawn, letter: Letter) -> bool:
        pictures = (
            each
            for each in self._pictures.objects
            if each.kind == raw.FPDF_PAGEOBJ_IMAGE and each.order < drawn.order
        )
        return any(_lies_at(each, drawn, letter) for each in pictures)

    def _is_covered(self, drawn: Drawn, letter: Letter) -> bool:
        later = (
            each
            for each in self._pictures.objects
            if each.order > drawn.order and each.kind != raw.FPDF_PAGEOBJ_TEXT
        )
        return any(_lies_at(each, drawn, letter) for each in later)


def _lies_at(other: Drawn, drawn: Drawn, letter: Letter) -> bool:
    """Whether another object lies where a letter is; within one drawing, where its text is."""
    if other.within is not None and other.within is drawn.within:
        left, bottom, right, top = drawn.bounds
        return other.covers((left + right) / 2, (bottom + top) / 2)
    return other.on_page.covers(*letter.centre)


def _in_layer(drawn: Drawn) -> bool:
    while True:
        for at in range(raw.FPDFPageObj_CountMarks(drawn.held)):
            mark = raw.FPDFPageObj_GetMark(drawn.held, at)
            if _mark_name(mark) == "OC":
                return True
        if drawn.within is None:
            return False
        drawn = drawn.within


def _mark_name(mark: object) -> str:
    needed = ctypes.c_ulong()
    name = (ctypes.c_ushort * 8)()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), needed)
    return bytes(name)[: max(0, needed.value - 2)].decode("utf-16-le", "ignore")


def _erased(scanned: Sequence[tuple[Word, tuple[int, int]]]) -> Iterator[Found]:
    """Recognised words where the scan shows nothing: blacked out, or whitened.

    On a page of some ink the words may have been put beside their places.
    """
    flat = [(word, light) for word, (dark, light) in scanned if light - dark <= FLAT]
    inked = len(scanned) - len(flat)
    for word, light in flat:
        if light < DARK or inked > 2 * len(flat):
            yield word, Hiding.ERASED


def bounds_of(word: Word) -> Bounds:
    return (
        min(letter.left for letter in word),
        min(letter.bottom for letter in word),
        max(letter.right for letter in word),
        max(letter.top for letter in word),
    )


def _stacked(text: PageText, pictures: DrawnPage, words: Sequence[Word]) -> Iterator[Found]:
    """Words that seem to be seen and are not: what is seen there was written over them later."""
    upper, lower = set[int](), set[int]()
    for below, above in _upon_another(text, pictures, words):
        upper.add(above)
        lower.add(below)
    upper_texts = [pictures.by_address[each] for each in upper]
    if not upper_texts:
        return
    pictures.switch(upper_texts, on=False)
    ink = _ink_of_the_rest(pictures, upper)
    pictures.switch(upper_texts, on=True)
    for word in words:
        if {text.drawn_by(letter) for letter in word} <= lower - upper:
            for part in _lost(word, ink.shows):
                yield part, Hiding.COVERED


def _ink_of_the_rest(pictures: DrawnPage, off: set[int]) -> TextInk:
    shown = pictures.draw(EXACT)
    rest = [each for at, each in pictures.by_address.items() if at not in off]
    pictures.switch(rest, on=False)
    bare = pictures.draw(EXACT)
    pictures.switch(rest, on=True)
    return TextInk(shown, bare, pictures.places(bare.size))


def _upon_another(
    text: PageText, pictures: DrawnPage, words: Sequence[Word]
) -> Iterator[tuple[int, int]]:
    """Pairs of text objects, one of which has a letter upon a letter of the other."""
    cells: dict[tuple[int, int], list[Letter]] = defaultdict(list)
    for word in words:
        for letter in word:
            x, y = letter.centre
            cells[int(x) // 8, int(y) // 8].append(letter)
    for held in cells.values():
        for one, other in pairwise(sorted(held, key=lambda letter: letter.centre)):
            if _centred(one, [other[2:]]) or _centred(other, [one[2:]]):
                yield from _in_order(text, pictures, one, other)


def _in_order(
    text: PageText, pictures: DrawnPage, one: Letter, other: Letter
) -> Iterator[tuple[int, int]]:
    drawn = {text.drawn_by(one), text.drawn_by(other)} & pictures.by_address.keys()
    if len(drawn) == 2:
        below, above = sorted(drawn, key=lambda each: pictures.by_address[each].order)
        yield below, above


def lies_over(page: pypdfium2.PdfPage) -> bool:
    """Whether something may be laid over its words that the published form leaves out."""
    marks = {*LIES_OVER, raw.FPDF_ANNOT_REDACT}
    return any(kind in marks for kind, _ in _annotations(page))


def redaction_marks(page: pypdfium2.PdfPage) -> list[Bounds]:
    """The boxes of its marks for redaction, in points."""
    return [box for kind, box in _annotations(page) if kind == raw.FPDF_ANNOT_REDACT]


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Bounds]]:
    """The kind of each annotation and the boxes it is about, in points."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        held = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetSubtype(held)
        rect, quad = raw.FS_RECTF(), raw.FS_QUADPOINTSF()
        quads = raw.FPDFAnnot_CountAttachmentPoints(held)
        for index in range(quads):
            raw.FPDFAnnot_GetAttachmentPoints(held, index, quad)
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield kind, (min(xs), min(ys), max(xs), max(ys))
        if not quads and raw.FPDFAnnot_GetRect(held, rect):
            yield kind, (rect.left, rect.bottom, rect.right, rect.top)
        raw.FPDFPage_CloseAnnot(held)
