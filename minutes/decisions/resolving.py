"""What a minute resolved, limb by limb, and the parts under headings in which it is told."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model

from meetings.audit import Actor
from meetings.lifecycle import Refused
from minutes.decisions.limbs import LimbDraft, guess_kind, labels_for, settled_fate
from minutes.models import Minute, Resolution, SubHeading
from minutes.writing.entries import count_change, locked_entry

ASIDE = 10_000
"""Added to places for a moment, where they are unique at once and not at the end."""


def set_sub_headings(
    minute: Minute, stretches: Sequence[tuple[str, str]], *, by: Actor
) -> list[SubHeading]:
    """Give a minute its stretches: the heading and the text of each, in order.

    One that keeps its heading, or else its turn, keeps its limbs and votes; the limbs of one
    that goes stand before the first.
    """
    wanted = [(heading.strip(), text.strip()) for heading, text in stretches]
    if any(not heading for heading, _ in wanted):
        raise Refused("Give each part a heading, or leave it out.")
    with transaction.atomic():
        stored = locked_entry(minute)
        present = list(stored.sub_headings.all())
        if [(each.heading, each.text) for each in present] == wanted:
            return present
        stored.sub_headings.update(position=F("position") + ASIDE)
        made = _paired(stored, present, wanted)
        stored.sub_headings.exclude(pk__in=[each.pk for each in made]).delete()
        _settle_limbs(stored)
        count_change(stored, "set the parts of", by=by, headings=[each for each, _ in wanted])
    return made


def set_limbs(minute: Minute, limbs: Sequence[LimbDraft], *, by: Actor) -> list[Resolution]:
    """Write what a minute resolved: its limbs in order, those under a sub-heading with it.

    They are numbered on over the sub-headings; a lost one is kept without a number.

    Raises Refused where a limb has no text, or what was said of it does not agree with it.
    """
    proposals = any(each.proposed.strip() for each in limbs)
    fates = [settled_fate(each, proposals=proposals) for each in limbs]
    with transaction.atomic():
        stored = locked_entry(minute)
        before = _limbs_shown(stored)
        made = write_limbs(stored, limbs, fates)
        if _limbs_shown(stored) != before:
            count_change(stored, "resolve in", by=by, limbs=len(made))
    return made


def write_limbs(
    minute: Minute, limbs: Sequence[LimbDraft], fates: Sequence[str]
) -> list[Resolution]:
    """Store limbs with what became of each; runs in the transaction of a verb.

    A limb that was proposed and has no fate is still to be decided.
    """
    present = {each.pk: each for each in minute.resolutions.all()}
    minute.resolutions.update(position=F("position") + ASIDE)
    made = [
        _limb(minute, present.pop(draft.pk or 0, None), draft, fate, position)
        for position, (draft, fate) in enumerate(zip(limbs, fates, strict=True), start=1)
    ]
    minute.resolutions.exclude(pk__in=[each.pk for each in made]).delete()
    _settle_limbs(minute)
    return list(minute.resolutions.all())


def _paired(
    minute: Minute, present: list[SubHeading], wanted: list[tuple[str, str]]
) -> list[SubHeading]:
    """A row for each wanted stretch: that of the same heading, else the next one left, else new."""
    by_heading = {each.heading: each for each in reversed(present)}
    chosen = [by_heading.pop(heading, None) for heading, _ in wanted]
    left = iter([each for each in present if each not in chosen])
    made = []
    for position, ((heading, text), row) in enumerate(zip(wanted, chosen, strict=True), start=1):
        kept = row or next(left, None) or SubHeading(minute=minute)
        kept.position, kept.heading, kept.text = position, heading, text
        _clean(kept, "Shorten the heading: it may have 300 characters.")
        kept.save()
        made.append(kept)
    return made


def _limb(
    minute: Minute,
    present: Resolution | None,
    draft: LimbDraft,
    fate: str,
    position: int,
) -> Resolution:
    row = present or Resolution(minute=minute)
    row.position, row.label, row.text = position, "", draft.text.strip()
    row.under, row.fate, row.proposed = draft.under, fate, draft.proposed.strip()
    row.kind = draft.kind or guess_kind(row.text)
    row.addressee = draft.addressee.strip()
    if row.under is not None and row.under.minute_id != minute.pk:
        raise Refused("A resolution stands under a heading of its own minute.")
    _clean(row, "Shorten whom the resolution asks: the name may have 200 characters.")
    row.save()
    return row


def _clean(row: Model, sentence: str) -> None:
    try:
        row.clean_fields()
    except ValidationError as error:
        raise Refused(sentence) from error


def _settle_limbs(minute: Minute) -> None:
    """Put the limbs in the order of their sub-headings, and label them on from each other."""
    rows = sorted(
        minute.resolutions.select_related("under"),
        key=lambda each: (each.under.position if each.under else 0, each.position),
    )
    minute.resolutions.update(position=F("position") + ASIDE)
    for position, (row, label) in enumerate(
        zip(rows, labels_for([each.fate for each in rows]), strict=True), start=1
    ):
        row.position, row.label = position, label
    Resolution.objects.bulk_update(rows, ["position", "label"])


def _limbs_shown(minute: Minute) -> list[tuple[object, ...]]:
    rows = minute.resolutions.order_by("position")
    return list(rows.values_list("label", "text", "under", "fate", "proposed", "kind", "addressee"))
