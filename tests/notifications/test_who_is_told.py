"""Every line of the table: the e-mail in the outbox once, none undone, none to an outsider."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from meetings import workflow as meetings
from meetings.access import RoleKind
from meetings.boards import end_role
from meetings.models import Apology, Meeting, Supplement, User
from meetings.rearranging import move_meeting, set_new_date
from meetings.workflow import MEETING_TABLE
from minutes import workflow as minutes_room
from minutes.actions import ACTION_TABLE
from minutes.models import Action, ActionOwner, Minutes
from minutes.workflow import MINUTES_TABLE
from reports import signing
from reports import workflow as reports
from reports.models import Paper, SignOff
from reports.signing import AskedPost
from reports.states import PAPER_TABLE, SIGN_OFF_TABLE
from rotherham_hwb.lifecycles import TABLES
from rotherham_hwb.notifications import agenda, chairs, grants, invitations
from rotherham_hwb.notifications import who_is_told as table
from rotherham_hwb.notifications.actions import remind_owners, send_link
from rotherham_hwb.notifications.board_messages import send_board_message
from rotherham_hwb.notifications.sign_offs import remind_overdue
from rotherham_hwb.notifications.who_is_told import BY_STEP, EVENTS, SILENT, ToldEvent
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.packs.kinds import Kind
from tests import factories
from tests.factories import writing as made
from tests.factories.actions import ANN, asked
from tests.public.world import edition

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + dt.timedelta(days=60)
LATER = SOON + dt.timedelta(days=7)
CHAIR = "ada@council.example"
Record = TypeVar("Record", bound=models.Model)
Scene = tuple[Callable[[], object], set[str]]


class Harbour:
    """A board with one of each role, and those who are nobody there."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board", contact_email="board@council.example")
        roles = ("author", "approver", "member", "partner")
        self.olive = factories.officer(self.board)
        self.arthur, self.fiona, self.mary, self.pat = (
            factories.user(f"The {role}", board=self.board, role=role) for role in roles
        )
        self.everybody = {each.email for each in self.people}
        self.outsiders = self._outsiders()

    @property
    def people(self) -> tuple[User, ...]:
        return (self.olive, self.arthur, self.fiona, self.mary, self.pat)

    def _outsiders(self) -> set[str]:
        """On another board, with a role that has ended, with an account that is closed."""
        away = factories.user(board=factories.board(), role="approver")
        gone = factories.user(board=self.board, role="approver")
        end_role(gone.roles.get(), by="a test")
        closed = factories.user(board=self.board, role="approver")
        User.objects.filter(pk=closed.pk).update(is_active=False)
        return {away.email, gone.email, closed.email}

    def meeting(self, state: str = "called", **fields: Any) -> Meeting:
        own: dict[str, Any] = {"date": SOON, "venue": "Town Hall"} | fields
        return factories.meeting(self.board, by=self.olive, state=state, **own)

    def upload(self, **fields: Any) -> Paper:
        item = self.meeting("draft").items.get()
        return factories.paper(item, "Boats", by=self.olive, **fields)

    def ask(self, paper: Paper) -> SignOff:
        signing.send_for_sign_off(paper, [AskedPost(made.FINANCE, self.fiona)], by=self.olive)
        sign_off: SignOff = paper.sign_offs.get()
        return sign_off

    def with_chair(self) -> Minutes:
        minutes = factories.minutes(self.meeting("held", date=dt.date(2025, 1, 22)))
        return minutes_room.send_to_chair(minutes, by=self.olive)


@pytest.fixture
def harbour() -> Harbour:
    return Harbour()


def fresh(record: Record) -> Record:
    """The record as it is stored: what was undone is still in memory otherwise."""
    return type(record)._default_manager.get(pk=record.pk)


def cancelled(h: Harbour) -> Scene:
    meeting = h.meeting()
    return lambda: meetings.cancel_meeting(fresh(meeting), by=h.olive, reason="Fog."), h.everybody


def postponed(h: Harbour) -> Scene:
    meeting = h.meeting()
    return lambda: meetings.postpone_meeting(fresh(meeting), by=h.olive, reason="Fog."), h.everybody


