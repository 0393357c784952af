"""The page of votes: recorded, changed, taken out, and a member's own beside them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from minutes.models import Declaration, Minute, Minutes, SubHeading, Vote
from minutes.workflow import send_to_chair
from tests import factories
from tests.minutes.decisions.test_voting import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client: Client) -> Room:
    room = Room()
    client.force_login(room.officer)
    return room


def address(room: Room) -> str:
    return reverse("desk_votes", args=[room.minutes.meeting_id, room.minute.pk])


def page_of(client: Client, where: str, **query: str) -> str:
    return " ".join(client.get(where, query).content.decode().split())


def send(client: Client, where: str, **data: Any) -> str:
    data = {"motion": "That coats be worn.", "manner": "counted"} | data
    answer = client.post(where, data, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def by_name(room: Room, sides: str) -> dict[str, str]:
    words = {"f": "for", "a": "against", "-": "abstained"}
    return {
        f"ballot_{member.pk}": words[side]
        for member, side in zip(room.members, sides, strict=False)
    }


def test_a_vote_is_counted_and_shown(client: Client, room: Room) -> None:
    told = send(
        client,
        address(room),
        in_favour="7",
        against="2",
        abstained="",
        moved_by="Member 1",
        seconded_by="Member 2",
    )

    assert "The vote is recorded: carried." in told
    assert "Moved by Member 1, seconded by Member 2." in told
    assert "In favour 7, against 2, abstained 0" in told


@pytest.mark.slow
def test_a_tie_asks_for_the_casting_vote_and_stores_nothing_before(
    client: Client, room: Room
) -> None:
    cast = {"manner": "named"} | by_name(room, "fffffaaaaa")
    told = send(client, address(room), **cast)

    assert "The votes are equal. Say whether" in told
    assert "Casting vote of Member 1" in told
    assert not Vote.objects.exists()
    assert "recorded: carried" in send(client, address(room), casting="for", **cast)
    assert "recorded: not decided" in send(client, address(room), casting="none", **cast)
    assert "recorded: lost" in send(
        client, address(room), in_favour="3", against="3", casting="against"
    )


def test_a_vote_on_an_item_begins_its_minute(client: Client, room: Room) -> None:
    item = factories.item(room.minutes.meeting, "New business")
    where = reverse("desk_item_votes", args=[room.minutes.meeting_id, item.pk])
    assert "New business" in page_of(client, where, manner="named")
    assert not Minute.objects.filter(item=item).exists()

    assert "recorded: carried" in send(client, where, manner="hands", outcome="carried")
    assert Vote.objects.get().minute.item == item
    assert "recorded: carried" in send(client, where, manner="agreed")
    assert Minute.objects.filter(item=item).count() == 1


def test_a_refused_vote_begins_no_minute_and_loses_no_words(client: Client, room: Room) -> None:
    item = factories.item(room.minutes.meeting, "New business")
    where = reverse("desk_item_votes", args=[room.minutes.meeting_id, item.pk])
    told = send(client, where, motion="That <b>hats</b> be worn.", in_favour="30", against="1")

    assert "31 votes are counted, but 10 of those present may vote" in told
    assert "That &lt;b&gt;hats&lt;/b&gt; be worn." in told
    assert not Minute.objects.filter(item=item).exists()


@pytest.mark.parametrize("counts", [("x", "1"), ("-1", "1"), ("", ""), ("9" * 30, "1")])
def test_counts_that_are_none_are_asked_for_again(
    client: Client, room: Room, counts: tuple[str, str]
) -> None:
    told = send(client, address(room), in_favour=counts[0], against=counts[1])

    assert "There is a problem" in told
    assert not Vote.objects.exists()


def test_who_may_not_vote_is_listed_with_why_and_has_no_radios(client: Client, room: Room) -> None:
    room.add("Remy Remote", mode="remote")
    Declaration.objects.create(
        attendance=room.members[2], item=room.item, kind="disclosable", nature="Owns it."
    )
    told = page_of(client, address(room), manner="named")

    assert "Remy Remote takes part remotely, and only members in the room vote." in told
    assert "Member 3 has declared a disclosable interest" in told
    assert f"ballot_{room.members[3].pk}" in told
    assert f"ballot_{room.members[2].pk}" not in told
    forged = {f"ballot_{room.members[2].pk}": "for"}
    assert "Record at least one vote" in send(client, address(room), manner="named", **forged)


def test_a_member_s_own_vote_is_recorded_and_taken_back(client: Client, room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    where = reverse("desk_vote_own", args=[room.minutes.meeting_id, vote.pk])
    member = room.members[4]

    told = client.post(where, {"member": member.pk, "side": "against"}, follow=True)
    assert "Member 5 asked that their vote against be recorded." in told.content.decode()
    told = client.post(where, {"member": "x", "side": "against"}, follow=True)
    assert "Choose the member" in told.content.decode()
    client.post(where, {"back": vote.ballots.get().pk})
    assert not vote.ballots.exists()
    assert client.post(where, {"back": "x"}).status_code == 404


def test_a_vote_is_changed_under_a_sub_heading_and_removed(client: Client, room: Room) -> None:
    below = SubHeading.objects.create(minute=room.minute, position=1, heading="Below")
    vote = room.named(in_favour=5, against=4)
    where = reverse("desk_vote", args=[room.minutes.meeting_id, vote.pk])
    page = page_of(client, where)
    ballot = f"ballot_{room.members[0].pk}"
    assert f'id="id_{ballot}" name="{ballot}" type="radio" value="for" checked>' in page

    sent = {"manner": "named", "under": below.pk} | by_name(room, "faaa")
    assert "The vote is saved: lost." in send(client, where, **sent)
    vote.refresh_from_db()
    assert (vote.under, vote.in_favour, vote.against) == (below, 1, 3)
    assert "may vote" in send(client, where, revision="1", in_favour="20", against="1")

    remove = reverse("desk_vote_remove", args=[room.minutes.meeting_id, vote.pk])
    assert "Remove the vote on" in page_of(client, remove)
    client.post(remove)
    assert not Vote.objects.exists()


def test_votes_of_minutes_that_are_no_draft_are_shown_alone(client: Client, room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    send_to_chair(room.minutes, by=room.officer)
    page = page_of(client, address(room))

    assert "In favour 8, against 1" in page
    assert "Record the vote" not in page
    send(client, address(room), manner="agreed")
    send(client, reverse("desk_vote", args=[room.minutes.meeting_id, vote.pk]), manner="agreed")
    assert [each.manner for each in Vote.objects.all()] == ["counted"]


def test_without_anybody_present_the_page_says_what_to_do(client: Client, room: Room) -> None:
    room.minutes.attendances.update(kind="apologies")

    assert "Nobody present may vote on this" in page_of(client, address(room))


def test_another_board_s_officer_finds_no_votes(client: Client, room: Room) -> None:
    vote = room.vote(in_favour=8, against=1)
    client.force_login(factories.officer(factories.board()))
    meeting = room.minutes.meeting_id
    for name, pk in (
        ("desk_votes", room.minute.pk),
        ("desk_item_votes", room.item.pk),
        ("desk_vote", vote.pk),
        ("desk_vote_remove", vote.pk),
    ):
        assert client.get(reverse(name, args=[meeting, pk])).status_code == 404
    own = reverse("desk_vote_own", args=[meeting, vote.pk])
    assert client.post(own, {"member": 1, "side": "for"}).status_code == 404


def test_a_vote_on_a_sub_item_is_in_its_item_s_minute_and_bars_who_declared_in_it(
    client: Client, room: Room
) -> None:
    below = factories.item(room.minutes.meeting, "A part of it", parent=room.item)
    where = reverse("desk_item_votes", args=[room.minutes.meeting_id, below.pk])
    Declaration.objects.create(
        attendance=room.members[0], item=below, kind="disclosable", nature="Owns it."
    )

    assert "Member 1 has declared" in page_of(client, where)
    assert "10 votes are counted, but 9" in send(client, where, in_favour="9", against="1")
    assert "recorded: carried" in send(client, where, in_favour="8", against="1")
    assert Vote.objects.get().minute == room.minute


@pytest.mark.slow
def test_a_vote_below_the_quorum_asks_first(client: Client, room: Room) -> None:
    Minutes.objects.filter(pk=room.minutes.pk).update(quorum=11)
    assert "Inquorate 10 of 11 needed" in plain(page_of(client, address(room)))

    asked = send(client, address(room), in_favour="7", against="2")
    assert "Too few were there for this vote." in asked
    assert not Vote.objects.exists()

    told = send(client, address(room), in_favour="7", against="2", without_quorum="To adjourn.")
    assert "The vote is recorded: carried." in told
    assert plain(told).count("10 of 11 needed, whenever it was taken") == 2


def test_a_vote_says_the_quorum_at_its_own_time(client: Client, room: Room) -> None:
    Minutes.objects.filter(pk=room.minutes.pk).update(quorum=9)
    told = send(client, address(room), in_favour="7", against="2", time="9:00")

    assert "Quorate 10 of 9 needed at 9:00 am." in plain(told)
    assert "without a quorum" not in told


def plain(page: str) -> str:
    return " ".join(strip_tags(page).split())
