"""Two officers at one draft, and forms that no browser sent: nothing is lost, nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minutes.attendance.attending import open_minutes
from minutes.decisions import voting
from minutes.models import Note, Vote
from minutes.workflow import send_to_chair
from minutes.writing.entries import classify_minute, remove_entry
from minutes.writing.notes import save_note
from tests import factories
from tests.minutes.decisions.test_voting import NINE, Room

pytestmark = pytest.mark.django_db
MANY_DIGITS = "9" * 5000


@pytest.fixture
def room(client: Client) -> Room:
    made = Room()
    client.force_login(made.officer)
    return made


def test_a_stale_form_shows_who_may_read_the_minute_by_now(client: Client, room: Room) -> None:
    address = reverse("desk_minute_class", args=[room.minutes.meeting_id, room.minute.pk])
    assert 'name="revision" value="0"' in client.get(address).content.decode()
    given: dict[str, Any] = {"safe_title": "A matter", "public_summary": "Terms agreed."}
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


def test_a_stale_form_of_a_vote_shows_the_vote_as_it_is_by_now(client: Client, room: Room) -> None:
    vote = room.vote(in_favour=3, against=2)
    where = reverse("desk_vote", args=[room.minutes.meeting_id, vote.pk])
    told: dict[str, Any] = {"motion": "That hats be worn.", "manner": "counted"}
    voting.change_vote(vote, revision=0, **told, in_favour=7, against=1, by=room.officer)
    mine = told | {"revision": "0", "in_favour": "1", "against": "0"}

    page = " ".join(client.post(where, mine).content.decode().split())

    assert "Somebody changed this vote" in page
    assert "In favour 7" in page
    assert 'name="revision" value="1"' in page
    assert Vote.objects.get().in_favour == 7
    client.post(where, mine | {"revision": "1"})
    assert Vote.objects.get().in_favour == 1


def test_a_vote_is_changed_with_the_time_it_was_taken_at(client: Client, room: Room) -> None:
    room.members[1].movements.create(at=NINE.replace(hour=8, minute=30), arrives=False)
    vote = room.vote(in_favour=3, against=2, at=NINE)
    where = reverse("desk_vote", args=[room.minutes.meeting_id, vote.pk])

    page = client.get(where).content.decode()

    assert 'name="time" value="09:00"' in page
    assert "Member 2 was not in the room at 9:00 am." in page


@pytest.mark.parametrize("name", ["desk_votes", "desk_item_votes", "desk_vote"])
def test_counts_of_thousands_of_digits_are_asked_for_again(
    client: Client, room: Room, name: str
) -> None:
    vote = room.vote(in_favour=3, against=2)
    pk = {"desk_votes": room.minute.pk, "desk_item_votes": room.item.pk, "desk_vote": vote.pk}
    sent = {"motion": "M", "manner": "counted", "in_favour": MANY_DIGITS, "against": MANY_DIGITS}

    answer = client.post(reverse(name, args=[room.minutes.meeting_id, pk[name]]), sent)

    assert answer.status_code == 200
    assert Vote.objects.get().in_favour == 3


def test_a_recorded_vote_or_a_limb_of_thousands_of_digits_is_none(
    client: Client, room: Room
) -> None:
    vote = room.vote(in_favour=3, against=2)
    own = reverse("desk_vote_own", args=[room.minutes.meeting_id, vote.pk])
    assert client.post(own, {"back": MANY_DIGITS}).status_code == 404

    data = {"revision": "0", "title": "T", "limbs-0-key": MANY_DIGITS}
    for name in ("parts", "limbs"):
        data |= {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
    minute = reverse("desk_minute", args=[room.minutes.meeting_id, room.minute.pk])
    assert client.post(minute, data).status_code == 200


def test_a_reason_that_no_keyboard_types_is_asked_for_again(client: Client, room: Room) -> None:
    send_to_chair(room.minutes, by=room.officer)
    back = reverse("desk_minutes_return", args=[room.minutes.meeting_id])

    page = client.post(back, {"reason": "Wrong\0name"}).content.decode()

    assert "Null characters are not allowed." in page
    room.minutes.refresh_from_db()
    assert room.minutes.state == "with_chair"


def test_an_item_with_notes_from_the_meeting_stays_on_the_agenda(
    client: Client, room: Room
) -> None:
    """The agenda may still be built while the record of the meeting is open, on its day."""
    meeting = factories.meeting(
        room.board, state="called", by=room.officer, date=timezone.localdate()
    )
    minutes = open_minutes(meeting, by=room.officer)
    item = meeting.items.get()
    save_note(minutes, item=item, text="The quay.", revision=0, by=room.officer)
    address = reverse("desk_agenda_remove", args=[meeting.pk, item.pk])

    page = client.post(address, follow=True).content.decode()

    assert "has notes from the meeting: move or remove them first." in page
    assert Note.objects.get().text == "The quay."

    save_note(minutes, item=item, text="", revision=1, by=room.officer)
    client.post(address)
    assert not meeting.items.exists()


def test_words_for_a_minute_or_a_vote_that_is_gone_are_shown_again(
    client: Client, room: Room
) -> None:
    vote, meeting = room.vote(in_favour=3, against=2), room.minutes.meeting_id
    places = {"desk_votes": room.minute.pk, "desk_vote": vote.pk, "desk_minute": room.minute.pk}
    remove_entry(room.minute, by=room.officer)
    sent = {"motion": "That hats be worn.", "manner": "agreed", "limbs-0-text": "That it be so."}

    for name, pk in places.items():
        address = reverse(name, args=[meeting, pk])
        answer = client.post(address, sent)
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "Somebody removed this while you were writing" in page
        assert "That hats be worn." in page
        assert "That it be so." in page
        assert "you were writing" not in client.get(address).content.decode()

    client.force_login(factories.officer(factories.board()))
    assert "you were writing" not in client.post(address, sent).content.decode()
