"""House rule 1 over the whole matrix: who sees what, asked of querysets and of objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from meetings.access import PUBLIC, Viewer, can_see, viewer_for
from meetings.models import Meeting
from meetings.workflow import call_meeting, publish_agenda
from minutes.actions import take_report
from minutes.models import (
    Action,
    ActionOwner,
    ActionReport,
    Declaration,
    Minute,
    Minutes,
    Vote,
)
from reports.workflow import withdraw_paper
from tests import factories

pytestmark = pytest.mark.django_db
VIEWERS = ("public", "stranger", "partner", "member", "author", "officer", "other officer")
EVERYONE = set(VIEWERS)
BOARD_AND_OFFICER = {"member", "officer"}


class World:
    """One board with somebody in every role, and a second board's officer."""

    def __init__(self) -> None:
        self.board = factories.board()
        self.officer = factories.officer(self.board)
        self.author = factories.user(board=self.board, role="author")
        roles = {"member": "member", "partner": "partner"}
        users = {name: factories.user(board=self.board, role=role) for name, role in roles.items()}
        users |= {
            "officer": self.officer,
            "author": self.author,
            "stranger": factories.user(),
            "other officer": factories.officer(factories.board()),
        }
        self.users = users
        self.viewers: dict[str, Viewer] = {name: viewer_for(user) for name, user in users.items()}
        self.viewers["public"] = PUBLIC

    def who_sees(self, record: models.Model) -> set[str]:
        """Asked of the queryset; and the object gives the same answer."""
        manager = type(record)._default_manager
        seen = {
            name
            for name, viewer in self.viewers.items()
            if manager.visible_to(viewer).filter(pk=record.pk).exists()  # type: ignore[attr-defined]
        }
        assert seen == {name for name, viewer in self.viewers.items() if can_see(viewer, record)}
        return seen


@pytest.fixture
def world() -> World:
    return World()


def _closed(kind: str) -> dict[str, Any]:
    if kind == "open":
        return {}
    return factories.exempt() | {"restriction": kind}


@pytest.mark.parametrize(
    ("state", "seers"),
    [
        ("draft", {"officer", "author"}),
        ("called", EVERYONE),
        ("agenda_published", EVERYONE),
        ("held", EVERYONE),
    ],
)
def test_who_sees_a_meeting(world: World, state: str, seers: set[str]) -> None:
    assert world.who_sees(factories.meeting(world.board, state=state)) == seers


@pytest.mark.parametrize(
    ("state", "kind", "seers"),
    [
        ("called", "open", {"officer", "author"}),
        ("called", "exempt", {"officer"}),
        ("agenda_published", "open", EVERYONE),
        ("agenda_published", "exempt", BOARD_AND_OFFICER),
        ("agenda_published", "confidential", {"officer"}),
    ],
)
def test_who_sees_an_item(world: World, state: str, kind: str, seers: set[str]) -> None:
    meeting = factories.meeting(world.board, state="called")
    item = factories.item(meeting, **_closed(kind))
    if state == "agenda_published":
        publish_agenda(meeting, by=world.officer)

    assert world.who_sees(item) == seers


@pytest.mark.parametrize(
    ("state", "kind", "seers"),
    [
        ("draft", "open", {"officer", "author"}),
        ("draft", "exempt", {"officer", "author"}),
        ("published", "open", EVERYONE),
        ("published", "exempt", BOARD_AND_OFFICER),
        ("published", "confidential", {"officer"}),
        ("withdrawn", "open", EVERYONE),
        ("withdrawn", "exempt", BOARD_AND_OFFICER),
        ("withdrawn", "confidential", {"officer"}),
    ],
)
def test_who_sees_a_paper(world: World, state: str, kind: str, seers: set[str]) -> None:
    item = factories.item(factories.meeting(world.board))
    by = world.author if state == "draft" else world.officer
    paper = factories.paper(item, by=by, **_closed(kind))
    steps: list[Callable[[], object]] = [
        lambda: factories.public_paper(paper, by=world.officer),
        lambda: withdraw_paper(paper, by=world.officer, reason="Replaced"),
    ]
    for step in steps[: ("draft", "published", "withdrawn").index(state)]:
        step()

    assert world.who_sees(paper) == seers


