"""Taking a file in: what came is for officers, what the portal wrote of it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.converting import FILTERS, convert_office, is_office
from reports.inspecting import inspect_upload
from reports.uploads import PdfFacts

LONGEST_NAME = 255  # characters


@dataclass(frozen=True)
class TakenIn:
    """A file that was taken in; both files lie where they are until they are stored."""

    published: Path  # what the portal wrote: all that pages, packs and downloads know
    facts: PdfFacts  # of the published form
    original: Path  # as it came: for officers alone
    name: str  # as it came

    @property
    def file_name(self) -> str:
        """What the published form is called."""
        path = Path(self.name)
        stem = path.stem if path.suffix.lower() in FILTERS else self.name
        return stem if stem.lower().endswith(".pdf") else f"{stem[: LONGEST_NAME - 5]}.pdf"


def take_in(
    path: Path,
    name: str,
    *,
    into: Path,
    inspect: Callable[[Path, Path], PdfFacts] = inspect_upload,
) -> TakenIn:
    """Write the published form of an uploaded file into a folder; an office file is made a PDF.

    `inspect` is `uploads.publish_pdf` for files that do not come over the web.

    Raises Unusable, with a sentence to show.
    """
    pdf = convert_office(path, name, into=into) if is_office(path, name) else path
    published = into / "published.pdf"
    return TakenIn(published, inspect(pdf, published), path, name[-LONGEST_NAME:])
