"""The desk's pages of people, roles, invitations, who may see what, and the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import invitations
from meetings.access import PUBLIC, RoleKind, can_see, viewer_for
from meetings.models import AuditEvent, Board, Invitation, User
from meetings.workflow import call_meeting, publish_agenda
from rotherham_hwb.desk.people.who_sees import QUESTIONS, rows_of
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def desk(client: Client, olive: User) -> Client:
    client.force_login(olive)
    return client


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def invite(desk: Client, board: Board, **changes: str) -> Any:
    given = {"name": "Ruth Marsh", "email": "ruth@example.org", "kind": "author"} | changes
    return desk.post(reverse("desk_invite", args=[board.slug]), given)


def test_an_officer_invites_somebody_new_by_e_mail(
    desk: Client, board: Board, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://meetings.example.org"

    invite(desk, board)

    assert mail.outbox == [], "the worker sends it"
    send_waiting()
    (sent,) = mail.outbox
    assert sent.to == ['"Ruth Marsh" <ruth@example.org>']
    invitation = Invitation.objects.get()
    # Another second has another token: whose it is, the part before the time says.
    whose = invitations.link_token(invitation).partition(":")[0]
    assert f"https://meetings.example.org/invitations/{whose}:" in sent.body
    kept = Message.objects.get()
    assert (kept.text, kept.expires_at) == ("", invitation.expires_at)
    assert "Ruth Marsh" in page(desk, "desk_roles", board.slug)


def test_who_has_an_account_is_given_the_role_at_once(desk: Client, board: Board) -> None:
    ruth = factories.user("Ruth Marsh")

    invite(desk, board, email=ruth.email.upper())

    assert viewer_for(ruth).has_role(RoleKind.AUTHOR)
    assert not Message.objects.exists()
    said = invite(desk, board, email=ruth.email).content.decode()
    assert "They have this role already." in said


def test_a_mail_server_that_is_down_loses_no_invitation_and_the_page_says_so(
    desk: Client, board: Board, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.outbox.test_sending.Down"
    invite(desk, board)
    for _ in Message.PAUSES:
        Message.objects.update(next_try_at=timezone.now())
        send_waiting()
    assert "Could not be sent" in page(desk, "desk_roles", board.slug)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    desk.post(reverse("desk_invitation_again", args=[Invitation.objects.get().pk]))
    send_waiting()

    (sent,) = mail.outbox
    made = invitations.link_token(Invitation.objects.get())
    assert made.split(":")[0] in sent.body  # the rest is of the second it was made in
    assert "Could not be sent" not in page(desk, "desk_roles", board.slug)


def test_an_invitation_that_is_refused_writes_to_nobody(desk: Client, board: Board) -> None:
    invite(desk, board)
    assert "invited to this already" in invite(desk, board).content.decode()

    assert Message.objects.count() == 1


def test_an_invitation_is_sent_again_and_withdrawn(desk: Client, board: Board) -> None:
    invite(desk, board)
    pk = Invitation.objects.get().pk

    desk.post(reverse("desk_invitation_again", args=[pk]))
    assert Message.objects.count() == 2
    assert "stops working" in page(desk, "desk_invitation_withdraw", pk)
    desk.post(reverse("desk_invitation_withdraw", args=[pk]))
    desk.post(reverse("desk_invitation_again", args=[pk]))

    assert "the invitation is withdrawn" in page(desk, "desk_roles", board.slug)
    assert Message.objects.count() == 2


def test_a_role_is_ended_after_a_question(desk: Client, board: Board) -> None:
    ruth = factories.user("Ruth Marsh", board=board, role="member")
    address = reverse("desk_end_role", args=[ruth.roles.get().pk])

    assert "End the role of Ruth Marsh" in desk.get(address).content.decode()
    desk.post(address)

    assert not viewer_for(ruth).is_member
    assert desk.get(address).status_code == 404


def test_the_last_officer_is_kept_with_a_sentence(desk: Client, board: Board, olive: User) -> None:
    desk.post(reverse("desk_end_role", args=[olive.roles.get().pk]))

    assert "last officer" in page(desk, "desk_roles", board.slug)


def test_html_in_a_name_is_shown_harmlessly(desk: Client, board: Board) -> None:
    invite(desk, board, name="<script>alert(1)</script>")

    for name in ("desk_roles", "desk_log"):
        assert "<script>alert" not in page(desk, name, board.slug)
    assert "<script>alert(1)</script>" in Message.objects.get().text  # plain text


@pytest.mark.parametrize("name", ["desk_roles", "desk_invite", "desk_who_sees", "desk_log"])
def test_another_boards_pages_are_a_404(desk: Client, name: str) -> None:
    other = factories.board()

    assert desk.get(reverse(name, args=[other.slug])).status_code == 404


def test_another_boards_people_cannot_be_touched(desk: Client) -> None:
    other = factories.board()
    theirs = factories.officer(other)
    held_out = invitations.invite(
        email="x@example.org", name="X", board=other, kind=RoleKind.MEMBER, by=theirs
    )

    for name, pk in (
        ("desk_end_role", theirs.roles.get().pk),
        ("desk_invitation_again", held_out.pk),
        ("desk_invitation_withdraw", held_out.pk),
    ):
        assert desk.post(reverse(name, args=[pk])).status_code == 404


def everybody(board: Board) -> dict[str, User]:
    return {kind.value: factories.user(board=board, role=kind.value) for kind in RoleKind}


def test_who_may_see_what_says_what_the_pages_do(board: Board) -> None:
    people = everybody(board)
    officer = people["officer"]
    draft = factories.meeting(board, by=officer, items=1).items.get()
    meeting = factories.meeting(board, by=officer, items=0, date=dt.date(2025, 2, 5))
    closed = factories.exempt()
    items = [
        factories.item(meeting),
        factories.item(meeting, **closed),
        factories.item(meeting, **closed | {"restriction": "confidential"}),
    ]
    call_meeting(meeting, by=officer)
    publish_agenda(meeting, by=officer)

    said = {row.email: [answer for _, answer in row.answers] for row in rows_of(board)}

    viewers = {user.email: viewer_for(user) for user in people.values()} | {"": PUBLIC}
    assert said == {
        email: [can_see(viewer, item) for item in (draft, *items)]
        for email, viewer in viewers.items()
    }
    assert {tuple(answers) for answers in said.values()} > {(False, True, False, False)}


def test_who_lacks_the_second_step_waits_and_sees_what_the_public_sees(board: Board) -> None:
    officer = factories.officer(board)
    Authenticator.objects.filter(user=officer).delete()

    public, row = rows_of(board)

    assert row.waits
    assert row.answers == public.answers


def test_the_pages_of_people_ask_no_more_for_more_people(desk: Client, board: Board) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(desk, name, board.slug)
        return len(asked)

    everybody(board)
    names = ("desk_roles", "desk_who_sees", "desk_log")
    few = [queries(name) for name in names]
    for _ in range(3):
        everybody(board)
    assert [queries(name) for name in names] == few


def test_the_page_names_what_was_opened_to_one_person(desk: Client, board: Board) -> None:
    assert all(question in page(desk, "desk_who_sees", board.slug) for question in QUESTIONS)
    assert "No restricted paper has been opened" in page(desk, "desk_who_sees", board.slug)


def test_the_log_tells_of_the_board_and_of_its_peoples_accounts(
    desk: Client, board: Board, olive: User
) -> None:
    factories.paper(factories.item(factories.meeting(board, by=olive)), "Ferry times", by=olive)
    stranger = factories.user("A Stranger")
    other = factories.board("Other Board")
    factories.meeting(other, by=factories.user("Somebody Else"), items=0)
    desk.post(
        "/account/password/",
        {"oldpassword": factories.PASSWORD}
        | dict.fromkeys(("password1", "password2"), "another very long password"),
    )

    said = page(desk, "desk_log", board.slug)

    assert "Ferry times" in said
    assert "changed the password of the account" in said
    assert "Somebody Else" not in said
    assert stranger.name not in said


def test_the_log_is_narrowed_by_person_deed_day_and_record(
    desk: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, items=0)
    ada = factories.user("Ada Byron", board=board, role="officer")
    factories.meeting(board, by=ada, items=0, date=dt.date(2025, 2, 5))
    call_meeting(meeting, by=olive)
    today = timezone.localdate()
    tomorrow = (today + dt.timedelta(days=1)).isoformat()

    def rows(**query: str) -> list[AuditEvent]:
        address = reverse("desk_log", args=[board.slug])
        return [event for event, *_ in desk.get(address, query).context["rows"]]

    assert {event.actor_name for event in rows(actor="Ada Byron")} == {"Ada Byron"}
    assert [event.record_id for event in rows(action="call")] == [str(meeting.pk)]
    assert rows(since=tomorrow) == []
    assert len(rows(until=today.isoformat())) == len(rows())
    one = rows(record=f"meetings.Meeting:{meeting.pk}")
    assert [event.action for event in one] == ["call", "create"]
    assert rows(record="nonsense") == []


def test_the_log_comes_in_pages(desk: Client, board: Board, olive: User) -> None:
    for _ in range(51):
        AuditEvent.objects.create(
            actor_name="x", action="do", record_type="x", record_id="1", board_id=board.pk
        )

    assert len(desk.get(reverse("desk_log", args=[board.slug])).context["rows"]) == 50
    assert "page=2" in page(desk, "desk_log", board.slug)


def test_an_e_mail_that_was_given_up_is_told_to_the_officer(
    desk: Client, board: Board, olive: User
) -> None:
    for address in (olive.email, "stranger@example.org"):
        Message.objects.create(
            key="x",
            recipient=address,
            subject="The agenda is out",
            text="T",
            status=Message.Status.FAILED,
            error=f"No such mailbox: {address}",
        )

    said = page(desk, "desk_roles", board.slug)

    assert f"No such mailbox: {olive.email}" in said
    assert "stranger@example.org" not in said
