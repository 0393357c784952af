"""One restricted paper opened to one person by name, on the desk and as they find it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from meetings.access import can_see, viewer_for
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, User
from reports.grants import end_grant
from reports.models import Paper, PaperGrant
from reports.workflow import withdraw_paper
from rotherham_hwb.notifications.grants import grant_paper
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "Sale of the harbour to Gannet plc"
TODAY = timezone.localdate()
SOON = TODAY + dt.timedelta(days=10)


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def ruth(board: Board) -> User:
    return factories.user("Ruth Marsh", board=board, role="partner")


@pytest.fixture
def paper(board: Board, olive: User) -> Paper:
    item = factories.item(factories.meeting(board))
    made = factories.paper(item, SECRET, by=olive, **factories.exempt())
    factories.public_paper(made, by=olive)
    made.refresh_from_db()
    return made


@pytest.fixture
def desk(client: Client, olive: User) -> Client:
    client.force_login(olive)
    return client


def given(paper: Paper, to: User, by: User, **changes: Any) -> PaperGrant:
    told: dict[str, Any] = {"reason": "She advises on the sale.", "ends_on": SOON} | changes
    return grant_paper(paper, to=to, by=by, **told)


def posted(to: User, ends_on: dt.date = SOON, reason: str = "She advises.") -> dict[str, Any]:
    day, month, year = ends_on.day, ends_on.month, ends_on.year
    days = {"ends_on_day": day, "ends_on_month": month, "ends_on_year": year}
    return {"user": to.pk, "reason": reason} | days


def test_an_officer_opens_a_paper_and_the_log_and_the_list_tell_of_it(
    desk: Client, paper: Paper, ruth: User, board: Board
) -> None:
    way = f"/desk/papers/{paper.pk}/grants/"
    assert way in desk.get(f"/desk/papers/{paper.pk}/").content.decode()
    assert not can_see(viewer_for(ruth), paper)

    desk.post(way, posted(ruth))

    assert can_see(viewer_for(ruth), paper)
    event = AuditEvent.objects.get(action="open to one person")
    assert (event.reason, event.board_id) == ("She advises.", board.pk)
    assert event.detail == {"to": "Ruth Marsh", "email": ruth.email, "until": SOON.isoformat()}
    for address in (f"/desk/papers/{paper.pk}/", way):
        assert "Ruth Marsh" in desk.get(address).content.decode()
    said = desk.get(f"/desk/boards/{board.slug}/who-sees-what/").content.decode()
    assert "She advises." in said


def test_the_e_mail_holds_the_safe_title_and_leads_to_the_paper_by_signing_in(
    paper: Paper, ruth: User, olive: User
) -> None:
    given(paper, ruth, olive)
    send_waiting()

    (sent,) = mail.outbox
    assert sent.to == [f'"Ruth Marsh" <{ruth.email}>']
    assert paper.safe_title in sent.body
    assert f"/sign-in/?next=%2Fpapers%2F{paper.pk}%2F" in sent.body
    for word in ("Gannet", "advises"):
        assert word not in f"{sent.body} {sent.subject}"


def test_a_paper_closed_by_its_item_alone_is_not_named(
    board: Board, ruth: User, olive: User
) -> None:
    item = factories.item(factories.meeting(board))
    made = factories.paper(item, SECRET, by=olive)
    factories.public_paper(made, by=olive)
    with factories.past_the_walls():
        type(item).objects.filter(pk=item.pk).update(**factories.exempt())

    given(made, ruth, olive)

    assert "Gannet" not in Message.objects.get().text + Message.objects.get().subject


@pytest.mark.parametrize("role", ["partner", "author", "approver", ""])
def test_who_it_was_opened_to_finds_it_after_signing_in(
    client: Client, paper: Paper, olive: User, board: Board, role: str
) -> None:
    reader = factories.user("Ruth Marsh", board=board if role else None, role=role)
    client.force_login(reader)
    home = client.get("/signed-in/")["Location"]
    assert SECRET not in client.get(home).content.decode()

    given(paper, reader, olive)

    said = client.get(home).content.decode()
    assert "Opened to you" in said
    assert SECRET in said
    assert SECRET in client.get(f"/papers/{paper.pk}/").content.decode()
    other = Client()
    for address in ("/", f"/papers/{paper.pk}/"):
        assert SECRET not in other.get(address).content.decode()


def test_once_it_is_ended_or_over_it_opens_nothing(
    desk: Client, paper: Paper, ruth: User, olive: User
) -> None:
    grant = given(paper, ruth, olive)
    reader = Client()
    reader.force_login(ruth)
    assert reader.get(f"/papers/{paper.pk}/").status_code == 200

    assert "Close" in desk.get(f"/desk/grants/{grant.pk}/end/").content.decode()
    desk.post(f"/desk/grants/{grant.pk}/end/")

    for address in (f"/papers/{paper.pk}/", f"/papers/{paper.pk}/file.pdf"):
        assert reader.get(address).status_code == 404
    assert SECRET not in reader.get("/reading/").content.decode()
    assert AuditEvent.objects.filter(action="close to one person").count() == 1
    assert desk.get(f"/desk/grants/{grant.pk}/end/").status_code == 404
    with pytest.raises(Refused, match="over already"):
        end_grant(grant, by=olive)

    again = given(paper, ruth, olive)
    assert reader.get(f"/papers/{paper.pk}/").status_code == 200
    end_grant(again, by=olive)
    factories.grant(paper, ruth, by=olive, ends_on=TODAY - dt.timedelta(days=1))
    assert reader.get(f"/papers/{paper.pk}/").status_code == 404
    assert SECRET not in reader.get("/reading/").content.decode()


def test_a_grant_that_is_over_makes_room_for_a_new_one(
    paper: Paper, ruth: User, olive: User
) -> None:
    first = factories.grant(paper, ruth, by=olive, ends_on=TODAY - dt.timedelta(days=1))

    second = given(paper, ruth, olive, ends_on=TODAY)

    first.refresh_from_db()
    assert first.ended_at
    assert second.is_live


def test_what_cannot_be_opened_is_refused(
    board: Board, paper: Paper, ruth: User, olive: User
) -> None:
    items = [factories.item(factories.meeting(board, date=TODAY + dt.timedelta(n))) for n in (1, 2)]
    draft = factories.paper(items[0], **factories.exempt())
    with pytest.raises(Refused, match="Only a published paper"):
        given(draft, ruth, olive)
    with pytest.raises(Refused, match="has passed"):
        given(paper, ruth, olive, ends_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(Refused, match="Say why"):
        given(paper, ruth, olive, reason=" ")
    with pytest.raises(Refused, match="may read this paper already"):
        given(paper, factories.user(board=board, role="member"), olive)
    open_one = factories.paper(items[1])
    factories.public_paper(open_one, by=olive)
    with pytest.raises(Refused, match="Everyone may read"):
        given(open_one, ruth, olive)
    given(paper, ruth, olive)
    with pytest.raises(Refused, match="may read this paper already"):
        given(paper, ruth, olive)
    ruth.is_active = False
    ruth.save()
    with pytest.raises(Refused, match="is closed"):
        given(paper, ruth, olive)
    assert not can_see(viewer_for(ruth), paper)
    withdraw_paper(paper, by=olive, reason="A mistake")
    with pytest.raises(Refused, match="Only a published paper"):
        given(paper, factories.user(), olive)
    assert Message.objects.count() == 1


def test_a_bad_form_says_what_is_missing_and_opens_nothing(
    desk: Client, paper: Paper, ruth: User
) -> None:
    address = f"/desk/papers/{paper.pk}/grants/"
    for told in ({"reason": ""}, posted(ruth, reason=""), posted(ruth, TODAY - dt.timedelta(1))):
        assert "There is a problem" in desk.post(address, told).content.decode()
    assert not PaperGrant.objects.exists()


def test_another_boards_officer_opens_and_closes_nothing(
    client: Client, paper: Paper, ruth: User, olive: User
) -> None:
    grant = given(paper, ruth, olive)
    for stranger in (factories.officer(factories.board()), ruth):
        client.force_login(stranger)
        for address in (f"/desk/papers/{paper.pk}/grants/", f"/desk/grants/{grant.pk}/end/"):
            assert client.get(address).status_code == 404
            assert client.post(address, posted(stranger)).status_code == 404
    assert PaperGrant.objects.get().is_live
