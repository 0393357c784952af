"""Signing in with a real browser: a passkey, and the pages of accounts, people and the log."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Browser, Page

from meetings import invitations
from meetings.access import RoleKind
from meetings.models import AuditEvent, User
from tests import factories
from tests.journeys.test_pages_are_accessible import town  # noqa: F401
from tests.journeys.walks import Walk
from tests.public.world import Town
from tests.sign_in import app_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLATFORM_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_password(page: Page, url: str, user: User) -> None:
    page.goto(f"{url}/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def private_addresses(town: Town, officer: User) -> list[str]:  # noqa: F811
    board = town.board
    held_out = invitations.invite(
        email="jo@partner.example.org", name="Jo", board=board, kind=RoleKind.PARTNER, by=officer
    )
    account: tuple[str, ...] = ("mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes")
    account += ("mfa_list_webauthn", "mfa_add_webauthn", "account_change_password")
    account += ("account_logout",)
    of_board = ("desk_roles", "desk_invite", "desk_who_sees", "desk_log")
    return [
        *(reverse(name) for name in (*account, "desk_boards")),
        *(reverse(name, args=[board.slug]) for name in of_board),
        reverse("desk_end_role", args=[officer.roles.get().pk]),
        reverse("desk_invitation_withdraw", args=[held_out.pk]),
        reverse("invitation", args=[invitations.link_token(held_out)]),
    ]


def test_every_page_of_people_is_accessible_fits_both_widths_and_is_valid_html(
    town: Town,  # noqa: F811
    walk: Walk,
) -> None:
    officer = factories.officer(town.board)
    page = walk.page()
    give_password(page, walk.url, officer)
    walk.look("second step", page)
    page.get_by_label("Code").fill(app_code())
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
    for address in private_addresses(town, officer):
        walk.visit(address)

    assert walk.faults == []


def test_an_officer_adds_a_passkey_and_signs_in_with_it(
    live_server: Any,
    browser: Browser,
) -> None:
    board = factories.board()
    officer = factories.officer(board)
    Authenticator.objects.filter(user=officer).delete()
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM_KEY})

    give_password(page, live_server.url, officer)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/account/codes/")
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("button", name="Sign out").click()

    give_password(page, live_server.url, officer)
    assert page.get_by_text("The passkey was not used").is_hidden()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/")

    assert complaints == []
    assert AuditEvent.objects.filter(action="add a passkey of").count() == 1


def test_a_passkey_that_is_not_there_is_told_in_words(
    live_server: Any,
    browser: Browser,
) -> None:
    officer = factories.officer(factories.board())
    page = browser.new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    give_password(page, live_server.url, officer)
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(Error('none')) }")

    page.get_by_role("button", name="Use a passkey").click()

    page.get_by_text("The passkey was not used").wait_for(state="visible")
