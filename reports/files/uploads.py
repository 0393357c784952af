"""What an uploaded PDF is, and whether a pack can hold it.

Everything here works on a path alone and without Django: `inspecting` runs it in a limited
process of its own. It is also what the pack engine opens papers with.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2

from reports.files.findings import FORM_DEPTH, notes_of, verdict_of
from reports.files.odd_files import whole_file
from reports.files.verdicts import PdfNote, Verdict
from reports.published_form.content import marks_too_deep
from reports.published_form.forms import has_fields
from reports.published_form.tags import pages_left_out
from reports.published_form.words import plain_words
from reports.published_form.write import write_published_form
from reports.unseen.kinds import Unseen

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5_000
IMAGES = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
A4 = (595.0, 842.0)
MOST_EDGE = 100_000.0  # points, of a page: 35 metres
SAME_SIZE = 5.0  # points by which two programs may differ over one size of paper
TOO_LARGE = (
    f"The file is larger than {MAX_BYTES // 1024**2} MB: make its pictures smaller, or split it "
    "into appendices."
)
DAMAGED = "The file is damaged: make the PDF again from the document it came from and use that."
NOT_PDF = "The file is not a PDF: save it as PDF in the program it was written with and use that."
OFFICE = (
    "The file is an office document and not a PDF: open it in Word, Excel or PowerPoint, save it "
    "as PDF there and use that."
)
TOO_WIDE = (
    "A page of the file is more than 35 metres wide or high: make the PDF again from the document "
    "it came from and use that."
)
BREAKS_OFF = "The file breaks off before its end: copy or download it again."
LOCKED = "The file is protected by a password: save a copy without protection and use that."
FILLED_IN_ACROBAT = (
    "The file is a form that only Acrobat can show: open it in Acrobat, print it to PDF and use "
    "that."
)
PORTFOLIO = (
    "The file is a portfolio, and its real content is the files inside: save each of them as PDF "
    "and use those."
)
PICTURE = (
    "The file is a picture and not a PDF: put it into a document, save that as PDF and use it."
)
KNOWN_BY = (  # the first bytes of files that are often taken for a PDF; none is ever opened
    (b"PK\x03\x04", OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE),
    (b"{\\rtf", OFFICE),
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
)


# What the two readers of PDFs raise over a file that breaks off their rules.
BROKEN = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Unusable(Exception):
    """The file cannot go into a pack; the message tells the officer what to do."""


@dataclass(frozen=True)
class PageSize:
    """One size of page, as it is viewed."""

    width: float  # points, after rotation
    height: float
    count: int


@dataclass(frozen=True)
class PdfFacts:
    """What is kept of an uploaded PDF beside its bytes."""

    sha256: str
    size: int  # bytes
    page_count: int
    page_sizes: tuple[PageSize, ...]  # the most frequent first
    title: str
    verdict: Verdict
    notes: tuple[PdfNote, ...]
    unseen: tuple[Unseen, ...] = ()  # words that hide in it, where they were looked for

    @property
    def tagged(self) -> bool:
        return self.verdict.tagged


@dataclass(frozen=True)
class _Text:
    """How many pages hold text, and how many hold pictures alone."""

    pages: int
    pictures: int


def inspect_pdf(path: Path) -> PdfFacts:
    """Read the facts of a PDF without changing it, here in this process.

    Raises: Unusable, with a sentence to show, where it cannot be bound.
    """
    source, repaired = _usable(path)
    with opened_pdf(source) as pdf:
        found, title = _look(pdf, repaired=repaired), _title(pdf)
    return _facts(path, found, title)


def publish_pdf(path: Path, published: Path) -> PdfFacts:
    """Write the published form of a PDF, here in this process, and read the facts of that.

    What comes over the web goes through `inspecting.inspect_upload`, which has limits.

    Raises: Unusable, with a sentence to show, where it cannot be bound.
    """
    source, repaired = _usable(path)
    with opened_pdf(source) as pdf:
        found, title = _look(pdf, repaired=repaired), _title(pdf)
        write_published_form(pdf, published)
    return _facts(published, found, title)


def _usable(path: Path) -> tuple[Path | bytes, bool]:
    """The file as a PDF that begins and ends where it should, and whether it was mended so."""
    _usable_size(path)
    try:
        source = whole_file(path)
    except ValueError as error:
        raise Unusable(BREAKS_OFF) from error
    if source is None:
        with path.open("rb") as file:
            head = file.read(16)
        told = (sentence for magic, sentence in KNOWN_BY if head.startswith(magic))
        raise Unusable(next(told, NOT_PDF))
    return source, source is not path


def _look(pdf: pikepdf.Pdf, *, repaired: bool) -> set[PdfNote]:
    """What is to note of a file as it came.

    Raises Unusable where its pages do not show what it is.
    """
    _usable_page_count(pdf)
    if any(map(marks_too_deep, pdf.pages)):
        raise Unusable(DAMAGED)
    if "/Collection" in pdf.Root:
        raise Unusable(PORTFOLIO)
    form = pdf.Root.get("/AcroForm")
    is_xfa = isinstance(form, pikepdf.Dictionary) and "/XFA" in form
    if is_xfa and (pdf.Root.get("/NeedsRendering", False) or not has_fields(pdf)):
        raise Unusable(FILLED_IN_ACROBAT)
    found = set(notes_of(pdf))
    if pdf.is_encrypted:
        found.add(PdfNote.PROTECTED)
    if repaired or pdf.get_warnings():
        found.add(PdfNote.REPAIRED)
    return found


def _facts(path: Path, found: set[PdfNote], title: str) -> PdfFacts:
    with opened_pdf(path) as pdf:
        pages = _usable_page_count(pdf)
        text = _text(path, pages)
        sizes = _page_sizes(pdf)
        verdict = verdict_of(pdf, pages_with_text=text.pages, pictures=text.pictures)
        found = {*found, *_own_notes(sizes, text, verdict)}
        if verdict.tagged and pages_left_out(pdf):
            found.add(PdfNote.LEFT_OUT)
    notes = tuple(note for note in PdfNote if note in found)
    return PdfFacts(sha256_of(path), path.stat().st_size, pages, sizes, title, verdict, notes)


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened_pdf(source: Path | bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF; every way of being broken is one refusal in plain words.

    Raises: Unusable.
    """
    try:
        with pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise Unusable(LOCKED) from error
    except BROKEN as error:
        raise Unusable(DAMAGED) from error


