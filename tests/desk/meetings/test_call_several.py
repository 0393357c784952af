"""The dates of several planned meetings, made public at one press."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, Meeting, User
from tests import factories
from tests.desk.meetings.test_planning import VENUE

pytestmark = pytest.mark.django_db


def test_several_planned_dates_are_made_public_at_one_press(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    weeks = [soon + dt.timedelta(weeks=each) for each in range(3)]
    meetings = [factories.meeting(board, by=olive, date=each, venue=VENUE) for each in weeks]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    late = factories.meeting(board, by=olive, date=tomorrow, venue=VENUE)
    Meeting.objects.filter(board=board).update(time="10:00")
    foreign = factories.meeting(factories.board("Quarry Board"), date=soon)
    address = reverse("desk_call_several")
    page = client.get(address).content.decode()
    assert page.count("checked") == 3
    assert reverse("desk_call", args=[late.pk]) in page
    assert f'value="{foreign.pk}"' not in page

    ticked = [each.pk for each in (*meetings[:2], late, foreign)]
    told = client.post(address, {"meeting": ticked}, follow=True).content.decode()

    assert "The dates of 2 meetings are public." in told
    out = Meeting.objects.filter(called_at__isnull=False)
    assert set(out) == set(meetings[:2])
    assert all(each.public_notices.exists() for each in out)


def test_no_date_ticked_is_said_and_none_is_left_too(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    address = reverse("desk_call_several")
    assert "Every date is public" in client.get(address).content.decode()
    factories.meeting(board, by=olive, date=soon)

    told = client.post(address, {"meeting": ["x", "9" * 30]}, follow=True).content.decode()

    assert "Tick at least one meeting." in told
