"""Ending somebody's sessions elsewhere."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone


def end_other_sessions(request: HttpRequest) -> int:
    """End every session of this user but this one; how many ended.

    A session begun with a password alone must not gain what a second step, set up since, opens.
    """
    own = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(request.user.pk)
        and session.pk != request.session.session_key
    ]
    return Session.objects.filter(pk__in=own).delete()[0]
