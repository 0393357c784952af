"""That there are minutes, for who may read them."""

from __future__ import annotations

from meetings.access import Viewer
from meetings.models import Meeting
from minutes.models import Minutes, MinutesState
from rotherham_hwb.shown.minutes.data import MinutesLink


def find_minutes(meeting: Meeting, viewer: Viewer) -> MinutesLink | None:
    """The minutes of a meeting, where a viewer may read them."""
    visible = Minutes.objects.visible_to(viewer).only("meeting", "state")
    found = visible.filter(meeting=meeting).order_by("pk").first()
    return minutes_link(found) if found else None


def minutes_link(minutes: Minutes) -> MinutesLink:
    return MinutesLink(minutes.get_absolute_url(), MinutesState(minutes.state))
