"""Interests declared at a meeting: of whom, in what, the room left for one, and what is said."""

from __future__ import annotations

import pytest

from meetings.access import PUBLIC, can_see, viewer_for
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, AuditEvent
from minutes.attendance import attending, interests
from minutes.attendance.quorum import quorum_at
from minutes.models import Declaration, Minutes
from minutes.workflow import publish_minutes, send_to_chair
from tests import factories
from tests.factories import minuting
from tests.factories.minuting import at, attendance, there

pytestmark = pytest.mark.django_db
BY = "a test"


@pytest.fixture
def minutes() -> Minutes:
    made = minuting.at_the_table(minuting.seated_board(3, quorum=2), items=2)
    there(made, "Ada Byron", "Ben Okri")
    return made


@pytest.fixture
def item(minutes: Minutes) -> AgendaItem:
    return minutes.meeting.items.get(position=2)


def declared(minutes: Minutes, item: AgendaItem | None, **fields: object) -> Declaration:
    said = {"kind": "disclosable", "nature": "Her husband owns the lease.", **fields}
    return interests.declare(attendance(minutes, "Ada Byron"), item=item, by=BY, **said)  # type: ignore[arg-type]


def test_an_interest_in_an_item_is_told_in_a_sentence(minutes: Minutes, item: AgendaItem) -> None:
    made = declared(minutes, item)

    assert interests.interest_sentence(made) == (
        "Ada Byron declared a disclosable pecuniary interest in item 2 (Business 2): "
        "Her husband owns the lease."
    )
    assert made.bars_from_voting
    event = AuditEvent.objects.get(record_type="minutes.Declaration")
    assert event.board_id == minutes.meeting.board_id
    assert "lease" not in str(event.detail)


def test_a_dispensation_and_an_interest_at_large_are_told_too(minutes: Minutes) -> None:
    made = declared(minutes, None, kind="other", dispensation="Standards Committee, 4 May")

    assert interests.interest_sentence(made) == (
        "Ada Byron declared an other registrable interest: Her husband owns the lease. "
        "Dispensation: Standards Committee, 4 May."
    )


def test_whoever_leaves_for_an_interest_is_out_of_the_room_until_they_come_back(
    minutes: Minutes, item: AgendaItem
) -> None:
    made = declared(minutes, item, leaves_room=True)
    assert interests.interest_sentence(made).endswith("Ada Byron left the room for this item.")
    interests.leave_for(made, at=at(9, 40), by=BY)
    assert not quorum_at(minutes, at(9, 45)).quorate
    interests.come_back(made, at=at(10, 5), by=BY)

    made = Declaration.objects.get()
    assert quorum_at(minutes, at(10, 5)).quorate
    assert [each.item for each in made.attendance.movements.all()] == [item, item]
    assert interests.interest_sentence(made).endswith(
        "lease. Ada Byron left the room at 9.40 a.m. and came back at 10.05 a.m."
    )


def test_who_has_left_by_then_is_recorded_in_one_go(minutes: Minutes, item: AgendaItem) -> None:
    made = declared(minutes, item, at=at(9, 40))

    assert made.leaves_room
    assert interests.is_out(made, at(9, 41))


def test_an_interest_withdrawn_leaves_no_trace_in_the_room(
    minutes: Minutes, item: AgendaItem
) -> None:
    made = declared(minutes, item, at=at(9, 40))
    interests.withdraw_declaration(made, by=BY)

    assert not Declaration.objects.exists()
    assert not attendance(minutes, "Ada Byron").movements.exists()


def test_a_restricted_item_is_named_by_its_safe_title(minutes: Minutes) -> None:
    secret = factories.item(
        minutes.meeting, "Price of the slipway", **factories.exempt("A purchase")
    )
    made = declared(minutes, secret)

    assert "item 3 (A purchase)" in interests.interest_sentence(made)
    assert "slipway" not in interests.interest_sentence(made)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"nature": "  "}, "Write what the interest is"),
        ({"leaves_room": True, "item": None}, "Choose the item"),
    ],
)
def test_an_interest_that_lacks_something_is_refused(
    minutes: Minutes, item: AgendaItem, fields: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        declared(minutes, **({"item": item} | fields))  # type: ignore[arg-type]


def test_only_who_is_recorded_as_present_declares(minutes: Minutes, item: AgendaItem) -> None:
    absent = attending.mark(minuting.line(minutes, "Cora Lind").attendance, kind="apologies", by=BY)

    with pytest.raises(Refused, match="Cora Lind is not recorded as present"):
        interests.declare(absent, item=item, kind="personal", nature="A friend.", by=BY)


def test_one_interest_in_an_item_for_each_and_none_in_another_meeting_s(
    minutes: Minutes, item: AgendaItem
) -> None:
    declared(minutes, item)
    elsewhere = factories.item(factories.meeting(factories.board()))

    with pytest.raises(Refused, match="has declared an interest there already"):
        declared(minutes, item)
    with pytest.raises(Refused, match="not on this meeting’s agenda"):
        declared(minutes, elsewhere)


def test_whoever_declared_was_there(minutes: Minutes, item: AgendaItem) -> None:
    declared(minutes, item)

    with pytest.raises(Refused, match="declared an interest: withdraw that first"):
        attending.mark(attendance(minutes, "Ada Byron"), kind="absent", by=BY)


def test_minutes_that_are_published_take_no_more_interests(
    minutes: Minutes, item: AgendaItem
) -> None:
    made = declared(minutes, item)
    factories.minute(minutes)
    olive = factories.officer(minutes.meeting.board)
    send_to_chair(minutes, by=olive)
    publish_minutes(minutes, by=olive)

    with pytest.raises(Refused, match="a later meeting corrects them"):
        interests.withdraw_declaration(made, by=BY)
    with pytest.raises(Refused, match="a later meeting corrects them"):
        declared(minutes, None)


def test_an_interest_in_a_restricted_item_is_as_closed_as_the_item(minutes: Minutes) -> None:
    board = minutes.meeting.board
    secret = factories.item(minutes.meeting, **factories.exempt("A purchase"))
    made, at_large = declared(minutes, secret), declared(minutes, None)
    factories.minute(minutes)
    olive = factories.officer(board)
    send_to_chair(minutes, by=olive)
    publish_minutes(minutes, by=olive)

    partner = viewer_for(factories.user(board=board, role="partner"))
    for outsider in (PUBLIC, partner):
        assert not can_see(outsider, made)
        assert can_see(outsider, at_large)
    assert can_see(viewer_for(olive), made)
