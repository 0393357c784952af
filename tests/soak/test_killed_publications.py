"""Publications and compilations killed at random moments: each is whole, or has not happened."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from meetings.models import AuditEvent, Meeting, User
from reports.models import Paper
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.editions.compile_release import compile_release
from rotherham_hwb.packs.models import CompileRequest, PackEdition
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import compile_requested, reap, request_pack
from tests import factories
from tests.factories.packs import meeting_with_papers, no_report

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WHOLE = os.environ.get("SOAK") == "1"
PUBLICATIONS, COMPILATIONS = (160, 40) if WHOLE else (16, 4)
SEED = 20250122

Facts = tuple[object, ...]
DAYS = (dt.date(2030, 1, 1) + dt.timedelta(days=number) for number in count())


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own and kill it; whether it was done before that."""
    connections.close_all()
    child = os.fork()
    if not child:
        os.setsid()
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    done = os.waitpid(child, os.WNOHANG)[0] == child
    if not done:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return done


def facts(meeting: Meeting) -> Facts:
    """All that a publication changes."""
    meeting.refresh_from_db()
    papers = Paper.objects.filter(placements__item__meeting=meeting)
    editions = PackEdition.objects.filter(release__in=meeting.releases.out())
    return (
        meeting.state,
        sorted(papers.values_list("state", flat=True)),
        meeting.items.filter(published_at__isnull=False).count(),
        editions.count(),
        sorted(
            Message.objects.filter(text__contains=f"/meetings/{meeting.pk}/").values_list(
                "recipient", flat=True
            )
        ),
        AuditEvent.objects.filter(
            action__startswith="publish", record_id=str(meeting.pk), record_type="meetings.Meeting"
        ).count(),
    )


def a_meeting(by: User) -> Meeting:
    board = by.roles.get().board
    made = meeting_with_papers(1, 2, board=board, date=next(DAYS), by=by)
    compile_release(made, by=by, report=no_report)
    return made


def test_a_killed_publication_is_wholly_public_or_wholly_not(record_property: Any) -> None:
    chance = random.Random(SEED)
    board = factories.board()
    olive = factories.officer(board)
    for number in range(5):
        factories.user(f"Member {number}", board=board, role="member")
    first = a_meeting(olive)
    before = facts(first)
    started = time.monotonic()
    publish_meeting_papers(first, by=olive)
    usual = time.monotonic() - started
    after = facts(first)
    figures: Counter[str] = Counter()
    meeting = a_meeting(olive)
    for _ in range(PUBLICATIONS):
        killed_after(
            chance.uniform(0, usual * 1.2), partial(publish_meeting_papers, meeting, by=olive)
        )
        now = facts(meeting)
        assert now in (before, after), now
        figures["wholly not public" if now == before else "wholly public"] += 1
        if now != before:
            meeting = a_meeting(olive)
    record_property("soak", {f"killed publications: {each}": n for each, n in figures.items()})
    publish_meeting_papers(meeting, by=olive)
    assert facts(meeting) == after, "nothing is left that a kill broke"
    assert Message.objects.count() == len(set(Message.objects.values_list("key", "recipient")))


def test_a_killed_worker_leaves_no_pack_lost_and_none_double(record_property: Any) -> None:
    chance = random.Random(SEED)
    olive = factories.officer(factories.board())
    figures: Counter[str] = Counter()
    for _ in range(COMPILATIONS):
        meeting = meeting_with_papers(1, board=olive.roles.get().board, date=next(DAYS), by=olive)
        wanted = request_pack(meeting, by=olive)
        done = killed_after(chance.uniform(0, 3), partial(compile_requested.func, wanted.pk))
        figures["finished before the kill" if done else "killed"] += 1
        CompileRequest.objects.filter(pk=wanted.pk, status__in=["queued", "running"]).update(
            lease_until=timezone.now() - dt.timedelta(seconds=1)
        )
        reap()
        compile_requested.func(wanted.pk)
        wanted.refresh_from_db()
        assert wanted.status == "done", wanted.error
        stored = PackEdition.objects.filter(release__meeting=meeting)
        assert set(stored.values_list("layout", flat=True)) == {"screen", "print"}
        assert stored.count() == 2
    record_property("soak", {f"killed workers: {each}": n for each, n in figures.items()})
