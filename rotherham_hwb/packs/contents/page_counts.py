"""A section of ours as a PDF of its own, and how many pages it takes."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from django.conf import settings

from meetings.lifecycle import Refused
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import FontsMissing
from rotherham_hwb.packs.typesetting.typesetter import Typesetter


def page_count_of(html: str, name: str) -> int:
    """The pages of a section; it is set once and kept, as when it is compiled.

    Raises Refused where the fonts are not installed.
    """
    with pikepdf.open(io.BytesIO(pdf_of(html, name))) as opened:
        return len(opened.pages)


def pdf_of(html: str, name: str) -> bytes:
    """A section of ours as a PDF; it is set once and kept.

    Raises Refused where the fonts are not installed.
    """
    try:
        with Typesetter(Cache(Path(settings.MEDIA_ROOT) / "cache")) as typesetter:
            return typesetter.pdf(name, html)
    except FontsMissing as missing:
        raise Refused(str(missing)) from missing
