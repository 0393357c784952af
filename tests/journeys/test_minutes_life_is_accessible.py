"""The pages of minutes once they are out: axe finds nothing, phones need no sideways scroll."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from minutes.approving import CorrectionDraft, approve_minutes
from minutes.models import Minute
from rotherham_hwb.packs.editions.minutes_files import sign_minutes
from tests import factories
from tests.journeys.walks import Walk
from tests.minutes.writing.test_references import drafted, publish, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARCH, MAY, JULY = dt.date(2017, 3, 15), dt.date(2017, 5, 31), dt.date(2017, 7, 5)
SEPTEMBER = dt.date(2017, 9, 20)
PLACE = "correction-0-place"


class Year:
    """Minutes signed, approved, and out as a draft; and a matter that runs through them."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board")
        self.olive = factories.officer(self.board)
        self.march = drafted(self.board, MARCH)
        self.first = write(self.march, "95", "Winter in the harbour towns", "It is cold.")
        publish(self.march)
        self.may = drafted(self.board, MAY)
        said = "Further to Minute No. 95 (Winter in the harbour towns), coats were bought."
        self.second = write(self.may, "3", "Coats", said, "That Minute No. 95 be closed.", "Two.")
        self.second.actions.create(position=1, text="Buy hats.", owner="Ivy Example")
        factories.minute(self.may, "The lease of the cannery", number="4", **factories.exempt())
        publish(self.may)
        self.july = drafted(self.board, JULY)
        self.third = write(self.july, "15", "Minutes of the previous meeting", "Minute No. 3.")
        wrong = CorrectionDraft(self.first, old="It is cold.", new="It was cold.")
        approve_minutes([self.march], in_minute=self.third, corrections=[wrong], by=self.olive)
        publish(self.july)
        sign_minutes(self.march, presided_by="Ada Byron", signed_on=JULY, by=self.olive)
        self.autumn = drafted(self.board, SEPTEMBER)
        self.fourth = write(self.autumn, "30", "Minutes of the previous meetings")

    def addresses(self) -> list[str]:
        record = (self.march, self.may, self.july, self.autumn)
        march, may, _, autumn = (each.meeting_id for each in record)
        return [
            self.may.get_absolute_url(),
            self.first.get_absolute_url(),
            f"{self.first.get_absolute_url()}thread/",
            f"{Minute.objects.get(number='4').get_absolute_url()}thread/",
            reverse("desk_minutes_approve", args=[autumn]),
            reverse("desk_minutes_approve", args=[march]),
            reverse("desk_minutes_correct", args=[march]),
            reverse("desk_minutes_sign", args=[march]),
            reverse("desk_minutes_sign", args=[may]),
            reverse("desk_meeting", args=[march]),
        ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    year = Year()
    for address in year.addresses():
        walk.visit(address, by=year.olive)

    assert walk.faults == []


def test_an_approval_is_seen_recorded_and_the_minutes_then_signed(walk: Walk) -> None:
    year = Year()
    page = walk.page(year.olive)
    page.goto(f"{walk.url}{reverse('desk_minutes_approve', args=[year.autumn.meeting_id])}")
    page.select_option(f"[name={PLACE}]", f"m{year.second.pk}")
    page.fill("[name=correction-0-old]", "coats were bought")
    page.fill("[name=correction-0-new]", "coats were hired")
    page.get_by_role("button", name="See what will be recorded").click()
    walk.look("approval", page)
    page.get_by_role("button", name="Record the approval").click()
    walk.visit(reverse("desk_minutes_sign", args=[year.may.meeting_id]), by=year.olive)

    assert walk.faults == []
    year.may.refresh_from_db()
    assert year.may.approved_in == year.fourth
