"""What a PDF says beside its pages: notes, fields, bookmarks, attachments and properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TypeGuard

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from reports.unseen.kinds import Hiding, Unseen, cut
from reports.unseen.misread import unseen_misread
from reports.unseen.spoken import unseen_spoken
from reports.unseen.unread import unseen_unread

NOT_NOTES = frozenset({"/Link", "/Widget", "/Popup"})
HIDDEN, NO_VIEW = 2, 32  # flags of an annotation
MOST_STEPS = 100_000  # in one tree
USUAL = frozenset(
    {"annex", "appendix", "blank", "chart", "figure", "number", "page", "pdf", "sheet", "slide"}
    | {"table", "untitled"}
)
"""Words that programs write into bookmarks by themselves."""
_OF_PROGRAMS = """
    acrobat adobe anonymous aspose bullzip cc converted converter creator cutepdf debian default
    distiller dll doc docs document docx draw epson excel for foxit ghostscript gnu google gpl
    hyperref illustrator impress indesign is itext itextpdf kpathsea latex libreoffice live mac
    macintosh macos microsoft minolta none office online openoffice openpdf org pages pdf pdfa
    pdfcontext pdfcreator pdftex pdfx photoshop powerpoint ppt pptx presentation print pro
    producer pscript publisher python quark quartz reportlab ricoh rtf scan scanned scanner skia
    slides spreadsheet tex this tiff unknown unspecified untitled user version visio weasyprint
    windows word workbook workcentre writer x xelatex xerox xetex xls xlsx
