"""Every address of the portal has a door, and one without a door stays shut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from meetings.doors import public
from rotherham_hwb import urls

DOORS = {"public", "signed_in", "members", "authors", "approvers", "officers", "by_signed_link"}


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each)
        else:
            yield each


def unmarked(resolver: URLResolver) -> list[str]:
    """The routes whose view passes through no door."""
    return [
        str(route.pattern)
        for route in routes(resolver)
        if getattr(route.callback, "door", None) not in DOORS
    ]


def a_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("behind no door")


def resolver_of(*views: Callable[..., Any]) -> URLResolver:
    """The resolver of a map with one route to each of these views."""

    urlpatterns = [path(f"way-{number}/", view) for number, view in enumerate(views)]
    return URLResolver(RegexPattern("^/"), urlpatterns)


def test_every_route_has_a_door() -> None:
    assert unmarked(get_resolver(settings.ROOT_URLCONF)) == []


def test_a_route_without_a_door_is_found_out() -> None:
    assert unmarked(resolver_of(public(a_view), a_view)) == ["way-1/"]


@pytest.mark.django_db
def test_a_route_without_a_door_is_closed(client: Client, settings: Any) -> None:
    extra = [path("shut/", a_view), path("open/", public(a_view))]
    urlpatterns = [*urls.urlpatterns, *extra]
    settings.ROOT_URLCONF = type(
        "Map", (), {"handler404": urls.handler404, "urlpatterns": urlpatterns}
    )

    assert client.get("/open/").status_code == 200
    assert client.get("/shut/").status_code == 404
