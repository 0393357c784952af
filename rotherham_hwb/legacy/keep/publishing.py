"""Letting the public see what was read from a pack."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from meetings import audit, workflow
from meetings.access import Restriction, RoleKind, viewer_for
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from minutes import workflow as minutes_room
from minutes.models import Minutes, MinutesState
from reports.models import Paper
from reports.workflow import publish_imported_paper
from rotherham_hwb.legacy.keep.importer import store_again
from rotherham_hwb.legacy.keep.restricting import kept_back
from rotherham_hwb.legacy.keep.unplaced import lines_to_look_at
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact


@dataclass(frozen=True)
class Outlook:
    """What publishing would make public, and what is not decided yet."""

    items: int
    papers: tuple[Paper, ...]
    minutes: tuple[Minutes, ...]
    others: tuple[Minutes, ...]  # of boards the officer does not serve: they stay drafts
    undecided: int
    doubtful: int
    rejected: int
    unstored: int
    kept_back: tuple[ReadFact, ...]  # restricted: the public reads a safe title and why
    unplaced: int  # lines of the file that no fact holds and nobody looked at

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.papers or self.minutes)


def outlook(pack: ImportedPack, *, by: User) -> Outlook:
    """What an officer would publish by publishing this pack now."""
    counts = live_facts(pack).aggregate(
        undecided=Count("pk", filter=Q(decision=Decision.UNDECIDED)),
        doubtful=Count("pk", filter=Q(decision=Decision.UNDECIDED) & DOUBTFUL),
        rejected=Count("pk", filter=Q(decision=Decision.REJECTED)),
        unstored=Count("pk", filter=~Q(problem="")),
    )
    own = _drafts(pack, by=by)
    others = Minutes.objects.filter(meeting__in=pack.earlier_meetings.all(), state="draft")
    return Outlook(
        items=pack.meeting.items.filter(published_at__isnull=True).count(),
        papers=tuple(_papers(pack)),
        minutes=tuple(own),
        others=tuple(others.exclude(pk__in=own.values("pk")).select_related("meeting__board")),
        kept_back=tuple(kept_back(pack)),
        unplaced=lines_to_look_at(pack),
        **counts,
    )


DOUBTFUL = ~Q(doubts=[]) | ~Q(problem="") | ~Q(stands=[])


def live_facts(pack: ImportedPack) -> QuerySet[ReadFact]:
    """The facts an officer decides on: of the newest file, and what stands against it."""
    return ReadFact.objects.filter(pack=pack)


def publish_import(pack: ImportedPack, *, by: User) -> None:
    """Let the public see the agenda, the papers and the minutes that a pack holds.

    Minutes of a board that the officer does not serve stay as they are, and so does what was
    rejected or could not be stored.

    Raises Refused, changing nothing, where all of it is public already.
    """
    with transaction.atomic():
        lock(pack)
        if outlook(pack, by=by).is_empty:
            raise Refused("All that was read from this pack is public already.")
        _publish_agenda(pack, by=by)
        for paper in _papers(pack):
            publish_imported_paper(paper, by=by)
        for minutes in _drafts(pack, by=by):
            _publish_minutes(minutes, by=by)
        audit.record("publish what was read from", pack, by=by)
        store_again(pack, by=by)


def _papers(pack: ImportedPack) -> QuerySet[Paper]:
    """The drafts that may go out. One that the pack keeps from the public stays a draft, unless an
    officer weighed the public interest in it on its own page.
    """
    ready = Paper.objects.filter(placements__item__meeting=pack.meeting, state="draft")
    may_go = Q(restriction=Restriction.OPEN) | ~Q(public_interest="")
    return ready.filter(may_go, versions__isnull=False).distinct()


def _drafts(pack: ImportedPack, *, by: User) -> QuerySet[Minutes]:
    own = viewer_for(by).boards_as(RoleKind.OFFICER)
    drafts = Minutes.objects.filter(
        meeting__in=pack.earlier_meetings.all(), meeting__board_id__in=own
    )
    ready = drafts.filter(state=MinutesState.DRAFT, entries__isnull=False).distinct()
    return ready.select_related("meeting__board")


def _publish_agenda(pack: ImportedPack, *, by: User) -> None:
    meeting = pack.meeting
    meeting.refresh_from_db()
    if meeting.state == "draft":
        workflow.call_meeting(meeting, by=by)
    _fill_in(pack, meeting, by=by)
    if meeting.agenda_published_at or not meeting.items.exists():
        return
    if meeting.date < timezone.localdate():
        workflow.publish_old_agenda(meeting, by=by)
    else:
        workflow.publish_agenda(meeting, by=by)


def _fill_in(pack: ImportedPack, meeting: Meeting, *, by: User) -> None:
    """Give a meeting that was known by its minutes alone the time and place its pack prints."""
    fact = pack.read_facts.filter(kind="meeting", gone=False).first()
    if fact is None or fact.decision == Decision.REJECTED:
        return
    said = {each["field"]: each["read"] for each in fact.stands if not each["now"]}
    told = {name: said[name] for name in ("time", "venue") if said.get(name)}
    if not told:
        return
    Meeting.objects.filter(pk=meeting.pk).update(**told)
    audit.record("update", meeting, by=by, pack=str(pack), changes=told)
    fact.applied = {**(fact.applied or {}), **told}
    fact.save(update_fields=["applied"])
    meeting.refresh_from_db()


def _publish_minutes(minutes: Minutes, *, by: User) -> None:
    meeting = minutes.meeting
    if meeting.state == "draft":
        workflow.call_meeting(meeting, by=by)
        if not ImportedPack.objects.filter(meeting=meeting).exists():
            workflow.record_held_before_us(meeting, by=by)
    minutes_room.send_to_chair(minutes, by=by)
    minutes_room.publish_minutes(minutes, by=by)
