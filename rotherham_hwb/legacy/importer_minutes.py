"""One set of minutes in an old pack becomes the draft minutes of its own meeting."""

from __future__ import annotations

from collections.abc import Iterator

from meetings import workflow
from meetings.audit import Actor
from meetings.boards import find_board
from meetings.models import Meeting
from minutes import workflow as minutes_room
from minutes.models import Action, Attendance, Minute, Minutes, Resolution
from rotherham_hwb.legacy import facts
from rotherham_hwb.legacy.models import ImportedPack


def store_minutes(
    read: facts.ReadPack, found: facts.MinutesSet, pack: ImportedPack, *, by: Actor
) -> str:
    """Store one set of minutes; a sentence says why where it could not be."""
    if found.date is None:
        return "These minutes have no date that could be read; they were not stored."
    body = found.body.value if found.body else pack.meeting.board.name
    board = find_board(body)
    if board is None:
        return f"These are minutes of “{body}”, which is no board here; they were not stored."
    meeting = Meeting.objects.filter(board=board, date=found.date.value).first()
    if meeting is None:
        meeting = workflow.create_meeting(Meeting(board=board, date=found.date.value), by=by)
    elif Minutes.objects.filter(meeting=meeting).exists():
        return f"The minutes of {meeting} are stored already; these were not."
    chair = found.chair.value if found.chair else ""
    minutes = minutes_room.start_minutes(Minutes(meeting=meeting, chair_name=chair), by=by)
    minutes_room.record_attendance(minutes, *_attendances(found))
    _store_entries(read, found, minutes)
    pack.earlier_meetings.add(meeting)
    return ""


def _attendances(found: facts.MinutesSet) -> Iterator[Attendance]:
    kinds = ((Attendance.Kind.PRESENT, found.present), (Attendance.Kind.APOLOGIES, found.apologies))
    for kind, people in kinds:
        for each in people:
            yield Attendance(
                kind=kind,
                name=each.name.value,
                group=_value(each.group),
                role=_value(each.role),
                organisation_or_post=_value(each.post),
                representing=_value(each.representing),
                source_line=each.name.line,
            )


def _value(fact: facts.Fact[str] | None) -> str:
    return fact.value if fact else ""


def _store_entries(read: facts.ReadPack, found: facts.MinutesSet, minutes: Minutes) -> None:
    series = (
        minutes_room.series_for(minutes)
        if found.running_numbers
        else f"meeting {minutes.meeting_id}"
    )
    for position, each in enumerate(found.minutes, start=1):
        minutes_room.write_minute(
            Minute(
                minutes=minutes,
                series=series,
                position=position,
                number=each.number.value,
                title=_value(each.title),
                text=narrative(read, each),
                source_line=each.number.line,
            ),
            resolutions=tuple(
                Resolution(label=limb.label or "", text=limb.text.value, source_line=limb.text.line)
                for limb in each.resolutions
            ),
            actions=tuple(Action(text=action.value) for action in each.actions),
        )


def narrative(read: facts.ReadPack, minute: facts.Minute) -> str:
    """The minute's own words as given, without its title and without what it resolved.

    A paragraph is a run of lines without an empty one; those that open with the title or with a
    limb are stored in fields of their own.
    """
    apart = {minute.number.line, *(limb.text.line for limb in minute.resolutions)}
    kept: list[str] = []
    for lines in _paragraphs(minute.number.line, minute.end_line, read):
        if not apart & {number for number, _ in lines}:
            kept.append("\n".join(text for _, text in lines))
    return "\n\n".join(kept)


def _paragraphs(first: int, last: int, read: facts.ReadPack) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for number in range(first, last + 1):
        text = read.text(number, number)
        if text.strip():
            run.append((number, text))
        elif run:
            yield run
            run = []
    if run:
        yield run
