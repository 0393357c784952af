"""The agenda as a Word file: what a viewer is shown in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator

from meetings.models import ItemKind, Meeting
from meetings.wording import printed_date, printed_time
from rotherham_hwb.desk.word.word_file import WordFile
from rotherham_hwb.packs.sections.front_sheet import printed_number
from rotherham_hwb.shown.agenda.items import ShownAgenda, ShownItem, ShownSection
from rotherham_hwb.shown.agenda.papers import ItemPaper

NOT_FOR_PUBLICATION = (
    "Officer’s copy. It holds restricted items: not for publication, and not for anybody who may "
    "not read them."
)
KINDS = {
    ItemKind.VERBAL: "Verbal update",
    ItemKind.PRESENTATION: "Presentation",
    ItemKind.TO_FOLLOW: "To follow",
}
LEVELS = ("", "Appendix: ", "Appendix to an appendix: ")


def agenda_docx(meeting: Meeting, agenda: ShownAgenda) -> bytes:
    """The agenda of a meeting as it is shown; what is not for the public is marked."""
    board, name, date = meeting.board, meeting.board_name, printed_date(meeting.date)
    title = f"{name}: agenda, {date}"
    file = WordFile(title, author=board.contact_name or name, subject=f"Agenda, {date}")
    file.heading(name, 0)
    if agenda.is_private:
        file.mark(NOT_FOR_PUBLICATION)
    time = printed_time(meeting.time) if meeting.time else "To be confirmed"
    venue = ", ".join(filter(None, (line.strip() for line in meeting.venue.splitlines())))
    rows = (("Venue", venue or "To be confirmed"), ("Date", date), ("Time", time))
    file.table(("The meeting", "Details"), rows, (3.5, 12.5))
    file.heading(board.front_sheet_heading.capitalize() or "Agenda", 1)
    for section in agenda.sections:
        _section(file, section)
    if not agenda.sections:
        file.line("There are no items on the agenda yet.")
    _signed(file, meeting)
    file.foot(f"{name}, {date}")
    return file.content()


def _section(file: WordFile, section: ShownSection) -> None:
    if section.heading:
        file.heading(section.heading, 2)
    if section.introduction:
        file.line(section.introduction)
    for item in section.items:
        _item(file, item, level=3 if section.heading else 2)


def _item(file: WordFile, item: ShownItem, *, level: int) -> None:
    number = f"{printed_number(item.number)} " if item.number else ""
    file.heading(number + item.title, level + 1 if item.is_sub_item and level < 3 else level)
    if item.why:
        file.line(item.why, lead=f"{item.restriction.label}." if item.restriction else "")
    for words in _below(item):
        file.line(words)
    for link in item.links:
        file.line(f"{link.text}: {link.href}")
    for paper in item.papers:
        _paper(file, paper)


def _below(item: ShownItem) -> Iterator[str]:
    """What the front sheet prints below a title."""
    for each in item.speakers:
        yield ", ".join(filter(None, (each.title, each.line)))
    yield from item.notes
    if item.late_reason:
        yield f"Late item: {item.late_reason}"
    elif item.is_late:
        yield "Late item"
    if item.exclusion:
        yield item.exclusion
    if item.awaited:
        yield item.awaited
    elif item.kind in KINDS and not item.papers:
        yield KINDS[item.kind]


def _paper(file: WordFile, paper: ItemPaper) -> None:
    kind = LEVELS[min(paper.level, 2)]
    named = paper.title.casefold().startswith("appendi")
    words = paper.title if named else f"{kind}{paper.title}"
    if paper.why:
        words += " (not for publication)" if paper.withheld else f" ({paper.restriction.label})"
    if paper.withdrawn:
        words += " (withdrawn)"
    file.line(words, style="List Bullet 2" if paper.level else "List Bullet")


def _signed(file: WordFile, meeting: Meeting) -> None:
    board = meeting.board
    if board.signatory_name:
        file.line(board.signatory_post, lead=board.signatory_name)
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    if any(contact):
        file.line(", ".join(filter(None, contact)), lead="Contact:")
