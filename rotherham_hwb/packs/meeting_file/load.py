"""A meeting file into draft records, through the rooms' verbs: all of it or nothing.

What the file says of the board itself (heading, signatory, settings) goes to a board made with
`create_board`; a board that is already here keeps its own. The membership line and the contact
come from the board's records and are not read.

Supplements are stored as what they add: papers for an item of the agenda follow those it has,
and an item that is new is a late item with the supplement's reason, after the item whose number
it extends (15A after 15) or else last.

An item called “Minutes of the previous meeting” that has no paper of its own puts the board's
latest minutes before that day to the board.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.access import Restriction
from meetings.audit import Actor
from meetings.boards import create_board, find_board
from meetings.models import AgendaItem, Board, Meeting, MeetingState, Presenter, kinds
from meetings.wording import plain_date
from meetings.workflow import add_item, create_meeting, section_of
from reports.files.inspecting import inspect_here
from reports.files.taking_in import take_in
from reports.files.uploads import Unusable
from reports.models import Paper, PaperVersion, Placement
from reports.workflow import add_paper, add_version, place_paper
from rotherham_hwb.packs.meeting_file.read import FileItem, FilePaper, MeetingFile
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.plan.pack_plan import PaperClass, PlanItemKind

PRINTED_NUMBER = re.compile(r"\d+")
PREVIOUS_MINUTES = re.compile(r"minutes of the (previous|last) meeting", re.IGNORECASE)


class CannotLoad(Exception):
    """The meeting cannot be stored; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class LoadItem:
    """An item and its papers, with what the supplements add; `late_reason` where they bring it."""

    item: FileItem
    late_reason: str = ""


def load_meeting(
    meeting_file: MeetingFile, *, by: Actor, create_board_too: bool = False
) -> Meeting:
    """Store a draft meeting with its agenda and papers, of which only officers know.

    Raises CannotLoad, and leaves neither a row nor a file, when the board is not here, has a
    meeting at that date and time already, or a value or a file cannot be stored.
    """
    try:
        with files_go_with_rows() as stored, transaction.atomic():
            board = _board(meeting_file, create_too=create_board_too, by=by)
            meeting = _meeting(board, meeting_file, by=by)
            papers = [
                paper
                for position, entry in enumerate(agenda_of(meeting_file), start=1)
                for paper in _load_item(meeting, position, entry, by=by)
            ]
            # Files last: by now nothing but a failing disk or database can stand in the way.
            for paper, source in papers:
                stored.append(_add_file(paper, source.path, by=by))
    except ValidationError as error:
        raise CannotLoad(_sentence(error)) from error
    except Unusable as error:
        raise CannotLoad(f"A paper cannot be used. {error}") from error
    return meeting


@contextmanager
def files_go_with_rows() -> Iterator[list[PaperVersion | PackEdition]]:
    """Take the files of what is noted in the list away again when the block fails.

    A rollback forgets rows and leaves files, so this must be around the transaction.
    """
    stored: list[PaperVersion | PackEdition] = []
    try:
        yield stored
    except BaseException:
        for record in stored:
            for field in ("file", "original"):
                _forget_file(record, field)
        raise


def _forget_file(record: PaperVersion | PackEdition, field: str) -> None:
    file = getattr(record, field, None)
    if file and not type(record)._base_manager.filter(**{field: file.name}).exists():
        file.storage.delete(file.name)


def _add_file(paper: Paper, path: Path, *, by: Actor) -> PaperVersion:
    with TemporaryDirectory(prefix="taken-in-") as folder:
        taken = take_in(path, path.name, into=Path(folder), inspect=inspect_here)
        return add_version(paper, taken, by=by)


def agenda_of(meeting_file: MeetingFile) -> tuple[LoadItem, ...]:
    """The agenda in order, with what each supplement adds in its place."""
    agenda = [LoadItem(item) for item in meeting_file.items]
    for supplement in meeting_file.supplements:
        for extra in supplement.items:
            numbers = [entry.item.number for entry in agenda]
            if extra.number in numbers:
                at = numbers.index(extra.number)
                agenda[at] = replace(agenda[at], item=_with_more(agenda[at].item, extra))
            else:
                late = LoadItem(extra, late_reason=supplement.reason)
                agenda.insert(_place_of(extra.number, numbers), late)
    return tuple(agenda)


def _with_more(item: FileItem, extra: FileItem) -> FileItem:
    """The item with the papers of its supplement; what was to follow has now come."""
    arrived = item.kind is PlanItemKind.TO_FOLLOW and extra.papers
    kind = PlanItemKind.PAPER if arrived else item.kind
    return replace(item, kind=kind, papers=(*item.papers, *extra.papers))


def _place_of(number: str, numbers: list[str]) -> int:
    """Where a late item goes: after the last one that begins with the same digits, or last."""
    digits = PRINTED_NUMBER.match(number)
    for place in range(len(numbers), 0, -1):
        before = PRINTED_NUMBER.match(numbers[place - 1])
        if digits and before and digits[0] == before[0]:
            return place
    return len(numbers)


