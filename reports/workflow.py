"""The verbs of a paper: add, place, publish, withdraw."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.db.models import Max

from meetings import audit
from meetings.access import Restriction
from meetings.audit import Actor
from meetings.lifecycle import Refused, move
from meetings.locking import lock
from meetings.models import AgendaItem, Supplement, User
from reports.files.taking_in import TakenIn
from reports.files.uploads import sha256_of
from reports.models import Paper, PaperState, PaperVersion, Placement, Report
from reports.signing import after_a_new_version
from reports.states import PUBLISH, PUBLISH_IMPORTED, WITHDRAW

CLASS_FIELDS = (
    "title",
    "restriction",
    "safe_title",
    "exempt_paragraphs",
    "public_interest",
    "review_on",
)


def add_paper(paper: Paper, *, by: Actor) -> Paper:
    """Store a draft paper; `add_version` gives it its file."""
    with transaction.atomic():
        paper.created_by = by if isinstance(by, User) else None
        paper.full_clean()
        paper.save(force_insert=True)
        audit.record("add", paper, by=by)
    return paper


def add_paper_with_file(
    paper: Paper,
    item: AgendaItem,
    taken: TakenIn,
    *,
    under: Placement | None = None,
    supplement: Supplement | None = None,
    replaces: Placement | None = None,
    by: User,
) -> Paper:
    """Put a new paper with the file taken in last on an item, in a supplement once it is out.

    Raises Refused as `place_paper` does, with nothing stored.
    """
    with transaction.atomic():
        locked = lock(item)
        add_paper(paper, by=by)
        place_paper(paper, locked, under=under, supplement=supplement, replaces=replaces, by=by)
        # The file last: by now little but a failing disk can stand in its way.
        add_version(paper, taken, by=by)
    return paper


def add_version(
    paper: Paper, taken: TakenIn, *, by: Actor, instead_of: int | None = None
) -> PaperVersion:
    """Store a file taken in as a paper's newest version, and ask its approvers anew.

    Raises Refused for a paper that is published, withdrawn or written here, and where the newest
    version has another number than the one whose place the file was to take.
    """
    with transaction.atomic():
        locked = lock(paper)
        must_take_files(locked)
        _must_be_newest(locked, instead_of)
        version = _next_version(paper, by=by)
        _take_facts(version, taken)
        _keep_files(version, taken)
        version.save(force_insert=True)
        name, came = version.file_name, version.original_sha256
        audit.record(
            "add a version of", paper, by=by, sha256=version.sha256, file=name, original=came
        )
        if isinstance(by, User) and locked.state != PaperState.DRAFT:
            after_a_new_version(locked, by=by)
    return version


def _must_be_newest(paper: Paper, number: int | None) -> None:
    """Raises Refused where another version came meanwhile; None asks for nothing."""
    newest = paper.latest.number if paper.latest else 0
    if number is not None and number != newest:
        raise Refused(f"“{paper}” was given another file meanwhile: look at that one first.")


def _take_facts(version: PaperVersion, taken: TakenIn) -> None:
    facts = taken.facts
    version.file_name, version.sha256 = taken.file_name, facts.sha256
    version.size, version.page_count = facts.size, facts.page_count
    version.page_sizes = [[size.width, size.height, size.count] for size in facts.page_sizes]
    version.verdict, version.notes = facts.verdict, list(facts.notes)
    version.unseen = [asdict(each) for each in facts.unseen]


def _keep_files(version: PaperVersion, taken: TakenIn) -> None:
    """Store the published form and the original, each under its SHA-256."""
    version.original_name, version.original_sha256 = taken.name, sha256_of(taken.original)
    original = f"originals/{version.original_sha256}"
    with taken.published.open("rb") as published, taken.original.open("rb") as came:
        version.file.save(f"papers/{version.sha256}.pdf", File(published), save=False)
        version.original.save(original, File(came), save=False)


def classify_paper(paper: Paper, *, by: User) -> Paper:
    """Store a paper's changed title, class, reasons and review date.

    Raises Refused for a paper that is published or withdrawn, or an open one on a restricted item.
    """
    with transaction.atomic():
        stored = lock(paper)
        _must_not_be_out(stored)
        if stored.state in (PaperState.SIGN_OFF, PaperState.CLEARED):
            raise Refused(f"“{stored}” is with its approvers or cleared: take it back first.")
        for placement in stored.placements.select_related("item"):
            _must_be_as_closed(paper, placement.item)
        paper.full_clean()
        paper.save(update_fields=CLASS_FIELDS)
        audit.record("classify", paper, by=by, restriction=paper.restriction)
    return paper


def add_text_version(paper: Paper, text: str, *, sha256: str, by: Actor) -> PaperVersion:
    """Store the text of an imported paper, of which no file is left."""
    with transaction.atomic():
        version = _next_version(paper, by=by)
        version.text, version.sha256, version.size = text, sha256, len(text.encode())
        version.save(force_insert=True)
        audit.record("add a version of", paper, by=by, sha256=sha256)
    return version


def place_paper(
    paper: Paper,
    item: AgendaItem,
    *,
    under: Placement | None = None,
    supplement: Supplement | None = None,
    replaces: Placement | None = None,
    by: Actor,
) -> Placement:
    """Put a paper last on an agenda item, or last under another paper as its appendix.

    Once an agenda is published its pack is frozen: a paper then comes with a supplement, and
    may replace one that is placed there already.

    Raises Refused as `must_fit` does.
    """
    must_fit(paper, item, supplement=supplement)
    with transaction.atomic():
        last = item.placements.aggregate(last=Max("position"))["last"] or 0
        placement = Placement.objects.create(
            paper=paper,
            item=item,
            parent=under,
            position=last + 1,
            supplement=supplement,
            replaces=replaces,
        )
        audit.record("place", paper, by=by, item=str(item))
    return placement


def must_fit(paper: Paper, item: AgendaItem, *, supplement: Supplement | None = None) -> None:
    """Raises Refused for an open paper on a restricted item, whose words would be public, and for
    one that comes after the agenda without an open supplement."""
    _must_be_as_closed(paper, item)
    if item.meeting.agenda_published_at and (supplement is None or supplement.published_at):
        raise Refused("The agenda is published: open a supplement and add the paper to it.")


def publish_paper(paper: Paper, *, by: User, at: datetime | None = None) -> Paper:
    """Make a cleared paper readable by everyone its class allows."""
    return move(paper, PUBLISH, by=by, at=at)


def publish_imported_paper(paper: Paper, *, by: User) -> Paper:
    """The same for a paper read from an old pack: whoever reviewed that has seen it."""
    return move(paper, PUBLISH_IMPORTED, by=by)


def withdraw_paper(paper: Paper, *, by: User, reason: str) -> Paper:
    """Take the paper's file back; its page stays and says so, and why."""
    also = {"withdrawn_reason": reason.strip()}
    return move(paper, WITHDRAW, by=by, reason=reason, also=also)


def _must_be_as_closed(paper: Paper, item: AgendaItem) -> None:
    if item.restriction != Restriction.OPEN and paper.restriction == Restriction.OPEN:
        number = item.full_number
        raise Refused(f"Item {number} is restricted: mark “{paper.title}” as restricted too.")


def must_take_files(paper: Paper) -> None:
    """Raises Refused for a paper that is published, withdrawn or written here."""
    _must_not_be_out(paper)
    if Report.objects.filter(paper=paper).exists():
        raise Refused(f"“{paper}” is written here: change its text, or add the file as a paper.")


def _must_not_be_out(paper: Paper) -> None:
    if paper.state == "published":
        raise Refused(
            f"“{paper}” is published, and what is published never changes: issue the new file in "
            "a supplement."
        )
    if paper.state == "withdrawn":
        raise Refused(f"“{paper}” is withdrawn: add the new file as a paper of its own.")


def _next_version(paper: Paper, *, by: Actor) -> PaperVersion:
    last = paper.versions.aggregate(last=Max("number"))["last"] or 0
    uploader = by if isinstance(by, User) else None
    return PaperVersion(paper=paper, number=last + 1, uploaded_by=uploader)
