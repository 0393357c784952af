"""A file of minutes into the minutes of a sample meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from meetings.models import Meeting, Person, User
from minutes.actions import (
    ActionDraft,
    finish,
    owner_called,
    put_actions,
    report_progress,
    take_report,
)
from minutes.models import Action, Attendance, Capacity, Minute, Minutes, Resolution
from minutes.workflow import record_attendance, series_for, start_minutes, write_minute
from rotherham_hwb.sample.sources import Entry

CAPACITIES = {
    "Members": Capacity.MEMBER,
    "Officers": Capacity.OFFICER,
    "In attendance": Capacity.OFFICER,
    "Report presenters": Capacity.PRESENTER,
    "Observers": Capacity.OBSERVER,
}
"""As what the people below a heading of the file were there."""


def load_minutes(
    meeting: Meeting, data: Entry, *, people: Mapping[str, Person], by: User
) -> Minutes:
    """Store draft minutes; their numbers go on from the last of the board's series.

    The file's `first_number` counts where the series is new. Its `item` is an agenda number.
    """
    minutes = start_minutes(Minutes(meeting=meeting, chair_name=data["chair"]), by=by)
    record_attendance(minutes, *_attendances(data, people))
    number = _next_number(minutes, otherwise=data["first_number"])
    for position, entry in enumerate(data["entries"], start=1):
        _write(minutes, position, number + position - 1, entry, by)
    return minutes


def tell_of_actions(minutes: Minutes, data: Entry, *, by: User) -> None:
    """Tell what came of the actions of published minutes, as the file says."""
    asked = Action.objects.filter(minute__minutes=minutes).order_by("minute__position", "position")
    written = [action for entry in data["entries"] for action in entry.get("actions", ())]
    for action, entry in zip(asked, written, strict=True):
        for said in entry.get("reports", ()):
            report = report_progress(action, by_name=said["by"], text=said["text"])
            if said.get("taken"):
                take_report(report, by=by)
        if weeks := entry.get("done_weeks"):
            finish(action, done_on=minutes.meeting.date + dt.timedelta(weeks=weeks), by=by)


def _attendances(data: Entry, people: Mapping[str, Person]) -> Iterator[Attendance]:
    groups = [(Attendance.Kind.PRESENT, group, names) for group, names in data["present"].items()]
    groups.append((Attendance.Kind.APOLOGIES, "", data["apologies"]))
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
                capacity=_capacity(group, entry),
            )


def _capacity(group: str, entry: Entry) -> Capacity:
    """A member for whom another came is a member still; so is one who sent apologies."""
    found = CAPACITIES.get(group, Capacity.MEMBER)
    return Capacity.DEPUTY if found is Capacity.MEMBER and "representing" in entry else found


def _next_number(minutes: Minutes, *, otherwise: int) -> int:
    series = Minute.objects.filter(board=minutes.meeting.board, series=series_for(minutes))
    numbers = [int(number) for number in series.values_list("number", flat=True)]
    return max(numbers) + 1 if numbers else otherwise


def _write(minutes: Minutes, position: int, number: int, entry: Entry, by: User) -> None:
    minute = Minute(
        minutes=minutes,
        series=series_for(minutes),
        position=position,
        number=str(number),
        title=entry["title"],
        text=entry.get("text", "").strip(),
        item=minutes.meeting.items.get(number=entry["item"]),
    )
    if "exempt" in entry:
        minute.restriction, minute.exempt_paragraphs = "exempt", [entry["exempt"]]
        minute.safe_title, minute.public_summary = entry["safe_title"], entry["public_summary"]
    write_minute(minute, resolutions=tuple(_limbs(entry.get("resolved", ()))))
    put_actions(minute, _drafts(entry.get("actions", ()), minutes.meeting.date), by=by)


def _limbs(texts: list[str]) -> Iterator[Resolution]:
    for position, text in enumerate(texts, start=1):
        yield Resolution(label=f"({position})" if len(texts) > 1 else "", text=text)


def _drafts(entries: Sequence[Entry], held_on: dt.date) -> list[ActionDraft]:
    return [_draft(entry, held_on) for entry in entries]


def _draft(entry: Entry, held_on: dt.date) -> ActionDraft:
    """An action of the file; its owners are names, or names with an e-mail address."""
    owners = (each if isinstance(each, dict) else {"name": each} for each in entry["owners"])
    weeks = entry.get("due_weeks")
    return ActionDraft(
        text=entry["text"],
        owners=tuple(owner_called(each["name"], email=each.get("email", "")) for each in owners),
        due_on=held_on + dt.timedelta(weeks=weeks) if weeks else None,
        due_when=entry.get("due_when", ""),
    )
