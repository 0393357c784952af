"""The search's index, written as the worker and the publishing verbs write it."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def index_everything() -> None:
    """Write the whole index from the records as they are."""
    call_command("reindex", stdout=StringIO())
