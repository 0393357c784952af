"""Bytes in, text out: which kind of file this is, and in which encoding its text was kept."""

from __future__ import annotations

from rotherham_hwb.legacy.facts import ReadWarning, Unreadable

_SAMPLE = 4096  # bytes looked at, at the beginning and in the middle
_PDF_WITHIN = 1024  # bytes; readers accept a header that starts this late
_WORD = "is a Word document; open it in Word, save it as PDF or as plain text, and use that."
_SHEET = "is a spreadsheet; open it in Excel, save it as PDF, and use that."
_SLIDES = "is a presentation; open it in PowerPoint, save it as PDF, and use that."
_OFFICE = "is an office document; open it in its program, save it as PDF, and use that."
_PICTURE = "is a picture; put every page of the pack into one PDF with text recognition (OCR)."
_ARCHIVE = "is an archive of files; take the pack out of it, and use that."
_ZIPPED = (  # what a file inside a ZIP is called, by the program that made it
    (b"word/document.xml", _WORD),
    (b"xl/workbook.xml", _SHEET),
    (b"ppt/presentation.xml", _SLIDES),
    (b"mimetypeapplication/vnd.oasis", _OFFICE),
)
_KNOWN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", _WORD),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
)


def is_pdf(head: bytes) -> bool:
    """Whether a file is a PDF by its first bytes, whatever it is called."""
    return b"%PDF-" in head[:_PDF_WITHIN]


def decode(data: bytes, *, name: str) -> tuple[str, tuple[ReadWarning, ...]]:
    """The text of a file: UTF-8, UTF-16 with or without its mark, or Windows-1252, noted.

    Raises Unreadable, with one sentence, where the file is of another kind.
    """
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xfe\xff"):
        raise Unreadable(f"{name} is empty; choose the file that holds the text of the pack.")
    if reason := _other_kind(data):
        raise Unreadable(f"{name} {reason}")
    if encoding := _wide(data):
        text = data.decode(encoding, errors="replace").lstrip("\ufeff")
        warnings: tuple[ReadWarning, ...] = ()
    elif _mostly_control(data):
        raise Unreadable(
            f"{name} is neither a text nor a PDF; choose the pack as PDF or as plain text."
        )
    else:
        text, warnings = _narrow(data)
    return text.replace("\0", "\ufffd"), warnings


def _other_kind(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((reason for part, reason in _ZIPPED if part in data), _ARCHIVE)
    return next((reason for first, reason in _KNOWN if data.startswith(first)), None)


def _wide(data: bytes) -> str | None:
    """The form of UTF-16 that a file is in: by its mark, or by a zero in every other byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:_SAMPLE]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if max(low, high) * 4 > len(sample) and min(low, high) * 20 < len(sample):
        return "utf-16-le" if high > low else "utf-16-be"
    return None


def _narrow(data: bytes) -> tuple[str, tuple[ReadWarning, ...]]:
    """UTF-8, also where a few bytes of it are damaged; else Windows-1252."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors="replace")
    lost = text.count("\ufffd")
    if sum(1 for letter in text if letter > "\x7f") > 2 * lost:
        said = f"{lost} letters of the file are damaged and stand as \ufffd; compare the original."
        return text, (ReadWarning("encoding", _line_of(text, "\ufffd"), said),)
    said = "The file is not UTF-8 and was read as Windows-1252; check accents, quotes and £ signs."
    return data.decode("cp1252", errors="replace"), (ReadWarning("encoding", 1, said),)


def _line_of(text: str, letter: str) -> int:
    return text.count("\n", 0, text.find(letter)) + 1


def _mostly_control(data: bytes) -> bool:
    sample = data[:_SAMPLE] + data[len(data) // 2 :][:_SAMPLE]
    odd = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\f")
    return odd * 20 > len(sample)