def _usable_size(path: Path) -> None:
    if not path.is_file():
        raise Unusable("The file is not there: check its name and put it in the papers folder.")
    size = path.stat().st_size
    if not size:
        raise Unusable("The file is empty: save it again and use the new copy.")
    if size > MAX_BYTES:
        raise Unusable(TOO_LARGE)


def _usable_page_count(pdf: pikepdf.Pdf) -> int:
    pages = len(pdf.pages)
    if not pages:
        raise Unusable("The file has no pages: make the PDF again from its document.")
    if pages > MAX_PAGES:
        raise Unusable(
            f"The file has {pages:,} pages, and a paper may have {MAX_PAGES:,}: split it into "
            "appendices."
        )
    return pages


def _page_sizes(pdf: pikepdf.Pdf) -> tuple[PageSize, ...]:
    """The sizes, the most frequent first.

    Raises Unusable over one that no machine can draw.
    """
    sizes = Counter(viewed_size(page) for page in pdf.pages)
    if any(edge > MOST_EDGE for size in sizes for edge in size):
        raise Unusable(TOO_WIDE)
    return tuple(PageSize(*size, count) for size, count in sizes.most_common())


def viewed_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height in points of the page as a reader sees it."""
    try:
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
        unit = float(page.obj.get("/UserUnit", 1))
        turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    except (LookupError, TypeError, ValueError, AttributeError):
        return A4  # a page without a readable box is drawn on A4
    width, height = round(abs(right - left) * unit, 1), round(abs(top - bottom) * unit, 1)
    return (height, width) if turned else (width, height)


def _text(path: Path, pages: int) -> _Text:
    """Look for text on every page, with the reader that also draws them for the stamps."""
    with_text = pictures = 0
    with closing(pypdfium2.PdfDocument(path)) as document:
        if len(document) != pages:
            raise Unusable(DAMAGED)
        for page in document:
            if _has_text(page):
                with_text += 1
            elif next(page.get_objects(filter=IMAGES, max_depth=FORM_DEPTH), None):
                pictures += 1
            page.close()
    return _Text(with_text, pictures)


def _has_text(page: pypdfium2.PdfPage) -> bool:
    with closing(page.get_textpage()) as text:
        return bool(text.count_chars())


def _own_notes(sizes: tuple[PageSize, ...], text: _Text, verdict: Verdict) -> Iterator[PdfNote]:
    if text.pictures and verdict is not Verdict.SCANNED:
        yield PdfNote.PICTURES
    sheets = {tuple(sorted((each.width, each.height))) for each in sizes}
    if any(
        abs(a - b) > SAME_SIZE
        for edges in zip(*sheets, strict=True)
        for a, b in pairwise(sorted(edges))
    ):
        yield PdfNote.SIZES


def _title(pdf: pikepdf.Pdf) -> str:
    return plain_words(pdf.docinfo.get("/Title")) if "/Info" in pdf.trailer else ""
