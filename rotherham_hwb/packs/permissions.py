"""May this viewer see this edition? The front of house's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import RoleKind, Viewer


def edition_visible(viewer: Viewer, at: str = "") -> Q:
    """Published public editions for all, restricted ones for members, the rest for officers."""
    published = Q(**{f"{at}published_at__isnull": False})
    return (
        published & Q(**{f"{at}audience": "public"})
        | published
        & Q(**{f"{at}audience": "restricted"})
        & Q(**{f"{at}meeting__board_id__in": viewer.boards_as(RoleKind.MEMBER)})
        | Q(**{f"{at}meeting__board_id__in": viewer.boards_as(RoleKind.OFFICER)})
    )