@pytest.mark.parametrize(
    ("kind", "seers"), [("exempt", BOARD_AND_OFFICER), ("confidential", {"officer"})]
)
def test_a_paper_is_as_closed_as_the_item_it_stands_on(
    world: World, kind: str, seers: set[str]
) -> None:
    item = factories.item(factories.meeting(world.board))
    paper = factories.paper(item)
    factories.public_paper(paper, by=world.officer)
    type(item).objects.filter(pk=item.pk).update(**_closed(kind))

    assert world.who_sees(paper) == seers


@pytest.mark.parametrize("kind", ["exempt", "confidential"])
def test_a_named_grant_opens_one_restricted_paper(world: World, kind: str) -> None:
    item = factories.item(factories.meeting(world.board))
    paper, other = (factories.paper(item, name, **_closed(kind)) for name in ("One", "Two"))
    for each in (paper, other):
        factories.public_paper(each, by=world.officer)
    factories.grant(paper, world.users["partner"], by=world.officer)

    assert "partner" in world.who_sees(paper)
    assert "partner" not in world.who_sees(other)


@pytest.mark.parametrize("kind", ["exempt", "confidential"])
@pytest.mark.parametrize(
    ("lasts", "opens"),
    [
        ({"ends_on": 0}, True),
        ({"ends_on": 30}, True),
        ({"ends_on": -1}, False),
        ({"ends_on": 30, "ended": True}, False),
        ({"ended": True}, False),
    ],
)
def test_a_grant_opens_to_its_last_day_or_until_it_is_ended(
    world: World, kind: str, lasts: dict[str, int], opens: bool
) -> None:
    """To the grantee alone, who is a stranger to the board; a live grant of another adds none."""
    paper = factories.paper(factories.item(factories.meeting(world.board)), **_closed(kind))
    factories.public_paper(paper, by=world.officer)
    days = lasts.get("ends_on")
    ended = {"ended_at": timezone.now(), "ended_by": world.officer} if lasts.get("ended") else {}
    without = world.who_sees(paper)
    day = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    factories.grant(paper, world.users["stranger"], by=world.officer, ends_on=day, **ended)
    assert world.who_sees(paper) == (without | {"stranger"} if opens else without)

    factories.grant(paper, world.users["partner"], by=world.officer)
    assert world.who_sees(paper) - {"partner"} == (without | {"stranger"} if opens else without)


@pytest.mark.parametrize(
    ("state", "kind", "seers"),
    [
        ("draft", "open", {"officer"}),
        ("published_draft", "open", EVERYONE),
        ("published_draft", "exempt", BOARD_AND_OFFICER),
        ("published_draft", "confidential", {"officer"}),
    ],
)
def test_who_sees_a_minute(world: World, state: str, kind: str, seers: set[str]) -> None:
    minutes = factories.minutes(factories.meeting(world.board, state="held"), state=state)
    minute = factories.minute(minutes, **_closed(kind))

    assert world.who_sees(minute) == seers
    assert world.who_sees(minutes) == (EVERYONE if state == "published_draft" else {"officer"})
    _action_is_as_closed_as_its_minute(world, minute, seers)


def _action_is_as_closed_as_its_minute(world: World, minute: Minute, seers: set[str]) -> None:
    """So are those who owe it, and what they report once an officer took it."""
    action = Action.objects.create(minute=minute, position=1, text="Write to the port")
    owner = ActionOwner.objects.create(action=action, position=1, name="Ann Example")
    report = ActionReport.objects.create(action=action, by_name="Ann Example", text="Sent.")

    assert world.who_sees(action) == world.who_sees(owner) == seers
    assert world.who_sees(report) == {"officer"}
    assert world.who_sees(take_report(report, by=world.officer)) == seers


