"""The pages on which an officer has earlier minutes approved, corrected and signed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Board, User
from minutes.approving import approve_minutes
from minutes.models import Correction, Minute, Minutes, SignedMinutes
from tests import factories
from tests.minutes.writing.test_references import drafted, publish, write

pytestmark = pytest.mark.django_db
MAY, JULY = dt.date(2017, 5, 31), dt.date(2017, 7, 5)


class Desk:
    """Minutes of May that are out, and draft minutes of July with an item about them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.board = factories.board("Harbour Board")
        self.olive = factories.officer(self.board)
        self.may = drafted(self.board, MAY)
        self.told = write(self.may, "11", "Better Harbours", "It runs from 2020.")
        publish(self.may)
        self.july = drafted(self.board, JULY)
        write(self.july, "", "Apologies")
        item = factories.item(self.july.meeting, "Minutes", minutes_of=self.may.meeting)
        self.minute = write(self.july, "", "Minutes of the previous meeting")
        Minute.objects.filter(pk=self.minute.pk).update(item=item)
        client.force_login(self.olive)

    def page(self, name: str, minutes: Minutes) -> str:
        return reverse(f"desk_minutes_{name}", args=[minutes.meeting_id])

    def approval(self, **said: Any) -> Any:
        """What the approval page answers to a form with one correction."""
        form = {
            "approved": [self.may.pk],
            "in_minute": self.minute.pk,
            "write": "on",
            "correction-TOTAL_FORMS": "2",
            "correction-INITIAL_FORMS": "0",
            "correction-0-place": f"m{self.told.pk}",
            "correction-0-old": "2020",
            "correction-0-new": "2017-2025",
        }
        return self.client.post(self.page("approve", self.july), form | said)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_the_item_about_the_minutes_is_chosen_beforehand(desk: Desk) -> None:
    form = desk.client.get(desk.page("approve", desk.july)).context["form"]

    assert form.initial["approved"] == [desk.may.pk]
    assert form.initial["in_minute"] == desk.minute


@pytest.mark.slow
def test_what_will_be_recorded_is_shown_before_it_is(desk: Desk) -> None:
    shown = desk.approval()

    assert "“2017-2025” and not “2020”" in shown.content.decode()
    assert not Correction.objects.exists()

    done = desk.approval(seen=shown.context["seen"])

    assert done.url == reverse("desk_meeting", args=[desk.july.meeting_id])
    desk.may.refresh_from_db()
    assert (desk.may.state, desk.may.approved_in) == ("approved", desk.minute)
    assert Correction.objects.get().made_in == desk.minute
    assert desk.minute.resolutions.get().text == shown.context["limb"]


@pytest.mark.slow
def test_there_is_always_room_for_another_correction(desk: Desk) -> None:
    shown = desk.approval().context["corrections"]

    assert [each.initial.get("old") for each in shown] == ["2020", None, None]
    more = {
        "correction-TOTAL_FORMS": "3",
        "correction-INITIAL_FORMS": "1",
        "correction-1-place": f"w{desk.may.pk}",
        "correction-1-old": "The venue",
        "correction-1-new": "The Dock",
    }
    desk.approval(seen=desk.approval(**more).context["seen"], **more)
    assert list(Correction.objects.values_list("old", flat=True)) == ["2020", "The venue"]


@pytest.mark.slow
def test_words_changed_since_they_were_shown_are_shown_again(desk: Desk) -> None:
    seen = desk.approval().context["seen"]
    again = desk.approval(seen=seen, **{"correction-0-new": "2026"})

    assert "“2026” and not “2020”" in again.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.slow
def test_a_refusal_keeps_what_was_written(desk: Desk) -> None:
    wrong = {"correction-0-old": "2021"}
    page = desk.approval(seen=desk.approval(**wrong).context["seen"], **wrong).content.decode()

    assert "“2021” does not stand in minute 11" in page
    assert "2017-2025</textarea>" in page
    assert not Correction.objects.exists()


