"""Reading files and making papers safe in the background, each by a job of its own."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django_tasks import task

from meetings.models import User
from reports.files import safe_copies
from reports.files.incoming import bring_file, broken_off, read_upload, read_without
from reports.files.safe_copies import ask_for_safe_copy, make_safe_copy
from reports.models import Paper, Upload

READING = "reading"  # a queue of its own: somebody waits, and a pack may take minutes


def request_safe_copy(paper: Paper, *, by: User) -> None:
    """Ask for a safe copy of a paper; its job is queued in the same transaction."""
    with transaction.atomic():
        safe_copy_requested.enqueue(ask_for_safe_copy(paper, by=by).pk)


def reap_safe_copies() -> int:
    """Queue again the copies whose worker was killed, or whose job was lost; how many."""
    with transaction.atomic():
        found = safe_copies.broken_off()
        for asked in found:
            safe_copy_requested.enqueue(asked.pk)
    return len(found)


@task()
def safe_copy_requested(pk: int) -> None:
    """Make one safe copy."""
    make_safe_copy(pk)


def request_reading(upload: Upload, path: Path, *, name: str, by: User) -> None:
    """Keep a file that was brought; the job that reads it is queued in the same transaction."""
    with transaction.atomic():
        upload_brought.enqueue(bring_file(upload, path, name=name, by=by).pk)


def request_without(upload: Upload, *, by: User) -> None:
    """Have a file read again without its changes and comments."""
    with transaction.atomic():
        read_without(upload, by=by)
        upload_brought.enqueue(upload.pk)


def reap_uploads() -> int:
    """Queue again the files whose worker was killed, or whose job was lost; how many."""
    with transaction.atomic():
        found = broken_off()
        for upload in found:
            upload_brought.enqueue(upload.pk)
    return len(found)


@task(queue_name=READING)
def upload_brought(pk: int) -> None:
    """Read one file."""
    read_upload(pk)