def moved(h: Harbour) -> Scene:
    meeting = h.meeting()
    new: dict[str, Any] = {"date": LATER, "time": dt.time(14), "venue": "The Guildhall"}
    return (
        lambda: move_meeting(fresh(meeting), **new, reason="Fog.", by=h.olive),
        h.everybody,
    )


def reinstated(h: Harbour) -> Scene:
    meeting = h.meeting()
    meetings.cancel_meeting(meeting, by=h.olive, reason="Fog.")
    return lambda: meetings.reinstate_meeting(
        fresh(meeting), by=h.olive, reason="Sun."
    ), h.everybody


def new_date(h: Harbour) -> Scene:
    old = h.meeting()
    meetings.postpone_meeting(old, by=h.olive, reason="Fog.")
    new = set_new_date(old, date=LATER, time=dt.time(14), venue="The Guildhall", by=h.olive)
    return lambda: meetings.call_meeting(fresh(new), by=h.olive), h.everybody


def published(h: Harbour) -> Scene:
    meeting = h.meeting("agenda_published")
    pack = edition(meeting, by=h.olive, audience="public")
    return lambda: agenda.tell_published(meeting, [pack.release]), h.everybody


def supplement(h: Harbour) -> Scene:
    meeting = h.meeting("agenda_published")
    late = Supplement(meeting=meeting, number=1, reason="It came late.")
    pack = edition(meeting, by=h.olive, audience="public", kind=Kind.SUPPLEMENT, supplement=1)
    return lambda: agenda.tell_published(meeting, [pack.release], late), h.everybody


def corrected(h: Harbour) -> Scene:
    meeting = h.meeting("agenda_published")
    pack = edition(meeting, by=h.olive, audience="public")
    return lambda: agenda.tell_published(meeting, [pack.release], corrected="A name."), h.everybody


def unproven(h: Harbour) -> Scene:
    pack = edition(h.meeting("agenda_published"), by=h.olive, audience="public")
    return lambda: agenda.tell_unproven(pack, "Its file does not open."), {h.olive.email}


def apologies(h: Harbour) -> Scene:
    own = Apology(meeting=h.meeting(), user=h.mary, sent_at=timezone.now())
    return lambda: agenda.tell_apologies(own), {h.olive.email}


def message(h: Harbour) -> Scene:
    meeting = h.meeting()
    said: dict[str, Any] = {"subject": "Boots", "text": "Bring boots.", "kinds": [RoleKind.MEMBER]}
    return lambda: send_board_message(meeting, **said, by=h.olive), {h.mary.email}


def sent(h: Harbour) -> Scene:
    paper = h.upload()
    return lambda: h.ask(fresh(paper)), {h.fiona.email}


def asked_again(h: Harbour) -> Scene:
    paper = h.upload()
    signing.send_for_sign_off(
        paper, [AskedPost(made.FINANCE, h.fiona), AskedPost(made.LEGAL)], by=h.olive
    )
    signing.approve(paper.sign_offs.get(post=made.FINANCE), by=h.fiona)

    def change() -> None:
        paper.refresh_from_db()
        reports.add_text_version(paper, "Other boats", sha256="1" * 64, by="a test")
        signing.after_a_new_version(paper, by=h.olive)

    return change, {h.fiona.email}


def overdue(h: Harbour) -> Scene:
    h.ask(h.upload())
    at = timezone.localtime() + dt.timedelta(days=3)
    return lambda: remind_overdue(now=at.replace(hour=10)), {h.fiona.email}


def returned(h: Harbour) -> Scene:
    report = made.sent(h.meeting("draft").items.get(), author=h.arthur)
    asked_first = report.paper.sign_offs.first()
    assert asked_first
    return (
        lambda: signing.return_with_comments(fresh(asked_first), by=h.fiona, comments="No."),
        {h.arthur.email},
    )


def cleared(h: Harbour) -> Scene:
    report = made.sent(h.meeting("draft").items.get(), author=h.arthur)
    why: dict[str, Any] = {"by": h.olive, "reason": "It must go out."}
    return (
        lambda: signing.clear_without_sign_off(fresh(report.paper), **why),
        {h.arthur.email, h.olive.email},
    )


def deferred(h: Harbour) -> Scene:
    paper = h.upload()
    return lambda: signing.defer_paper(fresh(paper), by=h.olive, reason="No."), {h.olive.email}


