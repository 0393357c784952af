"""The verbs by which a board begins and ends: added, set up like another one, retired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from meetings import audit
from meetings.access import RoleKind, viewer_for
from meetings.audit import Actor
from meetings.boards import create_board, give_role
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Board, BoardDeadline, Meeting, MeetingState, StandingItem, User
from meetings.wording import plain_date

SET_UP = (
    *("quorum", "quorum_note", "saturdays_count", "politically_balanced", "issues_summons"),
    "minute_series",
    *("series_started_on", "decision_word", "remote_counts_from", "members_need_second_step"),
    *("second_officer_redacts", "contact_name", "contact_email", "contact_phone"),
    *("signatory_name", "signatory_post", "how_to_attend", "how_to_ask", "default_venue"),
    *("front_sheet_heading", "front_sheet_note", "prints_membership"),
    *("starts_papers_on_recto", "stamps_agenda_item"),
)
"""What one board can take over from another: all but names, law, purpose and people."""
OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


def add_board(board: Board, *, like: Board | None = None, by: User) -> Board:
    """Store a new board, set up like another one where that is given; who adds it is its officer.

    Raises Refused for somebody who is no officer of the council, and where the board cannot be.
    """
    if not viewer_for(by).adds_boards:
        raise Refused("Boards are added by officers of the council: ask one of them.")
    if like:
        for name in SET_UP:
            setattr(board, name, getattr(like, name))
    board.slug = _free_slug(board.name)
    try:
        with transaction.atomic():
            create_board(board, standing_items=list(_standing(like)), by=by)
            BoardDeadline.objects.bulk_create(_deadlines(like, board))
            give_role(by, board, RoleKind.OFFICER, by=by)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return board


def retire_board(board: Board, *, last_day: dt.date, reason: str, by: Actor) -> Board:
    """Let a board meet no more after a day; its pages, packs and minutes stay.

    Raises Refused where it is to meet after that day, or a part of it goes on.
    """
    with transaction.atomic():
        locked = lock(board)
        later = Meeting.objects.filter(Q(board=locked) | Q(joint_boards=locked), date__gt=last_day)
        if meeting := later.exclude(state__in=OFF).order_by("date").first():
            raise Refused(f"{meeting} is planned: cancel it or choose a later last day.")
        parts = locked.parts.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=last_day))
        if part := parts.first():
            raise Refused(f"{part} is a part of {locked}: retire it first, or make it another’s.")
        locked.retired_on = last_day
        locked.save(update_fields=["retired_on"])
        audit.record("retire", locked, by=by, reason=reason, last_day=plain_date(last_day))
    board.refresh_from_db()
    return board


def reinstate_board(board: Board, *, by: Actor) -> Board:
    """Let a retired board meet again. Raises Refused where what it is a part of is retired."""
    with transaction.atomic():
        locked = lock(board)
        if locked.parent and locked.parent.retired_on:
            raise Refused(f"{locked.parent} meets no more: reinstate it first.")
        locked.retired_on = None
        locked.save(update_fields=["retired_on"])
        audit.record("reinstate", locked, by=by)
    board.refresh_from_db()
    return board


def _free_slug(name: str) -> str:
    """The name as an address has it, with a number where another board has that address."""
    bare = slugify(name)[:45] or "board"
    taken = set(Board.objects.filter(slug__startswith=bare).values_list("slug", flat=True))
    ways = chain([bare], (f"{bare}-{number}" for number in count(2)))
    return next(each for each in ways if each not in taken)


def _standing(like: Board | None) -> Iterator[StandingItem]:
    for item in like.standing_items.all() if like else ():
        names = ("place", "position", "title", "section", "kind", "notes")
        yield StandingItem(**{name: getattr(item, name) for name in names})


def _deadlines(like: Board | None, board: Board) -> Iterator[BoardDeadline]:
    for each in like.deadlines.all() if like else ():
        names = ("kind", "days", "holds_from")
        yield BoardDeadline(board=board, **{name: getattr(each, name) for name in names})
