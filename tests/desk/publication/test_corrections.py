"""Taking a paper back, correcting a pack, and why a paper is not public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Board, User
from reports.models import Paper
from reports.workflow import withdraw_paper
from rotherham_hwb.desk.papers.why_not_public import why_not_public
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_an_officer_withdraws_a_paper_and_corrects_the_pack(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, 1, board=board, by=olive)
    old = edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    paper = Paper.objects.filter(placements__item__meeting=meeting).earliest("pk")
    address = reverse("desk_withdraw", args=[paper.pk])

    assert "Enter why it is taken back." in client.post(address, {}).content.decode()
    client.post(address, {"reason": "It named a patient."})
    paper.refresh_from_db()
    assert paper.state == "withdrawn"
    correct = reverse("desk_correct", args=[meeting.pk])
    assert "Compile the corrected pack first" in client.get(correct).content.decode()
    new = edition(meeting)
    assert "What comes:" in client.get(correct).content.decode()
    client.post(correct, {"reason": "A report was withdrawn."})

    client.logout()
    assert client.get(old.get_absolute_url()).status_code == 410
    assert client.get(new.get_absolute_url()).status_code == 200


def test_a_paper_may_be_withdrawn_under_another_title(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, board=board, by=olive)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    paper = Paper.objects.get()
    old = paper.title

    given = {"reason": "It named a patient.", "safe_title": "A report on one case"}
    client.post(reverse("desk_withdraw", args=[paper.pk]), given)

    own = client.get(reverse("desk_redactions", args=[meeting.pk])).content.decode()
    assert old in own
    client.logout()
    for address in (paper.get_absolute_url(), meeting.get_absolute_url()):
        page = client.get(address).content.decode()
        assert old not in page
        assert "A report on one case" in page
        assert "It named a patient." in page
    gone = client.get(reverse("paper_file", args=[paper.pk]))
    assert gone.status_code == 410
    assert "It named a patient." in gone.content.decode()


def test_a_draft_paper_cannot_be_withdrawn(client: Client, board: Board, olive: User) -> None:
    paper = factories.paper(factories.meeting(board, by=olive).items.get())

    assert client.get(reverse("desk_withdraw", args=[paper.pk])).status_code == 404


def test_a_paper_of_another_board_cannot_be_withdrawn(client: Client, olive: User) -> None:
    other = meeting_with_papers(1)
    edition(other)
    publish_meeting_papers(other, by=factories.officer(other.board))
    paper = Paper.objects.get()

    assert client.post(reverse("desk_withdraw", args=[paper.pk])).status_code == 404


def test_every_reason_why_a_paper_is_not_public_is_told(board: Board, olive: User) -> None:
    meeting = meeting_with_papers(1, board=board, by=olive)
    paper = Paper.objects.get()
    edition(meeting)

    assert why_not_public(paper) == [
        "It is cleared, and is published with the agenda it belongs to.",
        "The agenda of Harbour Board, 22 January 2025 is not published.",
    ]
    publish_meeting_papers(meeting, by=olive)
    paper.refresh_from_db()
    assert why_not_public(paper) == []
    withdraw_paper(paper, by=olive, reason="It named a patient.")
    assert "It was withdrawn" in why_not_public(paper)[0]


def test_an_exempt_paper_says_under_which_paragraph(board: Board, olive: User) -> None:
    item = factories.meeting(board, by=olive).items.get()
    paper = factories.paper(item, "A price", **factories.exempt())

    assert "paragraph 3 of Schedule 12A" in why_not_public(paper)[0]
