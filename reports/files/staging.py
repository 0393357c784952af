"""The verbs of a bulk upload: keep the files, check each, make papers of them, let them go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import AgendaItem, Meeting, User
from reports.files import leftovers
from reports.files.inspecting import facts_of
from reports.files.leases import claim, held, lease, taken_over
from reports.files.taking_in import TakenIn, take_in
from reports.files.uploads import PdfFacts, Unusable, sha256_of
from reports.models import Paper, Placement, StagedFile
from reports.office.clean import HoldsMore
from reports.workflow import add_paper_with_file

Status = StagedFile.Status
FOLDER = "staged"
BROKEN_OFF = (
    "Checking it was broken off three times: save it again as PDF from the program it was written "
    "with, or split it into appendices."
)
PUBLISHED = "The agenda is published: open a supplement and add the papers to it."
NOT_THERE = "The files have changed since you saw this page: look at them again."


@dataclass(frozen=True)
class Choice:
    """What becomes of a staged file: a paper on an item, or nothing."""

    staged: int
    item: int | None = None  # None: it is left out
    paper: Paper | None = None
    under_file: int | None = None  # another staged file whose appendix it is
    under: Placement | None = None  # or a paper that is on the item already


def stage_file(meeting: Meeting, path: Path, *, name: str, by: User) -> StagedFile | None:
    """Keep a file for a meeting until somebody says what it is; None where it is kept already.

    Raises Refused once the meeting's agenda is published.
    """
    if meeting.agenda_published_at:
        raise Refused(PUBLISHED)
    sha256 = sha256_of(path)
    with transaction.atomic():
        lock(meeting)
        if meeting.staged_files.filter(sha256=sha256).exists():
            return None
        staged = StagedFile(meeting=meeting, name=name[-255:], sha256=sha256, staged_by=by)
        staged.size, staged.lease_until = path.stat().st_size, lease(StagedFile)
        with path.open("rb") as stream:
            staged.file.save(f"{FOLDER}/{uuid4().hex}", File(stream), save=False)
        staged.save(force_insert=True)
    return staged


def record_staged(meeting: Meeting, *, files: int, by: User) -> None:
    """Say in the trail that files were brought for a meeting."""
    with transaction.atomic():
        audit.record("bring files for", meeting, by=by, files=files)


def refuse_file(meeting: Meeting, *, name: str, problem: str, by: User) -> None:
    """List a file none of which was kept, with why."""
    sha256 = uuid4().hex * 2  # of nothing: it is told from others by this alone
    StagedFile.objects.create(
        meeting=meeting,
        name=name[-255:],
        sha256=sha256,
        size=0,
        staged_by=by,
        status=Status.UNUSABLE,
        problem=problem,
    )


def check_staged(staged_id: int) -> None:
    """Write the published form of a waiting file; doing it twice does no harm."""
    staged = claim(StagedFile, staged_id)
    if staged is None:
        return
    try:
        facts = _checked(staged)
    except Unusable as reason:
        more = isinstance(reason, HoldsMore)
        _settle(staged, status=Status.UNUSABLE, problem=str(reason), holds_more=more)
    else:
        _settle(staged, status=Status.READY, facts=asdict(facts), made=staged.made.name)


def _settle(staged: StagedFile, **values: object) -> None:
    """Write what came of a file, unless it was let go or taken over meanwhile."""
    if held(staged).update(**values, lease_until=None):
        return
    known = StagedFile.objects.filter(pk=staged.pk).exists()
    _delete([staged.made] if known else [staged.file, staged.made])


def _checked(staged: StagedFile) -> PdfFacts:
    with TemporaryDirectory(prefix="taken-in-") as folder:
        taken = take_in(
            Path(staged.file.path), staged.name, into=Path(folder), without=staged.without
        )
        with taken.published.open("rb") as stream:
            staged.made.save(f"{FOLDER}/{uuid4().hex}.pdf", File(stream), save=False)
    return taken.facts


def convert_without(staged: StagedFile, *, by: User) -> None:
    """Have an office file checked again, and converted without its changes and comments.

    Raises Refused where that was not what stood in its way.
    """
    with transaction.atomic():
        locked = lock(staged)
        if not locked.holds_more:
            raise Refused(NOT_THERE)
        locked.without, locked.holds_more = True, False
        locked.status, locked.problem = Status.WAITING, ""
        locked.lease_until = lease(StagedFile)
        locked.save()
        audit.record("convert without changes for", locked.meeting, by=by, file=locked.name)


def broken_off(of: QuerySet[StagedFile]) -> list[StagedFile]:
    """The files whose worker was killed, or whose job was lost, waiting again."""
    return taken_over(of, given_up=BROKEN_OFF)[0]


def take_staged(meeting: Meeting, choices: Sequence[Choice], *, by: User) -> list[Paper]:
    """Make papers of all the files chosen, or of none; what was staged is gone afterwards.

    Raises Refused as `add_paper_with_file` does, and where the files or the items are others
    now than those the officer saw.
    """
    with transaction.atomic():
        staged = _locked(meeting, choices)
        items = {item.pk: item for item in meeting.items.all()}
        placed: dict[int, Placement] = {}
        papers = []
        for choice in _parents_first(choices):
            if choice.item is None:
                continue
            item = items.get(choice.item)
            if item is None:
                raise Refused(NOT_THERE)
            under = placed.get(choice.under_file) if choice.under_file else choice.under
            papers.append(_taken(staged[choice.staged], choice, item, under, by=by))
            placed[choice.staged] = item.placements.get(paper=papers[-1])
        _let_go(staged.values())
        left_out = sorted(staged[each.staged].name for each in choices if each.item is None)
        audit.record("settle the files for", meeting, by=by, papers=len(papers), left_out=left_out)
    return papers


def _locked(meeting: Meeting, choices: Sequence[Choice]) -> dict[int, StagedFile]:
    locked = meeting.staged_files.select_for_update().order_by("pk")
    staged = {each.pk: each for each in locked if each.is_over}
    wanted = {choice.staged for choice in choices}
    ready = {pk for pk, each in staged.items() if each.status == Status.READY}
    if wanted != ready:
        raise Refused(NOT_THERE)
    return staged


def _parents_first(choices: Sequence[Choice]) -> Iterator[Choice]:
    """Each choice after the one it is an appendix to."""
    by_file = {choice.staged: choice for choice in choices}
    done: set[int] = set()

    def walk(choice: Choice, seen: frozenset[int]) -> Iterator[Choice]:
        if choice.staged in seen:
            raise Refused("Two files are appendices to one another: make one of them a paper.")
        above = by_file.get(choice.under_file) if choice.under_file else None
        if above:
            yield from walk(above, seen | {choice.staged})
        if choice.staged not in done:
            done.add(choice.staged)
            yield choice

    for choice in choices:
        yield from walk(choice, frozenset())


def _taken(
    staged: StagedFile, choice: Choice, item: AgendaItem, under: Placement | None, *, by: User
) -> Paper:
    if choice.paper is None or (under and under.item_id != item.pk):
        raise Refused(NOT_THERE)
    original, published = Path(staged.file.path), Path(staged.made.path)
    taken = TakenIn(published, facts_of(staged.facts), original, staged.name)
    return add_paper_with_file(choice.paper, item, taken, under=under, by=by)


def discard_staged(meeting: Meeting, *, by: User) -> int:
    """Let go of all the files staged for a meeting; how many."""
    with transaction.atomic():
        found = list(meeting.staged_files.select_for_update())
        if found:
            _let_go(found)
            audit.record("let go of files for", meeting, by=by, files=len(found))
    return len(found)


def remove_stale() -> int:
    """Let go of what was staged more than a day ago; how many."""
    old = StagedFile.objects.filter(staged_at__lt=timezone.now() - leftovers.KEPT_FOR)
    with transaction.atomic():
        found = list(old.select_for_update(skip_locked=True))
        _let_go(found)
    leftovers.sweep_folder(FOLDER)
    return len(found)


def _let_go(staged: Iterable[StagedFile]) -> None:
    gone = list(staged)
    StagedFile.objects.filter(pk__in=[each.pk for each in gone]).delete()
    transaction.on_commit(lambda: _forget(gone))


def _forget(staged: Iterable[StagedFile]) -> None:
    for each in staged:
        _delete([each.file, each.made])


def _delete(files: Iterable[FieldFile]) -> None:
    for each in files:
        if each.name:
            each.storage.delete(each.name)
