"""May this viewer read what was taken out? The front of house's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import OFFICERS, Viewer, serves


def redaction_visible(viewer: Viewer, at: str = "") -> Q:
    """The words that were taken out, and why: for officers of the board alone."""
    return serves(viewer, OFFICERS, f"{at}meeting__")