"""
PROGRAMS = frozenset(_OF_PROGRAMS.split())
"""What programs call themselves and the files that nobody named."""
NUMBERED = re.compile(r"\d+(?:[.-]\d+)+|(?<!\d)\d{1,4}(?!\d)")
"""Of a version, or of a file that nobody named: “Document1”."""
MOMENT = re.compile(r"D:\d{4,14}\S*|\d{4}-\d\d-\d\dT\S+")
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")


def squeezed(text: str) -> str:
    """A text as bookmarks are looked for in it: a word broken over two lines is whole again."""
    return "".join(_words(text))


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in WORD.findall(text))


def unseen_beside(came: pikepdf.Pdf, published: pikepdf.Pdf, on_pages: str) -> Iterator[Unseen]:
    """The words that a file holds beside its pages; `on_pages` is the squeezed text of them.

    What is published is changed while it is looked at: it is to be read, and not to be saved.
    """
    yield from _notes(came)
    yield from _fields(came)
    yield from _bookmarks(published, on_pages)
    yield from _attachments(came)
    yield from _properties(came, on_pages)
    yield from unseen_spoken(published, on_pages)
    yield from unseen_misread(published)
    yield from unseen_unread(published, on_pages)


def _notes(pdf: pikepdf.Pdf) -> Iterator[Unseen]:
    for number, page in enumerate(pdf.pages, start=1):
        for held in _dictionaries(page.obj.get("/Annots")):
            kind = str(held.get("/Subtype"))
            name = _attached_name(held.get("/FS"))
            if name:
                yield Unseen(Hiding.ATTACHMENT, number, cut(name))
            rich = TAG.sub(" ", _text(held.get("/RC")))
            said = _text(held.get("/Contents")) or rich
            if kind not in NOT_NOTES and said.strip():
                author = _text(held.get("/T"))
                yield Unseen(Hiding.NOTE, number, cut(f"{author}: {said}" if author else said))


def _fields(pdf: pikepdf.Pdf) -> Iterator[Unseen]:
    """Values of fields that no page shows."""
    shown: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        for held in _dictionaries(page.obj.get("/Annots")):
            if held.get("/Subtype") != Name.Widget:
                continue
            shown.update(each.objgen for each in _upwards(held))
            flags = held.get("/F", 0)
            if isinstance(flags, int) and flags & (HIDDEN | NO_VIEW):
                values = (_text(each.get("/V")) for each in _upwards(held))
                if value := next(filter(None, values), ""):
                    yield Unseen(Hiding.FIELD, number, cut(value))
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    for field in _tree(_dictionaries(fields), "/Kids"):
        value = _text(field.get("/V"))
        if value and field.objgen not in shown:
            yield Unseen(Hiding.FIELD, 0, cut(value))


def _upwards(held: Object) -> Iterator[Object]:
    """A field and those above it."""
    met: set[tuple[int, int]] = set()
    above: Object | None = held
    while isinstance(above, Dictionary) and above.objgen not in met:
        met.add(above.objgen)
        yield above
        above = above.get("/Parent")


def _bookmarks(pdf: pikepdf.Pdf, on_pages: str) -> Iterator[Unseen]:
    outlines = pdf.Root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
    start = [first] if isinstance(first, Dictionary) else []
    for item in _tree(start, "/First", "/Next"):
        if _is_unseen(item, on_pages):
            yield Unseen(Hiding.BOOKMARK, 0, cut(_text(item.get("/Title"))))


def drop_bookmarks(pdf: pikepdf.Pdf, on_pages: str) -> None:
    """Take the bookmarks off, with those below them, whose words are on no page."""
    outlines = pdf.Root.get("/Outlines")
    start = [outlines] if isinstance(outlines, Dictionary) else []
    for above in _tree(start, "/First", "/Next"):
        kept = [each for each in _row(above.get("/First")) if not _is_unseen(each, on_pages)]
        for key in ("/First", "/Last", "/Count"):
            if key in above:
                del above[key]
        for before, after in pairwise(kept):
            before.Next, after.Prev = after, before
        if kept:
            above.First, above.Last = kept[0], kept[-1]
            above.Count = len(kept) if above is outlines else -len(kept)
            for key, end in (("/Prev", kept[0]), ("/Next", kept[-1])):
                if key in end:
                    del end[key]


def _row(first: object) -> list[Object]:
    """A bookmark and those after it beside it."""
    return list(_tree([first] if isinstance(first, Dictionary) else [], "/Next"))


def _is_unseen(item: Object, on_pages: str) -> bool:
    words = (word for word in _words(_text(item.get("/Title"))) if word not in USUAL)
    telling = (word for word in words if len(word) >= (4 if word.isdigit() else 3))
    return any(word not in on_pages for word in telling)


def _attachments(pdf: pikepdf.Pdf) -> Iterator[Unseen]:
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    for node in _tree([tree] if isinstance(tree, Dictionary) else [], "/Kids"):
        for held in _dictionaries(node.get("/Names")):
            yield Unseen(Hiding.ATTACHMENT, 0, cut(_attached_name(held) or "a file without a name"))


def _attached_name(held: object) -> str:
    if not isinstance(held, Dictionary):
        return ""
    return _text(held.get("/UF")) or _text(held.get("/F")) or _text(held.get("/Desc"))


def _properties(pdf: pikepdf.Pdf, on_pages: str) -> Iterator[Unseen]:
    """What the file says of itself, but for what a program wrote and a title that is on a page."""
    info = pdf.trailer.get("/Info")
    if not isinstance(info, Dictionary):
        return
    for key, value in info.items():
        said = _text(value)
        seen = key == "/Title" and not _is_unseen(info, on_pages)
        if key not in ("/Creator", "/Producer") and not seen and not _is_of_program(said):
            yield Unseen(Hiding.PROPERTY, 0, cut(f"{key[1:]}: {said}"))


def _is_of_program(said: str) -> bool:
    """Whether a property says nothing but when, by what program and of what kind."""
    text = MOMENT.sub(" ", said).casefold().replace("_", " ")
    words = WORD.findall(NUMBERED.sub(" ", text))
    return PROGRAMS.issuperset(words) and bool(words or not WORD.search(text))


def _tree(start: Sequence[Object], *ways: str) -> Iterator[Object]:
    """Every node once, however the nodes hang together."""
    met: set[tuple[int, int]] = set()
    waiting = list(reversed(start))
    for _ in range(MOST_STEPS):
        if not waiting:
            return
        held = waiting.pop()
        if held.is_indirect and held.objgen in met:
            continue
        met.add(held.objgen)
        yield held
        for way in reversed(ways):
            below = held.get(way)
            waiting += [below] if isinstance(below, Dictionary) else _dictionaries(below)[::-1]


def _dictionaries(value: object) -> list[Object]:
    return [each for each in value if isinstance(each, Dictionary)] if _is_array(value) else []


def _is_array(value: object) -> TypeGuard[Array]:
    return isinstance(value, Array)


def _text(value: object) -> str:
    with suppress(UnicodeDecodeError):
        return str(value) if isinstance(value, String) else ""
    return ""
