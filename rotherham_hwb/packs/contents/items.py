"""Agenda items as a pack's plan has them: what its audience is shown, with the sources of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Prefetch

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting
from meetings.models import ItemKind as Kind
from meetings.wording import plain_date
from minutes.models import Minutes
from reports.models import PaperVersion, Placement
from rotherham_hwb.packs.contents.action_logs import log_papers
from rotherham_hwb.packs.contents.authored import authored_html
from rotherham_hwb.packs.contents.minutes import minutes_html
from rotherham_hwb.packs.contents.old_papers import old_paper_html
from rotherham_hwb.packs.contents.page_counts import page_count_of
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.plan.pack_plan import (
    PaperClass,
    Part,
    PlanItem,
    PlanItemKind,
    Presentation,
    Skipped,
)
from rotherham_hwb.shown.agenda.issue import Issue
from rotherham_hwb.shown.agenda.items import ShownAgenda, ShownItem, ShownSection
from rotherham_hwb.shown.agenda.papers import ItemPaper
from rotherham_hwb.shown.report import PREFETCH
from rotherham_hwb.shown.viewers import viewer_of


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
class KeyedItem:
    """An item, and beside its parts what each is in the records."""

    item: PlanItem
    keys: tuple[str, ...]


class ItemReader:
    """Turns shown items into plan items, noting the sources it meets.

    `where` gives the pages of papers already issued, by key; it fixes their numbers.
    """

    def __init__(self, audience: Audience, issue: Issue, where: Mapping[str, Where]) -> None:
        self.audience = audience
        self.issue = issue
        self.where = where
        self.files: dict[str, str] = {}
        self.sections: dict[str, str] = {}

    def items_of(self, meeting: Meeting, shown: ShownAgenda) -> list[KeyedItem]:
        """The items shown, in agenda order, each with all its papers or the room they take."""
        placements = self.issue.placements().prefetch_related("paper__versions", *PREFETCH)
        placements = placements.select_related("paper", "replaced_by__supplement")
        found = self.issue.items(meeting).select_related("meeting__board")
        records = {
            each.pk: each for each in found.prefetch_related(Prefetch("placements", placements))
        }
        return [
            self._item(section, item, records[item.pk])
            for section in shown.sections
            for item in section.items
        ]

    def _item(self, section: ShownSection, item: ShownItem, record: AgendaItem) -> KeyedItem:
        keyed = list(self._parts(item, record))
        planned = PlanItem(
            number=item.number,
            title=item.title,
            section=section.heading,
            section_introduction=section.introduction,
            presenters=item.presenters,
            presentations=tuple(
                Presentation(each.title, (each.line,) if each.line else ())
                for each in item.presentations
            ),
            notes=tuple(self._notes(item)),
            kind=_kind(record),
            parts=tuple(part for part, _ in keyed),
            withheld=item.why if item.withheld else "",
            late=_late(item),
            is_sub_item=item.is_sub_item,
            issued=None if self.issue.first else _issued(record),
        )
        return KeyedItem(planned, tuple(key for _, key in keyed))

    def _notes(self, item: ShownItem) -> Iterator[str]:
        yield from item.notes
        yield from filter(None, (item.exclusion, item.awaited))
        if self.issue.first:
            yield from (f"Replaces “{title}” in the agenda pack." for title in item.replaces)
        if item.why and not item.withheld:
            yield item.why

    def _parts(self, item: ShownItem, record: AgendaItem) -> Iterator[tuple[Part | Skipped, str]]:
        yield from self._minutes(item, record)
        if not self.issue.first:
            yield from self._action_logs(item, record)
        shown = {each.placement: each for each in item.papers if not each.withheld}
        for placement in record.placements.all():
            paper = shown.get(placement.pk)
            yield self._paper(paper, placement, record), f"placement {placement.pk}"

    def _paper(
        self, paper: ItemPaper | None, placement: Placement, record: AgendaItem
    ) -> Part | Skipped:
        """A paper that is shown; of any other the count of its pages."""
        version = _version_of(placement)
        issued = self.where.get(f"placement {placement.pk}")
        first = issued.first if issued else None
        html = _set_here(placement, version, record)
        if paper is None or paper.withdrawn:
            return Skipped(version.page_count or page_count_of(html, str(placement.paper)), first)
        return Part(
            paper.title,
            self._source(paper, html),
            paper.level,
            PaperClass(paper.restriction),
            first_page=first,
            superseded=self._superseded(placement),
            marking=paper.marking,
            ours=paper.file is None,
        )

    def _source(self, paper: ItemPaper, html: str) -> str:
        """The name of a part's source, noted: its file, or what the portal sets itself."""
        if paper.file:
            self.files[paper.file.sha256] = paper.file.name
            return paper.file.sha256
        return self._noted(html)

    def _noted(self, html: str) -> str:
        source = hashlib.sha256(html.encode()).hexdigest()
        self.sections[source] = html
        return source

    def _minutes(self, item: ShownItem, record: AgendaItem) -> Iterator[tuple[Part | Skipped, str]]:
        """The minutes the item puts to the board, set by the portal itself."""
        if record.minutes_of_id is None or record.supplement_id or self.issue.first:
            return
        minutes = Minutes.objects.filter(meeting=record.minutes_of_id).first()
        if minutes is None:
            raise Refused(f"Item {item.number} puts minutes to the board that are not written yet.")
        board = minutes.meeting.board
        texts = {each: minutes_html(minutes, viewer_of(each, board)) for each in Audience}
        title = f"Minutes, {plain_date(minutes.meeting.date)}"
        if not item.withheld:
            yield self._set_by_us(title, texts[self.audience], f"minutes {minutes.pk}")
        if item.withheld or len(set(texts.values())) > 1:
            yield from self._rest(minutes, title, texts, shown=not item.withheld)

    def _set_by_us(self, title: str, html: str, key: str) -> tuple[Part, str]:
        issued = self.where.get(key)
        return Part(
            title, self._noted(html), first_page=issued.first if issued else None, ours=True
        ), key

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

    def _action_logs(
        self, item: ShownItem, record: AgendaItem
    ) -> Iterator[tuple[Part | Skipped, str]]:
        """What earlier meetings asked for, set by the portal itself."""
        viewer = viewer_of(self.audience, record.meeting.board)
        for paper in log_papers(record, viewer):
            key = f"action log of {item.pk}, {paper.restriction}"
            if not (item.withheld or paper.withheld):
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


def _issued(item: AgendaItem) -> tuple[int, int] | None:
    """The pack pages printed on the agenda of a pack from before this system."""
    if item.first_page is None or item.last_page is None:
        return None
    return item.first_page, item.last_page


def _kind(item: AgendaItem) -> PlanItemKind:
    """The board has the words of an exclusion before it, or what the portal sets."""
    return (
        PlanItemKind.STANDING
        if item.kind in (Kind.EXCLUSION, Kind.ACTIONS)
        else PlanItemKind(item.kind)
    )


def _late(item: ShownItem) -> str:
    if not item.is_late:
        return ""
    return f"Late item: {item.late_reason}" if item.late_reason else "Late item"


def _set_here(placement: Placement, version: PaperVersion, item: AgendaItem) -> str:
    """The HTML of a paper of which there is no file; empty of any other."""
    if version.authored:
        return authored_html(placement, version, item)
    return "" if version.file else old_paper_html(placement.paper, version, item)


def _version_of(placement: Placement) -> PaperVersion:
    """The newest version: a file, a report written here, or the text of an imported paper."""
    version = placement.paper.latest
    imported = placement.paper.source_line is not None
    if version is not None and (version.file or version.authored or (imported and version.text)):
        return version
    if hasattr(placement.paper, "report"):
        raise Refused(f"“{placement.paper}” is still being written: have it sent and signed off.")
    raise Refused(f"Add a PDF of “{placement.paper}” before you compile the pack: it has none.")
