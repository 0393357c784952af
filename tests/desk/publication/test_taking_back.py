"""An officer takes words back: every place is shown first, and each promise is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Board, User
from minutes.models import Minute
from rotherham_hwb.redactions.models import Redaction
from tests import factories

pytestmark = pytest.mark.django_db
GIVEN = {"words": "okapi kruger", "reason": "A patient was named."}


@pytest.fixture
def olive(client: Client) -> User:
    olive = factories.officer(factories.board("Harbour Board"))
    client.force_login(olive)
    return olive


@pytest.fixture
def minute(olive: User) -> Minute:
    board = Board.objects.get(name="Harbour Board")
    made = factories.minutes(
        factories.meeting(board, state="held", by=olive), state="published_draft", by=olive
    )
    return factories.minute(made, "Housing", text="The board heard of Okapi  Kruger and rats.")


@pytest.mark.slow
def test_what_goes_is_shown_before_it_goes_and_each_promise_is_kept(
    client: Client, minute: Minute
) -> None:
    meeting = minute.minutes.meeting
    address = reverse("desk_take_back", args=[meeting.pk])

    asked = client.post(address, GIVEN).content.decode()

    assert "The board heard of Okapi Kruger and rats." in asked
    assert "No pack that is out holds them." in asked
    assert not Redaction.objects.exists()
    kept = client.post(address, {**GIVEN, "confirm": "yes"}, follow=True).content.decode()
    assert "The board heard of Okapi  Kruger and rats." in kept
    public = Client().get(minute.get_absolute_url()).content.decode()
    assert "The board heard of [words removed] and rats." in public
    assert "because: A patient was named." in public
    own = reverse("desk_redactions", args=[meeting.pk])
    assert Client().get(own).status_code == 302
    client.force_login(factories.officer(factories.board("Quarry Board")))
    assert client.get(own).status_code == 404


@pytest.mark.slow
def test_a_second_officer_confirms_on_the_page_of_what_was_asked(
    client: Client, minute: Minute
) -> None:
    meeting = minute.minutes.meeting
    Board.objects.filter(pk=meeting.board_id).update(second_officer_redacts=True)
    first = reverse("desk_take_back", args=[meeting.pk])
    asked = client.post(first, {**GIVEN, "confirm": "yes"}, follow=True).content.decode()
    assert "The words stand until another officer than" in asked
    confirm = reverse("desk_redaction_confirm", args=[Redaction.objects.get().pk])

    own = client.post(confirm, follow=True).content.decode()
    assert "Another officer has to confirm what you asked for." in own
    client.force_login(factories.officer(meeting.board))
    client.post(confirm)

    minute.refresh_from_db()
    assert minute.text == "The board heard of [words removed] and rats."


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Enter the words that are to be taken out."),
        (
            {**GIVEN, "words": "zebra"},
            "These words stand neither in the record of this meeting nor in its published papers.",
        ),
        (
            {"words": "rats", "reason": "No rats.", "confirm": "yes"},
            "The reason is public: say it without the words that are taken back.",
        ),
    ],
)
def test_a_page_that_cannot_go_on_says_why(
    client: Client, minute: Minute, given: dict[str, str], says: str
) -> None:
    address = reverse("desk_take_back", args=[minute.minutes.meeting_id])

    assert says in client.post(address, given).content.decode()
    assert not Redaction.objects.exists()
