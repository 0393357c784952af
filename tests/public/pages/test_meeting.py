"""The meeting's page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import workflow as meetings
from meetings.models import Presenter
from minutes.models import Resolution
from reports.models import Paper
from reports.workflow import add_paper, add_text_version, withdraw_paper
from tests import factories
from tests.public.world import Town, filed_paper, place

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_agenda_has_its_papers_presenters_and_decisions(client: Client, town: Town) -> None:
    page = text_of(client, town.held.get_absolute_url())

    for words in (
        "The board is asked to give a view",
        "Ines Okafor, Director of Public Health",
        "The board asked for this report in November.",
        "(PDF, 12 pages, ",
        "That the report be noted.",
        "A year of sharing",
        "Late item, because: The figures came in",
        f'id="item-{town.item.pk}"',
        town.minute.get_absolute_url(),
    ):
        assert words in page


def test_a_paper_is_linked_to_the_pdf_page_it_starts_on(client: Client, town: Town) -> None:
    page = text_of(client, town.held.get_absolute_url())

    # One page of front sheet stands before pack page 1.
    assert f'href="{town.pack.get_absolute_url()}#page=2">pages 1–12</a>' in page
    assert f'href="{town.pack.get_absolute_url()}#page=14">pages 13–15</a>' in page


def test_a_withheld_item_is_its_safe_title_and_the_reason(client: Client, town: Town) -> None:
    page = text_of(client, town.held.get_absolute_url())

    assert "A purchase of land" in page
    assert "paragraph 3 of Schedule 12A" in page
    assert "cannery" not in page


def test_a_member_reads_the_item_and_is_told_it_is_exempt(client: Client, town: Town) -> None:
    client.force_login(factories.user(board=town.board, role="member"))
    page = text_of(client, town.held.get_absolute_url())

    assert "Purchase of the old cannery" in page
    assert "Exempt: not public" in page


def test_a_partner_with_leave_reads_the_one_paper_of_a_withheld_item(
    client: Client, town: Town
) -> None:
    paper = filed_paper(
        town.exempt_item, "Valuation", by=town.officer, **factories.exempt("A valuation")
    )
    partner = factories.user(board=town.board, role="partner")
    client.force_login(partner)
    assert "Valuation" not in text_of(client, town.held.get_absolute_url())
    factories.grant(paper, partner, by=town.officer)

    page = text_of(client, town.held.get_absolute_url())

    assert "Valuation" in page
    assert "cannery" not in page


def test_officers_see_a_draft_item_marked_as_such(client: Client, town: Town) -> None:
    factories.item(town.ready, "A supplement", number="99")
    assert "A supplement" not in text_of(client, town.ready.get_absolute_url())
    client.force_login(town.officer)

    page = text_of(client, town.ready.get_absolute_url())

    assert "A supplement" in page
    assert "Draft: only officers see this" in page


def test_a_withdrawn_paper_stays_listed_without_its_file(client: Client, town: Town) -> None:
    withdraw_paper(town.appendix, by=town.officer, reason="A wrong figure.")
    page = text_of(client, town.held.get_absolute_url())

    assert "Withdrawn" in page
    assert f"/papers/{town.appendix.pk}/file.pdf" not in page


def test_an_appendix_follows_the_paper_it_belongs_to(client: Client, town: Town) -> None:
    above = town.item.placements.get(paper=town.paper)
    paper = add_paper(Paper(board=town.board, title="Appendix Z"), by=town.officer)
    add_text_version(paper, "Words", sha256="0" * 64, by=town.officer)
    place(paper, town.item, under=above)
    factories.public_paper(paper, by=town.officer)
    page = text_of(client, town.held.get_absolute_url())

    order = [page.index(title) for title in ("Winter report", "Appendix Z", "Appendix A: figures")]
    assert order == sorted(order)


def test_an_imported_item_tells_its_printed_pages(client: Client, town: Town) -> None:
    factories.item(town.held, "From an old pack", number="20", first_page=5, last_page=21)
    client.force_login(town.officer)

    assert "In the printed pack: pages 5–21" in text_of(client, town.held.get_absolute_url())


def test_an_item_that_puts_minutes_to_the_board_links_them(client: Client, town: Town) -> None:
    item = factories.item(town.called, "Minutes of the last meeting", minutes_of=town.held)
    meetings.publish_agenda(town.called, by=town.officer)

    page = text_of(client, town.called.get_absolute_url())

    assert item.title in page
    assert "Minutes of the meeting of Wednesday 22 January 2025" in page


def test_a_called_meeting_says_when_its_agenda_is_due(client: Client, town: Town) -> None:
    page = text_of(client, town.called.get_absolute_url())

    assert "The agenda is not published yet" in page
    assert "Agenda due" in page


def test_a_cancelled_meeting_says_why_and_promises_no_agenda(client: Client, town: Town) -> None:
    page = text_of(client, town.cancelled.get_absolute_url())

    assert "has been cancelled. The chair and both vice-chairs are unwell." in page
    assert "not published yet" not in page


@pytest.mark.slow
def test_the_page_asks_as_often_for_many_items_as_for_few(client: Client, town: Town) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(town.held.get_absolute_url())
        return len(queries)

    client.force_login(town.officer)
    before = asked()
    for number in (31, 32):
        item = factories.item(town.held, f"More {number}", number=str(number))
        Presenter.objects.create(item=item, position=1, name="Sol Vance")
        filed_paper(item, f"Paper {number}", by=town.officer)
        limb = Resolution(text="That it be noted.")
        entry = factories.minute(town.minutes, f"Minute {number}", item=item)
        limb.minute, limb.position = entry, 1
        with factories.past_the_walls():
            limb.save()

    assert asked() == before


def test_nobody_else_opens_a_draft_meeting(client: Client, town: Town) -> None:
    draft = factories.meeting(town.board, date=town.today, by=town.officer)

    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(town.officer)
    assert client.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("address", ["/meetings/99999999999999999999/", "/meetings/0/"])
def test_a_number_that_is_no_meeting_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
