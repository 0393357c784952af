"""Reminders to approvers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from reports.models import SignOff
from reports.reminders import due_sign_offs, reminders
from tests import factories
from tests.factories import writing as made

pytestmark = pytest.mark.django_db


def test_approvers_are_reminded_once_in_two_days() -> None:
    board = factories.board("Harbour Board")
    approver = factories.user("Fiona Finance", board=board, role="approver")
    made.sent(factories.meeting(board).items.get())
    now = timezone.now()
    assert due_sign_offs(now) == []
    later = now + dt.timedelta(days=3)

    sent = reminders(due_sign_offs(later), by="a test", now=later)

    assert [message.to for message in sent] == [[approver.email]]
    assert "Warm homes (Harbour Board), for Director of Finance" in str(sent[0].body)
    assert due_sign_offs(later + dt.timedelta(days=1)) == []
    assert len(due_sign_offs(later + dt.timedelta(days=2, hours=1))) == 2


def test_the_command_sends_what_is_due() -> None:
    board = factories.board()
    factories.user(board=board, role="approver")
    report = made.sent(factories.meeting(board).items.get())
    report.paper.sign_offs.update(asked_at=timezone.now() - dt.timedelta(days=3))

    call_command("send_reminders")
    call_command("send_reminders")

    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "2 papers waiting for your sign-off"


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

    (message,) = reminders(SignOff.objects.all(), by="a test")

    assert message.to == [approver.email]
    assert "A contract" in str(message.body)
    assert "secret" not in str(message.body)
