"""What one pack holds, as frozen values: built from records or from a meeting file.

A plan needs no database and may be pickled, so a pack is compiled in a process of its own.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from rotherham_hwb.packs.kinds import Audience, Kind, Layout, Stage


class PaperClass(StrEnum):
    """How far a paper may go. Source: Local Government Act 1972, s.100A and Schedule 12A."""

    OPEN = "open"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"


class PlanItemKind(StrEnum):
    """What the board is given under an item."""

    PAPER = "paper"
    VERBAL = "verbal"
    PRESENTATION = "presentation"
    STANDING = "standing"
    TO_FOLLOW = "to_follow"


@dataclass(frozen=True)
class Axes:
    """What tells one edition of a meeting's pack from another; unique per meeting."""

    kind: Kind = Kind.MAIN
    supplement: int = 0  # 1-based; of a consolidated edition the last one in it; 0: the main
    audience: Audience = Audience.PUBLIC
    layout: Layout = Layout.SCREEN
    stage: Stage = Stage.DRAFT


@dataclass(frozen=True)
class PackSettings:
    """A board's own habits of paging."""

    recto: bool = False  # every paper starts on a right-hand, odd-numbered page
    stamp_item: bool = True  # "Agenda Item N" at the head of an item's first page


@dataclass(frozen=True)
class Signatory:
    """Who signs the agenda."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class FrontSheet:
    """The unnumbered pages before the papers; every text is printed as given."""

    board: str
    date: dt.date
    time: dt.time | None = None
    heading: str = "Agenda"
    venue: tuple[str, ...] = ()  # lines; none prints "To be confirmed"
    membership: str = ""
    contact: tuple[str, ...] = ()  # lines
    issued: dt.date | None = None
    signatory: Signatory | None = None
    attending: str = ""
    reason: str = ""  # a supplement's: why these papers come late
    council: str = ""  # whose crest it is
    crest: str = ""  # a picture as a data: address; none prints none
    boards: tuple[str, ...] = ()  # each board of a joint meeting, a line each; else none


@dataclass(frozen=True)
class Presentation:
    """One of several presentations under an item."""

    title: str
    presenters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One paper bound into the pack."""

    title: str
    sha256: str
    level: int = 0  # 0 a paper of the item, 1 an appendix to it, and so on
    paper_class: PaperClass = PaperClass.OPEN
    first_page: int | None = None  # the pack page fixed by an earlier edition, 1-based
    superseded: str = ""  # stamped on each page: "Superseded by pages 343 to 350"
    marking: str = ""  # lines stamped below "Not for publication" on a restricted paper
    ours: bool = False  # set by the portal itself, as the minutes are


@dataclass(frozen=True)
class Skipped:
    """Pages that are in the full edition and not in this one: their numbers stay unused.

    It holds a count and nothing else, so that a public plan cannot tell what it leaves out.
    """

    pages: int
    first_page: int | None = None


@dataclass(frozen=True)
class PlanItem:
    """One agenda item; where it is withheld, every word here is already the safe one."""

    number: str  # as printed, without its full stop: "15A", "4(a)"
    title: str
    section: str = ""
    section_introduction: str = ""
    presenters: tuple[str, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    notes: tuple[str, ...] = ()
    kind: PlanItemKind = PlanItemKind.PAPER
    parts: tuple[Part | Skipped, ...] = ()
    withheld: str = ""  # the sentence that says why the public does not get it
    late: str = ""  # the sentence that says why it came after the agenda
    is_sub_item: bool = False  # printed indented, under the item before it
    issued: tuple[int, int] | None = None  # the pack pages it was first issued with, 1-based


@dataclass(frozen=True)
class PackPlan:
    """All that decides the bytes of one edition, the papers' own bytes aside."""

    title: str
    front: FrontSheet
    items: tuple[PlanItem, ...]
    settings: PackSettings = field(default_factory=PackSettings)
    axes: Axes = field(default_factory=Axes)
    language: str = "en-GB"
    first_page: int = 1  # the pack page the first paper starts on

    @property
    def sources(self) -> tuple[str, ...]:
        """The SHA-256 of every paper bound, once each, in order."""
        parts = (part for item in self.items for part in item.parts)
        return tuple(dict.fromkeys(part.sha256 for part in parts if isinstance(part, Part)))
