"""What tests of imported packs have."""

from pathlib import Path

import pytest

from rotherham_hwb.legacy.keep import importer
from rotherham_hwb.legacy.read import Progress, read_file
from rotherham_hwb.legacy.review.entries import plain, read_entries, reading_from
from rotherham_hwb.legacy.review.entry import Reading


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs are read in the test's own process: a child takes half a second to start.

    `tests/legacy/test_reading_apart.py` reads as the portal does.
    """

    def read(path: Path, *, name: str, progress: Progress | None = None) -> Reading:
        source = read_file(path, name=name, progress=progress)
        return reading_from(plain(read_entries(source, name=name, progress=progress)))

    monkeypatch.setattr(importer, "read_apart", read)
