"""A pack plan from a meeting file, without a database."""

from collections.abc import Iterator

from meetings.wording import plain_date
from rotherham_hwb.packs.kinds import Audience, Kind, Layout, Stage
from rotherham_hwb.packs.meeting_file.read import FileItem, FileSupplement, MeetingFile
from rotherham_hwb.packs.plan.numbering import next_start, number
from rotherham_hwb.packs.plan.pack_plan import (
    Axes,
    FrontSheet,
    PackPlan,
    PaperClass,
    Part,
    PlanItem,
    Skipped,
)


def plan_from_meeting_file(
    meeting: MeetingFile,
    *,
    layout: Layout = Layout.SCREEN,
    supplement: int = 0,
) -> PackPlan:
    """The plan of the public main pack, or of a supplement by its 1-based number.

    Raises: IndexError, where the meeting has no such supplement.
    """
    kind = Kind.SUPPLEMENT if supplement else Kind.MAIN
    extra = (None, *meeting.supplements)[supplement]
    items = extra.items if extra else meeting.items
    return PackPlan(
        title=_title(meeting, supplement),
        front=_front(meeting, extra, supplement),
        items=tuple(_item(item) for item in items),
        settings=meeting.settings,
        axes=Axes(kind, supplement, Audience.PUBLIC, layout, Stage.PUBLISHED),
        first_page=_first_page(meeting, supplement),
    )


def page_counts(meeting: MeetingFile) -> dict[str, int]:
    """Every paper's pages by SHA-256."""
    return {paper.facts.sha256: paper.facts.page_count for paper in meeting.papers}


def _first_page(meeting: MeetingFile, supplement: int) -> int:
    """A supplement goes on where the pack before it ends."""
    if not supplement:
        return 1
    before = plan_from_meeting_file(meeting, supplement=supplement - 1)
    page_map = number(before, page_counts(meeting))
    return next_start(page_map, recto=meeting.settings.recto)


def _title(meeting: MeetingFile, supplement: int) -> str:
    what = f"supplement {supplement}" if supplement else "agenda and papers"
    return f"{meeting.board}: {what}, {plain_date(meeting.date)}"


def _front(meeting: MeetingFile, extra: FileSupplement | None, supplement: int) -> FrontSheet:
    return FrontSheet(
        board=meeting.board,
        date=meeting.date,
        time=meeting.time,
        heading=f"Supplement {supplement} to the agenda" if extra else meeting.heading,
        venue=meeting.venue,
        membership=meeting.membership,
        contact=meeting.contact,
        issued=extra.date if extra else meeting.issued,
        signatory=meeting.signatory,
        attending=meeting.attending,
        reason=extra.reason if extra else "",
    )


def _item(item: FileItem) -> PlanItem:
    closed = bool(item.exempt)
    return PlanItem(
        number=item.number,
        title=item.safe_title if closed else item.title,
        section=item.section,
        section_introduction=item.section_introduction,
        presenters=() if closed else item.presenters,
        presentations=() if closed else item.presentations,
        notes=() if closed else item.notes,
        kind=item.kind,
        parts=tuple(_parts(item)),
        withheld=_withheld(item) if closed else "",
    )


def _parts(item: FileItem) -> Iterator[Part | Skipped]:
    for paper in item.papers:
        if item.exempt or paper.paper_class is not PaperClass.OPEN:
            yield Skipped(paper.facts.page_count)
        else:
            yield Part(paper.title, paper.facts.sha256, paper.level, PaperClass.OPEN)


def _withheld(item: FileItem) -> str:
    """Source: Local Government Act 1972, s.100B(5) and Schedule 12A, Part 1."""
    numbers = " and ".join(str(each) for each in item.exempt)
    word = "paragraph" if len(item.exempt) == 1 else "paragraphs"
    return (
        f"Not for publication: exempt information under {word} {numbers} of Part 1 of "
        "Schedule 12A to the Local Government Act 1972."
    )
