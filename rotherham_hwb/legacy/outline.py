"""What was read, as a page of plain text a person can check against the pack."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import AgendaItem, Minute, MinutesSet, ReadPack, Report


def outline(pack: ReadPack) -> str:
    """Header, agenda, minutes, papers and warnings, each with the line it was read from."""
    return "\n".join(
        [*_head(pack), *_agenda(pack), *_minutes(pack), *_papers(pack), *_warnings(pack)]
    )


def _head(pack: ReadPack) -> Iterator[str]:
    header = pack.header
    yield header.body.value
    day = header.date.value.strftime("%A %d %B %Y") if header.date else "no date found"
    hour = header.time.value.strftime("%H:%M") if header.time else "no time found"
    yield f"{day}, {hour}, {header.venue.value if header.venue else 'no venue found'}"
    if header.membership:
        yield f"Membership: {', '.join(person.value for person in header.membership)}"
    if header.signatory:
        yield f"Signed: {header.signatory.name.value}, {header.signatory.post.value}"


def _agenda(pack: ReadPack) -> Iterator[str]:
    yield f"\nAgenda: {len(pack.agenda)} items"
    section = None
    for item in pack.agenda:
        if item.section and item.section.value != section:
            section = item.section.value
            yield f"  [{section}]"
        yield _item(item)


def _item(item: AgendaItem) -> str:
    pages = f" (pages {item.pages.value.first} to {item.pages.value.last})" if item.pages else ""
    people = "; ".join(person.value for person in item.presenters)
    return f"  {item.number.value:>4}  {item.title.value}{pages}{f' — {people}' if people else ''}"


def _minutes(pack: ReadPack) -> Iterator[str]:
    for found in pack.minutes:
        yield f"\n{_set_line(found)}"
        yield from (_minute(minute) for minute in found.minutes)


def _set_line(found: MinutesSet) -> str:
    body = found.body.value if found.body else "?"
    day = found.date.value.isoformat() if found.date else "?"
    limbs = sum(len(minute.resolutions) for minute in found.minutes)
    return (
        f"Minutes: {body}, {day} (line {found.start_line}): {len(found.present)} present, "
        f"{len(found.apologies)} apologies, {len(found.minutes)} minutes, {limbs} resolution limbs"
    )


def _minute(minute: Minute) -> str:
    title = minute.title.value if minute.title else ""
    counts = [(len(minute.resolutions), "limbs"), (len(minute.actions), "actions")]
    said = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f"  {minute.number.value:>5}  {title}{f' [{said}]' if said else ''}"


def _papers(pack: ReadPack) -> Iterator[str]:
    yield f"\nPapers: {len(pack.reports)}"
    yield from (_paper(report) for report in pack.reports)


def _paper(report: Report) -> str:
    item = report.agenda_item.value if report.agenda_item else "?"
    title = report.title.value if report.title else "(no title)"
    mark = "attached: " if report.attachment else ""
    lines = f"lines {report.start_line} to {report.end_line}, {len(report.fields)} fields"
    return f"  item {item:>4}  {mark}{title} ({lines})"


def _warnings(pack: ReadPack) -> Iterator[str]:
    yield f"\nWarnings: {len(pack.warnings)}"
    yield from (f"  line {w.line}: {w.sentence}" for w in pack.warnings)
