"""Taking a file in: what came is for officers, what the portal wrote of it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reports.files.converting import FILTERS, convert_office, is_office
from reports.files.inspecting import inspect_upload
from reports.files.uploads import PdfFacts

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
    without: bool = False,
    inspect: Callable[[Path, Path], PdfFacts] = inspect_upload,
) -> TakenIn:
    """Write the published form of an uploaded file into a folder; an office file is made a PDF.

    `without` says that an office file's changes and comments are to be left out; `inspect` is
    `inspecting.inspect_here` for files that do not come over the web.

    Raises Unusable, with a sentence to show.
    """
    published, name = into / "published.pdf", name[-LONGEST_NAME:]
    if not is_office(path, name):
        return TakenIn(published, inspect(path, published), path, name)
    made = convert_office(path, name, into=into, without=without)
    facts = inspect(made.pdf, published)
    facts = replace(facts, unseen=(*facts.unseen, *made.left_out))
    return TakenIn(published, facts, path, name)
