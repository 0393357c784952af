"""The minutes in a pack, each with the meeting it belongs to, as records."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from meetings import audit, workflow
from meetings.access import RoleKind, viewer_for
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, Meeting, MinuteSeries, User
from minutes import workflow as minutes_room
from minutes.decisions.limbs import guess_kind
from minutes.models import Action, Attendance, Minute, Minutes, MinutesState, Reference, Resolution
from minutes.writing.references import day_meant
from rotherham_hwb.legacy.keep.recognising import recognise_board
from rotherham_hwb.legacy.keep.restricting import class_of
from rotherham_hwb.legacy.keep.storing import Keeper, Store, Values, next_position
from rotherham_hwb.legacy.models import ReadFact

YEAR_TURNS = 5  # the month in which councils hold their annual meeting


class MinutesKeeper(Keeper):
    """One set of minutes; its meeting is found by board and day, or made."""

    model = Minutes

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        value = fact.value
        return {name: str(value.get(name) or "") for name in ("body", "date", "chair", "series")}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        if not wanted["date"]:
            raise Refused("These minutes have no date that could be read: add it to store them.")
        meeting = self._meeting(_board(wanted["body"], store), wanted, store)
        minutes = Minutes(meeting=meeting, chair_name=wanted["chair"])
        minutes_room.start_minutes(minutes, by=store.by)
        store.pack.earlier_meetings.add(meeting)
        return minutes.pk

    def _meeting(self, board: Board, wanted: Values, store: Store) -> Meeting:
        """The meeting these are the minutes of; several on one day are told apart by hand."""
        day = dt.date.fromisoformat(wanted["date"])
        there = list(Meeting.objects.filter(board=board, date=day))
        free = [each for each in there if not Minutes.objects.filter(meeting=each).exists()]
        if there and not free:
            raise Refused(f"The minutes of {there[0]} are stored already: these are kept here.")
        if len(free) > 1:
            raise Refused(
                f"{board} met {len(free)} times on that day: these minutes are kept here until "
                "only one of those meetings has none."
            )
        return (
            free[0]
            if free
            else workflow.create_meeting(Meeting(board=board, date=day), by=store.by)
        )

    def change(self, fact: ReadFact, record: Minutes, changes: Values, store: Store) -> None:
        if set(changes) - {"chair"}:
            wanted = self.wanted(fact, store)
            self.remove(record, store)
            store.forget(fact)
            fact.target_id = self.make(fact, wanted, store)
            return
        record.chair_name = changes["chair"]
        record.full_clean()
        record.save()

    def now(self, record: Minutes, field: str) -> object:
        match field:
            case "chair":
                return record.chair_name
            case "date":
                return record.meeting.date.isoformat()
            case "series":
                return ""
        return record.meeting.board_name

    def closed(self, record: Minutes) -> bool:
        return record.state != MinutesState.DRAFT

    def remove(self, record: Minutes, store: Store) -> None:
        """With them goes a meeting that was made for them and holds nothing else."""
        meeting = record.meeting
        put = AgendaItem.objects.filter(meeting=store.pack.meeting, minutes_of=meeting)
        put.filter(published_at=None).update(minutes_of=None)
        record.delete()
        made_here = store.pack.earlier_meetings.filter(pk=meeting.pk).exists()
        store.pack.earlier_meetings.remove(meeting)
        empty = meeting.state == "draft" and not meeting.items.exists() and meeting.time is None
        others = hasattr(meeting, "imported_pack") or meeting.imported_in.exists()
        if made_here and empty and not others:
            audit.record("remove", meeting, by=store.by, pack=str(store.pack))
            meeting.delete()


def _board(name: str, store: Store) -> Board:
    board = recognise_board(name)
    if board is None:
        raise Refused(
            f"There is no board called “{name}” here, so these minutes are kept and not stored: "
            "have the board added, or correct the name to one of your boards, then try again."
        )
    if isinstance(store.by, User) and board.pk not in viewer_for(store.by).boards_as(
        RoleKind.OFFICER
    ):
        raise Refused(
            f"These are minutes of {board}, which you do not serve: they are kept here until an "
            "officer of that board, or your administrator, imports the pack."
        )
    return board


def series_of(fact: ReadFact, minutes: Minutes, store: Store) -> str:
    """The series a set of minutes is numbered in; an officer's word goes before the reckoning.

    The municipal year turns at the annual meeting in May. Minutes of a meeting in May that do
    not begin with 1, and do not go on from another meeting of that May, still belong to the
    year before.
    """
    said = str(fact.value.get("series") or "")
    board = minutes.meeting.board
    if said and board.minute_series == MinuteSeries.MUNICIPAL_YEAR:
        return said
    if not fact.value.get("running", 1):
        return f"meeting {minutes.meeting_id}"
    series = minutes_room.series_for(minutes)
    if board.minute_series != MinuteSeries.MUNICIPAL_YEAR:
        return series
    return _in_may(fact, minutes, series, store)


def _in_may(fact: ReadFact, minutes: Minutes, series: str, store: Store) -> str:
    day = minutes.meeting.date
    numbers = [part.value["number"] for part in store.parts[fact.pk] if part.kind == "minute"]
    first = int(numbers[0]) if numbers and str(numbers[0]).isdigit() else 1
    if day.month != YEAR_TURNS or first == 1:
        return series
    goes_on = Minute.objects.filter(
        board=minutes.meeting.board,
        series=series,
        number=str(first - 1),
        minutes__meeting__date__lt=day,
    )
    return series if goes_on.exists() else f"{day.year - 1}/{day.year % 100:02d}"


class PartKeeper(Keeper):
    """What hangs on minutes: it is as open to change as they are."""

    def minutes(self, record: Any) -> Minutes:
        found: Minutes = record.minute.minutes if hasattr(record, "minute") else record.minutes
        return found

    def closed(self, record: Any) -> bool:
        return self.minutes(record).state != MinutesState.DRAFT

    def shut(self, fact: ReadFact, store: Store) -> bool:
        holder = store.parent(fact)
        while holder is not None and holder.kind != "minutes":
            holder = store.parent(holder)
        if holder is None or holder.target_id is None:
            return True
        draft = Minutes.objects.filter(state=MinutesState.DRAFT)
        return not draft.filter(pk=holder.target_id).exists()


class PersonKeeper(PartKeeper):
    model = Attendance
    name_of_fields = {"post": "organisation_or_post"}  # noqa: RUF012 - never changed

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        names = ("kind", "name", "role", "post", "group", "representing")
        return {name: fact.value[name] for name in names}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        minutes = Minutes.objects.get(pk=_holder(fact, store))
        fields = {self.name_of_fields.get(name, name): value for name, value in wanted.items()}
        made = Attendance(**fields, source_line=fact.line)
        minutes_room.record_attendance(minutes, made)
        return made.pk

    def siblings(self, parent: int, store: Store) -> models.QuerySet[Attendance]:
        return Attendance.objects.filter(minutes_id=parent)


class MinuteKeeper(PartKeeper):
    model = Minute
    numbered = True

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        value = fact.value
        title = value["title"] or f"Minute {value['number']}"
        return {"number": value["number"], "title": title, "text": value["text"], **class_of(fact)}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        minutes = Minutes.objects.select_related("meeting__board").get(pk=_holder(fact, store))
        parent = store.parent(fact)
        if parent is None:
            raise Refused("This minute stands in no set of minutes.")
        series = series_of(parent, minutes, store)
        same = Minute.objects.filter(
            board=minutes.meeting.board, series=series, number=wanted["number"]
        ).first()
        if same is not None and wanted["number"]:
            raise Refused(
                f"Minute {wanted['number']} of {series or 'this series'} is stored already, in "
                f"the {same.minutes}: correct the number here, or the series of these minutes."
            )
        position = next_position(Minute.objects.filter(minutes=minutes))
        minute = Minute(
            minutes=minutes, series=series, position=position, source_line=fact.line, **wanted
        )
        return minutes_room.write_minute(minute).pk

    def siblings(self, parent: int, store: Store) -> models.QuerySet[Minute]:
        return Minute.objects.filter(minutes_id=parent)


class LimbKeeper(PartKeeper):
    model = Resolution

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        return {"label": fact.value["label"], "text": fact.value["text"]}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        kind = guess_kind(wanted["text"])
        return _part(Resolution(**wanted, kind=kind, source_line=fact.line), fact, store)

    def siblings(self, parent: int, store: Store) -> models.QuerySet[Resolution]:
        return Resolution.objects.filter(minute_id=parent)


class ActionKeeper(PartKeeper):
    model = Action

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        return {"text": fact.value["text"]}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        return _part(Action(**wanted), fact, store)

    def siblings(self, parent: int, store: Store) -> models.QuerySet[Action]:
        return Action.objects.filter(minute_id=parent)


class ReferenceKeeper(PartKeeper):
    """The words of a reference and the day they name; what they lead to is found apart."""

    model = Reference

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        minute = Minute.objects.select_related("minutes__meeting").get(pk=_holder(fact, store))
        words, after = str(fact.value["text"]), str(fact.value["after"])
        _, _, own = words.partition(" of ")
        day = minute.minutes.meeting.date
        meant = day_meant(f"of {own}", before=day) if own else day_meant(after, before=day)
        return {"text": words[:300], "said_on": meant.isoformat() if meant else ""}

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        day = dt.date.fromisoformat(wanted["said_on"]) if wanted["said_on"] else None
        made = Reference(text=wanted["text"], said_on=day, source_line=fact.line)
        return _part(made, fact, store)

    def change(self, fact: ReadFact, record: Reference, changes: Values, store: Store) -> None:
        record.text = changes.get("text", record.text)
        if "said_on" in changes:
            said = changes["said_on"]
            record.said_on = dt.date.fromisoformat(said) if said else None
        record.full_clean()
        record.save()

    def now(self, record: Reference, field: str) -> str:
        if field == "said_on":
            return record.said_on.isoformat() if record.said_on else ""
        return record.text

    def siblings(self, parent: int, store: Store) -> models.QuerySet[Reference]:
        return Reference.objects.filter(minute_id=parent)


def _holder(fact: ReadFact, store: Store) -> int:
    parent = store.parent(fact)
    if parent is None or parent.target_id is None:
        raise Refused("What this is part of is not stored.")
    return parent.target_id


def _part(made: Resolution | Action | Reference, fact: ReadFact, store: Store) -> int:
    made.minute_id = _holder(fact, store)
    made.position = next_position(type(made).objects.filter(minute_id=made.minute_id))
    made.full_clean()
    made.save(force_insert=True)
    return made.pk