def test_a_correction_without_its_place_is_asked_for_it(desk: Desk) -> None:
    page = desk.approval(**{"correction-0-place": ""}).content.decode()

    assert "Choose where the words stand." in page
    assert "limb" not in desk.approval(**{"correction-0-place": ""}).context


def test_nothing_to_approve_says_so(desk: Desk) -> None:
    approve_minutes([desk.may], in_minute=desk.minute, by=desk.olive)
    page = desk.client.get(desk.page("approve", desk.july)).content.decode()

    assert "No earlier minutes wait to be approved" in page


def test_a_later_correction_shows_old_and_new(desk: Desk) -> None:
    approve_minutes([desk.may], in_minute=desk.minute, by=desk.olive)
    page = desk.page("correct", desk.may)
    form = {"place": f"m{desk.told.pk}", "old": "2020", "new": "2025", "made_in": desk.minute.pk}
    answer = desk.client.post(page, form, follow=True).content.decode()

    assert "Minute 11: “2020” should read “2025”" in answer
    assert Correction.objects.get().made_by == desk.olive
    again = desk.client.post(page, form | {"old": "1999"}).content.decode()
    assert "does not stand in minute 11" in again
    assert "1999</textarea>" in again


def test_minutes_that_are_not_out_have_no_page_of_corrections(desk: Desk) -> None:
    assert desk.client.get(desk.page("correct", desk.july)).status_code == 404


@pytest.mark.slow
def test_the_signature_is_recorded_with_numbered_leaves(desk: Desk) -> None:
    page = desk.page("sign", desk.may)
    assert "once a later meeting has approved" in desk.client.get(page).content.decode()
    assert desk.client.get(desk.page("leaves", desk.may)).status_code == 404
    desk.july.attendances.create(position=1, name="Ada Byron", role="in the Chair")
    approve_minutes([desk.may], in_minute=desk.minute, by=desk.olive)
    expected = desk.client.get(page).context["form"].initial
    assert expected == {"presided_by": "Ada Byron", "signed_on": JULY}
    seen = desk.client.get(page).context
    leaves = f"{desk.page('leaves', desk.may)}?{seen['leaves_query']}"
    printed = b"".join(desk.client.get(leaves))

    form = {"presided_by": "Ada Byron", "printed": seen["printed"]}
    day = {"signed_on_day": "6", "signed_on_month": "7", "signed_on_year": "2017"}
    refused = desk.client.post(page, form | day).content.decode()
    assert "did not meet on 6 July 2017" in refused
    shown = desk.client.post(page, form | day | {"signed_on_day": "5"}, follow=True)

    assert "Ada Byron, presiding" in shown.content.decode()
    assert SignedMinutes.objects.get().file.read() == printed


@pytest.mark.slow
def test_other_leaves_than_those_printed_are_not_kept(desk: Desk) -> None:
    page = desk.page("sign", desk.may)
    approve_minutes([desk.may], in_minute=desk.minute, by=desk.olive)
    printed = desk.client.get(page).context["printed"]
    form = {"presided_by": "Ben Okri", "printed": printed}
    form |= {"signed_on_day": "5", "signed_on_month": "7", "signed_on_year": "2017"}

    answer = desk.client.post(page, form)

    assert "print them anew" in answer.content.decode()
    assert not SignedMinutes.objects.exists()
    assert answer.context["leaves_query"] == "presided_by=Ben+Okri&signed_on=2017-07-05"
    leaves = f"{desk.page('leaves', desk.may)}?{answer.context['leaves_query']}"
    printed_anew = b"".join(desk.client.get(leaves))
    desk.client.post(page, form | {"printed": answer.context["printed"]})
    assert SignedMinutes.objects.get().file.read() == printed_anew


@pytest.mark.slow
def test_other_boards_officers_find_none_of_the_pages(desk: Desk) -> None:
    other: Board = factories.board()
    stranger: User = factories.officer(other)
    desk.client.force_login(stranger)

    for name in ("approve", "correct", "sign", "leaves", "signed"):
        assert desk.client.get(desk.page(name, desk.may)).status_code == 404
