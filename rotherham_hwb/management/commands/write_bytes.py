"""`manage.py write_bytes`: bring docs/bytes.md up to date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver

HEAD = """# What leaves the portal besides pages

Written from what each view says of itself (`rotherham_hwb/files.py`) by `manage.py write_bytes`; do
not edit by hand. An answer that is no page and is not in this table does not leave the portal.

| address | door | what | source | what was done to it | what a copy not for the public bears |
|---|---|---|---|---|---|
"""


class Command(BaseCommand):
    help = "Write docs/bytes.md from the routes."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        (settings.BASE_DIR / "docs" / "bytes.md").write_text(bytes_text())


def bytes_text() -> str:
    """The whole document."""
    return HEAD + "".join(sorted(_rows(get_resolver(), "/")))


def _rows(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        address = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _rows(each, address)
        elif hasattr(each.callback, "gives"):
            yield _row(each, address)


def _row(route: URLPattern, address: str) -> str:
    view: Any = route.callback
    given, door = view.gives, view.door.replace("_", " ")
    bears = given.restricted or f"nothing: for {door} alone"
    cells = (f"`{address}`", door, given.what, given.source, given.cleaning, bears)
    return f"| {' | '.join(cells)} |\n"
