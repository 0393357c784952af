"""Minutes drafted from the agenda: an entry for each item, with the words known beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from meetings import audit
from meetings.audit import Actor
from meetings.models import AgendaItem, Meeting
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import write_limbs
from minutes.models import Attendance, Declaration, Minute, Minutes, SubHeading
from minutes.writing.drafts import locked_draft
from minutes.writing.entries import place_by_agenda
from minutes.writing.numbering import series_for
from minutes.writing.phrases import NIL, OnRecord, Proposals, Stretch, stretches_of
from minutes.writing.sub_items import is_minuted_in_parent
from minutes.writing.urgency import urgent_reason

AHEAD = ("called", "agenda_published")
OVER = ("held", "closed")


def draft_minutes(minutes: Minutes, *, proposals: Proposals, by: Actor) -> list[Minute]:
    """Add what the minutes lack of the agenda; the entries that were added or filled in.

    What somebody wrote is never replaced. Said again, it adds what was recorded since.
    """
    with transaction.atomic():
        held = locked_draft(minutes)
        known = _read(held, proposals)
        present = {each.item_id: each for each in held.entries.all()}
        done = []
        for item in known.items:
            if is_minuted_in_parent(item):
                continue
            entry = present.get(item.pk)
            made = entry or _begin(held, item, by=by)
            if _fill(made, stretches_of(item, known)) or entry is None:
                done.append(made)
        if done:
            audit.record("draft", held, by=by, entries=[str(each.title) for each in done])
    return done


def missing_items(minutes: Minutes) -> list[AgendaItem]:
    """The agenda items that have no entry yet."""
    present = set(minutes.entries.values_list("item_id", flat=True))
    items = minutes.meeting.items.select_related("parent").order_by("position")
    return [each for each in items if each.pk not in present and not is_minuted_in_parent(each)]


def entry_for(minutes: Minutes, item: AgendaItem, *, by: Actor) -> Minute:
    """The entry of an agenda item, begun without words where there is none.

    Of a sub-item that is told in its item's minute: that one.
    """
    with transaction.atomic():
        own = item.parent if item.parent is not None and is_minuted_in_parent(item) else item
        held = locked_draft(minutes)
        found = held.entries.filter(item=own).order_by("position").first()
        return found or _begin(held, own, by=by)


def _begin(minutes: Minutes, item: AgendaItem, *, by: Actor) -> Minute:
    """An entry as restricted as its item, where the agenda has it."""
    made = Minute(
        minutes=minutes,
        board=minutes.meeting.board,
        series=series_for(minutes),
        item=item,
        title=item.title,
        restriction=item.restriction,
        safe_title=item.safe_title,
        exempt_paragraphs=list(item.exempt_paragraphs),
        urgent_reason=urgent_reason(item),
        position=minutes.entries.count() + 1,
    )
    made.full_clean(validate_unique=False)
    made.save()
    place_by_agenda(made)
    audit.record("add", made, by=by, title=made.title)
    return made


def _fill(entry: Minute, stretches: Sequence[Stretch]) -> bool:
    """Put in what an entry lacks; whether that was anything. One that was changed is left alone."""
    if entry.revision:
        return False
    own, *below = stretches
    changed = _fill_text(entry, own.text)
    headings: list[SubHeading] = []
    if below and not entry.sub_headings.exists():
        headings = _put_headings(entry, below)
    if not entry.resolutions.exists():
        limbs = [*own.limbs, *_under(headings, below)]
        write_limbs(entry, limbs, [""] * len(limbs))
        changed = changed or bool(limbs)
    return changed or bool(headings)


def _fill_text(entry: Minute, text: str) -> bool:
    """Drafted words give way to fuller ones that begin with them; so does “there was none”."""
    drafted = text.startswith(entry.text) or entry.text in NIL.values()
    if not drafted or entry.text == text:
        return False
    entry.text = text
    entry.save(update_fields=["text"])
    return True


def _put_headings(entry: Minute, below: Sequence[Stretch]) -> list[SubHeading]:
    return SubHeading.objects.bulk_create(
        SubHeading(minute=entry, position=position, heading=each.heading, text=each.text)
        for position, each in enumerate(below, start=1)
    )


def _under(headings: Sequence[SubHeading], below: Sequence[Stretch]) -> list[LimbDraft]:
    return [
        LimbDraft(limb.text, heading, limb.proposed, addressee=limb.addressee, kind=limb.kind)
        for heading, stretch in zip(headings, below, strict=False)
        for limb in stretch.limbs
    ]


def _read(minutes: Minutes, proposals: Proposals) -> OnRecord:
    meeting = minutes.meeting
    items = meeting.items.select_related("parent", "supplement", "minutes_of__board")
    declared = Declaration.objects.filter(attendance__minutes=minutes)
    attendances = list(minutes.attendances.order_by("position"))
    of_board = Meeting.objects.filter(board=meeting.board_id).select_related("board")
    return OnRecord(
        meeting=meeting,
        items=list(items.prefetch_related("presenters").order_by("position")),
        noted={each.item_id for each in minutes.notes.all() if each.item_id and each.text.strip()},
        apologies=[each for each in attendances if each.kind == Attendance.Kind.APOLOGIES],
        roll_was_taken=bool(attendances),
        declarations=list(
            declared.select_related("attendance", "item").order_by("attendance__position", "pk")
        ),
        previous=of_board.filter(date__lt=meeting.date, state__in=OVER).first(),
        following=of_board.filter(date__gt=meeting.date, state__in=AHEAD).last(),
        proposals=proposals,
    )
