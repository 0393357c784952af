"""The restricted papers that were opened to one reader by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.access import Viewer
from reports.models import Paper, PaperGrant, PaperState


@dataclass(frozen=True)
class OpenedPaper:
    """A paper that its reader may see by a named grant, and until when."""

    title: str
    board: str
    href: str
    ends_on: dt.date | None


def shown_opened_papers(viewer: Viewer) -> tuple[OpenedPaper, ...]:
    """What is open to this reader by name today, the newest first; nothing of anybody else's."""
    if viewer.user_id is None:
        return ()
    seen = Paper.objects.visible_to(viewer).filter(state=PaperState.PUBLISHED)
    own = PaperGrant.objects.live().filter(user_id=viewer.user_id, paper__in=seen)
    return tuple(
        OpenedPaper(
            title=grant.paper.title,
            board=grant.paper.board_name,
            href=grant.paper.get_absolute_url(),
            ends_on=grant.ends_on,
        )
        for grant in own.select_related("paper__board").order_by("-granted_at", "-pk")
    )
