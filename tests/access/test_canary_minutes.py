"""Words planted in votes, interests, corrections and all else of a private minute stay private.

The test proves itself first: the officer is given every one of them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import User
from minutes.models import Vote
from tests import factories
from tests.access.canary_world import Canaries, addresses, given, opened, signed_in
from tests.minutes.full import Full

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OUTSIDERS = ("public", "stranger", "partner", "officer of another board")
UNPRINTED = {"a limb that was lost"}


class World:
    """Minutes with everything in them, out or not, and those who look at them."""

    def __init__(self, *, publish: bool) -> None:
        self.word = Canaries()
        board = factories.board("Harbour Board")
        self.officer = factories.officer(board)
        self.full = Full(board, self.officer, self.word)
        if publish:
            self.full.publish()
        self.people: dict[str, User] = {
            "stranger": factories.user(),
            "partner": factories.user(board=board, role="partner"),
            "officer of another board": factories.officer(factories.board()),
        }

    def client(self, name: str) -> Client:
        return Client() if name == "public" else signed_in(self.people[name])

    def seen_by(self, client: Client) -> set[str]:
        """What of the planted is found at any public address, searches apart."""
        found = addresses(SimpleNamespace(word=self.word))  # type: ignore[arg-type]
        texts = [text for _, text in opened(client, found)]
        return {self.word.planted[word] for text in texts for word in self.word.found_in(text)}

    def desk(self) -> list[str]:
        meeting, vote = self.full.minutes.meeting_id, Vote.objects.get(manner="named")
        return [
            reverse("desk_votes", args=[meeting, self.full.secret.pk]),
            reverse("desk_item_votes", args=[meeting, self.full.secret_item.pk]),
            reverse("desk_vote", args=[meeting, vote.pk]),
            reverse("desk_vote_remove", args=[meeting, vote.pk]),
            reverse("desk_minutes_word", args=[meeting]),
        ]


@pytest.fixture(params=[True, False], ids=["published", "draft"])
def world(request: Any, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = str(tmp_path)
    return World(publish=request.param)


def test_the_officer_is_given_all_of_it(world: World) -> None:
    officer = signed_in(world.officer)
    seen = world.word.found_in(given(officer, world.full.minutes.get_absolute_url()))

    assert {world.word.planted[each] for each in seen} == (
        set(world.word.planted.values()) - UNPRINTED
    )
    assert world.word.found_in(given(officer, world.desk()[0]))


def test_nobody_else_is_given_any_of_it(world: World) -> None:
    for name in OUTSIDERS:  # one world for all: what is set as a PDF is set once
        client = world.client(name)
        assert world.seen_by(client) == set(), name
        for address in world.desk():
            assert world.word.found_in(given(client, address)) == set(), name
            assert client.get(address).status_code in (302, 404), name
