"""Minutes, single minutes, papers and their files."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from minutes.models import Minutes
from reports.models import Paper
from reports.workflow import add_paper, add_text_version, withdraw_paper
from rotherham_hwb.shown.prose import Passage, passages
from tests import factories
from tests.public.world import Town, filed_paper

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.slow
def test_minutes_read_as_minutes(client: Client, town: Town) -> None:
    page = text_of(client, town.minutes.get_absolute_url())

    for words in (
        "Councillor Ada Byron (in the Chair)",
        "representing Democratic Services",
        "<li>buses</li>",
        '<span class="portal-limbs__label">(2)</span>',
        "Owner: Ines Okafor.",
        "Due Wednesday 22 January 2025.",
        "Published draft",
        town.minute.get_absolute_url(),
    ):
        assert words in page
    assert "cannery" not in page


def test_a_minute_has_an_address_of_its_own(client: Client, town: Town) -> None:
    page = text_of(client, town.minute.get_absolute_url())

    assert "That the report be noted." in page
    assert "Winter in the harbour towns" in page


def test_a_withheld_minute_is_its_safe_title_alone(client: Client, town: Town) -> None:
    page = text_of(client, reverse("minute", args=[town.held.pk, "42"]))

    assert "A restricted matter" in page
    assert "cannery" not in page


@pytest.mark.parametrize("number", ["43", "%00", "42%00", "a/b/c"])
def test_a_number_that_is_no_minute_is_not_found(client: Client, town: Town, number: str) -> None:
    assert client.get(f"{town.minutes.get_absolute_url()}{number}/").status_code == 404


def test_a_minute_without_a_number_does_not_stop_the_page(client: Client, town: Town) -> None:
    factories.minute(town.minutes, "Unnumbered", number="")

    assert "Unnumbered" in text_of(client, town.minutes.get_absolute_url())


def test_draft_minutes_are_the_officers_alone(client: Client, town: Town) -> None:
    draft: Minutes = factories.minutes(town.ready)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(town.officer)

    assert "Draft: only officers see this" in text_of(client, draft.get_absolute_url())


def test_a_paper_tells_what_it_is_and_where_it_was_tabled(client: Client, town: Town) -> None:
    page = text_of(client, town.paper.get_absolute_url())

    assert "(PDF, 12 pages, " in page
    assert "Not tagged" in page
    assert "Item 3: Winter in the harbour towns" in page


def test_a_paper_known_as_text_is_read_on_its_page(client: Client, town: Town) -> None:
    paper = add_paper(Paper(board=town.board, title="An old letter"), by=town.officer)
    words = "Dear board,\nthank you.\n\n- one\n- two"
    add_text_version(paper, words, sha256="0" * 64, by=town.officer)
    factories.public_paper(paper, by=town.officer)
    page = text_of(client, paper.get_absolute_url())

    assert "Dear board," in page
    assert "thank you." in page
    assert "<li>two</li>" in page
    assert "Not on a published agenda" in page
    assert client.get(reverse("paper_file", args=[paper.pk])).status_code == 404


def test_the_file_is_shown_under_a_safe_name(client: Client, town: Town) -> None:
    response = client.get(reverse("paper_file", args=[town.paper.pk]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="winter-report.pdf"'
    assert b"".join(response).startswith(b"%PDF")


def test_a_title_without_letters_still_gives_a_name(client: Client, town: Town) -> None:
    paper = filed_paper(town.item, "…/…", by=town.officer)
    response = client.get(reverse("paper_file", args=[paper.pk]))

    assert f"paper-{paper.pk}.pdf" in response.headers["Content-Disposition"]


def test_a_copy_that_still_holds_is_not_sent_again(client: Client, town: Town) -> None:
    address = reverse("paper_file", args=[town.paper.pk])
    tag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_withheld_file_is_not_found_whatever_copy_one_has(client: Client, town: Town) -> None:
    paper = filed_paper(
        town.exempt_item, "Valuation", by=town.officer, **factories.exempt("A valuation")
    )
    address = reverse("paper_file", args=[paper.pk])
    version = paper.latest
    assert version
    tag = f'"{version.sha256}"'
    answer = client.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 404
    assert "ETag" not in answer.headers
    client.force_login(factories.user("Ada Byron", board=town.board, role="member"))
    copy = client.get(address, headers={"If-None-Match": tag})
    assert copy.status_code == 200
    assert "a-valuation.pdf" in copy.headers["Content-Disposition"]
    assert "no-store" in copy.headers["Cache-Control"]


@pytest.mark.parametrize("exempt", ["paper", "item"])
def test_an_exempt_paper_bears_the_marks_and_the_readers_name(
    exempt: str, client: Client, town: Town
) -> None:
    item = town.exempt_item if exempt == "item" else town.item
    paper = filed_paper(item, "Valuation", pages=2, by=town.officer, **factories.exempt("A safe"))
    client.force_login(factories.user("Ada Byron", board=town.board, role="member"))

    copy = b"".join(client.get(reverse("paper_file", args=[paper.pk])))

    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(copy)]
    assert len(pages) == 2
    for words in ("Not for publication", "Schedule 12A, paragraph 3", "Copy of Ada Byron"):
        assert all(words in page for page in pages)


def test_a_withdrawn_file_is_gone_and_its_page_says_so(client: Client, town: Town) -> None:
    withdraw_paper(town.paper, by=town.officer, reason="A wrong figure.")
    answer = client.get(reverse("paper_file", args=[town.paper.pk]))

    assert answer.status_code == 410
    assert "ETag" not in answer.headers
    assert "This paper has been withdrawn" in answer.content.decode()
    assert f'href="{town.paper.get_absolute_url()}"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]  # a browser keeps a 410 for ever
    assert "was withdrawn on" in text_of(client, town.paper.get_absolute_url())


def test_a_text_is_set_in_paragraphs_and_lists() -> None:
    assert passages("One\r\nline.\n\n\nThe board:\n- saw\n  it\n- left") == (
        Passage(("One line.",)),
        Passage(("The board:",)),
        Passage(("saw it", "left"), bullets=True),
    )
    assert passages("  \n") == ()
