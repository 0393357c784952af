"""Discarding minutes from the desk: a draft goes, a public record says why it stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from minutes.models import Minutes
from tests import factories
from tests.minutes.test_retention import ago, minutes_of

pytestmark = pytest.mark.django_db


def page(client: Client, minutes: Minutes) -> str:
    """The page's address, for an officer of the board."""
    client.force_login(factories.officer(minutes.meeting.board))
    return reverse("desk_discard_minutes", args=[minutes.meeting_id])


def test_a_draft_is_discarded_after_a_question(client: Client) -> None:
    minutes = minutes_of(dt.date(2025, 1, 22), state="draft")
    minutes.entries.update(number="")
    address = page(client, minutes)
    assert "Discard the minutes of" in client.get(address).content.decode()

    answer = client.post(address, {"reason": "Begun by mistake."}, follow=True)

    assert "The minutes are deleted." in answer.content.decode()
    assert not Minutes.objects.exists()


def test_without_a_reason_nothing_goes(client: Client) -> None:
    minutes = minutes_of(dt.date(2025, 1, 22), state="draft")
    minutes.entries.update(number="")

    answer = client.post(page(client, minutes), {"reason": ""})

    assert "Enter reason" in answer.content.decode()
    assert Minutes.objects.exists()


def test_the_page_of_public_minutes_says_the_rule(client: Client) -> None:
    minutes = minutes_of(ago(days_left=1))
    address = page(client, minutes)

    text = client.get(address).content.decode()
    client.post(address, {"reason": "Tidying up."})

    assert "must stay open to the public until" in text
    assert "six years from the meeting" in text
    assert '<button type="submit" class="govuk-button govuk-button--warning' not in text
    assert Minutes.objects.exists()


def test_after_six_years_the_page_lets_them_go(client: Client) -> None:
    minutes = minutes_of(ago(days_left=0))

    client.post(page(client, minutes), {"reason": "Moved to the archive."})

    assert not Minutes.objects.exists()


def test_only_officers_of_the_board_come_here(client: Client) -> None:
    minutes = minutes_of(dt.date(2025, 1, 22), state="draft")
    address = page(client, minutes)
    for outsider in (
        factories.officer(factories.board()),
        factories.user(board=minutes.meeting.board, role="member"),
    ):
        client.force_login(outsider)
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "Mischief."}).status_code == 404

    assert Minutes.objects.exists()
