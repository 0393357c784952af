"""The agenda as a Word file: records in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from meetings.access import Restriction
from meetings.agenda import awaited
from meetings.exempt import exclusion_resolution, withheld_sentence
from meetings.models import AgendaItem, ItemKind, Meeting
from meetings.wording import printed_date, printed_time
from reports.models import Paper
from reports.private import private_parts
from rotherham_hwb.desk.word.word_file import WordFile
from rotherham_hwb.packs.sections.front_sheet import printed_number

NOT_FOR_PUBLICATION = (
    "Officer’s copy. It holds restricted items: not for publication, and not for anybody who may "
    "not read them."
)
KINDS = {
    "verbal": "Verbal update",
    "presentation": "Presentation",
    "to_follow": "To follow",
}
LEVELS = ("", "Appendix: ", "Appendix to an appendix: ")


def agenda_docx(meeting: Meeting, items: Sequence[AgendaItem], *, public: bool) -> bytes:
    """The agenda of a meeting; the public's copy holds nothing restricted but safe titles."""
    board, date = meeting.board, printed_date(meeting.date)
    title = f"{board.name}: agenda, {date}"
    file = WordFile(title, author=board.contact_name or board.name, subject=f"Agenda, {date}")
    file.heading(board.name, 0)
    restricted = [item for item in items if item.restriction != Restriction.OPEN]
    if not public and (restricted or any(map(_has_restricted_paper, items))):
        file.mark(NOT_FOR_PUBLICATION)
    time = printed_time(meeting.time) if meeting.time else "To be confirmed"
    venue = ", ".join(filter(None, (line.strip() for line in meeting.venue.splitlines())))
    rows = (("Venue", venue or "To be confirmed"), ("Date", date), ("Time", time))
    file.table(("The meeting", "Details"), rows, (3.5, 12.5))
    file.heading(board.front_sheet_heading.capitalize() or "Agenda", 1)
    exclusion = exclusion_resolution(private_parts(items))
    for heading, held in groupby(items, key=lambda item: item.section):
        if heading:
            file.heading(heading.heading, 2)
            if heading.introduction:
                file.line(heading.introduction)
        for item in held:
            _item(file, item, level=3 if heading else 2, public=public, exclusion=exclusion)
    if not items:
        file.line("There are no items on the agenda yet.")
    _signed(file, meeting)
    file.foot(f"{board.name}, {date}")
    return file.content()


def _item(file: WordFile, item: AgendaItem, *, level: int, public: bool, exclusion: str) -> None:
    closed = item.restriction != Restriction.OPEN
    hidden = public and closed
    number = f"{printed_number(item.number)} " if item.number else ""
    sub_item = level + 1 if item.parent_id and level < 3 else level
    file.heading(number + (item.safe_title if hidden else item.title), sub_item)
    if closed:
        lead = "" if public else f"{item.restriction.label}."
        file.line(withheld_sentence(item), lead=lead)
    if hidden:
        return
    for words in _below(item, exclusion):
        file.line(words)
    for link in item.links:
        file.line(f"{link['text']}: {link['href']}")
    for paper, depth in _papers(item):
        _paper(file, paper, depth, public=public)


def _below(item: AgendaItem, exclusion: str) -> Iterator[str]:
    """What the front sheet prints below a title."""
    for each in item.presenters.all():
        yield ", ".join(filter(None, (each.title, each.line)))
    yield from item.notes
    if item.late_reason:
        yield f"Late item: {item.late_reason}"
    if item.kind == ItemKind.EXCLUSION and exclusion:
        yield exclusion
    if words := awaited(item):
        yield words
    elif item.kind in KINDS and not item.placements.all():
        yield KINDS[item.kind]


def _papers(item: AgendaItem) -> list[tuple[Paper, int]]:
    """The papers in order, each appendix below what it belongs to, with how deep it is."""
    placed = list(item.placements.all())

    def under(parent: int | None, depth: int) -> Iterator[tuple[Paper, int]]:
        for each in placed:
            if each.parent_id == parent:
                yield each.paper, depth
                yield from under(each.pk, depth + 1)

    return list(under(None, 0))


def _paper(file: WordFile, paper: Paper, depth: int, *, public: bool) -> None:
    closed = paper.restriction != Restriction.OPEN
    title = paper.safe_title if public and closed else paper.title
    kind = LEVELS[min(depth, 2)]
    words = f"{kind}{title}" if kind and not title.casefold().startswith("appendi") else title
    mark = ""
    if closed:
        mark = " (not for publication)" if public else f" ({paper.restriction.label})"
    file.line(words + mark, style="List Bullet 2" if depth else "List Bullet")


def _has_restricted_paper(item: AgendaItem) -> bool:
    return any(each.paper.restriction != Restriction.OPEN for each in item.placements.all())


def _signed(file: WordFile, meeting: Meeting) -> None:
    board = meeting.board
    if board.signatory_name:
        file.line(board.signatory_post, lead=board.signatory_name)
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    if any(contact):
        file.line(", ".join(filter(None, contact)), lead="Contact:")
