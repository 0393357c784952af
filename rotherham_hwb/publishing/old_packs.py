"""Publishing what was read from an old pack, once the checks have passed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from rotherham_hwb.checks.old_packs import check_import
from rotherham_hwb.checks.run import Result, pass_checks
from rotherham_hwb.legacy.keep.publishing import outlook, publish_import
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.packs.editions.compile_release import Report, compile_release
from rotherham_hwb.packs.editions.releases import publish_release
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import Release
from rotherham_hwb.publishing.indexing import index_meeting, index_meetings
from rotherham_hwb.publishing.publish import minutes_must_be_public


def check_old_pack(pack: ImportedPack, *, by: User) -> Result:
    """What this officer would publish of a pack now."""
    return check_import(pack, outlook(pack, by=by).minutes)


def publish_checked_pack(pack: ImportedPack, *, by: User) -> None:
    """Let the public see what a pack holds. Raises Refused where the checks stop it."""
    pass_checks(check_old_pack(pack, by=by))  # reads papers, which takes long: before any lock
    with transaction.atomic():
        lock(pack)
        pass_checks(check_old_pack(pack, by=by))
        publish_import(pack, by=by)
        earlier = pack.earlier_meetings.values_list("pk", flat=True)
        index_meetings(filter(None, [pack.meeting_id, *earlier]))


def print_again(meeting: Meeting, *, by: User, report: Report) -> Release:
    """Compile the pack of an imported meeting, and give it out: what it holds is public already.

    Nobody is told: the pack is years old.

    Raises Refused where the agenda is no imported one that is public, where a pack is out, and
    where minutes stand in it that are not public.
    """
    _may_be_printed(meeting)
    release = compile_release(meeting, by=by, report=report)
    with transaction.atomic():
        locked = lock(meeting)
        _may_be_printed(locked)
        at = timezone.now()
        release = publish_release(locked, kind=Kind.MAIN, supplement=0, by=by, at=at)
        index_meeting(locked)
    meeting.refresh_from_db()
    return release


def can_be_printed(meeting: Meeting) -> bool:
    """Whether the agenda is an imported one that is public, and never had a pack of ours."""
    imported = ImportedPack.objects.filter(meeting=meeting).exists()
    once = meeting.releases.filter(published_at__isnull=False)
    return imported and meeting.agenda_published_at is not None and not once.exists()


def _may_be_printed(meeting: Meeting) -> None:
    if not can_be_printed(meeting):
        raise Refused(
            "Only a pack from before this system is printed again, once, after what was read from "
            "it is public: issue what is new in a supplement."
        )
    minutes_must_be_public(meeting)
