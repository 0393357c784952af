"""When everything before a meeting is due, and by what law: a board's own settings, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from meetings.deadlines import (
    DeadlineVerdict,
    HolidaysUnknown,
    WorkingDays,
    publish_by,
    verdict,
    working_days_before,
)
from meetings.models import Board, BoardDeadline, ClosureDay, DeadlineKind, Regime

Kind = DeadlineKind
STARTS_WITH = {
    Kind.CALL_FOR_PAPERS: 25,
    Kind.DRAFTS: 10,
    Kind.SIGN_OFF: 4,
    Kind.PRINT: 1,
    Kind.NOTICE: 5,
    Kind.PUBLISH: 5,
    Kind.SUMMONS: 5,
}
"""The days of a board that has not set its own."""
REASONS = {
    Kind.CALL_FOR_PAPERS: "So that authors have time to write, and their managers to look.",
    Kind.DRAFTS: "So that finance, legal and other officers can comment before they sign off.",
    Kind.SIGN_OFF: "So that the agenda can be put together from papers that no longer change.",
    Kind.PRINT: "So that printed packs leave the house on the day of publication.",
    Kind.NOTICE: "The public must be told the time and place of the meeting.",
    Kind.PUBLISH: "The agenda and the reports must be open to everyone before the meeting; the "
    "board may not consider an item that was not, unless its chair finds it urgent.",
    Kind.SUMMONS: "Each member must be summoned, with the business to be done.",
}
PRACTICE = "The board’s own timetable"
PART_VA = {
    Kind.NOTICE: "Local Government Act 1972, section 100A(6)(a)",
    Kind.PUBLISH: "Local Government Act 1972, section 100B(3) and (4)",
}
EXECUTIVE = {  # not verified: docs/law-to-confirm.md
    Kind.NOTICE: "Executive Arrangements Regulations 2012 (SI 2012/2089), regulation 6",
    Kind.PUBLISH: "Executive Arrangements Regulations 2012 (SI 2012/2089), regulation 7",
}
SUMMONS = "Local Government Act 1972, Schedule 12, paragraph 4"  # not verified, likewise


@dataclass(frozen=True)
class Deadline:
    """One thing that is due before a meeting, why, and by what law.

    `due` is None where the bank holidays it depends on are not known; `unknown` then says so.
    """

    kind: DeadlineKind
    due: dt.date | None
    measure: str
    reason: str
    source: str
    unknown: str = ""


@dataclass(frozen=True)
class Timetable:
    """What the deadlines of one board's meetings are counted by."""

    board: Board
    settings: tuple[BoardDeadline, ...]
    closures: Mapping[dt.date, str]

    @property
    def working_days(self) -> WorkingDays:
        return WorkingDays(self.closures, self.board.saturdays_count)

    def days(self, kind: DeadlineKind, meeting: dt.date) -> int:
        """The days set for something, for a meeting on that day."""
        held = [each for each in self.settings if each.kind == kind and each.holds_from <= meeting]
        latest = max(held, key=lambda each: each.holds_from, default=None)
        return latest.days if latest else STARTS_WITH[kind]

    def publish_by(self, meeting: dt.date) -> dt.date:
        """The last day to publish the agenda. Raises HolidaysUnknown."""
        return self._clear(DeadlineKind.PUBLISH, meeting)

    def verdict(
        self, meeting: dt.date, at: dt.date | dt.datetime, kind: DeadlineKind = Kind.PUBLISH
    ) -> DeadlineVerdict:
        """Whether what is published then is in time. Raises HolidaysUnknown."""
        day = timezone.localdate(at) if isinstance(at, dt.datetime) else at
        return verdict(day, meeting, needed=self.days(kind, meeting), days=self.working_days)

    def deadlines(self, meeting: dt.date) -> tuple[Deadline, ...]:
        """Everything that is due before a meeting, the first due first."""
        kinds = [kind for kind in Kind if kind != Kind.SUMMONS or self.board.issues_summons]
        return tuple(self._deadline(kind, meeting) for kind in kinds)

    def law(self, kind: DeadlineKind) -> str:
        """The law that asks for something; empty where none does."""
        if kind == Kind.SUMMONS:
            return SUMMONS
        return " and the ".join(self._laws(kind))

    def _laws(self, kind: DeadlineKind) -> Iterator[str]:
        regime = self.board.regime
        if regime in (Regime.PART_VA, Regime.BOTH) and kind in PART_VA:
            yield PART_VA[kind]
        if regime in (Regime.EXECUTIVE_2012, Regime.BOTH) and kind in EXECUTIVE:
            yield EXECUTIVE[kind]

    def _deadline(self, kind: DeadlineKind, meeting: dt.date) -> Deadline:
        days, unknown, due = self.days(kind, meeting), "", None
        try:
            due = self._clear(kind, meeting) if kind.is_law else self._before(days, meeting)
        except HolidaysUnknown as error:
            unknown = str(error)
        return Deadline(
            kind, due, measure(kind, days), REASONS[kind], self.law(kind) or PRACTICE, unknown
        )

    def _clear(self, kind: DeadlineKind, meeting: dt.date) -> dt.date:
        return publish_by(meeting, clear=self.days(kind, meeting), days=self.working_days)

    def _before(self, days: int, meeting: dt.date) -> dt.date:
        return working_days_before(self.publish_by(meeting), days, days=self.working_days)


def measure(kind: DeadlineKind, days: int) -> str:
    """How a deadline is counted: “5 clear days before the meeting”."""
    plural = "" if days == 1 else "s"
    if kind.is_law:
        return f"{days} clear day{plural} before the meeting"
    return f"{days} working day{plural} before the agenda is published"


def timetables(boards: Iterable[Board]) -> dict[int, Timetable]:
    """The timetables of some boards by their ids, in two queries however many they are."""
    known = {board.pk: board for board in boards}
    closures = dict(ClosureDay.objects.values_list("date", "name"))
    rows = BoardDeadline.objects.filter(board__in=known).order_by("board_id", "holds_from")
    grouped = {pk: tuple(each) for pk, each in groupby(rows, key=lambda row: row.board_id)}
    return {pk: Timetable(board, grouped.get(pk, ()), closures) for pk, board in known.items()}


def timetable(board: Board) -> Timetable:
    """The timetable of one board."""
    return timetables([board])[board.pk]
