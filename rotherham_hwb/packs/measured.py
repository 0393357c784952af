"""How many pages a section of ours takes, without binding it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from django.conf import settings

from rotherham_hwb.packs.cache import Cache
from rotherham_hwb.packs.typesetter import Typesetter


def page_count_of(html: str, name: str) -> int:
    """The pages of a section; it is set once and kept, as when it is compiled."""
    with Typesetter(Cache(Path(settings.MEDIA_ROOT) / "cache")) as typesetter:
        pdf = typesetter.pdf(name, html)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
