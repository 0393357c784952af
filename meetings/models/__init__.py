"""Boards, people and seats, meetings and agenda items; and the trail of what was done."""

from meetings.models.agenda import AgendaItem, AgendaSection, Presenter
from meetings.models.apology import Apology
from meetings.models.audit import AuditEvent
from meetings.models.board import (
    Board,
    MinuteSeries,
    Organisation,
    Post,
    Regime,
    Seat,
    StandingItem,
)
from meetings.models.calendar import BoardDeadline, ClosureDay, DeadlineKind
from meetings.models.council import CouncilTerm, PoliticalGroup
from meetings.models.dated_name import FormerName
from meetings.models.identity import CouncilIdentity, CrestKind
from meetings.models.invitation import Invitation, InvitationState
from meetings.models.kinds import ItemKind
from meetings.models.meeting import Meeting, MeetingState
from meetings.models.notice import MeetingNotice, PublicNotice
from meetings.models.people import Membership, MembershipKind, Person, Role, User
from meetings.models.supplement import Supplement

__all__ = [
    "AgendaItem",
    "AgendaSection",
    "Apology",
    "AuditEvent",
    "Board",
    "BoardDeadline",
    "ClosureDay",
    "CouncilIdentity",
    "CouncilTerm",
    "CrestKind",
    "DeadlineKind",
    "FormerName",
    "Invitation",
    "InvitationState",
    "ItemKind",
    "Meeting",
    "MeetingNotice",
    "MeetingState",
    "Membership",
    "MembershipKind",
    "MinuteSeries",
    "Organisation",
    "Person",
    "PoliticalGroup",
    "Post",
    "Presenter",
    "PublicNotice",
    "Regime",
    "Role",
    "Seat",
    "StandingItem",
    "Supplement",
    "User",
]
