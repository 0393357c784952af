"""Draft minutes before the chair: a link to them, changes proposed, and what became of each."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import User
from meetings.wording import page_date
from minutes.models import (
    Action,
    Attendance,
    ChairLink,
    ChairProposal,
    Minute,
    Minutes,
    MinutesState,
    Resolution,
    SubHeading,
    Vote,
)
from minutes.workflow import return_minutes
from minutes.writing.entries import change_minute, count_change, locked_entry

GOOD_FOR = dt.timedelta(days=14)
MOST_WAITING = 100
LONGEST = 5000
PROPOSED = "The chair proposes changes."
BY_HAND = (
    "These words do not stand once in the minute: take the minutes back, change them yourself, "
    "and say here that it is done."
)
OVER = {
    MinutesState.DRAFT: "These minutes are being changed. You get a new link with the next draft.",
    MinutesState.PUBLISHED_DRAFT: "These minutes are published now.",
}


def give_link(minutes: Minutes, *, name: str, email: str, by: User) -> ChairLink:
    """Let the chair open this draft by a link, for fourteen days; every earlier link ends.

    Raises Refused where the minutes are not with the chair.
    """
    with transaction.atomic():
        locked = lock(minutes)
        if locked.state != MinutesState.WITH_CHAIR:
            raise Refused("Send the minutes to the chair first: the link leads to that draft.")
        for each in locked.chair_links.filter(revoked_at=None):
            revoke_link(each, by=by)
        link = ChairLink(minutes=locked, name=name.strip(), email=email, sent_by=by)
        link.draft, link.expires_at = fingerprint(locked), timezone.now() + GOOD_FOR
        link.full_clean()
        link.save(force_insert=True)
        audit.record("send a link to", locked, by=by, to=link.name)
    return link


def revoke_link(link: ChairLink, *, by: User) -> ChairLink:
    """Let a link open nothing any more; what was proposed through it stays."""
    with transaction.atomic():
        locked = lock(link, "minutes__meeting")
        if locked.revoked_at is None:
            locked.revoked_at, locked.revoked_by = timezone.now(), by
            locked.save(update_fields=["revoked_at", "revoked_by"])
            audit.record("take back the link to", locked.minutes, by=by, to=locked.name)
    link.refresh_from_db()
    return link


def why_over(link: ChairLink) -> str:
    """Why a link leads nowhere any more; empty while it is good."""
    if link.revoked_at:
        return "This link was taken back. Ask the board’s officer for a new one."
    if link.expires_at <= timezone.now():
        return f"This link was good until {page_date(link.expires_at)} and is too old now."
    if link.minutes.state != MinutesState.WITH_CHAIR:
        return OVER.get(link.minutes.state, "These minutes are approved now.")
    if link.draft != fingerprint(link.minutes):
        return OVER[MinutesState.DRAFT]
    return ""


def fingerprint(minutes: Minutes) -> str:
    """What tells the words of one draft from those of another."""
    own = {"minute__minutes": minutes}
    said = [
        _values(Minute.objects.filter(minutes=minutes), *WORDS),
        _values(SubHeading.objects.filter(**own), "heading", "text"),
        _values(Resolution.objects.filter(**own), "label", "text", "fate"),
        _values(Vote.objects.filter(**own), "motion", "in_favour", "against", "abstained"),
        _values(Action.objects.filter(**own), "text", "owner", "due_on", "due_when"),
        _values(Attendance.objects.filter(minutes=minutes), "kind", "name", "role"),
        [minutes.chair_name, minutes.note, minutes.public_count],
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


WORDS = (
    *("position", "number", "title", "text", "urgent_reason"),
    *("restriction", "safe_title", "public_summary"),
)


def _values(records: QuerySet[Any], *names: str) -> list[list[object]]:
    return [list(each) for each in records.order_by("pk").values_list(*names)]


def propose(link: ChairLink, *, minute: Minute | None, old: str, new: str) -> ChairProposal:
    """Keep a change that the chair proposes through a link.

    Raises Refused where the link is over, nothing is said, or the words do not stand there.
    """
    with transaction.atomic():
        locked = _open(link)
        proposal = ChairProposal(link=locked, minute=minute, old=_lines(old), new=_lines(new))
        _check(proposal)
        proposal.full_clean()
        proposal.save(force_insert=True)
        audit.record("propose a change to", locked.minutes, by=f"{locked.name}, by link")
    return proposal


def _lines(said: str) -> str:
    """What was written into a form, with the line ends that the minutes have."""
    return said.replace("\r\n", "\n").strip()


def agree(link: ChairLink) -> ChairLink:
    """Record that the chair agrees to the draft as it stands. Raises Refused where it is over."""
    with transaction.atomic():
        locked = _open(link)
        locked.agreed_at = timezone.now()
        locked.save(update_fields=["agreed_at"])
        audit.record("agree to", locked.minutes, by=f"{locked.name}, by link")
    link.refresh_from_db()
    return link


def accept_proposal(proposal: ChairProposal, *, by: User, by_hand: bool = False) -> ChairProposal:
    """Put the chair's words into the draft; minutes with the chair are taken back for it.

    `by_hand` says that the officer has changed them already.

    Raises Refused where it is answered, the minutes are out, or the words do not stand there once.
    """
    with transaction.atomic():
        held = _waiting(proposal)
        minutes = lock(held.link.minutes)
        if minutes.state == MinutesState.WITH_CHAIR:
            return_minutes(minutes, by=by, reason=PROPOSED)
        if not by_hand:
            _put_in(held, by=by)
        held.accepted_at, held.answered_by_name = timezone.now(), by.name
        held.save(update_fields=["accepted_at", "answered_by_name"])
        audit.record("accept a change to", minutes, by=by, proposal=held.pk)
    proposal.refresh_from_db()
    return proposal


def refuse_proposal(proposal: ChairProposal, *, reason: str, by: User) -> ChairProposal:
    """Leave the words as they are, and say why."""
    if not reason.strip():
        raise Refused("Say why the words stay: the chair reads it, and the log keeps it.")
    with transaction.atomic():
        held = _waiting(proposal)
        held.refused_at, held.answered_by_name = timezone.now(), by.name
        held.reason = reason.strip()
        held.save(update_fields=["refused_at", "answered_by_name", "reason"])
        audit.record("refuse a change to", held.link.minutes, by=by, reason=reason.strip())
    proposal.refresh_from_db()
    return proposal


def _open(link: ChairLink) -> ChairLink:
    locked = lock(link, "minutes__meeting")
    if why := why_over(locked):
        raise Refused(why)
    if locked.agreed_at:
        raise Refused("You have agreed to these minutes: ask the board’s officer for a new link.")
    return locked


def _check(proposal: ChairProposal) -> None:
    if not (proposal.old or proposal.new):
        raise Refused("Write what should be changed.")
    if max(len(proposal.old), len(proposal.new)) > LONGEST:
        raise Refused(f"That is longer than {LONGEST:,} letters: propose it in parts.")
    if proposal.link.proposals.count() >= MOST_WAITING:
        raise Refused("There are very many proposals already: ring the board’s officer.")
    minute = proposal.minute
    if minute and minute.minutes_id != proposal.link.minutes_id:
        raise Refused("That minute is not in these minutes: choose another.")
    if minute and proposal.old and not _places(minute, proposal.old):
        raise Refused("Those words do not stand in that minute: copy them as they are printed.")


def _waiting(proposal: ChairProposal) -> ChairProposal:
    held = lock(proposal, "link__minutes__meeting", "minute")
    if not held.waits:
        raise Refused("Another officer has answered this proposal already.")
    return held


Part = Minute | SubHeading | Resolution


def _places(minute: Minute, words: str) -> list[tuple[Part, str]]:
    """Where words stand in a minute: the part and its field, once for each time."""
    parts: list[tuple[Part, str]] = [(minute, "title"), (minute, "text")]
    parts += [(each, "text") for each in minute.sub_headings.all()]
    parts += [(each, "text") for each in minute.resolutions.all()]
    return [place for place in parts for _ in range(str(getattr(place[0], place[1])).count(words))]


def _put_in(proposal: ChairProposal, *, by: User) -> None:
    minute, old = proposal.minute, proposal.old
    places = _places(minute, old) if minute and old else []
    if minute is None or len(places) != 1:
        raise Refused(BY_HAND)
    part, field = places[0]
    said = str(getattr(part, field)).replace(old, proposal.new).strip()
    if isinstance(part, Minute):
        change_minute(minute, revision=minute.revision, by=by, **{field: said})
        return
    stored = locked_entry(minute)
    setattr(part, field, said)
    part.full_clean()
    part.save(update_fields=[field])
    count_change(stored, "change", by=by, changes={"text": [old, proposal.new]})
