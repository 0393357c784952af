"""Several people at work in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from meetings.lifecycle import Refused


def at_once(*jobs: Callable[[], object]) -> list[str]:
    """Run each in a thread and connection of its own, from the same moment; what was refused."""
    start, refused = Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait()
            job()
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
