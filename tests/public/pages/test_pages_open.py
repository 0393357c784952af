"""Every public page opens on an empty site and on a full one."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ("home", "boards", "meetings", "search", "attending", "accessibility")


@pytest.mark.parametrize("name", LISTS)
def test_a_page_opens_before_anything_is_stored(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_page_opens_when_there_is_something_to_show(client: Client, name: str) -> None:
    factories.meeting(factories.board(), state="agenda_published")

    assert client.get(reverse(name)).status_code == 200


def test_a_meeting_opens(client: Client) -> None:
    meeting = factories.meeting(
        factories.board(), state="agenda_published", date=dt.date(2025, 1, 22)
    )

    assert "Wednesday 22 January 2025" in client.get(meeting.get_absolute_url()).content.decode()
