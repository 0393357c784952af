"""Minutes before the chair: the e-mail with the link, and word to the officers of the answer."""

from __future__ import annotations

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from meetings.access import Restriction
from meetings.lifecycle import Refused
from meetings.models import User
from minutes import chair
from minutes.models import ChairLink, ChairProposal, Minute, Minutes
from rotherham_hwb.notifications.telling import address, tell
from rotherham_hwb.notifications.who_is_told import CHAIR_ANSWERED
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post
from rotherham_hwb.shown.by_email import meeting_by_email
from rotherham_hwb.shown.chair_review import review_path


def send_chair_link(minutes: Minutes, *, name: str, email: str, by: User) -> ChairLink:
    """Write to the chair with a link to the draft; every link sent before ends.

    Raises Refused as `minutes.chair.give_link` does.
    """
    with transaction.atomic():
        link = chair.give_link(minutes, name=name, email=email, by=by)
        post([_message(link)])
    return link


def propose(link: ChairLink, *, minute: int | None, old: str, new: str) -> ChairProposal:
    """Keep a change that the chair proposes, and tell the officers, once a day of one link.

    `minute` is the key of the minute it is in. Raises Refused as `minutes.chair.propose` does.
    """
    entry = Minute.objects.filter(pk=minute or 0, minutes=link.minutes_id).first()
    if minute and entry is None:
        raise Refused("Somebody removed that minute meanwhile: choose another.")
    with transaction.atomic():
        made = chair.propose(link, minute=entry, old=old, new=new)
        _tell_officers(link, "proposes changes to", key=f"proposed {timezone.localdate()}")
    return made


def agree(link: ChairLink) -> None:
    """Record that the chair agrees to the draft, and tell the officers."""
    with transaction.atomic():
        chair.agree(link)
        _tell_officers(link, "agrees to", key="agreed")


def _message(link: ChairLink) -> Message:
    minutes = link.minutes
    restricted = minutes.entries.exclude(restriction=Restriction.OPEN).count()
    context = {
        "link": link,
        "meeting": meeting_by_email(minutes.meeting),
        "url": address(review_path(link)),
        "restricted": restricted,
        "by": link.sent_by.name,
        "contact": minutes.meeting.board.contact_email,
    }
    return Message(
        key=f"chair link {link.pk}",
        recipient=link.email,
        name=link.name,
        subject=f"Draft minutes for you to read: {minutes.meeting}"[:300],
        text=render_to_string("emails/minutes_with_chair.txt", context),
        expires_at=link.expires_at,
    )


def _tell_officers(link: ChairLink, does: str, *, key: str) -> None:
    """That the chair answered; the words themselves stay on the desk."""
    minutes = link.minutes
    context = {
        "name": link.name,
        "does": does,
        "meeting": meeting_by_email(minutes.meeting),
        "url": address(reverse("desk_chair", args=[minutes.meeting_id])),
    }
    tell(
        CHAIR_ANSWERED,
        CHAIR_ANSWERED.who.of_record(minutes),
        key=f"chair link {link.pk} {key}",
        subject=f"The chair {does} the minutes: {minutes.meeting}",
        write=lambda user: render_to_string("emails/chair_answered.txt", context | {"user": user}),
    )
