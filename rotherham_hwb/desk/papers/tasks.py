"""Making papers safe in the background, each by a job of its own."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from meetings.models import User
from reports.files.safe_copies import ask_for_safe_copy, make_safe_copy
from reports.models import Paper


def request_safe_copy(paper: Paper, *, by: User) -> None:
    """Ask for a safe copy of a paper; its job is queued in the same transaction."""
    with transaction.atomic():
        safe_copy_requested.enqueue(ask_for_safe_copy(paper, by=by).pk)


@task()
def safe_copy_requested(pk: int) -> None:
    """Make one safe copy."""
    make_safe_copy(pk)
