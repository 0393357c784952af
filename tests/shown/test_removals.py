"""That words were taken back is told wherever they stood, and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from meetings.access import PUBLIC
from meetings.models import Meeting, PublicNotice, User
from minutes.models import Minute
from reports.models import Paper
from rotherham_hwb.publishing.redact import ask_redaction
from rotherham_hwb.shown.agenda.items import ShownItem, shown_agenda
from rotherham_hwb.shown.finding import find_meeting, find_paper
from rotherham_hwb.shown.minutes import PRINTED, shown_minutes
from rotherham_hwb.shown.notice import shown_changes, shown_notice
from rotherham_hwb.shown.removals import is_whole, removals
from tests import factories
from tests.public.world import text_paper

pytestmark = pytest.mark.django_db
NAME = "Okapi Kruger"
WHY = "A patient was named."


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def meeting(olive: User) -> Meeting:
    board = olive.roles.get().board
    made = factories.meeting(board, by=olive, state="agenda_published", venue="The Guildhall")
    return made


def closed(meeting: Meeting, **texts: str) -> ShownItem:
    """An exempt item with these words, as the public is shown it once they are taken back."""
    item = factories.private_item(meeting, "A tender")
    with factories.past_the_walls():
        type(item).objects.filter(pk=item.pk).update(
            published_at=meeting.agenda_published_at, **texts
        )
    ask_redaction(meeting, words=NAME, reason=WHY, by=meeting.board.roles.get().user)
    return next(each for each in shown_agenda(meeting, PUBLIC).items if each.withheld)


def tells(sentences: tuple[str, ...]) -> bool:
    return any(each.startswith("Words removed on ") and WHY in each for each in sentences)


def test_a_withheld_item_tells_of_its_safe_title(meeting: Meeting) -> None:
    shown = closed(meeting, safe_title=f"A tender of {NAME}")

    assert shown.title == "A tender of [words removed]"
    assert tells(shown.notes)
    assert WHY in Client().get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("field", "told"), [("safe_title", True), ("title", False)])
def test_an_item_tells_of_the_safe_title_of_a_withheld_paper_alone(
    meeting: Meeting, olive: User, field: str, told: bool
) -> None:
    item = meeting.items.get()
    fields = {**factories.exempt("An offer of somebody"), field: f"An offer of {NAME}"}
    paper = text_paper(item, fields.pop("title", "An offer"), **fields)
    factories.public_paper(paper, by=olive)

    ask_redaction(meeting, words=NAME, reason=WHY, by=olive)

    (shown,) = shown_agenda(meeting, PUBLIC).items
    assert shown.papers[0].withheld
    assert tells(shown.notes) is told


def test_a_withheld_item_does_not_tell_what_was_taken_out_of_the_rest(meeting: Meeting) -> None:
    shown = closed(meeting, title=f"The tender of {NAME}")

    assert not shown.notes
    assert WHY not in Client().get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize("field", ["safe_title", "public_summary"])
def test_a_withheld_minute_tells_of_what_everybody_may_read(
    meeting: Meeting, olive: User, field: str
) -> None:
    minutes = factories.minutes(meeting, state="published_draft", by=olive)
    texts = {**factories.exempt("A tender"), "public_summary": "It was let.", field: NAME}
    factories.minute(minutes, "A secret", number="99", **texts)

    ask_redaction(meeting, words=NAME, reason=WHY, by=olive)

    shown = shown_minutes(minutes, PUBLIC, style=PRINTED)
    (withheld,) = (each for each in shown.entries if each.withheld)
    assert tells(withheld.after)


def test_a_withheld_minute_does_not_tell_what_was_taken_out_of_its_text(
    meeting: Meeting, olive: User
) -> None:
    minutes = factories.minutes(meeting, state="published_draft", by=olive)
    factories.minute(minutes, "A secret", number="99", text=NAME, **factories.exempt())

    ask_redaction(meeting, words=NAME, reason=WHY, by=olive)

    (withheld,) = (
        each for each in shown_minutes(minutes, PUBLIC, style=PRINTED).entries if each.withheld
    )
    assert not tells(withheld.after)
    assert Minute.objects.get(number="99").text == "[words removed]"


def test_the_meeting_and_its_notice_tell_of_the_place(meeting: Meeting, olive: User) -> None:
    with factories.past_the_walls():
        Meeting.objects.filter(pk=meeting.pk).update(venue=f"At {NAME}’s")
    PublicNotice.objects.create(
        meeting=meeting,
        date=meeting.date,
        time=meeting.time,
        venue=f"At {NAME}’s",
        given_at=timezone.now(),
        given_by=olive,
    )
    meeting.refresh_from_db()

    ask_redaction(meeting, words=NAME, reason=WHY, by=olive)

    meeting.refresh_from_db()
    assert tells(shown_changes(meeting, PUBLIC).removed)
    notice = shown_notice(meeting, PUBLIC)
    assert notice
    assert tells(notice.removed)
    for address in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}notice/"):
        page = Client().get(address).content.decode()
        assert f"because: {WHY}" in page
        assert NAME not in page
    minutes = factories.minutes(meeting, state="published_draft", by=olive)
    assert not tells(shown_minutes(minutes, PUBLIC, style=PRINTED).happened)


def test_records_that_are_whole_are_asked_for_no_words_taken_out(
    olive: User, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    planned = factories.meeting(meeting.board, by=olive, items=1, date=dt.date(2025, 3, 5))
    paper = factories.public_paper(factories.paper(planned.items.get()), by=olive)
    found = find_paper(paper.pk, PUBLIC)
    assert is_whole(found)
    assert is_whole(find_meeting(meeting.pk, PUBLIC))

    with django_assert_num_queries(0):
        assert removals(Paper, [found]).beside(found.pk) == ()
    assert not is_whole(paper)  # nobody asked whether it is
