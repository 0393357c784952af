"""The notice of a decision as the public reads it: page, PDF, and what is not theirs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from minutes.decisions.notices import publish_notice, write_notice
from minutes.models import Minute
from tests import factories
from tests.minutes.decisions.test_notices import WHOLE, decided

pytestmark = pytest.mark.django_db


def noticed(minute: Minute, *, publish: bool = True) -> str:
    """The address of a minute's notice."""
    notice = write_notice(minute, by="a test", **WHOLE, key_decision=True, takes_effect="At once")
    if publish:
        publish_notice(minute, by=factories.officer(minute.board))
    return notice.get_absolute_url()


def test_a_notice_says_what_the_law_asks_for(client: Client) -> None:
    minute = decided()

    page = client.get(noticed(minute)).content.decode()

    for words in ("That the pier be mended.", WHOLE["reasons"], WHOLE["options_rejected"]):
        assert words in page
    assert "At once" in page
    assert minute.get_absolute_url() in page


def test_the_register_leads_to_the_notice(client: Client) -> None:
    minute = decided()
    address = noticed(minute)

    assert f'href="{address}"' in client.get("/decisions/").content.decode()


def test_a_draft_notice_is_for_officers(client: Client) -> None:
    minute = decided()
    address = noticed(minute, publish=False)

    assert client.get(address).status_code == 404
    assert client.get(f"{address}notice.pdf").status_code == 404
    assert address not in client.get("/decisions/").content.decode()
    client.force_login(factories.officer(minute.board))
    assert "only officers see this" in client.get(address).content.decode()


def test_a_notice_of_a_restricted_minute_is_for_those_who_may_read_it(client: Client) -> None:
    minute = decided()
    address = noticed(minute)
    with factories.past_the_walls():
        Minute.objects.filter(pk=minute.pk).update(**factories.exempt())

    assert client.get(address).status_code == 404
    client.force_login(factories.user(board=minute.board, role="member"))
    assert client.get(address).status_code == 200


def test_the_pdf_holds_the_same_words_and_is_the_same_each_time(client: Client) -> None:
    minute = decided()
    noticed(minute)
    address = reverse("decision_notice_file", args=[minute.pk])

    first, second = (b"".join(client.get(address)) for _ in range(2))
    text = "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(first))

    assert first == second
    for words in (WHOLE["reasons"], WHOLE["options_rejected"], "That the pier be mended."):
        assert words in text
