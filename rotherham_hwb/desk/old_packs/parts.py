"""How far the parts of a pack are looked through: its agenda, its minutes, its papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.db.models import Count, Q

from meetings.wording import page_date
from rotherham_hwb.legacy.keep.restricting import KEPT_BACK
from rotherham_hwb.legacy.keep.review import DOUBTFUL
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact
from rotherham_hwb.legacy.review.entries import AGENDA, PAPERS


@dataclass(frozen=True)
class FactCounts:
    """Of the facts of a part how many there are of each kind."""

    all: int
    to_do: int
    doubtful: int
    """Of those to do."""
    unstored: int
    differing: int
    kept_back: int

    @property
    def decided(self) -> int:
        return self.all - self.to_do

    @property
    def sound(self) -> int:
        """Those to do that raise no doubt."""
        return self.to_do - self.doubtful


@dataclass(frozen=True)
class PackPart:
    """A part that an officer looks through by itself; the key is empty of the whole pack."""

    key: str
    title: str
    counts: FactCounts


def parts_of(pack: ImportedPack) -> list[PackPart]:
    """The parts that have facts, in the order of the file."""
    undecided = Q(decision=Decision.UNDECIDED)
    counted = ReadFact.objects.filter(pack=pack).values("section")
    rows = counted.annotate(
        all=Count("pk"),
        to_do=Count("pk", filter=undecided),
        doubtful=Count("pk", filter=undecided & DOUBTFUL),
        unstored=Count("pk", filter=~Q(problem="")),
        differing=Count("pk", filter=~Q(stands=[])),
        kept_back=Count("pk", filter=KEPT_BACK),
    )
    counts = {
        row["section"]: FactCounts(
            all=row["all"],
            to_do=row["to_do"],
            doubtful=row["doubtful"],
            unstored=row["unstored"],
            differing=row["differing"],
            kept_back=row["kept_back"],
        )
        for row in rows
    }
    titles = part_titles(pack).items()
    return [PackPart(key, title, counts[key]) for key, title in titles if key in counts]


def whole_pack(parts: list[PackPart]) -> PackPart:
    """All parts as one."""
    names = [each.name for each in fields(FactCounts)]
    sums = {name: sum(getattr(part.counts, name) for part in parts) for name in names}
    return PackPart("", "The whole pack", FactCounts(**sums))


def part_titles(pack: ImportedPack) -> dict[str, str]:
    """What each part is called, in the order of the file."""
    titles = {AGENDA: "Agenda"}
    sets = ReadFact.objects.filter(pack=pack, kind="minutes").order_by("position")
    for fact in sets:
        value = fact.value
        date = str(value.get("date") or "")
        day = page_date(dt.date.fromisoformat(date)) if date else "no date"
        titles[fact.section] = f"Minutes: {value.get('body')}, {day}"
    return {**titles, PAPERS: "Papers"}
