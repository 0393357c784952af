"""The minutes of a meeting: attendance in two columns, numbered minutes, resolutions run in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from meetings.wording import joined_with_and, printed_date
from rotherham_hwb.packs.sections.text import Limb, Paragraph, numbered
from rotherham_hwb.shown.minutes.data import ShownGroup, ShownPerson, ShownVote


@dataclass(frozen=True)
class MinutedAction:
    """Something a minute asks of somebody."""

    text: str
    owner: str = ""
    due: dt.date | None = None
    falls_due: str = ""  # where no day says it: "when the lease is signed"

    @property
    def whose(self) -> str:
        """Owner and day: "Ann Example, by Wednesday, 21st September, 2016"."""
        day = f"by {printed_date(self.due)}" if self.due else self.falls_due
        return ", ".join(filter(None, (self.owner, day)))


@dataclass(frozen=True)
class PrintedStretch:
    """A stretch of a minute; a sub-heading begins another."""

    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    votes: tuple[ShownVote, ...] = ()
    limbs: tuple[Limb, ...] = ()
    actions: tuple[MinutedAction, ...] = ()
    word: str = ""  # before its limbs, where it is not the board's: "Resolved"


@dataclass(frozen=True)
class PrintedMinute:
    """One minute; a withheld one has its safe title, the reason and what the public may read."""

    number: str
    title: str
    blocks: tuple[PrintedStretch, ...] = ()
    withheld: str = ""
    marked: str = ""  # why the public does not get it, where this reader does
    summary: tuple[Paragraph, ...] = ()
    before: tuple[str, ...] = ()  # sentences above its text: urgency, interests in it
    after: tuple[str, ...] = ()  # sentences below it: the public shut out or let in again
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True)
class MinutesSection:
    """The minutes of one meeting as printed."""

    board: str
    date: dt.date
    groups: tuple[ShownGroup, ...] = ()
    apologies: tuple[ShownPerson, ...] = ()
    entries: tuple[PrintedMinute, ...] = ()
    chair: str = ""  # printed where no attendee's role says who presided
    note: str = ""  # such as how many of the public came
    happened: tuple[str, ...] = ()  # comings and goings, and too few being there
    interests: tuple[str, ...] = ()  # where no minute lists them
    corrections: tuple[str, ...] = ()  # of what stands in no minute
    decision_word: str = "Resolved"
    status: str = ""  # such as "Draft, to be approved at the next meeting."
    alone: bool = False  # a document of its own, which numbers its own pages
    language: str = "en-GB"

    @property
    def presided(self) -> str:
        """Who presided, where the list of those present does not say so."""
        people = (each for group in self.groups for each in group.people)
        return "" if any("chair" in each.role.lower() for each in people) else self.chair

    @property
    def apologies_sentence(self) -> str:
        """As the packs print it; empty where nobody sent apologies."""
        names = [each.named for each in self.apologies]
        if not names:
            return ""
        return f"Apologies for absence were received from {joined_with_and(names)}."


def minutes_html(minutes: MinutesSection, *, form: str = "minutes", **more: object) -> str:
    """The minutes as HTML, every field escaped; `form` is the template, with `more` to print."""
    context = {
        "minutes": minutes,
        "language": minutes.language,
        "title": f"{minutes.board}: minutes, {printed_date(minutes.date)}",
        "date": printed_date(minutes.date),
        "entries": [
            replace(entry, blocks=tuple(_joint(entry.blocks))) for entry in minutes.entries
        ],
    }
    return render_to_string(f"packs/sections/{form}.html", context | more)


def _joint(blocks: tuple[PrintedStretch, ...]) -> Iterator[PrintedStretch]:
    of = sum(len(block.limbs) for block in blocks)
    start = 1
    for block in blocks:
        yield replace(block, limbs=numbered(block.limbs, start=start, of=of))
        start += len(block.limbs)
