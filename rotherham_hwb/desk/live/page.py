"""What the live screen of a meeting shows, read once and in the same number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import AgendaItem, Meeting
from meetings.wording import page_time
from minutes.attendance.interests import NONE_DECLARED, interest_sentence, is_out
from minutes.attendance.quorum import Quorum, Spell, inquorate_spells, quorum_at, there_at
from minutes.attendance.roll import BLOCKS, IN_THE_CHAIR, RollLine, read_roll
from minutes.models import Attendance, Capacity, Declaration, Minutes, Movement, Note
from minutes.writing.drafts import why_closed

Kind, Mode = Attendance.Kind, Attendance.Mode
HEADINGS = {1: "Members", 2: "Report presenters", 3: "Officers", 4: "Observers"}
GUESTS = (Capacity.OFFICER, Capacity.PRESENTER, Capacity.OBSERVER)


@dataclass(frozen=True)
class Press:
    """A button that records in one press; `word` is also what the roll says once it is pressed."""

    what: str
    word: str
    colour: str
    kind: Attendance.Kind
    mode: Attendance.Mode = Mode.IN_ROOM


PRESSES = (
    Press("in_room", "In the room", "green", Kind.PRESENT),
    Press("remote", "Remotely", "blue", Kind.PRESENT, Mode.REMOTE),
    Press("apologies", "Apologies", "orange", Kind.APOLOGIES),
    Press("absent", "Absent", "red", Kind.ABSENT),
    Press("not_required", "Not required", "grey", Kind.NOT_REQUIRED),
)


@dataclass(frozen=True)
class RollRow:
    """One name on the roll with what can be pressed."""

    line: RollLine
    presses: tuple[Press, ...]
    pressed: Press | None
    there: bool
    times: str

    @property
    def in_the_chair(self) -> bool:
        return self.line.attendance.role == IN_THE_CHAIR

    @property
    def is_present(self) -> bool:
        return self.line.recorded and self.line.attendance.is_present


@dataclass(frozen=True)
class Block:
    """Those who stand under one heading, and how many of them are there."""

    heading: str
    rows: tuple[RollRow, ...]


@dataclass(frozen=True)
class Interest:
    """An interest that was declared in an item, and whether they are out for it."""

    pk: int
    name: str
    sentence: str
    out: bool
    bars: bool


@dataclass(frozen=True)
class ItemBox:
    """An agenda item, or the meeting as a whole (`item` None), with notes and interests."""

    item: AgendaItem | None
    text: str
    revision: int
    saved: str
    interests: tuple[Interest, ...]
    votes: str = ""
    before: str = ""
    """The `id` of the box before it; empty of the first."""
    after: str = ""

    @property
    def id(self) -> str:
        return _box_id(self.item)

    @property
    def title(self) -> str:
        return self.item.title if self.item else "The meeting as a whole"

    @property
    def is_noted(self) -> bool:
        return bool(self.text or self.interests)


@dataclass(frozen=True)
class Screen:
    """The whole live screen of a meeting whose record is open."""

    minutes: Minutes
    closed: str
    quorum: Quorum
    spells: tuple[Spell, ...]
    blocks: tuple[Block, ...]
    waiting_apologies: int
    today: bool

    @property
    def began(self) -> str:
        return page_time(self.minutes.opened_at) if self.minutes.opened_at else ""

    @property
    def ended(self) -> str:
        return page_time(self.minutes.ended_at) if self.minutes.ended_at else ""


def read_screen(minutes: Minutes) -> Screen:
    """Everything above the agenda: the quorum, the clock and the roll."""
    lines = read_roll(minutes)
    stored = [each.attendance for each in lines if each.recorded]
    now = minutes.ended_at or timezone.now()
    return Screen(
        minutes=minutes,
        closed=why_closed(minutes),
        quorum=quorum_at(minutes, now, attendances=stored),
        spells=inquorate_spells(minutes, attendances=stored),
        blocks=tuple(_blocks(lines, now)),
        waiting_apologies=sum(each.sent_apologies and not each.recorded for each in lines),
        today=is_the_day(minutes.meeting),
    )


def is_the_day(meeting: Meeting) -> bool:
    """Whether it may be going on now, so that a press can mean this very minute."""
    return timezone.localdate() - meeting.date in (dt.timedelta(0), dt.timedelta(days=1))


def read_boxes(minutes: Minutes, viewer: Viewer) -> list[ItemBox]:
    """The meeting as a whole and each item of its agenda, with notes and interests."""
    notes = {each.item_id: each for each in Note.objects.visible_to(viewer).filter(minutes=minutes)}
    declared = _declared(minutes, viewer)
    items = AgendaItem.objects.visible_to(viewer).filter(meeting=minutes.meeting)
    found: list[AgendaItem | None] = [None, *items.order_by("position")]
    ids = ["", *map(_box_id, found), ""]
    boxes = (_box(minutes, each, notes, declared) for each in found)
    turns = zip(boxes, ids, ids[2:], strict=False)
    return [replace(box, before=before, after=after) for box, before, after in turns]


def open_now(boxes: list[ItemBox]) -> str:
    """The box that the meeting has come to: the first item after the last that has notes."""
    noted = [number for number, box in enumerate(boxes) if box.item and box.is_noted]
    return boxes[min(max(noted, default=0) + 1, len(boxes) - 1)].id


def _box_id(item: AgendaItem | None) -> str:
    return str(item.pk) if item else "meeting"


def said_time(movement: Movement) -> str:
    """Such as "left at 9:40 am"."""
    return f"{'came' if movement.arrives else 'left'} at {page_time(movement.at)}"


def note_said(note: Note | None) -> str:
    """Such as "Saved 10:42 am"; empty where nothing is saved."""
    return f"Saved {page_time(note.saved_at)}" if note and note.saved_at else ""


def press_named(what: str) -> Press | None:
    return next((each for each in PRESSES if each.what == what), None)


def _blocks(lines: list[RollLine], now: dt.datetime) -> Iterator[Block]:
    rows: dict[int, list[RollRow]] = {}
    for line in lines:
        block = BLOCKS[Capacity(line.attendance.capacity or Capacity.OBSERVER)]
        rows.setdefault(block, []).append(_row(line, now))
    for block, held in sorted(rows.items()):
        yield Block(HEADINGS[block], tuple(held))


def _row(line: RollLine, now: dt.datetime) -> RollRow:
    attendance = line.attendance
    moves = list(attendance.movements.all()) if line.recorded else []
    state = (attendance.kind, attendance.mode if attendance.is_present else Mode.IN_ROOM)
    pressed = next((each for each in PRESSES if (each.kind, each.mode) == state), None)
    return RollRow(
        line=line,
        presses=_presses(line),
        pressed=pressed if line.recorded else None,
        there=there_at(moves, now),
        times=", ".join(map(said_time, moves)),
    )


def _presses(line: RollLine) -> tuple[Press, ...]:
    if line.vacant:
        return PRESSES[4:]
    return PRESSES[:3] if line.attendance.capacity in GUESTS else PRESSES


def _declared(minutes: Minutes, viewer: Viewer) -> list[Declaration]:
    found = Declaration.objects.visible_to(viewer).filter(attendance__minutes=minutes)
    found = found.select_related("attendance", "item").prefetch_related("attendance__movements")
    return list(found.order_by("attendance__position", "pk"))


def _box(
    minutes: Minutes,
    item: AgendaItem | None,
    notes: dict[int | None, Note],
    declared: list[Declaration],
) -> ItemBox:
    pk = item.pk if item else None
    note = notes.get(pk)
    return ItemBox(
        item=item,
        text=note.text if note else "",
        revision=note.revision if note else 0,
        saved=note_said(note),
        interests=tuple(_interest(each) for each in declared if each.item_id == pk),
        votes=_votes_address(minutes.meeting_id, item) if item else "",
    )


def _interest(declaration: Declaration) -> Interest:
    return Interest(
        pk=declaration.pk,
        name=declaration.attendance.name,
        sentence=interest_sentence(declaration),
        out=is_out(declaration),
        bars=declaration.bars_from_voting,
    )


def _votes_address(meeting: int, item: AgendaItem) -> str:
    try:
        return reverse("desk_item_votes", args=[meeting, item.pk])
    except NoReverseMatch:  # until the votes have their page
        return ""


def context_of(minutes: Minutes, **more: object) -> dict[str, object]:
    """What every page of the live screen is given."""
    return {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "screen": read_screen(minutes),
        "none_declared": NONE_DECLARED,
        **more,
    }
