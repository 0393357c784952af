"""Compiling in the background: once, with progress, and again when the worker was killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.lifecycle import Refused
from reports.models import Placement
from rotherham_hwb.packs.compiling.compile import CompileProgress
from rotherham_hwb.packs.editions.compile_release import Report
from rotherham_hwb.packs.models import CompileRequest, Release
from rotherham_hwb.publishing import tasks
from rotherham_hwb.publishing.tasks import compile_requested, reap, request_pack
from tests import factories
from tests.factories.packs import meeting_with_papers

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ROOT = Path(__file__).resolve().parents[2]
STOPPED = "It went no further."


def _request(*pages: int) -> CompileRequest:
    meeting = meeting_with_papers(*(pages or (1,)))
    return request_pack(meeting, by=factories.officer(meeting.board))


def test_a_request_ends_with_a_release_in_every_edition() -> None:
    request = _request()

    compile_requested.call(request.pk)

    request.refresh_from_db()
    assert request.status == "done"
    release = request.releases.get()
    assert {str(each.layout) for each in release.editions.all()} == {"screen", "print"}


def test_running_a_job_twice_does_no_harm() -> None:
    request = _request()

    compile_requested.call(request.pk)
    compile_requested.call(request.pk)

    request.refresh_from_db()
    assert request.attempts == 1
    assert Release.objects.count() == 1


def test_a_job_changes_its_own_request_alone() -> None:
    """Neither when it begins, nor as it comes on, nor at its end."""
    mine, waiting, running = _request(), _request(), _request()
    CompileRequest.objects.filter(pk=running.pk).update(status="running", attempts=1)
    others = CompileRequest.objects.filter(pk__in=[waiting.pk, running.pk]).order_by("pk")
    before = list(others.values())

    def stop_halfway(*_: object, report: Report, **__: object) -> None:
        report(CompileProgress("Binding papers", 1, 2))
        raise Refused(STOPPED)

    with mock.patch.object(tasks, "compile_release", side_effect=stop_halfway):
        compile_requested.call(mine.pk)

    mine.refresh_from_db()
    assert (mine.status, mine.step, mine.error) == ("failed", "Binding papers", STOPPED)
    assert list(others.values()) == before


def test_asking_twice_for_a_waiting_pack_is_one_request() -> None:
    request = _request()

    again = request_pack(request.meeting, by=request.requested_by)

    assert again == request
    assert DBTaskResult.objects.count() == 1


def test_what_cannot_be_compiled_says_why() -> None:
    request = _request()
    Placement.objects.filter(item__meeting=request.meeting).delete()
    request.meeting.items.all().delete()

    compile_requested.call(request.pk)

    request.refresh_from_db()
    assert request.status == "failed"
    assert request.error == "Add at least one agenda item before you compile the pack."


def test_a_fault_of_ours_is_told_in_plain_words_and_kept_for_the_log() -> None:
    request = _request()

    with (
        mock.patch.object(tasks, "compile_release", side_effect=RuntimeError("broken")),
        pytest.raises(RuntimeError),
    ):
        compile_requested.call(request.pk)

    request.refresh_from_db()
    assert request.status == "failed"
    assert "a fault in the portal" in request.error


def _broken_off(request: CompileRequest, *, attempts: int) -> None:
    CompileRequest.objects.filter(pk=request.pk).update(
        status="running", attempts=attempts, lease_until=timezone.now() - timedelta(seconds=1)
    )


def test_a_request_whose_worker_was_killed_is_queued_again() -> None:
    request = _request()
    _broken_off(request, attempts=1)

    assert reap() == 1
    assert reap() == 0

    assert DBTaskResult.objects.count() == 2
    compile_requested.call(request.pk)
    request.refresh_from_db()
    assert (request.status, request.attempts) == ("done", 2)


def test_a_request_that_kills_every_worker_fails_after_three_attempts() -> None:
    request = _request()
    _broken_off(request, attempts=3)

    reap()

    request.refresh_from_db()
    assert request.status == "failed"
    assert "broken off three times" in request.error


def test_a_worker_that_still_renews_its_lease_is_left_alone() -> None:
    request = _request()
    CompileRequest.objects.filter(pk=request.pk).update(
        status="running", lease_until=timezone.now() + timedelta(seconds=5)
    )

    assert reap() == 0


@pytest.mark.django_db(transaction=True)
def test_a_pack_survives_the_killing_of_its_worker(media: Path) -> None:
    request = _request(40, 40)
    worker = _start_worker(media)
    try:
        _wait(request, "running")
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        CompileRequest.objects.filter(pk=request.pk).update(lease_until=timezone.now())
        worker = _start_worker(media)
        _wait(request, "done")
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    assert request.attempts == 2
    assert Release.objects.count() == 1


def _start_worker(media: Path) -> subprocess.Popen[bytes]:
    database = {"PGDATABASE": connection.settings_dict["NAME"], "MEDIA_ROOT": str(media)}
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=os.environ | database,
        start_new_session=True,
    )


def _wait(request: CompileRequest, status: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        request.refresh_from_db()
        if request.status == status:
            return
        time.sleep(0.05)
    raise AssertionError(f"{request.status}: {request.step} {request.error}")


def test_a_request_whose_job_was_lost_before_it_began_is_queued_again() -> None:
    request = _request()
    DBTaskResult.objects.all().delete()
    assert reap() == 0, "it may yet begin"
    CompileRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert reap() == 1

    assert DBTaskResult.objects.count() == 1
    compile_requested.call(request.pk)
    request.refresh_from_db()
    assert request.status == "done"
