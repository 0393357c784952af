"""May this viewer see these minutes? The room's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import OFFICERS, Viewer, restriction_lifted, serves

PUBLIC_STATES = ("published_draft", "approved", "signed")


def minutes_visible(viewer: Viewer, at: str = "") -> Q:
    """Published minutes for all; drafts for officers."""
    return Q(**{f"{at}state__in": PUBLIC_STATES}) | serves(viewer, OFFICERS, f"{at}meeting__")


def minute_visible(viewer: Viewer, at: str = "") -> Q:
    """A minute of minutes one may see, by its class."""
    return minutes_visible(viewer, f"{at}minutes__") & restriction_lifted(
        viewer, at, f"{at}minutes__meeting__"
    )
