"""Reading files and unpacking ZIPs in the background; doing it twice does no harm."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from meetings.models import User
from reports.files.leases import claim, lease, taken_over
from rotherham_hwb.legacy.keep.batches import unpack_batch
from rotherham_hwb.legacy.keep.importer import read_kept
from rotherham_hwb.legacy.models import PackBatch, PackFile

Status = PackFile.Status
MANY = -10  # the priority of many files at once: whoever waits for one thing goes before
BROKEN_OFF = (
    "Reading {name} was broken off three times. The file is kept: split it into one file per "
    "meeting and bring that in, or read it again."
)
NOT_UNPACKED = (
    "Unpacking {name} was broken off three times: bring its files in by several smaller ZIPs."
)


def request_reading(file: PackFile, *, by: User, priority: int = 0) -> None:
    """Ask for a file to be read; its job is queued in the same transaction."""
    with transaction.atomic():
        PackFile.objects.filter(pk=file.pk).update(
            status=Status.WAITING,
            problem="",
            step="",
            attempts=0,
            lease_until=lease(PackFile),
            touched_at=timezone.now(),
        )
        read_requested.using(priority=priority).enqueue(file.pk, by.pk)


def request_readings(files: Iterable[PackFile], *, by: User) -> None:
    """Ask for many files to be read, but those that were read already; each is a job."""
    for file in files:
        if file.status == Status.WAITING and file.pack_id is None:
            request_reading(file, by=by, priority=MANY)


def request_unpacking(batch: PackBatch) -> None:
    """Ask for a ZIP to be unpacked."""
    unpack_requested.enqueue(batch.pk)


def read_again(file: PackFile, *, by: User) -> None:
    """Ask again for a file that could not be read, or whose reading has stopped."""
    if file.status == Status.KEPT or has_stalled(file):
        request_reading(file, by=by)


def has_stalled(file: PackFile) -> bool:
    """Whether nothing was heard of the reading for longer than any step of it takes."""
    return not file.is_over and (file.lease_until is None or file.lease_until < timezone.now())


def reap_readings(of: QuerySet[PackFile] | None = None) -> int:
    """Queue again the files and ZIPs whose worker was killed, or whose job was lost; how many."""
    with transaction.atomic():
        files = PackFile.objects.filter(pack=None, received_by__isnull=False) if of is None else of
        again, _ = taken_over(files, given_up=BROKEN_OFF)
        for file in again:
            read_requested.using(priority=MANY).enqueue(file.pk, file.received_by_id or 0)
        batches, _ = taken_over(PackBatch.objects.all(), given_up=NOT_UNPACKED)
        for batch in batches:
            request_unpacking(batch)
    return len(again) + len(batches)


@task()
def read_requested(file_id: int, by_id: int) -> None:
    """Read a waiting file and store what it says; one worker alone takes it."""
    file = claim(PackFile, file_id)
    if file is not None:
        PackFile.objects.filter(pk=file.pk).update(
            step="Opening the file", touched_at=timezone.now()
        )
        read_kept(file, by=User.objects.get(pk=by_id))


@task()
def unpack_requested(batch_id: int) -> None:
    """Unpack a waiting ZIP and ask for its files to be read."""
    files = unpack_batch(batch_id)
    if files:
        batch = PackBatch.objects.get(pk=batch_id)
        request_readings(files, by=batch.brought_by)
