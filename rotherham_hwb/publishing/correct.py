"""Taking a published paper out of every pack, and putting corrected packs in their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from reports.models import Paper
from reports.workflow import withdraw_paper
from rotherham_hwb.checks.run import must_pass
from rotherham_hwb.notifications.agenda import tell_published
from rotherham_hwb.packs.editions.compile_edition import publish_editions, ready_editions, supersede
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.typesetting.typesetter import one_setting_process

ORDER = [Kind.MAIN, Kind.SUPPLEMENT, Kind.CONSOLIDATED]


def withdraw_from_packs(paper: Paper, *, reason: str, by: User) -> list[PackEdition]:
    """Withdraw a paper, and at once every published pack that holds it; which those were.

    Their addresses say why. Until corrected packs are published the meeting has none.
    """
    with transaction.atomic():
        withdraw_paper(paper, by=by, reason=reason)
        holding = list(_holding(paper))
        supersede(holding, reason=reason.strip(), by=by, at=timezone.now())
    return holding


def publish_corrected(meeting: Meeting, *, reason: str, by: User) -> None:
    """Put packs compiled anew in the place of those that were published; their addresses say why.

    Numbers stay as they were published.

    Raises Refused, changing nothing, without a reason, without a pack newer than the published
    one, or where a kind of reader that had a pack would be left without one.
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
        new = [
            edition
            for kind, number in _groups(locked)
            for edition in _corrected(locked, kind, number, why, by, now)
        ]
        if not new:
            raise Refused(
                "Compile the public pack for publication again first: there is none newer than "
                "the published one."
            )
        tell_published(locked, new, corrected=why)
    meeting.refresh_from_db()


@one_setting_process()
def waiting_corrections(meeting: Meeting) -> list[PackEdition]:
    """The packs that `publish_corrected` would publish now."""
    return [
        edition
        for kind, number in _groups(meeting)
        for edition in ready_editions(meeting, kind=kind, supplement=number)
    ]


def _corrected(
    meeting: Meeting, kind: Kind, number: int, why: str, by: User, at: datetime
) -> list[PackEdition]:
    if not ready_editions(meeting, kind=kind, supplement=number):
        return []
    once = _published(meeting).filter(kind=kind, supplement=number)
    had = set(once.values_list("audience", flat=True))
    supersede(list(once.filter(superseded_at=None)), reason=why, by=by, at=at)
    new = publish_editions(meeting, kind=kind, supplement=number, by=by, at=at)
    if missing := had - {each.audience for each in new}:
        raise Refused(
            f"Compile the {' and the '.join(sorted(missing))} pack for publication too: the "
            "published one is replaced in every form."
        )
    return new


def _groups(meeting: Meeting) -> list[tuple[Kind, int]]:
    """The kinds of packs that were ever published for a meeting, the main pack first."""
    found = set(_published(meeting).values_list("kind", "supplement"))
    return sorted(((Kind(kind), number) for kind, number in found), key=_place)


def _place(group: tuple[Kind, int]) -> tuple[int, int]:
    return ORDER.index(group[0]), group[1]


def _published(meeting: Meeting) -> QuerySet[PackEdition]:
    found: QuerySet[PackEdition] = PackEdition.objects.filter(
        meeting=meeting, published_at__isnull=False
    )
    return found


def _holding(paper: Paper) -> Iterator[PackEdition]:
    """The packs given out now in which the paper is bound, whatever their kind."""
    hashes = set(paper.versions.values_list("sha256", flat=True))
    for placement in paper.placements.select_related("item__meeting"):
        item = placement.item
        for edition in _published(item.meeting).filter(superseded_at=None):
            parts = edition.page_map["parts"]
            if any(
                part["sha256"] in hashes
                or (part["item"], part["title"]) == (item.number, paper.title)
                for part in parts
            ):
                yield edition
