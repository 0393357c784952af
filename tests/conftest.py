"""What every test has: a folder of its own for papers and packs."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    """Papers and packs of a test are stored here and nowhere else."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder
