"""What the pages of minutes promise."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meetings.models import Board
from minutes.models import Minutes
from minutes.workflow import send_to_chair
from tests import factories
from tests.desk.promises.presses import (
    Press,
    reads,
    refused,
    seen,
    status,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/minutes/publish", "desk/minutes/return")
def test_the_ways_of_minutes_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, state="held", date=factories.LONG_AGO)
    minutes = factories.minutes(meeting)
    factories.minute(minutes, "The quay", text="The quay was discussed.")
    factories.minute(minutes, "The tender", public_summary="Bids came.", **factories.exempt())
    page = reverse("minutes", args=[meeting.pk])
    publish, back = (
        reverse(name, args=[meeting.pk]) for name in ("desk_publish_minutes", "desk_minutes_return")
    )

    def state() -> str:
        return str(Minutes.objects.get(pk=minutes.pk).state)

    def numbers() -> list[str]:
        return list(minutes.entries.order_by("position").values_list("number", flat=True))

    fixed = {
        "The minutes get their numbers": lambda: state() == "with_chair" and all(numbers()),
        "Officers only": lambda: status(page) == 404,
        "Yes: the chair can return": lambda: press.client.get(back).status_code == 200,
        "They keep their numbers": lambda: all(numbers()),
    }
    press.keeps(publish, fixed)
    kept = numbers()
    press.keeps(
        back,
        {
            "They can be changed again": lambda: state() == "draft",
            "They keep their numbers": lambda: numbers() == kept,
            "Officers only": lambda: status(page) == 404,
            "Yes: send them": lambda: (
                not refused(
                    lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
                )
            ),
        },
        reason="A name is wrong.",
        reasons="A name is wrong.",
    )
    press.keeps(
        publish,
        {
            "The minutes are published": lambda: "The quay was discussed." in seen(page),
            "Everyone": lambda: status(page) == 200,
            "of restricted minutes": lambda: (
                "The tender" not in seen(page) and "Bids came." in seen(page)
            ),
            "No: A later correction": lambda: refused(
                lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
            ),
        },
    )
