"""Minutes to take away, whole or one alone, and the leaves that are signed."""

from __future__ import annotations

import datetime as dt
import hashlib

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import User
from minutes import workflow
from minutes.approving import CorrectionDraft, approve_minutes
from minutes.models import Minutes, SignedMinutes
from rotherham_hwb.packs.editions.minutes_files import set_leaves, sign_minutes
from tests import factories
from tests.public.world import HELD_ON, Town

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LATER = dt.date(2025, 3, 19)


@pytest.fixture
def town() -> Town:
    return Town(timezone.localdate())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def given(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    return b"".join(answer)


def whole(minutes: Minutes) -> str:
    return reverse("minutes_file", args=[minutes.meeting_id])


def extract(minutes: Minutes, number: str) -> str:
    return reverse("minute_extract", args=[minutes.meeting_id, number])


def member(town: Town) -> User:
    return factories.user(board=town.board, role="member")


def test_the_public_get_the_minutes_without_what_is_withheld(client: Client, town: Town) -> None:
    public = text_of(given(client, whole(town.minutes)))
    client.force_login(member(town))
    full = text_of(given(client, whole(town.minutes)))

    assert "Draft minutes, to be approved at a later meeting." in public
    assert "That the report be noted." in public
    assert "A RESTRICTED MATTER" in public.upper()
    assert "cannery" not in public.lower()
    assert "cannery" in full.lower()


def test_a_confidential_minute_is_for_officers_alone(client: Client, town: Town) -> None:
    closed = {"restriction": "confidential", "safe_title": "Another matter"}
    factories.minute(town.minutes, "The SECRET bell", number="43", **closed)
    client.force_login(member(town))
    assert "SECRET" not in text_of(given(client, whole(town.minutes)))
    assert "SECRET" not in text_of(given(client, extract(town.minutes, "43")))
    client.force_login(town.officer)
    assert "SECRET" in text_of(given(client, whole(town.minutes))).replace("secret", "SECRET")


def test_an_extract_holds_one_minute_and_says_of_what(client: Client, town: Town) -> None:
    one = text_of(given(client, extract(town.minutes, "41")))

    assert "Extract from the minutes of Wednesday, 22nd January, 2025" in one
    assert "That the report be noted." in one
    assert "Ada Byron" not in one
    assert "restricted matter" not in one.lower()
    withheld = text_of(given(client, extract(town.minutes, "42")))
    assert "A RESTRICTED MATTER" in withheld.upper()
    assert "cannery" not in withheld.lower()


def test_what_is_not_published_is_not_found(client: Client, town: Town) -> None:
    draft = factories.minutes(town.ready)
    number = draft.entries.get().number

    for address in (whole(draft), extract(draft, number), extract(town.minutes, "99")):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "ETag" not in answer.headers
    client.force_login(town.officer)
    assert "Draft: not yet seen by the Chair." in text_of(given(client, whole(draft)))


def test_a_copy_that_still_holds_is_not_sent_again(client: Client, town: Town) -> None:
    tag = client.get(whole(town.minutes)).headers["ETag"]

    assert client.get(whole(town.minutes), headers={"If-None-Match": tag}).status_code == 304


def approved(town: Town) -> None:
    """The minutes of the town, approved with a correction at a meeting still in draft minutes."""
    meeting = factories.meeting(town.board, date=LATER, state="held", by=town.officer)
    draft = workflow.start_minutes(Minutes(meeting=meeting), by=town.officer)
    minute = factories.minute(draft, "Minutes of the previous meeting", number="50")
    wrong = CorrectionDraft(town.minute, old="again in May", new="again in June")
    approve_minutes([town.minutes], in_minute=minute, corrections=[wrong], by=town.officer)


def test_the_signed_leaves_are_numbered_and_hold_everything(town: Town) -> None:
    approved(town)
    signed = sign_minutes(
        town.minutes, presided_by="Councillor Ada Byron", signed_on=LATER, by=town.officer
    )
    pdf = signed.file.read()
    pages = pages_of(pdf)

    assert signed.sha256 == hashlib.sha256(pdf).hexdigest()
    assert (signed.first_leaf, signed.leaf_count) == (1, len(pages))
    assert all(f"Leaf {at}" in page for at, page in enumerate(pages, start=1))
    assert all("Initials:" in page for page in pages)
    words = text_of(pdf)
    assert "cannery" in words.lower()
    assert "again in June" in words
    assert "Signature:" in words
    assert "Name: Councillor Ada Byron" in words


def test_leaves_go_on_from_the_number_they_are_given(town: Town) -> None:
    pdf = set_leaves(town.minutes, 41, presided_by="Ada Byron", signed_on=LATER).pdf

    assert "Leaf 41" in pages_of(pdf)[0]


def test_only_officers_of_the_board_get_the_signed_file(client: Client, town: Town) -> None:
    approved(town)
    address = reverse("desk_minutes_signed", args=[town.held.pk])
    client.force_login(town.officer)
    assert client.get(address).status_code == 404
    sign_minutes(town.minutes, presided_by="Ada Byron", signed_on=LATER, by=town.officer)
    assert "Leaf 1" in text_of(given(client, address))

    for user in (member(town), factories.officer(factories.board())):
        client.force_login(user)
        assert client.get(address).status_code == 404
    assert "Approved as a correct record and signed." in text_of(
        given(Client(), whole(town.minutes))
    )
    assert SignedMinutes.objects.get().signed_on > HELD_ON
