"""Nothing leaves the portal by a way that the list of outlets does not name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, get_resolver, path

from meetings.doors import officers, public
from tests.access.outlets import EMAILS, NAMES, OUTLETS
from tests.access.test_routes import a_view, routes

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "emails"


def amiss(found: Iterable[URLPattern]) -> list[str]:
    """The routes that the list lacks, or names as something that their door does not let be."""
    return [
        f"{each.name} ({door_of(each)})"
        for each in found
        if each.name not in OUTLETS or door_of(each) not in OUTLETS[each.name].doors
    ]


def door_of(route: URLPattern) -> str:
    return getattr(route.callback, "door", "")


def test_every_route_is_on_the_list_with_a_door_of_its_kind() -> None:
    assert amiss(routes(get_resolver(settings.ROOT_URLCONF))) == []


def test_a_new_route_and_one_that_was_opened_to_all_are_found_out() -> None:
    new = path("calendar.ics", public(a_view), name="new_feed")
    opened = path("agenda.docx", public(a_view), name="desk_agenda_word")
    known = path("minutes.docx", officers(a_view), name="desk_minutes_word")

    assert amiss([new, opened, known]) == ["new_feed (public)", "desk_agenda_word (public)"]


def test_the_list_names_nothing_that_is_gone_and_nothing_twice() -> None:
    listed = [name for names in NAMES.values() for name in names.split()]

    assert set(listed) == {each.name for each in routes(get_resolver(settings.ROOT_URLCONF))}
    assert len(listed) == len(set(listed))


def test_every_email_is_on_the_list() -> None:
    assert {each.stem for each in TEMPLATES.glob("*.txt")} == EMAILS
