"""One reading of minutes: no outlet tells a viewer more than `shown_minutes` gives that viewer."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdfium2 import PdfDocument

from meetings.access import PUBLIC, Restriction, Viewer, viewer_for
from meetings.models import User
from minutes.models import Minute
from rotherham_hwb.packs.contents.minutes import minutes_html
from rotherham_hwb.packs.editions.minutes_files import extract_file, minutes_file
from rotherham_hwb.shown.minutes import ON_PAGE, PRINTED, shown_minutes
from tests import factories
from tests.minutes.full import TOLD, Full

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOST = "a limb that was lost"
CONFIDENTIAL = "text of a confidential minute"


class World:
    """Published minutes with an open, two exempt and a confidential minute, and who reads them."""

    def __init__(self) -> None:
        serial = itertools.count(1)
        self.planted: dict[str, str] = {}
        board = factories.board(decision_word="Agreed")
        self.officer = factories.officer(board)

        def word(where: str) -> str:
            made = f"canary{next(serial)}x"
            self.planted[made] = where
            return made

        self.full = Full(board, self.officer, word)
        factories.minute(
            self.full.minutes,
            word("title of a confidential minute"),
            number="984",
            text=word(CONFIDENTIAL),
            restriction=Restriction.CONFIDENTIAL,
            safe_title="Closed to all",
        )
        self.full.publish()
        self.people: dict[str, User | None] = {
            "public": None,
            "partner": factories.user(board=board, role="partner"),
            "member": factories.user(board=board, role="member"),
            "officer": self.officer,
        }

    def viewer(self, name: str) -> Viewer:
        user = self.people[name]
        return viewer_for(user) if user else PUBLIC

    def client(self, name: str) -> Client:
        client, user = Client(), self.people[name]
        if user:
            client.force_login(user)
        return client

    def planted_in(self, text: str) -> set[str]:
        """What of the planted is in a text, whatever its letters and its breaks over lines."""
        run_on = re.sub(r"[\s\u00ad\u2010\ufffe-]", "", text).casefold()
        return {where for made, where in self.planted.items() if made in run_on}

    def shown(self, viewer: Viewer) -> set[str]:
        """What of the planted the one reading gives a viewer, the same in both styles."""
        found = {
            style: self.planted_in(repr(shown_minutes(self.full.minutes, viewer, style=style)))
            for style in (ON_PAGE, PRINTED)
        }
        assert found[ON_PAGE] == found[PRINTED]
        return found[ON_PAGE]


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = str(tmp_path)
    return World()


def page(world: World, name: str) -> str:
    return world.client(name).get(world.full.minutes.get_absolute_url()).content.decode()


def pages_of_each(world: World, name: str) -> str:
    client = world.client(name)
    entries = world.full.minutes.entries.all()
    return " ".join(client.get(each.get_absolute_url()).content.decode() for each in entries)


def section(world: World, name: str) -> str:
    return minutes_html(world.full.minutes, world.viewer(name))


def file(world: World, name: str) -> str:
    return pdf_words(minutes_file(world.full.minutes, world.viewer(name)))


OUTLETS: dict[str, Callable[[World, str], str]] = {
    "page": page,
    "section of a pack": section,
    "file": file,
}


def pdf_words(pdf: bytes) -> str:
    opened = PdfDocument(pdf)
    return " ".join(each.get_textpage().get_text_bounded() for each in opened)


def word_words(world: World, **query: str) -> str:
    address = reverse("desk_minutes_word", args=[world.full.minutes.meeting_id])
    answer = world.client("officer").get(address, query)
    document = Document(io.BytesIO(answer.content))
    return " ".join(each.text for each in document.paragraphs)


def test_the_reading_gives_each_viewer_what_the_classes_leave_open(world: World) -> None:
    everything = set(world.planted.values()) - {LOST}

    assert world.shown(PUBLIC) == world.shown(world.viewer("partner")) == set()
    assert world.shown(world.viewer("officer")) == everything
    assert world.shown(world.viewer("member")) == {
        each for each in everything if "confidential" not in each
    }


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("name", ["public", "partner", "member", "officer"])
def test_an_outlet_tells_what_the_reading_gives(world: World, outlet: str, name: str) -> None:
    told = OUTLETS[outlet](world, name)

    assert "Cy Keen declared a disclosable pecuniary interest" in " ".join(told.split())
    assert world.planted_in(told) == world.shown(world.viewer(name))


@pytest.mark.parametrize("name", ["public", "partner", "member", "officer"])
def test_the_pages_of_its_minutes_tell_all_but_what_stands_in_none(world: World, name: str) -> None:
    shown = world.shown(world.viewer(name))

    assert world.planted_in(pages_of_each(world, name)) == shown - {"title of an item in private"}


def test_the_word_copies_tell_what_the_reading_gives(world: World) -> None:
    public, own = word_words(world, copy="public"), word_words(world)

    assert all(each in public for each in TOLD if each not in ("Dan Far", "(remotely)"))
    assert world.planted_in(public) == world.shown(PUBLIC)
    assert world.planted_in(own) == world.shown(world.viewer("officer"))
    assert "Exempt. Not for publication." in own
    assert "Confidential. Not for publication." in own
    assert "Exempt. " not in public


@pytest.mark.parametrize("name", ["public", "partner", "member", "officer"])
def test_an_extract_tells_of_its_own_minute_alone(world: World, name: str) -> None:
    viewer = world.viewer(name)
    for minute in (world.full.open, world.full.secret):
        shown = shown_minutes(world.full.minutes, viewer, style=PRINTED, only=minute)
        told = pdf_words(extract_file(Minute.objects.get(pk=minute.pk), viewer))

        assert [each.number for each in shown.entries] == [minute.number]
        assert world.planted_in(told) == world.planted_in(repr(shown.entries))


def test_of_a_withheld_minute_nothing_but_what_is_public_was_copied(world: World) -> None:
    shown = shown_minutes(world.full.minutes, PUBLIC, style=ON_PAGE)
    withheld = next(each for each in shown.entries if each.number == "982")

    assert withheld.withheld
    assert withheld.title == "A closed matter"
    assert withheld.summary.text == "An open summary of the offers."
    assert withheld.mark is None
    told = (withheld.before, withheld.stretches, withheld.corrections, withheld.actions)
    assert told == ((), (), (), ())
