"""Minutes, notices, corrections and old packs pass the same checks as packs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from meetings.workflow import call_meeting
from minutes.correcting import CorrectionDraft
from minutes.models import DecisionNotice, Minutes
from rotherham_hwb.checks.minutes import check_corrections, check_minutes, check_notice
from rotherham_hwb.checks.notices import check_public_notice
from rotherham_hwb.checks.run import overrule
from rotherham_hwb.publishing.minutes import (
    correct_checked_minutes,
    publish_checked_minutes,
    send_checked_minutes,
)
from rotherham_hwb.publishing.notices import convene_checked_meeting
from tests import factories

pytestmark = pytest.mark.django_db
RESIDENT = "Mrs Edwina Crabshaw, 22 Tansy Close, Wath S63 7AB, asked about her son."


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def meeting(olive: User) -> Meeting:
    board = olive.roles.get().board
    return factories.meeting(board, by=olive, items=0, venue="Town Hall")


@pytest.fixture
def minutes(meeting: Meeting, olive: User) -> Minutes:
    call_meeting(meeting, by=olive)
    return factories.minutes(meeting)


def test_minutes_with_a_residents_address_do_not_go_to_the_chair(
    minutes: Minutes, olive: User, client: Client
) -> None:
    factories.minute(minutes, "Questions", text=RESIDENT)
    client.force_login(olive)
    press = reverse("desk_publish_minutes", args=[minutes.meeting_id])

    with pytest.raises(Refused, match="22 Tansy Close"):
        send_checked_minutes(minutes, by=olive)
    page = client.get(press).content.decode()
    assert "22 Tansy Close" in page
    client.post(press)
    minutes.refresh_from_db()
    assert minutes.state == "draft"


def test_an_overruled_finding_lets_minutes_go_on_to_the_public(
    minutes: Minutes, olive: User, client: Client
) -> None:
    factories.minute(minutes, "Questions", text=RESIDENT)
    (found,) = check_minutes(minutes).stops
    client.force_login(olive)
    where = reverse("desk_overrule", args=[minutes.meeting_id]) + "?of=minutes"

    client.post(where, {"finding": found.key, "reason": "She asked to be named."})

    send_checked_minutes(minutes, by=olive)
    assert publish_checked_minutes(minutes, by=olive).state == "published_draft"


def test_a_restricted_minutes_words_in_an_open_one_are_found(minutes: Minutes) -> None:
    secret = factories.exempt("A purchase")
    factories.minute(minutes, "Offer of Harker Holdings", text="£412,350.", **secret)
    factories.minute(minutes, "Budget", text="Harker Holdings gets 412350 pounds.")

    (found,) = check_minutes(minutes).stops

    assert (found.code, found.where.endswith("Budget")) == ("leak", True)
    assert "harkerholdings" in found.sentence
    assert "412350 pounds" in found.sentence


def test_a_restricted_minute_may_say_what_it_says(minutes: Minutes) -> None:
    factories.minute(minutes, "Offer", text=RESIDENT, **factories.exempt("A purchase"))

    assert check_minutes(minutes).stops == ()


def test_the_public_summary_of_a_restricted_minute_is_read_too(minutes: Minutes) -> None:
    summary = {"public_summary": f"The board heard of {RESIDENT}"}
    factories.minute(minutes, "Offer", text="No.", **factories.exempt("A purchase"), **summary)

    assert [each.code for each in check_minutes(minutes).stops] == ["personal"]


def test_a_decision_notice_is_checked(minutes: Minutes) -> None:
    notice = DecisionNotice(minute=factories.minute(minutes, "Grant"), reasons=RESIDENT)

    assert [each.code for each in check_notice(notice).stops] == ["personal"]


def test_a_public_notice_is_checked_and_a_venue_is_no_home(meeting: Meeting, olive: User) -> None:
    meeting.venue = "12 High Street, Rotherham S60 1AE"
    assert check_public_notice(meeting).stops == ()

    late = "Ring Mrs Ada Moss on 01709 362514."
    with pytest.raises(Refused, match="01709 362514"):
        convene_checked_meeting(meeting, shorter_notice=late, by=olive)


def test_a_correction_with_personal_data_wants_a_reason(minutes: Minutes, olive: User) -> None:
    minute = factories.minute(minutes, "Questions", text="A resident asked.")
    send_checked_minutes(minutes, by=olive)
    publish_checked_minutes(minutes, by=olive)
    draft = CorrectionDraft(minute, "A resident", RESIDENT, minutes)

    assert [each.code for each in check_corrections(minutes, [draft]).stops] == ["personal"]
    with pytest.raises(Refused, match="22 Tansy Close"):
        correct_checked_minutes(minutes, draft, made_in=None, by=olive)
    why = "She asked to be named."
    correct_checked_minutes(minutes, draft, made_in=None, overruling=why, by=olive)

    assert minutes.corrections.get().new == RESIDENT
    assert minutes.meeting.overrules.get().reason == why


@pytest.mark.parametrize("of", ["minutes", "notice", "decision", "decision&minute=9", "x"])
def test_the_checks_of_what_is_not_there_are_not_found(
    client: Client, meeting: Meeting, olive: User, of: str
) -> None:
    client.force_login(olive)
    answer = client.get(reverse("desk_checks", args=[meeting.pk]) + f"?of={of}&now=1")

    assert answer.status_code == (200 if of == "notice" else 404)


def test_no_reason_overrules_what_is_not_there(minutes: Minutes, olive: User) -> None:
    factories.minute(minutes, "Questions", text=RESIDENT)
    (found,) = check_minutes(minutes).stops

    with pytest.raises(Refused, match="Say why"):
        overrule(minutes.meeting, found, reason=" ", by=olive)
