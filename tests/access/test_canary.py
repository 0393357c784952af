"""Words planted in everything that is not public turn up nowhere in what the public is given.

The test proves itself first: an officer, opening the same addresses, is given every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from django.conf import settings as live_settings
from django.test import Client
from django.urls import get_resolver, reverse

from meetings.models import Meeting
from reports.models import Paper
from rotherham_hwb.notifications.agenda import tell_published
from rotherham_hwb.notifications.chairs import send_chair_link
from rotherham_hwb.outbox.models import Message
from tests.access.canary_world import (
    COPIES,
    World,
    addresses,
    given,
    is_public,
    opened,
    signed_in,
)
from tests.access.outlets import BEHIND_THE_DESK, MEDIA, OUTLETS, STEPS, Kind
from tests.access.test_routes import routes
from tests.indexed import index_everything

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OUTSIDERS = ("public", "stranger", "partner", "officer of another board")
LONGEST_QUESTION = 190
"""Characters, and a little less than the search lets one ask."""
MARKED = re.compile(r"<mark>(\w+)</mark>")


@pytest.fixture(scope="module")
def world(one_world: Path) -> World:
    made = World()
    index_everything()
    return made


@pytest.fixture
def client_of(world: World) -> Callable[[str], Client]:
    def make(name: str) -> Client:
        return Client() if name == "public" else signed_in(world.people[name])

    return make


def test_the_canary_opens_every_outlet_but_the_desk_s(world: World) -> None:
    own_account = {
        route.name
        for route in routes(get_resolver(live_settings.ROOT_URLCONF))
        if OUTLETS[route.name] is Kind.SIGNING_IN and not is_public(route)
    }
    behind = {name for name, kind in OUTLETS.items() if kind in BEHIND_THE_DESK}

    assert set(addresses(world)) == set(OUTLETS) - behind - own_account - STEPS


def test_every_outlet_gives_what_the_list_says(world: World) -> None:
    officer = signed_in(world.officer)
    answers = {
        name: [officer.get(address) for address in listed]
        for name, listed in addresses(world).items()
        if OUTLETS[name] in MEDIA and name != "search"
    }
    wrong = [
        f"{name}: {answer.headers['Content-Type']}"
        for name, given_ in answers.items()
        for answer in given_
        if answer.status_code == 200
        and not answer.headers["Content-Type"].startswith(MEDIA[OUTLETS[name]])
    ]

    assert wrong == []
    unopened = {name for name, each in answers.items() if all(a.status_code != 200 for a in each)}
    assert unopened == NEVER_GIVEN_HERE


NEVER_GIVEN_HERE = {"action_link", "apologies", "council_crest", "paper_picture"}
"""Opened in vain: the link is to a private action, an officer sends no apologies, no picture is,
and the council has no crest."""


def test_an_officer_is_given_every_planted_word(world: World) -> None:
    officer = signed_in(world.officer)
    found = addresses(world)
    seen: set[str] = set()
    for _, text in opened(officer, found):
        seen |= world.word.found_in(text)
    jotted = {word for word, where in world.word.planted.items() if where.startswith("jotting")}
    for meeting in Meeting.objects.all():  # the officers' own notes are on the desk alone
        at = given(officer, reverse("desk_at_meeting", args=[meeting.pk]))
        seen |= world.word.found_in(at) & jotted

    unseen = {where for word, where in world.word.planted.items() if word not in seen}
    # No page shows what a file was called when it was uploaded, or the text of a withdrawn paper.
    assert {where.split(" of ")[0] for where in unseen} == {"file name", "text"}
    assert all("withdrawn" in where for where in unseen if where.startswith("text"))


def test_an_officer_finds_by_search_what_the_public_does_not(world: World) -> None:
    officer = signed_in(world.officer)
    tabled_nowhere = Paper.objects.filter(state="published").exclude(
        items__published_at__isnull=False
    )
    left_out = " ".join(
        f"{each.title} {each.latest.text if each.latest else ''}" for each in tabled_nowhere
    )
    words = [
        word
        for word, where in world.word.planted.items()
        if _is_searched(where) and word not in left_out
    ]
    found = {
        word
        for word in words
        if word in MARKED.findall(given(officer, f"{reverse('search')}?q={word}"))
    }

    assert words
    assert [world.word.planted[word] for word in words if word not in found] == []


def test_an_officer_finds_in_the_register_what_the_public_does_not(world: World) -> None:
    [word] = [
        word for word, where in world.word.planted.items() if where == "resolution of exempt minute"
    ]
    address = f"{reverse('decisions')}?words={word}"

    assert len(signed_in(world.officer).get(address).context["lines"]) == 1
    assert len(Client().get(address).context["lines"]) == 0


def _is_searched(where: str) -> bool:
    parts = ("title of", "title in", "text of", "resolution of")
    return where.startswith(parts) and "withdrawn" not in where


def test_no_planted_word_reaches_an_outsider(
    world: World, client_of: Callable[[str], Client]
) -> None:
    found = addresses(world)
    leaks = [
        f"{world.word.planted[word]} at {address}, to {name}"
        for name in OUTSIDERS  # one world for all: what is set as a PDF is set once
        for address, text in opened(client_of(name), found)
        for word in world.word.found_in(text)
    ]

    assert leaks == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_search_for_planted_words_is_as_empty_as_any(
    world: World, client_of: Callable[[str], Client], name: str
) -> None:
    answer = _answers_of(client_of(name), "search/?q=")
    nothing = answer("zebra or giraffe")

    assert [each for each in questions(world.word.planted) if answer(each) != nothing] == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_the_register_asked_for_a_planted_word_is_as_empty_as_any(
    world: World, client_of: Callable[[str], Client], name: str
) -> None:
    answer = _answers_of(client_of(name), "decisions/?words=")
    nothing = answer("zebra")
    planted = {
        word: where
        for word, where in world.word.planted.items()
        if "minute" in where or "notice" in where
    }

    assert planted
    assert [where for word, where in planted.items() if answer(word) != nothing] == []


def questions(words: Iterable[str]) -> list[str]:
    """Searches that each find what holds any of some of the words: a search takes long."""
    asked: list[str] = []
    for word in words:
        if asked and len(asked[-1]) + len(word) < LONGEST_QUESTION:
            asked[-1] += f" or {word}"
        else:
            asked.append(word)
    return asked


def _answers_of(client: Client, asks: str) -> Callable[[str], str]:
    """What the page answers a question, without the question itself in any writing."""

    def answer(words: str) -> str:
        page = given(client, f"/{asks}{quote_plus(words)}")
        for written in (words, quote_plus(words), quote(words), quote(quote_plus(words))):
            page = page.replace(written, "")
        return _steady(page)

    return answer


def _steady(text: str) -> str:
    """The page without its form tokens, and without the length that follows the words asked."""
    kept = [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(kept[1:])


def test_a_word_copy_to_hand_on_holds_nothing_that_stays_private(world: World) -> None:
    officer = signed_in(world.officer)
    private = {word for word, where in world.word.planted.items() if _is_restricted(where)}
    found = addresses(world)

    for name in ("desk_agenda_word", "desk_minutes_word"):
        own, to_hand_on = (
            {
                world.word.planted[word]
                for address in found[name]
                if address.endswith(".docx") is (copy == "")
                for word in world.word.found_in(given(officer, address)) & private
            }
            for copy in COPIES
        )
        assert own, name
        assert to_hand_on == set(), name


def _is_restricted(where: str) -> bool:
    return any(kind in where for kind in ("exempt", "confidential"))


def test_an_email_of_a_publication_tells_an_outsider_nothing(world: World) -> None:
    tell_published(world.meeting, list(world.meeting.releases.all()))
    told = {
        message.recipient: world.word.found_in(f"{message.subject}\n{message.text}")
        for message in Message.objects.filter(key__startswith="published ")
    }

    assert told[world.officer.email]  # the address of what is for members alone
    assert told[world.people["partner"].email] == set()


def test_no_email_holds_a_planted_word(world: World) -> None:
    """Not even to one who may read it: papers withdrawn, minutes published and with the chair."""
    send_chair_link(world.chair_link.minutes, name="Ada", email="ada@x.example", by=world.officer)
    told = {each.subject: f"{each.subject} {each.text}" for each in Message.objects.all()}
    made = {subject.split(":")[0] for subject in told}

    assert made >= {"Withdrawn", "Minutes published", "Draft minutes for you to read"}
    assert not any(world.word.found_in(text) for text in told.values())


STAYS_PRIVATE = ("exempt", "confidential", "unpublished minutes", "draft paper", "edition")


@pytest.mark.parametrize("name", OUTSIDERS[1:])
def test_no_planted_word_reaches_an_outsider_s_own_page(
    world: World, client_of: Callable[[str], Client], name: str
) -> None:
    text = given(client_of(name), reverse("reading"))

    assert world.word.found_in(text) == set()


def test_a_preview_shows_outsiders_nothing_that_stays_private(world: World) -> None:
    officer = signed_in(world.officer)
    previews = [reverse("desk_preview", args=[each.pk]) for each in Meeting.objects.all()]
    private = {word for word, where in world.word.planted.items() if _stays_private(where)}
    leaks = [
        f"{world.word.planted[word]} at {address} as {role}"
        for address in previews
        for role in ("public", "partner")
        for word in world.word.found_in(given(officer, f"{address}?as={role}")) & private
    ]
    seen = [
        world.word.found_in(given(officer, f"{each}?as=officer")) & private for each in previews
    ]

    assert leaks == []
    assert set().union(*seen)


def _stays_private(where: str) -> bool:
    return any(each in where for each in STAYS_PRIVATE)
