"""An issue of an agenda: which of its records are read, whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from meetings.models import AgendaItem, Meeting
from meetings.models.agenda import AgendaItemQuerySet
from reports.models import PaperState, Placement


@dataclass(frozen=True)
class Issue:
    """What is issued together: 0 is the agenda pack, then the supplements by number."""

    first: int = 0
    last: int = 0

    def items(self, meeting: Meeting) -> AgendaItemQuerySet:
        """The items that came with it, or to which a paper came with it, in order."""
        items: AgendaItemQuerySet = AgendaItem.objects.filter(meeting=meeting)
        came = items.filter(self._came("") | self._came("placements__"))
        return came.distinct().order_by("position")

    def placements(self) -> QuerySet[Placement]:
        """The papers that came with it; a deferred one comes to another meeting."""
        return Placement.objects.filter(self._came("")).exclude(paper__state=PaperState.DEFERRED)

    def _came(self, path: str) -> Q:
        numbered = Q(
            **{f"{path}supplement__number__gte": self.first},
            **{f"{path}supplement__number__lte": self.last},
        )
        return numbered | Q(**{f"{path}supplement": None}) if self.first == 0 else numbered


def issue_of_all(meeting: Meeting) -> Issue:
    """The agenda and its supplements, whether published or not."""
    return Issue(last=_last(meeting, Q()))


def issue_of_what_is_out(meeting: Meeting) -> Issue:
    """The agenda, as if it were published, and the supplements that are."""
    return Issue(last=_last(meeting, Q(published_at__isnull=False)))


def _last(meeting: Meeting, rule: Q) -> int:
    numbers = meeting.supplements.filter(rule).aggregate(last=Max("number"))
    return numbers["last"] or 0
