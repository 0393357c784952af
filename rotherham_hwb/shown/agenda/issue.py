"""An issue of an agenda: which of its records are read, whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from meetings.models import AgendaItem, Meeting
from meetings.models.agenda import AgendaItemQuerySet
from reports.models import PaperState, Placement


@dataclass(frozen=True)
class Issue:
    """What is issued together: 0 is the agenda pack, then the supplements by number."""

    first: int = 0
    last: int | None = 0
    """None: the last there is."""
    only_out: bool = False
    """Of the supplements only those that are published."""

    def items(self, meeting: Meeting) -> AgendaItemQuerySet:
        """The items that came with it, or to which a paper came with it, in order."""
        items: AgendaItemQuerySet = AgendaItem.objects.filter(meeting=meeting)
        came = items.filter(self._came("") | self._came("placements__"))
        return came.distinct().order_by("position")

    def placements(self) -> QuerySet[Placement]:
        """The papers that came with it; a deferred one comes to another meeting."""
        return Placement.objects.filter(self._came("")).exclude(paper__state=PaperState.DEFERRED)

    def _came(self, path: str) -> Q:
        numbered = Q(**{f"{path}supplement__number__gte": self.first})
        if self.last is not None:
            numbered &= Q(**{f"{path}supplement__number__lte": self.last})
        if self.only_out:
            numbered &= Q(**{f"{path}supplement__published_at__isnull": False})
        return numbered | Q(**{f"{path}supplement": None}) if self.first == 0 else numbered


ALL = Issue(last=None)
"""The agenda and its supplements, whether published or not."""

ALL_THAT_IS_OUT = Issue(last=None, only_out=True)
"""The agenda, as if it were published, and the supplements that are."""
