"""A copy of an office file that holds what its reader sees, and nothing else."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from reports.files.uploads import Unusable
from reports.office.package import DAMAGED, LeftOut, Package
from reports.office.sheets import clean_sheets
from reports.office.slides import clean_slides
from reports.office.word import clean_word

CLEAN = {".docx": clean_word, ".xlsx": clean_sheets, ".pptx": clean_slides}
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


class HoldsMore(Unusable):
    """The file holds changes or comments, and nobody has said that they are to be left out."""


def write_clean_copy(path: Path, suffix: str, output: Path) -> tuple[LeftOut, ...]:
    """Write the copy, with all changes accepted; what was left out of it.

    Raises Unusable.
    """
    try:
        package = Package(path)
        left = CLEAN[suffix](package)
        package.save(output)
    except Unusable:
        raise
    except UNREADABLE as error:
        raise Unusable(DAMAGED) from error
    return tuple(left)


def must_be_wanted(left: Sequence[LeftOut]) -> None:
    """Refuse where changes or comments would be left out and nobody has said so.

    Raises HoldsMore.
    """
    refused = [each for each in left if each.held.refuses]
    if refused:
        counts = " and ".join(each.held.counted(each.number) for each in refused)
        raise HoldsMore(
            f"The office file holds {counts}: accept or remove them in the program it was written "
            "with and upload it again, or choose “Convert without them”."
        )
