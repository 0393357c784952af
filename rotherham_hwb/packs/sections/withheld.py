"""The page that stands in a public pack for what the public does not get."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date


@dataclass(frozen=True)
class Withheld:
    """An item that is withheld; every word here may be read by anybody."""

    board: str
    meeting: dt.date
    number: str  # as printed, without its full stop: "15A"
    safe_title: str
    sentence: str  # the paragraph in words, from `meetings.exempt.withheld_sentence`
    reason: str = ""  # why the public interest lies in withholding it
    pages: str = ""  # the numbers that stay unused, as printed: "Pages 42 - 68"
    language: str = "en-GB"


def withheld_html(item: Withheld) -> str:
    """The page as HTML, every field escaped."""
    context = {
        "item": item,
        "language": item.language,
        "title": f"Item {item.number}: {item.safe_title}",
        "meeting": printed_date(item.meeting),
    }
    return render_to_string("packs/sections/withheld.html", context)
