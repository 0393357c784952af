"""What published minutes must not tell: in no page, no print and no search."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from meetings.access import PUBLIC
from meetings.models import AgendaItem, Board, User
from minutes.actions import ActionDraft, put_actions
from minutes.approving import CorrectionDraft, approve_minutes, correct_minutes
from minutes.attendance import interests
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs
from minutes.models import Minute, Minutes
from minutes.writing import drafting, entries
from rotherham_hwb.packs.contents.minutes import minutes_html
from rotherham_hwb.shown.viewers import officer_of
from tests import factories
from tests.factories import minuting
from tests.factories.actions import draft_minute, publish
from tests.indexed import index_everything
from tests.minutes.writing.test_references import drafted, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return minuting.seated_board()


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def public_words(client: Client, minutes: Minutes) -> str:
    """All that the public reads of minutes: their page, each minute's own, and the print."""
    pages = [minutes.get_absolute_url()]
    pages += [each.get_absolute_url() for each in minutes.entries.all() if each.number]
    texts = [client.get(each).content.decode() for each in pages]
    return " ".join(" ".join([*texts, minutes_html(minutes, PUBLIC)]).split())


def restrict(minute: Minute, *, by: User) -> None:
    entries.classify_minute(
        minute,
        revision=minute.revision,
        restriction="exempt",
        safe_title="A closed matter",
        exempt_paragraphs=[3],
        public_summary="It was settled.",
        by=by,
    )


def sub_item(minutes: Minutes) -> AgendaItem:
    meeting = minutes.meeting
    return AgendaItem.objects.create(
        meeting=meeting,
        parent=meeting.items.get(),
        position=50,
        number="(a)",
        title="The pier",
        kind="standing",
        published_at=meeting.agenda_published_at,
    )


def test_an_interest_in_a_part_of_a_private_minute_stays_with_it(
    client: Client, board: Board, olive: User
) -> None:
    minutes = minuting.at_the_table(board, by=olive)
    minuting.there(minutes, "Ada Byron", "Ben Okri", "Cora Lind")
    interests.declare(
        minuting.attendance(minutes, "Ben Okri"),
        item=sub_item(minutes),
        kind="personal",
        nature="a cousin of the buyer",
        by=olive,
    )
    drafting.draft_minutes(minutes, proposals={}, by=olive)
    entry = minutes.entries.get()
    told = "a cousin of the buyer"
    publish_as_private(entry, olive)

    assert told not in public_words(client, minutes)
    assert told in minutes_html(minutes, officer_of(board))
    client.force_login(olive)
    assert told in client.get(minutes.get_absolute_url()).content.decode()


def publish_as_private(entry: Minute, olive: User) -> None:
    restrict(entry, by=olive)
    publish(entry, by=olive)


def test_a_limb_that_was_lost_is_not_found_by_the_search(
    client: Client, board: Board, olive: User
) -> None:
    minute = draft_minute(board, by=olive)
    sold = "That the lighthouse be sold."
    set_limbs(
        minute,
        [LimbDraft("That the ferry run."), LimbDraft(sold, proposed=sold, fate="lost")],
        by=olive,
    )
    publish(minute, by=olive)
    index_everything()

    def found(words: str) -> list[str]:
        hits = client.get(reverse("search"), {"q": words}).context["hits"]
        return [place.href for each in hits for place in each.places]

    assert found("ferry") == [minute.get_absolute_url()]
    assert found("lighthouse") == []


@pytest.mark.slow
def test_the_day_of_a_meeting_that_is_not_called_is_not_told_by_an_action(
    client: Client, board: Board, olive: User
) -> None:
    secret = factories.meeting(board, state="draft", date=dt.date(2031, 3, 17), by=olive)
    called = factories.meeting(board, state="called", date=dt.date(2031, 5, 7), by=olive)
    minute = draft_minute(board, by=olive)
    put_actions(minute, [ActionDraft("Write", due_at=secret)], by=olive)
    other = draft_minute(board, by=olive, date=dt.date(2025, 2, 3), title="Trams")
    put_actions(other, [ActionDraft("Ring", due_at=called)], by=olive)
    publish(minute, by=olive)
    publish(other, by=olive)

    told = public_words(client, minute.minutes)
    assert "March 2031" not in told
    assert "March, 2031" not in told
    assert "at a later meeting" in told
    assert "at the meeting on Wednesday 7 May 2031" in public_words(client, other.minutes)


def corrected_in_private(board: Board, olive: User) -> tuple[Minute, Minute]:
    """An open minute whose new words speak of another, corrected by a minute that is exempt."""
    may = drafted(board, dt.date(2017, 5, 31))
    centre = write(may, "3", "Centre")
    publish(centre, by=olive)
    july = drafted(board, dt.date(2017, 7, 5))
    corrected = write(july, "15", "Matters", "We noted the lease.")
    publish(corrected, by=olive)
    made_in = factories.minute(
        drafted(board, dt.date(2017, 9, 20)), "Approval", number="30", **factories.exempt()
    )
    words = CorrectionDraft(corrected, "the lease", "the lease as in Minute No. 3 (Centre)")
    approve_minutes([july], in_minute=made_in, corrections=[words], by=olive)
    return corrected, centre


def test_what_a_private_correction_speaks_of_is_told_with_it_alone(
    client: Client, board: Board, olive: User
) -> None:
    corrected, centre = corrected_in_private(board, olive)
    thread = f"{corrected.get_absolute_url()}thread/"

    assert "Minute No. 3" not in public_words(client, corrected.minutes)
    assert "Minute 3: Centre" not in client.get(thread).content.decode()
    assert "Matters" not in client.get(f"{centre.get_absolute_url()}thread/").content.decode()
    client.force_login(olive)
    assert "Minute 3: Centre" in client.get(thread).content.decode()
    assert centre.get_absolute_url() in client.get(corrected.get_absolute_url()).content.decode()


def test_an_open_correction_that_says_the_same_is_not_kept_back(
    client: Client, board: Board, olive: User
) -> None:
    corrected, centre = corrected_in_private(board, olive)
    later = write(drafted(board, dt.date(2017, 11, 1)), "40", "Later")
    correct_minutes(
        corrected.minutes,
        minute=corrected,
        old="We noted",
        new="We noted, as in Minute No. 3 (Centre),",
        made_in=later,
        by=olive,
    )

    assert centre.get_absolute_url() in client.get(corrected.get_absolute_url()).content.decode()
