"""What every test of a promise has."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Board
from tests import factories
from tests.desk.promises.presses import Press


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", default_venue="Town Hall")


@pytest.fixture
def press(board: Board, client: Client) -> Press:
    return Press(client, factories.officer(board))