def _board(file: MeetingFile, *, create_too: bool, by: Actor) -> Board:
    board = find_board(file.board)
    if board is not None:
        return board
    if not create_too:
        raise CannotLoad(
            f"There is no board “{file.board}”: correct the name in the file, or have the board "
            "made with --create-board."
        )
    signatory = file.signatory
    return create_board(
        Board(
            name=file.board,
            front_sheet_heading=file.heading,
            front_sheet_note=file.attending,
            signatory_name=signatory.name if signatory else "",
            signatory_post=signatory.post if signatory else "",
            default_venue="\n".join(file.venue),
            starts_papers_on_recto=file.settings.recto,
            stamps_agenda_item=file.settings.stamp_item,
        ),
        by=by,
    )


def _meeting(board: Board, file: MeetingFile, *, by: Actor) -> Meeting:
    gone = (MeetingState.CANCELLED, MeetingState.POSTPONED)
    there = board.meetings.filter(date=file.date, time=file.time).exclude(state__in=gone)
    if there.exists():
        when = (
            f"{plain_date(file.date)} at {file.time:%H:%M}" if file.time else plain_date(file.date)
        )
        raise CannotLoad(
            f"{board} already has a meeting on {when}: change the date or time in the file, or "
            "cancel that meeting first."
        )
    venue = "\n".join(file.venue)
    return create_meeting(Meeting(board=board, date=file.date, time=file.time, venue=venue), by=by)


def _load_item(
    meeting: Meeting, position: int, entry: LoadItem, *, by: Actor
) -> list[tuple[Paper, FilePaper]]:
    """Store the item and place its papers; each is handed back with the file it still needs."""
    source = entry.item
    item = AgendaItem(
        meeting=meeting,
        section=section_of(meeting, source.section, source.section_introduction),
        position=position,
        number=source.number,
        title=source.title,
        notes=list(source.notes),
        kind=kinds.ItemKind(source.kind),
        minutes_of=_previous_meeting(meeting, source),
        restriction=Restriction.EXEMPT if source.exempt else Restriction.OPEN,
        safe_title=source.safe_title,
        exempt_paragraphs=list(source.exempt),
        late=bool(entry.late_reason),
        late_reason=entry.late_reason,
    )
    add_item(item, presenters=tuple(_presenters(source)), by=by)
    return _place_papers(item, source, by=by)


def _previous_meeting(meeting: Meeting, source: FileItem) -> Meeting | None:
    if source.papers or not PREVIOUS_MINUTES.match(source.title):
        return None
    earlier = meeting.board.meetings.filter(date__lt=meeting.date, minutes__isnull=False)
    return earlier.order_by("date", "time").last()


def _presenters(source: FileItem) -> Iterator[Presenter]:
    for words in source.presenters:
        yield _presenter(words)
    for presentation in source.presentations:
        presenter = _presenter(" and ".join(presentation.presenters))
        presenter.title = presentation.title
        yield presenter


def _presenter(words: str) -> Presenter:
    """A name and, after the first comma, a post or an organisation."""
    name, _, role = words.partition(", ")
    return Presenter(name=name, role=role)


def _place_papers(
    item: AgendaItem, source: FileItem, *, by: Actor
) -> list[tuple[Paper, FilePaper]]:
    above: list[Placement] = []  # the last placement of each level
    papers = []
    for each in source.papers:
        paper = add_paper(_paper(item, source, each), by=by)
        parent = above[each.level - 1] if each.level else None
        above[each.level :] = [place_paper(paper, item, under=parent, by=by)]
        papers.append((paper, each))
    return papers


def _paper(item: AgendaItem, source: FileItem, each: FilePaper) -> Paper:
    """A paper is never more open than its item."""
    exempt = each.paper_class is PaperClass.EXEMPT or bool(
        source.exempt and each.paper_class is PaperClass.OPEN
    )
    if exempt and not source.exempt:
        raise CannotLoad(
            f"“{each.path.name}” is exempt but item {source.number} names no paragraph of "
            "Schedule 12A: add “exempt: 3” (or another paragraph) to the item."
        )
    return Paper(
        board=item.meeting.board,
        title=each.title,
        restriction=Restriction.EXEMPT if exempt else Restriction(each.paper_class.value),
        safe_title=each.safe_title or (source.safe_title if exempt else ""),
        exempt_paragraphs=list(source.exempt) if exempt else [],
    )


def _sentence(error: ValidationError) -> str:
    """One sentence of what Django says of one field."""
    if not hasattr(error, "error_dict"):
        return error.messages[0]
    field, messages = next(iter(error.message_dict.items()))
    name = "" if field == "__all__" else f"{field.replace('_', ' ').capitalize()}: "
    return f"{name}{messages[0]}"
