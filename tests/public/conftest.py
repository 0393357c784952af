from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.public.world import Town


@pytest.fixture(autouse=True)
def files_of_this_test_alone(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def town() -> Town:
    return Town(timezone.localdate())
