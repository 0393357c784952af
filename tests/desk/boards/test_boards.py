"""Boards by screen: added, set up like another, named anew, a part of another, retired."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import board_settings
from meetings.access import RoleKind, viewer_for
from meetings.board_set_up import add_board, retire_board
from meetings.boards import end_role, find_board, give_role
from meetings.dated_names import change_name
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, DeadlineKind, Role, StandingItem, User
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def olive(client: Client) -> User:
    """An officer of the council, who serves no board yet."""
    made = factories.council_officer()
    client.force_login(made)
    return made


def boxes(name: str, day: dt.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def add(client: Client, name: str = "Harbour Board", **fields: Any) -> Board:
    said = {"name": name, "regime": "part_va", **fields}
    answer = client.post(reverse("desk_new_board"), said)
    assert answer.status_code == 302, answer.content.decode()
    return Board.objects.get(name=name)


def test_an_officer_of_the_council_adds_a_board_and_is_its_officer(
    client: Client, olive: User
) -> None:
    board = add(client, short_name="HB", purpose="It keeps the harbour.")

    assert viewer_for(olive).boards_as(RoleKind.OFFICER) == {board.pk}
    assert (board.slug, board.short_name) == ("harbour-board", "HB")
    assert board.report_templates.exists()
    page = client.get(reverse("desk_board", args=[board.slug])).content.decode()
    assert "It keeps the harbour." in page
    assert "Harbour Board" in client.get(reverse("boards")).content.decode()


def test_an_officer_of_one_board_adds_none_and_is_told_who_does(
    client: Client, olive: User
) -> None:
    client.force_login(factories.officer(factories.board()))

    assert client.get(reverse("desk_new_board")).status_code == 404
    assert client.get(reverse("desk_council_officers")).status_code == 404
    page = client.get(reverse("desk_boards")).content.decode()
    assert f"Boards are added by {olive.name}" in page
    with pytest.raises(Refused, match="ask one of them"):
        add_board(Board(name="New"), by=factories.officer(factories.board()))


def test_an_officer_of_the_council_sees_of_a_board_what_the_public_sees(
    client: Client, olive: User
) -> None:
    draft = factories.meeting(factories.board())

    viewer = viewer_for(olive)
    assert viewer.is_officer
    assert not viewer.boards
    assert client.get(reverse("desk_meeting", args=[draft.pk])).status_code == 404
    assert client.get(reverse("desk_board", args=[draft.board.slug])).status_code == 404
    assert client.get(reverse("desk_new_meeting"), follow=True).status_code == 200


def test_the_set_up_of_another_board_is_copied_and_not_its_people(
    client: Client, olive: User
) -> None:
    model = factories.board("Model Board", quorum=5, default_venue="Town Hall", purpose="Models.")
    factories.officer(model)
    board_settings.put_standing_item(StandingItem(board=model, title="Apologies"), by=olive)
    board_settings.set_deadlines(model, {DeadlineKind.DRAFTS: 9}, holds_from=TODAY, by=olive)

    board = add(client, like=model.pk, regime="non_statutory")

    assert (board.quorum, board.default_venue, board.purpose) == (5, "Town Hall", "")
    assert board.regime == "non_statutory"
    assert [each.title for each in board.standing_items.all()] == ["Apologies"]
    assert board.deadlines.get().days == 9
    assert [role.user for role in board.roles.all()] == [olive]


def test_two_boards_whose_names_have_one_address_get_two(client: Client, olive: User) -> None:
    add(client, "Harbour Board")
    assert add(client, "Harbour, Board").slug == "harbour-board-2"


def test_a_name_that_is_taken_is_refused_at_its_field(client: Client, olive: User) -> None:
    add(client)
    said = {"name": "Harbour Board", "regime": "part_va"}
    page = client.post(reverse("desk_new_board"), said).content.decode()
    assert "already exists" in page


def test_a_task_group_stands_under_its_board_and_no_board_under_itself(
    client: Client, olive: User
) -> None:
    board = add(client)
    group = add(client, "Dredging Task Group", parent=board.pk)

    assert "Dredging Task Group" in client.get(board.get_absolute_url()).content.decode()
    assert "Part of the" in client.get(group.get_absolute_url()).content.decode()
    said = {"regime": "part_va", "parent": group.pk}
    page = client.post(reverse("desk_board_about", args=[board.slug]), said).content.decode()
    assert "is a part of this board itself" in page


def test_what_a_board_is_is_changed(client: Client, olive: User) -> None:
    board = add(client)
    said = {"regime": "both", "variants": "Harbour Bd\n\nHARBOUR COMMITTEE", "short_name": "HB"}
    said["terms_of_reference"] = "To keep the harbour."

    client.post(reverse("desk_board_about", args=[board.slug]), said)

    board.refresh_from_db()
    assert board.variants == ["Harbour Bd", "HARBOUR COMMITTEE"]
    assert (board.regime, board.terms_of_reference) == ("both", "To keep the harbour.")
    assert find_board("harbour committee") == board


def test_a_renamed_board_keeps_the_old_name_on_what_is_older(client: Client, olive: User) -> None:
    board = add(client)
    old = factories.meeting(board, state="called", date=TODAY - dt.timedelta(days=90))
    new = factories.meeting(board, state="called", date=TODAY + dt.timedelta(days=30))
    since = TODAY - dt.timedelta(days=5)
    said = {"name": "Port Board", "why": "changed", **boxes("since", since)}

    client.post(reverse("desk_board_name", args=[board.slug]), said)

    board.refresh_from_db()
    assert (board.name, board.slug) == ("Port Board", "harbour-board")
    assert "Harbour Board" in client.get(old.get_absolute_url()).content.decode()
    page = client.get(new.get_absolute_url()).content.decode()
    assert "Port Board" in page
    assert "Harbour Board" not in page
    page = client.get(board.get_absolute_url()).content.decode()
    assert "Called Harbour Board until" in page
    assert find_board("Harbour Board") == board
    event = AuditEvent.objects.get(action="change the name of")
    assert (event.detail["before"], event.board_id) == ("Harbour Board", board.pk)


def test_a_misspelt_name_is_put_right_everywhere(client: Client, olive: User) -> None:
    board = add(client, "Harbuor Board")
    old = factories.meeting(board, state="called", date=TODAY - dt.timedelta(days=90))
    said = {"name": "Harbour Board", "why": "misspelt"}

    client.post(reverse("desk_board_name", args=[board.slug]), said)

    assert "Harbuor" not in Client().get(old.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"why": "changed"}, "Enter the first day of the new name."),
        ({"why": "changed", **boxes("since", TODAY + dt.timedelta(days=1))}, "on the day it chan"),
        ({"why": "changed", **boxes("since", TODAY - dt.timedelta(days=900))}, "a later day"),
        ({"why": "misspelt", "name": "Other Board"}, "already exists"),
        ({"why": "misspelt", "name": "Port\u200bBoard"}, "Take out the zero width space"),
    ],
)
def test_a_name_that_cannot_be_is_answered_with_a_sentence(
    client: Client, olive: User, said: dict[str, Any], sentence: str
) -> None:
    board = add(client)
    change_name(board, "Haven Board", since=TODAY - dt.timedelta(days=700), by=olive)
    factories.board("Other Board")

    address = reverse("desk_board_name", args=[board.slug])
    page = client.post(address, {"name": "Port Board"} | said).content.decode()

    assert sentence in page
    board.refresh_from_db()
    assert (board.name, len(board.former_names)) == ("Haven Board", 1)


def test_a_name_from_before_the_portal_is_added_and_removed(client: Client, olive: User) -> None:
    board = add(client)
    old = factories.meeting(board, state="called", date=dt.date(2015, 3, 4))
    address = reverse("desk_board_former", args=[board.slug])
    said = {"former_name": "Quay Committee", **boxes("until", dt.date(2025, 3, 31))}

    client.post(address, said)
    assert "Quay Committee" in Client().get(old.get_absolute_url()).content.decode()

    gone = reverse("desk_board_former_remove", args=[board.slug])
    client.post(gone, {"until": "2025-03-31"})
    assert "Quay Committee" not in Client().get(old.get_absolute_url()).content.decode()


def test_a_retired_board_keeps_its_pages_and_gets_no_meetings(client: Client, olive: User) -> None:
    board = add(client)
    old = factories.meeting(board, state="called", date=TODAY - dt.timedelta(days=90))
    last = TODAY - dt.timedelta(days=1)
    said = {**boxes("last_day", last), "reason": "The port took over."}

    client.post(reverse("desk_retire_board", args=[board.slug]), said)

    assert "This board meets no more" in client.get(board.get_absolute_url()).content.decode()
    assert client.get(old.get_absolute_url()).status_code == 200
    assert "Boards that meet no more" in client.get(reverse("boards")).content.decode()
    assert "Harbour Board" not in client.get(reverse("attending")).content.decode()
    board.refresh_from_db()
    with pytest.raises(Exception, match="meets no more after"):
        factories.meeting(board, date=TODAY)

    client.post(reverse("desk_reinstate_board", args=[board.slug]))
    assert factories.meeting(Board.objects.get(pk=board.pk), date=TODAY).pk


def test_a_board_that_is_to_meet_or_has_parts_is_not_retired(olive: User) -> None:
    board = add_board(Board(name="Harbour Board"), by=olive)
    part = add_board(Board(name="Task Group", parent=board), by=olive)
    with pytest.raises(Refused, match="Task Group is a part"):
        retire_board(board, last_day=TODAY, reason="", by=olive)

    retire_board(part, last_day=TODAY, reason="", by=olive)
    factories.meeting(board, state="called", date=TODAY + dt.timedelta(days=9))
    with pytest.raises(Refused, match="is planned: cancel it"):
        retire_board(board, last_day=TODAY, reason="", by=olive)


def test_officers_of_the_council_name_others_and_the_last_one_stays(
    client: Client, olive: User
) -> None:
    ruth = factories.officer(add(client))
    address = reverse("desk_council_officers")

    client.post(address, {"user": ruth.pk})
    assert viewer_for(ruth).adds_boards

    own = Role.objects.of_the_council().get(user=olive)
    client.post(reverse("desk_end_council_role", args=[own.pk]))
    assert not viewer_for(olive).adds_boards
    last = Role.objects.of_the_council().get(user=ruth)
    with pytest.raises(Refused, match="the last officer of the council"):
        end_role(last, by=ruth)


def test_the_database_lets_nobody_act_for_the_council_but_officers_told_of(olive: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(user=olive, kind=RoleKind.MEMBER)
    with pytest.raises(Exception, match="council_role_not_held_twice"), transaction.atomic():
        give_role(olive, None, RoleKind.OFFICER, by="a test")
    Role.objects.create(user=factories.user(), kind=RoleKind.OFFICER)
    with pytest.raises(IntegrityError, match="stands in its log"):
        transaction.get_connection().cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
