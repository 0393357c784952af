"""How long one search may take, and how often one address may ask."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import OperationalError, connection, transaction

from meetings.doors import Request

MOST_A_MINUTE = 60
QUERY_CANCELLED = "57014"
PLANNING = {"enable_seqscan": "off", "jit": "off", "work_mem": "16MB"}
"""The planner does not know what it costs to fetch vectors (ADR 29)."""


class TooSlow(Exception):
    """The database was stopped: what was asked takes longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let each query of the block take no longer.

    Raises TooSlow.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [round(seconds * 1000)])
            for name, value in PLANNING.items():
                cursor.execute(f"SET LOCAL {name} = %s", [value])
            yield
            for name in ("statement_timeout", *PLANNING):
                cursor.execute(f"SET LOCAL {name} TO DEFAULT")
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != QUERY_CANCELLED:
            raise
        raise TooSlow from error


def asked_too_often(request: Request) -> bool:
    """Count a request of somebody who is not signed in; whether their address asked too often.

    A town hall or a library reads through one address: the limit is far above one reader's.
    """
    if request.user.is_authenticated:
        return False
    key = f"search:{get_adapter().get_client_ip(request)}:{_minute()}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > MOST_A_MINUTE


def _minute() -> int:
    return int(time.time()) // 60
