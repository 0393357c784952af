"""Published minutes read as they did when they were published, whatever a board sets later."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from meetings.access import PUBLIC
from meetings.models import Board
from minutes.attendance import attending
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs
from minutes.models import Minutes
from minutes.workflow import publish_minutes, send_to_chair
from rotherham_hwb.packs.contents.minutes import minutes_html
from tests import factories
from tests.factories import minuting

pytestmark = pytest.mark.django_db


def short_of_members(board: Board) -> Minutes:
    """Published minutes of a meeting with one member in the room and one taking part remotely."""
    officer = factories.officer(board)
    minutes = minuting.at_the_table(board, by=officer)
    minuting.there(minutes, "Ada Byron")
    minuting.there(minutes, "Ben Okri", mode="remote")
    entry = factories.minute(minutes, "Ferries", item=minutes.meeting.items.get())
    set_limbs(entry, [LimbDraft("That the ferry run.")], by=officer)
    attending.end_meeting(minutes, at=minuting.at(10), by=officer)
    minutes.refresh_from_db()
    send_to_chair(minutes, by=officer)
    return publish_minutes(minutes, by=officer)


def told(client: Client, minutes: Minutes) -> list[str]:
    """The texts of every page and print that shows what was decided, and who was there."""
    minutes = Minutes.objects.get(pk=minutes.pk)
    (entry,) = minutes.entries.all()
    address = entry.get_absolute_url()
    ours = (minutes.get_absolute_url(), address, f"{address}thread/")
    pages = (*ours, minutes.meeting.get_absolute_url())
    texts = [client.get(each).content.decode() for each in pages]
    return [*texts, minutes_html(minutes, PUBLIC)]


@pytest.mark.slow
def test_the_boards_new_word_and_new_rule_change_no_published_minutes(client: Client) -> None:
    board = minuting.seated_board(3, quorum=2)
    minutes = short_of_members(board)
    *before, printed = told(client, minutes)
    assert all("Resolved" in each for each in before)
    assert "The meeting was inquorate from 9.00 a.m." in printed

    Board.objects.filter(pk=board.pk).update(
        decision_word="Agreed", remote_counts_from=dt.date(2020, 1, 1)
    )

    *after, printed = told(client, minutes)
    assert all("Resolved" in each and "Agreed" not in each for each in after)
    assert "The meeting was inquorate from 9.00 a.m." in printed
    assert "Resolved:-" in printed
    assert "Inquorate from 9:00 am" in after[0]
