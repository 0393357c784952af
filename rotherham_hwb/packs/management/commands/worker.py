"""`manage.py worker`: compile packs in the background until stopped."""

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from rotherham_hwb.packs.tasks import reap

logger = logging.getLogger(__name__)
REAP_EVERY = 5.0  # seconds


class Command(BaseCommand):
    help = "Compile packs in the background. Several workers may run at once."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        reaper = threading.Thread(target=_reap_until, args=(stop,), daemon=True)
        reaper.start()
        try:
            call_command("db_worker", interval=0.5, reload=False, startup_delay=False)
        finally:
            stop.set()


def _reap_until(stop: threading.Event) -> None:
    """Queue again, every few seconds, what a killed worker left behind."""
    while not stop.is_set():
        try:
            close_old_connections()
            reap()
        except Exception:  # the next round tries again; the worker itself must not end
            logger.exception("Looking for broken-off requests failed")
        stop.wait(REAP_EVERY)
    connection.close()
