"""Files taken in with their pages compared, without a process of their own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reports.files.inspecting import inspect_here
from reports.files.taking_in import TakenIn, take_in


def taken_in_and_compared(path: Path) -> TakenIn:
    into = Path(tempfile.mkdtemp(dir=path.parent))
    return take_in(path, path.name, into=into, inspect=inspect_here)
