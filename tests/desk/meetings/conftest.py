from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Board
from meetings.timetable import timetable


@pytest.fixture
def soon(board: Board) -> dt.date:
    """A day far enough ahead on which the council works."""
    day = timezone.localdate() + dt.timedelta(days=40)
    while timetable(board).working_days.why_not(day):
        day += dt.timedelta(days=1)
    return day
