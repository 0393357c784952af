"""Actions: owed by whom, due when, reported on, done or carried forward."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from meetings.access import PUBLIC, viewer_for
from meetings.lifecycle import Refused, Stale
from meetings.models import AuditEvent, Board, Organisation, Person, User
from minutes.actions import (
    MOST_WAITING,
    ActionDraft,
    OwnerDraft,
    assign,
    carry,
    drop,
    finish,
    is_overdue,
    owner_called,
    put_actions,
    refuse_report,
    reopen,
    report_progress,
    set_due,
    take_report,
    tell_progress,
)
from minutes.models import Action, ActionReport, Minute, Resolution
from tests import factories

pytestmark = pytest.mark.django_db
HELD = dt.date(2025, 1, 22)
ANN, TRUST = OwnerDraft("Ann Example", email="ann@trust.example"), OwnerDraft("the Trust")


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def minute(board: Board, olive: User) -> Minute:
    minutes = factories.minutes(factories.meeting(board, state="held", by=olive))
    return factories.minute(minutes, "Ferries")


def put(minute: Minute, text: str = "Write to the port", **fields: Any) -> Action:
    return put_actions(minute, [ActionDraft(text, **fields)], by="a test")[0]


def written(minute: Minute, olive: User, **fields: Any) -> Action:
    """An action of minutes that are out."""
    action = put(minute, **fields)
    published(minute, olive)
    return Action.objects.get(pk=action.pk)


def published(minute: Minute, olive: User) -> None:
    factories.minutes_room.send_to_chair(minute.minutes, by=olive)
    factories.minutes_room.publish_minutes(minute.minutes, by=olive)


def events(record: Any) -> list[str]:
    found = AuditEvent.objects.filter(record_type=record._meta.label, record_id=str(record.pk))
    return list(found.order_by("pk").values_list("action", flat=True))


def test_joint_owners_are_printed_as_one_line(minute: Minute) -> None:
    action = put(minute, owners=(ANN, TRUST))

    assert action.owner == action.owners_line == "Ann Example and the Trust"
    assert [owner.name for owner in action.owners.all()] == ["Ann Example", "the Trust"]
    three = put(minute, owners=(ANN, TRUST, OwnerDraft("the Police")))
    assert three.owner == "Ann Example, the Trust and the Police"


def test_an_owner_is_linked_to_the_one_person_or_body_of_that_name() -> None:
    ann, trust = (
        Person.objects.create(name="Ann Example"),
        Organisation.objects.create(name="TRUST"),
    )
    Person.objects.create(name="John Twin")
    Person.objects.create(name="John Twin")

    assert owner_called("  ann  example").person == ann
    assert owner_called("Trust").organisation == trust
    assert owner_called("John Twin").person is None


@pytest.mark.parametrize("names", [("",), ("Ann", " ann ")])
def test_an_owner_without_a_name_or_named_twice_is_refused(
    minute: Minute, names: tuple[str, ...]
) -> None:
    with pytest.raises(Refused, match="An owner"):
        put(minute, owners=tuple(OwnerDraft(name) for name in names))


def test_an_action_is_due_on_a_day_at_a_meeting_or_when_something_holds(
    board: Board, minute: Minute
) -> None:
    later = factories.meeting(board, date=dt.date(2025, 3, 19))
    on, at, when = put_actions(
        minute,
        [
            ActionDraft("One", due_on=dt.date(2025, 2, 3)),
            ActionDraft("Two", due_at=later),
            ActionDraft("Three", due_when="when the lease is signed"),
        ],
        by="a test",
    )

    assert on.due_now == (dt.date(2025, 2, 3), None, "")
    assert at.due_now == (None, later, "")
    assert when.due_now == (None, None, "when the lease is signed")
    late = [is_overdue(each, dt.date(2025, 3, 19)) for each in (on, at, when)]
    later_still = [is_overdue(each, dt.date(2025, 3, 20)) for each in (on, at, when)]
    assert (late, later_still) == ([True, False, False], [True, True, False])
    overdue = Action.objects.overdue(dt.date(2025, 3, 20))
    assert set(overdue) == {on, at}


def test_an_action_is_not_due_before_its_meeting(board: Board, minute: Minute) -> None:
    with pytest.raises(Refused, match="before its own meeting of 22 January 2025: choose a later"):
        put(minute, due_on=HELD - dt.timedelta(days=1))
    with pytest.raises(Refused, match="does not come after its own"):
        put(minute, due_at=factories.meeting(board, date=dt.date(2024, 12, 4)))
    with pytest.raises(Refused, match="does not come after its own"):
        put(minute, due_at=minute.minutes.meeting)
    with pytest.raises(Refused, match="due in two ways"):
        put(minute, due_on=HELD, due_when="when it rains")
    assert not minute.actions.exists()


def test_an_action_is_not_due_at_a_meeting_that_is_off(board: Board, minute: Minute) -> None:
    off = factories.meeting(board, date=dt.date(2025, 3, 19))
    off.state = "cancelled"

    with pytest.raises(Refused, match="does not take place"):
        put(minute, due_at=off)


def test_an_action_says_something_and_hangs_on_a_limb_of_its_own_minute(minute: Minute) -> None:
    other = factories.minute(minute.minutes)
    limb = Resolution.objects.create(minute=other, position=1, text="That it be so.")

    with pytest.raises(Refused, match="has no words"):
        put(minute, text=" ")
    with pytest.raises(Refused, match="resolution of another minute"):
        put(minute, limb=limb)
    assert put(other, limb=limb).limb == limb


def test_a_stale_form_changes_no_action(minute: Minute) -> None:
    put(minute, "One")
    with pytest.raises(Stale, match="Somebody changed this minute"):
        put_actions(minute, [ActionDraft("Two")], revision=0, by="a test")

    assert [each.text for each in minute.actions.all()] == ["One"]
    put_actions(minute, [ActionDraft("Two")], revision=1, by="a test")
    assert [each.text for each in minute.actions.all()] == ["Two"]


def test_an_action_that_is_saved_again_keeps_its_record_its_owners_and_their_links(
    minute: Minute,
) -> None:
    one, two = put_actions(minute, [ActionDraft("One", owners=(ANN,)), ActionDraft("Two")], by="it")
    owner = one.owners.get()

    drafts = [ActionDraft("Two", pk=two.pk), ActionDraft("One, soon", owners=(ANN,), pk=one.pk)]
    put_actions(minute, [*drafts, ActionDraft("Three")], by="it")

    stored = list(minute.actions.values_list("pk", "text"))
    assert stored[:2] == [(two.pk, "Two"), (one.pk, "One, soon")]
    assert stored[2][1] == "Three"
    assert one.owners.get() == owner


def test_an_action_of_another_minute_is_not_taken_over(minute: Minute) -> None:
    theirs = put(factories.minute(minute.minutes), "Theirs")

    put_actions(minute, [ActionDraft("Mine", pk=theirs.pk)], by="a test")

    theirs.refresh_from_db()
    assert theirs.text == "Theirs"
    assert minute.actions.get().text == "Mine"


def test_an_action_that_was_reported_on_stays_in_minutes_taken_back_to_draft(
    minute: Minute, olive: User
) -> None:
    action = put(minute)
    factories.minutes_room.send_to_chair(minute.minutes, by=olive)
    tell_progress(action, by_name="Ann", text="Sent.", says_done=True, by=olive)
    factories.minutes_room.return_minutes(minute.minutes, by=olive, reason="A slip.")

    with pytest.raises(Refused, match="Something was reported on “Write to the port”: keep it"):
        put_actions(minute, [ActionDraft("Write")], by="a test")
    put_actions(minute, [ActionDraft("Write to the pier", pk=action.pk)], by="a test")

    action.refresh_from_db()
    assert (action.text, action.state, action.reports.count()) == ("Write to the pier", "done", 1)


def test_an_owner_or_a_day_set_on_a_drafts_action_makes_an_open_form_stale(
    minute: Minute, olive: User
) -> None:
    action = put(minute)
    assign(action, [ANN], by=olive)
    with pytest.raises(Stale):
        put_actions(minute, [ActionDraft("Mine")], revision=1, by="a test")
    set_due(action, due_on=HELD, by=olive)
    with pytest.raises(Stale):
        put_actions(minute, [ActionDraft("Mine")], revision=2, by="a test")

    published(minute, olive)
    assign(action, [TRUST], by=olive)
    assert Minute.objects.get(pk=minute.pk).revision == 3


def test_nothing_comes_of_an_action_while_its_minutes_are_a_draft(
    minute: Minute, olive: User
) -> None:
    action = put(minute)
    steps = (
        lambda: finish(action, done_on=HELD, by=olive),
        lambda: carry(action, by=olive),
        lambda: drop(action, reason="No longer.", by=olive),
        lambda: report_progress(action, by_name="Ann", text="Sent."),
        lambda: tell_progress(action, by_name="Ann", text="Sent.", by=olive),
    )
    for step in steps:
        with pytest.raises(Refused, match="are still a draft: send them to the chair first"):
            step()

    assert not action.reports.exists()


def test_actions_are_put_down_while_the_minutes_are_a_draft(minute: Minute, olive: User) -> None:
    published(minute, olive)

    with pytest.raises(Refused, match="These minutes are published"):
        put(minute)


def test_an_unowned_action_gets_an_owner_and_the_minutes_keep_their_words(
    minute: Minute, olive: User
) -> None:
    action = put(minute)
    published(minute, olive)
    assert list(Action.objects.unowned()) == [action]

    assign(action, [ANN], by=olive)

    assert (action.owner, action.owners_line) == ("", "Ann Example")
    assert not Action.objects.unowned().exists()
    assert events(action) == ["assign"]
    with pytest.raises(Refused, match="at least one owner"):
        assign(action, [], by=olive)


def test_in_a_draft_the_printed_names_follow_the_owners(minute: Minute, olive: User) -> None:
    action = put(minute, owners=(ANN,))
    assert assign(action, [TRUST, ANN], by=olive).owner == "the Trust and Ann Example"
    assert assign(action, [], by=olive).owner == ""


def test_an_owner_who_stays_keeps_the_link_and_one_at_a_new_address_does_not(
    minute: Minute, olive: User
) -> None:
    action = put(minute, owners=(ANN, TRUST))
    ann, trust = action.owners.all()

    assign(action, [TRUST, OwnerDraft("Ann Example", email="ann@new.example")], by=olive)

    kept = {owner.name: owner.pk for owner in action.owners.all()}
    assert kept["the Trust"] == trust.pk
    assert kept["Ann Example"] != ann.pk


def test_a_new_due_day_leaves_the_minuted_one_as_printed(minute: Minute, olive: User) -> None:
    action = put(minute, due_on=dt.date(2025, 2, 3))
    assert set_due(action, due_on=dt.date(2025, 2, 5), by=olive).due_on == dt.date(2025, 2, 5)
    published(minute, olive)

    set_due(action, due_when="when the tide turns", by=olive)

    assert action.due_on == dt.date(2025, 2, 5)
    assert action.due_now == (None, None, "when the tide turns")
    assert not Action.objects.overdue(dt.date(2026, 1, 1)).exists()
    with pytest.raises(Refused, match="Say when it is due now"):
        set_due(action, by=olive)
    with pytest.raises(Refused, match="before its own meeting"):
        set_due(action, due_on=dt.date(2025, 1, 1), by=olive)


def test_an_action_is_carried_again_and_again_then_done_and_taken_up_again(
    minute: Minute, olive: User
) -> None:
    action = written(minute, olive)
    carry(action, by=olive, reason="No answer yet.")
    carry(action, by=olive)
    finish(action, done_on=dt.date(2025, 2, 1), by=olive)
    assert (action.state, action.done_on) == ("done", dt.date(2025, 2, 1))
    with pytest.raises(Refused, match="You cannot carry forward “Write to the port”: it is done"):
        carry(action, by=olive)
    with pytest.raises(Refused, match="reason"):
        reopen(action, reason=" ", by=olive)

    reopen(action, reason="The wrong port.", by=olive)
    assert (action.state, action.done_on) == ("open", None)
    drop(action, reason="The port is closed.", by=olive)

    assert action.state == "dropped"
    steps = ["carry forward", "carry forward", "finish", "reopen", "drop"]
    assert events(action) == steps
    assert AuditEvent.objects.get(action="drop").board_id == minute.board_id


def test_an_action_is_done_between_its_meeting_and_today(minute: Minute, olive: User) -> None:
    action = written(minute, olive)
    with pytest.raises(Refused, match="before its meeting"):
        finish(action, done_on=HELD - dt.timedelta(days=1), by=olive)
    with pytest.raises(Refused, match="still to come"):
        finish(action, done_on=timezone.localdate() + dt.timedelta(days=1), by=olive)
    assert action.state == "open"


def test_a_report_that_says_done_finishes_the_action_once_it_is_taken(
    minute: Minute, olive: User
) -> None:
    action = written(minute, olive, owners=(ANN,))
    report = report_progress(
        action, owner=action.owners.get(), by_name="Ann Example", text="Sent.", says_done=True
    )
    action.refresh_from_db()
    assert action.state == "open"
    assert report.waits

    take_report(report, by=olive)

    action.refresh_from_db()
    assert (action.state, action.done_on) == ("done", timezone.localdate())
    assert report.taken_by_name == "Olive Officer"
    with pytest.raises(Refused, match="answered this report already"):
        take_report(report, by=olive)


def test_a_refused_report_is_kept_with_its_reason_in_the_trail(minute: Minute, olive: User) -> None:
    action = written(minute, olive)
    report = report_progress(action, by_name="Ann", text="Sent.", says_done=True)
    with pytest.raises(Refused, match="Say why"):
        refuse_report(report, reason="", by=olive)

    refuse_report(report, reason="It went to the wrong port.", by=olive)

    action.refresh_from_db()
    assert action.state == "open"
    assert not report.waits
    event = AuditEvent.objects.get(action="refuse a report on")
    assert event.reason == "It went to the wrong port."


def test_what_an_officer_was_told_is_taken_at_once(minute: Minute, olive: User) -> None:
    action = written(minute, olive)

    report = tell_progress(action, by_name="Ann", text="She rang: halfway.", by=olive)

    assert (report.taken_by_name, action.state) == ("Olive Officer", "open")


def test_nothing_is_reported_on_what_is_over_or_somebody_elses(minute: Minute, olive: User) -> None:
    action, other = put_actions(
        minute, [ActionDraft("One", owners=(ANN,)), ActionDraft("Two")], by="a test"
    )
    published(minute, olive)
    for text, sentence in ((" ", "Write how it stands"), ("x" * 5000, "longer than 4,000")):
        with pytest.raises(Refused, match=sentence):
            report_progress(action, by_name="Ann", text=text)
    with pytest.raises(Refused, match="Somebody else owes"):
        report_progress(other, owner=action.owners.get(), by_name="Ann", text="Sent.")
    drop(action, reason="No longer.", by=olive)
    with pytest.raises(Refused, match="no longer needed: there is nothing more to report"):
        report_progress(action, by_name="Ann", text="Sent.")
    for _ in range(MOST_WAITING):
        report_progress(other, by_name="Ann", text="Sent.")
    with pytest.raises(Refused, match="wait to be read"):
        report_progress(other, by_name="Ann", text="Sent.")


def test_a_report_is_told_to_the_public_once_it_is_taken(minute: Minute, olive: User) -> None:
    published(minute, olive)
    action = Action.objects.create(minute=minute, position=1, text="Write")
    report = report_progress(action, by_name="Ann", text="Sent.")

    def seers() -> list[bool]:
        return [
            ActionReport.objects.visible_to(viewer).filter(pk=report.pk).exists()
            for viewer in (PUBLIC, viewer_for(olive))
        ]

    assert seers() == [False, True]
    take_report(report, by=olive)
    assert seers() == [True, True]
