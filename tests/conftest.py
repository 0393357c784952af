"""What every test has: a folder of its own for files, quick passwords, pages that are strict."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    """Papers and packs of a test are stored here and nowhere else."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A slow hash protects people; those who live in tests need none."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def strict_components(settings: Settings) -> None:
    """A mistake in a page stops it here, where somebody sees it."""
    settings.STRICT_COMPONENTS = True
