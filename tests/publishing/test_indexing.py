"""The index of the search: written with what publishes, and as the records are."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from meetings.models import Meeting, User
from meetings.supplements import open_supplement
from reports.models import PaperVersion, Placement
from reports.workflow import withdraw_paper
from rotherham_hwb.checks.run import check_meeting, overrule
from rotherham_hwb.publishing.correct import withdraw_from_packs
from rotherham_hwb.publishing.indexing import differences, index_out_of_date, learn_words
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.search_index.models import IndexedText, IndexEntry, KnownWord, OutOfDate
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper
from tests.indexed import index_everything
from tests.public.world import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board())


@pytest.fixture
def ready(olive: User) -> Meeting:
    meeting = meeting_with_papers(1, board=olive.roles.get().board)
    edition(meeting)
    return meeting


def test_publishing_writes_the_index_with_it_or_not_at_all(ready: Meeting, olive: User) -> None:
    with transaction.atomic():
        publish_meeting_papers(ready, by=olive)
        assert IndexEntry.objects.filter(meeting=ready).exists()
        transaction.set_rollback(True)
    assert not IndexEntry.objects.exists()

    publish_meeting_papers(Meeting.objects.get(pk=ready.pk), by=olive)

    assert set(IndexEntry.objects.values_list("kind", flat=True)) == {"meeting", "item", "paper"}
    assert IndexEntry.objects.filter(kind="paper", page=1).exists()
    assert differences(ready) == 0


def test_a_paper_withdrawn_leaves_the_index_in_the_same_transaction(
    ready: Meeting, olive: User
) -> None:
    publish_meeting_papers(ready, by=olive)
    paper = ready.items.get().papers.get()

    withdraw_from_packs(paper, reason="It is wrong.", by=olive)

    assert not IndexEntry.objects.filter(kind="paper", page__gte=1).exists()


def test_of_a_closed_paper_the_public_row_holds_its_safe_title_alone(olive: User) -> None:
    meeting = meeting_with_papers(1, board=olive.roles.get().board)
    closed = factories.private_item(meeting, "A tender")
    pdf_paper(closed, "An offer of Okapi", **factories.exempt("An offer of somebody"))
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    texts = IndexedText.objects.filter(entry__is_public=True)

    assert "An offer of somebody" in texts.values_list("heading", flat=True)
    assert not texts.filter(heading__contains="Okapi").exists()
    assert not texts.filter(body__contains="Okapi").exists()
    assert IndexedText.objects.filter(entry__is_public=False, heading__contains="Okapi").exists()
    assert not KnownWord.objects.filter(word="okapi").exists()
    learn_words()
    assert not KnownWord.objects.filter(word="okapi").exists()


def test_a_move_marks_its_meeting_and_the_worker_writes_the_rows(
    ready: Meeting, olive: User
) -> None:
    publish_meeting_papers(ready, by=olive)
    OutOfDate.objects.all().delete()

    withdraw_paper(ready.items.get().papers.get(), by=olive, reason="It is wrong.")

    assert OutOfDate.objects.get().meeting == ready
    assert differences(ready)
    assert index_out_of_date() == 1
    assert differences(ready) == 0
    assert index_out_of_date() == 0


def test_a_difference_is_told_and_mended(ready: Meeting, olive: User, capsys: Any) -> None:
    publish_meeting_papers(ready, by=olive)
    call_command("reindex", "--check", stdout=StringIO())
    IndexedText.objects.filter(entry__kind="item").update(heading="Something else")

    with pytest.raises(CommandError):
        call_command("reindex", "--check")
    assert str(ready) in capsys.readouterr().err

    index_everything()
    call_command("reindex", "--check", stdout=StringIO())


def test_a_meeting_that_is_not_called_is_in_no_index(ready: Meeting) -> None:
    index_everything()

    assert not IndexEntry.objects.exists()


def test_where_a_public_paper_is_to_be_tabled_next_is_in_no_index_before_its_agenda_is_out(
    ready: Meeting, olive: User
) -> None:
    publish_meeting_papers(ready, by=olive)
    paper = ready.items.get().papers.get()
    days = (ready.date + dt.timedelta(weeks=each) for each in (6, 12))
    coming = factories.meeting(ready.board, by=olive, state="called", date=next(days))
    place(paper, coming.items.get())
    late = factories.meeting(ready.board, by=olive, state="agenda_published", date=next(days))
    supplement = open_supplement(late, reason="It came late.", by=olive)
    Placement.objects.create(paper=paper, item=late.items.get(), position=1, supplement=supplement)
    index_everything()

    indexed = IndexEntry.objects.filter(kind="paper").values_list("meeting", flat=True)
    assert set(indexed) == {ready.pk}


def test_a_page_on_which_words_hide_is_not_indexed_though_it_was_accepted(
    ready: Meeting, olive: User
) -> None:
    covered = {"hiding": "covered", "page": 1, "words": "Okapi"}
    with pgtrigger.ignore("reports.PaperVersion:versions_never_change"):
        PaperVersion.objects.update(unseen=[covered])
    for finding in check_meeting(ready).stops:
        overrule(ready, finding, reason="It is known already.", by=olive)

    publish_meeting_papers(ready, by=olive)

    pages = IndexEntry.objects.filter(meeting=ready, kind="paper").values_list("page", flat=True)
    assert set(pages) == {0}
