"""The public notice of a meeting as a file to be put up."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from rotherham_hwb.packs.sections.public_notice import public_notice_html
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.typesetter import Typesetter
from rotherham_hwb.shown.notice import NoticeWords


def notice_pdf(notice: NoticeWords) -> bytes:
    """The notice as a tagged PDF, set once and then kept."""
    with Typesetter(Cache(Path(settings.MEDIA_ROOT) / "cache")) as setter:
        return setter.pdf("public notice", public_notice_html(notice))


def file_name(notice: NoticeWords) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-public-notice.pdf”."""
    return f"{slugify(f'{notice.board.slug} {notice.date} public notice')}.pdf"
