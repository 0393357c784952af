"""What the pages promise that change an agenda before it is published."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from meetings.board_settings import add_closure_days
from meetings.models import Board, ClosureDay
from meetings.timetable import timetable
from meetings.wording import page_date
from meetings.workflow import section_of
from tests import factories
from tests.desk.promises.presses import (
    Press,
    logged,
    public,
    reads,
    seen,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


FLOOD = dt.date(2027, 3, 15)
"""A Monday."""


@reads("desk/agenda/remove")
def test_an_item_that_is_removed_goes_as_its_page_promises(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, items=2)
    first, second = meeting.items.order_by("position")
    below = factories.item(meeting, "A part of it", parent=first)

    def added_again() -> bool:
        again = factories.item(meeting, first.title)
        return meeting.items.filter(pk=again.pk).exists()

    press.keeps(
        reverse("desk_agenda_remove", args=[meeting.pk, first.pk]),
        {
            "The item and its 1 sub-item go off": lambda: (
                list(meeting.items.values_list("title", "number")) == [(second.title, "1")]
            ),
            "Officers, authors and approvers alone": lambda: (
                second.title not in public(meeting)
                and second.title in seen(reverse("desk_agenda", args=[meeting.pk]), press.user)
            ),
            "Its words stay in the record": lambda: all(
                logged(board, press.user, f"Title: {each.title}") for each in (first, below)
            ),
            "you can add it again": added_again,
        },
    )


@reads("desk/agenda/remove_section")
def test_a_section_that_is_removed_leaves_its_items_as_its_page_promises(
    press: Press, board: Board
) -> None:
    meeting = factories.meeting(board, by=press.user, items=2)
    words = "The board is asked to decide."
    section = section_of(meeting, "For decision", words)
    assert section
    meeting.items.filter(number="1").update(section=section)
    before = list(meeting.items.values_list("title", "number"))

    def written_again() -> bool:
        section_of(meeting, "For decision")
        return meeting.sections.count() == 1

    press.keeps(
        reverse("desk_section_remove", args=[meeting.pk, section.pk]),
        {
            "Its heading and the paragraph below it go off": lambda: not meeting.sections.exists(),
            "Its 1 item stays where it is": lambda: (
                list(meeting.items.values_list("title", "number")) == before
            ),
            "Officers, authors and approvers alone": lambda: (
                before[0][0] not in public(meeting)
                and before[0][0] in seen(reverse("desk_agenda", args=[meeting.pk]), press.user)
            ),
            "Its words stay in the record": lambda: all(
                logged(board, press.user, said)
                for said in ("Heading: For decision", f"Introduction: {words}")
            ),
            "you can write the section again": written_again,
        },
    )


@reads("desk/boards/closure_remove")
def test_a_day_taken_off_the_list_counts_again_as_its_page_promises(
    press: Press, board: Board
) -> None:
    meeting = factories.meeting(board, by=press.user, state="called", date=FLOOD + dt.timedelta(2))
    ClosureDay.objects.create(date=FLOOD, name="The flood")
    closed = ClosureDay.objects.get()
    before = [each.due for each in timetable(board).deadlines(meeting.date)]

    def later() -> bool:
        after = [each.due for each in timetable(board).deadlines(meeting.date)]
        return all(old and new and new > old for old, new in zip(before, after, strict=True))

    def added_again() -> bool:
        add_closure_days([ClosureDay(date=FLOOD, name="The flood")], by=press.user)
        return [each.due for each in timetable(board).deadlines(meeting.date)] == before

    press.keeps(
        reverse("desk_remove_closure", args=[closed.pk]),
        {
            "“The flood” on": lambda: not ClosureDay.objects.exists(),
            "Every deadline that spans the day": later,
            "Everyone: the public pages": lambda: (
                f"Agenda due {page_date(timetable(board).publish_by(meeting.date))}"
                in seen(board.get_absolute_url())
            ),
            "Yes: add the day again": added_again,
        },
    )
