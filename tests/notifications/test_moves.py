"""Who is told when a record moves, in the move's own transaction."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from meetings.models import Board, User
from meetings.workflow import cancel_meeting, postpone_meeting, reinstate_meeting
from reports.signing import (
    AskedPost,
    approve,
    return_with_comments,
    send_for_sign_off,
    take_back,
)
from reports.workflow import add_text_version
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.factories import writing as made

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + dt.timedelta(days=60)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def fiona(board: Board) -> User:
    return factories.user("Fiona Finance", board=board, role="approver")


def told(subject: str) -> list[str]:
    found = Message.objects.filter(subject__startswith=subject).order_by("recipient")
    return [each.recipient for each in found]


def test_the_boards_people_are_told_that_a_meeting_is_off_and_on_again(
    board: Board, olive: User
) -> None:
    member = factories.user(board=board, role="member")
    factories.user(board=factories.board(), role="member")
    meeting = factories.meeting(board, by=olive, state="called", date=SOON)
    everybody = sorted([olive.email, member.email])

    postpone_meeting(meeting, by=olive, reason="The pier is flooded.")
    reinstate_meeting(meeting, by=olive, reason="It is dry.")
    cancel_meeting(meeting, by=olive, reason="There is no business.")
    cancelled = Message.objects.get(recipient=member.email, subject__startswith="Cancelled")

    assert told("Postponed") == told("Takes place after all") == told("Cancelled") == everybody
    assert cancelled.subject == f"Cancelled: Harbour Board, {SOON:%-d %B %Y}"
    assert "Why: There is no business." in cancelled.text
    assert meeting.get_absolute_url() in cancelled.text


def test_nobody_is_told_of_a_meeting_that_was_not_called_yet(board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive, date=SOON)

    cancel_meeting(meeting, by=olive, reason="There is no business.")
    reinstate_meeting(meeting, by=olive)

    assert not Message.objects.exists()


def test_a_move_undone_tells_nobody(board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive, state="called", date=SOON)

    with transaction.atomic():
        cancel_meeting(meeting, by=olive, reason="There is no business.")
        assert told("Cancelled") == [olive.email]
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_what_happens_twice_is_told_twice(board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive, state="called", date=SOON)
    for _ in range(2):
        cancel_meeting(meeting, by=olive, reason="There is no business.")
        reinstate_meeting(meeting, by=olive, reason="There is.")

    assert told("Cancelled") == [olive.email] * 2


def test_an_approver_is_asked_once_of_a_paper_however_many_posts_it_waits_for(
    board: Board, olive: User, fiona: User
) -> None:
    report = made.sent(factories.meeting(board, by=olive).items.get())

    assert report.paper.sign_offs.count() == 2
    assert told("Waiting for your sign-off: Warm homes") == [fiona.email]


def test_one_asked_anew_about_changed_words_is_told_again(
    board: Board, olive: User, fiona: User
) -> None:
    paper = factories.paper(factories.meeting(board, by=olive).items.get(), by=olive)
    posts = [AskedPost(made.FINANCE, fiona)]
    send_for_sign_off(paper, posts, by=olive)
    approve(paper.sign_offs.get(), by=fiona)
    paper.refresh_from_db()
    take_back(paper, by=olive)
    add_text_version(paper, "Other words", sha256="1" * 64, by="a test")

    send_for_sign_off(paper, posts, by=olive)

    assert told("Waiting for your sign-off") == [fiona.email] * 2


def test_who_has_answered_about_these_words_is_not_told_again(
    board: Board, olive: User, fiona: User
) -> None:
    paper = factories.paper(factories.meeting(board, by=olive).items.get(), by=olive)
    send_for_sign_off(paper, [AskedPost(made.FINANCE, fiona)], by=olive)
    approve(paper.sign_offs.get(), by=fiona)
    paper.refresh_from_db()
    take_back(paper, by=olive)
    other = factories.user(board=board, role="approver")

    send_for_sign_off(paper, [AskedPost(made.LEGAL, other)], by=olive)

    assert told("Waiting for your sign-off") == sorted([fiona.email, other.email])


def test_the_author_hears_that_a_report_came_back_and_officers_of_an_upload(
    board: Board, olive: User, fiona: User
) -> None:
    item = factories.meeting(board, by=olive).items.get()
    report = made.sent(item)
    upload = factories.paper(item, "An upload", by=olive)
    send_for_sign_off(upload, [AskedPost(made.FINANCE, fiona)], by=olive)

    for paper in (report.paper, upload):
        first = paper.sign_offs.first()
        assert first
        return_with_comments(first, by=fiona, comments="The total is wrong.")

    assert told("Returned with comments: Warm homes") == [report.author.email]
    assert told("Returned with comments: An upload") == [olive.email]


def test_a_restricted_paper_goes_by_its_safe_title_and_without_comments(
    board: Board, olive: User, fiona: User
) -> None:
    fields = factories.exempt("A contract") | {"public_interest": "A price would be known."}
    item = factories.meeting(board, by=olive).items.get()
    paper = factories.paper(item, "The Okapi bid", by=olive, **fields)
    send_for_sign_off(paper, [AskedPost(made.FINANCE, fiona)], by=olive)
    return_with_comments(paper.sign_offs.get(), by=fiona, comments="Okapi is too dear.")

    sent = list(Message.objects.all())
    assert len(sent) == 2
    assert all("A contract" in each.text and "A contract" in each.subject for each in sent)
    assert not any("Okapi" in each.subject + each.text for each in sent)
