"""The commands with which a new installation gets its first board and officer."""

import io
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.access import RoleKind, viewer_for
from meetings.boards import find_board
from meetings.models import AuditEvent, Board, User
from tests import factories

pytestmark = pytest.mark.django_db
GOOD = "twelve green bottles"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a line on the standard input of the command."""
    return lambda line: monkeypatch.setattr(sys, "stdin", io.StringIO(line))


def add_officer(board: str = "place-board", email: str = "ruth@example.org") -> None:
    call_command("add_officer", email, name="Ruth Marsh", board=board, stdout=io.StringIO())


def test_add_board_makes_a_board_with_a_slug_and_a_line_in_the_trail() -> None:
    said = io.StringIO()
    call_command("add_board", "Place Board", stdout=said)
    assert Board.objects.get().slug == "place-board"
    assert AuditEvent.objects.get().actor_name == "add_board"
    assert "--board place-board" in said.getvalue()


def test_add_board_refuses_a_name_that_is_taken_with_a_sentence() -> None:
    call_command("add_board", "Place Board", stdout=io.StringIO())
    with pytest.raises(CommandError, match="already exists"):
        call_command("add_board", "Place Board")
    assert Board.objects.count() == 1


def test_add_officer_makes_a_user_who_signs_in_and_acts_for_the_board(typed: Any) -> None:
    board = factories.board("Place Board")
    typed(f"{GOOD}\n")
    add_officer(board.slug, "Ruth@Example.org")
    user = User.objects.get()
    assert (user.email, user.check_password(GOOD)) == ("ruth@example.org", True)
    assert viewer_for(user).boards_as(RoleKind.OFFICER) == {board.pk}
    assert AuditEvent.objects.filter(actor_name="add_officer").count() == 2


def test_add_officer_without_a_board_makes_an_officer_of_the_council(typed: Any) -> None:
    typed(f"{GOOD}\n")
    add_officer("")
    viewer = viewer_for(User.objects.get())
    assert viewer.adds_boards
    assert viewer.is_officer
    assert not viewer.boards
    with pytest.raises(CommandError, match="already: nothing was changed"):
        add_officer("")


@pytest.mark.parametrize(
    ("password", "email", "sentence"),
    [
        ("short", "ruth@example.org", "too short"),
        ("", "ruth@example.org", "too short"),
        ("qwerty123456", "ruth@example.org", "too common"),
        (GOOD, "not an address", "valid email"),
    ],
)
def test_add_officer_refuses_a_weak_password_or_no_address_and_stores_nothing(
    typed: Any, password: str, email: str, sentence: str
) -> None:
    board = factories.board()
    typed(f"{password}\n")
    with pytest.raises(CommandError, match=sentence):
        add_officer(board.slug, email)
    assert not User.objects.exists()


def test_add_officer_to_an_unknown_board_names_those_there_are(typed: Any) -> None:
    board = factories.board()
    typed(f"{GOOD}\n")
    with pytest.raises(CommandError, match=f"no board “nowhere” .*{board.slug}"):
        add_officer("nowhere")


def test_add_officer_keeps_the_password_of_somebody_who_signs_in_already(typed: Any) -> None:
    board, user = factories.board(), factories.user()
    typed("")
    add_officer(board.slug, user.email.upper())
    user.refresh_from_db()
    assert user.check_password(factories.PASSWORD)
    with pytest.raises(CommandError, match="already: nothing was changed"):
        add_officer(board.slug, user.email)


@pytest.mark.parametrize("name", ["health & wellbeing  BOARD", "HWBB", "hwb", "Well Being Board"])
def test_a_board_is_found_by_name_short_name_slug_or_variant(name: str) -> None:
    board = Board.objects.create(
        name="Health and Wellbeing Board",
        short_name="HWBB",
        slug="hwb",
        variants=["Well Being Board"],
    )
    assert find_board(name) == board
    assert find_board("Planning Board") is None
