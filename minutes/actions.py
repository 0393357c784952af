"""Actions: put down with the minutes, owed by somebody, reported on, done or carried forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused, Stale, Transition, move
from meetings.locking import lock, lock_key
from meetings.models import Meeting, MeetingState, Organisation, Person, Post, User
from meetings.wording import joined_with_and, plain_date
from minutes.models import (
    LIVE,
    Action,
    ActionOwner,
    ActionReport,
    ActionState,
    Minute,
    MinutesState,
    Resolution,
)
from minutes.writing.drafts import locked_draft
from minutes.writing.entries import CHANGED_MINUTE


def _check_written(action: Action) -> None:
    """Raises Refused while the minutes are a draft: what they ask for may still change."""
    if not _is_minuted(action):
        raise Refused(
            f"The minutes that ask for {action} are still a draft: send them to the chair first."
        )


WRITTEN = (_check_written,)
FINISH = Transition("finish", ("open", "carried"), "done", checks=WRITTEN)
CARRY = Transition("carry forward", ("open", "carried"), "carried", checks=WRITTEN)
DROP = Transition("drop", ("open", "carried"), "dropped", needs_reason=True, checks=WRITTEN)
REOPEN = Transition("reopen", ("done", "dropped"), "open", needs_reason=True)

ACTION_TABLE = (FINISH, CARRY, DROP, REOPEN)

LONGEST_REPORT = 4000
"""Letters in one report of progress: a page and a half."""
ASIDE = 10_000
"""Added to places for a moment, where they are unique at once and not at the end."""
MOST_WAITING = 10
"""Reports on one action that may wait for an officer: a link goes through many hands."""


@dataclass(frozen=True)
class OwnerDraft:
    """Somebody who shall owe an action; the records are links where they are known."""

    name: str
    email: str = ""
    person: Person | None = None
    post: Post | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True)
class ActionDraft:
    """An action as an officer writes it; at most one of the three ways to be due.

    `pk` is the stored action that it replaces, so that what hangs on that one stays.
    """

    text: str
    limb: Resolution | None = None
    owners: tuple[OwnerDraft, ...] = ()
    due_on: dt.date | None = None
    due_at: Meeting | None = None
    due_when: str = ""
    pk: int | None = None


def owner_called(name: str, *, email: str = "") -> OwnerDraft:
    """The owner of this name, with the one person, post or organisation that is called so."""
    name = " ".join(name.split())
    people = Person.objects.filter(name__iexact=name)[:2]
    posts = Post.objects.filter(title__iexact=name)[:2]
    return OwnerDraft(
        name=name,
        email=email,
        person=people[0] if len(people) == 1 else None,
        post=posts[0] if len(posts) == 1 else None,
        organisation=Organisation.objects.filter(name__iexact=name).first(),
    )


def put_actions(
    minute: Minute, drafts: Sequence[ActionDraft], *, by: Actor, revision: int | None = None
) -> list[Action]:
    """Make these the actions of a draft minute, in this order; one no draft names goes.

    `revision` is the minute's as it was when they were written.

    Raises Stale where somebody changed the minute since; Refused where the minutes are no
    draft, an action has no words, is due before its meeting, or goes although something was
    reported on it.
    """
    with transaction.atomic():
        minutes = locked_draft(minute.minutes)
        stored: Minute = lock(minute)
        if revision is not None and stored.revision != revision:
            raise Stale(CHANGED_MINUTE, theirs=stored)
        stored.minutes = minutes
        present = {each.pk: each for each in stored.actions.all()}
        kept = [present.pop(draft.pk or 0, None) for draft in drafts]
        _remove(present.values())
        stored.actions.update(position=F("position") + ASIDE)
        made = [
            _put(before or Action(minute=stored), at, draft)
            for at, (before, draft) in enumerate(zip(kept, drafts, strict=True), start=1)
        ]
        _count_change(stored)
        audit.record("set the actions of", stored, by=by, actions=[each.text for each in made])
    minute.revision = stored.revision + 1
    return made


def _remove(actions: Iterable[Action]) -> None:
    """Raises Refused for one that something hangs on: it would go with the action."""
    for action in actions:
        if action.reports.exists() or action.state != ActionState.OPEN:
            raise Refused(f"Something was reported on {action}: keep it, and change its words.")
        action.delete()


def _put(action: Action, position: int, draft: ActionDraft) -> Action:
    text, minute = draft.text.strip(), action.minute
    if not text:
        raise Refused("An action has no words: write what is to be done, or remove it.")
    if draft.limb and draft.limb.minute_id != minute.pk:
        raise Refused(
            f"“{text}” comes from a resolution of another minute: choose one of this minute."
        )
    _check_due(text, minute.minutes.meeting, draft.due_on, draft.due_at, draft.due_when)
    action.position, action.text, action.limb = position, text, draft.limb
    action.owner = _printed(draft.owners)
    action.due_on, action.due_at = draft.due_on, draft.due_at
    action.due_when = draft.due_when.strip()
    action.revised_on, action.revised_at, action.revised_when = None, None, ""
    action.full_clean()
    action.save()
    _name_owners(action, draft.owners)
    return action


def _check_due(
    text: str, meeting: Meeting, on: dt.date | None, at: Meeting | None, when: str
) -> None:
    """Raises Refused for a day or a meeting too early, and for more than one way to be due."""
    if sum(map(bool, (on, at, when.strip()))) > 1:
        raise Refused(f"“{text}” is due in two ways: give a day, a meeting or a condition.")
    own = plain_date(meeting.date)
    if on and on < meeting.date:
        raise Refused(
            f"“{text}” would be due on {plain_date(on)}, before its own meeting of {own}: choose a "
            "later day."
        )
    if at and at.date <= meeting.date:
        raise Refused(
            f"“{text}” would be due at the meeting of {plain_date(at.date)}, which does not come "
            f"after its own of {own}: choose a later one."
        )
    if at and at.state in (MeetingState.CANCELLED, MeetingState.POSTPONED):
        raise Refused(f"The meeting of {plain_date(at.date)} does not take place: choose another.")


def _printed(owners: Sequence[OwnerDraft]) -> str:
    """The names as the minutes print them. Raises Refused for one without a name, or too many."""
    names = [owner.name.strip() for owner in owners]
    if not all(names):
        raise Refused("An owner has no name: write who it is, or remove them.")
    if len({name.casefold() for name in names}) < len(names):
        raise Refused("An owner is named twice: remove one of the two.")
    longest = Action._meta.get_field("owner").max_length or 0
    if len(joined_with_and(names)) > longest:
        raise Refused(f"The owners’ names are longer than {longest} letters together: name fewer.")
    return joined_with_and(names)


def _name_owners(action: Action, owners: Sequence[OwnerDraft]) -> None:
    """Store the owners; whoever was one before, at the same address, keeps their link."""
    before = {(each.name, each.email): each for each in action.owners.all()}
    kept = {(each.name.strip(), each.email): each for each in owners}
    action.owners.exclude(pk__in=[each.pk for key, each in before.items() if key in kept]).delete()
    action.owners.update(position=F("position") + len(before) + len(kept))
    for position, (key, draft) in enumerate(kept.items(), start=1):
        owner = before.get(key) or ActionOwner(action=action, name=key[0], email=draft.email)
        owner.position, owner.person = position, draft.person
        owner.post, owner.organisation = draft.post, draft.organisation
        owner.full_clean(validate_constraints=False)
        owner.save()


def assign(action: Action, owners: Sequence[OwnerDraft], *, by: Actor) -> Action:
    """Say who owes an action; published minutes keep the names they print.

    Raises Refused where nobody is named once the minutes are no draft.
    """
    printed = _printed(owners)
    with transaction.atomic():
        locked = _locked_with_minute(action)
        before = locked.owners_line
        if _is_minuted(locked) and not owners:
            raise Refused("Name at least one owner: the minutes are written, and somebody owes it.")
        _name_owners(locked, owners)
        if not _is_minuted(locked):
            locked.owner = printed
            locked.save(update_fields=["owner"])
            _count_change(locked.minute)
        audit.record("assign", locked, by=by, was=before, now=printed)
    action.refresh_from_db()
    return action


def set_due(
    action: Action,
    *,
    by: Actor,
    due_on: dt.date | None = None,
    due_at: Meeting | None = None,
    due_when: str = "",
) -> Action:
    """Say when an action is due now; minutes that are no draft keep the words they print."""
    with transaction.atomic():
        locked = _locked_with_minute(action)
        meeting = locked.minute.minutes.meeting
        _check_due(locked.text, meeting, due_on, due_at, due_when)
        minuted = _is_minuted(locked)
        if minuted and not (due_on or due_at or due_when.strip()):
            raise Refused("Say when it is due now: a day, a meeting or a condition.")
        way = "revised" if minuted else "due"
        told = {f"{way}_on": due_on, f"{way}_at": due_at, f"{way}_when": due_when.strip()}
        for name, value in told.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(told))
        if not minuted:
            _count_change(locked.minute)
        said = {name: str(value) for name, value in told.items() if value}
        audit.record("set the due day of", locked, by=by, due=said)
    action.refresh_from_db()
    return action


def is_overdue(action: Action, today: dt.date) -> bool:
    """Whether an action is still to be done and its day, or that of its meeting, has passed."""
    on, at, _ = action.due_now
    day = on or (at.date if at else None)
    return action.is_live and day is not None and day < today


def finish(action: Action, *, done_on: dt.date, by: User) -> Action:
    """Record that an action was done, on a day from its meeting on until today."""
    if done_on < action.minute.minutes.meeting.date:
        raise Refused("It cannot have been done before its meeting: give a later day.")
    if done_on > timezone.localdate():
        raise Refused("It cannot have been done on a day that is still to come.")
    return move(action, FINISH, by=by, also={"done_on": done_on})


def carry(action: Action, *, by: User, reason: str = "") -> Action:
    """Carry an action forward to the next meeting; again where it was carried before."""
    return move(action, CARRY, by=by, reason=reason)


def drop(action: Action, *, reason: str, by: User) -> Action:
    """Record that an action is no longer needed, and why."""
    return move(action, DROP, by=by, reason=reason)


def reopen(action: Action, *, reason: str, by: User) -> Action:
    """Take an action up again that was done or dropped."""
    return move(action, REOPEN, by=by, reason=reason, also={"done_on": None})


def report_progress(
    action: Action,
    *,
    text: str,
    by_name: str,
    owner: ActionOwner | None = None,
    says_done: bool = False,
    by: Actor | None = None,
) -> ActionReport:
    """Keep what somebody says of how an action stands; an officer takes it or refuses it.

    `by` is the user who writes it down; without one it came through a link, from `by_name`.

    Raises Refused where nothing is said, or the action waits for nobody any more.
    """
    text = text.strip()
    if not text:
        raise Refused("Write how it stands, in a sentence or two.")
    if len(text) > LONGEST_REPORT:
        raise Refused(f"That is longer than {LONGEST_REPORT:,} letters: shorten it.")
    with transaction.atomic():
        locked = _locked(action)
        _check_open_to_reports(locked, owner)
        report = ActionReport(
            action=locked, owner=owner, by_name=by_name, text=text, says_done=says_done
        )
        report.full_clean()
        report.save(force_insert=True)
        audit.record("report on", locked, by=by or f"{by_name}, by link", says_done=says_done)
    return report


def _check_open_to_reports(action: Action, owner: ActionOwner | None) -> None:
    _check_written(action)
    if action.state not in LIVE:
        state = action.state.label.lower()
        raise Refused(f"This action is {state}: there is nothing more to report.")
    if owner and owner.action_id != action.pk:
        raise Refused("Somebody else owes this action now: tell the officer of the board.")
    waiting = action.reports.filter(taken_at=None, refused_at=None).count()
    if waiting >= MOST_WAITING:
        raise Refused(
            f"{waiting} reports on this action wait to be read: ring the officer of the board."
        )


def take_report(report: ActionReport, *, by: User) -> ActionReport:
    """Take a report over into the log, where all may read it; one that says done finishes it."""
    with transaction.atomic():
        taken = _waiting(report)
        taken.taken_at, taken.taken_by_name = timezone.now(), by.name
        taken.save(update_fields=["taken_at", "taken_by_name"])
        audit.record("take a report on", taken.action, by=by, report=taken.pk)
        if taken.says_done and taken.action.state in LIVE:
            finish(taken.action, done_on=_day_of(taken), by=by)
    report.refresh_from_db()
    return report


def refuse_report(report: ActionReport, *, reason: str, by: User) -> ActionReport:
    """Keep a report out of the log; the trail says why."""
    if not reason.strip():
        raise Refused("Say why it is not taken: the log keeps the reason.")
    with transaction.atomic():
        refused = _waiting(report)
        refused.refused_at = timezone.now()
        refused.save(update_fields=["refused_at"])
        audit.record("refuse a report on", refused.action, by=by, reason=reason, report=refused.pk)
    report.refresh_from_db()
    return report


def tell_progress(
    action: Action, *, text: str, by_name: str, says_done: bool = False, by: User
) -> ActionReport:
    """Write down what an officer was told of an action, and take it at once."""
    with transaction.atomic():
        report = report_progress(action, text=text, by_name=by_name, says_done=says_done, by=by)
        return take_report(report, by=by)


def _waiting(report: ActionReport) -> ActionReport:
    locked = lock(report, "action__minute__minutes__meeting")
    if not locked.waits:
        raise Refused("Another officer has answered this report already.")
    return locked


def _day_of(report: ActionReport) -> dt.date:
    """The day a report says done of; one of a meeting still to come is that meeting's."""
    return max(timezone.localdate(report.reported_at), report.action.minute.minutes.meeting.date)


def _locked(action: Action) -> Action:
    return lock(action, "minute__minutes__meeting")


def _locked_with_minute(action: Action) -> Action:
    """Its minute first, as `put_actions` takes them."""
    lock_key(Minute, action.minute_id, no_key=True)
    return _locked(action)


def _count_change(minute: Minute) -> None:
    """A form of the minute's actions that was opened before is stale now."""
    Minute.objects.filter(pk=minute.pk).update(revision=F("revision") + 1)


def _is_minuted(action: Action) -> bool:
    """Whether the minutes have left draft, so that their words stay."""
    return action.minute.minutes.state != MinutesState.DRAFT
