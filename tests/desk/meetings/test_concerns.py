"""What speaks against a day or a place is asked about once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Board, ClosureDay, User
from tests import factories
from tests.desk.meetings.test_planning import VENUE, called, day

pytestmark = pytest.mark.django_db


def test_a_day_on_which_the_council_is_shut_is_questioned_once(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    assert olive  # who is signed in
    ClosureDay.objects.create(date=soon, name="Day of mourning")
    said = {"board": board.pk, "time": "2 pm", "venue": VENUE} | day("date", soon)
    address = reverse("desk_new_meeting")

    page = client.post(address, said).content.decode()

    assert "Day of mourning" in page
    assert "Plan it for then all the same" in page
    assert not board.meetings.exists()
    client.post(address, said | {"on_purpose": "on"})
    assert board.meetings.get().date == soon
    assert "all the same" not in client.get(address).content.decode()


def test_a_place_where_another_board_meets_that_day_is_questioned(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    sister = factories.board("Quarry Board")
    called(sister, olive, soon, venue="Town Hall, Market Square")
    address = reverse("desk_new_meeting")
    said = {"board": board.pk, "time": "2 pm", "venue": VENUE} | day("date", soon)

    page = client.post(address, said).content.decode()

    assert "Quarry Board meets in the same place that day at 9:00 am" in page
    elsewhere = client.post(address, said | {"venue": "Library"})
    assert elsewhere.status_code == 302
