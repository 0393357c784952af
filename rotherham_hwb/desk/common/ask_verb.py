"""Asking a verb on an officer's behalf, and finding what the officer may act on."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.shortcuts import get_object_or_404

from meetings.access import OFFICERS, serves
from meetings.doors import Request
from meetings.lifecycle import Refused
from meetings.models import Meeting
from minutes.models import Minutes


def ask(request: Request, verb: Callable[[], object], *, done: str) -> bool:
    """Call a verb and tell the officer what came of it; whether it was done."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def ask_in_form(request: Request, form: BaseForm, verb: Callable[[], object], *, done: str) -> bool:
    """As `ask`; where the verb refuses, the form itself says why, at its head."""
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True


def own_meetings(request: Request) -> QuerySet[Meeting]:
    """The meetings of the boards this officer serves, and those their boards join in."""
    return Meeting.objects.filter(serves(request.viewer, OFFICERS)).select_related("board")


def own_minutes(request: Request, pk: int) -> Minutes:
    """The minutes of a meeting this officer serves, with the meeting and its board."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    found = Minutes.objects.visible_to(request.viewer).select_related("meeting__board")
    minutes: Minutes = get_object_or_404(found, meeting=meeting)
    return minutes
