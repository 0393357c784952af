"""One minute as its viewer is shown it: whole, or what the public may know of a withheld one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from meetings.wording import page_date
from minutes.models import Action, ActionState, Minute, Minutes, Resolution
from rotherham_hwb.shown.minutes.data import (
    ShownAction,
    ShownCorrection,
    ShownLimb,
    ShownMinute,
    ShownReference,
    ShownStretch,
)
from rotherham_hwb.shown.minutes.limbs import labels_of, resolved
from rotherham_hwb.shown.minutes.sentences import Happenings, Style, falls_due_words, vote_told
from rotherham_hwb.shown.prose import Prose, targets_of
from rotherham_hwb.shown.removals import Removals

RESOLVED = "Resolved"
"""What stands over the words of an exclusion, whatever the board’s own word is."""


@dataclass(frozen=True)
class Beside:
    """What is told beside the entries of one meeting's minutes, as its viewer may know it."""

    minutes: Minutes
    style: Style
    told: Happenings
    corrections: Mapping[int | None, tuple[ShownCorrection, ...]]
    removed: Removals


def shown_minute(minute: Minute, beside: Beside) -> ShownMinute:
    """One minute, classed for its viewer; of a withheld one, what the public may know."""
    restriction = Restriction(minute.restriction)
    restricted = restriction != Restriction.OPEN
    removed = beside.removed.beside(minute.pk, withheld=minute.withheld)
    known = ShownMinute(
        f"minute-{minute.pk}",
        minute.number,
        minute.safe_title,
        minute.get_absolute_url() if minute.number else "",
        withheld=minute.withheld,
        why=withheld_sentence(minute) if restricted else "",
        after=(*beside.told.after.get(minute.pk, ()), *removed),
    )
    if minute.withheld:
        return replace(known, summary=Prose(minute.public_summary))
    return _whole(minute, replace(known, mark=restriction if restricted else None), beside)


def _whole(minute: Minute, known: ShownMinute, beside: Beside) -> ShownMinute:
    references = minute.references.all() if beside.style.leads else ()
    prose = partial(Prose, targets=targets_of(references), day=beside.minutes.meeting.date)
    corrections = beside.corrections.get(minute.pk, ())
    return replace(
        known,
        title=minute.title,
        before=tuple(beside.told.before.get(minute.pk, ())),
        stretches=tuple(_stretches(minute, prose, beside)),
        corrections=tuple(replace(each, prose=prose(each.prose.text)) for each in corrections),
        actions=tuple(shown_action(each, beside.style) for each in minute.actions.all()),
        references=tuple(map(_reference, references)),
    )


def _stretches(minute: Minute, prose: partial[Prose], beside: Beside) -> Iterator[ShownStretch]:
    """The minute before its first sub-heading, and below each."""
    limbs, headings = resolved(minute), list(minute.sub_headings.all())
    labels = dict(zip(limbs, labels_of(limbs), strict=True))
    loose = _loose(minute.actions.all(), limbs)
    for heading in (None, *headings):
        pk = heading.pk if heading else None
        is_last = heading == (headings[-1] if headings else None)
        own = [each for each in limbs if each.under_id == pk]
        excludes = any(each.kind == Resolution.Kind.EXCLUSION for each in own)
        votes = (each for each in minute.votes.all() if each.under_id == pk)
        actions = (each for each in loose if _stands_under(each, pk, is_last=is_last))
        yield ShownStretch(
            heading.heading if heading else "",
            prose(heading.text if heading else minute.text),
            tuple(vote_told(each, beside.minutes.chair_name) for each in votes),
            tuple(
                ShownLimb(labels[each], prose(each.text), actions=_same(each, minute, beside.style))
                for each in own
            ),
            tuple(shown_action(each, beside.style) for each in actions),
            RESOLVED if excludes else beside.minutes.word,
        )


def _same(limb: Resolution, minute: Minute, style: Style) -> tuple[ShownAction, ...]:
    """The actions that ask for just what the limb says."""
    return tuple(
        shown_action(each, style) for each in minute.actions.all() if _is_said_by(each, limb)
    )


def _is_said_by(action: Action, limb: Resolution) -> bool:
    owned = bool(action.owner)
    return owned and action.limb_id == limb.pk and action.text.strip() == limb.text.strip()


def _loose(actions: Iterable[Action], limbs: Sequence[Resolution]) -> list[Action]:
    """The actions to be told in words of their own."""
    by_pk = {each.pk: each for each in limbs}
    return [
        each
        for each in actions
        if each.limb_id not in by_pk or not _is_said_by(each, by_pk[each.limb_id])
    ]


def _stands_under(action: Action, heading: int | None, *, is_last: bool) -> bool:
    """With its limb; where it comes from none, in the last stretch."""
    return action.limb.under_id == heading if action.limb else is_last


def shown_action(action: Action, style: Style) -> ShownAction:
    """An action of a minute that its viewer may read."""
    return ShownAction(
        action.text,
        action.owner,
        action.due_on,
        falls_due_words(action, style.day),
        action.done_on,
        ActionState(action.state),
    )


def _reference(reference: Any) -> ShownReference:
    target = reference.target
    if target is None or not reference.may_read:
        return ShownReference(reference.text, "", "")
    day = page_date(target.minutes.meeting.date)
    return ShownReference(reference.text, target.get_absolute_url(), day)
