"""Agenda items as a pack's plan has them, read from the records of all rooms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q

from meetings.access import Restriction
from meetings.agenda import awaited
from meetings.exempt import exclusion_resolution, marking, withheld_sentence
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting
from meetings.models import ItemKind as Kind
from meetings.wording import plain_date
from minutes.models import Minutes
from reports.models import PaperState, PaperVersion, Placement
from reports.private import private_parts
from rotherham_hwb.packs.contents.action_logs import log_papers
from rotherham_hwb.packs.contents.authored import PREFETCH, authored_html
from rotherham_hwb.packs.contents.minutes import minutes_html
from rotherham_hwb.packs.contents.page_counts import page_count_of
from rotherham_hwb.packs.plan.pack_plan import (
    Audience,
    ItemKind,
    PaperClass,
    Part,
    PlanItem,
    Presentation,
    Skipped,
)

ADMITS = {
    Audience.PUBLIC: frozenset({Restriction.OPEN}),
    Audience.RESTRICTED: frozenset({Restriction.OPEN, Restriction.EXEMPT}),
}
"""Confidential papers are in no pack at all. Source: LGA 1972 s.100A(2)-(3)."""

STRICTNESS = list(Restriction).index


@dataclass(frozen=True)
class Issue:
    """Which issues a pack holds: 0 is the agenda pack, then the supplements by number."""

    first: int
    last: int

    def at(self, path: str) -> Q:
        """The records whose supplement, at this path, is among them."""
        numbered = Q(
            **{f"{path}supplement__number__gte": self.first},
            **{f"{path}supplement__number__lte": self.last},
        )
        return numbered | Q(**{f"{path}supplement": None}) if self.first == 0 else numbered


@dataclass(frozen=True)
class Where:
    """The pack pages a paper was issued with, from 1, both counted in."""

    first: int
    last: int

    def __str__(self) -> str:
        return (
            f"page {self.first}" if self.first == self.last else f"pages {self.first} - {self.last}"
        )


@dataclass(frozen=True)
class Read:
    """An item, and beside its parts what each is in the records."""

    item: PlanItem
    keys: tuple[str, ...]
    is_late: bool


class ItemReader:
    """Turns items into plan items for one audience, noting the sources it meets.

    `where` gives the pages of papers already issued, by key; it fixes their numbers.
    """

    def __init__(self, audience: Audience, issue: Issue, where: Mapping[str, Where]) -> None:
        self.admits = ADMITS[audience]
        self.audience = audience
        self.issue = issue
        self.where = where
        self.files: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.exclusion = ""
        self.silent: set[int | None] = set()

    def items_of(self, meeting: Meeting) -> list[Read]:
        """The meeting's items in this issue, in agenda order; a supplement has no others."""
        placements = (
            Placement.objects.filter(self.issue.at(""))
            .select_related("paper", "parent__parent", "replaces__paper", "replaced_by__supplement")
            .prefetch_related("paper__versions", *PREFETCH)
            .exclude(paper__state=PaperState.DEFERRED)
        )
        items = (
            AgendaItem.objects.filter(meeting=meeting)
            .filter(self.issue.at("") | self.issue.at("placements__"))
            .distinct()
            .select_related("section", "meeting__board")
            .prefetch_related("presenters", Prefetch("placements", queryset=placements))
            .order_by("position")
        )
        read = list(items)
        self.exclusion = exclusion_resolution(private_parts(read))
        self.silent = {
            each.supplement_id for each in read if each.late and each.restriction not in self.admits
        }
        return [self._item(item) for item in read]

    def _item(self, item: AgendaItem) -> Read:
        shown = item.restriction in self.admits
        presenters = list(item.presenters.all()) if shown else []
        keyed = list(self._parts(item))
        planned = PlanItem(
            number=item.number,
            title=item.title if shown else item.safe_title,
            section=item.section.heading if item.section else "",
            section_introduction=item.section.introduction if item.section else "",
            presenters=tuple(each.line for each in presenters if not each.title),
            presentations=tuple(
                Presentation(each.title, (each.line,) if each.line else ())
                for each in presenters
                if each.title
            ),
            notes=(
                *item.notes,
                *self._exclusion(item),
                *_awaited(item),
                *self._replacements(item),
                *_warning(item),
            )
            if shown
            else (),
            kind=_kind(item),
            parts=tuple(part for part, _ in keyed),
            withheld="" if shown else withheld_sentence(item),
            late=self._late(item) if item.late and shown else "",
        )
        return Read(planned, tuple(key for _, key in keyed), item.late)

    def _late(self, item: AgendaItem) -> str:
        """Why it is late; not where a withheld item of the same supplement shares the words."""
        silent = item.supplement_id in self.silent
        return "Late item" if silent else f"Late item: {item.late_reason}"

    def _exclusion(self, item: AgendaItem) -> Iterator[str]:
        if item.kind == Kind.EXCLUSION and self.exclusion:
            yield self.exclusion

    def _parts(self, item: AgendaItem) -> Iterator[tuple[Part | Skipped, str]]:
        yield from self._minutes(item)
        if not self.issue.first:
            yield from self._action_logs(item)
        for placement in item.placements.all():
            yield self._paper(item, placement), f"placement {placement.pk}"

    def _paper(self, item: AgendaItem, placement: Placement) -> Part | Skipped:
        paper, version = placement.paper, _version_of(placement)
        issued = self.where.get(f"placement {placement.pk}")
        first = issued.first if issued else None
        html = authored_html(placement, version, item) if version.authored else ""
        withdrawn = paper.state == PaperState.WITHDRAWN
        if withdrawn or not {paper.restriction, item.restriction} <= self.admits:
            return Skipped(version.page_count or page_count_of(html, paper.title), first)
        strictest = max(map(Restriction, (paper.restriction, item.restriction)), key=STRICTNESS)
        return Part(
            paper.title,
            self._source(version, html),
            _level(placement),
            PaperClass(strictest),
            first_page=first,
            superseded=self._superseded(placement),
            marking=marking(paper, item),
            ours=bool(html),
        )

    def _source(self, version: PaperVersion, html: str) -> str:
        """The name of a part's source, noted: its file, or what the portal sets itself."""
        if not html:
            self.files[version.sha256] = str(version.file.name)
            return version.sha256
        source = hashlib.sha256(html.encode()).hexdigest()
        self.sections[source] = html
        return source

    def _minutes(self, item: AgendaItem) -> Iterator[tuple[Part | Skipped, str]]:
        """The minutes the item puts to the board, set by the portal itself."""
        if item.minutes_of_id is None or item.supplement_id or self.issue.first:
            return
        minutes = Minutes.objects.filter(meeting=item.minutes_of_id).first()
        if minutes is None:
            raise Refused(f"Item {item.number} puts minutes to the board that are not written yet.")
        shown = item.restriction in self.admits
        texts = {audience: minutes_html(minutes, admits=ADMITS[audience]) for audience in ADMITS}
        title = f"Minutes, {plain_date(minutes.meeting.date)}"
        if shown:
            yield self._set_by_us(title, texts[self.audience], f"minutes {minutes.pk}")
        if not shown or len(set(texts.values())) > 1:
            yield from self._rest(minutes, title, texts, shown=shown)

    def _set_by_us(self, title: str, html: str, key: str) -> tuple[Part, str]:
        source = hashlib.sha256(html.encode()).hexdigest()
        self.sections[source] = html
        issued = self.where.get(key)
        return Part(title, source, first_page=issued.first if issued else None, ours=True), key

    def _rest(
        self, minutes: Minutes, title: str, texts: Mapping[Audience, str], *, shown: bool
    ) -> Iterator[tuple[Skipped, str]]:
        """The pages by which another audience's minutes are longer: every edition agrees on the
        numbers that follow."""
        pages = {audience: page_count_of(html, title) for audience, html in texts.items()}
        own = pages[self.audience] if shown else 0
        key = f"rest of minutes {minutes.pk}"
        issued = self.where.get(key)
        if max(pages.values()) > own:
            yield Skipped(max(pages.values()) - own, issued.first if issued else None), key

    def _action_logs(self, item: AgendaItem) -> Iterator[tuple[Part | Skipped, str]]:
        """What earlier meetings asked for, set by the portal itself."""
        for paper in log_papers(item):
            key = f"action log of {item.pk}, {paper.restriction}"
            if {paper.restriction, item.restriction} <= self.admits:
                part, _ = self._set_by_us(paper.title, paper.html, key)
                paper_class = PaperClass(paper.restriction)
                yield replace(part, paper_class=paper_class, marking=paper.marking), key
            else:
                issued = self.where.get(key)
                pages = page_count_of(paper.html, paper.title)
                yield Skipped(pages, issued.first if issued else None), key

    def _superseded(self, placement: Placement) -> str:
        """The words on each page that a later paper replaces, in a consolidated pack."""
        after = getattr(placement, "replaced_by", None)
        issued = self.where.get(f"placement {after.pk}") if after else None
        return f"Superseded by {issued}" if issued else ""

    def _replacements(self, item: AgendaItem) -> Iterator[str]:
        """What a supplement says of the papers it replaces; open ones alone are named."""
        for placement in item.placements.all():
            old = placement.replaces
            if old is not None and self.issue.first and old.paper.restriction in self.admits:
                yield f"Replaces “{old.paper.title}” in the agenda pack."


def _kind(item: AgendaItem) -> ItemKind:
    """The board has the words of an exclusion before it, or what the portal sets."""
    return ItemKind.STANDING if item.kind in (Kind.EXCLUSION, Kind.ACTIONS) else ItemKind(item.kind)


def _awaited(item: AgendaItem) -> Iterator[str]:
    if words := awaited(item):
        yield words


def _warning(item: AgendaItem) -> Iterator[str]:
    """What the front sheet of a restricted pack says of a restricted item."""
    if item.restriction != Restriction.OPEN:
        yield withheld_sentence(item)


def _version_of(placement: Placement) -> PaperVersion:
    """The newest version, a file or a report written here."""
    version = placement.paper.latest
    if version is not None and (version.file or version.authored):
        return version
    if hasattr(placement.paper, "report"):
        raise Refused(f"“{placement.paper}” is still being written: have it sent and signed off.")
    raise Refused(f"Add a PDF of “{placement.paper}” before you compile the pack: it has none.")


def _level(placement: Placement) -> int:
    level, above = 0, placement.parent
    while above is not None:
        level, above = level + 1, above.parent
    return level
