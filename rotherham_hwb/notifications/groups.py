"""Groups of people that are told of things: of a record, and of a board for the page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings.access import RoleKind, can_see, viewer_for
from meetings.models import Board, Meeting, Role, User
from minutes.models import Minutes
from reports.models import Paper, PaperGrant, PaperState, SignOff, SignOffState
from reports.permissions import grant_live
from reports.reminders import approvers_of


def nobody(_: Any) -> list[User]:
    return []


@dataclass(frozen=True)
class ToldGroup:
    """Who is told: in words, of one record, and whom of a board that may be."""

    words: str
    of_record: Callable[[Any], list[User]] = nobody
    of_board: Callable[[Board], list[User]] = nobody


def people_of(meeting: Meeting, *kinds: str) -> list[User]:
    """Those who hold a role today on the board, or on a board it meets jointly with."""
    return _holders([meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)], kinds)


def people_on(board: Board, *kinds: str) -> list[User]:
    """Those who hold a role on a board today."""
    return _holders([board.pk], kinds)


def _holders(boards: Iterable[int], kinds: tuple[str, ...]) -> list[User]:
    held = Role.objects.current().filter(board__in=boards)
    if kinds:
        held = held.filter(kind__in=kinds)
    found: QuerySet[User] = User.objects.filter(is_active=True, roles__in=held)
    return list(found.distinct().order_by("pk"))


def _once_public(meeting: Meeting) -> list[User]:
    """Everybody with a role on its boards; nobody of a meeting that was not called yet."""
    return people_of(meeting) if meeting.called_at else []


def _of_new_date(meeting: Meeting) -> list[User]:
    return people_of(meeting) if meeting.postponed_from_id else []


def _officers_of_meeting(meeting: Meeting) -> list[User]:
    return people_of(meeting, RoleKind.OFFICER)


def _officers_on(board: Board) -> list[User]:
    return people_on(board, RoleKind.OFFICER)


def _approvers_on(board: Board) -> list[User]:
    return people_on(board, RoleKind.APPROVER)


def _writers_on(board: Board) -> list[User]:
    return people_on(board, RoleKind.AUTHOR, RoleKind.OFFICER)


def _asked(paper: Paper) -> list[User]:
    """Those whose answer it waits for, each once."""
    waiting = paper.sign_offs.filter(state=SignOffState.ASKED).select_related("approver")
    asked = {user: None for sign_off in waiting for user in approvers_of(sign_off)}
    return _who_see(paper, asked)


def _asked_again(sign_off: SignOff) -> list[User]:
    """Who answers for a post, while the paper is out for sign-off.

    Where it is only being sent, the sending tells them.
    """
    out = sign_off.paper.state == PaperState.SIGN_OFF
    return _who_see(sign_off.paper, approvers_of(sign_off)) if out else []


def _writers(paper: Paper) -> list[User]:
    """Its author; of one that was uploaded, or whose author has left, the board's officers."""
    author = _who_see(paper, [paper.report.author]) if hasattr(paper, "report") else []
    return author or people_on(paper.board, RoleKind.OFFICER)


def _who_see(paper: Paper, users: Iterable[User]) -> list[User]:
    """Those who may open the paper today: roles end, and accounts are closed."""
    return [user for user in users if user.is_active and can_see(viewer_for(user), paper)]


def _who_waited(paper: Paper) -> list[User]:
    """The author of a report, and the officers where the approvers' answers cleared it."""
    author = _writers(paper) if hasattr(paper, "report") else []
    officers = people_on(paper.board, RoleKind.OFFICER) if paper.sign_offs.exists() else []
    return list(dict.fromkeys([*author, *officers]))


def _readers(paper: Paper) -> list[User]:
    """Who may read a paper that was out: people of its meetings, and those it was opened to."""
    items = paper.items.select_related("meeting").filter(meeting__called_at__isnull=False)
    meetings = {item.meeting_id: item.meeting for item in items}
    found = {user: None for meeting in meetings.values() for user in people_of(meeting)}
    grants = PaperGrant.objects.filter(grant_live(), paper=paper).select_related("user")
    return _who_see(paper, found | {grant.user: None for grant in grants})


def _minutes_people(minutes: Minutes) -> list[User]:
    """Everybody of its boards; of minutes that were read from an old pack nobody waits to hear."""
    imported = minutes.entries.filter(source_line__isnull=False).exists()
    return [] if imported else _once_public(minutes.meeting)


def _minutes_officers(minutes: Minutes) -> list[User]:
    return _officers_of_meeting(minutes.meeting)


BOARD = ToldGroup("Everybody with a role on the board", _once_public, people_on)
NEW_DATE = ToldGroup("Everybody with a role on the board", _of_new_date, people_on)
PEOPLE_OF_MINUTES = ToldGroup("Everybody with a role on the board", _minutes_people, people_on)
OFFICERS = ToldGroup("The board’s officers", _officers_of_meeting, _officers_on)
OFFICERS_OF_MINUTES = ToldGroup("The board’s officers", _minutes_officers, _officers_on)
ASKED = ToldGroup("The approvers it waits for", _asked, _approvers_on)
ASKED_AGAIN = ToldGroup("The approvers it waits for", _asked_again, _approvers_on)
WRITERS = ToldGroup(
    "Its author; of a paper that was uploaded, the board’s officers", _writers, _writers_on
)
WAITED = ToldGroup(
    "Its author, and the officers where its approvers cleared it", _who_waited, _writers_on
)
READERS = ToldGroup("Everybody with a role on the board who may read it", _readers, people_on)
OPENED_TO = ToldGroup("The one it is opened to")
OWNERS = ToldGroup("Whoever owes the action, by a link of their own where they have no account")
CHAIR = ToldGroup("The person presiding, at the address that the officer gives")
INVITED = ToldGroup("The one invited")
CHOSEN = ToldGroup("Those of the board whom the officer chooses", nobody, people_on)
