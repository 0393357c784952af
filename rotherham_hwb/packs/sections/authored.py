"""A report written in the portal, on a template of its board's own making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.shown.report import Approved, ReportBlock


@dataclass(frozen=True)
class AuthoredSection:
    """The report as printed for one meeting."""

    board: str
    date: dt.date
    title: str
    blocks: tuple[ReportBlock, ...]
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
        "blocks": [(block, list(map(_approval, block.approvals))) for block in section.blocks],
    }
    return render_to_string("packs/sections/authored.html", context)


def _approval(approved: Approved) -> tuple[str, str, str]:
    """Post, officer and day as printed."""
    day = printed_date(approved.date) if approved.date else ""
    return approved.post, approved.officer, day


def _filled(block: ReportBlock, data: Mapping[str, str]) -> ReportBlock:
    html = block.html
    for address, picture in data.items():
        html = html.replace(f'src="{address}"', f'src="{picture}"')
    return replace(block, html=html)
