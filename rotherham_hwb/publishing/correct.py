"""Taking a published paper out of every pack, and putting corrected packs in their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from reports.models import Paper
from reports.workflow import withdraw_paper
from rotherham_hwb.checks.run import must_pass
from rotherham_hwb.notifications.agenda import tell_published
from rotherham_hwb.packs.editions.compile_release import Report, add_editions, compile_release
from rotherham_hwb.packs.editions.releases import (
    is_as_published,
    lacks_editions,
    publish_release,
    ready_release,
    supersede,
)
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.packs.typesetting.typesetter import one_setting_process
from rotherham_hwb.publishing.indexing import index_meetings_of

ORDER = [Kind.MAIN, Kind.SUPPLEMENT, Kind.CONSOLIDATED]


def withdraw_from_packs(paper: Paper, *, reason: str, by: User) -> list[Release]:
    """Withdraw a paper, and at once every published release that holds it; which those were.

    Their addresses say why. Until corrected packs are published the meeting has none.
    """
    with transaction.atomic():
        withdraw_paper(paper, by=by, reason=reason)
        holding = releases_with(paper)
        for release in holding:
            supersede(release, reason=reason.strip(), by=by, at=timezone.now())
        index_meetings_of(paper)
    return holding


def compile_corrected(meeting: Meeting, *, by: User, report: Report) -> list[Release]:
    """Compile anew the packs that were taken back; where none was, those that changed since.

    Raises Refused where what is published is as it would be compiled now.
    """
    wrong = to_correct(meeting)
    if not wrong:
        raise Refused("Nothing has changed since the packs were published: nothing to correct.")
    return [
        compile_release(meeting, kind=each.kind, supplement=each.supplement, by=by, report=report)
        for each in wrong
    ]


@one_setting_process()
def to_correct(meeting: Meeting) -> list[Release]:
    """The published packs that corrected ones are to take the place of, the main pack first."""
    gone = list(meeting.releases.taken_back())
    wrong = gone or [each for each in meeting.releases.out() if not is_as_published(each)]
    return sorted(wrong, key=_place)


def publish_corrected(meeting: Meeting, *, reason: str, by: User) -> None:
    """Put packs compiled anew in the place of those that were published; their addresses say why.

    Every edition of a pack goes, and every edition of the new one comes. Numbers stay as they
    were published.

    Raises Refused, changing nothing, without a reason, or without a pack newer than the
    published one.
    """
    why = reason.strip()
    if not why:
        raise Refused("Say what was wrong with the published pack: its address will tell.")
    must_pass(meeting)
    waiting_corrections(meeting)  # sets and keeps their sections: nobody waits for a lock meanwhile
    with transaction.atomic():
        now = timezone.now()
        locked = lock(meeting)
        must_pass(locked)
        waiting = waiting_corrections(locked)
        if not waiting:
            raise Refused(
                "Compile the pack for publication again first: there is none newer than the "
                "published one."
            )
        tell_published(
            locked, [_put_in_place(each, why, by, now) for each in waiting], corrected=why
        )
    meeting.refresh_from_db()


@one_setting_process()
def waiting_corrections(meeting: Meeting) -> list[Release]:
    """The releases that `publish_corrected` would publish now."""
    ready = (
        ready_release(meeting, kind=kind, supplement=number) for kind, number in _groups(meeting)
    )
    return [each for each in ready if each is not None]


def replaced_by(meeting: Meeting, new: list[Release]) -> list[Release]:
    """The releases that are out now and go when these are published."""
    what = {(each.kind, each.supplement) for each in new}
    return [each for each in meeting.releases.out() if (each.kind, each.supplement) in what]


def add_missing_editions(meeting: Meeting, *, by: User, report: Report) -> list[Release]:
    """Give out the editions that published packs lack, for another reader or another layout.

    Raises Refused where none is missing, or a check stops the publication.
    """
    must_pass(meeting)
    lacking = to_add_to(meeting)
    if not lacking:
        raise Refused("Every published pack has all its editions.")
    for release in lacking:
        add_editions(release, by=by, report=report)
    return lacking


@one_setting_process()
def to_add_to(meeting: Meeting) -> list[Release]:
    """The published packs that lack an edition which can be added as it is."""
    return sorted(filter(lacks_editions, meeting.releases.out()), key=_place)


def releases_with(paper: Paper) -> list[Release]:
    """The releases given out now in which the paper is bound, whatever their kind."""
    found = {edition.release.pk: edition.release for edition in _holding(paper)}
    return sorted(found.values(), key=_place)


def _put_in_place(new: Release, why: str, by: User, at: datetime) -> Release:
    for old in replaced_by(new.meeting, [new]):
        supersede(old, reason=why, by=by, at=at)
    return publish_release(new.meeting, kind=new.kind, supplement=new.supplement, by=by, at=at)


def _groups(meeting: Meeting) -> list[tuple[Kind, int]]:
    """The kinds of packs that were ever published for a meeting, the main pack first."""
    once = meeting.releases.filter(published_at__isnull=False).order_by("pk")
    found = {(each.kind, each.supplement) for each in once}
    return sorted(found, key=lambda group: (ORDER.index(group[0]), group[1]))


def _place(release: Release) -> tuple[int, int]:
    return ORDER.index(release.kind), release.supplement


def _holding(paper: Paper) -> Iterator[PackEdition]:
    hashes = set(paper.versions.values_list("sha256", flat=True))
    for placement in paper.placements.select_related("item__meeting", "item__parent"):
        item = placement.item
        out = Release.objects.filter(meeting=item.meeting).out()
        for edition in PackEdition.objects.filter(release__in=out).select_related("release"):
            parts = edition.page_map["parts"]
            if any(
                part["sha256"] in hashes
                or (part["item"], part["title"]) == (item.full_number, paper.title)
                for part in parts
            ):
                yield edition
