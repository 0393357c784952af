"""The pages anyone may open: find the record, answer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.public.pages.agenda import is_long, sections_on_page
from rotherham_hwb.public.pages.filters import BoardMeetingFilter
from rotherham_hwb.shown import calendar
from rotherham_hwb.shown import notice as notices
from rotherham_hwb.shown import paper as papers
from rotherham_hwb.shown.agenda.items import shown_agenda
from rotherham_hwb.shown.board import shown_attending, shown_board
from rotherham_hwb.shown.finding import (
    all_boards,
    find_board,
    find_meeting,
    find_minute,
    find_minutes_of,
    find_paper,
    named_on,
    state_of,
    visible_meetings,
)
from rotherham_hwb.shown.home import shown_home
from rotherham_hwb.shown.minutes import ON_PAGE, find_minutes, shown_minutes
from rotherham_hwb.shown.packs import shown_packs

PER_PAGE = 20


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """What comes next, and what is new."""
    page = shown_home(request.viewer, timezone.localdate())
    return render(request, "public/pages/home.html", {"page": page})


@public
@require_safe
def boards(request: Request) -> HttpResponse:
    """Every board and what it does; those that meet no more after the others."""
    boards = all_boards()
    context = {"boards": boards.current(), "retired": boards.retired()}
    return render(request, "public/boards/boards.html", context)


@public
@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """One board: its meetings, its members, how to take part."""
    found = find_board(slug)
    page = shown_board(found, request.viewer, timezone.localdate())
    context = {"board": found, "page": page}
    return render(request, "public/boards/board.html", context)


@public
@require_safe
def meetings(request: Request) -> HttpResponse:
    """The meetings of all boards, to be narrowed by board and time."""
    narrowed = BoardMeetingFilter(request.GET.dict(), visible_meetings(request.viewer))
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    lines = calendar.shown_lines(list(page), request.viewer, timezone.localdate())
    context = {"filter": narrowed, "form": narrowed.form, "page": page, "lines": lines}
    return render(request, "public/meetings/meetings.html", context)


@public
@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting: its packs, its agenda with the papers, and what came of each item."""
    found = find_meeting(pk, request.viewer)
    packs = shown_packs(found, request.viewer)
    sections = sections_on_page(shown_agenda(found, request.viewer), request.viewer, packs)
    context = {
        "meeting": found,
        "state": state_of(found),
        "is_ahead": calendar.is_ahead(found, timezone.localdate()),
        "changes": notices.shown_changes(found, request.viewer),
        "notice": notices.shown_notice_link(found, request.viewer),
        "joint_boards": named_on(found.joint_boards.all(), found.date),
        "place": found.venue_line,
        "agenda_line": calendar.agenda_line(found, timezone.localdate()),
        "downloads": packs.downloads,
        "gone": packs.gone,
        "sections": sections,
        "is_long": is_long(sections),
        "minutes": find_minutes(found, request.viewer),
    }
    return render(request, "public/meetings/meeting.html", context)


@public
@require_safe
def minutes(request: Request, meeting_id: int) -> HttpResponse:
    """The minutes of one meeting."""
    found = find_minutes_of(meeting_id, request.viewer)
    context = {
        "minutes": found,
        "state": state_of(found),
        "shown": shown_minutes(found, request.viewer, style=ON_PAGE),
    }
    return render(request, "public/minutes/minutes.html", context)


@public
@require_safe
def minute(request: Request, meeting_id: int, number: str) -> HttpResponse:
    """One minute at an address of its own."""
    found = find_minute(meeting_id, number, request.viewer)
    shown = shown_minutes(found.minutes, request.viewer, style=ON_PAGE, only=found)
    context = {
        "minutes": found.minutes,
        "state": shown.state,
        "entry": shown.entries[0],
    }
    return render(request, "public/minutes/minute.html", context)


@public
@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: what it is, where it was tabled, its file or its text."""
    found = find_paper(pk, request.viewer)
    page = papers.shown_paper(found, request.viewer)
    context = {"paper": found, "page": page}
    return render(request, "public/papers/paper.html", context)


@public
@require_safe
def attending(request: Request) -> HttpResponse:
    """How to attend each board's meetings and ask a question."""
    return render(request, "public/pages/attending.html", {"boards": shown_attending()})


@public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """How accessible the site is, and what to do where it is not."""
    return render(request, "public/pages/accessibility.html")
