"""The chair's page behind the link: the whole draft, without what a link may not open."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from meetings.models import Board, User
from minutes.chair import revoke_link
from minutes.models import ChairLink, ChairProposal, Minute, Minutes
from minutes.workflow import send_to_chair, start_minutes, write_minute
from rotherham_hwb.notifications.chairs import send_chair_link
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.shown.chair_review import review_path
from tests import factories

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada Byron", "email": "ada@x.example"}


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", contact_email="board@x.example")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def draft(board: Board, olive: User) -> Minutes:
    meeting = factories.meeting(board, state="held", by=olive)
    made = start_minutes(Minutes(meeting=meeting), by=olive)
    write_minute(Minute(minutes=made, position=1, title="Ferries", text="Two ferrys sail."))
    secret = {"title": "The Okapi bid", "text": "Okapi asks for a million."}
    secret |= {"public_summary": "Terms were agreed."}
    write_minute(Minute(minutes=made, position=2, **secret, **factories.exempt("A contract")))
    return made


@pytest.fixture
def link(draft: Minutes, olive: User) -> ChairLink:
    return send_chair_link(send_to_chair(draft, by=olive), **ADA, by=olive)


def desk(olive: User) -> Client:
    client = Client()
    client.force_login(olive)
    return client


def test_the_chair_reads_all_but_what_was_taken_in_private(client: Client, link: ChairLink) -> None:
    page = client.get(review_path(link)).content.decode()

    assert "Two ferrys sail." in page
    assert "A contract" in page
    assert "Terms were agreed." in page
    assert "Okapi" not in page
    assert "One minute was taken in private" in page


def test_a_chair_who_signs_in_reads_the_rest(board: Board, link: ChairLink) -> None:
    client = Client()
    client.force_login(factories.user(board=board, role="member"))

    assert "Okapi asks for a million." in client.get(review_path(link)).content.decode()


def test_what_was_proposed_of_a_private_minute_stays_behind_signing_in(
    board: Board, client: Client, link: ChairLink, draft: Minutes
) -> None:
    member = Client()
    member.force_login(factories.user(board=board, role="member"))
    secret = draft.entries.get(position=2)
    words = {"old": "a million", "new": "Okapi’s two"}
    member.post(review_path(link), {"minute": str(secret.pk), **words})
    assert ChairProposal.objects.get().minute == secret

    assert "Okapi’s two" in member.get(review_path(link)).content.decode()
    assert "Okapi" not in client.get(review_path(link)).content.decode()


def test_no_private_minute_is_guessed_at_through_the_form(
    client: Client, link: ChairLink, draft: Minutes
) -> None:
    secret = draft.entries.get(position=2)

    answer = client.post(review_path(link), {"minute": str(secret.pk), "old": "Okapi", "new": ""})

    assert answer.status_code == 200
    assert not ChairProposal.objects.exists()


def test_the_chair_proposes_and_the_officers_are_told_once_without_the_words(
    client: Client, link: ChairLink, draft: Minutes, olive: User
) -> None:
    ferries = draft.entries.get(position=1)
    for new in ("Two ferries", "Three ferries"):
        said = {"minute": str(ferries.pk), "old": "Two ferrys", "new": new}
        page = client.post(review_path(link), said, follow=True).content.decode()
        assert "Your proposal is with the board’s officer." in page

    told = Message.objects.get(recipient=olive.email, subject__startswith="The chair proposes")
    assert "ferr" not in told.text
    proposal = ChairProposal.objects.first()
    assert proposal
    accept = f"/desk/meetings/{draft.meeting_id}/minutes/chair/{proposal.pk}/accept/"
    page = desk(olive).post(accept, follow=True).content.decode()
    assert "Accepted. The minutes are a draft" in page
    ferries.refresh_from_db()
    assert ferries.text == "Two ferries sail."
    assert client.get(review_path(link)).status_code == 410


def test_the_chair_agrees(client: Client, link: ChairLink, draft: Minutes, olive: User) -> None:
    page = client.post(review_path(link), {"agree": "yes"}, follow=True).content.decode()
    assert "You agreed to this draft on" in page
    assert "Send the proposal" not in page

    page = desk(olive).get(f"/desk/meetings/{draft.meeting_id}/minutes/").content.decode()
    assert "The chair agrees" in page


def test_an_over_link_says_why_and_gives_back_what_was_written(
    client: Client, link: ChairLink, olive: User
) -> None:
    path = review_path(link)
    assert client.get(f"{path}x").status_code == 404
    revoke_link(link, by=olive)

    answer = client.post(path, {"minute": "none", "old": "", "new": "Bo was there."})

    assert answer.status_code == 410
    assert "taken back" in answer.content.decode()
    assert "Bo was there." in answer.content.decode()
    assert client.get(f"{path}minutes.pdf").status_code == 410


def test_sending_to_the_chair_sends_the_link_with_the_checks(draft: Minutes, olive: User) -> None:
    client, address = desk(olive), f"/desk/meetings/{draft.meeting_id}/publish-minutes/"
    assert "E-mail address" in client.get(address).content.decode()

    client.post(address, ADA)

    draft.refresh_from_db()
    told = Message.objects.get(recipient="ada@x.example")
    found = re.search(r"http\S+", told.text)
    assert found
    assert draft.state == "with_chair"
    assert told.expires_at == ChairLink.objects.get().expires_at
    assert "Okapi" not in told.subject + told.text
    assert "taken in private" in told.text
    assert "Two ferrys" in Client().get(urlsplit(found[0]).path).content.decode()


def test_without_an_address_nothing_is_sent(draft: Minutes, olive: User) -> None:
    desk(olive).post(f"/desk/meetings/{draft.meeting_id}/publish-minutes/", {})

    draft.refresh_from_db()
    assert draft.state == "with_chair"
    assert not ChairLink.objects.exists()


def test_the_officer_takes_the_link_back_sends_another_and_refuses_a_change(
    client: Client, link: ChairLink, draft: Minutes, olive: User
) -> None:
    client.post(review_path(link), {"minute": "none", "old": "", "new": "Bo was there."})
    proposal, at = ChairProposal.objects.get(), f"/desk/meetings/{draft.meeting_id}/minutes/chair/"
    officer = desk(olive)
    assert "Bo was there." in officer.get(at).content.decode()

    officer.post(f"{at}{proposal.pk}/refuse/", {"reason": "Bo was not."})
    officer.post(f"{at}{link.pk}/revoke/")
    assert "<title>Error: " in officer.post(f"{at}send/", {"name": "Ada"}).content.decode()
    officer.post(f"{at}send/", ADA)

    page = officer.get(at).content.decode()
    assert "Bo was not." in page
    assert "Taken back" in page
    assert ChairLink.objects.count() == 2
    assert client.get(review_path(link)).status_code == 410


def test_an_officer_of_another_board_finds_none_of_it(link: ChairLink, draft: Minutes) -> None:
    away = desk(factories.officer(factories.board()))
    at = f"/desk/meetings/{draft.meeting_id}/minutes/chair/"

    assert away.get(at).status_code == 404
    assert away.post(f"{at}{link.pk}/revoke/").status_code == 404


@pytest.mark.slow
def test_the_draft_is_a_pdf_too_as_far_as_its_holder_may_read_it(
    client: Client, link: ChairLink
) -> None:
    answer = client.get(f"{review_path(link)}minutes.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.slow
def test_the_officer_reads_the_whole_draft_on_a_page_and_as_a_pdf(
    draft: Minutes, olive: User
) -> None:
    officer, page, pdf = desk(olive), draft.get_absolute_url(), f"/minutes/{draft.meeting_id}/"
    links = officer.get(f"/desk/meetings/{draft.meeting_id}/minutes/").content.decode()
    assert f'href="{page}"' in links
    assert f'href="{pdf}minutes.pdf"' in links

    assert "Okapi asks for a million." in officer.get(page).content.decode()
    assert officer.get(f"{pdf}minutes.pdf").headers["Content-Type"] == "application/pdf"
    assert Client().get(page).status_code == 404
