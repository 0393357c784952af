"""The minutes of a meeting: attendance in two columns, numbered minutes, resolutions run in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from rotherham_hwb.packs.dates import printed_date
from rotherham_hwb.packs.sections.text import Limb, Paragraph, numbered


@dataclass(frozen=True)
class Attendee:
    """One name in the list of those present, or of those who sent apologies."""

    name: str
    post: str = ""  # or the organisation
    role: str = ""  # such as "in the Chair"
    representing: str = ""

    @property
    def standing(self) -> str:
        """What is printed beside the name: "Chief Officer, CCG (in the Chair)"."""
        post = f"{self.post} ({self.role})" if self.post and self.role else self.post or self.role
        stands_in = f"(representing {self.representing})" if self.representing else ""
        return " ".join(filter(None, (post, stands_in)))


@dataclass(frozen=True)
class Group:
    """Those present in one capacity: members, officers, observers."""

    heading: str  # may be empty
    people: tuple[Attendee, ...]


@dataclass(frozen=True)
class MinutedAction:
    """Something a minute asks of somebody."""

    text: str
    owner: str = ""
    due: dt.date | None = None

    @property
    def whose(self) -> str:
        """Owner and day: "Ann Example, by Wednesday, 21st September, 2016"."""
        day = f"by {printed_date(self.due)}" if self.due else ""
        return ", ".join(filter(None, (self.owner, day)))


@dataclass(frozen=True)
class Vote:
    """A vote as counted; with the names where a member had them recorded."""

    motion: str
    in_favour: int
    against: int
    abstained: int
    outcome: str  # such as "Carried"
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()  # ("In favour", ("Ada Byron", …))


@dataclass(frozen=True)
class Block:
    """A stretch of a minute; a sub-heading begins another."""

    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    votes: tuple[Vote, ...] = ()
    limbs: tuple[Limb, ...] = ()
    actions: tuple[MinutedAction, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One minute; a withheld one has nothing but its safe title and the reason."""

    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    withheld: str = ""


@dataclass(frozen=True)
class MinutesSection:
    """The minutes of one meeting as printed."""

    board: str
    date: dt.date
    groups: tuple[Group, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    entries: tuple[Entry, ...] = ()
    chair: str = ""  # printed where no attendee's role says who presided
    note: str = ""  # such as how many of the public came
    status: str = ""  # such as "Draft, to be approved at the next meeting."
    alone: bool = False  # a document of its own, which numbers its own pages
    language: str = "en-GB"


def minutes_html(minutes: MinutesSection) -> str:
    """The minutes as HTML, every field escaped."""
    presided = any(
        "chair" in each.role.lower() for group in minutes.groups for each in group.people
    )
    context = {
        "minutes": minutes,
        "language": minutes.language,
        "title": f"{minutes.board}: minutes, {printed_date(minutes.date)}",
        "date": printed_date(minutes.date),
        "chair": "" if presided else minutes.chair,
        "entries": [
            replace(entry, blocks=tuple(_joint(entry.blocks))) for entry in minutes.entries
        ],
    }
    return render_to_string("packs/sections/minutes.html", context)


def _numbered(entry: Entry) -> Entry:
    """The minute with its limbs numbered as one series, across its sub-headings."""
    return replace(entry, blocks=tuple(_joint(entry.blocks)))


def _joint(blocks: tuple[Block, ...]) -> Iterator[Block]:
    of = sum(len(block.limbs) for block in blocks)
    start = 1
    for block in blocks:
        yield replace(block, limbs=numbered(block.limbs, start=start, of=of))
        start += len(block.limbs)
