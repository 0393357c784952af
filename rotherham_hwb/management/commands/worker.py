"""`manage.py worker`: compile packs, send e-mails and prove publications until stopped."""

import logging
import threading
from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from reports.files.staging import remove_stale
from rotherham_hwb.notifications.actions import remind_owners
from rotherham_hwb.notifications.digests import send_digests
from rotherham_hwb.notifications.sign_offs import remind_overdue
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.publishing.proof import prove_due
from rotherham_hwb.publishing.tasks import reap

logger = logging.getLogger(__name__)
EVERY = 5.0  # seconds
ROUND: tuple[Callable[[], int], ...] = (
    reap,
    remind_owners,
    remind_overdue,
    send_digests,
    send_waiting,
    prove_due,
    remove_stale,
)


class Command(BaseCommand):
    help = "Compile packs and send e-mails in the background. Several workers may run at once."

    def handle(self, *args: object, **options: object) -> None:
        stop = threading.Event()
        threading.Thread(target=_go_round_until, args=(stop,), daemon=True).start()
        try:
            call_command("db_worker", interval=0.5, reload=False, startup_delay=False)
        finally:
            stop.set()


def _go_round_until(stop: threading.Event) -> None:
    """Every few seconds: queue again what a killed worker left, remind, send, prove, tidy up."""
    while not stop.is_set():
        for step in ROUND:
            try:
                close_old_connections()
                step()
            except Exception:  # the next round tries again; the worker itself must not end
                logger.exception("%s failed", step.__name__)
        stop.wait(EVERY)
    connection.close()
