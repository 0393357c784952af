"""How far what follows a meeting has come, for the task list on its page."""

from __future__ import annotations

from dataclasses import dataclass

from minutes.models import LIVE, Action, Correction, DecisionNotice, Minutes


@dataclass(frozen=True)
class Afterwards:
    """The status of each task, in a few words."""

    actions: str
    approved: str
    corrections: str
    notices: str


def read_afterwards(minutes: Minutes | None) -> Afterwards | None:
    """What has been recorded since a meeting, where it has minutes."""
    if minutes is None:
        return None
    actions = Action.objects.filter(minute__minutes=minutes)
    open_ones = actions.filter(state__in=LIVE).count()
    approved = Minutes.objects.filter(approved_in__minutes=minutes).count()
    corrections = Correction.objects.filter(minutes=minutes).count()
    notices = DecisionNotice.objects.filter(
        minute__minutes=minutes, published_at__isnull=False
    ).count()
    return Afterwards(
        f"{open_ones} to be done" if open_ones else "All done" if actions.exists() else "None yet",
        f"{approved} approved" if approved else "None recorded",
        str(corrections) if corrections else "None made",
        f"{notices} published" if notices else "None published",
    )
