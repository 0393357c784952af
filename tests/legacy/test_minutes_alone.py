"""A file of minutes without an agenda, read apart and stored as a pack is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from meetings.models import Meeting
from minutes.models import Minutes
from rotherham_hwb.legacy.keep.importer import import_pack
from tests import factories
from tests.legacy import harbour

ALONE = (
    "HARBOUR BOARD\nMinutes of the meeting held on Tuesday 4 February 2014\n\n"
    "Present: Councillor Mary Mole (Chair), Ada Byron and Tom Tide\n\n"
    "7/14  Lighthouse painting\n\nIt was agreed that it be painted white.\n\n"
    "8/14  Dredging\n\nThe channel was dredged.\n"
)


@pytest.mark.slow
@pytest.mark.django_db
def test_minutes_alone_lend_their_board_and_day_to_the_meeting(tmp_path: Path) -> None:
    board = factories.board("Harbour Board")

    pack, new = import_pack(harbour.written(tmp_path, ALONE, "alone.txt"), by="a test")

    assert new
    assert pack.meeting == Meeting.objects.get(board=board, date=dt.date(2014, 2, 4))
    stored = Minutes.objects.get(meeting=pack.meeting)
    assert [each.number for each in stored.entries.order_by("position")] == ["7/14", "8/14"]
