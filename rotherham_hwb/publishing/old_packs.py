"""Publishing what was read from an old pack, once the checks have passed."""

from __future__ import annotations

from django.db import transaction

from meetings.locking import lock
from meetings.models import User
from rotherham_hwb.checks.old_packs import check_import
from rotherham_hwb.checks.run import Result, pass_checks
from rotherham_hwb.legacy.keep.publishing import outlook, publish_import
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.publishing.indexing import index_meetings


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
