"""Boards, people and seats, meetings and agenda items; and the trail of what was done."""

from meetings.models.agenda import AgendaItem, AgendaSection, ItemKind, Presenter
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
from meetings.models.meeting import Meeting, MeetingState
from meetings.models.people import Membership, MembershipKind, Person, Role, User
from meetings.models.supplement import Supplement

__all__ = [
    "AgendaItem",
    "AgendaSection",
    "AuditEvent",
    "Board",
    "ItemKind",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipKind",
    "MinuteSeries",
    "Organisation",
    "Person",
    "Post",
    "Presenter",
    "Regime",
    "Role",
    "Seat",
    "StandingItem",
    "Supplement",
    "User",
]
