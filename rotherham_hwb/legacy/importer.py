"""What was read from an old pack becomes draft records that only officers see."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from meetings import audit, workflow
from meetings.access import RoleKind, viewer_for
from meetings.audit import Actor
from meetings.boards import find_board
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, ItemKind, Meeting, Presenter, User
from minutes import workflow as minutes_room
from minutes.models import Minutes
from reports.models import Paper, Placement
from reports.workflow import add_paper, add_text_version, place_paper, publish_paper
from rotherham_hwb.legacy import facts
from rotherham_hwb.legacy.importer_minutes import store_minutes
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.legacy.read import read_file, read_pack, to_key


def import_pack(path: Path, *, by: Actor) -> tuple[ImportedPack, bool]:
    """Store a pack as draft records, all or nothing; the pack, and whether it is new.

    The same bytes again change nothing.

    Raises facts.Unreadable where the file is no pack, Refused where its records cannot be
    stored: no such board, or a meeting already there.
    """
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    known = ImportedPack.objects.filter(sha256=sha256).first()
    if known is not None:
        return known, False
    read = read_pack(read_file(path), name=path.name)
    with transaction.atomic():
        meeting = _store_meeting(read, by=by)
        items = {item.number: item for item in _store_items(read, meeting, by=by)}
        _store_reports(read, items, meeting.board, by=by)
        pack = ImportedPack.objects.create(
            name=path.name,
            sha256=sha256,
            text="\n".join(read.source),
            meeting=meeting,
            facts=to_key(read),
            warnings=[{"line": each.line, "text": each.sentence} for each in read.warnings],
            imported_by=by if isinstance(by, User) else None,
        )
        _store_earlier(read, pack, by=by)
        audit.record("import", pack, by=by, sha256=sha256)
    return pack, True


def publish_import(pack: ImportedPack, *, by: User) -> None:
    """Let the public see the agenda, the papers and the minutes that a pack holds.

    Minutes of a board that the officer does not serve stay as they are.

    Raises Refused, changing nothing, where it is public already.
    """
    own = viewer_for(by).boards_as(RoleKind.OFFICER)
    with transaction.atomic():
        meeting = pack.meeting
        if meeting.state == "draft":
            workflow.call_meeting(meeting, by=by)
        workflow.publish_agenda(meeting, by=by)
        for paper in Paper.objects.filter(placements__item__meeting=meeting, state="draft"):
            publish_paper(paper, by=by)
        workflow.record_held(meeting, by=by)
        drafts = pack.earlier_meetings.filter(minutes__state="draft", board_id__in=own)
        for earlier in drafts:
            _publish_minutes(earlier, by=by)


def _publish_minutes(meeting: Meeting, *, by: User) -> None:
    if meeting.state == "draft":
        workflow.call_meeting(meeting, by=by)
        if not ImportedPack.objects.filter(meeting=meeting).exists():
            workflow.record_held_before_us(meeting, by=by)
    minutes = Minutes.objects.get(meeting=meeting)
    minutes_room.send_to_chair(minutes, by=by)
    minutes_room.publish_minutes(minutes, by=by)


def _store_meeting(read: facts.ReadPack, *, by: Actor) -> Meeting:
    header = read.header
    if header.date is None:
        raise Refused("No date of the meeting was found at the head of the pack: add it there.")
    board = _board(header.body.value)
    meeting = Meeting(
        board=board,
        date=header.date.value,
        time=header.time.value if header.time else None,
        venue=header.venue.value if header.venue else "",
    )
    if Meeting.objects.filter(board=board, date=meeting.date, time=meeting.time).exists():
        raise Refused(f"{meeting} is stored already: remove it before you import its pack.")
    return workflow.create_meeting(meeting, by=by)


def _board(name: str) -> Board:
    board = find_board(name)
    if board is None:
        raise Refused(
            f"There is no board called “{name}”: add it with “manage.py add_board” first."
        )
    return board


def _store_items(read: facts.ReadPack, meeting: Meeting, *, by: Actor) -> Iterator[AgendaItem]:
    for position, item in enumerate(read.agenda, start=1):
        introduction = "\n".join(each.value for each in item.section_introduction)
        heading = item.section.value if item.section else ""
        yield workflow.add_item(
            AgendaItem(
                meeting=meeting,
                position=position,
                number=item.number.value,
                title=item.title.value,
                section=workflow.section_of(meeting, heading, introduction),
                notes=[note.value for note in item.notes],
                kind=ItemKind.PAPER if item.pages else ItemKind.STANDING,
                first_page=item.pages.value.first if item.pages else None,
                last_page=item.pages.value.last if item.pages else None,
                source_line=item.number.line,
            ),
            presenters=[_presenter(each.value) for each in item.presenters],
            by=by,
        )


def _presenter(line: str) -> Presenter:
    name, _, role = line.partition(", ")
    return Presenter(name=name, role=role)


def _store_reports(
    read: facts.ReadPack, items: dict[str, AgendaItem], board: Board, *, by: Actor
) -> None:
    under: Placement | None = None
    for report in read.reports:
        item = items.get(report.agenda_item.value) if report.agenda_item else None
        text = read.text(report.start_line, report.end_line)
        title = report.title.value if report.title else f"Paper at line {report.start_line}"
        paper = add_paper(
            Paper(board=board, title=title[:500], source_line=report.start_line), by=by
        )
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        add_text_version(paper, text, sha256=sha256, by=by)
        if item is not None:
            main = None if not report.attachment else under
            same = main if main is not None and main.item_id == item.pk else None
            placed = place_paper(paper, item, under=same, by=by)
            under = under if report.attachment else placed


def _store_earlier(read: facts.ReadPack, pack: ImportedPack, *, by: Actor) -> None:
    """The minutes in the pack, each with its own meeting; what cannot be stored is said."""
    for minutes in read.minutes:
        problem = store_minutes(read, minutes, pack, by=by)
        if problem:
            pack.warnings.append({"line": minutes.start_line, "text": problem})
    pack.save(update_fields=["warnings"])
