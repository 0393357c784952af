"""Published minutes stay six years: the verb says the rule, and the database holds to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from meetings.deadlines import years_after
from meetings.lifecycle import Refused
from meetings.models import AuditEvent
from minutes.models import (
    Action,
    ActionReport,
    Attendance,
    Ballot,
    Correction,
    DecisionNotice,
    Declaration,
    Minute,
    Minutes,
    Movement,
    Reference,
    Resolution,
    SubHeading,
    Vote,
)
from minutes.retention import delete_minutes, open_until, why_kept
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WHY = "The council has agreed to dispose of it."


def ago(*, days_left: int, years: int = 6) -> dt.date:
    """A day whose period of years ends so many days from today."""
    end = timezone.localdate() + days_left * DAY
    day = dt.date(end.year - years, end.month, min(end.day, 28))
    while years_after(day, years) < end:
        day += DAY
    return day


def minutes_of(day: dt.date, *, state: str = "published_draft") -> Minutes:
    meeting = factories.meeting(factories.board("Harbour Board"), date=day, state="held")
    return factories.minutes(meeting, state=state)


@pytest.mark.parametrize(
    ("held", "until"),
    [
        (dt.date(2025, 1, 22), dt.date(2031, 1, 22)),
        (dt.date(2024, 2, 29), dt.date(2030, 3, 1)),
        (dt.date(2024, 2, 28), dt.date(2030, 2, 28)),
        (dt.date(2022, 3, 1), dt.date(2028, 3, 1)),
        (dt.date(2024, 12, 31), dt.date(2030, 12, 31)),
    ],
)
def test_the_period_is_of_six_whole_years(held: dt.date, until: dt.date) -> None:
    assert open_until(held) == until


def test_four_years_from_a_leap_day_end_on_a_leap_day() -> None:
    assert years_after(dt.date(2024, 2, 29), 4) == dt.date(2028, 2, 29)


def test_the_database_counts_as_the_rule_does() -> None:
    days = [dt.date(2024, 1, 1) + number * DAY for number in range(800)]
    counted = """
        SELECT (day + interval '6 years')::date
            + CASE WHEN extract(day FROM day + interval '6 years') <> extract(day FROM day)
              THEN 1 ELSE 0 END
        FROM unnest(%s::date[]) WITH ORDINALITY AS given (day, place) ORDER BY place
    """
    with connection.cursor() as cursor:
        cursor.execute(counted, [days])
        found = [row[0] for row in cursor.fetchall()]

    assert found == [open_until(day) for day in days]


def test_the_refusal_says_the_rule_and_the_day() -> None:
    minutes = minutes_of(dt.date(2025, 1, 22))

    assert why_kept(minutes, today=dt.date(2031, 1, 21)) == (
        "The minutes of Harbour Board, 22 January 2025 must stay open to the public until "
        "22 January 2031 (Local Government Act 1972 section 100C(1), six years from the meeting)."
    )
    assert why_kept(minutes, today=dt.date(2031, 1, 22)) == ""


def test_a_day_before_six_years_they_are_kept() -> None:
    minutes = minutes_of(ago(days_left=1))

    with pytest.raises(Refused, match="section 100C"):
        delete_minutes(minutes, by="a test", reason=WHY)

    assert Minutes.objects.exists()


def test_after_six_years_they_may_go_with_a_reason() -> None:
    minutes = minutes_of(ago(days_left=0))
    with pytest.raises(Refused, match="Give a reason"):
        delete_minutes(minutes, by="a test", reason=" ")

    delete_minutes(minutes, by="a test", reason=WHY)

    assert not Minutes.objects.exists()
    event = AuditEvent.objects.get(action="delete")
    assert (event.reason, event.detail["state"]) == (WHY, "published_draft")


def test_a_draft_may_go_at_any_time() -> None:
    minutes = minutes_of(timezone.localdate(), state="draft")
    minutes.entries.update(number="")
    full(minutes)

    delete_minutes(minutes, by="a test", reason="Begun by mistake.")

    assert not Minutes.objects.exists()
    assert not Ballot.objects.exists()


def test_a_draft_that_has_its_numbers_leaves_no_gap() -> None:
    minutes = minutes_of(timezone.localdate(), state="draft")

    with pytest.raises(Refused, match="the series must have no gap"):
        delete_minutes(minutes, by="a test", reason=WHY)


def test_minutes_that_others_rest_on_stay() -> None:
    minutes = minutes_of(ago(days_left=-30))
    later = minutes_of_the_same_board(minutes)
    Minutes.objects.filter(pk=later.pk).update(approved_in=minutes.entries.get())

    with pytest.raises(Refused, match="later minutes"):
        delete_minutes(minutes, by="a test", reason=WHY)

    assert Minutes.objects.count() == 2


def minutes_of_the_same_board(minutes: Minutes) -> Minutes:
    meeting = factories.meeting(minutes.meeting.board, state="held")
    return factories.minutes(meeting, state="published_draft")


def full(minutes: Minutes) -> list[Any]:
    """A row of every kind that hangs on minutes."""
    with factories.past_the_walls():
        return _full(minutes)


def _full(minutes: Minutes) -> list[Any]:
    [entry] = minutes.entries.all()
    officer = factories.officer(minutes.meeting.board)
    ada = Attendance.objects.create(minutes=minutes, position=1, name="Ada Byron")
    action = Action.objects.create(minute=entry, position=1, text="Paint the pier")
    vote = Vote.objects.create(
        minute=entry, position=1, motion="That it be done", manner="hands", outcome="carried"
    )
    return [
        minutes,
        entry,
        ada,
        vote,
        Ballot.objects.create(vote=vote, attendance=ada, side="for"),
        Resolution.objects.create(minute=entry, position=1, text="That it be done."),
        SubHeading.objects.create(minute=entry, position=1, heading="The pier"),
        Declaration.objects.create(attendance=ada, kind="personal", nature="Swims"),
        Movement.objects.create(attendance=ada, at=timezone.now(), arrives=True),
        Correction.objects.create(
            minutes=minutes, old="a", new="b", made_at=timezone.now(), made_by=officer
        ),
        DecisionNotice.objects.create(minute=entry),
        action,
        ActionReport.objects.create(action=action, by_name="Ann", text="It is painted."),
        Reference.objects.create(minute=entry, position=1, text="Minute No. 3"),
    ]


def delete(row: Any) -> None:
    """In SQL, past every rule of the code; foreign keys are not looked at before the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        transaction.set_rollback(True)


