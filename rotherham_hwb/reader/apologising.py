"""Apologies together with the message that tells the officers of them."""

from __future__ import annotations

from django.db import transaction

from meetings import apologies
from meetings.models import Apology, Meeting, Person, User
from rotherham_hwb.notifications.agenda import tell_apologies


def send_apologies(meeting: Meeting, *, by: User, note: str, deputy: Person | None) -> Apology:
    """Store the apologies of a member and tell the officers; see `meetings.apologies`.

    Raises Refused.
    """
    with transaction.atomic():
        apology = apologies.send_apologies(meeting, by=by, note=note, deputy=deputy)
        tell_apologies(apology)
    return apology


def withdraw_apologies(meeting: Meeting, *, by: User) -> None:
    """Take them back and tell the officers.

    Raises Refused.
    """
    with transaction.atomic():
        tell_apologies(apologies.withdraw_apologies(meeting, by=by), withdrawn=True)
