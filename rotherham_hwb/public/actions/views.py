"""The log that anyone may read, and the page behind an owner's link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.doors import Request, by_signed_link, public
from meetings.lifecycle import Refused
from minutes.actions import report_progress
from rotherham_hwb.files import BEARS_READER, PLAIN, SHOWN, gives
from rotherham_hwb.public.actions.csv_rows import table
from rotherham_hwb.public.actions.forms import ProgressForm
from rotherham_hwb.shown.actions.links import SALT, Opened, open_link
from rotherham_hwb.shown.actions.log import actions_of, shown_actions
from rotherham_hwb.shown.finding import find_board
from rotherham_hwb.shown.viewers import copy_of

PER_PAGE = 30


@public
@require_safe
def board_actions(request: Request, slug: str) -> HttpResponse:
    """What a board asked for and how it stands; `?show=all` has what is over too."""
    board = find_board(slug)
    seen, today = actions_of(board, request.viewer), timezone.localdate()
    everything = request.GET.get("show") == "all"
    wanted = seen if everything else seen.live()
    page = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "board": board,
        "page": page,
        "lines": shown_actions(page.object_list, request.viewer, today),
        "everything": everything,
        "counts": {"live": seen.live().count(), "overdue": seen.overdue(today).count()},
    }
    return render(request, "public/actions/board.html", context)


@public
@require_safe
@gives(
    "actions as CSV",
    source=SHOWN,
    cleaning=PLAIN,
    restricted=BEARS_READER,
)
def board_actions_file(request: Request, slug: str) -> HttpResponse:
    """All actions of a board that a viewer may see, for a spreadsheet."""
    board = find_board(slug)
    lines = shown_actions(actions_of(board, request.viewer), request.viewer, timezone.localdate())
    text = table(lines, settings.PUBLIC_URL, copy_of(request.viewer, timezone.now()))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{board.slug}-actions.csv"'
    return response


@by_signed_link(SALT)
@require_http_methods(["GET", "POST"])
def action_link(request: Request, signed: object) -> HttpResponse:
    """An owner reads what is asked of them and says how it stands."""
    opened = open_link(signed)
    if opened.why:
        return _over(request, opened)
    posted = request.method == "POST"
    form = ProgressForm(request.POST if posted else None)
    if posted and form.is_valid() and _report(request, opened, form):
        return redirect(request.path)
    return _page(request, opened, form)


def _report(request: Request, opened: Opened, form: ProgressForm) -> bool:
    """Keep what was written; whether it was kept."""
    assert opened.action
    assert opened.owner
    name = opened.owner.name
    try:
        report_progress(opened.action, owner=opened.owner, by_name=name, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Thank you. The board’s officer has your report.")
    return True


def _page(request: Request, opened: Opened, form: ProgressForm) -> HttpResponse:
    context = {"asked": opened.asked, "board": opened.board, "form": form}
    return render(request, "public/actions/report.html", context)


def _over(request: Request, opened: Opened) -> HttpResponse:
    """Why the link is over, whom to ask, and what was written into the form."""
    written = request.POST.get("text", "").strip()
    context = {"why": opened.why, "board": opened.board, "written": written}
    return render(request, "public/actions/link_over.html", context, status=410)
