"""The verbs of a file for one paper: bring it, read it, go on without what it holds besides."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from meetings import audit
from meetings.access import viewer_for
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import AgendaItem, Board, User
from reports.authored.writing import attach_file, places_to_attach
from reports.files import leftovers
from reports.files.leases import claim, held, lease, taken_over
from reports.files.taking_in import LONGEST_NAME, TakenIn, take_in
from reports.files.uploads import Unusable
from reports.models import Paper, Placement, Upload
from reports.office.clean import HoldsMore
from reports.workflow import (
    CLASS_FIELDS,
    add_paper_with_file,
    add_version,
    must_fit,
    must_take_files,
)

Status = Upload.Status
FOLDER = "uploads"
NO_LONGER = "You do not prepare papers of this board any more."
PLACE_GONE = "The paper that it belongs to is not on the item any more: choose another."
FAULT = (
    "“{name}” could not be read because of a fault in the portal. Choose the file again, and tell "
    "your administrator if it happens twice."
)
BROKEN_OFF = (
    "Reading “{name}” was broken off three times: save the file again as PDF from the program it "
    "was written with, or split it into appendices."
)


def bring_file(upload: Upload, path: Path, *, name: str, by: User) -> Upload:
    """Keep a file until the worker reads it; the upload, not stored yet, says what it is for.

    Raises Refused where that takes no file now.
    """
    upload.board = _board_of(upload)
    _must_be_wanted(upload)
    upload.name, upload.size, upload.uploaded_by = name[-LONGEST_NAME:], path.stat().st_size, by
    if upload.paper and not upload.item:
        upload.said["instead_of"] = upload.paper.latest.number if upload.paper.latest else 0
    upload.lease_until = lease(Upload)
    with path.open("rb") as stream:
        upload.file.save(f"{FOLDER}/{uuid4().hex}", File(stream), save=False)
    upload.save(force_insert=True)
    return upload


def new_paper(upload: Upload) -> Paper:
    """The paper that an upload for an item is to become, not stored yet."""
    said = {name: upload.said[name] for name in CLASS_FIELDS}
    review_on = parse_date(said.pop("review_on") or "")
    return Paper(board=upload.board, review_on=review_on, **said)


def read_upload(pk: int) -> None:
    """Read a waiting file and make of it what it was brought for; doing it twice does no harm."""
    upload = claim(Upload, pk)
    if upload is None:
        return
    try:
        with TemporaryDirectory(prefix="taken-in-") as folder:
            path = Path(upload.file.path)
            _settle(upload, take_in(path, upload.name, into=Path(folder), without=upload.without))
    except (Unusable, Refused) as reason:
        _refuse(upload, str(reason), holds_more=isinstance(reason, HoldsMore))
    except Exception:
        _refuse(upload, FAULT.format(name=upload.name))
        raise


def _settle(upload: Upload, taken: TakenIn) -> None:
    """Store the paper and that it is, together, unless another worker has the file by now."""
    with transaction.atomic():
        mine = _mine(upload)
        if mine is None:
            return
        mine.paper = _become(mine, taken)
        mine.status, mine.lease_until = Status.DONE, None
        mine.save()
    _forget(upload)


def _become(upload: Upload, taken: TakenIn) -> Paper:
    by = upload.uploaded_by
    if not Upload.objects.visible_to(viewer_for(by)).filter(pk=upload.pk).exists():
        raise Refused(NO_LONGER)
    if upload.appendix:
        return attach_file(upload.appendix, taken, by=by)
    if upload.item:
        return add_paper_with_file(
            new_paper(upload),
            upload.item,
            taken,
            under=_chosen(upload.item, upload.said.get("under")),
            supplement=upload.supplement,
            replaces=_chosen(upload.item, upload.said.get("replaces")),
            by=by,
        )
    instead_of = upload.said.get("instead_of")
    return add_version(_replaced(upload), taken, by=by, instead_of=instead_of).paper


def _chosen(item: AgendaItem, placement: int | None) -> Placement | None:
    """The placement that was chosen for a new paper, as it is now."""
    if placement is None:
        return None
    found: Placement | None = item.placements.filter(pk=placement).first()
    if found is None:
        raise Refused(PLACE_GONE)
    return found


def _refuse(upload: Upload, problem: str, *, holds_more: bool = False) -> None:
    """Say why nothing came of a file; it is kept only where it may be read without something."""
    with transaction.atomic():
        mine = _mine(upload)
        if mine is None:
            return
        mine.status, mine.problem, mine.lease_until = Status.REFUSED, problem, None
        mine.holds_more = holds_more
        mine.save()
    if not holds_more:
        _forget(upload)


def _mine(upload: Upload) -> Upload | None:
    """The upload, locked, while this worker is still the one that reads it."""
    return held(upload).select_for_update().first()


def read_without(upload: Upload, *, by: User) -> None:
    """Have an office file read again, and converted without its changes and comments.

    Raises Refused where that was not what stood in its way.
    """
    with transaction.atomic():
        locked = lock(upload)
        if not locked.holds_more:
            raise Refused("The file has changed since you saw this page: choose it again.")
        locked.without, locked.holds_more = True, False
        locked.status, locked.problem = Status.WAITING, ""
        locked.lease_until = lease(Upload)
        locked.save()
        audit.record("convert without changes for", locked.board, by=by, file=locked.name)


def broken_off() -> list[Upload]:
    """The files whose worker was killed, or whose job was lost, waiting again.

    After three attempts a file is refused: it is what kills the worker.
    """
    again, spent = taken_over(Upload.objects.all(), given_up=BROKEN_OFF)
    for each in spent:
        _forget(each)
    return again


def let_go(upload: Upload) -> None:
    """Forget a file that was refused: another was brought in its place."""
    upload.delete()
    transaction.on_commit(lambda: _forget(upload))


def sweep_uploads() -> int:
    """Let go of what was brought more than a day ago, and of files that nothing knows of."""
    before = timezone.now() - leftovers.KEPT_FOR
    gone, _ = Upload.objects.filter(uploaded_at__lt=before).delete()
    leftovers.sweep_folder(FOLDER)
    return gone


def _forget(upload: Upload) -> None:
    if upload.file.name:
        upload.file.storage.delete(upload.file.name)


def _must_be_wanted(upload: Upload) -> None:
    """Refuse at once what the verbs would refuse once the file is read."""
    if upload.appendix:
        places_to_attach(upload.appendix)
    elif upload.item:
        must_fit(new_paper(upload), upload.item, supplement=upload.supplement)
    else:
        must_take_files(_replaced(upload))


def _board_of(upload: Upload) -> Board:
    if upload.appendix:
        return upload.appendix.report.paper.board
    return upload.item.meeting.board if upload.item else _replaced(upload).board


def _replaced(upload: Upload) -> Paper:
    """The paper whose file an upload replaces that is neither for an item nor an appendix."""
    assert upload.paper
    return upload.paper
