"""Published minutes stay six years: the verb says the rule, and the database holds to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from meetings.deadlines import years_after
from meetings.lifecycle import Refused
from meetings.models import AuditEvent
from minutes.models import (
    Attendance,
    Ballot,
    Correction,
    DecisionNotice,
    Declaration,
    Minute,
    Minutes,
    Movement,
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
    [entry] = minutes.entries.all()
    officer = factories.officer(minutes.meeting.board)
    ada = Attendance.objects.create(minutes=minutes, position=1, name="Ada Byron")
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

    assert len(rows) == 11


def test_the_database_lets_go_after_six_years() -> None:
    for row in full(minutes_of(ago(days_left=0))):
        delete(row)


def test_the_database_lets_go_of_drafts() -> None:
    for row in full(minutes_of(timezone.localdate(), state="draft")):
        delete(row)


def test_an_entry_of_published_minutes_cannot_be_taken_out_by_the_code_either() -> None:
    minutes = minutes_of(dt.date(2025, 1, 22))

    with pytest.raises(IntegrityError, match="2031-01-22"), transaction.atomic():
        Minute.objects.filter(minutes=minutes).delete()

    assert minutes.entries.count() == 1
