"""The clear days a meeting still has, as the officer is shown them and asked about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from meetings.deadlines import DeadlineVerdict, HolidaysUnknown
from meetings.models import DeadlineKind, Meeting
from meetings.timetable import Deadline, timetable
from rotherham_hwb.form_types import Posted


class ShorterNoticeForm(forms.Form):
    """Why a meeting is convened at shorter notice than the law's five clear days."""

    shorter_notice = forms.CharField(
        label="Why is the meeting convened at shorter notice?",
        help_text="Everyone reads this on the meeting’s page.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, data: Posted, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"shorter_notice": meeting.shorter_notice})
        self.fields["shorter_notice"].required = not meeting.shorter_notice


@dataclass(frozen=True)
class Clock:
    """What comes of publishing now; `form` asks why where it comes too late.

    `verdict` is None where the bank holidays are not known; `sentence` then says so.
    """

    verdict: DeadlineVerdict | None
    sentence: str
    form: ShorterNoticeForm | None

    @property
    def may_go_on(self) -> bool:
        return self.form is None or self.form.is_valid()

    @property
    def reason(self) -> str:
        return self.form.cleaned_data["shorter_notice"] if self.form else ""


def clock_of(
    meeting: Meeting, data: Posted = None, *, kind: DeadlineKind = DeadlineKind.PUBLISH
) -> Clock:
    """Count the clear days there would be if it were done now; `data` is what was posted."""
    try:
        found = timetable(meeting.board).verdict(meeting.date, timezone.now(), kind)
    except HolidaysUnknown as unknown:
        return Clock(None, str(unknown), ShorterNoticeForm(data, meeting=meeting))
    form = None if found.in_time else ShorterNoticeForm(data, meeting=meeting)
    return Clock(found, found.sentence, form)


@dataclass(frozen=True)
class DeadlineLine:
    """A deadline as the desk shows it: its tag, and how it was counted where days are counted."""

    deadline: Deadline
    word: str
    colour: str
    working: DeadlineVerdict | None


@dataclass(frozen=True)
class Deadlines:
    """Every deadline of a meeting, the first due first, and the one that counts most."""

    lines: tuple[DeadlineLine, ...]

    @property
    def publish(self) -> DeadlineLine:
        return next(line for line in self.lines if line.deadline.kind == DeadlineKind.PUBLISH)


def deadline_lines(meeting: Meeting, today: dt.date) -> Deadlines:
    """Every deadline of a meeting, the first due first, and how far off it is."""
    table = timetable(meeting.board)
    done = {
        DeadlineKind.PUBLISH: meeting.agenda_published_at,
        DeadlineKind.NOTICE: meeting.public_notices.exists(),
    }
    lines = []
    for each in table.deadlines(meeting.date):
        word, colour = _how_far(meeting, each.due, today, done=bool(done.get(each.kind)))
        counted = each.due if each.kind.is_law else None
        working = table.verdict(meeting.date, counted, each.kind) if counted else None
        lines.append(DeadlineLine(each, word, colour, working))
    return Deadlines(tuple(lines))


def _how_far(
    meeting: Meeting, due: dt.date | None, today: dt.date, *, done: bool
) -> tuple[str, str]:
    """The same of one meeting: nothing is counted down to one that is not held."""
    if meeting.state.is_off and not done:
        return meeting.state.label, "grey"
    return how_far(due, today, done=done)


def how_far(due: dt.date | None, today: dt.date, *, done: bool = False) -> tuple[str, str]:
    """A deadline's tag and its colour: “2 days left”, “Past”."""
    if done:
        return "Done", "green"
    if due is None:
        return "Not known", "grey"
    left = (due - today).days
    if left < 0:
        return "Past", "red"
    if left == 0:
        return "Today", "orange"
    return f"{left} day{'' if left == 1 else 's'} left", "yellow" if left <= 7 else "grey"
