"""Draft minutes before the chair: the link, what is proposed through it, and what comes of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import Board, User
from minutes.chair import (
    accept_proposal,
    agree,
    fingerprint,
    give_link,
    propose,
    refuse_proposal,
    revoke_link,
    why_over,
)
from minutes.models import ChairLink, Minute, Minutes, Resolution
from minutes.workflow import (
    publish_minutes,
    return_minutes,
    send_to_chair,
    start_minutes,
    write_minute,
)
from minutes.writing.entries import change_minute
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def minutes(board: Board, olive: User) -> Minutes:
    minutes = start_minutes(
        Minutes(meeting=factories.meeting(board, state="held", by=olive)), by=olive
    )
    ferries = Minute(minutes=minutes, position=1, title="Ferries", text="Two ferrys sail daily.")
    write_minute(ferries, resolutions=(Resolution(text="That the ferrys be painted."),))
    return send_to_chair(minutes, by=olive)


@pytest.fixture
def link(minutes: Minutes, olive: User) -> ChairLink:
    return give_link(minutes, name="Ada Byron", email="ada@x.example", by=olive)


def test_a_link_is_good_for_fourteen_days(link: ChairLink) -> None:
    assert why_over(link) == ""

    link.expires_at = timezone.now() - dt.timedelta(seconds=1)

    assert "too old now" in why_over(link)


def test_a_link_that_was_taken_back_leads_nowhere(link: ChairLink, olive: User) -> None:
    revoke_link(link, by=olive)

    assert "taken back" in why_over(link)
    with pytest.raises(Refused, match="taken back"):
        agree(link)


def test_a_new_link_ends_the_one_before(link: ChairLink, minutes: Minutes, olive: User) -> None:
    newer = give_link(minutes, name="Ada Byron", email="ada@x.example", by=olive)
    link.refresh_from_db()

    assert why_over(link)
    assert why_over(newer) == ""


def test_a_link_dies_with_its_draft(link: ChairLink, minutes: Minutes, olive: User) -> None:
    return_minutes(minutes, by=olive, reason="A slip.")
    assert "being changed" in why_over(ChairLink.objects.get())
    entry = minutes.entries.get()
    change_minute(entry, revision=entry.revision, text="Three sail.", by=olive)
    send_to_chair(minutes, by=olive)

    assert "being changed" in why_over(ChairLink.objects.get()), "it was sent for other words"


def test_a_link_is_over_once_the_minutes_are_published(
    link: ChairLink, minutes: Minutes, olive: User
) -> None:
    publish_minutes(minutes, by=olive)

    assert "published" in why_over(ChairLink.objects.get())


def test_a_draft_that_is_not_with_the_chair_gets_no_link(minutes: Minutes, olive: User) -> None:
    return_minutes(minutes, by=olive, reason="A slip.")

    with pytest.raises(Refused, match="Send the minutes to the chair first"):
        give_link(minutes, name="Ada", email="ada@x.example", by=olive)


def test_the_fingerprint_is_of_the_words(minutes: Minutes) -> None:
    before = fingerprint(minutes)
    assert fingerprint(minutes) == before

    minutes.entries.get().resolutions.update(text="That nothing be painted.")

    assert fingerprint(minutes) != before


def test_an_accepted_change_is_put_in_and_the_draft_taken_back(
    link: ChairLink, minutes: Minutes, olive: User
) -> None:
    entry = minutes.entries.get()
    title = propose(link, minute=entry, old="Two ferrys", new="Two ferries")
    limb = propose(link, minute=entry, old="the ferrys be", new="the ferries be")

    accept_proposal(title, by=olive)
    accept_proposal(limb, by=olive)

    minutes.refresh_from_db()
    entry.refresh_from_db()
    assert minutes.state == "draft"
    assert entry.text == "Two ferries sail daily."
    assert entry.resolutions.get().text == "That the ferries be painted."
    with pytest.raises(Refused, match="answered this proposal already"):
        accept_proposal(title, by=olive)


def test_words_that_stand_twice_are_changed_by_hand(
    link: ChairLink, minutes: Minutes, olive: User
) -> None:
    twice = propose(link, minute=minutes.entries.get(), old="ferrys", new="ferries")

    with pytest.raises(Refused, match="do not stand once"):
        accept_proposal(twice, by=olive)
    twice.refresh_from_db()
    minutes.refresh_from_db()
    assert (twice.waits, minutes.state) == (True, "with_chair")

    accept_proposal(twice, by=olive, by_hand=True)
    assert not twice.waits


def test_words_that_do_not_stand_there_are_not_proposed(link: ChairLink, minutes: Minutes) -> None:
    with pytest.raises(Refused, match="do not stand in that minute"):
        propose(link, minute=minutes.entries.get(), old="buses", new="trams")
    with pytest.raises(Refused, match="Write what should be changed"):
        propose(link, minute=None, old=" ", new="")


def test_a_minute_of_other_minutes_is_not_proposed_to(
    link: ChairLink, board: Board, olive: User
) -> None:
    other = factories.minutes(
        factories.meeting(board, state="held", by=olive, date=dt.date(2025, 3, 5))
    )

    with pytest.raises(Refused, match="not in these minutes"):
        propose(link, minute=other.entries.get(), old="", new="More.")


def test_a_refused_change_is_kept_with_why(link: ChairLink, minutes: Minutes, olive: User) -> None:
    proposal = propose(link, minute=None, old="", new="Bo was there.")

    with pytest.raises(Refused, match="Say why"):
        refuse_proposal(proposal, reason=" ", by=olive)
    refuse_proposal(proposal, reason="Bo was not.", by=olive)

    assert (proposal.reason, proposal.answered_by_name) == ("Bo was not.", olive.name)
    assert Minutes.objects.get(pk=minutes.pk).state == "with_chair"


def test_after_agreeing_nothing_more_is_proposed(link: ChairLink) -> None:
    agree(link)

    with pytest.raises(Refused, match="You have agreed"):
        propose(link, minute=None, old="", new="More.")


def test_nothing_is_accepted_once_the_minutes_are_out(
    link: ChairLink, minutes: Minutes, olive: User
) -> None:
    proposal = propose(link, minute=minutes.entries.get(), old="Two", new="Three")
    publish_minutes(minutes, by=olive)

    with pytest.raises(Refused, match="published"):
        accept_proposal(proposal, by=olive)
