"""The minutes as a Word file: the frozen section the pack prints, set for Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meetings.access import Restriction
from rotherham_hwb.desk.word_agenda import NOT_FOR_PUBLICATION
from rotherham_hwb.desk.word_file import WordFile
from rotherham_hwb.packs.dates import printed_date
from rotherham_hwb.packs.sections.minutes import Attendee, Block, Entry, MinutesSection
from rotherham_hwb.packs.sections.text import numbered

Marked = Mapping[tuple[str, str], Restriction]
"""The class of each restricted minute, by its number and title."""


def minutes_docx(section: MinutesSection, *, status: str, marked: Marked) -> bytes:
    """The minutes; whatever they may not show was left out when the section was made."""
    date = printed_date(section.date)
    title = f"{section.board}: minutes, {date}"
    file = WordFile(title, author=section.board, subject=f"Minutes, {date}")
    file.heading(f"{section.board}: minutes", 0)
    if marked:
        file.mark(NOT_FOR_PUBLICATION.replace("items", "minutes"))
    file.table(("The minutes", "Details"), (("Date", date), ("State", status)), (3.5, 12.5))
    _attendance(file, section)
    file.heading("Minutes", 1)
    for entry in section.entries:
        _entry(file, entry, marked.get((entry.number, entry.title)))
    if not section.entries:
        file.line("No minute is written yet.")
    file.foot(f"{section.board}, {date}")
    return file.content()


def _attendance(file: WordFile, section: MinutesSection) -> None:
    people = [(person, group.heading) for group in section.groups for person in group.people]
    presided = any("chair" in person.role.lower() for person, _ in people)
    if people or section.chair:
        file.heading("Present", 1)
    if section.chair and not presided:
        file.line(f"{section.chair} (in the Chair)")
    if people:
        rows = [(each.name, each.standing, group) for each, group in people]
        file.table(("Name", "Post or organisation", "As"), rows, (5.5, 7.5, 3))
    if section.note:
        file.line(section.note)
    if section.apologies:
        file.heading("Apologies", 1)
        for person in section.apologies:
            file.line(_named(person), style="List Bullet")


def _named(person: Attendee) -> str:
    return f"{person.name} ({person.standing})" if person.standing else person.name


def _entry(file: WordFile, entry: Entry, restriction: Restriction | None) -> None:
    file.heading(f"{entry.number}. {entry.title}" if entry.number else entry.title, 2)
    if restriction:
        file.line("Not for publication.", lead=f"{restriction.label}.")
    if entry.withheld:
        file.line(entry.withheld)
    of, start = sum(len(block.limbs) for block in entry.blocks), 1
    for block in entry.blocks:
        _block(file, block, start=start, of=of)
        start += len(block.limbs)


def _points(file: WordFile, points: Sequence[str]) -> None:
    for point in points:
        file.line(point, style="List Bullet")


def _block(file: WordFile, block: Block, *, start: int, of: int) -> None:
    if block.heading:
        file.heading(block.heading, 3)
    for paragraph in block.paragraphs:
        if paragraph.heading:
            file.heading(paragraph.heading, 3)
        if paragraph.text:
            file.line(f"{paragraph.number} {paragraph.text}".strip())
        _points(file, paragraph.points)
    for vote in block.votes:
        counted = (("In favour", vote.in_favour), ("Against", vote.against))
        rows = [(side, str(votes)) for side, votes in (*counted, ("Abstained", vote.abstained))]
        file.line(f"{vote.motion}: {vote.outcome}", lead="Vote:-")
        file.table(("Side", "Votes"), rows, (5, 3))
    if block.limbs:
        file.line("", lead="Resolved:-")
    for limb in numbered(block.limbs, start=start, of=of):
        file.hanging(limb.label, limb.text)
        _points(file, limb.points)
    for action in block.actions:
        file.line(action.text + (f" ({action.whose})" if action.whose else ""), lead="Action:-")
