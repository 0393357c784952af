"""Reading a file in the background; reading it twice does no harm."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from meetings.models import User
from rotherham_hwb.legacy.keep.importer import read_kept
from rotherham_hwb.legacy.models import PackFile

PATIENCE = timedelta(minutes=5)  # a PDF may take three to read
Status = PackFile.Status


def request_reading(file: PackFile, *, by: User) -> None:
    """Ask for a file to be read; its job is queued in the same transaction."""
    with transaction.atomic():
        PackFile.objects.filter(pk=file.pk).update(
            status=Status.WAITING, problem="", step="", touched_at=timezone.now()
        )
        read_requested.enqueue(file.pk, by.pk)


def read_again(file: PackFile, *, by: User) -> None:
    """Ask again for a file that could not be read, or whose reading has stopped."""
    if file.status == Status.KEPT or has_stalled(file):
        request_reading(file, by=by)


def has_stalled(file: PackFile) -> bool:
    """Whether nothing was heard of the reading for longer than any step of it takes."""
    return not file.is_over and file.touched_at < timezone.now() - PATIENCE


@task()
def read_requested(file_id: int, by_id: int) -> None:
    """Read a waiting file and store what it says; one worker alone takes it."""
    waiting = PackFile.objects.filter(pk=file_id, status=Status.WAITING)
    if waiting.update(status=Status.READING, step="Opening the file", touched_at=timezone.now()):
        read_kept(PackFile.objects.get(pk=file_id), by=User.objects.get(pk=by_id))
