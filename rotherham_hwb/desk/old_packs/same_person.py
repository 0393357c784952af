"""Names in imported minutes that may be one person: an officer says whether they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Max, Min, QuerySet, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import Board
from minutes.models import Attendance
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.legacy.keep.same_person import answer_pair, propose_pairs
from rotherham_hwb.legacy.models import NamePair

PER_PAGE = 20
DONE = {
    NamePair.Answer.SAME: "Noted: the same person.",
    NamePair.Answer.DIFFERENT: "Noted: not the same person.",
    NamePair.Answer.OPEN: "The answer is taken back.",
}


@officers
@require_GET
def people(request: Request) -> HttpResponse:
    """Pairs of names, those without an answer first, with where each name was read."""
    order = Case(
        When(answer=NamePair.Answer.OPEN, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    pairs = _own_pairs(request).order_by(order, "board__name", "one", "other")
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _rows(page.object_list)}
    return render(request, "desk/old_packs/same_person.html", context)


@officers
@require_POST
def look_again(request: Request) -> HttpResponse:
    """Look through the names of this officer's boards for pairs not proposed yet."""
    boards = Board.objects.filter(pk__in=request.viewer.boards_as(RoleKind.OFFICER))
    ask(
        request,
        lambda: [propose_pairs(board) for board in boards],
        done="The names were looked through.",
    )
    return redirect("desk_people")


@officers
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    pair = get_object_or_404(_own_pairs(request), pk=pk)
    try:
        said = NamePair.Answer(request.POST.get("answer", ""))
    except ValueError as error:
        raise Http404 from error
    ask(request, lambda: answer_pair(pair, said, by=request.user), done=DONE[said])
    number = request.POST.get("page", "")
    query = f"?page={number}" if number.isdigit() else ""
    return redirect(reverse("desk_people") + query)


def _own_pairs(request: Request) -> QuerySet[NamePair]:
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    return NamePair.objects.filter(board__in=boards).select_related("board", "answered_by")


def _rows(pairs: Iterable[NamePair]) -> list[dict[str, object]]:
    """The pairs, each name with how often and when it is in the minutes, and its posts."""
    listed = list(pairs)
    names = {name for pair in listed for name in (pair.one, pair.other)}
    read = Attendance.objects.filter(
        name__in=names, minutes__meeting__board__in={pair.board_id for pair in listed}
    )
    found = {
        (row["minutes__meeting__board"], row["name"]): row
        for row in read.values("minutes__meeting__board", "name").annotate(
            times=Count("pk"),
            first=Min("minutes__meeting__date"),
            last=Max("minutes__meeting__date"),
            post=Max("organisation_or_post"),
        )
    }
    return [
        {
            "pair": pair,
            "names": [
                {"name": name, **found.get((pair.board_id, name), {})}
                for name in (pair.one, pair.other)
            ],
        }
        for pair in listed
    ]
