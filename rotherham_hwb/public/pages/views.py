"""The pages anyone may open: find the record, answer."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import Viewer
from meetings.doors import Request, public
from meetings.models import Board, Meeting
from minutes.models import Minute, Minutes
from reports.models import Paper, PaperState, PaperVersion, Report, ReportPicture
from reports.models.paper import PaperQuerySet
from rotherham_hwb.files import give_pdf, pdf_view
from rotherham_hwb.public.pages.filters import MeetingFilter, SearchForm
from rotherham_hwb.public.search import search as finder
from rotherham_hwb.shown import calendar
from rotherham_hwb.shown import minutes as record
from rotherham_hwb.shown import notice as notices
from rotherham_hwb.shown import paper as papers
from rotherham_hwb.shown.agenda import read_agenda
from rotherham_hwb.shown.board import read_attending, read_board
from rotherham_hwb.shown.home import read_home
from rotherham_hwb.shown.packs import read_packs

PER_PAGE = 20


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """What comes next, and what is new."""
    page = read_home(request.viewer, timezone.localdate())
    return render(request, "public/pages/home.html", {"page": page})


@public
@require_safe
def boards(request: Request) -> HttpResponse:
    """Every board and what it does."""
    context = {"boards": Board.objects.all(), "current_section": "boards"}
    return render(request, "public/boards/boards.html", context)


@public
@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """One board: its meetings, its members, how to take part."""
    found = get_object_or_404(Board, slug=slug)
    page = read_board(found, request.viewer, timezone.localdate())
    context = {"board": found, "page": page, "current_section": "boards"}
    return render(request, "public/boards/board.html", context)


@public
@require_safe
def meetings(request: Request) -> HttpResponse:
    """The meetings of all boards, to be narrowed by board and time."""
    visible = Meeting.objects.visible_to(request.viewer).select_related("board")
    narrowed = MeetingFilter(request.GET.dict(), visible)
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    lines = calendar.read_lines(list(page), request.viewer, timezone.localdate())
    context = {"filter": narrowed, "form": narrowed.form, "page": page, "lines": lines}
    return render(
        request, "public/meetings/meetings.html", {**context, "current_section": "meetings"}
    )


@public
@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting: its packs, its agenda with the papers, and what came of each item."""
    visible = Meeting.objects.visible_to(request.viewer).select_related("board")
    found = get_object_or_404(visible, pk=pk)
    packs = read_packs(found, request.viewer)
    context = {
        "meeting": found,
        "state": found.state,
        "changes": notices.read_changes(found, request.viewer),
        "notice": notices.notice_given(found, request.viewer),
        "joint_boards": found.joint_boards.all(),
        "place": found.venue_line,
        "agenda_line": calendar.agenda_line(found, timezone.localdate()),
        "downloads": packs.downloads,
        "sections": read_agenda(found, request.viewer, packs.pages),
        "minutes": record.find_minutes(found, request.viewer),
        "current_section": "meetings",
    }
    return render(request, "public/meetings/meeting.html", context)


@public
@require_safe
def minutes(request: Request, meeting_id: int) -> HttpResponse:
    """The minutes of one meeting."""
    visible = Minutes.objects.visible_to(request.viewer).select_related("meeting__board")
    found = get_object_or_404(visible, meeting=meeting_id)
    context = {
        "minutes": found,
        "state": found.state,
        "page": record.read_minutes(found, request.viewer),
        "current_section": "meetings",
    }
    return render(request, "public/minutes/minutes.html", context)


@public
@require_safe
def minute(request: Request, meeting_id: int, number: str) -> HttpResponse:
    """One minute at an address of its own."""
    listed = Minute.objects.listed_for(request.viewer).select_related("minutes__meeting__board")
    if "\0" in number:  # PostgreSQL takes no text that holds one
        raise Http404
    found = get_object_or_404(listed, minutes__meeting=meeting_id, number=number)
    context = {
        "minutes": found.minutes,
        "state": found.minutes.state,
        "entry": record.entry(found, request.viewer),
        "current_section": "meetings",
    }
    return render(request, "public/minutes/minute.html", context)


@public
@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: what it is, where it was tabled, its file or its text."""
    found = get_object_or_404(_visible_papers(request.viewer), pk=pk)
    page = papers.read_paper(found, request.viewer)
    context = {"paper": found, "page": page, "current_section": "meetings"}
    return render(request, "public/papers/paper.html", context)


@public
@require_safe
@pdf_view
def paper_file(request: Request, pk: int) -> HttpResponseBase:
    """The newest PDF of a paper; a withdrawn paper's is gone."""
    found = get_object_or_404(_visible_papers(request.viewer), pk=pk)
    if found.state == PaperState.WITHDRAWN:
        return render(request, "410.html", status=410)
    version = found.latest
    name = papers.file_name(found)
    if version is not None and version.authored:
        return _written_here(request, found, version, name)
    if version is None or not version.file:
        raise Http404
    return give_pdf(request, version.file, sha256=version.sha256, name=name)


@public
@require_safe
def paper_picture(request: Request, pk: int, number: int) -> HttpResponseBase:
    """A picture in the text of a report; of one not sent yet, for those who write it."""
    found = get_object_or_404(_visible_papers(request.viewer), pk=pk)
    if found.state == PaperState.WITHDRAWN:
        return render(request, "410.html", status=410)
    pictures = ReportPicture.objects.filter(report__paper=found)
    sent = found.latest.authored if found.latest else None
    if not sent or number not in sent["pictures"]:
        pictures = pictures.filter(report__in=Report.objects.visible_to(request.viewer))
    picture = get_object_or_404(pictures, number=number)
    name = f"picture-{picture.number}"
    return give_pdf(request, picture.file, sha256=picture.sha256, name=name, kind=picture.kind)


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """Agenda items, papers and minutes that hold the words asked for."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = finder.matches(words, request.viewer) if words else Paper.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    hits = finder.read_hits(page.object_list, words, request.viewer)
    context = {"form": form, "words": words, "page": page, "hits": hits}
    return render(request, "public/search/search.html", {**context, "current_section": "search"})


@public
@require_safe
def attending(request: Request) -> HttpResponse:
    """How to attend each board's meetings and ask a question."""
    return render(request, "public/pages/attending.html", {"boards": read_attending()})


@public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """How accessible the site is, and what to do where it is not."""
    return render(request, "public/pages/accessibility.html")


def _written_here(
    request: Request, paper: Paper, version: PaperVersion, name: str
) -> HttpResponseBase:
    """A report as it is printed, set when it is first asked for."""
    try:
        pdf = papers.report_pdf(paper, version, request.viewer)
    except LookupError as error:
        raise Http404 from error
    return give_pdf(request, BytesIO(pdf), sha256=sha256(pdf).hexdigest(), name=name)


def _visible_papers(viewer: Viewer) -> PaperQuerySet:
    return Paper.objects.visible_to(viewer).select_related("board").prefetch_related("versions")
