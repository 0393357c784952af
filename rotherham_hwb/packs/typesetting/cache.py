"""What was made once and is kept under a hash of all that went into it.

Losing the folder costs time and nothing else: what is missing, half written or damaged counts
as never kept. Two processes may use it at once; the last to write the same thing wins.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cache:
    """A folder of kept results; without a folder nothing is kept."""

    folder: Path | None = None

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept; None where nothing whole is there."""
        if self.folder is None:
            return None
        try:
            held = self._path(self.folder, kind, key).read_bytes()
        except OSError:
            return None
        seal, data = held[:32], held[32:]
        return data if hashlib.sha256(data).digest() == seal else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep it; a full or forbidden disk is no reason to fail what was made."""
        if self.folder is None:
            return
        with suppress(OSError):
            _write(self._path(self.folder, kind, key), hashlib.sha256(data).digest() + data)

    def _path(self, folder: Path, kind: str, key: str) -> Path:
        name = hashlib.sha256(f"{kind} {key}".encode()).hexdigest()
        return folder / name[:2] / name


def _write(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(partial).replace(path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise
