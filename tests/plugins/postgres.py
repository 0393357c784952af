"""Gives the test run a PostgreSQL of its own, unless DATABASE_URL names one.

PORTAL_TEST_POSTGRES=15 takes the machine's own server of that version instead of the wheel's: the
oldest one that the portal promises to work with (docs/adr/0006).
"""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from rotherham_hwb.demo import postgres

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


def _programs() -> Path | None:
    version = os.environ.get("PORTAL_TEST_POSTGRES")
    if not version:
        return None
    programs = postgres.system_programs(int(version))
    if programs is None:
        raise postgres.CannotStart(
            f"Install PostgreSQL {version} or unset PORTAL_TEST_POSTGRES: it is not here."
        )
    return programs
