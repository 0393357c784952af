"""What an officer writes to people of a meeting, sent by e-mail and kept with the meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.template.loader import render_to_string

from meetings import audit
from meetings.access import RoleKind, can_see, viewer_for
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from rotherham_hwb.notifications.groups import people_of
from rotherham_hwb.notifications.telling import address, tell
from rotherham_hwb.notifications.who_is_told import MESSAGE
from rotherham_hwb.outbox.models import BoardMessage
from rotherham_hwb.shown.by_email import meeting_by_email


def recipients_of(meeting: Meeting, kinds: Sequence[RoleKind]) -> list[User]:
    """Those with one of these roles on its boards who may open the meeting's page."""
    found = people_of(meeting, *kinds) if kinds else []
    return [user for user in found if can_see(viewer_for(user), meeting)]


def send_board_message(
    meeting: Meeting, *, subject: str, text: str, kinds: Sequence[RoleKind], by: User
) -> BoardMessage:
    """Write to those with these roles, and keep what was written and who got it.

    Raises Refused where it would reach nobody, or the very same has gone out already.
    """
    with transaction.atomic():
        locked = lock(meeting)
        users = recipients_of(locked, kinds)
        if not users:
            raise Refused("Nobody of the board would get it: choose other roles.")
        same = BoardMessage.objects.filter(meeting=locked, subject=subject, text=text)
        if same.filter(kinds=list(kinds)).exists():
            raise Refused("This very message has gone out already: change it to send another.")
        made = BoardMessage(meeting=locked, subject=subject, text=text, sent_by=by)
        made.kinds = [str(each) for each in kinds]
        made.recipients = [[user.name, user.email] for user in users]
        made.full_clean()
        made.save(force_insert=True)
        audit.record("write to the people of", locked, by=by, about=subject, people=len(users))
        _send(made, users)
    return made


def _send(message: BoardMessage, users: Sequence[User]) -> None:
    meeting, board = message.meeting, message.meeting.board
    context = {
        "text": message.text,
        "by": message.sent_by.name,
        "meeting": meeting_by_email(meeting),
        "url": address(meeting.get_absolute_url()),
        "contact": board.contact_email,
    }
    tell(
        MESSAGE,
        users,
        key=f"board message {message.pk}",
        subject=f"{message.subject}: {meeting}",
        write=lambda user: render_to_string("emails/board_message.txt", context | {"user": user}),
    )
