from copy import deepcopy
from pathlib import Path

import pytest
from django.utils import timezone

from tests.public.world import Town


@pytest.fixture(scope="module")
def whole_town(one_world: Path) -> Town:
    """Built once for a module: a file with tests of an empty portal has a `town` of its own."""
    return Town(timezone.localdate())


@pytest.fixture
def town(whole_town: Town) -> Town:
    """A copy, which a test may change: what it stores is undone after it."""
    return deepcopy(whole_town)
