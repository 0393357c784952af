"""Which page of its pack a paper begins on, as printed."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.access import Viewer
from reports.models import Paper
from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.models import PackEdition, Release


def first_pages(papers: Iterable[Paper], viewer: Viewer) -> dict[tuple[int, str], int]:
    """By meeting and SHA-256 of the file, in the packs that are out and that a viewer may have.

    The public pack is asked first, and the whole pack before its supplements.
    """
    out = Release.objects.out().filter(meeting__items__papers__in=list(papers)).order_by()
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(release__in=out.values("pk"), layout=Layout.SCREEN)
        .select_related("release")
        .order_by("audience", "release__kind", "-release__supplement")
    )
    found: dict[tuple[int, str], int] = {}
    for edition in editions:
        for part in edition.page_map["parts"]:
            if part["sha256"]:
                key = edition.release.meeting_id, part["sha256"]
                found.setdefault(key, part["pages"][0])
    return found
