"""Two officers at one draft, and forms that no browser sent: nothing is lost, nothing breaks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from minutes.entries import classify_minute
from tests.minutes.test_voting import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client: Client) -> Room:
    made = Room()
    client.force_login(made.officer)
    return made


def test_a_stale_form_shows_who_may_read_the_minute_by_now(client: Client, room: Room) -> None:
    address = reverse("desk_minute_class", args=[room.minutes.meeting_id, room.minute.pk])
    assert 'name="revision" value="0"' in client.get(address).content.decode()
    given = {"safe_title": "A matter", "public_summary": "Terms agreed."}
    classify_minute(room.minute, revision=0, restriction="confidential", **given, by=room.officer)

    page = client.post(address, {"restriction": "open", "revision": "0"}).content.decode()

    assert "Somebody changed this minute" in page
    assert "Terms agreed." in page
    assert 'name="revision" value="1"' in page
    room.minute.refresh_from_db()
    assert (room.minute.restriction, room.minute.public_summary) == (
        "confidential",
        "Terms agreed.",
    )
    client.post(address, {"restriction": "open", "revision": "1"})
    room.minute.refresh_from_db()
    assert room.minute.restriction == "open"