def exempt_and_out(h: Harbour) -> Paper:
    meeting = h.meeting("draft")
    item = factories.private_item(meeting, "The Okapi bid")
    paper = factories.paper(item, "The Okapi bid", by=h.olive, **factories.exempt("A contract"))
    meetings.call_meeting(meeting, by=h.olive)
    meetings.publish_agenda(meeting, by=h.olive)
    return factories.public_paper(paper, by=h.olive)


def withdrawn(h: Harbour) -> Scene:
    """An exempt one: a partner may not read it, and hears nothing."""
    paper = exempt_and_out(h)
    return (
        lambda: reports.withdraw_paper(fresh(paper), by=h.olive, reason="Okapi objects."),
        {h.olive.email, h.mary.email},
    )


def opened(h: Harbour) -> Scene:
    paper = exempt_and_out(h)
    grant: dict[str, Any] = {"to": h.pat, "reason": "They asked.", "ends_on": SOON}
    return lambda: grants.grant_paper(fresh(paper), **grant, by=h.olive), {h.pat.email}


def with_chair(h: Harbour) -> Scene:
    minutes = h.with_chair()
    return (
        lambda: chairs.send_chair_link(minutes, name="Ada", email=CHAIR, by=h.olive),
        {CHAIR},
    )


def chair_answered(h: Harbour) -> Scene:
    link = chairs.send_chair_link(h.with_chair(), name="Ada", email=CHAIR, by=h.olive)
    return lambda: chairs.agree(fresh(link)), {h.olive.email}


def minutes_out(h: Harbour) -> Scene:
    minutes = h.with_chair()
    return lambda: minutes_room.publish_minutes(fresh(minutes), by=h.olive), h.everybody


def action_given(h: Harbour) -> Scene:
    owner = ActionOwner.objects.get(action=asked(h.board, by=h.olive)[0])
    return lambda: send_link(owner, by=h.olive), {ANN.email}


def action_due(h: Harbour) -> Scene:
    action = asked(h.board, by=h.olive)[0]
    today = timezone.localtime().replace(hour=10)
    Action.objects.filter(pk=action.pk).update(due_on=today.date())
    return lambda: remind_owners(now=today), {ANN.email}


def invitation(h: Harbour) -> Scene:
    said: dict[str, Any] = {"email": "new@council.example", "name": "New", "board": h.board}
    return (
        lambda: invitations.invite(**said, kind=RoleKind.MEMBER, by=h.olive),
        {"new@council.example"},
    )


SCENES: dict[ToldEvent, Callable[[Harbour], Scene]] = {
    table.NEW_DATE: new_date,
    table.MOVED: moved,
    table.POSTPONED: postponed,
    table.CANCELLED: cancelled,
    table.REINSTATED: reinstated,
    table.AGENDA: published,
    table.SUPPLEMENT: supplement,
    table.CORRECTED: corrected,
    table.UNPROVEN: unproven,
    table.APOLOGIES: apologies,
    table.MESSAGE: message,
    table.SENT: sent,
    table.ASKED_AGAIN: asked_again,
    table.OVERDUE: overdue,
    table.RETURNED: returned,
    table.CLEARED: cleared,
    table.DEFERRED: deferred,
    table.WITHDRAWN: withdrawn,
    table.OPENED: opened,
    table.WITH_CHAIR: with_chair,
    table.CHAIR_ANSWERED: chair_answered,
    table.MINUTES_OUT: minutes_out,
    table.ACTION_GIVEN: action_given,
    table.ACTION_DUE: action_due,
    table.INVITATION: invitation,
}


def test_every_line_of_the_table_is_played_here() -> None:
    assert set(SCENES) == set(EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.happens)
def test_each_line_tells_those_it_names_once(event: ToldEvent, harbour: Harbour) -> None:
    happen, expected = SCENES[event](harbour)
    Message.objects.all().delete()
    with transaction.atomic():
        happen()
        assert Message.objects.exists()
        transaction.set_rollback(True)
    assert not Message.objects.exists(), "what is undone tells nobody"

    happen()
    told = sorted(Message.objects.values_list("recipient", flat=True))
    texts = list(Message.objects.order_by("pk").values_list("recipient", "text"))
    assert told == sorted(expected)
    assert not expected & harbour.outsiders
    assert mail.outbox == [], "the worker sends it, after the change is stored"
    send_waiting()
    send_waiting()

    assert sorted(each.recipients()[0].split("<")[-1].strip(">") for each in mail.outbox) == told
    assert _opens(*texts[0])


