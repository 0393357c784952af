"""Actions on the desk: what waits for an officer, one action's life, those of a draft minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import AuditEvent, Board, Organisation, User
from minutes.actions import ActionDraft, OwnerDraft, finish, put_actions, report_progress
from minutes.models import Action, ActionReport, Minute, Resolution
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.factories.actions import ANN, asked, draft_minute, publish

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def page(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def texts(client: Client, query: str = "") -> list[str]:
    answer = client.get(reverse("desk_actions") + query)
    return [action.text for action, _ in answer.context["rows"]]


@pytest.fixture
def several(board: Board, olive: User) -> list[Action]:
    """Overdue and owned; owned by nobody; reported on; done; and one of another board."""
    factories_other = factories.board("Other Board")
    asked(factories_other, by=factories.officer(factories_other))
    made = asked(
        board,
        ActionDraft("Late", owners=(ANN,), due_on=dt.date(2025, 2, 3)),
        ActionDraft("Orphan"),
        ActionDraft("Told", owners=(OwnerDraft("the Trust"),)),
        ActionDraft("Finished", owners=(ANN,)),
        by=olive,
    )
    report_progress(made[2], by_name="the Trust", text="Halfway.")
    finish(made[3], done_on=dt.date(2025, 2, 3), by=olive)
    return made


def test_what_nobody_owes_comes_first_and_the_counts_say_how_much_waits(
    client: Client, several: list[Action]
) -> None:
    assert texts(client) == ["Orphan", "Told", "Late"]
    shown = page(client, "desk_actions")
    for words in ("1 without an owner", "1 with a report to read", "1 overdue"):
        assert words in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=", ["Orphan", "Told", "Late", "Finished"]),
        ("?state=done", ["Finished"]),
        ("?which=unowned", ["Orphan"]),
        ("?which=overdue", ["Late"]),
        ("?which=reported", ["Told"]),
        ("?owner=trust", ["Told"]),
        ("?owner=zebra", []),
    ],
)
def test_the_list_is_narrowed(
    client: Client, several: list[Action], query: str, found: list[str]
) -> None:
    assert texts(client, query) == found


def test_another_boards_action_is_not_there(client: Client, several: list[Action]) -> None:
    other = Action.objects.get(minute__board__name="Other Board")

    assert texts(client, f"?board={other.minute.board_id}") != ["Write to the port"]
    for name, args in (("desk_action", [other.pk]), ("desk_action_step", [other.pk, "drop"])):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_thirty_actions_take_no_more_queries_than_three(
    client: Client, board: Board, olive: User
) -> None:
    def some(count: int, date: dt.date) -> None:
        drafts = [ActionDraft(f"Task {at}", owners=(ANN,)) for at in range(count)]
        for action in asked(board, *drafts, by=olive, date=date):
            report_progress(action, by_name="Ann", text="Begun.")

    some(3, dt.date(2025, 1, 8))
    with CaptureQueriesContext(connection) as few:
        page(client, "desk_actions")
    some(27, dt.date(2025, 1, 15))
    with CaptureQueriesContext(connection) as many:
        page(client, "desk_actions")

    assert len(many) == len(few)


def step(client: Client, action: Action, name: str, **words: Any) -> str:
    address = reverse("desk_action_step", args=[action.pk, name])
    assert client.get(address).status_code == 200
    return client.post(address, words, follow=True).content.decode()


def test_an_unowned_action_is_given_joint_owners_with_addresses(
    client: Client, several: list[Action]
) -> None:
    trust = Organisation.objects.create(name="Harbour Trust")
    written = "Harbour Trust <link@trust.example>\nAnn Example"

    assert "The owners are saved." in step(client, several[1], "owners", owners=written)

    owner, ann = several[1].owners.all()
    assert (owner.organisation, owner.email, ann.email) == (trust, "link@trust.example", "")
    assert texts(client, "?which=unowned") == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Name at least one owner."),
        ("Ann <nowhere>", "“nowhere” is no e-mail address"),
        (f"Ann <a@{'.'.join(letter * 60 for letter in 'bcde')}.longer.example>", "longer than 254"),
        ("<ann@x.example>", "names nobody"),
        ("ann@x.example", "behind the name"),
        ("x" * 201, "longer than 200"),
        ("Ann\nann", "An owner is named twice"),
    ],
)
def test_an_owner_that_cannot_be_kept_is_told_in_a_sentence(
    client: Client, several: list[Action], line: str, sentence: str
) -> None:
    shown = step(client, several[1], "owners", owners=line)

    assert sentence in shown
    assert not several[1].owners.exists()


def day(name: str, value: dt.date) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_an_action_is_done_taken_up_again_carried_and_dropped(
    client: Client, several: list[Action]
) -> None:
    action = several[0]
    assert "before its meeting" in step(
        client, action, "finish", **day("done_on", dt.date(2025, 1, 1))
    )
    assert "The action is done." in step(
        client, action, "finish", **day("done_on", dt.date(2025, 2, 1))
    )
    assert "Give the reason." in step(client, action, "reopen")
    assert "to be done again" in step(client, action, "reopen", reason="The wrong port.")
    assert "carried forward" in step(client, action, "carry", reason="No answer.")
    assert "is dropped" in step(client, action, "drop", reason="It is closed.")
    action.refresh_from_db()
    assert action.state == "dropped"
    assert "“It is closed.”" in page(client, "desk_action", action.pk)


def test_a_new_due_day_is_told_beside_the_log(client: Client, several: list[Action]) -> None:
    action = several[0]
    assert "before its own meeting" in step(
        client, action, "due", **day("due_on", dt.date(2025, 1, 1))
    )
    assert "due in two ways" in step(
        client, action, "due", due_when="it rains", **day("due_on", dt.date(2025, 6, 1))
    )
    assert "The day is saved." in step(client, action, "due", due_when="it rains")
    assert "It rains" in page(client, "desk_action", action.pk)


def test_an_unknown_step_is_not_there(client: Client, several: list[Action]) -> None:
    address = reverse("desk_action_step", args=[several[0].pk, "burn"])
    assert client.get(address).status_code == 404


def test_the_officer_takes_a_report_or_keeps_it_out(client: Client, several: list[Action]) -> None:
    report = ActionReport.objects.get()
    assert "Halfway." in page(client, "desk_action", several[2].pk)
    refuse = reverse("desk_report_refuse", args=[report.pk])
    assert "Keep this report out" in client.get(refuse).content.decode()
    assert "Give the reason." in client.post(refuse, {}).content.decode()
    client.post(refuse, {"reason": "Of another action."})
    second = report_progress(several[2], by_name="the Trust", text="All done.", says_done=True)

    shown = client.post(reverse("desk_report_take", args=[second.pk]), follow=True)

    assert "in the log, and the action is done" in shown.content.decode()
    several[2].refresh_from_db()
    assert several[2].state == "done"
    assert AuditEvent.objects.get(action="refuse a report on").reason == "Of another action."


def test_what_the_officer_was_told_stands_in_the_log(client: Client, several: list[Action]) -> None:
    step(client, several[0], "told", by_name="Ann", text="She rang.", says_done="no")

    assert ActionReport.objects.get(action=several[0]).taken_at


def test_the_link_is_sent_from_the_desk(client: Client, several: list[Action]) -> None:
    owner = several[0].owners.get()
    send = reverse("desk_action_send", args=[several[0].pk, owner.pk])

    assert "on its way" in client.post(send, follow=True).content.decode()
    assert Message.objects.filter(recipient="ann@trust.example").count() == 1
    assert client.get(send).status_code == 405


# The actions of a draft minute.


def test_an_action_of_a_draft_offers_its_owners_and_its_day_alone(
    client: Client, board: Board, olive: User
) -> None:
    [action] = asked(board, by=olive, published=False)
    offered = client.get(reverse("desk_action", args=[action.pk])).context["steps"]

    assert [name for name, _ in offered] == ["owners", "due"]


def rows(*actions: dict[str, Any], revision: int = 0, initial: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = {
        "revision": revision,
        "actions-TOTAL_FORMS": len(actions),
        "actions-INITIAL_FORMS": initial,
    }
    for number, fields in enumerate(actions):
        data |= {f"actions-{number}-{name}": value for name, value in fields.items()}
    return data


@pytest.fixture
def minute(board: Board, olive: User) -> Minute:
    return draft_minute(board, by=olive)


def save(client: Client, minute: Minute, data: dict[str, Any]) -> str:
    address = reverse("desk_minute_actions", args=[minute.minutes.meeting_id, minute.pk])
    return client.post(address, data, follow=True).content.decode()


def test_actions_of_every_kind_are_written_down_together(
    client: Client, board: Board, minute: Minute
) -> None:
    later = factories.meeting(board, date=dt.date(2025, 3, 19))
    limb = Resolution.objects.create(minute=minute, position=1, label="(1)", text="That it be.")
    shown = page(client, "desk_minute_actions", minute.minutes.meeting_id, minute.pk)
    assert "(1) That it be." in shown

    save(
        client,
        minute,
        rows(
            {"text": "One", "owners": "Ann <a@x.example>\nthe Trust", "limb": limb.pk}
            | day("due_on", dt.date(2025, 2, 3)),
            {"text": "Two", "due_at": later.pk},
            {"text": "Three", "due_when": "when it rains"},
            {"text": ""},
        ),
    )

    one, two, three = minute.actions.all()
    assert (one.owner, one.limb, one.due_on) == ("Ann and the Trust", limb, dt.date(2025, 2, 3))
    assert (two.due_at, three.due_when) == (later, "when it rains")


def test_a_row_is_changed_or_removed(client: Client, minute: Minute) -> None:
    put_actions(minute, [ActionDraft("One"), ActionDraft("Two", owners=(ANN,))], by="a test")
    kept = {"text": "Two, soon", "owners": "Ann Example <ann@trust.example>"}

    save(client, minute, rows({"text": "One", "DELETE": "on"}, kept, revision=1, initial=2))

    assert [(each.text, each.owner) for each in minute.actions.all()] == [
        ("Two, soon", "Ann Example")
    ]


def test_a_row_that_is_saved_again_is_the_action_it_was(client: Client, minute: Minute) -> None:
    [action] = put_actions(minute, [ActionDraft("One")], by="a test")
    shown = page(client, "desk_minute_actions", minute.minutes.meeting_id, minute.pk)
    assert f'name="actions-0-key" value="{action.pk}"' in shown

    again = {"text": "One, soon", "key": action.pk}
    save(client, minute, rows({"text": "New"}, again, revision=1, initial=1))

    assert list(minute.actions.values_list("text", flat=True)) == ["New", "One, soon"]
    assert minute.actions.get(text="One, soon") == action


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 30, "x", "-1"])
def test_a_key_that_is_no_action_costs_no_words(client: Client, minute: Minute, key: str) -> None:
    shown = save(client, minute, rows({"text": "Mine", "key": key}))

    assert "Mine" in shown


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "owners": "Ann"}, "Write what is to be done"),
        ({"text": "One"} | day("due_on", dt.date(2025, 1, 1)), "before its own meeting"),
        ({"text": "One", "due_when": "x"} | day("due_on", dt.date(2025, 3, 1)), "two ways"),
        ({"text": "One", "due_on_day": "40", "due_on_month": "1", "due_on_year": "x"}, "real date"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(
    client: Client, minute: Minute, fields: dict[str, Any], sentence: str
) -> None:
    shown = save(client, minute, rows(fields))

    assert sentence in shown
    for word in (fields.get("text"), fields.get("owners"), fields.get("due_when")):
        assert (word or "") in shown
    assert not minute.actions.exists()


def test_a_save_against_newer_actions_shows_both(client: Client, minute: Minute) -> None:
    put_actions(minute, [ActionDraft("Theirs", owners=(ANN,))], by="a test")

    shown = save(client, minute, rows({"text": "Mine"}, revision=0))

    assert "Somebody changed this minute while you were writing." in shown
    assert "Theirs (Ann Example)" in shown
    assert ">\nMine</textarea>" in shown
    assert 'name="revision" value="1"' in shown
    assert [each.text for each in minute.actions.all()] == ["Theirs"]
    save(client, minute, rows({"text": "Mine"}, revision=1))
    assert [each.text for each in minute.actions.all()] == ["Mine"]


def test_published_minutes_take_no_more_actions_and_give_the_words_back(
    client: Client, minute: Minute, olive: User
) -> None:
    publish(minute, by=olive)
    meeting = minute.minutes.meeting_id

    assert "These minutes are published" in page(client, "desk_minute_actions", meeting, minute.pk)
    shown = save(client, minute, rows({"text": "Too late"}))

    assert ">\nToo late</textarea>" in shown
    assert not minute.actions.exists()


def test_the_meetings_page_lists_actions_and_the_minutes_to_write_them_under(
    client: Client, minute: Minute
) -> None:
    meeting = minute.minutes.meeting_id
    assert "No action is written down yet" in page(client, "desk_meeting_actions", meeting)
    put_actions(minute, [ActionDraft("One")], by="a test")

    shown = page(client, "desk_meeting_actions", meeting)

    assert "No owner" in shown
    assert reverse("desk_minute_actions", args=[meeting, minute.pk]) in shown


def test_a_meeting_without_minutes_says_what_to_do(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, date=dt.date(2025, 6, 4))

    assert "Draft the minutes first" in page(client, "desk_meeting_actions", meeting.pk)


def test_the_worklist_tells_of_actions(
    client: Client, several: list[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2025, 2, 10))
    groups = client.get(reverse("desk")).context["groups"]

    found = {
        (group.heading, task.what, task.whom, task.due) for group in groups for task in group.tasks
    }
    assert {
        ("Late", "Overdue action: Late", "Ann Example", dt.date(2025, 2, 3)),
        ("Later", "Name an owner: Orphan", "You", None),
        ("Later", "Read what was reported: Told", "You", None),
    } <= found


def test_the_worklist_takes_as_many_queries_for_thirty_actions_as_for_three(
    client: Client, board: Board, olive: User
) -> None:
    def some(count: int, date: dt.date) -> None:
        drafts = [ActionDraft(f"Task {at}", due_on=date) for at in range(count)]
        asked(board, *drafts, by=olive, date=date)

    some(3, dt.date(2025, 1, 8))
    with CaptureQueriesContext(connection) as few:
        page(client, "desk")
    some(27, dt.date(2025, 1, 15))
    with CaptureQueriesContext(connection) as many:
        page(client, "desk")

    assert len(many) == len(few)


@pytest.mark.parametrize("role", ["member", "partner", "author", "approver"])
def test_the_desk_of_actions_is_not_there_for_others(
    client: Client, board: Board, several: list[Action], role: str
) -> None:
    client.force_login(factories.user(board=board, role=role))

    assert client.get(reverse("desk_actions")).status_code == 404
    assert client.get(reverse("desk_action", args=[several[0].pk])).status_code == 404
