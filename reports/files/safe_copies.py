"""The verbs of making a paper safe: ask for a safe copy, and make it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import User
from reports.files.converting import FILTERS
from reports.files.leases import claim, held, lease, taken_over
from reports.files.taking_in import take_in
from reports.files.uploads import Unusable
from reports.models import UNPUBLISHED, Paper, PaperVersion, SafeCopy
from reports.unseen.burning import burn_pages
from reports.workflow import add_version

Status = SafeCopy.Status
BROKEN_OFF = (
    "Making it safe was broken off three times: take what is hidden out of the document the paper "
    "was made from, and replace the file."
)


def ask_for_safe_copy(paper: Paper, *, by: User) -> SafeCopy:
    """Note that the newest version is to be made safe; `make_safe_copy` does it.

    Raises Refused where the paper is out, nothing hides in it that this would help, or somebody
    has asked already.
    """
    with transaction.atomic():
        locked = lock(paper)
        version = locked.latest
        if locked.state not in UNPUBLISHED or version is None or not version.file:
            raise Refused(f"“{locked}” cannot be changed now.")
        if not version.can_be_made_safe:
            raise Refused(f"Nothing hides in “{locked}” that making it safe would take away.")
        if any(each.is_under_way for each in version.safe_copies.all()):
            raise Refused(f"“{locked}” is being made safe already.")
        asked = version.safe_copies.create(
            pages=len(version.pages_to_burn), asked_by=by, lease_until=lease(SafeCopy)
        )
        audit.record("ask for a safe copy of", locked, by=by, pages=list(version.pages_to_burn))
    return asked


def make_safe_copy(pk: int) -> None:
    """Make a copy that was asked for the paper's newest version; doing it twice does no harm."""
    asked = claim(SafeCopy, pk)
    if asked is None:
        return
    try:
        _make(asked)
    except (Unusable, Refused) as reason:
        problem = f"“{asked.version.paper}” could not be made safe. {reason}"
        held(asked).update(status=Status.FAILED, problem=problem, lease_until=None)


def broken_off() -> list[SafeCopy]:
    """The copies whose worker was killed, or whose job was lost, waiting again."""
    return taken_over(SafeCopy.objects.all(), given_up=BROKEN_OFF)[0]


def _make(asked: SafeCopy) -> None:
    version = asked.version
    with TemporaryDirectory(prefix="safe-") as folder:
        output = Path(folder) / "safe.pdf"
        pages = version.pages_to_burn
        burn_pages(_source(version), output, pages, done=lambda count: _note_page(asked, count))
        taken = take_in(output, version.file_name, into=Path(folder))
        with transaction.atomic():
            paper = lock(version.paper)
            if not held(asked).update(status=Status.DONE, lease_until=None):
                return  # another worker has taken it over
            if paper.latest != version:
                raise Refused("Its file was replaced meanwhile: look at the new one.")
            add_version(paper, taken, by=asked.asked_by)
            audit.record("make safe", paper, by=asked.asked_by, pages=list(pages))


def _source(version: PaperVersion) -> Path:
    """The PDF as it came, which holds marks that the published form has lost."""
    is_office = Path(version.original_name.lower()).suffix in FILTERS
    return Path((version.file if is_office or not version.original else version.original).path)


def _note_page(asked: SafeCopy, count: int) -> None:
    held(asked).update(pages_done=count, lease_until=lease(SafeCopy))
