"""Signing in: passwords, second steps, and what is nobody's here."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from allauth import urls as library
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from meetings.models import AuditEvent, User
from meetings.sign_in import urls as ours
from meetings.sign_in.adapters import AccountAdapter
from meetings.sign_in.views import demo_code
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from tests import factories
from tests.access.test_routes import routes
from tests.sign_in import app_code, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board())


def without_second_step(role: str) -> User:
    user = factories.user(board=factories.board(), role=role)
    Authenticator.objects.all().delete()
    return user


@pytest.mark.parametrize("target", ["/sign-in/", "/sign-in/?next=/desk/", "https://evil.example/"])
def test_signing_in_leads_nowhere_odd(client: Client, target: str) -> None:
    client.force_login(factories.user())

    answer = client.get("/sign-in/", {"next": target})

    assert answer.status_code == 302
    assert answer["Location"] == "/signed-in/"


def test_a_member_signs_in_with_a_password_alone(client: Client) -> None:
    sign_in(client, factories.user(board=factories.board(), role="member"))

    assert client.get("/signed-in/")["Location"] == "/reading/"


def test_an_officer_signs_in_with_a_password_and_a_code(client: Client, olive: User) -> None:
    client.post("/sign-in/", {"login": olive.email.upper(), "password": factories.PASSWORD})
    assert client.get("/desk/").status_code == 302

    answer = client.post("/sign-in/code/", {"code": app_code()})

    assert answer["Location"] == "/signed-in/"
    assert client.get("/signed-in/")["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_wrong_code_and_a_used_one_do_not_let_in(client: Client, olive: User) -> None:
    used = app_code()  # asked for once: it changes every half minute
    sign_in(client, olive)
    other = Client()
    other.post("/sign-in/", {"login": olive.email, "password": factories.PASSWORD})

    for code in ("000000", used):
        answer = other.post("/sign-in/code/", {"code": code})
        assert "This code is not right" in answer.content.decode()
    assert other.get("/desk/").status_code == 302


@pytest.mark.parametrize("role", ["officer", "approver"])
def test_without_a_second_step_an_officer_or_approver_is_led_to_set_one_up(
    client: Client, role: str
) -> None:
    user = without_second_step(role)
    sign_in(client, user)

    assert client.get("/signed-in/")["Location"] == "/account/"
    if role == "officer":
        assert client.get("/desk/")["Location"] == "/account/"
    assert "Set up an authenticator app" in client.get("/account/").content.decode()


def test_without_a_second_step_an_officer_sees_what_the_public_sees(client: Client) -> None:
    user = without_second_step("officer")
    draft = factories.meeting(user.roles.get().board, by=user)
    client.force_login(user)

    assert client.get(draft.get_absolute_url()).status_code == 404
    factories.TOTP.activate(user, factories.APP_SECRET)
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_the_setting_can_leave_the_second_step_to_people(client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_STEP = False
    client.force_login(without_second_step("officer"))

    assert client.get("/desk/").status_code == 200


def test_an_officer_sets_up_an_app_and_the_log_tells_of_it(client: Client) -> None:
    user = without_second_step("officer")
    sign_in(client, user)

    secret = client.get("/account/app/").context["form"].secret
    answer = client.post("/account/app/", {"code": app_code(secret)})

    assert answer["Location"] == "/account/codes/"
    assert client.get("/desk/").status_code == 200
    assert len(client.get("/account/codes/").context["unused_codes"]) == 10
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored
    assert AuditEvent.objects.first().action == "set up an authenticator app for"


def test_removing_the_app_closes_the_desk_again_and_is_told(client: Client, olive: User) -> None:
    sign_in(client, olive)

    client.post("/account/app/remove/")

    assert client.get("/desk/")["Location"] == "/account/"
    assert AuditEvent.objects.first().action == "remove the authenticator app of"
    send_waiting()
    (told,) = mail.outbox
    assert told.to == [olive.email]
    assert "was removed from your account" in told.body


def test_a_secret_our_key_no_longer_opens_fits_no_code(
    client: Client, olive: User, settings: Any
) -> None:
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    sign_in(client, olive)
    assert client.get("/desk/").status_code == 302

    settings.SECRET_KEY_FALLBACKS = [former]
    sign_in(client, olive)
    assert client.get("/desk/").status_code == 200


def test_five_wrong_passwords_close_an_account_for_a_while(client: Client, olive: User) -> None:
    given = {"login": olive.email, "password": "not hers, whatever"}
    said = [client.post("/sign-in/", given).content.decode() for _ in range(6)]

    assert "do not belong together" in said[0]
    assert "Wait five minutes" in said[5]
    given["password"] = factories.PASSWORD
    assert "Wait five minutes" in client.post("/sign-in/", given).content.decode()


def guess(email: str, *, networks: int, each: int) -> list[str]:
    """What strangers are told who guess a password from so many networks."""
    said = []
    for number in range(networks * each):
        at = f"203.0.{number // each}.7"
        request = RequestFactory(REMOTE_ADDR=at).post("/sign-in/")
        try:
            AccountAdapter(request).authenticate(request, email=email, password="not hers")
            said.append("wrong")
        except ValidationError as error:
            said += error.messages
    return said


def lets_in(client: Client, user: User) -> bool:
    given = {"login": user.email, "password": factories.PASSWORD}
    return client.post("/sign-in/", given).status_code == 302


@pytest.mark.slow
def test_a_hundred_wrong_tries_elsewhere_keep_no_officer_out(client: Client, olive: User) -> None:
    sign_in(client, olive)
    client.post("/sign-out/")
    said = guess(olive.email, networks=20, each=5)

    assert len(said) == 100
    assert set(said) == {"wrong"}
    assert lets_in(client, olive), "on the device she signed in on before"
    assert lets_in(Client(), olive), "and on another, from a network where nobody guesses"


def test_tries_from_one_network_close_the_account_to_that_network_alone(
    client: Client, olive: User
) -> None:
    said = guess(olive.email, networks=1, each=6)

    assert "Wait five minutes" in said[5]
    assert not lets_in(Client(REMOTE_ADDR="203.0.0.99"), olive)
    assert lets_in(client, olive)


def test_a_known_device_passes_when_guesses_everywhere_have_closed_the_address(
    client: Client, olive: User, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_anywhere": "3/h/key"
    }
    sign_in(client, olive)
    client.post("/sign-out/")
    guess(olive.email, networks=4, each=1)

    assert not lets_in(Client(), olive)
    assert lets_in(client, olive)
    client.post("/sign-out/")
    other = factories.user()
    guess(other.email, networks=4, each=1)
    assert not lets_in(client, other), "the device is known for its own accounts alone"


@pytest.mark.slow
def test_a_known_device_is_counted_too_and_a_made_up_one_is_not_known(
    client: Client, olive: User
) -> None:
    sign_in(client, olive)
    cookie = client.cookies["known_device"].value
    client.post("/sign-out/")
    wrong = {"login": olive.email, "password": "not hers, whatever"}
    for _ in range(10):
        client.post("/sign-in/", wrong)
    assert not lets_in(client, olive)

    for forged in ("", "x", cookie[:-2] + "AA"):
        stranger = Client(REMOTE_ADDR="203.0.113.5")
        stranger.cookies["known_device"] = forged
        for _ in range(5):
            stranger.post("/sign-in/", wrong)
        assert not lets_in(stranger, olive)


def test_who_sets_a_new_password_by_the_mailbox_may_sign_in_at_once(
    client: Client, olive: User, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_anywhere": "3/h/key"
    }
    guess(olive.email, networks=4, each=1)
    client.post("/password/", {"email": olive.email})
    link = re.findall(r"/password/\S+", Message.objects.get().text)[0]

    form = client.get(link)["Location"]
    client.post(form, {"password1": factories.PASSWORD, "password2": factories.PASSWORD})

    assert lets_in(client, olive)


def test_after_a_while_one_proves_again_who_one_is(
    client: Client, olive: User, settings: Any
) -> None:
    sign_in(client, olive)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    assert client.get("/account/codes/new/")["Location"].startswith("/sign-in/again/")


def test_a_forgotten_password_is_replaced_by_a_link_to_the_public_address(
    client: Client, olive: User, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://meetings.example.org"
    client.post("/password/", {"email": olive.email})
    send_waiting()
    (link,) = re.findall(r"https://meetings\.example\.org(/password/\S+)", str(mail.outbox[0].body))

    form = client.get(link)["Location"]
    new = "quite another long password"
    client.post(form, {"password1": new, "password2": new})

    olive.refresh_from_db()
    assert olive.check_password(new)
    assert AuditEvent.objects.first().action == "set a new password for"
    assert "does not work any more" in client.get(link).content.decode()


def test_an_unknown_address_gets_no_e_mail_and_learns_nothing(client: Client, olive: User) -> None:
    known = client.post("/password/", {"email": olive.email})
    unknown = client.post("/password/", {"email": "nobody@example.org"})
    send_waiting()

    assert known["Location"] == unknown["Location"] == "/password/sent/"
    assert [message.to for message in mail.outbox] == [[olive.email]]


def test_a_mail_server_that_is_down_fails_no_page_of_signing_in(
    client: Client, olive: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.outbox.test_sending.Down"

    answer = client.post("/password/", {"email": olive.email})
    send_waiting()

    assert answer["Location"] == "/password/sent/"
    assert Message.objects.get().status == "waiting"


def test_the_link_to_a_new_password_is_gone_from_the_outbox_once_sent(
    client: Client, olive: User, settings: Any
) -> None:
    client.post("/password/", {"email": olive.email})
    message = Message.objects.get()
    assert "/password/" in message.text
    days = settings.PASSWORD_RESET_TIMEOUT / 60 / 60 / 24
    assert message.expires_at
    assert (message.expires_at - message.created_at).days in (days - 1, days)

    send_waiting()

    assert Message.objects.get().text == ""


def test_a_password_asked_for_twice_is_two_messages(client: Client, olive: User) -> None:
    for _ in range(2):
        client.post("/password/", {"email": olive.email})

    assert Message.objects.count() == 2


def test_the_code_is_shown_to_the_sample_officer_of_a_demonstration_alone(
    client: Client, olive: User, settings: Any
) -> None:
    given = {"login": olive.email, "password": factories.PASSWORD}
    client.post("/sign-in/", given)
    assert app_code() not in client.get("/sign-in/code/").content.decode()

    settings.DEMO_SECOND_STEP = factories.APP_SECRET
    assert app_code() in client.get("/sign-in/code/").content.decode()
    assert demo_code(factories.user()) == ""
    settings.DEMO_SECOND_STEP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    assert demo_code(olive) == ""


def test_every_address_of_the_library_is_placed_or_closed() -> None:
    resolver = get_resolver(library.__name__)
    theirs = {route.name for route in routes(resolver) if route.name}

    assert {route.name for route in ours.urlpatterns} == theirs


@pytest.mark.parametrize("name", [*ours.CLOSED, "socialaccount_login_error"])
def test_what_is_nobodys_here_is_closed(client: Client, olive: User, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    client.force_login(olive)
    assert client.post(reverse(name), {"email": "new@example.org"}).status_code == 404


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "account_change_password"])
def test_an_account_page_is_for_those_who_signed_in(client: Client, name: str) -> None:
    assert client.get(reverse(name))["Location"].startswith("/sign-in/")
    client.force_login(factories.user())
    assert client.get(reverse(name)).status_code == 200


def test_a_lost_second_step_is_removed_by_command(client: Client, olive: User) -> None:
    said = io.StringIO()
    call_command("remove_second_step", olive.email.upper(), stdout=said)

    assert olive.name in said.getvalue()
    assert AuditEvent.objects.first().action == "remove the second step of"
    sign_in(client, olive)
    assert client.get("/desk/")["Location"] == "/account/"
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("remove_second_step", olive.email)
    with pytest.raises(CommandError, match="check the address"):
        call_command("remove_second_step", "nobody@example.org")


def test_setting_up_an_app_ends_sessions_that_began_with_the_password_alone(
    client: Client,
) -> None:
    user = without_second_step("officer")
    thief, member = Client(), Client()
    sign_in(thief, user)
    sign_in(client, user)
    member.force_login(factories.user())

    secret = client.get("/account/app/").context["form"].secret
    client.post("/account/app/", {"code": app_code(secret)})

    assert client.get("/desk/").status_code == 200
    assert "/sign-in/" in thief.get("/desk/")["Location"]
    assert "Sign out" in member.get("/").content.decode()