@pytest.mark.parametrize(
    ("state", "kind", "seers"),
    [
        ("draft", "open", {"officer"}),
        ("published_draft", "open", EVERYONE),
        ("published_draft", "exempt", BOARD_AND_OFFICER),
        ("published_draft", "confidential", {"officer"}),
    ],
)
def test_who_sees_a_vote_and_an_interest_and_a_correction_of_a_minute(
    world: World, state: str, kind: str, seers: set[str]
) -> None:
    meeting = factories.meeting(world.board, state="held")
    minutes = factories.minutes(meeting, state=state)
    # The item is open: what its minute closes, the interest in it does not tell either.
    minute = factories.minute(minutes, item=meeting.items.get(), **_closed(kind))
    with factories.past_the_walls():
        person = minutes.attendances.create(name="Ada Byron", position=1)
        vote = Vote.objects.create(
            minute=minute, position=1, motion="That it be so.", manner="agreed", outcome="carried"
        )
        interest = Declaration.objects.create(
            attendance=person, item=minute.item, kind="personal", nature="Knows her."
        )
    correction = minutes.corrections.create(
        minute=minute, old="one", made_at=timezone.now(), made_by=world.officer
    )

    for record in (vote, interest, correction):
        assert world.who_sees(record) == seers


JOINT_PEOPLE = ("joint officer", "joint author", "joint member", "joint partner")


@pytest.fixture
def joint(world: World) -> Meeting:
    """A meeting, not public yet, that a second board joins in; its people look too."""
    partners = factories.board("Joint Board")
    for name in JOINT_PEOPLE:
        user = factories.user(board=partners, role=name.split()[1])
        world.users[name] = user
    meeting = factories.meeting(world.board, items=0)
    meeting.joint_boards.add(partners)
    for name in JOINT_PEOPLE:
        world.viewers[name] = viewer_for(world.users[name])
    return meeting


def test_both_boards_of_a_joint_meeting_prepare_it(world: World, joint: Meeting) -> None:
    item = factories.item(joint)
    own, theirs = {"officer", "author"}, {"joint officer", "joint author"}

    assert world.who_sees(joint) == own | theirs
    assert world.who_sees(item) == own | theirs
    assert world.who_sees(factories.paper(item)) == {"officer", "joint officer"}


@pytest.mark.parametrize("kind", ["exempt", "confidential"])
def test_both_boards_of_a_joint_meeting_see_what_is_restricted(
    world: World, joint: Meeting, kind: str
) -> None:
    item = factories.item(joint, **_closed(kind))
    paper = factories.paper(item, **_closed(kind))
    call_meeting(joint, by=world.officer)
    publish_agenda(joint, by=world.officer)
    factories.public_paper(paper, by=world.officer)
    minutes = factories.minutes(joint, state="published_draft")
    minute = factories.minute(minutes, **_closed(kind))
    officers, members = {"officer", "joint officer"}, {"member", "joint member"}
    seers = officers | members if kind == "exempt" else officers

    assert world.who_sees(item) == seers
    assert world.who_sees(paper) == seers
    assert world.who_sees(minute) == seers


def test_a_joint_meeting_opens_nothing_else_of_either_board(world: World, joint: Meeting) -> None:
    other = factories.meeting(world.board, date=factories.LONG_AGO)

    assert not world.who_sees(other) & set(JOINT_PEOPLE)
    assert world.who_sees(factories.paper(factories.item(other))) == {"officer"}


def test_a_withheld_item_and_minute_are_listed_and_say_so(world: World) -> None:
    meeting = factories.meeting(world.board, state="called")
    factories.item(meeting, "Secret", **_closed("exempt"))
    publish_agenda(meeting, by=world.officer)
    minutes = factories.minutes(meeting, state="published_draft")
    factories.minute(minutes, "Secret", **_closed("exempt"))

    for viewer, withheld in ((PUBLIC, [False, True]), (world.viewers["member"], [False, False])):
        listed = meeting.items.listed_for(viewer)
        minuted = Minute.objects.filter(minutes=minutes).listed_for(viewer)
        assert [item.withheld for item in listed] == withheld
        assert [minute.withheld for minute in minuted] == withheld


def test_a_role_that_has_ended_opens_nothing(world: World) -> None:
    minutes: Minutes = factories.minutes(factories.meeting(world.board))
    factories.ended(world.officer, on=factories.LONG_AGO)

    assert not can_see(viewer_for(world.officer), minutes)
