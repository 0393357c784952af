"""Checking the files of a bulk upload in the background, each by a job of its own."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from reports.files.staging import broken_off, check_staged
from reports.models import StagedFile


def request_checks(files: Iterable[StagedFile]) -> None:
    """Ask for files to be inspected; their jobs are queued in the same transaction."""
    with transaction.atomic():
        for staged in files:
            check_requested.enqueue(staged.pk)


def reap_checks(of: QuerySet[StagedFile] | None = None) -> int:
    """Queue again the checks whose worker was killed, or whose job was lost; how many."""
    with transaction.atomic():
        found = broken_off(StagedFile.objects.all() if of is None else of)
        request_checks(found)
    return len(found)


@task()
def check_requested(staged_id: int) -> None:
    """Inspect one staged file."""
    check_staged(staged_id)
