"""Settings by environment: what is not understood stops the start, and is never taken for “off”."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from os import environ
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from rotherham_hwb import environment

Told = Callable[[str], None]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    return lambda said: monkeypatch.setenv("A_SETTING", said)


@pytest.mark.parametrize("said", ["on", "On", "TRUE", "yes", " 1 "])
def test_what_says_on_is_on(told: Told, said: str) -> None:
    told(said)
    assert environment.switch("A_SETTING", default=False)


@pytest.mark.parametrize("said", ["off", "Off", "FALSE", "no", "0"])
def test_what_says_off_is_off(told: Told, said: str) -> None:
    told(said)
    assert not environment.switch("A_SETTING", default=True)


@pytest.mark.parametrize("said", ["", "  "])
def test_an_empty_value_is_none(told: Told, said: str) -> None:
    told(said)
    assert environment.switch("A_SETTING", default=True)
    assert environment.whole_number("A_SETTING", default=3, most=9) == 3
    assert environment.comma_list("A_SETTING", default=["a"]) == ["a"]
    assert environment.text("A_SETTING", default="words") == "words"


@pytest.mark.parametrize("said", ["enabled", "disabled", "oui", "-1", "2", "y", "ok", "None"])
def test_a_switch_that_says_something_else_stops_the_start(told: Told, said: str) -> None:
    told(said)
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.switch("A_SETTING", default=True)
    assert str(stopped.value).startswith("The setting A_SETTING must be on or off")


Reading = Callable[[str], Any]
READINGS: dict[str, tuple[Reading, list[str], list[str]]] = {
    "a number": (
        lambda name: environment.whole_number(name, default=0, most=10),
        ["1", "10"],
        ["11", "-1", "1.5", "one", "1e1", "٣"],
    ),
    "a word of few": (
        lambda name: environment.one_of(name, ("INFO", "ERROR"), default="INFO"),
        ["info", "ERROR"],
        ["verbose"],
    ),
    "a list": (environment.comma_list, ["a", "a, b"], ["a,,b", ",", "a,", "a\nb"]),
    "hosts": (
        lambda name: environment.hosts(name, default=()),
        ["meetings.example.org, .example.org", "[::1]", "*"],
        ["https://example.org", "example.org/x", "example.org:80", "a b", "-x"],
    ),
    "an address": (
        lambda name: environment.web_address(name),
        ["https://example.org/", "http://127.0.0.1:8000"],
        ["example.org", "https://", "ftp://example.org", "https://example.org:port"],
    ),
    "a secure address": (
        lambda name: environment.web_address(name, secure=True),
        ["https://example.org"],
        ["http://example.org"],
    ),
    "a URL": (
        lambda name: environment.url_of(name, ("postgresql",)),
        ["postgresql:///portal", "postgresql://me:word@host:5432/portal"],
        ["sqlite:///x", "portal", "postgresql://host:port/portal"],
    ),
    "a sender": (
        lambda name: environment.sender(name, default=""),
        ["a@example.org", "Meetings <a@example.org>"],
        ["Meetings", "a@", "@example.org", "a@b@", "a@example.org\nBcc: b@example.org"],
    ),
}


@pytest.mark.parametrize("kind", READINGS)
def test_each_type_takes_what_it_may_be_and_nothing_else(told: Told, kind: str) -> None:
    read, right, wrong = READINGS[kind]
    for said in right:
        told(said)
        assert read("A_SETTING")
    for said in wrong:
        told(said)
        with pytest.raises(ImproperlyConfigured, match="The setting A_SETTING must be"):
            pytest.fail(f"{said!r} was taken for {read('A_SETTING')!r}")


def test_no_sentence_tells_the_password_of_a_url(told: Told) -> None:
    told("mysql://me:secret@host/portal")
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.url_of("A_SETTING", ("postgresql",))
    assert "secret" not in str(stopped.value)


def test_the_start_stops_with_the_sentence_alone() -> None:
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environ | {"REQUIRE_SECOND_STEP": "enabled"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert started.returncode == 1
    assert started.stderr == (
        "The portal does not start: The setting REQUIRE_SECOND_STEP must be on or off "
        "(also true, yes, 1, false, no, 0), not “enabled”.\n"
    )
