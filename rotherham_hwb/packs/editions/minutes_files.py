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

from meetings.access import OFFICERS, OFFICERS_AND_MEMBERS, Restriction, Viewer, serves
from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from meetings.wording import printed_date
from minutes.approving import Leaves
from minutes.approving import sign_minutes as keep_signed
from minutes.models import Minute, Minutes, MinutesState, SignedMinutes
from rotherham_hwb.packs.contents.minutes import minutes_section
from rotherham_hwb.packs.sections.minutes import MinutesSection, minutes_html
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import FontsMissing

EVERYTHING = frozenset(Restriction)
OPEN = frozenset({Restriction.OPEN})
OTHER_LEAVES = (
    "The leaves would read otherwise than those that this page gave you to print: print them "
    "anew below, and record the signature on those."
)


def admits_for(viewer: Viewer, meeting: Meeting) -> frozenset[Restriction]:
    """The classes of a meeting's minutes that a viewer may read; house rule 1 for a file."""
    same = Meeting.objects.filter(pk=meeting.pk)
    if same.filter(serves(viewer, OFFICERS)).exists():
        return EVERYTHING
    if same.filter(serves(viewer, OFFICERS_AND_MEMBERS)).exists():
        return frozenset({Restriction.OPEN, Restriction.EXEMPT})
    return OPEN


def minutes_file(minutes: Minutes, viewer: Viewer) -> bytes:
    """The minutes as a viewer may read them, as PDF/A-2a and PDF/UA-1; set once and kept.

    Raises Refused where the fonts are not installed.
    """
    return kept_pdf(minutes_html(_alone(minutes, viewer)))


def extract_file(minute: Minute, viewer: Viewer) -> bytes:
    """One minute as a document of its own, with what it is an extract of.

    Raises Refused where the fonts are not installed.
    """
    minutes = minute.minutes
    whole = _alone(minutes, viewer)
    before = minutes.entries.filter(position__lt=minute.position).count()
    own = MinutesSection(
        board=whole.board,
        date=whole.date,
        entries=(whole.entries[before],),
        decision_word=whole.decision_word,
        status=whole.status,
        alone=True,
    )
    title = f"{whole.board}: minute {minute.number}, {printed_date(whole.date)}"
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
    section = minutes_section(minutes, admits=EVERYTHING)
    return minutes_html(
        replace(section, alone=True, status=_status(MinutesState.APPROVED)),
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
    return f"{slugify(f'{minutes.meeting.board.slug} {minutes.meeting.date} {what}')}.pdf"


def _alone(minutes: Minutes, viewer: Viewer) -> MinutesSection:
    section = minutes_section(minutes, admits=admits_for(viewer, minutes.meeting))
    return replace(section, alone=True, status=_status(minutes.state))


def _status(state: MinutesState) -> str:
    # Setting type is heavy; the web process loads it only when a file is first asked for.
    from rotherham_hwb.packs.sections.archive import STATUS  # noqa: PLC0415

    return STATUS[state]


def _set(html: str) -> bytes:
    from rotherham_hwb.packs.sections.archive import archive_pdf  # noqa: PLC0415 - as above

    try:
        return archive_pdf(html)
    except FontsMissing as missing:
        raise Refused(str(missing)) from missing
