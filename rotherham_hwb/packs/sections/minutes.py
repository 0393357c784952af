"""The minutes of a meeting: attendance in two columns, numbered minutes, resolutions run in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from meetings.wording import joined_with_and, printed_date
from rotherham_hwb.packs.sections.text import Limb, Paragraph, numbered


@dataclass(frozen=True)
class Attendee:
    """One name in the list of those present, or of those who sent apologies."""

    name: str
    post: str = ""  # or the organisation
    role: str = ""  # such as "in the Chair"
    representing: str = ""
    remote: bool = False

    @property
    def standing(self) -> str:
        """What is printed beside the name: "Chief Officer, CCG (in the Chair)"."""
        post = f"{self.post} ({self.role})" if self.post and self.role else self.post or self.role
        stands_in = f"(representing {self.representing})" if self.representing else ""
        return " ".join(filter(None, (post, stands_in, "(remotely)" if self.remote else "")))

    @property
    def named(self) -> str:
        """As in a sentence: "Ann Example (Chief Officer, CCG)"."""
        return f"{self.name} ({self.standing})" if self.standing else self.name


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
    falls_due: str = ""  # where no day says it: "when the lease is signed"

    @property
    def whose(self) -> str:
        """Owner and day: "Ann Example, by Wednesday, 21st September, 2016"."""
        day = f"by {printed_date(self.due)}" if self.due else self.falls_due
        return ", ".join(filter(None, (self.owner, day)))


@dataclass(frozen=True)
class Vote:
    """A vote: who moved it, how it was taken and counted, and what came of it."""

    motion: str
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    outcome: str = ""  # such as "Carried"
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()  # ("In favour", ("Ada Byron", …))
    moved: str = ""  # "Moved by Ada Byron, seconded by Mary Gray."
    manner: str = ""  # where it was not counted: "By show of hands"
    casting: str = ""  # a sentence on a tie
    asked: tuple[str, ...] = ()  # "Mary Gray asked that her vote …": a sentence each

    @property
    def how(self) -> str:
        """How it was taken: "In favour 7, against 1, abstained 1"."""
        if self.in_favour is None:
            return self.manner
        counts = f"{self.in_favour}, against {self.against}, abstained {self.abstained}"
        return f"In favour {counts}"


@dataclass(frozen=True)
class Block:
    """A stretch of a minute; a sub-heading begins another."""

    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    votes: tuple[Vote, ...] = ()
    limbs: tuple[Limb, ...] = ()
    actions: tuple[MinutedAction, ...] = ()
    word: str = ""  # before its limbs, where it is not the board's: "Resolved"


@dataclass(frozen=True)
class Entry:
    """One minute; a withheld one has its safe title, the reason and what the public may read."""

    number: str
    title: str
    blocks: tuple[Block, ...] = ()
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
    groups: tuple[Group, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    entries: tuple[Entry, ...] = ()
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


def _joint(blocks: tuple[Block, ...]) -> Iterator[Block]:
    of = sum(len(block.limbs) for block in blocks)
    start = 1
    for block in blocks:
        yield replace(block, limbs=numbered(block.limbs, start=start, of=of))
        start += len(block.limbs)
