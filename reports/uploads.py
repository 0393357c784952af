"""What an uploaded PDF is, and whether a pack can hold it.

Everything here works on a path alone, so that it can run in a limited process of its own.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5_000
HEADER_WITHIN = 1024  # bytes; readers accept a header that starts this late
END_WITHIN = 4096  # bytes; and this much after the end
A4 = (595.0, 842.0)


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
    tagged: bool
    title: str


def inspect_pdf(path: Path) -> PdfFacts:
    """Read the facts of a PDF without changing it.

    Raises: Unusable, with a sentence to show, where it cannot be bound.
    """
    size = _usable_size(path)
    _must_look_like_a_pdf(path)
    with opened_pdf(path) as pdf:
        pages = _usable_page_count(pdf)
        sizes = _page_sizes(pdf)
        tagged, title = _is_tagged(pdf), _title(pdf)
    return PdfFacts(sha256_of(path), size, pages, sizes, tagged, title)


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
            if pdf.is_encrypted:
                raise Unusable(
                    "The file is protected by a password or by permissions: save a copy without "
                    "protection and use that."
                )
            yield pdf
    except pikepdf.PasswordError as error:
        raise Unusable(
            "The file is protected by a password: save a copy without protection and use that."
        ) from error
    except (pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise Unusable(
            "The file is damaged: make the PDF again from the document it came from and use that."
        ) from error


def _usable_size(path: Path) -> int:
    if not path.is_file():
        raise Unusable("The file is not there: check its name and put it in the papers folder.")
    size = path.stat().st_size
    if not size:
        raise Unusable("The file is empty: save it again and use the new copy.")
    if size > MAX_BYTES:
        raise Unusable(
            f"The file is larger than {MAX_BYTES // 1024**2} MB: make its pictures smaller, or "
            "split it into appendices."
        )
    return size


def _must_look_like_a_pdf(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(HEADER_WITHIN)
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        tail = file.read()
    if b"%PDF-" not in head:
        raise Unusable(
            "The file is not a PDF: save it as PDF in the program it was written with and use that."
        )
    if b"%%EOF" not in tail:  # it might open all the same, with its last pages lost
        raise Unusable("The file breaks off before its end: copy or download it again.")


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
    sizes = Counter(viewed_size(page) for page in pdf.pages)
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


def _is_tagged(pdf: pikepdf.Pdf) -> bool:
    """The file says that it is tagged, and has a tree of tags with something in it."""
    root = pdf.Root
    marks, tree = root.get("/MarkInfo"), root.get("/StructTreeRoot")
    if not isinstance(marks, pikepdf.Dictionary) or not isinstance(tree, pikepdf.Dictionary):
        return False
    return bool(marks.get("/Marked", False)) and "/K" in tree and "/ParentTree" in tree


def _title(pdf: pikepdf.Pdf) -> str:
    title = pdf.docinfo.get("/Title") if "/Info" in pdf.trailer else None
    return " ".join(str(title).split()) if isinstance(title, pikepdf.String) else ""
