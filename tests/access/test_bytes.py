"""What leaves the portal besides pages says where it comes from, or does not leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, URLPattern, get_resolver

from meetings.doors import public
from rotherham_hwb.files import UndeclaredBytes, gives, only_declared_bytes
from rotherham_hwb.management.commands.write_bytes import bytes_text
from tests.access.outlets import OUTLETS, Kind
from tests.access.test_routes import routes

pytestmark = pytest.mark.slow

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "bytes.md"
FILES = (Kind.FILE, Kind.LOOKS, Kind.CSV, Kind.FEED, Kind.JSON, Kind.WORD, Kind.DESK_FILE)


def declared(route: URLPattern) -> bool:
    return hasattr(route.callback, "gives")


def test_the_table_is_as_the_routes_are() -> None:
    assert DOCUMENT.read_text() == bytes_text(), "run manage.py write_bytes"


def test_every_route_that_gives_a_file_says_what_it_is() -> None:
    every = list(routes(get_resolver(settings.ROOT_URLCONF)))

    assert [each.name for each in every if OUTLETS[each.name] in FILES and not declared(each)] == []


def _csv(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a;b", content_type="text/csv")


def answered(view: object) -> HttpResponse:
    """What the portal gives where an address leads to this view."""
    request = RequestFactory().get("/new/")
    request.resolver_match = ResolverMatch(view, (), {}, url_name="new")  # type: ignore[arg-type]
    return only_declared_bytes(view)(request)  # type: ignore[arg-type, return-value]


def test_bytes_that_no_view_speaks_for_do_not_leave() -> None:
    with pytest.raises(UndeclaredBytes, match=r"/new/ gives text/csv"):
        answered(_csv)
    assert answered(gives("a", source="b", cleaning="c")(_csv)).content == b"a;b"


def test_what_a_view_gives_is_known_behind_its_door() -> None:
    view = public(gives("a table", source="records", cleaning="none")(_csv))

    assert view.gives.what == "a table"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_pages_and_what_is_not_there_pass(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/not/there/").status_code == 404
