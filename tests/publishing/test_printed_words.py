"""Words that papers print: told with page and pack, until the paper is withdrawn."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Board, User
from reports.models import Paper
from reports.workflow import add_paper, add_version, withdraw_paper
from rotherham_hwb.packs.models import CompileRequest, Release
from rotherham_hwb.publishing.correct import withdraw_from_packs
from rotherham_hwb.publishing.printed_words import find_printed
from rotherham_hwb.publishing.redact import ask_redaction
from tests import factories
from tests.factories.files import taken_in
from tests.packs.fixtures import add_text_page
from tests.public.world import edition, place, text_paper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = "Okapi Kruger"
WHY = "A patient was named."


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def item(olive: User) -> AgendaItem:
    board = Board.objects.get(name="Harbour Board")
    meeting = factories.meeting(board, state="agenda_published", by=olive)
    return meeting.items.get()


def printing(
    item: AgendaItem, folder: Path, *pages: str, by: User, bookmark: str = "", publish: bool = True
) -> Paper:
    """A paper with these words on its pages, one text each."""
    pdf = pikepdf.new()
    for text in pages:
        lines = ((60, 700 - 20 * row, line) for row, line in enumerate(text.split("\n")) if line)
        add_text_page(pdf, *lines)
    if bookmark:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(bookmark, 0))
    pdf.save(folder / "paper.pdf")
    paper = add_paper(Paper(board=item.meeting.board, title="A report"), by=by)
    add_version(paper, taken_in(folder / "paper.pdf"), by=by)
    place(paper, item)
    return factories.public_paper(paper, by=by) if publish else paper


def test_a_paper_is_told_with_its_pages_and_those_of_the_packs_that_hold_it(
    item: AgendaItem, olive: User, tmp_path: Path
) -> None:
    before = printing(item, tmp_path, "Nothing", by=olive)
    paper = printing(item, tmp_path, "One", "Two", "The case of Okapi Kruger.", by=olive)
    edition(item.meeting, ("1", before), ("1", paper), by=olive)

    (found,) = find_printed(item.meeting, WORDS)

    assert (found.paper, found.where) == (paper, "page 3")
    assert [(each.release, each.where) for each in found.packs] == [
        (Release.objects.get(), "page 4")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "about OKAPI\nKRUGER, aged 9",
        "O k a p i  K r u g e r",
        "Okapi Kru-\nger",
        "Okapi-Kruger",
    ],
)
def test_words_are_found_however_a_page_sets_them(
    item: AgendaItem, olive: User, tmp_path: Path, text: str
) -> None:
    printing(item, tmp_path, text, by=olive)

    (found,) = find_printed(item.meeting, WORDS)
    assert found.where == "page 1"


def test_a_bookmark_that_holds_the_words_is_told(
    item: AgendaItem, olive: User, tmp_path: Path
) -> None:
    printing(item, tmp_path, "A case", bookmark=WORDS, by=olive)

    (found,) = find_printed(item.meeting, WORDS)
    assert found.where == "in a bookmark"


def test_what_is_not_given_out_and_other_words_are_not_told(
    item: AgendaItem, olive: User, tmp_path: Path
) -> None:
    printing(item, tmp_path, "Ann Okapi and Kruger", "Okapis", "Krugerrand", by=olive)
    printing(item, tmp_path, WORDS, by=olive, publish=False)
    gone = printing(item, tmp_path, WORDS, by=olive)
    withdraw_paper(gone, by=olive, reason=WHY)

    assert find_printed(item.meeting, WORDS) == []
    assert find_printed(item.meeting, "Ann") != []


def test_pages_that_cannot_be_searched_are_told_as_such(
    item: AgendaItem, olive: User, tmp_path: Path
) -> None:
    paper = printing(item, tmp_path, "", by=olive)

    (found,) = find_printed(item.meeting, WORDS)
    assert (found.paper, found.is_found, found.pictures) == (paper, False, True)


def test_the_words_are_not_gone_while_a_paper_prints_them(
    item: AgendaItem, olive: User, tmp_path: Path, client: Client
) -> None:
    paper = printing(item, tmp_path, "One", f"The case of {WORDS}", by=olive)
    edition(item.meeting, ("1", paper), by=olive)
    client.force_login(olive)
    with factories.past_the_walls():
        AgendaItem.objects.filter(pk=item.pk).update(title=f"The case of {WORDS}")
    asked = {"words": WORDS, "reason": WHY}
    address = reverse("desk_take_back", args=[item.meeting_id])

    shown = " ".join(client.post(address, asked).content.decode().split())
    assert "Also printed in papers" in shown
    assert "page 2; Agenda pack" in shown
    assert reverse("desk_withdraw", args=[paper.pk]) in shown
    done = client.post(address, {**asked, "confirm": "yes"}, follow=True).content.decode()
    assert "Not complete" in done
    assert "papers still print them" in done
    assert reverse("desk_withdraw", args=[paper.pk]) in done
    assert not CompileRequest.objects.exists()
    assert not Release.objects.out().exists()

    withdraw_from_packs(paper, reason=WHY, by=olive)
    own = client.get(reverse("desk_redactions", args=[item.meeting_id])).content.decode()
    assert "Not complete" not in own
    assert "Complete" in own


def test_words_that_papers_alone_print_are_told_and_nothing_is_taken_out(
    item: AgendaItem, olive: User, tmp_path: Path, client: Client
) -> None:
    paper = printing(item, tmp_path, f"The case of {WORDS}", by=olive)
    client.force_login(olive)
    asked = {"words": WORDS, "reason": WHY, "confirm": "yes"}

    address = reverse("desk_take_back", args=[item.meeting_id])
    shown = client.post(address, asked).content.decode()

    assert "there is nothing to take out of it" in shown
    assert reverse("desk_withdraw", args=[paper.pk]) in shown
    assert "Take the words back</button>" not in shown


def test_a_redaction_makes_the_hash_of_a_text_that_of_what_is_kept(
    item: AgendaItem, olive: User
) -> None:
    paper = factories.public_paper(text_paper(item, f"About {WORDS}"), by=olive)

    ask_redaction(item.meeting, words=WORDS, reason=WHY, by=olive)

    version = paper.versions.get()
    assert version.text == "Text of About [words removed]"
    assert version.sha256 == sha256(version.text.encode()).hexdigest()
    assert version.size == len(version.text.encode())
