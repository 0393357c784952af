"""What the pages of one’s own account promise."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from meetings.models import Board, User
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.desk.promises.presses import (
    Press,
    logged,
    reads,
)
from tests.sign_in import sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def olive(board: Board, press: Press) -> User:
    """An officer who came in by both steps, and may change them."""
    press.client.logout()
    sign_in(press.client, press.user)
    return press.user


def works(user: User, code: str) -> bool:
    """Whether a code opens the second step."""
    somebody = Client()
    somebody.post("/sign-in/", {"login": user.email, "password": factories.PASSWORD})
    somebody.post("/sign-in/code/", {"code": code})
    return "_auth_user_id" in somebody.session


def steps(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user)
    return found


def letters(user: User) -> list[str]:
    return list(Message.objects.filter(recipient=user.email).values_list("subject", flat=True))


def codes_of(user: User) -> list[str]:
    found = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(found.wrap().get_unused_codes())


@reads("mfa/recovery_codes/generate")
def test_new_recovery_codes_keep_what_their_page_promises(
    press: Press, olive: User, board: Board
) -> None:
    RecoveryCodes.activate(olive)
    old = codes_of(olive)

    press.keeps(
        reverse("mfa_generate_recovery_codes"),
        {
            "You get ten new codes": lambda: len(set(codes_of(olive)) - set(old)) == 10,
            "Those you have now": lambda: (
                not works(olive, old[0]) and works(olive, codes_of(olive)[0])
            ),
            "You alone": lambda: codes_of(olive)[1] not in " ".join(letters(olive)),
            "your board’s officers see": lambda: logged(
                board, factories.officer(board), "made new recovery codes for"
            ),
            "No.": lambda: old[1] not in codes_of(olive),
        },
    )


def must_set_up(client: Client) -> bool:
    """Whether an officer is led to a new second step before anything else."""
    answer = client.get(reverse("desk"), follow=True)
    return answer.redirect_chain != [] and answer.request["PATH_INFO"] == reverse("mfa_index")


@reads("mfa/totp/deactivate_form")
def test_an_app_that_is_removed_goes_as_its_page_promises(
    press: Press, olive: User, board: Board
) -> None:
    RecoveryCodes.activate(olive)

    press.keeps(
        reverse("mfa_deactivate_totp"),
        {
            "Its codes do not work": lambda: not Authenticator.objects.filter(type="totp").exists(),
            "Without a passkey your recovery codes go": lambda: (
                not steps(olive).exists() and must_set_up(press.client)
            ),
            "You, by e-mail": lambda: any("app" in each for each in letters(olive)),
            "and your board’s officers, in the log": lambda: logged(
                board, factories.officer(board), "removed the authenticator app of"
            ),
            "You can set up an app again": lambda: (
                press.client.get(reverse("mfa_activate_totp")).status_code == 200
            ),
        },
    )


@reads("mfa/webauthn/authenticator_confirm_delete")
def test_a_passkey_that_is_removed_goes_as_its_page_promises(
    press: Press, olive: User, board: Board
) -> None:
    steps(olive).delete()
    data = {"name": "The blue key", "credential": {}}
    key = Authenticator.objects.create(user=olive, type=Authenticator.Type.WEBAUTHN, data=data)

    press.keeps(
        reverse("mfa_remove_webauthn", args=[key.pk]),
        {
            "It no longer opens": lambda: not steps(olive).exists(),
            "If it is your only second step": lambda: must_set_up(press.client),
            "You, by e-mail": lambda: any("passkey" in each.lower() for each in letters(olive)),
            "and your board’s officers, in the log": lambda: logged(
                board, factories.officer(board), "removed a passkey of"
            ),
            "You can add it again": lambda: (
                press.client.get(reverse("mfa_add_webauthn")).status_code == 200
            ),
        },
    )
