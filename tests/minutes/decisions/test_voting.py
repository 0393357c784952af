"""Votes: who has one, what counts, what comes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board
from minutes.decisions import voting
from minutes.decisions.voters import presiding, why_no_vote
from minutes.models import Attendance, Ballot, Declaration, Minute, Minutes, Movement, SubHeading
from minutes.workflow import record_attendance, send_to_chair
from tests import factories

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2025, 1, 22, 9, 0, tzinfo=dt.UTC)


class Room:
    """Draft minutes with one minute on one item, a chair and nine members who may vote."""

    def __init__(self, board: Board | None = None) -> None:
        self.board = board or factories.board()
        self.officer = factories.officer(self.board)
        self.minutes: Minutes = factories.minutes(factories.meeting(self.board))
        self.item = self.minutes.meeting.items.get()
        self.minute: Minute = self.minutes.entries.get()
        Minute.objects.filter(pk=self.minute.pk).update(item=self.item)
        self.minute = Minute.objects.select_related("item").get(pk=self.minute.pk)
        self.members = [self.add(f"Member {at}") for at in range(1, 11)]
        self.members[0].role = "in the Chair"
        self.members[0].save()
        self.minutes.chair_name = "Member 1"
        self.minutes.save()

    def add(self, name: str, **fields: Any) -> Attendance:
        fields = {"capacity": "member", "votes": True} | fields
        record_attendance(self.minutes, made := Attendance(name=name, **fields))
        return made

    def vote(self, **told: Any) -> Any:
        usual = {"motion": "That coats be worn.", "manner": "counted", "by": self.officer}
        told = {**usual, **told}
        return voting.record_vote(self.minute, **told)

    def named(self, *, in_favour: int, against: int, **told: Any) -> Any:
        sides = ["for"] * in_favour + ["against"] * against
        ballots = dict(zip(self.members, sides, strict=False))
        return self.vote(manner="named", ballots=ballots, **told)


@pytest.fixture
def room() -> Room:
    return Room()


def refusal(act: Any, *args: Any, **told: Any) -> str:
    before = list(Ballot.objects.values_list("pk", "side"))
    with pytest.raises(Refused) as refused:
        act(*args, **told)
    assert list(Ballot.objects.values_list("pk", "side")) == before
    return str(refused.value)


def test_a_recorded_vote_five_to_five_is_carried_by_a_casting_vote(room: Room) -> None:
    vote = room.named(in_favour=5, against=5, casting="for")

    assert (vote.in_favour, vote.against, vote.abstained) == (5, 5, 0)
    assert vote.outcome == "carried"
    assert vote.ballots.count() == 10
    assert room.named(in_favour=5, against=5, casting="against").outcome == "lost"


def test_a_tie_without_a_casting_vote_is_not_decided(room: Room) -> None:
    assert room.named(in_favour=5, against=5).outcome == "undecided"
    assert room.vote(in_favour=4, against=4, abstained=2).outcome == "undecided"


@pytest.mark.parametrize(
    ("in_favour", "against", "outcome"), [(4, 3, "carried"), (3, 4, "lost"), (1, 0, "carried")]
)
def test_the_majority_of_those_voting_decides(
    room: Room, in_favour: int, against: int, outcome: str
) -> None:
    assert room.vote(in_favour=in_favour, against=against, abstained=3).outcome == outcome


def test_a_show_of_hands_is_as_the_chair_declares_and_agreement_is_carried(room: Room) -> None:
    assert room.vote(manner="agreed").outcome == "carried"
    assert room.vote(manner="hands", outcome="lost").outcome == "lost"
    assert "declared" in refusal(room.vote, manner="hands")


def test_a_casting_vote_is_for_a_tie_and_for_who_presides(room: Room) -> None:
    assert "tie alone" in refusal(room.vote, in_favour=5, against=4, casting="for")
    assert "tie alone" in refusal(room.vote, manner="hands", outcome="carried", casting="for")
    room.members[0].votes = False
    room.members[0].save()
    assert "Member 1 has no vote as a member" in refusal(
        room.vote, in_favour=4, against=4, casting="for"
    )
    Attendance.objects.filter(pk=room.members[0].pk).update(kind="apologies")
    assert "who presided" in refusal(room.vote, in_favour=4, against=4, casting="for")


def test_who_presides_is_named_or_stands_as_in_the_chair(room: Room) -> None:
    assert presiding(room.minutes) == room.members[0]
    room.minutes.chair_name = ""
    assert presiding(room.minutes) == room.members[0]
    room.minutes.chair_name = "Somebody else"
    assert presiding(room.minutes) is None


def test_a_disclosable_interest_bars_from_voting_until_a_dispensation(room: Room) -> None:
    member = room.members[2]
    interest = Declaration.objects.create(
        attendance=member, item=room.item, kind="disclosable", nature="Owns the field."
    )
    assert "disclosable interest" in refusal(room.named, in_favour=5, against=4)
    assert "9 of those present may vote" in refusal(room.vote, in_favour=6, against=4)
    vote = room.vote(in_favour=5, against=2)
    assert "disclosable interest" in refusal(
        voting.record_my_vote, vote, attendance=member, side="against", by=room.officer
    )

    interest.dispensation = "The Monitoring Officer, 3rd March, 2025"
    interest.save()
    assert room.named(in_favour=5, against=4).outcome == "carried"


@pytest.mark.parametrize("where", ["all business", "item above", "another item"])
def test_an_interest_bars_in_its_item_and_below_it_alone(room: Room, where: str) -> None:
    other = factories.item(room.minutes.meeting)
    if where == "item above":
        room.item.parent = other
        room.item.save()
        room.minute = Minute.objects.select_related("item").get(pk=room.minute.pk)
    item = None if where == "all business" else other
    Declaration.objects.create(
        attendance=room.members[0], item=item, kind="disclosable", nature="Owns it."
    )

    assert bool(why_no_vote(room.members[0], room.minute)) == (where != "another item")


def test_other_interests_leave_the_vote_but_not_to_who_left_the_room(room: Room) -> None:
    declare = Declaration.objects.create
    for at, leaves in ((0, False), (1, True)):
        declare(
            attendance=room.members[at],
            item=room.item,
            kind="personal",
            nature="Knows her.",
            leaves_room=leaves,
        )

    assert why_no_vote(room.members[0], room.minute) == ""
    assert why_no_vote(room.members[1], room.minute) == "Member 2 left the room for this item."


def test_a_member_who_takes_part_remotely_has_no_vote_under_part_va(room: Room) -> None:
    remote = room.add("Remy Remote", mode="remote")
    told = {"manner": "named", "ballots": {remote: "for"}}

    assert "only members in the room vote" in refusal(room.vote, **told)
    room.board.remote_counts_from = dt.date(2025, 1, 22)
    room.board.save()
    assert room.vote(**told).outcome == "carried"


def test_a_partnership_under_no_statute_lets_them_vote_from_afar() -> None:
    room = Room(factories.board(regime="non_statutory"))
    remote = room.add("Remy Remote", mode="remote")

    assert room.vote(manner="named", ballots={remote: "against"}).outcome == "lost"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "apologies"}, "not recorded as present"),
        ({"votes": False, "capacity": "observer"}, "has no vote as an observer"),
        ({"votes": False, "capacity": ""}, "has no vote at this meeting"),
    ],
)
def test_who_is_away_or_only_watches_has_no_vote(
    room: Room, fields: dict[str, Any], words: str
) -> None:
    other = room.add("Una Other", **fields)

    assert words in refusal(room.vote, manner="named", ballots={other: "for"})


def test_who_had_left_has_no_vote_while_they_are_gone(room: Room) -> None:
    member = room.members[3]
    for minutes, arrives in ((10, False), (20, True)):
        Movement.objects.create(
            attendance=member, at=NINE + dt.timedelta(minutes=minutes), arrives=arrives
        )
    ballots = {member: "for"}
    gone, back = (NINE + dt.timedelta(minutes=each) for each in (15, 25))

    assert "not in the room at 9:15 am." in refusal(
        room.vote, manner="named", ballots=ballots, at=gone
    )
    assert room.vote(manner="named", ballots=ballots, at=back).outcome == "carried"
    assert why_no_vote(member, room.minute) == ""


def test_who_left_for_the_item_has_no_vote_on_it_when_no_time_is_told(room: Room) -> None:
    Movement.objects.create(attendance=room.members[0], at=NINE, arrives=False, item=room.item)

    assert "left the room for this item" in why_no_vote(room.members[0], room.minute)


def test_counts_are_given_and_no_larger_than_those_who_may_vote(room: Room) -> None:
    assert "11 votes are counted, but 10" in refusal(room.vote, in_favour=8, against=3)
    assert "Enter how many" in refusal(room.vote, in_favour=8)
    assert "at least one" in refusal(room.vote, in_favour=0, against=0)
    assert "below 0" in refusal(room.vote, in_favour=3, against=-1)
    assert "at least one" in refusal(room.vote, manner="named", ballots={})
    assert "only in a vote by name" in refusal(
        room.vote, in_favour=1, against=0, ballots={room.members[0]: "for"}
    )


def test_mover_and_seconder_are_two_people_who_may_move(room: Room) -> None:
    room.add("Oscar Observer", capacity="observer", votes=False)
    one, two = "Member 1", "Member 2"
    agreed = {"manner": "agreed"}

    vote = room.vote(moved_by=one, seconded_by=two, **agreed)
    assert (vote.moved_by, vote.seconded_by) == (one, two)
    assert "two different" in refusal(room.vote, moved_by=one, seconded_by=one, **agreed)
    assert "no mover" in refusal(room.vote, seconded_by=one, **agreed)
    assert "Nobody may not" in refusal(room.vote, moved_by="Nobody", **agreed)
    assert "Oscar Observer may not" in refusal(
        room.vote, moved_by=one, seconded_by="Oscar Observer", **agreed
    )


def test_a_vote_has_words_and_stands_in_its_own_minute(room: Room) -> None:
    elsewhere = SubHeading.objects.create(
        minute=factories.minute(room.minutes), position=1, heading="Elsewhere"
    )
    assert "Write the words" in refusal(room.vote, manner="agreed", motion="  ")
    assert "sub-heading of this minute" in refusal(room.vote, manner="agreed", under=elsewhere)
    stranger = Room().members[0]
    assert "not in the attendance" in refusal(room.vote, manner="named", ballots={stranger: "for"})


def test_any_member_may_have_their_own_vote_recorded(room: Room) -> None:
    vote = room.vote(in_favour=8, against=1, abstained=1)
    own: dict[str, Any] = {"by": room.officer}
    voting.record_my_vote(vote, attendance=room.members[4], side="against", **own)

    assert [str(each) for each in vote.ballots.all()] == ["Member 5: Against"]
    assert "1 voted “against” and 2 would" in refusal(
        voting.record_my_vote, vote, attendance=room.members[5], side="against", **own
    )
    voting.record_my_vote(vote, attendance=room.members[4], side="for", **own)
    assert vote.ballots.get().side == "for"
    voting.forget_my_vote(vote, attendance=room.members[4], **own)
    assert not vote.ballots.exists()


def test_no_own_vote_is_recorded_where_nobody_voted_or_all_are_named(room: Room) -> None:
    own: dict[str, Any] = {"attendance": room.members[0], "side": "for", "by": room.officer}
    agreed = room.vote(manner="agreed")
    named = room.named(in_favour=5, against=4)

    assert "without a vote" in refusal(voting.record_my_vote, agreed, **own)
    assert "by name" in refusal(voting.record_my_vote, named, **own)
    assert voting.record_my_vote(room.vote(manner="hands", outcome="carried"), **own).pk


def test_a_vote_is_changed_whole_and_keeps_what_members_asked_for(room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    own: dict[str, Any] = {"attendance": room.members[4], "side": "against", "by": room.officer}
    voting.record_my_vote(vote, **own)
    told: dict[str, Any] = {"motion": "That hats be worn.", "by": room.officer}

    voting.change_vote(
        vote, revision=vote.revision, manner="counted", in_favour=2, against=7, **told
    )
    assert (vote.outcome, vote.ballots.count()) == ("lost", 1)
    assert "would be named" in refusal(
        voting.change_vote, vote, revision=1, manner="counted", in_favour=3, against=0, **told
    )
    assert "without a vote" in refusal(
        voting.change_vote, vote, revision=1, manner="agreed", **told
    )
    vote.refresh_from_db()
    assert (vote.in_favour, vote.manner) == (2, "counted")

    voting.change_vote(
        vote, revision=vote.revision, manner="named", ballots={room.members[0]: "for"}, **told
    )
    assert (vote.outcome, [each.side for each in vote.ballots.all()]) == ("carried", ["for"])
    voting.change_vote(vote, revision=vote.revision, manner="agreed", **told)
    assert not vote.ballots.exists()


def test_votes_stay_once_the_minutes_are_no_draft(room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    send_to_chair(room.minutes, by=room.officer)
    by = {"by": room.officer}
    own: dict[str, Any] = {"attendance": room.members[0], **by}

    for act, args, told in (
        (room.vote, (), {"manner": "agreed"}),
        (voting.change_vote, (vote,), {"revision": 0, "motion": "M", "manner": "agreed"} | by),
        (voting.remove_vote, (vote,), {"by": room.officer}),
        (voting.record_my_vote, (vote,), own | {"side": "for"}),
        (voting.forget_my_vote, (vote,), own),
    ):
        assert "draft" in refusal(act, *args, **told)


def test_a_removed_vote_leaves_the_trail_alone(room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    room.vote(manner="agreed")
    voting.remove_vote(vote, by=room.officer)
    room.vote(manner="agreed")

    assert list(room.minute.votes.values_list("position", flat=True)) == [2, 3]
    told = AuditEvent.objects.filter(record_type="minutes.Vote", board_id=room.board.pk)
    assert sorted(told.values_list("action", flat=True)) == ["record"] * 3 + ["remove"]
