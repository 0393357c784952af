"""May this viewer see these minutes? The room's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import RoleKind, Viewer, restriction_lifted

PUBLIC_STATES = ("published_draft", "approved", "signed")


def minutes_visible(viewer: Viewer, at: str = "") -> Q:
    """Published minutes for all; drafts for officers."""
    return Q(**{f"{at}state__in": PUBLIC_STATES}) | Q(
        **{f"{at}meeting__board_id__in": viewer.boards_as(RoleKind.OFFICER)}
    )


def minute_visible(viewer: Viewer, at: str = "") -> Q:
    """A minute of minutes one may see, by its class."""
    return minutes_visible(viewer, f"{at}minutes__") & restriction_lifted(
        viewer, at, f"{at}board_id"
    )
