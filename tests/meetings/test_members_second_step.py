"""Exempt papers open to a board's members after a second step of signing in alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.access import RoleKind, can_see, viewer_for
from meetings.doors import viewer_at_the_door
from meetings.models import Board, Meeting, User
from reports.models import Paper
from rotherham_hwb.desk.people.who_sees import rows_of
from tests import factories
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", members_need_second_step=True)


@pytest.fixture
def ruth(board: Board) -> User:
    return factories.user("Ruth Marsh", board=board, role="member")


@pytest.fixture
def meeting(board: Board) -> Meeting:
    return factories.meeting(board, state="called")


@pytest.fixture
def secret(meeting: Meeting) -> Paper:
    made = factories.paper(factories.item(meeting), "The secret sale", **factories.exempt())
    factories.public_paper(made, by=factories.officer(meeting.board))
    return made


@pytest.fixture
def plain(meeting: Meeting) -> Paper:
    made = factories.paper(factories.item(meeting), "The open paper")
    factories.public_paper(made, by=factories.officer(meeting.board))
    return made


def status(client: Client, paper: Paper) -> int:
    return client.get(f"/papers/{paper.pk}/").status_code


def test_it_is_asked_for_unless_the_board_says_otherwise() -> None:
    assert Board(name="New").members_need_second_step


def test_until_it_is_set_up_what_is_open_is_open_and_what_is_exempt_is_not(
    client: Client, ruth: User, secret: Paper, plain: Paper
) -> None:
    client.force_login(ruth)
    assert (status(client, plain), status(client, secret)) == (200, 404)
    assert client.get("/reading/").status_code == 200
    assert "The secret sale" not in client.get("/").content.decode()

    factories.TOTP.activate(ruth, factories.APP_SECRET)

    assert (status(client, plain), status(client, secret)) == (200, 200)


def test_a_member_is_led_to_set_it_up_and_offered_a_passkey_first(
    client: Client, ruth: User
) -> None:
    sign_in(client, ruth)

    assert client.get("/signed-in/")["Location"] == "/account/"
    said = client.get("/account/").content.decode()
    assert "Exempt papers open to you once" in said
    assert 0 < said.index("Add a passkey") < said.index("Set up an authenticator app")
    assert "Not now: go to my meetings" in said


def test_who_has_set_it_up_is_asked_for_it(client: Client, ruth: User, secret: Paper) -> None:
    factories.TOTP.activate(ruth, factories.APP_SECRET)
    given = {"login": ruth.email, "password": factories.PASSWORD}
    assert client.post("/sign-in/", given)["Location"] == "/sign-in/code/"
    assert status(client, secret) == 404

    other = Client()
    sign_in(other, ruth)
    assert other.get("/signed-in/")["Location"] == "/reading/"
    assert status(other, secret) == 200


def test_a_board_or_the_setting_can_do_without(
    client: Client, ruth: User, secret: Paper, board: Board, settings: Any
) -> None:
    client.force_login(ruth)
    settings.REQUIRE_SECOND_STEP = False
    assert status(client, secret) == 200
    settings.REQUIRE_SECOND_STEP = True
    assert status(client, secret) == 404

    Board.objects.filter(pk=board.pk).update(members_need_second_step=False)

    assert status(client, secret) == 200
    assert client.get("/signed-in/")["Location"] == "/reading/"


def test_one_board_that_asks_closes_nothing_of_another(ruth: User, secret: Paper) -> None:
    other = factories.board("Easy Board")
    factories.give(ruth, other, RoleKind.MEMBER)
    paper = factories.paper(factories.item(factories.meeting(other)), **factories.exempt())
    factories.public_paper(paper, by=factories.officer(other))

    viewer = viewer_at_the_door(ruth)

    assert can_see(viewer, paper)
    assert not can_see(viewer, secret)
    assert can_see(viewer_for(ruth), secret), "it is the step that is wanting, not the role"


def test_of_a_joint_meeting_it_waits_as_well(board: Board, ruth: User) -> None:
    host = factories.board("Host")
    meeting = factories.meeting(host, state="called")
    meeting.joint_boards.add(board)
    item = factories.item(meeting, **factories.exempt())
    type(item).objects.filter(pk=item.pk).update(published_at=meeting.called_at)

    assert not can_see(viewer_at_the_door(ruth), item)
    assert can_see(viewer_for(ruth), item)


def test_who_may_see_what_tells_who_waits(board: Board, ruth: User) -> None:
    (row,) = (row for row in rows_of(board) if row.name == "Ruth Marsh")
    assert row.waits
    assert dict(row.answers)["Open papers"]
    assert not dict(row.answers)["Exempt papers"]

    factories.TOTP.activate(ruth, factories.APP_SECRET)

    (row,) = (row for row in rows_of(board) if row.name == "Ruth Marsh")
    assert not row.waits
    assert dict(row.answers)["Exempt papers"]
