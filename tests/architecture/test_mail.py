"""All mail goes through the outbox: nothing else in the house can send any."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.utils.log import AdminEmailHandler

from rotherham_hwb.notifications.accounts import PostingAccountAdapter

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("meetings", "reports", "minutes", "rotherham_hwb")
SENDER = Path("rotherham_hwb/outbox/sending.py")
POST = ("django.core.mail", "smtplib")
SENDING = ("send_mail", "send_mass_mail", "mail_admins", "mail_managers", "email_user")


def senders(source: str) -> Iterator[str]:
    """The ways in which a module could send mail by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.startswith(POST))
        elif isinstance(node, ast.ImportFrom):
            names = (f"{node.module}.{each.name}" for each in node.names)
            yield from (name for name in names if name.startswith(POST))
        elif isinstance(node, ast.Attribute) and node.attr in SENDING:
            yield node.attr


@pytest.mark.slow
def test_only_the_outbox_sends_mail() -> None:
    files = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    found = {file.relative_to(ROOT): list(senders(file.read_text())) for file in files}

    assert {file: ways for file, ways in found.items() if ways} == {
        SENDER: ["django.core.mail.EmailMessage"]
    }


@pytest.mark.parametrize(
    "line",
    [
        "from django.core.mail import EmailMultiAlternatives",
        "from django.core import mail",
        "import django.core.mail as post",
        "import smtplib",
        "user.email_user('S', 'T')",
        "super().send_mail(prefix, email, context)",
    ],
)
def test_another_way_to_send_is_found(line: str) -> None:
    assert list(senders(line))


def test_the_library_of_signing_in_sends_by_its_adapter_alone_and_ours_posts() -> None:
    place = Path(allauth.__file__).parent
    files = (file for file in place.rglob("*.py") if "tests" not in file.parts)

    assert {file.relative_to(place) for file in files if "core.mail" in file.read_text()} == {
        Path("account/adapter.py")
    }
    adapter = type(get_adapter())
    assert adapter is PostingAccountAdapter
    assert adapter.send_mail is not DefaultAccountAdapter.send_mail


def test_no_log_is_mailed_past_the_outbox() -> None:
    names = (None, *logging.root.manager.loggerDict)
    handlers = [each for name in names for each in logging.getLogger(name).handlers]

    assert not [each for each in handlers if isinstance(each, AdminEmailHandler)]
