"""What most tests of the desk begin with; a file whose board differs has its own."""

import pytest
from django.test import Client

from meetings.models import AgendaItem, Board, User
from tests import factories


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    """An officer of the board, signed in."""
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


@pytest.fixture
def item(board: Board, olive: User) -> AgendaItem:
    """The one item of a draft agenda."""
    meeting = factories.meeting(board, by=olive)
    item: AgendaItem = meeting.items.get()
    return item