def _opens(recipient: str, text: str) -> bool:
    """Whether the first address in an e-mail leads whoever got it to a page."""
    found = re.search(re.escape(settings.PUBLIC_URL) + r"\S*", text)
    assert found, text
    parts = urlsplit(found[0])
    client = Client()
    if user := User.objects.filter(email=recipient).first():
        client.force_login(user)
    answer = client.get(f"{parts.path}?{parts.query}", follow=True)
    return bool(answer.status_code == 200)


WHOSE = {
    "Meeting": (Meeting, MEETING_TABLE),
    "Paper": (Paper, PAPER_TABLE),
    "Sign-off of a paper": (SignOff, SIGN_OFF_TABLE),
    "Minutes": (Minutes, MINUTES_TABLE),
    "Action": (Action, ACTION_TABLE),
}


def test_every_step_of_every_lifecycle_tells_somebody_or_is_silent_for_a_reason() -> None:
    assert {name: steps for name, _, steps in TABLES} == {
        name: steps for name, (_, steps) in WHOSE.items()
    }
    steps = {(model, step) for model, own in WHOSE.values() for step in own}

    assert set(BY_STEP) | set(SILENT) == steps
    assert not set(BY_STEP) & set(SILENT)
    assert all(SILENT.values())
    assert sum(len(event.steps) for event in EVENTS) == len(BY_STEP), "a step is told in one way"


def test_what_changes_where_somebody_must_be_never_waits() -> None:
    at_once = (table.CANCELLED, table.MOVED, table.POSTPONED, table.REINSTATED, table.NEW_DATE)

    assert not any(event.may_wait for event in (*at_once, table.AGENDA, table.WITHDRAWN))


def test_a_meeting_that_moves_gives_the_old_facts_and_the_new(harbour: Harbour) -> None:
    happen, _ = moved(harbour)
    happen()
    text = Message.objects.filter(recipient=harbour.mary.email).latest("pk").text

    assert f"It was: {SOON:%A} {SOON.day} {SOON:%B %Y}, 9:00 am, Town Hall" in text
    assert f"It is now: {LATER:%A} {LATER.day} {LATER:%B %Y}, 2:00 pm, The Guildhall" in text
    assert "Why: Fog." in text


def test_a_withdrawn_exempt_paper_is_told_without_its_words_or_the_reason(
    harbour: Harbour,
) -> None:
    happen, _ = withdrawn(harbour)
    happen()
    told = Message.objects.filter(subject__startswith="Withdrawn")

    assert {each.subject for each in told} == {"Withdrawn: A contract"}
    assert not any("Okapi" in each.subject + each.text for each in told)


def test_a_paper_that_its_item_alone_restricts_is_not_named(harbour: Harbour) -> None:
    paper = harbour.upload()
    paper.items.update(**factories.exempt("A contract"))

    harbour.ask(paper)

    told = Message.objects.get(subject__startswith="Waiting for your sign-off")
    assert "Boats" not in told.subject + told.text
    assert "a paper that is not public" in told.subject


def test_an_approver_who_has_left_the_board_is_asked_nothing(harbour: Harbour) -> None:
    end_role(harbour.fiona.roles.get(), by="a test")

    harbour.ask(harbour.upload())

    assert not Message.objects.filter(recipient=harbour.fiona.email).exists()


def test_of_minutes_read_from_an_old_pack_nobody_is_told(harbour: Harbour) -> None:
    minutes = harbour.with_chair()
    minutes.entries.update(source_line=3)

    minutes_room.publish_minutes(minutes, by=harbour.olive)

    assert not Message.objects.filter(subject__startswith="Minutes published").exists()


def test_the_desk_shows_the_table_with_the_board_s_people(harbour: Harbour) -> None:
    client = Client()
    client.force_login(harbour.olive)
    page = client.get(f"/desk/boards/{harbour.board.slug}/who-is-told/").content.decode()

    assert all(event.happens in page and event.who.words in page for event in EVENTS)
    assert harbour.fiona.name in page
    assert not any(email in page for email in harbour.outsiders)
