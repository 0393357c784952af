"""The owner's page behind a signed link: reported without an account, and plain when it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from pgtrigger import ignore

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, User
from minutes.actions import (
    ActionDraft,
    OwnerDraft,
    assign,
    drop,
    finish,
    set_due,
    take_report,
)
from minutes.models import Action, ActionReport, Minute, Minutes
from rotherham_hwb.notifications import actions as reminders
from rotherham_hwb.notifications.actions import remind_owners, send_link
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.shown.actions.links import GOOD_FOR, link_for
from tests import factories
from tests.factories.actions import ANN, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board(
        "Harbour Board", contact_name="Olive Officer", contact_email="o@x.example"
    )


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def action(board: Board, olive: User) -> Action:
    return asked(board, by=olive)[0]


def path(action: Action, *, now: dt.datetime | None = None) -> str:
    return urlsplit(link_for(action.owners.get(), now=now)).path


def to_ann() -> QuerySet[Message]:
    """The e-mails to the owner; officers are told that minutes went out."""
    return Message.objects.filter(recipient=ANN.email)


WORDS = {"text": "The letter went on Monday.", "says_done": "yes"}


def test_a_partner_reports_through_the_link_and_the_officer_takes_it(
    client: Client, action: Action, olive: User
) -> None:
    link = path(action)
    page = client.get(link).content.decode()
    assert "An action for Ann Example" in page
    assert "Write to the port" in page

    after = client.post(link, WORDS, follow=True).content.decode()
    assert "The board’s officer has your report" in after
    assert "With the officer" in after
    report = ActionReport.objects.get()
    assert (report.by_name, report.says_done, report.waits) == ("Ann Example", True, True)
    public = action.get_absolute_url().split("#")[0]
    assert "The letter went" not in Client().get(public).content.decode()

    take_report(report, by=olive)

    log = Client().get(f"{public}?show=all").content.decode()
    assert "The letter went on Monday." in log
    assert "Done" in log
    over = client.get(link)
    assert over.status_code == 410
    assert "This action is done: there is nothing more to report." in over.content.decode()


def test_an_expired_link_says_so_and_gives_the_words_back(client: Client, action: Action) -> None:
    link = path(action, now=timezone.now() - GOOD_FOR - dt.timedelta(minutes=1))

    answer = client.post(link, WORDS)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "is too old now" in page
    assert "ask the board’s officer for a new link" in page
    assert "o@x.example" in page
    assert "The letter went on Monday." in page
    assert not ActionReport.objects.exists()


def test_a_link_is_over_once_somebody_else_owes_the_action(
    client: Client, action: Action, olive: User
) -> None:
    link = path(action)
    assign(action, [OwnerDraft("Ben Other")], by=olive)

    answer = client.post(link, WORDS)

    assert answer.status_code == 410
    assert "Somebody else owes this action now" in answer.content.decode()
    assert "The letter went on Monday." in answer.content.decode()
    assert "Write to the port" not in answer.content.decode()


def test_a_link_is_over_once_the_action_is_dropped(
    client: Client, action: Action, olive: User
) -> None:
    link = path(action)
    drop(action, reason="A secret reason.", by=olive)

    answer = client.get(link)

    assert answer.status_code == 410
    assert "no longer needed" in answer.content.decode()
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("how", ["restricted", "draft", "deleted"])
def test_a_link_shows_nothing_of_what_is_not_public_any_more(
    client: Client, action: Action, how: str
) -> None:
    link = path(action)
    if how == "restricted":
        with factories.past_the_walls():
            Minute.objects.filter(pk=action.minute_id).update(**factories.exempt())
    elif how == "draft":
        with ignore("minutes.Minutes:state_moves_by_table"):
            Minutes.objects.filter(entries=action.minute_id).update(state="with_chair")
    else:
        with ignore():  # the database keeps it, which a restored backup may not
            action.delete()

    answer = client.get(link)

    assert answer.status_code == 410
    assert "Write to the port" not in answer.content.decode()


def test_a_link_that_was_not_made_here_is_not_found(client: Client, action: Action) -> None:
    assert client.get(path(action)[:-3] + "xx/").status_code == 404


def test_an_empty_report_is_answered_with_sentences_at_the_fields(
    client: Client, action: Action
) -> None:
    page = client.post(path(action), {"text": " "}).content.decode()

    assert "Write how it stands, in a sentence or two." in page
    assert "Say whether it is done." in page


def test_what_others_reported_and_nobody_took_is_not_shown(
    client: Client, board: Board, olive: User, action: Action
) -> None:
    ben = OwnerDraft("Ben Other", email="ben@x.example")
    assign(action, [ANN, ben], by=olive)
    mine, theirs = (urlsplit(link_for(each)).path for each in action.owners.all())
    client.post(theirs, {"text": "Not my task.", "says_done": "no"})

    assert "Not my task." in client.get(theirs).content.decode()
    assert "Not my task." not in client.get(mine).content.decode()


def test_the_officer_sends_the_link_by_e_mail(action: Action, olive: User) -> None:
    send_link(action.owners.get(), by=olive)

    message = to_ann().get()
    assert "Write to the port" in message.text
    assert "/actions/" in message.text


def test_nothing_is_sent_without_an_address_or_before_publication(
    board: Board, olive: User, action: Action
) -> None:
    assign(action, [OwnerDraft("Ben Other")], by=olive)
    with pytest.raises(Refused, match="no e-mail address for Ben Other"):
        send_link(action.owners.get(), by=olive)
    early = asked(board, by=olive, published=False, date=dt.date(2025, 2, 5))[0]
    with pytest.raises(Refused, match="not published yet"):
        send_link(early.owners.get(), by=olive)
    assert not Message.objects.exclude(recipient=olive.email).exists()


def test_of_a_restricted_minute_an_owner_gets_the_safe_title_and_no_link(
    board: Board, olive: User
) -> None:
    action = asked(board, by=olive, title="Secret title", **factories.exempt("A safe title"))[0]

    send_link(action.owners.get(), by=olive)

    text = to_ann().get().text
    assert "A safe title" in text
    assert "Sign in to read it" in text
    for word in ("Secret title", "Write to the port", "/actions/"):
        assert word not in text


def test_owners_are_reminded_a_week_before_then_when_the_day_has_passed(
    board: Board, olive: User
) -> None:
    action = asked(board, by=olive)[0]
    set_due(action, due_on=dt.date(2025, 6, 20), by=olive)

    def told(day: dt.date, hour: int = 9) -> int:
        return remind_owners(now=timezone.make_aware(dt.datetime.combine(day, dt.time(hour))))

    assert told(dt.date(2025, 6, 12)) == 0
    assert told(dt.date(2025, 6, 13), hour=3) == 0
    assert told(dt.date(2025, 6, 13)) == 1
    assert told(dt.date(2025, 6, 20)) == 0
    assert told(dt.date(2025, 6, 21)) == 1
    assert told(dt.date(2025, 6, 30)) == 0
    assert told(dt.date(2025, 7, 19)) == 1
    assert told(dt.date(2025, 8, 20)) == 1
    assert told(dt.date(2026, 1, 20)) == 0
    assert not any("20 June" in each.text.split("Due:")[0] for each in to_ann())
    openings = [each.subject.split(":")[0] for each in to_ann().order_by("pk")]
    assert openings == ["Soon due", "Overdue", "Overdue", "Overdue"]


def test_nobody_is_reminded_of_what_is_done_reported_or_not_public(
    client: Client, board: Board, olive: User
) -> None:
    day = dt.date(2025, 2, 3)
    owed = [ActionDraft(text, owners=(ANN,), due_on=day) for text in ("One", "Two")]
    done, reported = asked(board, *owed, by=olive)
    finish(done, done_on=day, by=olive)
    client.post(path(reported), {"text": "Halfway.", "says_done": "no"})
    asked(board, *owed, by=olive, published=False, date=dt.date(2025, 2, 1))

    assert remind_owners(now=dt.datetime(2025, 2, 10, 9, tzinfo=dt.UTC)) == 0


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Between finding whom to remind and writing to them, once."""
    found = reminders._new_reminders

    def first(*asked: Any) -> Any:
        monkeypatch.setattr(reminders, "_new_reminders", found)
        seen = found(*asked)
        happens()
        return seen

    monkeypatch.setattr(reminders, "_new_reminders", first)


MORNING = dt.datetime(2025, 2, 10, 9, tzinfo=dt.UTC)


def test_nobody_is_reminded_of_what_is_done_while_reminders_are_written(
    monkeypatch: pytest.MonkeyPatch, board: Board, olive: User
) -> None:
    day = dt.date(2025, 2, 3)
    (action,) = asked(board, ActionDraft("One", owners=(ANN,), due_on=day), by=olive)
    meanwhile(monkeypatch, lambda: finish(action, done_on=day, by=olive))

    assert remind_owners(now=MORNING) == 0
    assert not to_ann().exists()


def test_two_workers_remind_once_and_the_log_tells_it_once(
    monkeypatch: pytest.MonkeyPatch, board: Board, olive: User
) -> None:
    day = dt.date(2025, 2, 3)
    asked(board, ActionDraft("One", owners=(ANN,), due_on=day), by=olive)
    other: list[int] = []
    meanwhile(monkeypatch, lambda: other.append(remind_owners(now=MORNING)))

    assert remind_owners(now=MORNING) == 0
    assert other == [1]
    assert to_ann().count() == 1
    assert AuditEvent.objects.filter(action="remind of").count() == 1
