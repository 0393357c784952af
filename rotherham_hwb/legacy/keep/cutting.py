"""Which pages of a PDF pack are a paper's own, so that they can be cut out as its file.

A paper is cut out only where it has its pages to itself: a page on which anything else of the pack
stands would carry those words along, so such a paper is kept as text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from meetings.audit import Actor
from reports.files.taking_in import TakenIn
from reports.models import Paper
from reports.workflow import add_version
from rotherham_hwb.legacy.models import CutPages, Decision, PackFile, ReadFact
from rotherham_hwb.legacy.pdf.cut_apart import Sheets, cut_apart
from rotherham_hwb.legacy.review.entry import Entry, Reading

Cuts = dict[Sheets, TakenIn]
NOTHING: Cuts = {}
OF_A_PAPER = frozenset({"field", "line"})
"""What hangs on a paper and stands on its lines."""


def cut_reading(
    path: Path, reading: Reading, *, into: Path, progress: Callable[[str], None]
) -> Cuts:
    """The papers of a PDF that was read, as files of their own in a folder."""
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            return NOTHING
    ranges = own_sheets(reading.entries, reading.lines, reading.sheets, reading.unplaced)
    return cut_apart(path, ranges.values(), name=reading.name, into=into, progress=progress)


def sheets_of_papers(file: PackFile, facts: Sequence[ReadFact]) -> dict[int, Sheets]:
    """By the key of its fact, the pages that each paper of a file has to itself."""
    if not file.is_pdf:
        return {}
    live = [fact for fact in facts if not fact.gone]
    runs = list(file.unplaced.values_list("first_line", "last_line"))
    found = own_sheets(live, file.text.split("\n"), file.sheets, runs)
    changed = {
        fact.parent_id
        for fact in live
        if fact.kind == "line" and fact.decision in (Decision.REJECTED, Decision.CORRECTED)
    }
    return {live[at].pk: sheets for at, sheets in found.items() if live[at].pk not in changed}


def own_sheets(
    facts: Sequence[Entry | ReadFact],
    lines: Sequence[str],
    sheets: Sequence[int | None],
    unplaced: Iterable[tuple[int, int]],
) -> dict[int, Sheets]:
    """By its place among the facts, the pages that each paper has to itself.

    Pages without a word behind a paper are pictures that belong to it, unless the pack keeps
    anything from the public: then nobody can tell whose they are.
    """
    there = _who_is_where(facts, lines, sheets, unplaced)
    pictures = not any(fact.read.get("restricted") for fact in facts)
    end = max((sheet or 0 for sheet in sheets), default=0)
    found: dict[int, Sheets] = {}
    for at, fact in enumerate(facts):
        if fact.kind != "paper" or fact.end_line > len(sheets):
            continue
        first, last = sheets[fact.line - 1] or 0, sheets[fact.end_line - 1] or 0
        if 1 <= first <= last and all(
            there.get(sheet, {at}) <= {at} for sheet in range(first, last + 1)
        ):
            while pictures and last < end and last + 1 not in there:
                last += 1
            found[at] = (first, last)
    return found


def _who_is_where(
    facts: Sequence[Entry | ReadFact],
    lines: Sequence[str],
    sheets: Sequence[int | None],
    unplaced: Iterable[tuple[int, int]],
) -> dict[int, set[int]]:
    """What stands on each page that says anything, by its place among the facts; -1: unplaced."""
    there: dict[int, set[int]] = defaultdict(set)
    spans = [
        (at, fact.line, fact.end_line)
        for at, fact in enumerate(facts)
        if fact.kind not in OF_A_PAPER
    ]
    for at, first, last in (*spans, *((-1, first, last) for first, last in unplaced)):
        for line in range(first, min(last, len(sheets)) + 1):
            if lines[line - 1].strip():
                there[sheets[line - 1] or 0].add(at)
    return there


def add_cut(
    paper: Paper, sheets: Sheets, *, file: PackFile, cuts: Cuts, text: str, by: Actor
) -> bool:
    """Give a paper its pages of the pack as its file; False where they cannot be cut out.

    `text` is the SHA-256 of the words that the pages hold.
    """
    with TemporaryDirectory(prefix="cut-") as folder:
        made = cuts or cut_apart(Path(file.file.path), [sheets], name=file.name, into=Path(folder))
        if sheets not in made:
            return False
        version = add_version(paper, made[sheets], by=by)
        first, last = sheets
        CutPages.objects.create(
            version=version, file=file, first_sheet=first, last_sheet=last, text_sha256=text
        )
    return True
