"""The search."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
from django.db.models import Func, TextField, Value
from django.test import Client
from django.urls import reverse

from reports.models import Paper
from reports.workflow import add_paper, add_text_version, withdraw_paper
from tests import factories
from tests.public.world import Town

pytestmark = pytest.mark.django_db
TEXT = TextField()


def hits(client: Client, words: str, **query: Any) -> list[Any]:
    found: list[Any] = client.get(reverse("search"), {"q": words, **query}).context["hits"]
    return found


def text_paper(town: Town, title: str, *texts: str) -> Paper:
    paper = add_paper(Paper(board=town.board, title=title), by=town.officer)
    for text in texts:
        add_text_version(paper, text, sha256="0" * 64, by=town.officer)
    return factories.public_paper(paper, by=town.officer)


def test_items_papers_and_minutes_are_found(client: Client, town: Town) -> None:
    assert {hit.kind for hit in hits(client, "winter")} == {"Agenda item", "Paper", "Minute"}


def test_a_resolution_is_found_and_its_words_are_marked(client: Client, town: Town) -> None:
    (hit,) = hits(client, '"report be noted"')

    assert hit.href == town.minute.get_absolute_url()
    assert "<mark>noted</mark>" in hit.excerpt


def test_words_of_a_text_are_escaped_before_they_are_marked(client: Client, town: Town) -> None:
    text_paper(town, "Markup", "⟦hit⟧ a <script>alert(1)</script> about lobsters ⟦/hit⟧ ⟦hit⟧")
    (hit,) = hits(client, "lobsters")

    assert "<script>" not in hit.excerpt
    assert "<mark>lobsters</mark>" in hit.excerpt
    assert "hit⟧" not in hit.excerpt


def test_only_the_newest_version_is_searched(client: Client, town: Town) -> None:
    text_paper(town, "Twice written", "about lobsters", "about crabs")

    assert hits(client, "lobsters") == []
    assert len(hits(client, "crabs")) == 1


def test_the_text_of_a_withdrawn_paper_is_not_searched(client: Client, town: Town) -> None:
    withdraw_paper(text_paper(town, "Gone", "lobsters"), by=town.officer, reason="Wrong.")
    client.force_login(town.officer)

    assert hits(client, "lobsters") == []
    assert len(hits(client, "gone")) == 1


def test_a_very_long_text_does_not_stop_the_search(client: Client, town: Town) -> None:
    letters = random.Random(3)
    words = ("".join(letters.choices(string.ascii_lowercase, k=7)) for _ in range(200_000))
    text_paper(town, "Endless", " ".join(words))

    assert len(hits(client, "endless")) == 1


@pytest.mark.parametrize("words", ["the", '"', "-", "a & | !", "'; drop", "%", "⟦⟧"])
def test_odd_words_find_nothing_and_break_nothing(client: Client, town: Town, words: str) -> None:
    answer = client.get(reverse("search"), {"q": words})

    assert answer.status_code == 200
    assert "Nothing was found" in answer.content.decode()


@pytest.mark.parametrize("words", ["\0", "x" * 201])
def test_what_cannot_be_searched_is_said(client: Client, words: str) -> None:
    assert "There is a problem" in client.get(reverse("search"), {"q": words}).content.decode()


def test_a_search_without_words_shows_the_box_alone(client: Client) -> None:
    page = client.get(reverse("search")).content.decode()

    assert "Nothing was found" not in page
    assert 'name="q"' in page


def test_the_pages_of_results_keep_the_words(client: Client, town: Town) -> None:
    for number in range(21):
        factories.item(town.ready, f"Lobster {number}", number=f"L{number}")
    client.force_login(town.officer)
    page = client.get(reverse("search"), {"q": "lobster"}).content.decode()

    assert "?q=lobster&amp;page=2" in page
    assert len(hits(client, "lobster", page="2")) == 1


def test_a_search_that_takes_too_long_is_stopped_and_says_what_to_do(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep = Paper.objects.annotate(slept=Func(Value(3), function="pg_sleep", output_field=TEXT))
    monkeypatch.setattr("rotherham_hwb.shown.search.matches", lambda *_: asleep.values("slept"))
    monkeypatch.setattr("rotherham_hwb.public.search.views.MOST_SECONDS", 0.05)

    answer = client.get(reverse("search"), {"q": "lobsters"})

    assert answer.status_code == 503
    assert "Try fewer or rarer words" in answer.content.decode()
    assert not Paper.objects.filter(title="").exists()  # the connection is fit for the next query


def test_one_address_cannot_ask_without_end_and_officers_can(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotherham_hwb.public.search.bounds.MOST_A_MINUTE", 2)
    monkeypatch.setattr("rotherham_hwb.public.search.bounds._minute", lambda: 100)
    codes = [client.get(reverse("search"), {"q": "lobsters"}).status_code for _ in range(3)]
    elsewhere = client.get(reverse("search"), {"q": "lobsters"}, REMOTE_ADDR="192.0.2.7")
    client.force_login(town.officer)

    assert codes == [200, 200, 429]
    assert elsewhere.status_code == 200
    assert client.get(reverse("search"), {"q": "lobsters"}).status_code == 200


def test_the_box_alone_is_not_counted(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotherham_hwb.public.search.bounds.MOST_A_MINUTE", 0)

    assert client.get(reverse("search")).status_code == 200
