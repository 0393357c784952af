"""Deleting a paper from the desk: a draft goes, an open one says why it stays."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import AuditEvent
from reports.models import Paper
from tests import factories
from tests.factories.writing import sent
from tests.minutes.test_retention import ago
from tests.reports.test_retention import paper_of

pytestmark = pytest.mark.django_db


def page(client: Client, paper: Paper) -> str:
    """The page's address, for an officer of the board."""
    client.force_login(factories.officer(paper.board))
    return reverse("desk_discard_paper", args=[paper.pk])


def test_a_draft_is_deleted_after_a_question(client: Client) -> None:
    paper = paper_of(timezone.localdate(), publish=False)
    address = page(client, paper)
    assert address in client.get(reverse("desk_paper", args=[paper.pk])).content.decode()
    assert "Delete “Pier report”?" in client.get(address).content.decode()

    answer = client.post(address, {"reason": "Added to the wrong item."}, follow=True)

    assert "The paper is deleted." in answer.content.decode()
    assert not Paper.objects.exists()
    event = AuditEvent.objects.get(action="delete")
    assert (event.reason, event.board_id) == ("Added to the wrong item.", paper.board_id)


def test_without_a_reason_nothing_goes(client: Client) -> None:
    paper = paper_of(timezone.localdate(), publish=False)

    answer = client.post(page(client, paper), {"reason": ""})

    assert "Enter reason" in answer.content.decode()
    assert Paper.objects.exists()


def test_the_page_of_an_open_paper_says_the_rule(client: Client) -> None:
    paper = paper_of(ago(days_left=1))
    address = page(client, paper)

    text = client.get(address).content.decode()
    client.post(address, {"reason": "Tidying up."})

    assert "must stay open to the public until" in text
    assert "Delete the paper" not in text
    assert Paper.objects.exists()


def test_after_six_years_the_page_lets_it_go(client: Client) -> None:
    client.post(page(client, paper_of(ago(days_left=0))), {"reason": "Moved to the archive."})

    assert not Paper.objects.exists()


def test_a_report_with_its_approvers_is_kept_until_it_is_taken_back(client: Client) -> None:
    report = sent(factories.meeting(factories.board()).items.get())
    address = page(client, report.paper)
    assert address in client.get(reverse("report", args=[report.pk])).content.decode()

    client.post(address, {"reason": "No longer wanted."})
    assert "with approvers" in client.get(address).content.decode()
    client.post(reverse("paper_take_back", args=[report.paper.pk]))
    client.post(address, {"reason": "No longer wanted."})

    assert not Paper.objects.exists()


def test_only_officers_of_the_board_come_here(client: Client) -> None:
    paper = paper_of(timezone.localdate(), publish=False)
    address = page(client, paper)
    author = factories.user(board=paper.board, role="author")
    Paper.objects.filter(pk=paper.pk).update(created_by=author)
    for outsider in (author, factories.officer(factories.board())):
        client.force_login(outsider)
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "Mischief."}).status_code == 404

    assert Paper.objects.exists()
