"""What minutes say of other minutes is a link where it stands, and a matter can be followed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from rotherham_hwb.public.prose import linked, passages, targets_of
from tests import factories
from tests.minutes.test_references import drafted, publish, write

pytestmark = pytest.mark.django_db
MAY, JULY, SEPTEMBER = dt.date(2017, 5, 31), dt.date(2017, 7, 5), dt.date(2017, 9, 20)


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_reference_is_a_link_in_the_text_and_in_the_resolution(client: Client) -> None:
    board = factories.board()
    may = drafted(board, MAY)
    centre = write(may, "3", "Centre")
    publish(may)
    july = drafted(board, JULY)
    minute = write(
        july,
        "15",
        "Matters",
        "Minute No. 3 (Centre), <noted>.\n\n- Minute No. 3 of 31st May\n- Minute No. 2",
        "That Minute No. 3 stand.",
    )
    publish(july)

    page = text_of(client, minute.get_absolute_url())

    start = f'<a class="govuk-link" href="{centre.get_absolute_url()}">'
    for words in ("Minute No. 3 (Centre)", "Minute No. 3", "Minute No. 3"):
        assert f"{start}{words}<" in page
    assert f"That {start}Minute No. 3<" in page
    assert f"<li>{start}Minute No. 3<" in page
    assert "<li>Minute No. 2</li>" in page
    assert "&lt;noted&gt;" in page


def test_a_text_without_references_stays_text() -> None:
    found = passages("Nothing.")

    assert linked(found, targets_of([]), day=JULY) == found
