"""A file of minutes into the minutes of a sample meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from meetings.models import Meeting, Person, User
from minutes.models import Action, ActionState, Attendance, Minute, Minutes, Resolution
from minutes.workflow import record_attendance, series_for, start_minutes, write_minute


def load_minutes(
    meeting: Meeting, data: Mapping[str, Any], *, people: Mapping[str, Person], by: User
) -> Minutes:
    """Store draft minutes; their numbers go on from the last of the board's series.

    The file's `first_number` counts where the series is new. Its `item` is an agenda number.
    """
    minutes = start_minutes(Minutes(meeting=meeting, chair_name=data["chair"]), by=by)
    record_attendance(minutes, *_attendances(data, people))
    number = _next_number(minutes, otherwise=data["first_number"])
    for position, entry in enumerate(data["entries"], start=1):
        _write(minutes, position, number + position - 1, entry)
    return minutes


def _attendances(data: Mapping[str, Any], people: Mapping[str, Person]) -> Iterator[Attendance]:
    groups = [("present", group, names) for group, names in data["present"].items()]
    groups.append(("apologies", "", data["apologies"]))
    for kind, group, names in groups:
        for entry in names:
            yield Attendance(
                kind=kind,
                group=group,
                name=entry["name"],
                role=entry.get("role", ""),
                organisation_or_post=entry["post"],
                representing=entry.get("representing", ""),
                person=people.get(entry["name"]),
            )


def _next_number(minutes: Minutes, *, otherwise: int) -> int:
    series = Minute.objects.filter(board=minutes.meeting.board, series=series_for(minutes))
    numbers = [int(number) for number in series.values_list("number", flat=True)]
    return max(numbers) + 1 if numbers else otherwise


def _write(minutes: Minutes, position: int, number: int, entry: Mapping[str, Any]) -> None:
    minute = Minute(
        minutes=minutes,
        series=series_for(minutes),
        position=position,
        number=str(number),
        title=entry["title"],
        text=entry.get("text", "").strip(),
        item=minutes.meeting.items.get(number=entry["item"]),
    )
    write_minute(
        minute,
        resolutions=tuple(_limbs(entry.get("resolved", ()))),
        actions=tuple(_actions(entry.get("actions", ()), minutes.meeting.date)),
    )


def _limbs(texts: list[str]) -> Iterator[Resolution]:
    for position, text in enumerate(texts, start=1):
        yield Resolution(label=f"({position})" if len(texts) > 1 else "", text=text)


def _actions(entries: list[Mapping[str, Any]], held_on: dt.date) -> Iterator[Action]:
    for entry in entries:
        done = entry.get("done_weeks")
        yield Action(
            text=entry["text"],
            owner=entry["owner"],
            due_on=held_on + dt.timedelta(weeks=entry["due_weeks"]),
            state=ActionState.DONE if done else ActionState.OPEN,
            done_on=held_on + dt.timedelta(weeks=done) if done else None,
        )
