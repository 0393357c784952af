"""The council's name, crest and colours: set by an officer of the council, shown on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from meetings import identity
from meetings.models import AuditEvent, CouncilIdentity
from tests import factories

pytestmark = pytest.mark.django_db

CREST = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    identity.remember(identity.AS_INSTALLED)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.council_officer())
    return client


def save(desk: Client, **said: Any) -> Any:
    given = {"name": "", "primary": "", "accent": ""} | said
    return desk.post(reverse("desk_council_looks"), given, follow=True)


def crest(content: bytes = CREST) -> SimpleUploadedFile:
    return SimpleUploadedFile("crest.svg", content)


def home() -> str:
    return Client().get("/").content.decode()


def test_name_colours_and_crest_are_on_every_page(desk: Client) -> None:
    said = save(desk, name="Harbour Council", primary="#A3004F", accent="fa0", crest=crest())

    assert "Every page shows it" in said.content.decode()
    page = home()
    assert "Harbour Council" in page
    assert '<meta name="theme-color" content="#a3004f">' in page
    style = Client().get(reverse("council_style"))
    assert style["Content-Type"] == "text/css"
    assert b"--council-primary:#a3004f" in style.content
    assert b"--council-accent:#ffaa00" in style.content
    assert f'href="{reverse("council_style")}?v=1"' in page
    assert page.count(f"{reverse('council_crest')}?v=1") == 2, "in the header, and as the icon"
    given = Client().get(reverse("council_crest"))
    assert given["Content-Type"] == "image/svg+xml"
    assert b"M0 0h9v9z" in given.content
    assert AuditEvent.objects.filter(record_type="meetings.CouncilIdentity").count() == 1


def test_nothing_is_asked_for_while_nothing_is_set(desk: Client) -> None:
    assert "council" not in home().split("<body")[0].replace("council’s", "")
    assert Client().get(reverse("council_crest")).status_code == 404


def test_the_crest_stays_until_it_is_taken_off(desk: Client) -> None:
    save(desk, crest=crest())
    save(desk, name="Harbour Council")
    assert "?v=2" in home()
    assert Client().get(reverse("council_crest")).status_code == 200

    save(desk, without_crest="on")

    assert Client().get(reverse("council_crest")).status_code == 404
    assert "Harbour Council" not in home(), "what is emptied is as it was installed"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"primary": "#ffdd00"}, "too light"),
        ({"accent": "gold"}, "is no colour here"),
        ({"crest": crest(b"<svg><script/></svg>")}, "neither an SVG nor a PNG"),
    ],
)
def test_what_would_not_do_is_refused_with_why(
    desk: Client, said: dict[str, Any], told: str
) -> None:
    answer = save(desk, **said)

    assert told in answer.content.decode()
    assert not CouncilIdentity.objects.exists()


def test_a_board_officer_changes_nothing_of_it(client: Client) -> None:
    client.force_login(factories.officer(factories.board()))

    assert client.get(reverse("desk_council_looks")).status_code == 404
    assert save(client, name="Mine").status_code == 404


def test_there_is_one_council_and_its_colours_are_colours() -> None:
    CouncilIdentity.objects.create(name="One")
    for wrong in ({"name": "Two"}, {"only": False}, {"only": False, "primary": "red"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CouncilIdentity.objects.create(**wrong)
