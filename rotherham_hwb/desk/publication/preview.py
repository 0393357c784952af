"""A meeting's public page as a viewer will see it once what waits is published.

Nothing is copied and no rule is told again: within a transaction that is always rolled back the
records are published, and the public view itself answers for a viewer of the role asked for.
The row locks last as long as one page takes; no event, no e-mail and no change outlives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import PUBLIC, RoleKind, Viewer
from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import Meeting, MeetingState, Supplement, User
from meetings.models.guards import STATE_GUARD
from meetings.supplements import publish_supplement_items
from meetings.workflow import call_meeting, publish_agenda
from reports.models import Paper, PaperState, Placement
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.packs.editions.releases import publish_release
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.public.pages import views as public_views
from rotherham_hwb.publishing.publish import GOING_OUT
from rotherham_hwb.shown.viewers import holder_of

NOT_YET = (MeetingState.DRAFT, MeetingState.CALLED)
SHOWN = (*NOT_YET, MeetingState.AGENDA_PUBLISHED, MeetingState.HELD, MeetingState.CLOSED)
PAPER_GUARD = f"reports.Paper:{STATE_GUARD}"
REASON_TO_COME = "The reason you give when you publish it."
"""Printed where it is too late for the clear days, and nobody has said why yet."""


class PreviewRole(models.TextChoices):
    """As whom a page is looked at."""

    PUBLIC = "public", "the public"
    PARTNER = "partner", "a co-opted partner"
    MEMBER = "member", "a board member"
    OFFICER = "officer", "an officer"

    @property
    def is_partner(self) -> bool:
        return self is PreviewRole.PARTNER

    def viewer(self, meeting: Meeting) -> Viewer:
        """Somebody in this role on the meeting's board, whom no paper was opened to by name."""
        if self is PreviewRole.PUBLIC:
            return PUBLIC
        return holder_of(RoleKind(self.value), meeting.board)


@dataclass(frozen=True)
class Preview:
    """What the banner above the page tells: of whose page it is, and what is amiss with it."""

    meeting: Meeting
    role: PreviewRole
    waiting: str
    problem: str

    @property
    def roles(self) -> list[PreviewRole]:
        return list(PreviewRole)


@officers
@require_safe
def preview(request: Request, pk: int) -> HttpResponseBase:
    """The page of a meeting as the public, a partner, a member or an officer will see it."""
    meeting = get_object_or_404(own_meetings(request), pk=pk, state__in=SHOWN)
    role = _role(request.GET.get("as", ""))
    waiting = waiting_in(meeting)
    with never_kept():
        problem = publish_what_waits(meeting, by=request.user)
        seen = copy(request)
        seen.viewer = role.viewer(meeting)
        seen.preview = Preview(meeting, role, waiting, problem)  # type: ignore[attr-defined]
        return public_views.meeting(seen, pk=pk)


def _role(name: str) -> PreviewRole:
    return PreviewRole(name) if name in PreviewRole.values else PreviewRole.PUBLIC


@contextmanager
def never_kept() -> Iterator[None]:
    """A transaction of which nothing stays, whether or not what runs in it succeeds."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def waiting_in(meeting: Meeting) -> str:
    """What of a meeting waits to be published, in a sentence; empty for nothing."""
    if meeting.state in NOT_YET:
        return "The agenda and its papers are not published yet."
    numbers = [str(each.number) for each in _open_supplements(meeting)]
    if len(numbers) == 1:
        return f"Supplement {numbers[0]} is not published yet."
    return f"Supplements {' and '.join(numbers)} are not published yet." if numbers else ""


def publish_what_waits(meeting: Meeting, *, by: User) -> str:
    """Publish whatever waits, unchecked; call it inside `never_kept`.

    Returns why the page lacks something that it will have, in a sentence; empty where it is whole.
    """
    at = timezone.now()
    if meeting.state in NOT_YET:
        return _publish_agenda(meeting, by=by, at=at)
    problems = [_publish_supplement(each, by=by, at=at) for each in _open_supplements(meeting)]
    return next(filter(None, problems), "")


def _publish_agenda(meeting: Meeting, *, by: User, at: datetime) -> str:
    problem = _publish_packs(meeting, Kind.MAIN, 0, by=by, at=at)
    if meeting.state == MeetingState.DRAFT:
        call_meeting(meeting, by=by, at=at)
    reason = meeting.shorter_notice or REASON_TO_COME
    try:
        publish_agenda(meeting, by=by, shorter_notice=reason, at=at)
    except Refused as refusal:
        return str(refusal)
    _publish_papers(Placement.objects.filter(item__meeting=meeting), by=by, at=at)
    return problem


def _publish_supplement(supplement: Supplement, *, by: User, at: datetime) -> str:
    meeting, number = supplement.meeting, supplement.number
    kinds = (Kind.SUPPLEMENT, Kind.CONSOLIDATED)
    problems = [_publish_packs(meeting, kind, number, by=by, at=at) for kind in kinds]
    publish_supplement_items(supplement, by=by, at=at)
    _publish_papers(Placement.objects.filter(supplement=supplement), by=by, at=at)
    return next(filter(None, problems), "")


def _publish_packs(meeting: Meeting, kind: Kind, number: int, *, by: User, at: datetime) -> str:
    """The packs as compiled, before the records: what is issued is as it was when they were."""
    try:
        publish_release(meeting, kind=kind, supplement=number, by=by, at=at)
    except Refused as refusal:
        return str(refusal)
    return ""


def _publish_papers(placements: QuerySet[Placement], *, by: User, at: datetime) -> None:
    """All at once, cleared or not: by the day of publication they will be."""
    waiting = Paper.objects.filter(pk__in=placements.values("paper"), state__in=GOING_OUT)
    with pgtrigger.ignore(PAPER_GUARD):
        waiting.update(state=PaperState.PUBLISHED, published_at=at, published_by=by)


def _open_supplements(meeting: Meeting) -> QuerySet[Supplement]:
    return meeting.supplements.filter(published_at__isnull=True).order_by("number")
