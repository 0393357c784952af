"""Gives the test run a PostgreSQL of its own, unless DATABASE_URL names one.

PORTAL_TEST_POSTGRES=15 runs the tests that touch the database, and only those, on the machine's
own PostgreSQL of that version: the oldest one the portal promises to work with.
"""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from rotherham_hwb.demo import postgres

_VERSION = os.environ.get("PORTAL_TEST_POSTGRES", "")
_cleanup = contextlib.ExitStack()


# A wrapper, because it must come before pytest-django, which reads the settings in the same hook.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Start the cluster in the main process; the xdist workers inherit its variables."""
    if not os.environ.get("DATABASE_URL") and "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            os.environ |= _cleanup.enter_context(postgres.thrown_away(programs=_programs()))
        except postgres.CannotStart as problem:
            raise pytest.UsageError(str(problem)) from problem
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the cluster and remove it."""
    _cleanup.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a second database version cannot change: no database, or a browser."""
    if not _VERSION:
        return
    kept = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return bool(fixtures or marked) and item.get_closest_marker("browser") is None


def _programs() -> Path | None:
    if not _VERSION:
        return None
    programs = postgres.system_programs(int(_VERSION))
    if programs is None:
        raise postgres.CannotStart(
            f"Install PostgreSQL {_VERSION} or unset PORTAL_TEST_POSTGRES: it is not here."
        )
    return programs
