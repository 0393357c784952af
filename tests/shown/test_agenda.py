"""One reading of the agenda: the page, the pack and the Word copy tell a viewer the same."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from meetings.models import AgendaItem, Board, Meeting, Supplement, User
from meetings.supplements import add_late_item, open_supplement, publish_supplement_items
from meetings.workflow import call_meeting, publish_agenda
from reports.models import Paper
from reports.workflow import publish_paper
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.plan.pack_plan import Axes, Kind
from tests import factories
from tests.factories.packs import meeting_with_papers, pdf_paper
from tests.public.world import edition as issued

pytestmark = pytest.mark.django_db
URGENT = "Zebra bids close on Friday."


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    """A meeting whose agenda is out, with one open paper."""
    meeting = meeting_with_papers(1, board=board, by=olive)
    call_meeting(meeting, by=olive)
    publish_agenda(meeting, by=olive)
    paper = publish_paper(Paper.objects.get(), by=olive)
    issued(meeting, ("1", paper), by=olive, audience="public")
    return meeting


def word_copy(meeting: Meeting, *, by: User, copy: str = "public") -> str:
    client = Client()
    client.force_login(by)
    answer = client.get(reverse("desk_agenda_word", args=[meeting.pk]), {"copy": copy})
    document: Any = Document(io.BytesIO(answer.content))
    return str(document.element.xml)


def public_outlets(meeting: Meeting, *, by: User, supplement: int) -> dict[str, str]:
    """What the public is told of a meeting: on its page, in its packs, in Word."""
    packs = {
        str(kind): Axes(kind=kind, supplement=supplement)
        for kind in (Kind.SUPPLEMENT, Kind.CONSOLIDATED)
    }
    return {
        "page": Client().get(meeting.get_absolute_url()).content.decode(),
        "word": word_copy(meeting, by=by),
        **{name: repr(plan_pack(meeting, axes=axes)) for name, axes in packs.items()},
    }


def late_item(meeting: Meeting, supplement: Any, title: str, *, by: User, **fields: Any) -> Any:
    item = AgendaItem(title=title, **fields)
    after = meeting.items.get(number="1")
    return add_late_item(item, after=after, supplement=supplement, by=by)


def issue(supplement: Supplement, *, by: User) -> None:
    """Publish a supplement, with a pack of which no page was set."""
    now = timezone.now()
    publish_supplement_items(supplement, by=by, at=now)
    for paper in Paper.objects.filter(placements__supplement=supplement):
        publish_paper(paper, by=by)
    papers = [("1A", each.paper) for each in supplement.placements.select_related("paper")]
    pack = {"kind": "supplement", "supplement": supplement.number}
    issued(supplement.meeting, *papers, by=by, audience="public", **pack)


@pytest.fixture
def late(meeting: Meeting, olive: User) -> Meeting:
    """The same with a supplement: an open late item beside one that is withheld."""
    one = open_supplement(meeting, reason="Late.", urgency=URGENT, by=olive)
    pdf_paper(late_item(meeting, one, "Tender", by=olive), "The tender", supplement=one)
    private = {**factories.exempt("A bid"), "public_interest": factories.PUBLIC_INTEREST}
    late_item(meeting, one, "Okapi bids", by=olive, **private)
    issue(one, by=olive)
    return meeting


def test_a_reason_that_a_withheld_late_item_shares_is_told_by_no_outlet(
    late: Meeting, olive: User
) -> None:
    told = public_outlets(late, by=olive, supplement=1)

    assert all("Tender" in text and "A bid" in text for text in told.values())
    assert [name for name, text in told.items() if "Zebra" in text or "Okapi" in text] == []


def test_a_later_supplement_does_not_tell_it_either(late: Meeting, olive: User) -> None:
    two = open_supplement(late, reason="More.", urgency="It is urgent.", by=olive)
    pdf_paper(late.items.get(title="Tender"), "More of the tender", supplement=two)

    told = {**public_outlets(late, by=olive, supplement=2)}

    assert [name for name, text in told.items() if "Zebra" in text or "Okapi" in text] == []
