"""The lines of a file that nothing read holds, for an officer to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from rotherham_hwb.desk.old_packs.fact_cards import CardLine, lines_href, page_href
from rotherham_hwb.desk.old_packs.review import own_packs
from rotherham_hwb.legacy.keep.unplaced import lines_to_look_at, mark_looked_at
from rotherham_hwb.legacy.models import PackFile, UnplacedLines
from rotherham_hwb.legacy.review.entries import sheet_of

PER_PAGE = 20
MOST_LINES = 30  # shown of one run


@dataclass(frozen=True)
class UnplacedRun:
    """A run of lines with its words, its page where the file has pages, and the way to it."""

    run: UnplacedLines
    lines: tuple[CardLine, ...]
    more: int
    sheet: int | None
    lines_href: str
    page_href: str


@officers
@require_http_methods(["GET", "POST"])
def unplaced(request: Request, pk: int) -> HttpResponse:
    """Runs of lines that no fact holds; those chosen are marked as looked at."""
    pack = get_object_or_404(own_packs(request), pk=pk)
    file = pack.current
    page = Paginator(
        UnplacedLines.objects.filter(file=file).select_related("looked_by"), PER_PAGE
    ).get_page(request.GET.get("page"))
    if request.method == "POST":
        chosen = request.POST.get("run", "")
        runs = [run for run in page.object_list if chosen in ("all", str(run.pk))]
        count = mark_looked_at(file, runs, by=request.user)
        messages.success(request, f"{count} place{'' if count == 1 else 's'} marked as looked at.")
        return redirect(f"{reverse('desk_pack_unplaced', args=[pk])}?page={page.number}")
    context = {
        "pack": pack,
        "file": file,
        "page": page,
        "runs": list(_shown(page.object_list, file)),
        "left": lines_to_look_at(pack),
    }
    return render(request, "desk/old_packs/unplaced.html", context)


def _shown(runs: Iterable[UnplacedLines], file: PackFile) -> Iterable[UnplacedRun]:
    text = file.text.split("\n")
    for run in runs:
        last = min(run.last_line, run.first_line + MOST_LINES - 1)
        sheet = sheet_of(file.sheets, run.first_line)
        yield UnplacedRun(
            run=run,
            lines=tuple(
                CardLine(number, text[number - 1], own=True)
                for number in range(run.first_line, last + 1)
            ),
            more=run.last_line - last,
            sheet=sheet,
            lines_href=lines_href(file, run.first_line),
            page_href=page_href(file, sheet),
        )
