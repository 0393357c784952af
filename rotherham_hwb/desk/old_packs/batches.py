"""What became of packs that were brought in together: read, doubted, not read, refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from meetings.doors import Request, officers
from rotherham_hwb.desk.old_packs.files import HEAVY, own_files
from rotherham_hwb.legacy.keep.publishing import DOUBTFUL
from rotherham_hwb.legacy.models import Decision, PackBatch, PackFile, ReadFact
from rotherham_hwb.legacy.tasks import reap_readings

Status = PackFile.Status
NOTHING = {"facts": 0, "to_do": 0, "doubtful": 0}


@dataclass(frozen=True)
class BatchRow:
    """A file that was read, the meeting it was found to be of, and what is left to look at."""

    file: PackFile
    facts: int
    to_do: int
    doubtful: int
    """Of those to do."""


@dataclass(frozen=True)
class BatchReport:
    """The files of a batch by what became of them; those of boards that are not one's own are
    counted alone."""

    read: tuple[BatchRow, ...]
    kept: tuple[PackFile, ...]
    """Not read, and why."""
    working: tuple[PackFile, ...]
    elsewhere: int

    @property
    def done(self) -> int:
        return len(self.read) + len(self.kept) + self.elsewhere

    @property
    def total(self) -> int:
        return self.done + len(self.working)


@officers
@require_GET
def batch(request: Request, pk: int) -> HttpResponse:
    """How far the reading of many files is, and what was read of each."""
    found = get_object_or_404(_own(request), pk=pk)
    told = _report(request, found)
    over = found.is_over and not told.working
    template = "desk/old_packs/_batch.html" if request.htmx else "desk/old_packs/batch.html"
    return render(request, template, {"batch": found, "report": told, "over": over})


@officers
@require_POST
def batch_again(request: Request, pk: int) -> HttpResponse:
    """Go on with the files of which nothing was heard for long."""
    found = get_object_or_404(_own(request), pk=pk)
    reap_readings(found.files.filter(pack=None, received_by=request.user))
    return redirect("desk_pack_batch", pk=pk)


def _own(request: Request) -> QuerySet[PackBatch]:
    return PackBatch.objects.filter(brought_by=request.user)


def _report(request: Request, batch: PackBatch) -> BatchReport:
    files = batch.files.filter(pk__in=own_files(request).values("pk")).defer(*HEAVY)
    mine = list(files.select_related("pack__meeting__board").order_by("name", "pk"))
    counts = _counts(mine)
    return BatchReport(
        read=tuple(
            BatchRow(file, **counts.get(file.pack_id or 0, NOTHING))
            for file in mine
            if file.status == Status.READ
        ),
        kept=tuple(file for file in mine if file.status == Status.KEPT),
        working=tuple(file for file in mine if not file.is_over),
        elsewhere=batch.files.count() - len(mine),
    )


def _counts(files: list[PackFile]) -> dict[int, dict[str, int]]:
    """What is left to look at in each pack, in one query."""
    undecided = Q(decision=Decision.UNDECIDED)
    rows = (
        ReadFact.objects.filter(pack__in=[file.pack_id for file in files if file.pack_id])
        .order_by()
        .values("pack")
        .annotate(
            facts=Count("pk"),
            to_do=Count("pk", filter=undecided),
            doubtful=Count("pk", filter=undecided & DOUBTFUL),
        )
        .values_list("pack", *NOTHING)
    )
    return {pack: dict(zip(NOTHING, counts, strict=True)) for pack, *counts in rows}
