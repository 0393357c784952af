"""What the task list of a meeting's page says of what came after it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from minutes.approving import approve_minutes
from minutes.correcting import CorrectionDraft
from rotherham_hwb.desk.meetings.afterwards import Afterwards, read_afterwards
from tests import factories
from tests.factories.actions import asked

pytestmark = pytest.mark.django_db


def test_a_meeting_without_minutes_has_nothing_after_it() -> None:
    assert read_afterwards(None) is None


def test_the_tasks_after_a_meeting_say_how_many_there_are() -> None:
    board = factories.board()
    olive = factories.officer(board)
    action = asked(board, by=olive, text="The pier was seen.", date=dt.date(2024, 12, 4))[0]
    earlier = action.minute.minutes
    later = factories.minutes(factories.meeting(board, state="held", by=olive))
    in_minute = later.entries.get()

    assert read_afterwards(later) == Afterwards(
        "None yet", "None recorded", "None made", "None published"
    )

    approve_minutes(
        [earlier],
        in_minute=in_minute,
        corrections=[CorrectionDraft(action.minute, "pier", "quay")],
        by=olive,
    )

    told = read_afterwards(earlier)
    assert told
    assert told.actions.endswith(" to be done")
    assert told.corrections == "1"
    assert read_afterwards(later).approved == "1 approved"


def test_the_draft_says_which_minutes_its_meeting_had_before_it(client: Client) -> None:
    board = factories.board()
    olive = factories.officer(board)
    earlier = factories.meeting(board, state="held", by=olive, date=dt.date(2024, 12, 4))
    factories.minutes(earlier, state="published_draft", by=olive)
    later = factories.meeting(board, by=olive, items=0)
    factories.item(later, "Minutes of the previous meeting", minutes_of=earlier)
    factories.minutes(later)
    client.force_login(olive)

    page = client.get(reverse("desk_minutes", args=[later.pk])).content.decode()

    assert "had the minutes of Wednesday 4 December 2024 before it" in page
    assert reverse("desk_minutes_approve", args=[later.pk]) in page
