"""The minutes of one meeting as one viewer is shown them, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import Meeting
from minutes.models import (
    Action,
    Attendance,
    Ballot,
    Correction,
    Declaration,
    Minute,
    Minutes,
    MinutesState,
    Reference,
)
from minutes.permissions import correction_lifted, declaration_lifted
from rotherham_hwb.shown.boards_that_meet import boards_line
from rotherham_hwb.shown.minutes.data import (
    ShownCorrection,
    ShownGroup,
    ShownMinutes,
    ShownPerson,
)
from rotherham_hwb.shown.minutes.limbs import limbs
from rotherham_hwb.shown.minutes.one_minute import Beside, shown_minute
from rotherham_hwb.shown.minutes.sentences import (
    Style,
    correction_words,
    number_of,
    public_sentence,
    read_happenings,
)
from rotherham_hwb.shown.prose import Prose
from rotherham_hwb.shown.removals import IN_MINUTES, is_whole, removals, with_removals

Corrections = dict[int | None, tuple[ShownCorrection, ...]]
"""By the id of the minute they correct."""


def shown_minutes(
    minutes: Minutes, viewer: Viewer, *, style: Style, only: Minute | None = None
) -> ShownMinutes:
    """The minutes as far as their classes leave them open to a viewer; `only`: one minute of them.

    Their state is not asked here: whether a viewer may have a draft at all is decided by
    whoever finds it, with `visible_to`, or puts it to the board.
    """
    own = Minute.objects.classed_for(viewer).filter(minutes=minutes)
    entries = list(with_removals(own).order_by("position"))
    wanted = [each for each in entries if only is None or each == only]
    _add_parts(minutes, wanted, viewer, style)
    attendances = list(minutes.attendances.prefetch_related("movements"))
    told = read_happenings(minutes, entries, attendances, _interests(minutes, viewer), style)
    corrections = _corrections(minutes, viewer)
    removed = removals(Minute, wanted)
    beside = Beside(minutes, style, told, corrections, removed)
    return ShownMinutes(
        board=boards_line(minutes.meeting),
        day=minutes.meeting.date,
        state=MinutesState(minutes.state),
        present=_present(attendances),
        apologies=_people(attendances, Attendance.Kind.APOLOGIES),
        chair=minutes.chair_name,
        public=public_sentence(minutes),
        happened=told.general if only else (*told.general, *_removed_beside(minutes)),
        interests=told.interests,
        corrections=corrections.get(None, ()),
        word=minutes.word,
        entries=tuple(shown_minute(each, beside) for each in wanted),
    )


def _removed_beside(minutes: Minutes) -> tuple[str, ...]:
    """Of what stands in no numbered minute: who was there, what they declared."""
    if is_whole(minutes):
        return ()
    told = removals(Meeting, [minutes.meeting], only=IN_MINUTES)
    return told.beside(minutes.meeting_id)


def _add_parts(minutes: Minutes, entries: list[Minute], viewer: Viewer, style: Style) -> None:
    """Fetch what hangs on the minutes a viewer gets: of a withheld one, nothing is read."""
    for each in entries:
        each.minutes = minutes
    ballots = Prefetch("votes__ballots", queryset=Ballot.objects.select_related("attendance"))
    actions = Prefetch("actions", queryset=Action.objects.select_related("limb", "due_at"))
    parts: list[str | Prefetch[str]] = [*limbs(), ballots, actions]
    if style.leads:
        parts.append(_references_for(viewer))
    prefetch_related_objects([each for each in entries if not each.withheld], *parts)


def _references_for(viewer: Viewer) -> Prefetch[str]:
    """References in words a viewer may read; what may not be read itself, gets no link."""
    may_read = Minute.objects.visible_to(viewer).filter(pk=OuterRef("target"))
    references = Reference.objects.visible_to(viewer).select_related("target__minutes__meeting")
    return Prefetch("references", queryset=references.annotate(may_read=Exists(may_read)))


def _interests(minutes: Minutes, viewer: Viewer) -> Iterable[Declaration]:
    found = Declaration.objects.filter(declaration_lifted(viewer), attendance__minutes=minutes)
    return found.select_related("attendance", "item").order_by("attendance__position", "pk")


def _present(attendances: Sequence[Attendance]) -> tuple[ShownGroup, ...]:
    """Those present, group by group in the order printed."""
    present = (each for each in attendances if each.kind == Attendance.Kind.PRESENT)
    groups = groupby(present, key=lambda each: each.group)
    return tuple(ShownGroup(heading, tuple(map(_person, held))) for heading, held in groups)


def _people(attendances: Sequence[Attendance], kind: Attendance.Kind) -> tuple[ShownPerson, ...]:
    return tuple(_person(each) for each in attendances if each.kind == kind)


def _person(attendance: Attendance) -> ShownPerson:
    return ShownPerson(
        attendance.name,
        attendance.organisation_or_post,
        attendance.role,
        attendance.representing,
        remote=attendance.mode == Attendance.Mode.REMOTE,
    )


def _corrections(minutes: Minutes, viewer: Viewer) -> Corrections:
    told = Correction.objects.filter(correction_lifted(viewer), minutes=minutes)
    found: Corrections = {}
    for each in told.select_related("made_in__minutes__meeting"):
        found[each.minute_id] = (*found.get(each.minute_id, ()), shown_correction(each))
    return found


def shown_correction(correction: Correction) -> ShownCorrection:
    """A correction that its viewer may read, with the minute that made it."""
    made_in = correction.made_in
    day = made_in.minutes.meeting.date if made_in else timezone.localdate(correction.made_at)
    number = number_of(made_in)
    href = made_in.get_absolute_url() if made_in and number else ""
    return ShownCorrection(
        day, made_in is not None, number, href, Prose(correction_words(correction))
    )
