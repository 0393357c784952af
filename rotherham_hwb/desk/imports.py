"""Packs from before this system: what was read from them, and letting the public see it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.doors import Request, officers
from rotherham_hwb.desk.asking import ask, own_meetings
from rotherham_hwb.legacy.importer import publish_import
from rotherham_hwb.legacy.models import ImportedPack


@officers
@require_GET
def imports(request: Request) -> HttpResponse:
    context = {"packs": _own_imports(request), "current_section": "desk"}
    return render(request, "desk/imports.html", context)


@officers
@require_GET
def imported(request: Request, pk: int) -> HttpResponse:
    pack = get_object_or_404(_own_imports(request), pk=pk)
    context = {
        "pack": pack,
        "meeting": pack.meeting,
        "earlier": own_meetings(request).filter(imported_in=pack).select_related("minutes"),
        "current_section": "desk",
    }
    return render(request, "desk/import.html", context)


@officers
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    pack = get_object_or_404(_own_imports(request), pk=pk)
    if request.method == "GET":
        return render(request, "desk/publish_import.html", {"pack": pack})
    ask(
        request,
        lambda: publish_import(pack, by=request.user),
        done="What was read from the pack is public.",
    )
    return redirect("desk_import", pk=pk)


def _own_imports(request: Request) -> QuerySet[ImportedPack]:
    own = own_meetings(request)
    return ImportedPack.objects.filter(meeting__in=own).select_related(
        "meeting__board", "imported_by"
    )
