"""Compiling in the background: requested, leased, renewed, and queued again when killed."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from rotherham_hwb.packs.compiling.compile import CompileProgress
from rotherham_hwb.packs.editions.compile_release import Report, compile_release
from rotherham_hwb.packs.kinds import Kind, Stage
from rotherham_hwb.packs.models import CompileRequest, Release
from rotherham_hwb.publishing.correct import (
    add_missing_editions,
    compile_corrected,
    publish_corrected,
)
from rotherham_hwb.publishing.old_packs import print_again
from rotherham_hwb.publishing.publish import ISSUED_TOGETHER

logger = logging.getLogger(__name__)
Status = CompileRequest.Status
Work = CompileRequest.Work


class LeaseLost(Exception):
    """Another worker has taken the request over."""


def request_pack(
    meeting: Meeting,
    *,
    by: User,
    work: Work = Work.ISSUE,
    supplement: int = 0,
    stage: Stage = Stage.PUBLISHED,
    reason: str = "",
) -> CompileRequest:
    """Ask for packs in every edition; a request for the same that still waits is returned instead.

    A correction with a `reason` is published as soon as it is compiled. The job is queued in the
    same transaction, so that a request is never without one.
    """
    wanted = {
        "meeting": meeting,
        "work": work,
        "supplement": supplement,
        "stage": stage,
        "reason": reason.strip(),
    }
    with transaction.atomic():
        waiting = CompileRequest.objects.filter(**wanted, status=Status.QUEUED).first()
        if waiting is not None:
            return waiting
        request = CompileRequest.objects.create(
            **wanted, requested_by=by, lease_until=timezone.now() + CompileRequest.PATIENCE
        )
        compile_requested.enqueue(request.pk)
    return request


@task()
def compile_requested(request_id: int) -> None:
    """Compile what a request asks for; running it twice does no harm."""
    request = _claim(request_id)
    if request is None:
        return
    try:
        releases = _compiled(request, lambda progress: _renew(request, progress))
    except LeaseLost:
        return
    except Refused as refusal:
        _finish(request, status=Status.FAILED, error=str(refusal))
    except Exception:
        _finish(
            request,
            status=Status.FAILED,
            error="The pack could not be compiled because of a fault in the portal. Nothing was "
            "changed; try again, and tell your administrator if it happens twice.",
        )
        logger.exception("Compiling request %s failed", request_id)
        raise
    else:
        with transaction.atomic():
            request.releases.set(releases)
            _finish(request, status=Status.DONE)


def _compiled(request: CompileRequest, report: Report) -> list[Release]:
    meeting, by = request.meeting, request.requested_by
    if request.work is Work.CORRECTION:
        releases = compile_corrected(meeting, by=by, report=report)
        if request.reason:
            publish_corrected(meeting, reason=request.reason, by=by)
        return releases
    if request.work is Work.ADDITION:
        return add_missing_editions(meeting, by=by, report=report)
    if request.work is Work.REPRINT:
        return [print_again(meeting, by=by, report=report)]
    number, stage = request.supplement, request.stage
    return [
        compile_release(meeting, kind=kind, supplement=number, stage=stage, by=by, report=report)
        for kind in (ISSUED_TOGETHER if number else (Kind.MAIN,))
    ]


def reap() -> int:
    """Queue again the requests whose worker was killed, or whose job was lost; how many.

    After three attempts a request has failed: whatever kills the worker is in its papers.
    """
    open_still = [Status.QUEUED, Status.RUNNING]
    expired = CompileRequest.objects.filter(status__in=open_still, lease_until__lt=timezone.now())
    with transaction.atomic():
        found = list(expired.select_for_update(skip_locked=True))
        for request in found:
            if request.attempts >= CompileRequest.MOST_ATTEMPTS:
                _finish(
                    request,
                    status=Status.FAILED,
                    error="Compiling was broken off three times. One of the papers may be too "
                    "large or damaged: replace it and compile again.",
                )
            else:
                CompileRequest.objects.filter(pk=request.pk).update(
                    status=Status.QUEUED,
                    lease_until=timezone.now() + CompileRequest.PATIENCE,
                    step="",
                )
                compile_requested.enqueue(request.pk)
    return len(found)


def _claim(request_id: int) -> CompileRequest | None:
    """Take a waiting request for this worker alone; None when it is no longer waiting."""
    claimed = CompileRequest.objects.filter(pk=request_id, status=Status.QUEUED).update(
        status=Status.RUNNING,
        attempts=F("attempts") + 1,
        step="Reading the agenda and its papers",
        lease_until=timezone.now() + CompileRequest.LEASE,
    )
    if not claimed:
        return None
    return CompileRequest.objects.select_related("meeting__board", "requested_by").get(
        pk=request_id
    )


def _renew(request: CompileRequest, progress: CompileProgress) -> None:
    held = CompileRequest.objects.filter(
        pk=request.pk, status=Status.RUNNING, attempts=request.attempts
    ).update(
        step=progress.step,
        done=progress.done,
        total=progress.total,
        lease_until=timezone.now() + CompileRequest.LEASE,
    )
    if not held:
        raise LeaseLost


def _finish(request: CompileRequest, **changes: object) -> None:
    CompileRequest.objects.filter(pk=request.pk, attempts=request.attempts).update(
        finished_at=timezone.now(), lease_until=None, **changes
    )
