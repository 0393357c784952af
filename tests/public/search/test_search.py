"""The search."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem
from reports.models import Paper
from reports.workflow import add_paper, add_text_version, withdraw_paper
from rotherham_hwb.publishing.indexing import index_out_of_date
from rotherham_hwb.search_index.models import IndexEntry
from rotherham_hwb.shown.search.results import Hit
from tests import factories
from tests.indexed import index_everything
from tests.public.world import Town, filed_paper, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(town: Town) -> Town:
    index_everything()
    return town


def answer(client: Client, words: str, **query: Any) -> Any:
    index_out_of_date()
    return client.get(reverse("search"), {"q": words, **query}).context


def hits(client: Client, words: str, **query: Any) -> list[Hit]:
    return list(answer(client, words, **query).get("hits", ()))


def places(client: Client, words: str) -> list[str]:
    return [
        place.label.replace("<mark>", "").replace("</mark>", "")
        for hit in hits(client, words)
        for place in hit.places
    ]


def excerpts(client: Client, words: str) -> str:
    return " ".join(place.excerpt for hit in hits(client, words) for place in hit.places)


def text_paper(town: Town, title: str, *texts: str, item: AgendaItem | None = None) -> Paper:
    paper = add_paper(Paper(board=town.board, title=title), by=town.officer)
    for text in texts:
        add_text_version(paper, text, sha256="0" * 64, by=town.officer)
    place(paper, item or town.item)
    return factories.public_paper(paper, by=town.officer)


def test_one_matter_is_one_hit_with_its_places_below_it(client: Client, town: Town) -> None:
    (hit,) = hits(client, "winter")

    assert hit.title == "<mark>Winter</mark> in the harbour towns"
    assert hit.href == town.item.get_absolute_url()
    assert {label.split(":")[0] for label in places(client, "winter")} == {
        *("Paper", "Minute 41"),
    }


def test_a_hit_on_a_page_names_it_and_that_of_the_pack_and_opens_the_file_there(
    client: Client, town: Town
) -> None:
    paper = filed_paper(town.item, "Lobster quotas", pages=2, by=town.officer)
    index_everything()
    (hit,) = hits(client, "lobster")
    page = next(each for each in hit.places if each.where)

    assert page.where == "Page 1 of 2"
    assert page.page_href == f"{reverse('paper_file', args=[paper.pk])}#page=1"
    assert "<mark>Lobster</mark>" in page.excerpt
    (winter,) = hits(client, '"winter report"')
    assert "Page 1 of 12, page 1 of the pack" in {each.where for each in winter.places}


def test_a_resolution_and_an_action_are_found_and_their_words_are_marked(
    client: Client, town: Town
) -> None:
    for words, marked in (('"report be noted"', "noted"), ("bus company", "company")):
        (hit,) = hits(client, words)
        (place,) = hit.places
        assert place.href == town.minute.get_absolute_url()
        assert f"<mark>{marked}</mark>" in place.excerpt


def test_a_minute_an_item_and_a_meeting_are_found_by_number_and_place(
    client: Client, town: Town
) -> None:
    assert places(client, "minute 41") == ["Minute 41: Winter in the harbour towns"]
    assert "How two towns share a nurse" in {hit.title for hit in hits(client, "item 10")}
    (hit,) = hits(client, "guildhall")
    assert hit.href == town.held.get_absolute_url()


def test_a_day_and_a_board_lead_to_their_pages(client: Client, town: Town) -> None:
    for words in ("22 January 2025", "22/1/2025", "minutes of 22nd january 2025"):
        (day,) = answer(client, words)["shortcuts"]
        assert day.href == town.held.get_absolute_url()
    for words in ("HHB", "harbour health board"):
        (board,) = answer(client, words)["shortcuts"]
        assert board.href == town.board.get_absolute_url()
    assert answer(client, "31 February 2025")["shortcuts"] == []


def test_the_results_are_narrowed_by_board_kind_and_year_with_their_counts(
    client: Client, town: Town
) -> None:
    found = answer(client, "harbour")
    counts = {choice.label: choice.count for _, held in found["answer"].choices for choice in held}
    assert counts["Minute"] == len(hits(client, "harbour", kind="minute"))
    assert counts["May 2024 to April 2025"] == len(hits(client, "harbour", year="2024"))
    for nonsense in ({"kind": "x"}, {"year": "-1"}, {"board": "9" * 30}, {"matter": "a"}):
        assert len(hits(client, "harbour", **nonsense)) == len(found["hits"])


def test_of_more_than_can_be_counted_the_newest_are_shown_and_it_is_said(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.meeting(
        town.board, date=town.today, state="agenda_published", by=town.officer, items=4
    )
    index_everything()
    monkeypatch.setattr("rotherham_hwb.search_index.query.MOST_ROWS", 5)
    monkeypatch.setattr("rotherham_hwb.search_index.query.NEWEST", 3)
    found = answer(client, "business or winter", sort="newest")
    page = client.get(reverse("search"), {"q": "business or winter"}).content.decode()
    older = hits(client, "business or winter", year="2024")

    assert len(found["hits"]) == 3
    assert "winter" not in str(found["hits"]).lower()
    assert "these are the newest" in page
    assert "Winter" in str(older)


def test_all_places_of_one_matter_are_shown_when_it_alone_is_asked_for(
    client: Client, town: Town
) -> None:
    for number in range(5):
        text_paper(town, f"Lobster {number}", "lobster")
    index_everything()
    (hit,) = hits(client, "lobster")
    text_paper(town, "Other lobster", "lobster", item=town.opening[0])
    both = hits(client, "lobster")
    few = next(each for each in both if each.matter == town.item.pk)
    (alone,) = hits(client, "lobster", matter=town.item.pk)

    assert len(hit.places) == len(alone.places) == 5
    assert (len(few.places), few.left) == (3, 2)


def test_a_misspelt_word_is_offered_as_public_pages_spell_it(client: Client, town: Town) -> None:
    text_paper(town, "Vaccination", "vaccination of everybody")
    index_everything()

    assert answer(client, "vacination")["meant"] == "vaccination"
    assert "Did you mean" in client.get(reverse("search"), {"q": "vacination"}).content.decode()
    assert answer(client, "zzzzqqqq")["meant"] == ""


def test_a_word_of_closed_pages_alone_is_offered_to_nobody(client: Client, town: Town) -> None:
    town.exempt_item.refresh_from_db()
    closed = text_paper(town, "Cannery", "the zygomorphic clause", item=town.exempt_item)
    index_everything()

    assert answer(client, "zygomorphik")["meant"] == ""
    client.force_login(town.officer)
    assert places(client, "zygomorphic") == [f"Paper: {closed.title}"]


def test_of_what_is_withheld_the_safe_title_alone_is_found(client: Client, town: Town) -> None:
    (safe,) = hits(client, '"a purchase of land"')

    assert safe.title == "A <mark>purchase</mark> of <mark>land</mark>"
    assert hits(client, "cannery") == []
    client.force_login(town.officer)
    assert "Purchase of the old <mark>cannery</mark>" in {
        hit.title for hit in hits(client, "cannery")
    }


def test_a_stale_index_tells_nothing_that_is_closed_since(client: Client, town: Town) -> None:
    IndexEntry.objects.filter(is_public=False).update(is_public=True)

    assert "cannery" not in str(hits(client, "cannery"))


def test_words_of_a_text_are_escaped_before_they_are_marked(client: Client, town: Town) -> None:
    text_paper(town, "Markup", "⟦hit⟧ a <script>alert(1)</script> about lobsters ⟦/hit⟧ ⟦hit⟧")
    shown = excerpts(client, "lobsters")

    assert "<script>" not in shown
    assert "<mark>lobsters</mark>" in shown
    assert "hit⟧" not in shown


def test_only_the_newest_version_is_searched(client: Client, town: Town) -> None:
    text_paper(town, "Twice written", "about lobsters", "about crabs")

    assert hits(client, "lobsters") == []
    assert len(hits(client, "crabs")) == 1


def test_the_text_of_a_withdrawn_paper_is_not_searched(client: Client, town: Town) -> None:
    paper = text_paper(town, "Gone", "lobsters")
    index_everything()
    withdraw_paper(paper, by=town.officer, reason="Wrong.")
    client.force_login(town.officer)
    stale = client.get(reverse("search"), {"q": "lobsters"}).context["hits"]

    assert "lobsters" not in str(stale)
    assert hits(client, "lobsters") == []
    assert len(hits(client, "gone")) == 1


def test_an_officer_finds_drafts_apart_and_nobody_else_does(client: Client, town: Town) -> None:
    factories.item(town.called, "Lobster dues", number="9")

    assert answer(client, "lobster")["drafts"] == []
    client.force_login(town.officer)
    (draft,) = answer(client, "lobster")["drafts"]
    assert draft.title == "<mark>Lobster</mark> dues"


def test_a_very_long_text_does_not_stop_the_search(client: Client, town: Town) -> None:
    letters = random.Random(3)
    words = ("".join(letters.choices(string.ascii_lowercase, k=7)) for _ in range(100_000))
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
    factories.meeting(
        town.board, date=town.today, state="agenda_published", by=town.officer, items=21
    )
    page = client.get(reverse("search"), {"q": "business"}).content.decode()

    index_everything()
    page = client.get(reverse("search"), {"q": "business"}).content.decode()

    assert "?q=business&amp;page=2" in page
    assert hits(client, "business", page="2")


def test_a_search_that_takes_too_long_is_stopped_and_says_what_to_do(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asleep(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(3)")

    monkeypatch.setattr("rotherham_hwb.shown.search.results.answer", asleep)
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
