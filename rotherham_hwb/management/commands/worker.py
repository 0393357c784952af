"""`manage.py worker`: compile packs, read files, send e-mails and prove publications."""

import logging
import threading
import time
from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from reports.files.incoming import sweep_uploads
from reports.files.leftovers import sweep_work_folders
from reports.files.staging import remove_stale
from rotherham_hwb.desk.papers.bulk.tasks import reap_checks
from rotherham_hwb.desk.papers.tasks import READING, reap_safe_copies, reap_uploads
from rotherham_hwb.legacy.tasks import reap_readings
from rotherham_hwb.notifications.actions import remind_owners
from rotherham_hwb.notifications.digests import send_digests
from rotherham_hwb.notifications.sign_offs import remind_overdue
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.publishing.indexing import index_out_of_date
from rotherham_hwb.publishing.proof import prove_due
from rotherham_hwb.publishing.tasks import reap

logger = logging.getLogger(__name__)
EVERY = 5.0  # seconds
ROUND: tuple[Callable[[], int], ...] = (
    reap,
    reap_uploads,
    reap_checks,
    reap_safe_copies,
    reap_readings,
    remind_owners,
    remind_overdue,
    send_digests,
    send_waiting,
    prove_due,
    index_out_of_date,
    remove_stale,
    sweep_uploads,
    sweep_work_folders,
)


class Command(BaseCommand):
    help = "Compile packs, read files and send e-mails. Several workers may run at once."

    def handle(self, *args: object, **options: object) -> None:
        stop = threading.Event()
        threading.Thread(target=_go_round_until, args=(stop,), daemon=True).start()
        reader = file_reader()
        reading = threading.Thread(target=_read_files, args=(reader,), daemon=True)
        reading.start()
        try:
            call_command("db_worker", interval=0.5, reload=False, startup_delay=False)
        finally:
            stop.set()
            reader.running = False  # it ends with the file that it is at
            reading.join()


def file_reader() -> Worker:
    """What reads files, beside all other work: that may take minutes while somebody waits."""
    return Worker(
        queue_names=[READING],
        excluded_queue_names=[],
        interval=0.2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )


def _read_files(reader: Worker) -> None:
    """Read files until stopped; the heavy part of it runs in processes of its own."""
    while reader.running:
        try:
            reader.run()
        except Exception:  # as below
            logger.exception("Reading files failed")
            time.sleep(EVERY)


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
