"""Asking a verb on an officer's behalf, and finding what the officer may act on."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from meetings.access import OFFICERS, serves
from meetings.doors import Request
from meetings.models import Meeting
from minutes.models import Minutes
from rotherham_hwb.ask_verb import ask, ask_in_form

__all__ = ["ask", "ask_in_form", "own_meetings", "own_minutes"]


def own_meetings(request: Request) -> QuerySet[Meeting]:
    """The meetings of the boards this officer serves, and those their boards join in."""
    return Meeting.objects.filter(serves(request.viewer, OFFICERS)).select_related("board")


def own_minutes(request: Request, pk: int) -> Minutes:
    """The minutes of a meeting this officer serves, with the meeting and its board."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    found = Minutes.objects.visible_to(request.viewer).select_related("meeting__board")
    minutes: Minutes = get_object_or_404(found, meeting=meeting)
    return minutes
