"""What a pack's audience is shown of a meeting in, a pack plan out.

A plan is built from an allow-list: what is not shown never enters it, and a withheld paper
leaves nothing behind but the count of its pages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from meetings.identity import council_name, identity
from meetings.lifecycle import Refused
from meetings.models import Board, Meeting, MembershipKind
from meetings.wording import joined_with_and, plain_date
from reports.models import PaperVersion
from rotherham_hwb.packs.contents.items import ItemReader, Where
from rotherham_hwb.packs.kinds import Kind, Stage
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.plan.numbering import first_pages
from rotherham_hwb.packs.plan.pack_plan import (
    Axes,
    FrontSheet,
    PackPlan,
    PackSettings,
    Signatory,
    Skipped,
)
from rotherham_hwb.packs.typesetting.typesetter import one_setting_process
from rotherham_hwb.shown.agenda.issue import Issue
from rotherham_hwb.shown.agenda.items import ShownSupplement, shown_agenda, shown_supplement
from rotherham_hwb.shown.boards_that_meet import boards_line, boards_of
from rotherham_hwb.shown.viewers import viewer_of


@dataclass(frozen=True)
class Contents:
    """A plan and where its parts come from, by the SHA-256 that names each in the plan."""

    plan: PackPlan
    files: dict[str, str]  # the storage names of papers
    sections: dict[str, str]  # HTML that the portal renders itself
    keys: tuple[tuple[str, ...], ...]  # beside each item's parts, what they are in the records

    @property
    def digest(self) -> str:
        """The SHA-256 of all that decides the pack: two equal digests give equal bytes."""
        words = json.dumps(asdict(self.plan), default=str, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


@one_setting_process()
def plan_pack(meeting: Meeting, *, axes: Axes) -> Contents:
    """Read a meeting once and lay out its main pack, a supplement, or all that is issued.

    Raises Refused, with a sentence, where the pack cannot be made: nothing in it, a paper of
    which there is no PDF, or a supplement before the pack it follows.
    """
    if axes.kind is Kind.CONSOLIDATED:
        return _consolidated(meeting, axes)
    return _plan(meeting, axes, Issue(axes.supplement, axes.supplement))


def _plan(
    meeting: Meeting, axes: Axes, issue: Issue, where: Mapping[str, Where] | None = None
) -> Contents:
    reader = ItemReader(axes.audience, issue, where or {})
    viewer = viewer_of(axes.audience, meeting.board)
    shown = shown_agenda(meeting, viewer, issue=issue)
    read = reader.items_of(meeting, shown)
    if not read:
        raise Refused(_nothing(axes))
    plan = PackPlan(
        title=f"{boards_line(meeting)}: {_what(axes)}, {plain_date(meeting.date)}",
        front=_front(meeting, shown_supplement(meeting, viewer, axes.supplement), axes),
        items=tuple(each.item for each in read),
        settings=PackSettings(
            recto=meeting.board.starts_papers_on_recto,
            stamp_item=meeting.board.stamps_agenda_item,
        ),
        axes=axes,
        first_page=_start(meeting, axes),
    )
    return Contents(plan, reader.files, reader.sections, tuple(each.keys for each in read))


def _consolidated(meeting: Meeting, axes: Axes) -> Contents:
    """Main pack and supplements in agenda order, each page with the number it was issued with."""
    where: dict[str, Where] = {}
    for number in range(axes.supplement + 1):
        kind = Kind.SUPPLEMENT if number else Kind.MAIN
        issued = plan_pack(meeting, axes=replace(axes, kind=kind, supplement=number))
        where |= _where(meeting, issued, number)
    return _plan(meeting, axes, Issue(0, axes.supplement), where)


def _where(meeting: Meeting, issued: Contents, number: int) -> dict[str, Where]:
    """The first pack page of every paper of one issue, by its key in the records."""
    counts = _page_counts(meeting, issued, number)
    firsts = first_pages(issued.plan, counts)
    found: dict[str, Where] = {}
    for item, keys, starts in zip(issued.plan.items, issued.keys, firsts, strict=True):
        for part, key, first in zip(item.parts, keys, starts, strict=True):
            pages = part.pages if isinstance(part, Skipped) else counts[part.sha256]
            found[key] = Where(first, first + pages - 1)
    return found


def _page_counts(meeting: Meeting, issued: Contents, number: int) -> dict[str, int]:
    """Pages by SHA-256: of papers from their versions, of our sections from what was issued."""
    versions = PaperVersion.objects.filter(sha256__in=issued.files)
    counts = {sha: pages for sha, pages in versions.values_list("sha256", "page_count") if pages}
    for edition in _issued(meeting).filter(release__supplement=number, release__superseded_at=None):
        for part in edition.page_map["parts"]:
            first, last = part["pages"]
            counts[part["sha256"]] = part.get("sheets", last - first + 1)
    missing = set(issued.plan.sources) - set(counts)
    if missing:
        raise Refused("Compile the agenda pack and its supplements before the consolidated pack.")
    return counts


def _issued(meeting: Meeting) -> QuerySet[PackEdition]:
    """The unmarked editions of the main pack and the supplements, the newest last."""
    found = PackEdition.objects.filter(
        release__meeting=meeting,
        release__kind__in=[Kind.MAIN, Kind.SUPPLEMENT],
        release__stage=Stage.PUBLISHED,
    )
    return found.order_by("release__published_at", "release__compiled_at")


def _start(meeting: Meeting, axes: Axes) -> int:
    """A supplement goes on after the last number used; numbering.py sees to the recto.

    A pack that was taken back has used its numbers all the same.
    """
    if axes.kind is not Kind.SUPPLEMENT:
        return 1
    before = _issued(meeting).filter(
        release__supplement=axes.supplement - 1, release__published_at__isnull=False
    )
    lasts = [edition.page_map["last"] for edition in before]
    if not lasts:
        raise Refused("Publish the agenda, and the supplements before this one, first.")
    return int(max(lasts)) + 1


def _what(axes: Axes) -> str:
    names = {
        Kind.MAIN: "agenda and papers",
        Kind.SUPPLEMENT: f"supplement {axes.supplement}",
        Kind.CONSOLIDATED: "agenda and papers with supplements",
    }
    return names[axes.kind]


def _nothing(axes: Axes) -> str:
    if axes.kind is Kind.SUPPLEMENT:
        return "Add a late item or a paper to the supplement before you compile it."
    return "Add at least one agenda item before you compile the pack."


def _front(meeting: Meeting, supplement: ShownSupplement | None, axes: Axes) -> FrontSheet:
    board, boards = meeting.board, boards_of(meeting)
    only = supplement if axes.kind is Kind.SUPPLEMENT else None
    issued = supplement.published_at if supplement else meeting.agenda_published_at
    signed = Signatory(board.signatory_name, board.signatory_post) if board.signatory_name else None
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    return FrontSheet(
        board=joined_with_and(boards),
        boards=boards if len(boards) > 1 else (),
        date=meeting.date,
        time=meeting.time,
        heading=f"Supplement {only.number} to the agenda" if only else board.front_sheet_heading,
        venue=tuple(line.strip() for line in meeting.venue.splitlines() if line.strip()),
        membership=_membership(meeting) if board.prints_membership else "",
        contact=tuple(line for line in contact if line),
        issued=timezone.localdate(issued) if issued else None,
        signatory=signed,
        attending=board.front_sheet_note,
        reason=" ".join(filter(None, (only.reason, only.urgency))) if only else "",
        council=council_name(),
        crest=identity().crest_address,
    )


def _membership(meeting: Meeting) -> str:
    """The members on the day, as one line; at a joint meeting behind the name of each board.

    “Councillor Ada Byron (Chair), Mary Seacole”.
    """
    boards = [meeting.board, *meeting.joint_boards.all()]
    if len(boards) == 1:
        return _members(meeting.board, meeting.date)
    told = ((each.name_on(meeting.date), _members(each, meeting.date)) for each in boards)
    return "; ".join(f"{name}: {members}" for name, members in told if members)


def _members(board: Board, day: dt.date) -> str:
    held = (
        board.memberships.on(day)
        .exclude(kind__in=[MembershipKind.OBSERVER, MembershipKind.DEPUTY])
        .select_related("person")
        .order_by("person__sort_name", "person__name")
    )
    marked = {MembershipKind.CHAIR, MembershipKind.VICE_CHAIR}
    ranked = sorted(held, key=lambda each: list(MembershipKind).index(MembershipKind(each.kind)))
    return ", ".join(
        f"{name} ({each.kind.label})" if each.kind in marked else name
        for each in ranked
        for name in [each.person.name_on(day)]
    )
