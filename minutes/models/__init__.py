"""Minutes: attendance, numbered minutes, votes, resolutions, actions; and what refers to what."""

from minutes.models.action import LIVE, Action, ActionOwner, ActionReport, ActionState
from minutes.models.attendance import Attendance, Capacity, Declaration, Movement, Note
from minutes.models.chair import ChairLink, ChairProposal
from minutes.models.correction import Correction
from minutes.models.minutes import (
    Exclusion,
    Minute,
    Minutes,
    MinutesState,
    Resolution,
    SubHeading,
)
from minutes.models.record import DecisionNotice, SignedMinutes
from minutes.models.reference import Reference
from minutes.models.vote import Ballot, Side, Vote

__all__ = [
    "LIVE",
    "Action",
    "ActionOwner",
    "ActionReport",
    "ActionState",
    "Attendance",
    "Ballot",
    "Capacity",
    "ChairLink",
    "ChairProposal",
    "Correction",
    "DecisionNotice",
    "Declaration",
    "Exclusion",
    "Minute",
    "Minutes",
    "MinutesState",
    "Movement",
    "Note",
    "Reference",
    "Resolution",
    "Side",
    "SignedMinutes",
    "SubHeading",
    "Vote",
]
