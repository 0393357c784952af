"""The sample officer's second step: in a demonstration, and nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt

from meetings.models import User
from rotherham_hwb.sample import SAMPLE_LOGINS
from rotherham_hwb.sample.boards import load_boards
from rotherham_hwb.sample.days import words_for
from rotherham_hwb.sample.sources import read_yaml

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.slow
@pytest.mark.parametrize("secret", [SECRET, ""])
def test_the_sample_officer_has_a_known_app_in_a_demonstration_alone(
    settings: Any, secret: str
) -> None:
    settings.DEMO_SECOND_STEP = secret
    load_boards(read_yaml("boards.yaml", words_for(dt.date(2026, 11, 22))))

    apps = Authenticator.objects.all()
    assert [decrypt(app.data["secret"]) for app in apps] == [secret] * 2 * bool(secret)
    assert {app.user.email for app in apps} <= {SAMPLE_LOGINS[0][1], SAMPLE_LOGINS[4][1]}
    assert User.objects.count() >= len(SAMPLE_LOGINS)


def test_the_known_app_is_none_outside_a_demonstration() -> None:
    from rotherham_hwb import settings as ours  # noqa: PLC0415 -- as it was read at start

    assert bool(ours.DEMO_SECOND_STEP) == ours.DEMO
