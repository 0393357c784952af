"""Messages to people of a meeting, once the checks have passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from meetings.access import RoleKind
from meetings.models import Meeting, User
from rotherham_hwb.checks.notices import check_message
from rotherham_hwb.checks.run import overrule_all, pass_checks
from rotherham_hwb.notifications.board_messages import send_board_message
from rotherham_hwb.outbox.models import BoardMessage


def send_checked_message(
    meeting: Meeting,
    *,
    subject: str,
    text: str,
    kinds: Sequence[RoleKind],
    overruling: str = "",
    by: User,
) -> BoardMessage:
    """Write to people of a meeting; `overruling` says why it may go out all the same.

    Raises Refused where the checks found restricted words, or what else stops it and no reason is
    given, and as
    `notifications.board_messages.send_board_message` does.
    """
    result = check_message(meeting, subject=subject, text=text)
    with transaction.atomic():
        pass_checks(replace(result, stops=tuple(each for each in result.stops if each.final)))
        if overruling.strip():
            overrule_all(result, meeting, reason=overruling, by=by)
        else:
            pass_checks(result)
        return send_board_message(meeting, subject=subject, text=text, kinds=kinds, by=by)
