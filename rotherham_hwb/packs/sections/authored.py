"""A report written in the portal, on a template of its board's own making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.packs.sections.text import Limb


@dataclass(frozen=True)
class Asks:
    """What the report asks of one addressee, at one meeting where there are several."""

    meeting: str  # empty where there is only one
    addressee: str
    limbs: tuple[Limb, ...]


@dataclass(frozen=True)
class Listing:
    """Entries with a note each: appendices, background papers; an empty list says "None"."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Approved:
    """A post's approval; without a day it was not applicable."""

    post: str
    officer: str
    date: dt.date | None = None

    @property
    def day(self) -> str:
        """The day as printed."""
        return printed_date(self.date) if self.date else ""


@dataclass(frozen=True)
class Block:
    """One part of the report; one of its last fields is filled, or the block says "None".

    `html` was sanitised when it was saved (reports/richtext.py); its headings start at level 3.
    """

    heading: str = ""
    number: str = ""
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of the cover sheet's table
    html: str = ""
    lines: tuple[str, ...] = ()
    asks: tuple[Asks, ...] = ()
    listing: Listing | None = None
    approvals: tuple[Approved, ...] = ()


@dataclass(frozen=True)
class AuthoredSection:
    """The report as printed for one meeting."""

    board: str
    date: dt.date
    title: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"

    def with_pictures(self, data: Mapping[str, str]) -> AuthoredSection:
        """The same with pictures as data, by the address they stand under in the text."""
        return replace(self, blocks=tuple(_filled(block, data) for block in self.blocks))


def authored_html(section: AuthoredSection) -> str:
    """The report as HTML; every field that is not sanitised HTML is escaped."""
    context = {
        "report": section,
        "language": section.language,
        "title": section.title,
        "date": printed_date(section.date),
    }
    return render_to_string("packs/sections/authored.html", context)


def _filled(block: Block, data: Mapping[str, str]) -> Block:
    html = block.html
    for address, picture in data.items():
        html = html.replace(f'src="{address}"', f'src="{picture}"')
    return replace(block, html=html)
