"""What killed work leaves on the disk: files that no record knows of, and folders of its own."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from reports.models.paper import private_files

KEPT_FOR = timedelta(days=1)
"""How long what was brought waits for whoever brought it; nothing of it is kept longer."""
FOLDERS = re.compile(r"(?:taken-in|safe|office|paper|pack)-[a-z0-9_]{8}")


def sweep_folder(folder: str) -> None:
    """Delete the stored files of a folder whose time is over."""
    storage, before = private_files(), timezone.now() - KEPT_FOR
    for name in storage.listdir(folder)[1] if storage.exists(folder) else ():
        path = f"{folder}/{name}"
        if storage.get_modified_time(path) < before:
            storage.delete(path)


def sweep_work_folders() -> int:
    """Delete the folders in which work was done that nobody finished; how many."""
    before = time.time() - KEPT_FOR.total_seconds()
    gone = 0
    for path in Path(tempfile.gettempdir()).iterdir():
        if FOLDERS.fullmatch(path.name) and _is_ours(path, before=before):
            shutil.rmtree(path, ignore_errors=True)
            gone += 1
    return gone


def _is_ours(path: Path, *, before: float) -> bool:
    try:
        facts = path.lstat()
    except OSError:
        return False
    return path.is_dir() and facts.st_uid == os.getuid() and facts.st_mtime < before
