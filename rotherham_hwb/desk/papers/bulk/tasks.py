"""Checking the files of a bulk upload in the background, each by a job of its own."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from reports.files.staging import check_staged
from reports.models import StagedFile


def request_checks(files: Iterable[StagedFile]) -> None:
    """Ask for files to be inspected; their jobs are queued in the same transaction."""
    with transaction.atomic():
        for staged in files:
            check_requested.enqueue(staged.pk)


@task()
def check_requested(staged_id: int) -> None:
    """Inspect one staged file."""
    check_staged(staged_id)
