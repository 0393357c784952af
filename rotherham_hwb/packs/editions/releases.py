"""What becomes of a compiled release: published, and superseded, always as a whole."""

from __future__ import annotations

from datetime import datetime

from meetings import audit
from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from rotherham_hwb.packs.contents.plan_release import (
    fingerprints,
    plan_as_published,
    plan_release,
    stored_fingerprints,
)
from rotherham_hwb.packs.kinds import Kind, Stage
from rotherham_hwb.packs.models import Release

PACKS = {
    Kind.MAIN: "pack",
    Kind.SUPPLEMENT: "pack of the supplement",
    Kind.CONSOLIDATED: "consolidated pack",
}


def publish_release(
    meeting: Meeting, *, kind: Kind, supplement: int, by: User, at: datetime
) -> Release:
    """Publish the newest unmarked release of a kind, in every edition it has.

    Runs inside the transaction of the agenda's publication (publishing.py).

    Raises Refused where there is none, the agenda changed since it was compiled, or a reader
    would be left without an edition.
    """
    release = ready_release(meeting, kind=kind, supplement=supplement)
    if release is None:
        raise Refused(
            f"Compile the {PACKS[kind]} for publication first: there is none that holds, for "
            "everybody who is to read it, what the agenda and its papers are now."
        )
    release.published_at, release.published_by = at, by
    release.save(update_fields=["published_at", "published_by"])
    audit.record("publish", release, by=by, editions=_hashes(release))
    return release


def ready_release(meeting: Meeting, *, kind: Kind, supplement: int) -> Release | None:
    """The newest unmarked release of a kind that is not yet published, if it is up to date."""
    waiting = meeting.releases.filter(
        kind=kind, supplement=supplement, stage=Stage.PUBLISHED, published_at=None
    )
    newest = waiting.select_related("meeting__board").prefetch_related("editions").first()
    return newest if newest is not None and is_up_to_date(newest) else None


def is_up_to_date(release: Release) -> bool:
    """Whether compiling again now would give the same editions, no more and no fewer."""
    try:
        planned = plan_release(release)
    except Refused:
        return False
    return stored_fingerprints(release) == fingerprints(planned)


def is_as_published(release: Release) -> bool:
    """Whether a release that is out still holds what it would hold now."""
    try:
        plan_as_published(release)
    except Refused:
        return False
    return True


def lacks_editions(release: Release) -> bool:
    """Whether a release that is out could be given editions that it has not."""
    try:
        planned = plan_as_published(release)
    except Refused:
        return False
    return len(planned) > len(stored_fingerprints(release))


def supersede(release: Release, *, reason: str, by: User, at: datetime) -> None:
    """Give a published release out no more; its addresses say why. Runs in a transaction."""
    release.superseded_at, release.superseded_by = at, by
    release.superseded_reason = reason
    release.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])
    audit.record("supersede", release, by=by, reason=reason, editions=_hashes(release))


def _hashes(release: Release) -> str:
    editions = release.editions.order_by("pk")
    return "; ".join(f"{each.audience} {each.layout} {each.sha256}" for each in editions)
