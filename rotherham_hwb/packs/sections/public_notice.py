"""The public notice of a meeting: time and place, who may come, whom to ask."""

from __future__ import annotations

from django.template.loader import render_to_string

from meetings.wording import printed_date, printed_time
from rotherham_hwb.shown.notice import NoticeWords


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
