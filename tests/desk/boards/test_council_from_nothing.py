"""A council from nothing by screen alone: one command for the first officer, then the browser."""

from __future__ import annotations

import datetime as dt
import io
import sys
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import invitations
from meetings.models import Apology, Board, Invitation, Meeting, User
from meetings.timetable import timetable
from tests import factories
from tests.sign_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = timezone.localdate()


def boxes(name: str, day: dt.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def send(client: Client, route: str, *keys: object, **said: Any) -> str:
    """Fill in a page as a browser would, and read the one it leads to."""
    answer = client.post(reverse(route, args=keys), said, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def accept(invitation: Invitation) -> Client:
    """Follow the link of an invitation, make the account, and be signed in."""
    browser = Client()
    link = reverse("invitation", args=[invitations.link_token(invitation)])
    said = {"password1": factories.PASSWORD, "password2": factories.PASSWORD}
    browser.post(link, {"name": invitation.name, **said})
    return browser


def test_a_council_is_set_up_by_screen_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{factories.PASSWORD}\n"))
    call_command("add_officer", "jo@example.org", name="Jo Clerk", stdout=io.StringIO())
    desk = Client()
    sign_in(desk, jo := User.objects.get())
    assert desk.get("/signed-in/")["Location"] == reverse("mfa_index")
    TOTP.activate(jo, factories.APP_SECRET)  # what that page does
    assert "You serve no board yet" in desk.get(reverse("desk_boards")).content.decode()

    send(desk, "desk_new_board", name="Council", regime="part_va")
    send(desk, "desk_new_board", name="Harbour Board", regime="part_va", purpose="The harbour.")
    board = Board.objects.get(name="Harbour Board")
    send(desk, "desk_add_seat", board.slug, title="Pilot", votes="on")
    seat = board.seats.get()
    place = {"seat": seat.pk, "votes": "on", **boxes("started_on", TODAY)}
    send(desk, "desk_add_member", board.slug, name="Ada Byron", kind="chair", **place)
    send(desk, "desk_add_member", board.slug, name="Dan Okri", kind="deputy", **place)
    ada, dan = (each.person for each in board.memberships.order_by("pk"))
    told = {"email": "ada@example.org", "board": board.pk, "kind": "member"}
    send(desk, "desk_person_account", ada.pk, **told)
    members_page = accept(Invitation.objects.get())

    day = TODAY + dt.timedelta(days=60)
    while timetable(board).working_days.why_not(day):
        day += dt.timedelta(days=1)
    send(desk, "desk_new_meeting", board=board.pk, time="9:00", venue="Pier", **boxes("date", day))
    meeting = Meeting.objects.get()
    send(desk, "desk_call", meeting.pk)
    send(members_page, "apologies", meeting.pk, note="At sea.", deputy=dan.pk)

    apology = Apology.objects.get()
    assert (apology.person, apology.deputy) == (ada, dan)
    public = Client().get(board.get_absolute_url()).content.decode()
    assert "Ada Byron" in public
    assert "The harbour." in public
    assert Client().get(meeting.get_absolute_url()).status_code == 200
