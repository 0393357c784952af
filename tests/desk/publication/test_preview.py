"""A meeting's page as each role will see it, before it is published."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaItem, AuditEvent, Board, Meeting, User
from meetings.supplements import add_late_item
from meetings.workflow import call_meeting, cancel_meeting
from reports.models import Paper
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
AHEAD = timezone.localdate() + dt.timedelta(days=30)
OPEN = {"openitem", "openpaper", "exemptsafe", "papersafe", "closedsafe"}
EXEMPT = {"exempttitle", "exemptnote", "exemptpaper", "papertitle"}
CONFIDENTIAL = {"closedtitle", "closednote", "closedpaper"}
WORDS = OPEN | EXEMPT | CONFIDENTIAL


def planted(board: Board, olive: User, state: str = "draft") -> Meeting:
    """A meeting not published yet, with marker words in everything that is not open."""
    meeting = factories.meeting(board, date=AHEAD, by=olive, items=0, shorter_notice="")
    opening = factories.item(meeting, "openitem")
    factories.paper(opening, "openpaper")
    factories.paper(
        opening, "papertitle", **factories.exempt("papersafe"), public_interest="Because."
    )
    exempt = factories.item(
        meeting, "exempttitle", notes=["exemptnote"], **factories.exempt("exemptsafe")
    )
    factories.paper(exempt, "exemptpaper", **factories.exempt("A paper"))
    closed: dict[str, Any] = {"restriction": "confidential", "safe_title": "closedsafe"}
    confidential = factories.item(meeting, "closedtitle", notes=["closednote"], **closed)
    factories.paper(confidential, "closedpaper", **closed | {"safe_title": "Another paper"})
    if state == "called":
        call_meeting(meeting, by=olive)
    return meeting


def page(client: Client, meeting: Meeting, role: str) -> str:
    answer = client.get(reverse("desk_preview", args=[meeting.pk]), {"as": role})
    assert answer.status_code == 200
    return answer.content.decode()


def found(text: str) -> set[str]:
    return {word for word in WORDS if word in text}


@pytest.mark.parametrize("state", ["draft", "called"])
@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("public", OPEN),
        ("partner", OPEN),
        ("member", (OPEN | EXEMPT) - {"exemptsafe", "papersafe"}),
        ("officer", WORDS - {"exemptsafe", "papersafe", "closedsafe"}),
    ],
)
def test_each_role_is_shown_what_it_will_see_and_no_more(
    client: Client, board: Board, olive: User, role: str, words: set[str], state: str
) -> None:
    text = page(client, planted(board, olive, state), role)

    assert found(text) == words
    assert "not published yet" in text


def test_who_asks_for_no_role_or_an_unknown_one_sees_what_the_public_will(
    client: Client, board: Board, olive: User
) -> None:
    meeting = planted(board, olive)

    for role in ("", "Member", "author", "\0"):
        assert "Preview as the public" in page(client, meeting, role)


def test_nothing_of_a_preview_is_kept(client: Client, board: Board, olive: User) -> None:
    meeting = planted(board, olive)
    before = AuditEvent.objects.count(), Message.objects.count()
    page(client, meeting, "public")

    meeting.refresh_from_db()
    assert (meeting.state, meeting.called_at, meeting.agenda_published_at) == ("draft", None, None)
    assert not meeting.shorter_notice
    assert not meeting.items.filter(published_at__isnull=False).exists()
    assert not Paper.objects.exclude(state="draft").exists()
    assert (AuditEvent.objects.count(), Message.objects.count()) == before
    client.logout()
    assert client.get(meeting.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["public", "partner", "member", "officer"])
def test_the_preview_is_the_page_that_is_then_published(
    client: Client, board: Board, olive: User, role: str
) -> None:
    meeting = meeting_with_papers(1, 2, board=board, by=olive, date=AHEAD)
    secret = factories.private_item(meeting, "Purchase of the old cannery")
    private = {**factories.exempt("A purchase"), "public_interest": factories.PUBLIC_INTEREST}
    pdf_paper(secret, "The price", **private)
    packs = {
        "public": edition(meeting),
        "restricted": edition(meeting, audience=Audience.RESTRICTED),
    }
    looked = main(page(client, meeting, role))
    publish_meeting_papers(meeting, by=olive)
    viewers = {"partner": "partner", "member": "member", "officer": "officer"}
    if role == "public":
        client.logout()
    else:
        client.force_login(factories.user(board=board, role=viewers[role]))
    published = main(client.get(meeting.get_absolute_url()).content.decode())

    assert looked == published
    assert packs["public"].sha256 in looked
    assert (packs["restricted"].sha256 in looked) == (role in ("member", "officer"))
    assert ("The price" in looked) == (role in ("member", "officer"))


def main(text: str) -> str:
    """What the page says, without the minute at which it was published."""
    body = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\d+:\d\d [ap]m|12 noon|midnight", "", body)


def test_the_banner_says_that_no_pack_is_up_to_date(
    client: Client, board: Board, olive: User
) -> None:
    text = page(client, planted(board, olive), "public")

    assert "The page lacks something that it will have." in text
    assert "Compile the pack for publication first" in text


def test_an_empty_agenda_is_shown_as_it_is(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, date=AHEAD, by=olive, items=0)

    assert "The page lacks something" in page(client, meeting, "public")


def test_a_supplement_is_shown_before_it_is_published(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, board=board, by=olive, date=AHEAD)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    supplement = factories.urgent_supplement(
        meeting, reason="A flood.", urgency="The flood.", by=olive
    )
    item = AgendaItem(title="lateitem", kind="verbal")
    add_late_item(item, after=meeting.items.get(), supplement=supplement, by=olive)

    text = page(client, meeting, "public")
    assert "lateitem" in text
    assert "Supplement 1 is not published yet." in text
    client.logout()
    assert "lateitem" not in client.get(meeting.get_absolute_url()).content.decode()


def test_a_meeting_with_nothing_waiting_is_shown_as_it_is(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, state="agenda_published")

    assert "Nothing waits to be published." in page(client, meeting, "member")


def test_only_the_officers_of_the_meeting_preview_it(client: Client, board: Board) -> None:
    address = reverse("desk_preview", args=[factories.meeting(board).pk])
    others = (factories.officer(factories.board()), factories.user(board=board, role="member"))

    for other in others:
        client.force_login(other)
        assert client.get(address).status_code == 404


def test_a_cancelled_meeting_has_no_preview(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive)
    cancel_meeting(meeting, by=olive, reason="A storm.")

    assert client.get(reverse("desk_preview", args=[meeting.pk])).status_code == 404


def test_thirty_items_take_no_more_queries_than_three(
    client: Client, board: Board, olive: User
) -> None:
    def queries(items: int) -> int:
        date = AHEAD + dt.timedelta(days=items)
        meeting = factories.meeting(board, by=olive, date=date, items=0)
        for _ in range(items):
            factories.paper(factories.item(meeting))
        with CaptureQueriesContext(connection) as asked:
            page(client, meeting, "member")
        return len(asked)

    assert queries(30) == queries(3)
