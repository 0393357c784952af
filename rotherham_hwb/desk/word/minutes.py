"""The minutes as a Word file: the words the pack prints, set for Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meetings.access import Restriction
from meetings.wording import printed_date
from rotherham_hwb.desk.word.agenda import NOT_FOR_PUBLICATION
from rotherham_hwb.desk.word.word_file import WordFile
from rotherham_hwb.packs.contents.minutes import minutes_section
from rotherham_hwb.packs.sections.minutes import MinutesSection, PrintedMinute, PrintedStretch
from rotherham_hwb.packs.sections.text import Paragraph, numbered
from rotherham_hwb.shown.minutes.data import ShownMinutes, ShownVote


def minutes_docx(shown: ShownMinutes) -> bytes:
    """The minutes as their reader is shown them."""
    section = minutes_section(shown)
    date = printed_date(section.date)
    title = f"{section.board}: minutes, {date}"
    file = WordFile(title, author=section.board, subject=f"Minutes, {date}")
    file.heading(f"{section.board}: minutes", 0)
    if any(minute.mark for minute in shown.entries):
        file.mark(NOT_FOR_PUBLICATION.replace("items", "minutes"))
    file.table(
        ("The minutes", "Details"), (("Date", date), ("State", shown.state.label)), (3.5, 12.5)
    )
    _attendance(file, section)
    file.heading("Minutes", 1)
    for minute, entry in zip(shown.entries, section.entries, strict=True):
        _entry(file, entry, minute.mark)
    if not section.entries:
        file.line("No minute is written yet.")
    file.foot(f"{section.board}, {date}")
    return file.content()


def _attendance(file: WordFile, section: MinutesSection) -> None:
    people = [(person, group.heading) for group in section.groups for person in group.people]
    if people or section.presided:
        file.heading("Present", 1)
    if section.presided:
        file.line(f"{section.presided} (in the Chair)")
    if people:
        rows = [(each.name, each.standing, group) for each, group in people]
        file.table(("Name", "Job title or organisation", "As"), rows, (5.5, 7.5, 3))
    _lines(file, (section.note,))
    if section.apologies:
        file.heading("Apologies", 1)
        for person in section.apologies:
            file.line(person.named, style="List Bullet")
    if section.happened:
        file.heading("During the meeting", 1)
        _lines(file, section.happened)
    if section.interests:
        file.heading("Declarations of interest", 1)
        _lines(file, section.interests)
    _lines(file, section.corrections)


def _lines(file: WordFile, lines: Sequence[str]) -> None:
    for line in filter(None, lines):
        file.line(line)


def _entry(file: WordFile, entry: PrintedMinute, mark: Restriction | None) -> None:
    file.heading(f"{entry.number}. {entry.title}" if entry.number else entry.title, 2)
    if mark:
        file.line("Not for publication.", lead=f"{mark.label}.")
    if entry.withheld:
        file.line(entry.withheld)
    _paragraphs(file, entry.summary)
    _lines(file, entry.before)
    of, start = sum(len(block.limbs) for block in entry.blocks), 1
    for block in entry.blocks:
        _block(file, replace(block, limbs=numbered(block.limbs, start=start, of=of)))
        start += len(block.limbs)
    _lines(file, (*entry.after, *entry.corrections))


def _points(file: WordFile, points: Sequence[str]) -> None:
    for point in points:
        file.line(point, style="List Bullet")


def _paragraphs(file: WordFile, paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs:
        if paragraph.heading:
            file.heading(paragraph.heading, 3)
        if paragraph.text:
            file.line(f"{paragraph.number} {paragraph.text}".strip())
        _points(file, paragraph.points)
        if paragraph.rows:
            head, *rows = paragraph.rows
            file.table(head, rows, [16 / len(head)] * len(head))


def _block(file: WordFile, block: PrintedStretch) -> None:
    if block.heading:
        file.heading(block.heading, 3)
    _paragraphs(file, block.paragraphs)
    for vote in block.votes:
        _vote(file, vote)
    if block.limbs:
        file.line("", lead=f"{block.word}:-")
    for limb in block.limbs:
        file.hanging(limb.label, limb.text)
        _points(file, limb.points)
        if limb.action:
            file.line(limb.action, lead="Action:-")
    for action in block.actions:
        file.line(action.text + (f" ({action.whose})" if action.whose else ""), lead="Action:-")


def _vote(file: WordFile, vote: ShownVote) -> None:
    file.line(vote.motion, lead="Vote:-")
    _lines(file, (vote.moved, f"{vote.how}: {vote.outcome}" if vote.how else vote.outcome))
    sides = (f"{side}: {', '.join(names)}" for side, names in vote.names)
    _lines(file, (vote.casting, *sides, *vote.asked))
