"""The components know no records: they are drawn with a map of their own, without a database."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_map(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.components.world"
