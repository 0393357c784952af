"""A record held still while it is changed: others wait until the transaction ends."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Record = TypeVar("Record", bound=models.Model)


def lock(record: Record, *along: str, no_key: bool = False) -> Record:
    """The record as it is stored now, locked; `along` are relations that are fetched with it.

    With `no_key` others may store rows that point at it meanwhile.
    """
    return lock_key(type(record), record.pk, *along, no_key=no_key)


def lock_key(model: type[Record], key: int, *along: str, no_key: bool = False) -> Record:
    """The same of a record that is known by its key alone."""
    held = model._default_manager.select_for_update(of=("self",), no_key=no_key)
    return (held.select_related(*along) if along else held).get(pk=key)
