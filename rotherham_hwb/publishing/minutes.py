"""Minutes, decision notices and corrections: the room's own verbs, once the checks have passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from meetings.locking import lock
from meetings.models import User
from minutes import workflow as minutes_room
from minutes.approving import approval_limb, approve_minutes, write_approval
from minutes.correcting import CorrectionDraft, correct_minutes
from minutes.decisions.notices import publish_notice
from minutes.models import Correction, DecisionNotice, Minute, Minutes
from rotherham_hwb.checks.minutes import check_corrections, check_minutes, check_notice
from rotherham_hwb.checks.run import Result, overrule_all, pass_checks
from rotherham_hwb.notifications.chairs import send_chair_link
from rotherham_hwb.publishing.indexing import index_meeting


def send_checked_minutes(minutes: Minutes, *, name: str = "", email: str = "", by: User) -> Minutes:
    """Put minutes before the chair, with a link to them where an address is given.

    Raises Refused where the checks found what stops them.
    """
    with transaction.atomic():
        sent = _checked(minutes, minutes_room.send_to_chair, by=by)
        if email:
            send_chair_link(sent, name=name, email=email, by=by)
    return sent


def publish_checked_minutes(minutes: Minutes, *, by: User) -> Minutes:
    """Let the public read minutes. Raises Refused where the checks found what stops them."""
    return _checked(minutes, minutes_room.publish_minutes, by=by)


def publish_checked_notice(notice: DecisionNotice, *, by: User) -> DecisionNotice:
    """Let the public read a decision notice. Raises Refused where the checks stop it."""
    pass_checks(check_notice(notice))  # reads papers, which may take long: before any lock
    with transaction.atomic():
        lock(notice)
        notice.refresh_from_db()
        pass_checks(check_notice(notice))
        return publish_notice(notice.minute, by=by)


def correct_checked_minutes(
    minutes: Minutes,
    draft: CorrectionDraft,
    *,
    made_in: Minute | None,
    overruling: str = "",
    by: User,
) -> Correction:
    """Set a correction beside published minutes; `overruling` says why it may go out all the same.

    Raises Refused where the checks found what stops it, and no reason is given.
    """
    with transaction.atomic():
        _settle(check_corrections(minutes, [draft]), minutes, overruling, by)
        return correct_minutes(
            minutes, minute=draft.minute, old=draft.old, new=draft.new, made_in=made_in, by=by
        )


def approve_checked_minutes(
    approved: Sequence[Minutes],
    *,
    in_minute: Minute,
    corrections: Sequence[CorrectionDraft] = (),
    write: bool = False,
    overruling: str = "",
    by: User,
) -> list[Minutes]:
    """Record an approval with its corrections; `write` makes its words the minute's resolution.

    Raises Refused where the checks found what stops a correction, and no reason is given.
    """
    with transaction.atomic():
        for minutes in approved:
            own = [each for each in corrections if each.corrects(approved) == minutes]
            if own:
                _settle(check_corrections(minutes, own), minutes, overruling, by)
        done = approve_minutes(approved, in_minute=in_minute, corrections=corrections, by=by)
        if write:
            write_approval(in_minute, approval_limb(approved, corrections), by=by)
    return done


def _checked(minutes: Minutes, verb: Callable[..., Minutes], *, by: User) -> Minutes:
    pass_checks(check_minutes(minutes))  # reads papers, which may take long: before any lock
    with transaction.atomic():
        lock(minutes)
        minutes.refresh_from_db()
        pass_checks(check_minutes(minutes))
        done = verb(minutes, by=by)
        index_meeting(done.meeting)
    return done


def _settle(result: Result, minutes: Minutes, overruling: str, by: User) -> None:
    if overruling.strip():
        overrule_all(result, minutes.meeting, reason=overruling, by=by)
    else:
        pass_checks(result)
