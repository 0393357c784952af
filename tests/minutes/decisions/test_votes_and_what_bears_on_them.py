"""Votes against what is recorded later, or by somebody else: interests, seats, other officers."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.lifecycle import Refused, Stale
from meetings.models import AuditEvent
from minutes.attendance import attending, interests
from minutes.decisions import voting
from minutes.decisions.voters import people_of, quorum_for
from minutes.models import Minutes, Vote
from minutes.workflow import send_to_chair
from tests import factories
from tests.minutes.decisions.test_voting import NINE, Room, refusal

pytestmark = pytest.mark.django_db
INTEREST = {"kind": "disclosable", "nature": "Owns the field."}


@pytest.fixture
def room() -> Room:
    return Room()


def sent(room: Room) -> str:
    """What the officer is told who sends the minutes to the chair; empty where they went."""
    try:
        send_to_chair(room.minutes, by=room.officer)
    except Refused as refused:
        return str(refused)
    return ""


def test_minutes_with_a_vote_of_whom_an_interest_barred_go_to_no_chair(room: Room) -> None:
    vote = room.named(in_favour=3, against=2)
    member = room.members[1]
    interests.declare(member, item=room.item, **INTEREST, by=room.officer)  # type: ignore[arg-type]

    told = sent(room)

    assert "Member 2 has declared a disclosable interest" in told
    assert "Correct the vote on “That coats be worn.”" in told
    others: Any = {each: "for" for each in room.members if each != member}
    told_anew: Any = {"motion": "M", "manner": "named", "ballots": others}
    voting.change_vote(vote, revision=0, by=room.officer, **told_anew)
    assert sent(room) == ""


def test_minutes_with_a_vote_of_somebody_remote_by_now_go_to_no_chair(room: Room) -> None:
    room.named(in_favour=3, against=2)
    attending.mark(room.members[1], kind="present", mode="remote", by=room.officer)

    assert "Member 2 takes part remotely" in sent(room)


def test_more_votes_than_there_are_voters_by_now_go_to_no_chair(room: Room) -> None:
    room.vote(in_favour=8, against=2, moved_by="Member 2")
    interests.declare(room.members[4], item=room.item, **INTEREST, by=room.officer)  # type: ignore[arg-type]

    assert "10 votes are counted, but 9 may vote." in sent(room)


def test_a_mover_barred_by_now_and_a_casting_vote_of_theirs_go_to_no_chair(room: Room) -> None:
    vote = room.vote(in_favour=2, against=2, moved_by="Member 1", casting="for")
    interests.declare(room.members[0], item=room.item, **INTEREST, by=room.officer)  # type: ignore[arg-type]

    assert "Member 1 has declared" in sent(room)
    Vote.objects.filter(pk=vote.pk).update(casting="")
    assert "Member 1 may not move or second" in sent(room)


def test_who_left_for_the_item_may_have_voted_on_it_before(room: Room) -> None:
    member = room.members[1]
    room.named(in_favour=3, against=2, at=NINE.replace(hour=9, minute=30))
    interests.declare(member, item=room.item, kind="personal", nature="Knows her.", by=room.officer)
    member.movements.create(at=NINE.replace(hour=10), arrives=False, item=room.item)

    assert sent(room) == ""


def test_an_interest_in_a_sub_item_bars_in_the_minute_that_tells_of_it(room: Room) -> None:
    below = factories.item(room.minutes.meeting, "A part of it", parent=room.item)
    own = factories.item(
        room.minutes.meeting, "Late", parent=room.item, late=True, late_reason="A storm."
    )
    told: Any = INTEREST | {"by": room.officer}
    interests.declare(room.members[1], item=below, **told)
    interests.declare(room.members[2], item=own, **told)

    assert "Member 2 has declared a disclosable interest" in refusal(
        room.named, in_favour=3, against=2
    )
    others: Any = {each: "for" for each in room.members if each != room.members[1]}
    assert room.vote(manner="named", ballots=others).in_favour == 9


def test_a_vote_on_one_sub_item_alone_is_open_to_who_declared_in_another(room: Room) -> None:
    one, two = (
        factories.item(room.minutes.meeting, title, parent=room.item) for title in ("One", "Two")
    )
    interests.declare(room.members[1], item=two, **INTEREST, by=room.officer)  # type: ignore[arg-type]

    vote = room.named(in_favour=3, against=2, item=one)

    assert (vote.item, sent(room)) == (one, "")


def test_a_vote_is_on_a_sub_item_of_its_own_minute(room: Room) -> None:
    elsewhere = factories.item(room.minutes.meeting, "Elsewhere")

    assert "sub-item that this minute tells of" in refusal(room.vote, in_favour=1, item=elsewhere)


def test_a_vote_removed_meanwhile_stays_removed(room: Room) -> None:
    vote = room.vote(in_favour=3, against=2)
    gone = Vote.objects.get(pk=vote.pk)
    voting.remove_vote(vote, by=room.officer)

    told: Any = {"motion": "M", "manner": "agreed", "by": room.officer}
    mine = {"attendance": room.members[0], "by": room.officer}
    for act, more in (
        (voting.change_vote, {"revision": 0} | told),
        (voting.remove_vote, {"by": room.officer}),
        (voting.record_my_vote, mine | {"side": "for"}),
        (voting.forget_my_vote, mine),
    ):
        assert "Somebody removed this vote" in refusal(act, gone, **more)
    assert not Vote.objects.exists()


def test_a_vote_changed_meanwhile_is_not_written_over(room: Room) -> None:
    vote = room.vote(in_favour=3, against=2)
    mine = Vote.objects.get(pk=vote.pk)
    counted: Any = {"motion": "M", "manner": "counted", "by": room.officer}
    voting.change_vote(vote, revision=0, in_favour=4, against=2, **counted)

    with pytest.raises(Stale) as newer:
        voting.change_vote(mine, revision=0, in_favour=1, against=0, **counted)

    assert newer.value.theirs.in_favour == 4
    assert Vote.objects.get().in_favour == 4


def test_the_time_of_a_vote_is_kept(room: Room) -> None:
    vote = room.vote(in_favour=3, against=2, at=NINE)
    assert Vote.objects.get().at == NINE

    member = room.members[1]
    member.movements.create(at=NINE.replace(hour=8, minute=30), arrives=False)
    assert "was not in the room at 9:00 am" in refusal(
        voting.record_my_vote, vote, attendance=member, side="for", by=room.officer
    )


def test_a_vote_without_a_quorum_asks_why_and_the_trail_keeps_the_answer(room: Room) -> None:
    Minutes.objects.filter(pk=room.minutes.pk).update(quorum=11)
    asked = refusal(room.vote, in_favour=3, against=2)

    assert "There was no quorum for this vote: 10 of 11 needed." in asked
    vote = room.vote(in_favour=3, against=2, without_quorum="The clerk says so.")
    assert AuditEvent.objects.filter(reason="The clerk says so.", action="record").count() == 1
    told: Any = {"motion": "M", "manner": "agreed", "by": room.officer}
    assert "no quorum" in refusal(voting.change_vote, vote, revision=0, **told)


def test_the_quorum_of_a_vote_is_that_of_its_own_time(room: Room) -> None:
    Minutes.objects.filter(pk=room.minutes.pk).update(quorum=10)
    room.members[4].movements.create(at=NINE.replace(minute=30), arrives=False)

    assert room.vote(in_favour=3, against=2, at=NINE).outcome == "carried"
    later = NINE.replace(minute=40)
    assert "9 of 10 needed" in refusal(room.vote, in_favour=3, against=2, at=later)


@pytest.mark.parametrize("own", [True, False], ids=["its item", "another item"])
def test_who_left_for_an_interest_is_out_of_the_quorum_of_that_item(room: Room, own: bool) -> None:
    """Even where nobody noted the time at which they left."""
    item = room.item if own else factories.item(room.minutes.meeting, "Elsewhere")
    told: Any = {"kind": "personal", "nature": "Knows her.", "leaves_room": True}
    interests.declare(room.members[4], item=item, **told, by=room.officer)

    found = quorum_for(people_of(room.minutes), room.minute, NINE)

    assert found.counted == (9 if own else 10)
