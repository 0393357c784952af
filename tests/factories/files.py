"""Files taken in without a process of their own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reports.files.taking_in import TakenIn, take_in
from reports.files.uploads import publish_pdf


def taken_in(path: Path, name: str = "") -> TakenIn:
    """The file as an upload by this name would be taken in; both lie in the file's own folder."""
    into = Path(tempfile.mkdtemp(dir=path.parent))
    return take_in(path, name or path.name, into=into, inspect=publish_pdf)