def test_the_database_keeps_every_row_of_published_minutes() -> None:
    rows = full(minutes_of(ago(days_left=1)))
    for row in rows:
        with pytest.raises(IntegrityError, match="must stay open to the public until"):
            delete(row)

    assert len(rows) == 14


def test_the_database_lets_go_after_six_years() -> None:
    for row in full(minutes_of(ago(days_left=0))):
        delete(row)


def test_the_database_lets_go_of_drafts() -> None:
    for row in full(minutes_of(timezone.localdate(), state="draft")):
        delete(row)


@pytest.mark.parametrize("state", ["draft", "published_draft"])
def test_what_was_reported_on_an_action_is_not_rewritten(state: str) -> None:
    full(minutes_of(timezone.localdate(), state=state))
    for words in ({"text": "It is blue."}, {"by_name": "Bob"}, {"says_done": True}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            ActionReport.objects.update(**words)

    assert ActionReport.objects.update(taken_at=timezone.now(), taken_by_name="Olive") == 1


def test_an_entry_of_published_minutes_cannot_be_taken_out_by_the_code_either() -> None:
    minutes = minutes_of(dt.date(2025, 1, 22))

    with pytest.raises(IntegrityError, match="2031-01-22"), transaction.atomic():
        Minute.objects.filter(minutes=minutes).delete()

    assert minutes.entries.count() == 1


def update(row: Any, column: str, value: Any) -> None:
    """In SQL, past every rule of the code."""
    with transaction.atomic(), connection.cursor() as cursor:
        table = row._meta.db_table
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])
        transaction.set_rollback(True)


def put_into(minutes: Minutes, state: str) -> Minutes:
    """The same in another state, past its table."""
    with pgtrigger.ignore("minutes.Minutes:state_moves_by_table"):
        Minutes.objects.filter(pk=minutes.pk).update(state=state)
    return minutes


def worded(minutes: Minutes) -> list[tuple[Any, str, Any]]:
    """Rows of minutes with a column of each that tells what they say, and another value."""
    full(minutes)
    entry = minutes.entries.get()
    board, next_day = minutes.meeting.board, minutes.meeting.date + DAY
    elsewhere = factories.meeting(board, date=next_day, state="held")
    drafted = factories.minutes(factories.meeting(board, date=next_day + DAY, state="held"))
    columns: dict[Any, dict[str, Any]] = {
        entry: {"text": "x", "title": "x", "number": "x", "minutes_id": drafted.pk},
        entry.sub_headings.get(): {"heading": "x", "text": "x"},
        entry.resolutions.get(): {"text": "x", "label": "x"},
        entry.actions.get(): {"text": "x"},
        minutes: {"meeting_id": elsewhere.pk},
        minutes.meeting: {"date": dt.date(1990, 1, 1)},
    }
    return [(row, *pair) for row, said in columns.items() for pair in said.items()]


@pytest.mark.parametrize("state", ["published_draft", "approved", "signed"])
def test_the_database_keeps_the_words_of_published_minutes_and_their_day(state: str) -> None:
    rows = worded(put_into(minutes_of(dt.date(2015, 1, 22)), state))
    for row, column, value in rows:
        with pytest.raises(IntegrityError, match="The minutes are published"):
            update(row, column, value)

    assert len(rows) == 11


@pytest.mark.parametrize("state", ["draft", "with_chair"])
def test_words_and_days_may_change_until_the_minutes_are_out(state: str) -> None:
    for row, column, value in worded(
        put_into(minutes_of(dt.date(2025, 1, 22), state="draft"), state)
    ):
        update(row, column, value)


def test_what_is_no_word_of_published_minutes_may_change() -> None:
    minutes = minutes_of(timezone.localdate())
    full(minutes)
    entry = minutes.entries.get()

    assert Minute.objects.filter(pk=entry.pk).update(item=None, text=entry.text) == 1
    assert Action.objects.update(revised_on=timezone.localdate()) == 1
    assert type(minutes.meeting).objects.filter(pk=minutes.meeting_id).update(venue="Pier") == 1
