"""Minutes as files: whole, one minute of them, and on numbered leaves to be signed."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pikepdf
from django.conf import settings
from django.utils.text import slugify

from meetings.access import PUBLIC, Viewer
from meetings.lifecycle import Refused
from meetings.models import User
from meetings.wording import printed_date
from minutes.approving import Leaves
from minutes.approving import sign_minutes as keep_signed
from minutes.models import Minute, Minutes, MinutesState, SignedMinutes
from rotherham_hwb.packs.contents.minutes import STATUS, minutes_section
from rotherham_hwb.packs.sections.minutes import MinutesSection, minutes_html
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import FontsMissing
from rotherham_hwb.shown.boards_that_meet import boards_in_a_file_name
from rotherham_hwb.shown.minutes import PRINTED, shown_minutes
from rotherham_hwb.shown.viewers import officer_of

OTHER_LEAVES = (
    "The leaves would read otherwise than those that this page gave you to print: print them "
    "anew below, and record the signature on those."
)


def minutes_file(minutes: Minutes, viewer: Viewer) -> bytes:
    """The minutes as a viewer may read them, as PDF/A-2a and PDF/UA-1; set once and kept.

    Raises Refused where the fonts are not installed.
    """
    return kept_pdf(minutes_html(_alone(minutes, viewer)))


def holds_more(minutes: Minutes, viewer: Viewer, *, only: Minute | None = None) -> bool:
    """Whether a viewer's copy, or that of one minute, tells anything that is not for the public."""
    if viewer == PUBLIC:
        return False
    told, public = (_alone(minutes, each, only=only) for each in (viewer, PUBLIC))
    return told != public


def extract_file(minute: Minute, viewer: Viewer) -> bytes:
    """One minute as a document of its own, with what it is an extract of.

    Raises Refused where the fonts are not installed.
    """
    own = _alone(minute.minutes, viewer, only=minute)
    title = f"{own.board}: minute {minute.number}, {printed_date(own.date)}"
    return kept_pdf(minutes_html(own, form="minutes_extract", title=title))


def sign_minutes(
    minutes: Minutes,
    *,
    presided_by: str,
    signed_on: dt.date,
    printed: str | None = None,
    by: User,
) -> SignedMinutes:
    """Keep approved minutes, in full, on leaves numbered on from the board's last.

    `printed`: the `fingerprint` of the leaves that were given out to be signed, where they were.

    Raises Refused as `minutes.approving.sign_minutes` does, where other leaves would be kept than
    those printed, or without the fonts.
    """

    def leaves(first: int) -> Leaves:
        told = {"presided_by": presided_by, "signed_on": signed_on}
        if printed not in (None, fingerprint(minutes, first, **told)):  # type: ignore[arg-type]
            raise Refused(OTHER_LEAVES)
        return set_leaves(minutes, first, **told)  # type: ignore[arg-type]

    return keep_signed(
        minutes, presided_by=presided_by, signed_on=signed_on, set_leaves=leaves, by=by
    )


def set_leaves(
    minutes: Minutes, first: int, *, presided_by: str, signed_on: dt.date | None
) -> Leaves:
    """The minutes in full, each page a leaf numbered from `first`, with room for initials.

    A name or a day that is not known yet leaves room to write it by hand.
    """
    pdf = kept_pdf(_leaves_html(minutes, first, presided_by, signed_on))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return Leaves(pdf, len(opened.pages))


def fingerprint(
    minutes: Minutes, first: int, *, presided_by: str, signed_on: dt.date | None
) -> str:
    """What tells leaves from others, by all that stands on them: 64 letters and digits."""
    html = _leaves_html(minutes, first, presided_by, signed_on)
    return sha256(html.encode()).hexdigest()


def _leaves_html(minutes: Minutes, first: int, presided_by: str, signed_on: dt.date | None) -> str:
    section = _alone(minutes, officer_of(minutes.meeting.board))
    return minutes_html(
        replace(section, status=STATUS[MinutesState.APPROVED]),
        form="minutes_leaves",
        leaves_before=first - 1,
        presided_by=presided_by,
        signed_on=printed_date(signed_on) if signed_on else "",
    )


def kept_pdf(html: str) -> bytes:
    """A section as a PDF to keep; it is set once, and again only where the cache was lost.

    Raises Refused where the fonts are not installed.
    """
    cache = Cache(Path(settings.MEDIA_ROOT) / "cache")
    key = f"{version('weasyprint')} {sha256(html.encode()).hexdigest()}"
    pdf = cache.get("archive", key)
    if pdf is None:
        pdf = _set(html)
        cache.put("archive", key, pdf)
    return pdf


def file_name(minutes: Minutes, what: str) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-minutes.pdf”."""
    boards = boards_in_a_file_name(minutes.meeting)
    return f"{slugify(f'{boards} {minutes.meeting.date} {what}')}.pdf"


def _alone(minutes: Minutes, viewer: Viewer, *, only: Minute | None = None) -> MinutesSection:
    shown = shown_minutes(minutes, viewer, style=PRINTED, only=only)
    return replace(minutes_section(shown), alone=True, status=STATUS[shown.state])


def _set(html: str) -> bytes:
    # Setting type is heavy; the web process loads it only when a file is first asked for.
    from rotherham_hwb.packs.sections.archive import archive_pdf  # noqa: PLC0415

    try:
        return archive_pdf(html)
    except FontsMissing as missing:
        raise Refused(str(missing)) from missing
