"""The public notice of a meeting: time and place, who may come, whom to ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import joined_with_and, printed_date, printed_time


@dataclass(frozen=True)
class NoticeWords:
    """What the notice says; `source` is empty where no law asks for it."""

    boards: tuple[str, ...]
    date: dt.date
    time: dt.time
    venue: tuple[str, ...]
    source: str
    shorter_notice: str
    attending: tuple[str, ...]
    filming: str
    address: str
    contact: tuple[str, ...]
    signatory: tuple[str, ...]
    given: dt.date

    @property
    def title(self) -> str:
        return "Notice of a joint meeting" if len(self.boards) > 1 else "Notice of a meeting"

    @property
    def who(self) -> str:
        """“the Harbour Board and the Quarry Board”."""
        return joined_with_and(
            [name if name.startswith("The ") else f"the {name}" for name in self.boards]
        )


def public_notice_html(notice: NoticeWords) -> str:
    """The notice as HTML, every field escaped."""
    context = {
        "notice": notice,
        "language": "en-GB",
        "title": f"{notice.title}: {', '.join(notice.boards)}, {printed_date(notice.date)}",
        "date": printed_date(notice.date),
        "time": printed_time(notice.time),
        "given": printed_date(notice.given),
    }
    return render_to_string("packs/sections/public_notice.html", context)
