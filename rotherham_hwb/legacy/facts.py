"""What was read from an old pack: frozen records in which every fact names its source line.

Line numbers are 1-based and point into the text as it was given. ``confidence`` runs from 0 to 1;
``inferred`` marks a fact that was worked out and is not printed as such.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


class Unreadable(Exception):
    """The file cannot be read as a pack; the message is one sentence that says what to do."""


class Scan(Unreadable):
    """The file is a PDF without text: it can be kept as a file, and nothing can be read from it."""


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    value: T
    line: int
    confidence: float = 1.0
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Pack pages, 1-based, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReadSignatory:
    name: Fact[str]
    post: Fact[str]


@dataclass(frozen=True, slots=True)
class Header:
    body: Fact[str]
    venue: Fact[str] | None = None
    date: Fact[dt.date] | None = None
    time: Fact[dt.time] | None = None
    membership: tuple[Fact[str], ...] = ()
    signatory: ReadSignatory | None = None
    next_meeting: Fact[str] | None = None
    future_dates: tuple[Fact[dt.date], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRestriction:
    """Why something read is kept from the public: the words that say so, and their line.

    No paragraphs: none is printed. ``confidential``: under s.100A(3), so not for members either.
    """

    confidential: bool
    paragraphs: tuple[int, ...]
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class ReadItem:
    number: Fact[str]
    title: Fact[str]
    section: Fact[str] | None
    section_introduction: tuple[Fact[str], ...]
    pages: Fact[ReadPages] | None
    presenters: tuple[Fact[str], ...]
    notes: tuple[Fact[str], ...]
    end_line: int
    restriction: ReadRestriction | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    name: Fact[str]
    role: Fact[str] | None = None
    post: Fact[str] | None = None
    group: Fact[str] | None = None
    representing: Fact[str] | None = None
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class ReadLimb:
    label: str | None
    text: Fact[str]
    recommended_to: str | None = None  # the body a recommendation is made to, as printed


@dataclass(frozen=True, slots=True)
class NamedVote:
    name: Fact[str]
    way: str  # for, against or abstain


@dataclass(frozen=True, slots=True)
class Motion:
    """Who moved and seconded something, where both or one of them is printed."""

    mover: Fact[str] | None
    seconder: Fact[str] | None


@dataclass(frozen=True, slots=True)
class ReadVote:
    motion: Fact[str]
    votes_for: int | None
    against: int | None
    abstain: int | None
    outcome: str | None
    named: tuple[NamedVote, ...] = ()
    casting_vote: bool = False


@dataclass(frozen=True, slots=True)
class ReadMinute:
    number: Fact[str]
    title: Fact[str] | None
    resolutions: tuple[ReadLimb, ...]
    actions: tuple[Fact[str], ...]
    references: tuple[Fact[str], ...]
    votes: tuple[ReadVote, ...]
    end_line: int
    motions: tuple[Motion, ...] = ()
    exclusion: Fact[tuple[int, ...]] | None = None  # paragraphs of Schedule 12A, Part 1
    interests: tuple[Fact[str], ...] = ()  # who declared an interest, as printed
    restriction: ReadRestriction | None = None

    @property
    def start_line(self) -> int:
        """The first line of the minute: that of its title, where it stands above the number."""
        return min(self.number.line, self.title.line) if self.title else self.number.line


@dataclass(frozen=True, slots=True)
class MinutesSet:
    body: Fact[str] | None
    date: Fact[dt.date] | None
    chair: Fact[str] | None
    present: tuple[Attendee, ...]
    apologies: tuple[Attendee, ...]
    minutes: tuple[ReadMinute, ...]
    running_numbers: bool
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    value: Fact[str]


@dataclass(frozen=True, slots=True)
class Approval:
    """Whose approval a report prints; no name where it says that none was needed."""

    post: Fact[str]
    name: Fact[str] | None
    date: Fact[dt.date] | None


@dataclass(frozen=True, slots=True)
class ReadReport:
    title: Fact[str] | None
    agenda_item: Fact[str] | None
    fields: tuple[Field, ...]
    start_line: int
    end_line: int
    attachment: bool = False
    recommendations: tuple[ReadLimb, ...] = ()
    approvals: tuple[Approval, ...] = ()
    restriction: ReadRestriction | None = None


@dataclass(frozen=True, slots=True)
class ReadWarning:
    code: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadPack:
    name: str
    header: Header
    agenda: tuple[ReadItem, ...]
    minutes: tuple[MinutesSet, ...]
    reports: tuple[ReadReport, ...]
    warnings: tuple[ReadWarning, ...]
    source: tuple[str, ...] = field(repr=False)
    furniture: frozenset[int] = field(default=frozenset(), repr=False)
    """The numbers of lines that belong to a page and not to its text."""

    def text(self, start_line: int, end_line: int) -> str:
        """The source from one line to another, both included, exactly as it was given."""
        return "\n".join(self.source[start_line - 1 : end_line])
