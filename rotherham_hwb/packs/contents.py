"""Records in, a pack plan out: the only reader of all rooms for the pack.

A public plan is built from an allow-list: what is not open never enters it, and a withheld
paper leaves nothing behind but the count of its pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting, MembershipKind
from minutes.models import Minutes
from reports.models import PaperVersion, Placement
from rotherham_hwb.packs.dates import long_date
from rotherham_hwb.packs.minutes_section import minutes_html
from rotherham_hwb.packs.plan import (
    Audience,
    Axes,
    FrontSheet,
    ItemKind,
    PackPlan,
    PackSettings,
    PaperClass,
    Part,
    PlanItem,
    Presentation,
    Signatory,
    Skipped,
)

ADMITS = {
    Audience.PUBLIC: frozenset({Restriction.OPEN}),
    Audience.RESTRICTED: frozenset({Restriction.OPEN, Restriction.EXEMPT}),
}
"""Confidential papers are in no pack at all. Source: LGA 1972 s.100A(2)-(3)."""

STRICTNESS = list(Restriction).index


@dataclass(frozen=True)
class Contents:
    """A plan and where its parts come from, by the SHA-256 that names each in the plan."""

    plan: PackPlan
    files: dict[str, str]  # the storage names of papers
    sections: dict[str, str]  # HTML that the portal renders itself

    @property
    def digest(self) -> str:
        """The SHA-256 of all that decides the pack: two equal digests give equal bytes."""
        words = json.dumps(asdict(self.plan), default=str, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


def plan_pack(meeting: Meeting, *, axes: Axes) -> Contents:
    """Read a meeting once and lay out its pack.

    Raises Refused, with a sentence, where the pack cannot be made: no items, or a paper of
    which there is no PDF.
    """
    items = list(_items(meeting))
    if not items:
        raise Refused("Add at least one agenda item before you compile the pack.")
    reader = _Reader(axes.audience)
    plan = PackPlan(
        title=f"{meeting.board}: agenda and papers, {long_date(meeting.date)}",
        front=_front(meeting),
        items=tuple(reader.item(item) for item in items),
        settings=PackSettings(
            recto=meeting.board.starts_papers_on_recto,
            stamp_item=meeting.board.stamps_agenda_item,
        ),
        axes=axes,
    )
    return Contents(plan, reader.files, reader.sections)


def _items(meeting: Meeting) -> Iterator[AgendaItem]:
    placements = Placement.objects.select_related("paper", "parent__parent").prefetch_related(
        "paper__versions"
    )
    return iter(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("section", "meeting__board")
        .prefetch_related("presenters", Prefetch("placements", queryset=placements))
        .order_by("position")
    )


class _Reader:
    """Turns items into plan items for one audience, noting the sources it meets."""

    def __init__(self, audience: Audience) -> None:
        self.admits = ADMITS[audience]
        self.audience = audience
        self.files: dict[str, str] = {}
        self.sections: dict[str, str] = {}

    def item(self, item: AgendaItem) -> PlanItem:
        shown = item.restriction in self.admits
        presenters = list(item.presenters.all()) if shown else []
        return PlanItem(
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
            notes=tuple(item.notes) if shown else (),
            kind=ItemKind(item.kind),
            parts=tuple(self._parts(item)),
            withheld="" if shown else withheld_sentence(item),
            late=f"Late item: {item.late_reason}" if item.late and shown else "",
        )

    def _parts(self, item: AgendaItem) -> Iterator[Part | Skipped]:
        yield from self._minutes(item)
        for placement in item.placements.all():
            yield self._paper(item, placement)

    def _paper(self, item: AgendaItem, placement: Placement) -> Part | Skipped:
        paper, version = placement.paper, _pdf_of(placement)
        assert version.page_count is not None
        if not {paper.restriction, item.restriction} <= self.admits:
            return Skipped(version.page_count)
        self.files[version.sha256] = str(version.file.name)
        strictest = max(map(Restriction, (paper.restriction, item.restriction)), key=STRICTNESS)
        return Part(paper.title, version.sha256, _level(placement), PaperClass(strictest))

    def _minutes(self, item: AgendaItem) -> Iterator[Part]:
        """The minutes the item puts to the board, set by the portal itself."""
        if item.minutes_of_id is None or item.restriction not in self.admits:
            return
        minutes = Minutes.objects.filter(meeting=item.minutes_of_id).first()
        if minutes is None:
            raise Refused(f"Item {item.number} puts minutes to the board that are not written yet.")
        html = minutes_html(minutes, admits=self.admits)
        key = hashlib.sha256(html.encode()).hexdigest()
        self.sections[key] = html
        yield Part(f"Minutes, {long_date(minutes.meeting.date)}", key)


def _pdf_of(placement: Placement) -> PaperVersion:
    version = placement.paper.latest
    if version is None or not version.file:
        raise Refused(f"Add a PDF of “{placement.paper}” before you compile the pack: it has none.")
    return version


def _level(placement: Placement) -> int:
    level, above = 0, placement.parent
    while above is not None:
        level, above = level + 1, above.parent
    return level


def _front(meeting: Meeting) -> FrontSheet:
    board = meeting.board
    issued = meeting.agenda_published_at
    signed = Signatory(board.signatory_name, board.signatory_post) if board.signatory_name else None
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    return FrontSheet(
        board=board.name,
        date=meeting.date,
        time=meeting.time,
        heading=board.front_sheet_heading,
        venue=tuple(line.strip() for line in meeting.venue.splitlines() if line.strip()),
        membership=_membership(meeting) if board.prints_membership else "",
        contact=tuple(line for line in contact if line),
        issued=timezone.localdate(issued) if issued else None,
        signatory=signed,
        attending=board.front_sheet_note,
    )


def _membership(meeting: Meeting) -> str:
    """The members on the day, as one line: “Councillor Ada Byron (Chair), Mary Seacole”."""
    held = (
        meeting.board.memberships.on(meeting.date)
        .exclude(kind__in=[MembershipKind.OBSERVER, MembershipKind.DEPUTY])
        .select_related("person")
        .order_by("person__sort_name", "person__name")
    )
    marked = {MembershipKind.CHAIR, MembershipKind.VICE_CHAIR}
    ranked = sorted(held, key=lambda each: list(MembershipKind).index(MembershipKind(each.kind)))
    return ", ".join(
        f"{each.person.name} ({each.get_kind_display()})"
        if each.kind in marked
        else each.person.name
        for each in ranked
    )
