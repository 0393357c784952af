"""What the pages promise that move, cancel or announce a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, AuditEvent, Board, Meeting
from meetings.workflow import cancel_meeting, convene_meeting
from tests import factories
from tests.desk.promises.presses import (
    SOON,
    Press,
    agenda_is_out,
    given,
    public,
    reads,
    refused,
    seen,
    status,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/meetings/cancel", "desk/meetings/postpone", "desk/meetings/reinstate")
def test_cancelling_postponing_and_reinstating_keep_what_their_pages_promise(
    press: Press, board: Board
) -> None:
    meeting = agenda_is_out(board, press.user)

    def page_says(words: str, reason: str) -> Callable[[], bool]:
        return lambda: words in public(meeting) and reason in public(meeting)

    def as_it_was() -> bool:
        return "Report 1" in public(meeting) and given(meeting) == {200}

    def cancelled() -> bool:
        meeting.refresh_from_db()
        return not refused(lambda: cancel_meeting(meeting, by=press.user, reason="Again."))

    def address(name: str) -> str:
        return reverse(name, args=[meeting.pk])

    offers = "desk_reinstate_meeting"
    press.keeps(
        address("desk_postpone_meeting"),
        {
            "The meeting is marked": page_says("Postponed", "The pier is closed."),
            "Its page keeps what was published": as_it_was,
            "Everyone: the meeting’s page": page_says("Postponed", "The pier is closed."),
            "Yes, until a new date": lambda: press.client.get(address(offers)).status_code == 200,
        },
        reason="The pier is closed.",
    )
    press.keeps(
        address(offers),
        {
            "The meeting is public again": as_it_was,
            "its page says that it goes ahead": page_says("Goes ahead", "The pier is open."),
            "Everyone: the meeting’s page": page_says("Goes ahead", "The pier is open."),
            "Yes: you can cancel it": cancelled,
        },
        reason="The pier is open.",
    )
    assert cancel_is_read_back(press, board)


def cancel_is_read_back(press: Press, board: Board) -> bool:
    meeting = factories.meeting(
        board, by=press.user, date=SOON + dt.timedelta(days=7), venue="Quay"
    )
    convene_meeting(meeting, by=press.user)
    said = "Nobody can come."
    press.keeps(
        reverse("desk_cancel_meeting", args=[meeting.pk]),
        {
            "The meeting is marked": lambda: "Cancelled" in public(meeting),
            "Its agenda and papers stay": lambda: meeting.items.exists(),
            "Everyone: the meeting’s page": lambda: said in public(meeting),
            "Yes, until the day is past": lambda: (
                press.client.get(reverse("desk_reinstate_meeting", args=[meeting.pk])).status_code
                == 200
            ),
        },
        reason=said,
    )
    return True


@reads("desk/meetings/delete")
def test_deleting_a_planned_meeting_keeps_what_its_page_promises(
    press: Press, board: Board
) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    pk, address = meeting.pk, meeting.get_absolute_url()
    press.keeps(
        reverse("desk_delete_meeting", args=[pk]),
        {
            "The meeting and the items": lambda: (
                not (Meeting.objects.filter(pk=pk).exists() or AgendaItem.objects.exists())
            ),
            "The log keeps": lambda: AuditEvent.objects.filter(
                action="delete", record_id=str(pk), actor_id=press.user.pk, board_id=board.pk
            ).exists(),
            "Officers only": lambda: status(address) == 404,
            "No": lambda: not Meeting.objects.filter(pk=pk).exists(),
        },
    )


@reads("desk/meetings/notice")
def test_a_new_notice_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    convene_meeting(meeting, by=press.user)
    assert not meeting.public_notices.exists()
    Meeting.objects.filter(pk=meeting.pk).update(venue="Town Hall")

    def notice() -> str:
        return meeting.public_notices.get().get_absolute_url()

    press.keeps(
        reverse("desk_notice", args=[meeting.pk]),
        {
            "A notice of its date": lambda: "Town Hall" in seen(notice()),
            "Everyone": lambda: status(notice()) == 200,
            "No: When the meeting moves": lambda: (
                status(reverse("desk_move_meeting", args=[meeting.pk])) != 404
            ),
        },
    )
