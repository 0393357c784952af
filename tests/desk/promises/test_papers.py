"""What the pages of papers promise."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meetings.models import Board
from reports.models import Paper
from reports.signing import AskedPost, clear_paper, send_for_sign_off, take_back, take_up
from tests import factories
from tests.desk.promises.presses import (
    SOON,
    WHY,
    Press,
    reads,
    status,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/papers/clear_all", "desk/papers/clear_anyway", "desk/papers/defer")
def test_clearing_and_deferring_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    paper = factories.paper(meeting.items.get(), "Figures")
    asked = factories.paper(meeting.items.get(), "Forecast")
    send_for_sign_off(asked, [AskedPost("Finance")], by=press.user)

    def state(of: Paper) -> str:
        return str(Paper.objects.get(pk=of.pk).state)

    def hidden(of: Paper) -> bool:
        return status(of.get_absolute_url()) == 404

    press.keeps(
        reverse("desk_clear_papers", args=[meeting.pk]),
        {
            "You say that you have looked": lambda: state(paper) == "cleared",
            "Figures": lambda: (state(paper), state(asked)) == ("cleared", "sign_off"),
            "Nobody more than now": lambda: hidden(paper),
            "Yes: take a paper back": lambda: (
                take_back(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
    )
    press.keeps(
        reverse("paper_clear_anyway", args=[asked.pk]),
        {
            "The paper can go into": lambda: state(asked) == "cleared",
            "Your reason is kept": lambda: (
                WHY in press.client.get(reverse("desk_paper", args=[asked.pk])).content.decode()
            ),
            "Officers see the reason": lambda: hidden(asked),
            "The paper itself stays": lambda: hidden(asked),
            "Yes: take it back": lambda: (
                take_back(Paper.objects.get(pk=asked.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )
    clear_paper(paper, by=press.user)
    press.keeps(
        reverse("paper_defer", args=[paper.pk]),
        {
            "The paper stays where it is": lambda: paper.placements.count() == 1,
            "Its text and its recommendations": lambda: paper.versions.count() == 1,
            "Officers and its author": lambda: state(paper) == "deferred",
            "The public sees nothing": lambda: hidden(paper),
            "Yes: take it up again": lambda: (
                take_up(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )
