"""Settings read from the environment, each by its type.

What a setting cannot be stops the start with a sentence that names it and says what it may be: a
guess would be silent, and once it was the wrong one (`REQUIRE_SECOND_STEP=enabled` meant off).
An empty value counts as none. No sentence repeats an address with a password in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from email.utils import parseaddr
from os import environ
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ON = ("on", "true", "yes", "1")
OFF = ("off", "false", "no", "0")
HOST = re.compile(r"\*|\.?[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\]")


def switch(name: str, *, default: bool) -> bool:
    """A setting that is on or off, in whichever case it is written."""
    said = text(name).lower()
    if said and said not in (*ON, *OFF):
        raise wrong(name, f"on or off (also {', '.join(ON[1:])}, {', '.join(OFF[1:])})", said)
    return said in ON if said else default


def whole_number(name: str, *, default: int, most: int) -> int:
    """A number from 0 to `most`."""
    said = text(name)
    if not said:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", said) or int(said) > most:
        raise wrong(name, f"a whole number from 0 to {most}", said)
    return int(said)


def one_of(name: str, known: Collection[str], *, default: str) -> str:
    """One word of a few, in whichever case it is written; given back in capitals."""
    said = text(name).upper() or default
    if said not in known:
        raise wrong(name, f"one of {', '.join(known)}", said)
    return said


def comma_list(name: str, *, default: Sequence[str] = ()) -> list[str]:
    """Values between commas, without the spaces around them; none of them may be empty."""
    said = text(name)
    values = [each.strip() for each in said.split(",")] if said else list(default)
    if not all(values):
        raise wrong(name, "values with a comma between two, and nothing empty among them")
    return values


def hosts(name: str, *, default: Sequence[str]) -> list[str]:
    """Names of hosts as a browser sends them, without scheme, port or path."""
    values = comma_list(name, default=default)
    for each in values:
        if not HOST.fullmatch(each):
            raise wrong(name, "names of hosts between commas, such as meetings.example.org", each)
    return values


def web_address(name: str, *, default: str = "", secure: bool = False) -> str:
    """An address of the web without the slash at its end; `secure`: of https alone."""
    said = text(name).rstrip("/") or default
    schemes = ("https",) if secure else ("http", "https")
    if said and not _is_address(said, schemes):
        raise wrong(name, f"an address that starts with {' or '.join(f'{s}://' for s in schemes)}")
    return said


def url_of(name: str, schemes: Collection[str]) -> str:
    """A URL of one of these schemes, or nothing. It may hold a password: it is not repeated."""
    said = text(name)
    if said and not _is_address(said, schemes, needs_host=False):
        known = ", ".join(f"{each}://…" for each in schemes)
        raise wrong(name, f"a URL of one of these kinds: {known}")
    return said


def sender(name: str, *, default: str) -> str:
    """An e-mail address, alone or as `Name <address>`."""
    said = text(name) or default
    user, at, host = parseaddr(said)[1].rpartition("@")
    if not (user and at and HOST.fullmatch(host)):
        raise wrong(name, "an e-mail address, such as meetings@example.org", said)
    return said


def text(name: str, *, default: str = "") -> str:
    """A setting's words without the spaces around them; a line break or the like is refused."""
    said = environ.get(name, "").strip()
    if not said.isprintable():
        raise wrong(name, "one line of letters, without control characters")
    return said or default


def wrong(name: str, may_be: str, said: str = "") -> ImproperlyConfigured:
    """What stops the start."""
    told = f", not “{said}”" if said else ""
    return ImproperlyConfigured(f"The setting {name} must be {may_be}{told}.")


def _is_address(said: str, schemes: Collection[str], *, needs_host: bool = True) -> bool:
    try:
        parts = urlsplit(said)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in schemes and port != 0 and (bool(host) or not needs_host)
