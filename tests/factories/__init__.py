"""Small worlds for tests: each call stores one record through the room's own verbs."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from itertools import count
from typing import Any

import pgtrigger
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.db import transaction

from meetings import audit
from meetings import workflow as meetings
from meetings.access import RoleKind
from meetings.doors import NEEDS_SECOND_STEP
from meetings.models import AgendaItem, Board, Meeting, Role, Supplement, User
from meetings.models.guards import NOTHING_MORE, STAYS, UNCHANGED
from meetings.supplements import open_supplement, record_urgency
from minutes import workflow as minutes_room
from minutes.actions import ActionDraft, OwnerDraft, put_actions
from minutes.models import Action, Minute, Minutes
from reports import workflow as reports
from reports.models import Paper, PaperGrant
from reports.signing import clear_paper
from reports.states import public_interest

_serial = count(1)

# Far above every number that a test writes out, so that none is drawn twice.
_minute_numbers = count(50_000)
PASSWORD = "a long enough password"
APP_SECRET = "JBSWY3DPEHPK3PXP"
"""What the authenticator app of every officer and approver holds."""
PUBLIC_INTEREST = "Publishing it would weaken the council’s hand."
LONG_AGO = dt.date(2020, 1, 1)


def board(name: str = "", **fields: Any) -> Board:
    """A board whose members need no second step, unless a test is about that."""
    number = next(_serial)
    name = name or f"Board {number}"
    fields = {"members_need_second_step": False} | fields
    return Board.objects.create(name=name, slug=f"board-{number}", **fields)


def user(name: str = "", *, board: Board | None = None, role: str = "") -> User:
    """A user, with one role on one board when both are given, and the second step it needs."""
    number = next(_serial)
    made = User.objects.create_user(
        email=f"person{number}@example.org", name=name or f"Person {number}", password=PASSWORD
    )
    if board is not None and role:
        give(made, board, role)
    if role in NEEDS_SECOND_STEP:
        TOTP.activate(made, APP_SECRET)
    return made


def council_officer() -> User:
    """An officer of the council: they add boards, and serve none yet."""
    made = user("Carla Council")
    with transaction.atomic():
        audit.record("give a role to", made, by="a test", role=RoleKind.OFFICER)
        Role.objects.create(user=made, kind=RoleKind.OFFICER, started_on=LONG_AGO)
    TOTP.activate(made, APP_SECRET)
    return made


def give(user: User, board: Board, kind: str, *, since: dt.date = LONG_AGO) -> Role:
    """A role that somebody has had for long."""
    with transaction.atomic():
        audit.record("give a role to", user, by="a test", board=board, role=kind)
        return Role.objects.create(user=user, board=board, kind=kind, started_on=since)


def ended(user: User, *, on: dt.date) -> None:
    """All roles of somebody, over since a day."""
    with transaction.atomic():
        for role in user.roles.select_related("board"):
            role.ended_on = on
            role.save(update_fields=["ended_on"])
            told: dict[str, Any] = {"board": role.board, "role": role.kind}
            audit.record("end a role of", user, by="a test", **told)


def grant(paper: Paper, to: User, *, by: User, **fields: Any) -> PaperGrant:
    """A paper opened to one person, of any day, over or not."""
    with transaction.atomic():
        audit.record("open to one person", paper, by=by, email=to.email)
        return PaperGrant.objects.create(
            paper=paper, user=to, granted_by=by, **{"reason": "Advises."} | fields
        )


def past_the_walls() -> AbstractContextManager[None]:
    """For a world that is published first and furnished after: the database lets it."""
    walls = (UNCHANGED, STAYS, NOTHING_MORE)
    return pgtrigger.ignore(
        *(
            f"{model._meta.label}:{trigger.name}"
            for model in apps.get_models()
            for trigger in getattr(model._meta, "triggers", ())
            if trigger.name in walls
        )
    )


def officer(board: Board) -> User:
    return user("Olive Officer", board=board, role=RoleKind.OFFICER)


def meeting(
    board: Board,
    *,
    state: str = "draft",
    by: User | None = None,
    date: dt.date = dt.date(2025, 1, 22),
    time: dt.time | None = dt.time(9, 0),
    items: int = 1,
    **fields: Any,
) -> Meeting:
    """A meeting moved on to `state`: draft, called, agenda_published or held.

    It is published whenever a test comes to it, and says why that is too late.
    """
    by = by or officer(board)
    fields.setdefault("shorter_notice", "The tests began at short notice.")
    made = Meeting(board=board, date=date, time=time, **fields)
    meetings.create_meeting(made, by=by)
    for _ in range(items):
        item(made)
    steps = {
        "called": meetings.call_meeting,
        "agenda_published": meetings.publish_agenda,
        "held": meetings.record_held,
    }
    for name, verb in steps.items():
        if state not in list(steps)[list(steps).index(name) :]:
            break
        verb(made, by=by)
    return made


def item(meeting: Meeting, title: str = "", **fields: Any) -> AgendaItem:
    position = meeting.items.count() + 1
    fields.setdefault("number", str(position))
    fields.setdefault("kind", "standing")
    made = AgendaItem(
        meeting=meeting, position=position, title=title or f"Business {position}", **fields
    )
    return meetings.add_item(made, by="a test")


def private_item(meeting: Meeting, title: str = "", **fields: Any) -> AgendaItem:
    """An exempt item in order: with its reason, after the item that excludes the public."""
    if not meeting.items.filter(kind="exclusion").exists():
        item(meeting, "Exclusion of the press and public", kind="exclusion")
    return item(meeting, title, **exempt(), public_interest=PUBLIC_INTEREST, **fields)


def action(minute: Minute, text: str, owner: str, **fields: Any) -> Action:
    """The one action of a draft minute."""
    draft = ActionDraft(text, owners=(OwnerDraft(owner),), **fields)
    return put_actions(minute, [draft], by="a test")[0]


def urgent_supplement(meeting: Meeting, *, reason: str, urgency: str, by: User) -> Supplement:
    """An open supplement whose late items the chair holds to be urgent."""
    made = open_supplement(meeting, reason=reason, by=by)
    record_urgency(made, urgency=urgency, urgency_by="Councillor Dora Reach", by=by)
    return made


def paper(
    item: AgendaItem, title: str = "A paper", *, by: User | None = None, **fields: Any
) -> Paper:
    """A draft paper with a text version, placed on the item."""
    made = Paper(board=item.meeting.board, title=title, **fields)
    reports.add_paper(made, by=by or "a test")
    reports.add_text_version(made, f"Text of {title}", sha256="0" * 64, by="a test")
    reports.place_paper(made, item, by="a test")
    return made


def cleared(paper: Paper) -> Paper:
    """The paper as an officer has cleared it; of an exempt one somebody said why."""
    if paper.restriction == "exempt" and not public_interest(paper):
        Paper.objects.filter(pk=paper.pk).update(public_interest=PUBLIC_INTEREST)
    role = paper.board.roles.filter(kind=RoleKind.OFFICER).first()
    return clear_paper(paper, by=role.user if role else officer(paper.board))


def as_seen(paper: Paper) -> str:
    """A paper and how it stands now, as the page to clear several gives both back."""
    return f"{paper.pk}:{paper.as_it_stands}"


def public_paper(paper: Paper, *, by: User) -> Paper:
    """The paper, cleared if it is a draft, and published whatever the state of its meeting."""
    return reports.publish_paper(cleared(paper) if paper.state == "draft" else paper, by=by)


def exempt(
    safe_title: str = "A restricted matter", *, paragraphs: tuple[int, ...] = (3,)
) -> dict[str, Any]:
    """The fields that make an item, a paper or a minute exempt."""
    return {
        "restriction": "exempt",
        "safe_title": safe_title,
        "exempt_paragraphs": list(paragraphs),
    }


def minutes(meeting: Meeting, *, state: str = "draft", by: User | None = None) -> Minutes:
    """Minutes with one entry, moved on to `state`: draft or published_draft."""
    made = minutes_room.start_minutes(Minutes(meeting=meeting), by="a test")
    minute(made)
    if state == "published_draft":
        by = by or officer(meeting.board)
        minutes_room.send_to_chair(made, by=by)
        minutes_room.publish_minutes(made, by=by)
    return made


def minute(minutes: Minutes, title: str = "Business", **fields: Any) -> Minute:
    position = minutes.entries.count() + 1
    series = minutes_room.series_for(minutes)
    fields.setdefault("number", str(next(_minute_numbers)))
    if fields.get("restriction", "open") != "open":
        fields.setdefault("public_summary", "The board considered a matter in private.")
    with past_the_walls():
        return minutes_room.write_minute(
            Minute(minutes=minutes, series=series, position=position, title=title, **fields)
        )
