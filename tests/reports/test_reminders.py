"""Reminders to approvers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from reports.models import SignOff
from reports.reminders import due_sign_offs
from rotherham_hwb.notifications.sign_offs import remind_approvers, remind_overdue
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from tests import factories
from tests.factories import writing as made

pytestmark = pytest.mark.django_db
KEY = "sign-off reminder"


def reminder() -> Message:
    return Message.objects.get(key__startswith=KEY)


def test_approvers_are_reminded_once_in_two_days() -> None:
    board = factories.board("Harbour Board")
    approver = factories.user("Fiona Finance", board=board, role="approver")
    made.sent(factories.meeting(board).items.get())
    now = timezone.now()
    assert due_sign_offs(now) == []
    later = now + dt.timedelta(days=3)

    assert remind_approvers(due_sign_offs(later), by="a test", now=later) == 1

    sent = reminder()
    assert sent.recipient == approver.email
    assert "Warm homes (Harbour Board), for Director of Finance" in sent.text
    assert due_sign_offs(later + dt.timedelta(days=1)) == []
    assert len(due_sign_offs(later + dt.timedelta(days=2, hours=1))) == 2


def test_the_command_sends_what_is_due() -> None:
    board = factories.board()
    factories.user(board=board, role="approver")
    report = made.sent(factories.meeting(board).items.get())
    report.paper.sign_offs.update(asked_at=timezone.now() - dt.timedelta(days=3))

    call_command("send_reminders")
    call_command("send_reminders")

    assert mail.outbox == [], "the worker sends it"
    send_waiting()
    reminded = [each.subject for each in mail.outbox if "2 papers" in each.subject]
    assert reminded == ["2 papers waiting for your sign-off"]


def test_the_worker_reminds_by_day_and_once_however_often_it_comes_round() -> None:
    board = factories.board()
    factories.user(board=board, role="approver")
    made.sent(factories.meeting(board).items.get())
    day = timezone.localtime() + dt.timedelta(days=3)

    assert remind_overdue(now=day.replace(hour=3)) == 0
    assert remind_overdue(now=day.replace(hour=10)) == 1
    assert remind_overdue(now=day.replace(hour=11)) == 0


def test_a_restricted_paper_goes_by_its_safe_title() -> None:
    board = factories.board()
    approver = factories.user(board=board, role="approver")
    report = made.sent(factories.meeting(board).items.get(), title="A secret bid")
    type(report.paper).objects.update(
        restriction="exempt",
        safe_title="A contract",
        exempt_paragraphs=[3],
        public_interest="A price would be known.",
    )

    remind_approvers(SignOff.objects.all(), by="a test")

    message = reminder()
    assert message.recipient == approver.email
    assert "A contract" in message.text
    assert "secret" not in message.text


def test_one_address_that_fails_loses_no_other_reminder() -> None:
    board = factories.board()
    broken = factories.user(board=board, role="approver")
    fiona = factories.user(board=board, role="approver")
    type(broken).objects.filter(pk=broken.pk).update(email="no\nmailbox@example.org")
    made.sent(factories.meeting(board).items.get())

    remind_approvers(SignOff.objects.all(), by="a test")
    send_waiting()

    assert {message.to[0] for message in mail.outbox} == {f'"{fiona.name}" <{fiona.email}>'}
    assert Message.objects.get(key__startswith=KEY, status="sent").recipient == fiona.email
    assert Message.objects.get(key__startswith=KEY, status="failed").error
