"""May this viewer see this edition? The front of house's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import OFFICERS, RoleKind, Viewer, serves


def edition_visible(viewer: Viewer) -> Q:
    """Published public editions for all, restricted ones for members, the rest for officers.

    A superseded one is for officers alone: it may hold what was taken back.
    """
    published = Q(release__published_at__isnull=False, release__superseded_at__isnull=True)
    restricted = Q(audience="restricted")
    return (
        published & Q(audience="public")
        | published & restricted & serves(viewer, (RoleKind.MEMBER,), "release__meeting__")
        | serves(viewer, OFFICERS, "release__meeting__")
    )


def edition_taken_back(viewer: Viewer) -> Q:
    """Editions that this viewer could open before their release was superseded."""
    held = Q(release__superseded_at__isnull=False)
    restricted = Q(audience="restricted")
    return held & (~restricted | serves(viewer, (RoleKind.MEMBER,), "release__meeting__"))
