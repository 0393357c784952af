"""A carried motion becomes the resolution, and nothing else of the minute changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minutes.decisions.carried import is_offered, resolve_as_carried
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import write_limbs
from tests.minutes.decisions.test_voting import Room, refusal

pytestmark = pytest.mark.django_db
COATS = "That coats be worn."


@pytest.fixture
def room() -> Room:
    room = Room()
    room.minute.resolutions.all().delete()
    return room


def limbs(room: Room) -> list[tuple[str, str]]:
    return [(str(each), str(each.fate)) for each in room.minute.resolutions.all()]


def carried(room: Room, motion: str = COATS, **told: Any) -> Any:
    return room.vote(motion=motion, in_favour=3, against=2, **told)


def test_a_carried_motion_becomes_the_resolution_in_its_own_words(room: Room) -> None:
    vote = carried(room)
    assert is_offered(vote, room.minute.resolutions.all())

    resolve_as_carried(vote, by=room.officer)

    assert limbs(room) == [(COATS, "")]
    assert not is_offered(vote, room.minute.resolutions.all())
    assert "says already" in refusal(resolve_as_carried, vote, by=room.officer)


def test_what_was_recommended_is_confirmed_and_other_recommendations_wait(room: Room) -> None:
    hats = LimbDraft("That hats be worn.", proposed="That hats be worn.", addressee="NHS")
    coats = LimbDraft("That coats  be worn.", proposed=COATS)
    write_limbs(room.minute, [hats, coats], ["", ""])

    resolve_as_carried(carried(room), by=room.officer)
    assert [fate for _, fate in limbs(room)] == ["", "carried"]

    resolve_as_carried(carried(room, "That all be fed."), by=room.officer)
    assert limbs(room)[2] == ("(3) That all be fed.", "added")
    assert room.minute.resolutions.first().addressee == "NHS"


def test_a_motion_under_a_sub_heading_is_resolved_under_it(room: Room) -> None:
    part = room.minute.sub_headings.create(position=1, heading="Clothes")

    (made,) = resolve_as_carried(carried(room, under=part), by=room.officer)

    assert made.under == part


def test_only_what_was_carried_is_resolved(room: Room) -> None:
    lost = room.vote(motion=COATS, in_favour=2, against=3)

    assert not is_offered(lost, [])
    assert "not carried: lost" in refusal(resolve_as_carried, lost, by=room.officer)
    gone = carried(room)
    type(gone).objects.filter(pk=gone.pk).delete()
    assert "Somebody removed this vote" in refusal(resolve_as_carried, gone, by=room.officer)
    assert limbs(room) == []


def test_one_press_beside_the_vote_does_it_and_is_offered_once(client: Client, room: Room) -> None:
    client.force_login(room.officer)
    vote = carried(room)
    page = reverse("desk_votes", args=[room.minutes.meeting_id, room.minute.pk])
    assert "Make it the resolution" in client.get(page).content.decode()

    press = reverse("desk_vote_resolve", args=[room.minutes.meeting_id, vote.pk])
    told = client.post(press, follow=True).content.decode()

    assert "as what was resolved" in told
    assert "Make it the resolution" not in told
    assert limbs(room) == [(COATS, "")]
