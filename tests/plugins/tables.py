"""The tables are made once in a run of several workers, and each of these copies them.

Making them takes 17 seconds of computing, a copy less than one. A server that DATABASE_URL names
would keep what is copied from: there each worker makes its own.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

PATTERN = "pattern_of_the_tests"
ONE_AT_A_TIME = 20261201
"""The number of PostgreSQL's lock that a worker holds while it makes the pattern."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Have Django copy the test database from the pattern; the first who needs it makes it."""
    if "PYTEST_XDIST_WORKER" not in os.environ or os.environ.get("DATABASE_URL"):
        return
    creation: Any = connection.creation
    with django_db_blocker.unblock(), creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # as long as it is open
        if not creation._database_exists(cursor, PATTERN):
            _make_tables(creation, f"new_{PATTERN}")
            cursor.execute(f"ALTER DATABASE new_{PATTERN} RENAME TO {PATTERN}")
    connection.settings_dict["TEST"] |= {"TEMPLATE": PATTERN, "MIGRATE": False}


def _make_tables(creation: Any, name: str) -> None:
    names = connection.settings_dict
    ours, our_test = names["NAME"], names["TEST"]["NAME"]
    names["TEST"]["NAME"] = name
    creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    names["NAME"], names["TEST"]["NAME"] = ours, our_test
