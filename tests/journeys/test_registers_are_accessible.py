"""The registers of decisions and attendance, and their desk: axe, valid HTML, phone widths."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from meetings.models import Board, Seat
from minutes import workflow as minutes_room
from minutes.decisions.notices import publish_notice, write_notice
from minutes.models import Attendance, Minute, Minutes, Resolution, Vote
from tests import factories
from tests.journeys.walks import Walk
from tests.minutes.decisions.test_notices import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Cabinet:
    """A board under the 2012 regulations with minutes that are public, and a draft."""

    def __init__(self) -> None:
        self.board: Board = factories.board("Harbour Cabinet", regime="both", quorum=3)
        self.olive = factories.officer(self.board)
        titles = ("Leader of the council", "Cabinet member for health", "Housing association")
        self.seats = [
            Seat.objects.create(board=self.board, position=place, title=title)
            for place, title in enumerate(titles)
        ]
        self.minutes = self._minutes(dt.date(2025, 1, 22))
        self._minutes(dt.date(2025, 3, 5))
        self._minutes(dt.date(2024, 3, 6))
        self.draft = self._minutes(dt.date(2025, 4, 2), publish=False)
        self.noticed, self.owed = self.minutes.entries.filter(restriction="open")
        write_notice(self.noticed, by=self.olive, **WHOLE, key_decision=True)
        publish_notice(self.noticed, by=self.olive)
        write_notice(self.owed, by=self.olive, reasons="The rent is fair.")

    def _minutes(self, day: dt.date, *, publish: bool = True) -> Minutes:
        meeting = factories.meeting(self.board, date=day, state="held", by=self.olive)
        made = minutes_room.start_minutes(Minutes(meeting=meeting), by=self.olive)
        kinds = ("present", "apologies", "not_required")
        roll = [
            Attendance(name=f"Holder {seat.position}", seat=seat, kind=kind, capacity="member")
            for seat, kind in zip(self.seats, kinds, strict=True)
        ]
        minutes_room.record_attendance(made, *roll)
        self._entry(made, "Repair of the long pier before winter")
        self._entry(made, "Lease of the boat house")
        self._entry(made, "Purchase of the cannery", **factories.exempt("A purchase of land"))
        if not publish:
            made.entries.update(number="")
            return made
        minutes_room.send_to_chair(made, by=self.olive)
        for minute in made.entries.all():
            self._vote(minute)
        return minutes_room.publish_minutes(made, by=self.olive)

    def _entry(self, minutes: Minutes, title: str, **fields: Any) -> Minute:
        minute = factories.minute(minutes, title, **fields)
        limbs = ("That the work be let to one builder.", "That the costs be noted.")
        for place, text in enumerate(limbs, start=1):
            kind = "noted" if place == 2 else "decision"
            Resolution.objects.create(
                minute=minute, position=place, label=f"({place})", text=text, kind=kind
            )
        return minute

    def _vote(self, minute: Minute) -> None:
        """A vote in full, of more members than this small world has seats."""
        counts = {"in_favour": 3, "against": 3, "abstained": 1, "casting": "for"}
        Vote.objects.create(
            minute=minute,
            position=1,
            motion="To let it",
            manner="named",
            outcome="carried",
            **counts,
        )

    def addresses(self) -> list[str]:
        meeting, draft = self.minutes.meeting_id, self.draft.meeting_id
        return [
            reverse("decisions"),
            f"{reverse('decisions')}?words=pier&since_day=40&since_month=1&since_year=2025",
            f"{reverse('decisions')}?words=zebra",
            f"{reverse('decisions')}?meeting={meeting}",
            self.noticed.decision_notice.get_absolute_url(),
            reverse("attendance", args=[self.board.slug]),
            reverse("attendance", args=[factories.board().slug]),
            self.board.get_absolute_url(),
            reverse("desk_decision_notices", args=[meeting]),
            reverse("desk_decision_notice", args=[meeting, self.owed.pk]),
            reverse("desk_publish_notice", args=[meeting, self.owed.pk]),
            reverse("desk_discard_minutes", args=[meeting]),
            reverse("desk_discard_minutes", args=[draft]),
            reverse("desk_board", args=[self.board.slug]),
            reverse("desk_board_settings", args=[self.board.slug]),
        ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    cabinet = Cabinet()
    for address in cabinet.addresses():
        walk.visit(address, by=cabinet.olive)

    assert walk.faults == []
