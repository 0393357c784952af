"""Publishing an agenda: one transaction over the meeting, its papers and its pack."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.locking import lock, lock_key
from meetings.models import Meeting, Supplement, User
from meetings.supplements import publish_supplement_items
from meetings.workflow import call_meeting, publish_agenda
from minutes.models import Minutes
from minutes.permissions import PUBLIC_STATES
from reports.models import UNPUBLISHED, Paper, PaperState, Placement
from reports.workflow import publish_paper
from rotherham_hwb.checks.run import must_pass
from rotherham_hwb.notifications.agenda import tell_published
from rotherham_hwb.packs.contents.action_logs import freeze_logs
from rotherham_hwb.packs.editions.releases import publish_release, ready_release
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.typesetting.typesetter import one_setting_process
from rotherham_hwb.publishing.indexing import index_meeting

GOING_OUT = [state for state in UNPUBLISHED if state != PaperState.DEFERRED]
"""A deferred paper stays behind; one that is not cleared holds up the publication."""

ISSUED_TOGETHER = (Kind.SUPPLEMENT, Kind.CONSOLIDATED)


def publish_meeting_papers(
    meeting: Meeting, *, by: User, shorter_notice: str = "", at: datetime | None = None
) -> None:
    """Make the agenda, its papers and its packs public (each as far as its class allows).

    `shorter_notice` says why it comes too late for the clear days; `at` is when it happened
    (aware; default now).

    Raises Refused, changing nothing, where the agenda may not be published yet.
    """
    when = at or timezone.now()
    must_pass(meeting)  # reads the papers, which takes long the first time: before any lock
    _set_sections(meeting, Kind.MAIN)
    with transaction.atomic():
        locked = lock(meeting)
        _hold_still(locked)
        minutes_must_be_public(locked)
        must_pass(locked)
        release = publish_release(locked, kind=Kind.MAIN, supplement=0, by=by, at=when)
        if locked.state == "draft":
            call_meeting(locked, by=by, at=when)
        freeze_logs(locked)
        publish_agenda(locked, by=by, shorter_notice=shorter_notice, at=when)
        papers = Paper.objects.filter(placements__item__meeting=locked, state__in=GOING_OUT)
        for paper in papers.distinct():
            publish_paper(paper, by=by, at=when)
        tell_published(locked, [release])
        index_meeting(locked)
    meeting.refresh_from_db()


def publish_supplement(supplement: Supplement, *, by: User) -> None:
    """Make a supplement, its late items and papers, its pack and the consolidated one public.

    Raises Refused, changing nothing, where it may not be published yet.
    """
    when = timezone.now()
    must_pass(supplement.meeting, supplement)
    _set_sections(supplement.meeting, *ISSUED_TOGETHER, supplement=supplement.number)
    with transaction.atomic():
        meeting = lock_key(Meeting, supplement.meeting_id)
        _hold_still(meeting)
        must_pass(meeting, supplement)
        releases = [
            publish_release(meeting, kind=kind, supplement=supplement.number, by=by, at=when)
            for kind in ISSUED_TOGETHER
        ]
        publish_supplement_items(supplement, by=by, at=when)
        papers = Paper.objects.filter(placements__supplement=supplement, state__in=GOING_OUT)
        for paper in papers.distinct():
            publish_paper(paper, by=by, at=when)
        tell_published(meeting, releases, supplement)
        index_meeting(meeting)


@one_setting_process()
def _set_sections(meeting: Meeting, *kinds: Kind, supplement: int = 0) -> None:
    """Set and keep what planning the packs counts pages of: nobody waits for a lock meanwhile."""
    for kind in kinds:
        ready_release(meeting, kind=kind, supplement=supplement)


def _hold_still(meeting: Meeting) -> None:
    """Let no upload slip between the look at the pack and its publication.

    Uploads lock the item or the paper they change (reports/workflow.py).
    """
    placed = Placement.objects.filter(item__meeting=meeting).values("paper")
    for records in (meeting.items.all(), Paper.objects.filter(pk__in=placed)):
        list(records.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def minutes_must_be_public(meeting: Meeting) -> None:
    """A public pack holds the minutes put to the board: they must be public themselves."""
    before = meeting.items.filter(minutes_of__isnull=False).values("minutes_of")
    drafts = Minutes.objects.filter(meeting__in=before).exclude(state__in=PUBLIC_STATES)
    for minutes in drafts:
        raise Refused(
            f"Publish the {str(minutes)[0].lower()}{str(minutes)[1:]} first: they are in the pack."
        )
