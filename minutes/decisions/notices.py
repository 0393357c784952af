"""The verbs of decision notices: the written statement of what an executive body decided.

Source: SI 2012/2089 reg 12: as soon as reasonably practicable after the meeting, a written
statement of each decision and its date, the reasons, the options considered and rejected, the
conflicts of interest declared, and dispensations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused, Stale
from meetings.locking import lock
from meetings.models import Board, Regime, User
from meetings.wording import joined_with_and
from minutes.models import DecisionNotice, Declaration, Minute, Minutes, MinutesState, Resolution

STATEMENTS = {
    "reasons": "the reasons for the decision",
    "options_rejected": "the options considered and rejected",
    "conflicts": "the conflicts of interest declared",
    "dispensations": "the dispensations granted",
}
"""What the law asks for, by the names of the fields; “None” is a statement."""
NOT_OUT = (MinutesState.DRAFT, MinutesState.WITH_CHAIR)


def asks_for_notices(board: Board) -> bool:
    """Whether the law of a board asks for a written statement of its decisions."""
    return board.regime in (Regime.EXECUTIVE_2012, Regime.BOTH)


def write_notice(
    minute: Minute,
    *,
    by: Actor,
    seen: Mapping[str, object] | None = None,
    key_decision: bool = False,
    takes_effect: str = "",
    **statements: str,
) -> DecisionNotice:
    """Store the statements of a decision as a draft that only officers read.

    `seen` is what `as_read()` gave when the writer began; None: overwrite whatever is there.

    Raises Refused where the board owes no notice or it is public, Stale where `seen` is old.
    """
    with transaction.atomic():
        _owed(minute)
        notice = _locked(minute)
        if notice.published_at:
            raise Refused("This notice is public and stays as it is: correct the minutes instead.")
        if seen is not None and dict(seen) != as_read(notice):
            raise Stale(
                "Somebody else changed this notice while you wrote: nothing of yours is stored "
                "yet. Compare their words below with yours, then save again.",
                theirs=notice,
            )
        for name in STATEMENTS:
            setattr(notice, name, statements.pop(name, "").strip())
        if statements:
            raise TypeError(f"A notice has no {', '.join(statements)}.")
        notice.key_decision, notice.takes_effect = key_decision, takes_effect.strip()
        notice.full_clean()
        notice.save()
        audit.record("write", notice, by=by, board=minute.board)
    return notice


def publish_notice(minute: Minute, *, by: User) -> DecisionNotice:
    """Let the public read the statement of a decision, beside the minutes that tell of it.

    Raises Refused while the minutes are not public, or a statement is missing.
    """
    with transaction.atomic():
        _owed(minute)
        notice = _locked(minute)
        if notice.published_at:
            raise Refused("This notice is public already.")
        _may_go_out(minute, notice)
        notice.published_at, notice.published_by = timezone.now(), by
        notice.save()
        audit.record("publish", notice, by=by, board=minute.board)
    return notice


def as_read(notice: DecisionNotice) -> dict[str, object]:
    """What a notice says, to tell later whether it has changed."""
    names = (*STATEMENTS, "key_decision", "takes_effect")
    return {name: getattr(notice, name) for name in names}


def missing_statements(notice: DecisionNotice) -> list[str]:
    """The statements that are still to be made, in words."""
    return [words for name, words in STATEMENTS.items() if not getattr(notice, name).strip()]


def conflicts_of(declarations: Iterable[Declaration]) -> str:
    """The interests declared, one a line: who, what kind, of what nature, and whether they left."""
    return "\n".join(
        f"{each.attendance.name}: {each.kind.label.lower()}, {each.nature.rstrip('.')}"
        f"{', and left the room' if each.leaves_room else ''}."
        for each in declarations
    )


def dispensations_of(declarations: Iterable[Declaration]) -> str:
    """The dispensations told with the interests declared, one a line."""
    return "\n".join(
        f"{each.attendance.name}: {each.dispensation.rstrip('.')}."
        for each in declarations
        if each.dispensation
    )


def hours_since(minutes: Minutes, now: dt.datetime) -> int | None:
    """Whole hours since a meeting ended, or began where its end is not recorded.

    None where neither is known, or it is still to come.
    """
    ended = minutes.ended_at or minutes.opened_at or _called_for(minutes)
    if ended is None or ended > now:
        return None
    return int((now - ended).total_seconds() // 3600)


def _called_for(minutes: Minutes) -> dt.datetime | None:
    meeting = minutes.meeting
    if meeting.time is None:
        return None
    return timezone.make_aware(dt.datetime.combine(meeting.date, meeting.time))


def _owed(minute: Minute) -> None:
    board = minute.board
    if not asks_for_notices(board):
        raise Refused(
            f"The {board} meets under {board.regime.label}, which asks for no decision notices."
        )
    if not minute.resolutions.exclude(fate=Resolution.Fate.LOST).exists():
        raise Refused("This minute resolves nothing: write what was resolved first.")


def _may_go_out(minute: Minute, notice: DecisionNotice) -> None:
    if minute.minutes.state in NOT_OUT:
        raise Refused(
            "Publish the minutes first, as a draft if need be: the notice repeats their resolution."
        )
    if missing := missing_statements(notice):
        raise Refused(f"Write {joined_with_and(missing)}, or “None” where there were none.")


def _locked(minute: Minute) -> DecisionNotice:
    """The notice of a minute, or a new one, while nobody else changes either."""
    lock(minute)
    found: DecisionNotice | None = DecisionNotice.objects.filter(minute=minute).first()
    return found or DecisionNotice(minute=minute)
