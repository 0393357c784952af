"""May this viewer see this paper? The room's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import NOBODY, RoleKind, Viewer, supplement_visible

OPEN_STATES = ("published", "withdrawn")


def paper_visible(viewer: Viewer, at: str = "") -> Q:
    """Published papers by their class; drafts for officers, and authors their own.

    A withdrawn paper keeps its page, which says so; its file is gone (410).

    Source: LGA 1972 s.100A(2)-(5), s.100B; confidential papers open by a named grant alone.
    """
    return (
        Q(**{f"{at}state__in": OPEN_STATES}) & _class_open_to(viewer, at)
        | Q(**{f"{at}board_id__in": viewer.boards_as(RoleKind.OFFICER)})
        | _own_draft(viewer, at)
    )


def paper_listed(viewer: Viewer, at: str = "") -> Q:
    """A published paper may be listed, at least by its safe title."""
    return Q(**{f"{at}state__in": OPEN_STATES}) | paper_visible(viewer, at)


def placement_listed(viewer: Viewer, at: str = "") -> Q:
    """A paper stands on an item from the start, or once its supplement is published."""
    return Q(**{f"{at}supplement__isnull": True}) | supplement_visible(viewer, f"{at}supplement__")


def _class_open_to(viewer: Viewer, at: str) -> Q:
    """A paper is as closed as itself or the most restricted item it stands on."""
    members = viewer.boards_as(RoleKind.MEMBER)
    granted = Q(**{f"{at}grants__user_id": viewer.user_id}) if viewer.user_id else NOBODY
    on_item = f"{at}placements__item__restriction"
    exempt_open = Q(**{f"{at}board_id__in": members}) | Q(
        **{
            f"{at}placements__item__meeting__board_id__in": members,
            f"{at}placements__item__published_at__isnull": False,
        }
    )
    return (
        Q(**{f"{at}restriction": "open"}) & ~Q(**{f"{on_item}__in": ["exempt", "confidential"]})
        | Q(**{f"{at}restriction__in": ["open", "exempt"]})
        & ~Q(**{on_item: "confidential"})
        & exempt_open
        | granted
    )


def _own_draft(viewer: Viewer, at: str) -> Q:
    if viewer.user_id is None:
        return NOBODY
    boards = viewer.boards_as(RoleKind.AUTHOR)
    return Q(**{f"{at}created_by_id": viewer.user_id, f"{at}board_id__in": boards})
