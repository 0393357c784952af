"""Notes at an item: saved again and again, by two officers at once, lost by nobody."""

from __future__ import annotations

import pytest

from meetings.access import PUBLIC, can_see, viewer_for
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem, AuditEvent, User
from minutes.models import Minutes, Note
from minutes.workflow import send_to_chair
from minutes.writing.notes import MOST_LETTERS, save_note
from tests import factories
from tests.factories import minuting

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes() -> Minutes:
    return minuting.at_the_table(minuting.seated_board(1))


@pytest.fixture
def item(minutes: Minutes) -> AgendaItem:
    return minutes.meeting.items.get()


@pytest.fixture
def olive(minutes: Minutes) -> User:
    return User.objects.get(name="Olive Officer")


def test_each_save_is_one_revision_on_and_the_trail_tells_who_wrote(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    for revision, text in enumerate(("The quay", "The quay is safe.\r\nUntil May.")):
        note = save_note(minutes, item=item, text=text, revision=revision, by=olive)

    assert (note.revision, note.text) == (2, "The quay is safe.\nUntil May.")
    assert AuditEvent.objects.filter(record_type="minutes.Note").count() == 1


def test_the_meeting_as_a_whole_has_a_note_of_its_own(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    save_note(minutes, item=None, text="It rained.", revision=0, by=olive)
    save_note(minutes, item=item, text="The quay", revision=0, by=olive)

    assert {each.item: each.text for each in Note.objects.all()} == {
        None: "It rained.",
        item: "The quay",
    }


def test_a_save_against_a_newer_note_stores_nothing_and_carries_both_texts(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    oscar = factories.user("Oscar Officer", board=minutes.meeting.board, role="officer")
    save_note(minutes, item=item, text="Hers", revision=0, by=olive)

    with pytest.raises(Stale, match="Olive Officer has saved other words") as refused:
        save_note(minutes, item=item, text="His", revision=0, by=oscar)
    assert (refused.value.theirs.text, refused.value.mine) == ("Hers", "His")
    assert Note.objects.get().text == "Hers"
    again = save_note(minutes, item=item, text="Hers\nHis", revision=1, by=oscar)
    assert (again.revision, again.saved_by_name) == (2, "Oscar Officer")


def test_a_save_whose_answer_was_lost_may_be_sent_again(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    save_note(minutes, item=item, text="The quay", revision=0, by=olive)
    again = save_note(minutes, item=item, text="The quay", revision=0, by=olive)

    assert again.revision == 1


@pytest.mark.parametrize("text", ["x" * (MOST_LETTERS + 1)])
def test_a_note_without_end_is_refused(
    minutes: Minutes, item: AgendaItem, olive: User, text: str
) -> None:
    with pytest.raises(Refused, match="too long"):
        save_note(minutes, item=item, text=text, revision=0, by=olive)


def test_an_item_of_another_meeting_has_no_note_here(minutes: Minutes, olive: User) -> None:
    elsewhere = factories.item(factories.meeting(factories.board()))

    with pytest.raises(Refused, match="not on this meeting’s agenda"):
        save_note(minutes, item=elsewhere, text="x", revision=0, by=olive)


def test_minutes_that_are_with_the_chair_take_no_notes(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    save_note(minutes, item=item, text="Before", revision=0, by=olive)
    factories.minute(minutes)
    send_to_chair(minutes, by=olive)

    with pytest.raises(Refused, match="with the chair"):
        save_note(minutes, item=item, text="After", revision=1, by=olive)
    assert Note.objects.get().text == "Before"


def test_notes_are_for_the_officers_of_the_meeting_alone(
    minutes: Minutes, item: AgendaItem, olive: User
) -> None:
    note = save_note(minutes, item=item, text="x", revision=0, by=olive)
    board = minutes.meeting.board
    member = viewer_for(factories.user(board=board, role="member"))
    elsewhere = viewer_for(factories.officer(factories.board()))

    assert can_see(viewer_for(olive), note)
    assert not any(can_see(viewer, note) for viewer in (PUBLIC, member, elsewhere))
