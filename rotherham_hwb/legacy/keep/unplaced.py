"""The lines of a file that nothing read holds: kept, counted, and looked at by an officer."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.models import User
from rotherham_hwb.legacy.models import ImportedPack, PackFile, UnplacedLines


def note_unplaced(file: PackFile, runs: Iterable[tuple[int, int]]) -> None:
    """Keep which lines (1-based) of a file no fact holds, in place of what was noted before.

    A run that reads as one that was looked at in an earlier file of the pack counts as looked at.
    """
    text = file.text.split("\n")
    known = _looked_at(file)
    file.unplaced.all().delete()
    made = []
    for first, last in runs:
        before = known.get(tuple(text[first - 1 : last]))
        run = UnplacedLines(file=file, first_line=first, last_line=last)
        if before is not None:
            run.looked_at, run.looked_by = before.looked_at, before.looked_by
        made.append(run)
    UnplacedLines.objects.bulk_create(made)


def _looked_at(file: PackFile) -> dict[tuple[str, ...], UnplacedLines]:
    """The runs of lines that an officer looked at in this pack, by their words."""
    found: dict[tuple[str, ...], UnplacedLines] = {}
    runs = UnplacedLines.objects.filter(file__pack=file.pack, looked_at__isnull=False)
    texts: dict[int, list[str]] = {}
    for run in runs.select_related("file"):
        lines = texts.setdefault(run.file_id, run.file.text.split("\n"))
        found[tuple(lines[run.first_line - 1 : run.last_line])] = run
    return found


def mark_looked_at(file: PackFile, runs: Iterable[UnplacedLines], *, by: User) -> int:
    """Note that an officer looked at these lines of a file; how many runs were new to look at."""
    with transaction.atomic():
        keys = [run.pk for run in runs]
        left = UnplacedLines.objects.select_for_update().filter(
            file=file, pk__in=keys, looked_at=None
        )
        lines = [[run.first_line, run.last_line] for run in left]
        if not lines:
            return 0
        left.update(looked_at=timezone.now(), looked_by=by)
        board = file.pack.meeting.board if file.pack else None
        audit.record("look at the unplaced lines of", file, by=by, board=board, lines=lines)
    return len(lines)


def lines_to_look_at(pack: ImportedPack) -> int:
    """How many lines of the newest file no fact holds and nobody looked at yet."""
    left = UnplacedLines.objects.filter(file=pack.current, looked_at=None)
    return sum(run.last_line - run.first_line + 1 for run in left)
