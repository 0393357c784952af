"""Sub-items of the agenda that their item's minute tells of."""

from __future__ import annotations

from meetings.models import AgendaItem


def is_minuted_in_parent(item: AgendaItem) -> bool:
    """Whether a sub-item is a part of its item's minute, not a minute of its own.

    A late one has its own reason to be urgent, and one of another class its own readers.
    """
    parent = item.parent
    return (
        parent is not None
        and not item.late
        and item.restriction == parent.restriction
        and item.exempt_paragraphs == parent.exempt_paragraphs
    )
