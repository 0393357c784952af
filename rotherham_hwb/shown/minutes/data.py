"""Minutes as one viewer is shown them: frozen, without a record and without what is withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.access import Restriction
from minutes.models import ActionState, MinutesState
from rotherham_hwb.shown.prose import NOTHING, Passage, Prose


@dataclass(frozen=True)
class ShownPerson:
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
class ShownGroup:
    """Those present in one capacity: members, officers, observers."""

    heading: str  # may be empty
    people: tuple[ShownPerson, ...]


@dataclass(frozen=True)
class ShownVote:
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
class ShownAction:
    """What a minute asks of somebody, and when."""

    text: str
    owner: str
    due_on: dt.date | None
    falls_due: str
    """Where no day says it: a meeting, or a condition."""
    done_on: dt.date | None
    state: ActionState


@dataclass(frozen=True)
class ShownLimb:
    """One limb of a resolution: its label as printed, and what was resolved."""

    label: str
    prose: Prose
    kind: str = ""
    """Its sort, in the register, where it is something else than a plain decision."""
    actions: tuple[ShownAction, ...] = ()
    """Those which ask somebody for just what the limb says."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.prose.passages


@dataclass(frozen=True)
class ShownStretch:
    """A part of a minute; a sub-heading begins another."""

    heading: str
    prose: Prose
    votes: tuple[ShownVote, ...]
    limbs: tuple[ShownLimb, ...]
    actions: tuple[ShownAction, ...]
    """Those which no limb says."""
    word: str
    """What stands over the limbs: Resolved."""


@dataclass(frozen=True)
class ShownCorrection:
    """The old words beside the new; linked to the minute that made it."""

    day: dt.date
    at_meeting: bool
    """Whether a meeting made it, that of the day."""
    number: str
    href: str
    prose: Prose


@dataclass(frozen=True)
class ShownReference:
    """An earlier minute that a minute refers to; linked where it is here and may be read."""

    text: str
    href: str
    about: str


@dataclass(frozen=True)
class ShownMinute:
    """One minute, as far as its viewer may know it."""

    anchor: str
    number: str
    title: str
    """The safe one where it is withheld."""
    href: str
    withheld: bool = False
    why: str = ""
    """Why the public does not get it, whether or not this viewer does."""
    mark: Restriction | None = None
    """Its class, where this viewer gets what the public does not."""
    summary: Prose = NOTHING
    """What the public may read of a restricted minute."""
    before: tuple[str, ...] = ()
    """Sentences above its text: urgency, interests in it."""
    stretches: tuple[ShownStretch, ...] = ()
    after: tuple[str, ...] = ()
    """Sentences below it: the public shut out or let in again."""
    corrections: tuple[ShownCorrection, ...] = ()
    actions: tuple[ShownAction, ...] = ()
    """All of them, those in its stretches and limbs too."""
    references: tuple[ShownReference, ...] = ()
    """None on paper, where nothing leads anywhere."""


@dataclass(frozen=True)
class ShownMinutes:
    """The minutes of one meeting."""

    board: str
    day: dt.date
    state: MinutesState
    present: tuple[ShownGroup, ...]
    apologies: tuple[ShownPerson, ...]
    chair: str
    """Who presided."""
    public: str
    """Who of the public came, in a sentence."""
    happened: tuple[str, ...]
    """Comings and goings, and too few being there."""
    interests: tuple[str, ...]
    """Where no minute lists them."""
    corrections: tuple[ShownCorrection, ...]
    """Of what stands in no minute."""
    word: str
    """What stands before a decision: Resolved."""
    entries: tuple[ShownMinute, ...]


@dataclass(frozen=True)
class MinutesLink:
    """That there are minutes, and how final they are."""

    href: str
    state: MinutesState
