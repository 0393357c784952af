"""The written statement of a decision: when it is owed, what it must say, when it may go out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from meetings.lifecycle import Refused, Stale
from meetings.models import AuditEvent
from minutes.decisions.notices import (
    as_read,
    asks_for_notices,
    conflicts_of,
    dispensations_of,
    hours_since,
    publish_notice,
    write_notice,
)
from minutes.models import Attendance, DecisionNotice, Declaration, Minute, Minutes, Resolution
from tests import factories

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {
    "reasons": "The pier is not safe.",
    "options_rejected": "To close it.",
    "conflicts": "None",
    "dispensations": "None",
}


def decided(
    *, state: str = "published_draft", regime: str = "executive_2012", resolves: bool = True
) -> Minute:
    """A minute that resolves something, of an executive body."""
    meeting = factories.meeting(factories.board(regime=regime), state="held")
    minutes = factories.minutes(meeting, state=state)
    minute: Minute = minutes.entries.get()
    if resolves:
        with factories.past_the_walls():
            Resolution.objects.create(minute=minute, position=1, text="That the pier be mended.")
    return minute


@pytest.mark.parametrize(
    ("regime", "owed"),
    [("executive_2012", True), ("both", True), ("part_va", False), ("non_statutory", False)],
)
def test_the_law_of_the_board_says_whether_notices_are_owed(regime: str, owed: bool) -> None:
    assert asks_for_notices(factories.board(regime=regime)) == owed


def test_a_notice_is_written_and_published() -> None:
    minute = decided()
    officer = factories.officer(minute.board)

    write_notice(minute, by=officer, **WHOLE, key_decision=True, takes_effect=" At once ")
    notice = publish_notice(minute, by=officer)

    assert notice.published_at
    stored = DecisionNotice.objects.get()
    assert as_read(stored) == {**WHOLE, "key_decision": True, "takes_effect": "At once"}
    events = AuditEvent.objects.filter(
        record_type="minutes.DecisionNotice", board_id=minute.board_id
    )
    assert [event.action for event in events] == ["publish", "write"]


def test_a_draft_may_be_half_written() -> None:
    notice = write_notice(decided(), by="a test", reasons="Because.")

    assert (notice.options_rejected, notice.published_at) == ("", None)


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        (("options_rejected",), "Write the options considered and rejected, or “None”"),
        (("reasons", "conflicts"), "Write the reasons for the decision and the conflicts"),
        (tuple(WHOLE), "and the dispensations granted, or “None”"),
    ],
)
def test_every_statement_must_be_made_before_it_goes_out(
    lacks: tuple[str, ...], sentence: str
) -> None:
    minute = decided()
    write_notice(minute, by="a test", **{**WHOLE, **dict.fromkeys(lacks, " ")})

    with pytest.raises(Refused, match=sentence):
        publish_notice(minute, by=factories.officer(minute.board))

    assert DecisionNotice.objects.get().published_at is None


def test_it_waits_for_the_minutes() -> None:
    minute = decided(state="draft")
    write_notice(minute, by="a test", **WHOLE)

    with pytest.raises(Refused, match="Publish the minutes first"):
        publish_notice(minute, by=factories.officer(minute.board))


def test_one_that_is_public_stays_as_it_is() -> None:
    minute = decided()
    officer = factories.officer(minute.board)
    write_notice(minute, by=officer, **WHOLE)
    publish_notice(minute, by=officer)

    with pytest.raises(Refused, match="stays as it is"):
        write_notice(minute, by=officer, **{**WHOLE, "reasons": "Others."})
    with pytest.raises(Refused, match="public already"):
        publish_notice(minute, by=officer)

    assert DecisionNotice.objects.get().reasons == WHOLE["reasons"]


def test_a_board_that_owes_none_has_none() -> None:
    with pytest.raises(Refused, match="asks for no decision notices"):
        write_notice(decided(regime="part_va"), by="a test", **WHOLE)


@pytest.mark.parametrize("lost", [False, True])
def test_a_minute_that_resolves_nothing_has_none(lost: bool) -> None:
    minute = decided(resolves=lost)
    with factories.past_the_walls():
        minute.resolutions.update(fate="lost")

    with pytest.raises(Refused, match="resolves nothing"):
        write_notice(minute, by="a test", **WHOLE)


def test_a_save_against_a_newer_notice_is_refused_with_what_is_there() -> None:
    minute = decided()
    seen = as_read(write_notice(minute, by="a test", reasons="First."))
    write_notice(minute, by="another", seen=seen, reasons="Second.")

    with pytest.raises(Stale, match="Somebody else changed") as refusal:
        write_notice(minute, by="a test", seen=seen, reasons="Third.")

    assert refusal.value.theirs.reasons == "Second."
    assert DecisionNotice.objects.get().reasons == "Second."


def test_a_statement_the_law_does_not_know_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="costs"):
        write_notice(decided(), by="a test", costs="Much.")


def test_conflicts_and_dispensations_are_taken_from_what_was_declared() -> None:
    ada, sol = Attendance(name="Ada Byron"), Attendance(name="Sol Vance")
    declared = [
        Declaration(attendance=ada, kind="disclosable", nature="Owns the pier.", leaves_room=True),
        Declaration(attendance=sol, kind="personal", nature="Swims", dispensation="The chair."),
    ]

    assert conflicts_of(declared) == (
        "Ada Byron: disclosable pecuniary interest, Owns the pier, and left the room.\n"
        "Sol Vance: personal interest, Swims."
    )
    assert dispensations_of(declared) == "Sol Vance: The chair."
    assert (conflicts_of([]), dispensations_of([])) == ("", "")


NOON = timezone.make_aware(dt.datetime.combine(dt.date(2025, 1, 22), dt.time(12)))


@pytest.mark.parametrize(
    ("fields", "time", "hours"),
    [
        ({"ended_at": NOON - dt.timedelta(minutes=90)}, None, 1),
        ({"opened_at": NOON - dt.timedelta(hours=3)}, None, 3),
        ({}, dt.time(9), 3),
        ({}, None, None),
        ({"ended_at": NOON + dt.timedelta(hours=1)}, None, None),
    ],
)
def test_the_clock_counts_from_the_end_of_the_meeting(
    fields: dict[str, Any], time: dt.time | None, hours: int | None
) -> None:
    meeting = factories.meeting(factories.board(), date=NOON.date(), time=time)

    assert hours_since(Minutes(meeting=meeting, **fields), NOON) == hours
