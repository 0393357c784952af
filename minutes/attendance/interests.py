"""Interests declared at a meeting: declared, withdrawn, and the room left for one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import AgendaItem
from meetings.wording import printed_clock
from minutes.attendance.movements import in_turn, record_movement
from minutes.attendance.quorum import there_at
from minutes.models import Attendance, Declaration, Movement
from minutes.writing.drafts import locked_draft

NONE_DECLARED = "No interests were declared."


def declare(
    attendance: Attendance,
    *,
    item: AgendaItem | None,
    kind: str,
    nature: str,
    leaves_room: bool = False,
    dispensation: str = "",
    at: dt.datetime | None = None,
    by: Actor,
) -> Declaration:
    """Record an interest that somebody present declared, in an item or (None) at large.

    `at` is when they left the room for it (aware), where they have left by now; see
    `leave_for`. Source: Localism Act 2011 ss.27-34 (not verified).

    Raises Refused for somebody not recorded as present, no words of what the interest is, an
    item of another meeting, or an interest in the item declared already.
    """
    with transaction.atomic():
        minutes = locked_draft(attendance.minutes)
        declared = Declaration(
            attendance=attendance,
            item=item,
            kind=kind,
            nature=nature.strip(),
            leaves_room=leaves_room or at is not None,
            dispensation=dispensation.strip(),
        )
        _may_declare(declared, minutes.meeting_id)
        declared.full_clean()
        declared.save(force_insert=True)
        number = item.full_number if item else ""
        audit.record("declare", declared, by=by, board=minutes.meeting.board, item=number)
        if at is not None:
            leave_for(declared, at=at, by=by)
    return declared


def withdraw_declaration(declaration: Declaration, *, by: Actor) -> None:
    """Strike out an interest recorded by mistake, and that the room was left for it."""
    with transaction.atomic():
        minutes = locked_draft(declaration.attendance.minutes)
        person, item = declaration.attendance, declaration.item
        if item is not None:
            _strike_movements(person, item)
        number = item.full_number if item else ""
        audit.record("withdraw", declaration, by=by, board=minutes.meeting.board, item=number)
        declaration.delete()


def leave_for(declaration: Declaration, *, at: dt.datetime | None = None, by: Actor) -> Movement:
    """Record that somebody left the room for the item they have an interest in (default now)."""
    return _cross(declaration, arrives=False, at=at, by=by)


def come_back(declaration: Declaration, *, at: dt.datetime | None = None, by: Actor) -> Movement:
    """Record that somebody came back after the item they have an interest in (default now)."""
    return _cross(declaration, arrives=True, at=at, by=by)


def is_out(declaration: Declaration, at: dt.datetime | None = None) -> bool:
    """Whether somebody is out of the room, at a time (default now)."""
    movements = declaration.attendance.movements.all()
    return not there_at(movements, at or timezone.now())


def interest_sentence(declaration: Declaration) -> str:
    """What the minutes say of one interest, naming a restricted item by its safe title.

    Such as "Ada Byron declared a personal interest in item 9 (Leases): she rents a berth. She…".
    """
    kind = declaration.kind.label
    article = "an" if kind[0] in "AEIOU" else "a"
    where = f" in {_item_words(declaration.item)}" if declaration.item else ""
    nature = declaration.nature.rstrip(".")
    said = f"{declaration.attendance} declared {article} {kind.lower()}{where}: {nature}."
    return " ".join(filter(None, (said, _dispensed(declaration), _left_words(declaration))))


def _item_words(item: AgendaItem) -> str:
    title = item.safe_title or item.title
    return f"item {item.full_number} ({title})" if item.full_number else f"“{title}”"


def _dispensed(declaration: Declaration) -> str:
    given = declaration.dispensation.rstrip(".")
    return f"Dispensation: {given}." if given else ""


def _left_words(declaration: Declaration) -> str:
    """That they left for it, and when where that is recorded; empty where they stayed."""
    if not declaration.leaves_room:
        return ""
    moves = [
        each
        for each in declaration.attendance.movements.all()
        if declaration.item_id and each.item_id == declaration.item_id
    ]
    said = [
        f"{'came back' if each.arrives else 'left the room'} at {printed_clock(each.at)}"
        for each in moves
    ]
    words = " and ".join(said) or "left the room for this item"
    sentence = f"{declaration.attendance} {words}"
    return sentence if sentence.endswith(".") else f"{sentence}."  # "9.40 a.m." has its stop


def _may_declare(declared: Declaration, meeting: int) -> None:
    who, item = declared.attendance, declared.item
    present = Attendance.objects.filter(pk=who.pk, kind=Attendance.Kind.PRESENT)
    if not present.exists():
        raise Refused(f"{who} is not recorded as present: record that first.")
    if item is not None and item.meeting_id != meeting:
        raise Refused("That item is not on this meeting’s agenda.")
    if not declared.nature:
        raise Refused("Write what the interest is.")
    if Declaration.objects.filter(attendance=who, item=item).exists():
        raise Refused(f"{who} has declared an interest there already: withdraw it to change it.")
    if declared.leaves_room and item is None:
        raise Refused("Choose the item that they leave the room for.")


def _cross(
    declaration: Declaration, *, arrives: bool, at: dt.datetime | None, by: Actor
) -> Movement:
    if declaration.item is None:
        raise Refused("This interest is in no one item: record that they left beside their name.")
    with transaction.atomic():
        moved = record_movement(
            declaration.attendance, arrives=arrives, at=at, item=declaration.item, by=by
        )
        if not declaration.leaves_room:
            declaration.leaves_room = True
            declaration.save(update_fields=["leaves_room"])
    return moved


def _strike_movements(person: Attendance, item: AgendaItem) -> None:
    """Remove that somebody left for an item; refused where later times would hang in the air."""
    others = Movement.objects.filter(attendance=person).exclude(item=item)
    if not in_turn(others):
        raise Refused(f"Take back the later times of {person} first.")
    Movement.objects.filter(attendance=person, item=item).delete()
