"""What was read, as a page of plain text a person can check against the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from textwrap import wrap

from rotherham_hwb.legacy.facts import (
    Attendee,
    Fact,
    MinutesSet,
    ReadItem,
    ReadMinute,
    ReadPack,
    ReadReport,
)

_WIDTH = 100  # characters of a line
_SHORT = 80  # characters shown of a field of a report
_SURE = 0.75  # confidence below which a fact is marked
_LEGEND = (
    "Numbers on the left are lines of the source. “?” marks what is doubtful, “~” what was worked "
    "out and is not printed as such."
)


def outline(pack: ReadPack) -> str:
    """Header, agenda, minutes, papers and warnings, each with the line it was read from."""
    parts = (_head(pack), _agenda(pack), _minutes(pack), _papers(pack), _warnings(pack))
    return "\n".join([*(line for part in parts for line in part), "", *wrap(_LEGEND, _WIDTH)])


def _said(fact: Fact[object] | None, *, none: str = "") -> str:
    """A fact as text, with the mark of doubt or of inference."""
    if fact is None:
        return none
    mark = "?" if fact.confidence < _SURE else "~" if fact.inferred else ""
    value = fact.value
    if isinstance(value, dt.date):
        value = f"{value:%A} {value.day} {value:%B %Y}"
    elif isinstance(value, dt.time):
        value = f"{value:%H:%M}"
    return f"{value} {mark}".rstrip()


def _row(line: int | None, label: str, text: str, *, width: int = 9) -> Iterator[str]:
    """A line number, a label and a text that hangs under itself where it is long."""
    first = f"{line or '':>6}  {label:<{width}} "
    yield from wrap(
        f"{first}{text}".rstrip(), _WIDTH, subsequent_indent=" " * len(first), drop_whitespace=True
    ) or [first.rstrip()]


def _labelled(
    label: str, facts: Iterable[Fact[object] | None], *, glue: str = "; "
) -> Iterator[str]:
    found = [fact for fact in facts if fact is not None]
    if found:
        yield from _row(found[0].line, label, glue.join(_said(fact) for fact in found))


def _head(pack: ReadPack) -> Iterator[str]:
    header = pack.header
    yield from _row(header.body.line, "Board", _said(header.body))
    yield from _labelled("Date", [header.date])
    yield from _labelled("Time", [header.time])
    yield from _labelled("Venue", [header.venue])
    yield from _labelled("Members", header.membership)
    if header.signatory:
        yield from _labelled("Signed", [header.signatory.name, header.signatory.post], glue=", ")
    yield from _labelled("Next", [header.next_meeting])
    yield from _labelled("Future", header.future_dates)
    missing = [name for name in ("date", "time", "venue") if getattr(header, name) is None]
    if missing:
        yield from _row(None, "Missing", f"no {', no '.join(missing)} was found")


def _agenda(pack: ReadPack) -> Iterator[str]:
    yield f"\nAgenda: {len(pack.agenda)} items"
    section = None
    for item in pack.agenda:
        if item.section and item.section.value != section:
            section = item.section.value
            yield from _row(item.section.line, "", f"[{_said(item.section)}]", width=0)
            for each in item.section_introduction:
                yield from _row(each.line, "", _said(each))
        yield from _item(item)


def _item(item: ReadItem) -> Iterator[str]:
    yield from _row(item.number.line, f"{item.number.value:>5}", _said(item.title), width=5)
    if item.pages:
        first, last = item.pages.value.first, item.pages.value.last
        span = f"page {first}" if first == last else f"pages {first} to {last}"
        mark = " ~" if item.pages.inferred else ""
        yield from _row(item.pages.line, "", f"({span}){mark}", width=5)
    for each in item.presenters:
        yield from _row(each.line, "", f"by {_said(each)}", width=5)
    for each in item.notes:
        yield from _row(each.line, "", _said(each), width=5)


def _minutes(pack: ReadPack) -> Iterator[str]:
    for found in pack.minutes:
        body, day = _said(found.body, none="a body not named"), _said(found.date, none="no date")
        lines = f"lines {found.start_line} to {found.end_line}"
        yield f"\nMinutes: {body}, {day} ({lines})"
        yield from _labelled("Chair", [found.chair])
        yield from _people("Present", found.present)
        yield from _people("Apologies", found.apologies)
        yield _counts(found)
        for minute in found.minutes:
            yield from _minute(minute)


def _people(label: str, people: Iterable[Attendee]) -> Iterator[str]:
    list_of = label.casefold()
    for person in people:
        more = [person.role, person.post, person.group]
        if person.group and person.group.value.casefold().startswith(list_of):
            more.pop()
        rest = ", ".join(_said(fact) for fact in more if fact is not None)
        deputy = f" for {_said(person.representing)}" if person.representing else ""
        said = f"{_said(person.name)}{f' ({rest})' if rest else ''}{deputy}"
        yield from _row(person.name.line, label, said)
        label = ""


def _counts(found: MinutesSet) -> str:
    limbs = sum(len(minute.resolutions) for minute in found.minutes)
    return (
        f"  {len(found.present)} present, {len(found.apologies)} apologies, "
        f"{len(found.minutes)} minutes, {limbs} resolution limbs"
    )


def _minute(minute: ReadMinute) -> Iterator[str]:
    number = f"{minute.number.value:>5}"
    yield from _row(minute.number.line, number, _said(minute.title), width=5)
    for limb in minute.resolutions:
        yield from _row(limb.text.line, "", f"{limb.label or '-'} {_said(limb.text)}", width=5)
    for action in minute.actions:
        said = _said(action)
        named = said if said.casefold().startswith("action") else f"Action: {said}"
        yield from _row(action.line, "", named, width=5)
    for vote in minute.votes:
        cast = ((vote.votes_for, "for"), (vote.against, "against"), (vote.abstain, "abstained"))
        counts = ", ".join(f"{count} {way}" for count, way in cast if count is not None)
        yield from _row(vote.motion.line, "", f"Vote: {counts} {vote.outcome or ''}", width=5)
    for reference in minute.references:
        yield from _row(reference.line, "", f"refers to {_said(reference)}", width=5)


def _papers(pack: ReadPack) -> Iterator[str]:
    yield f"\nPapers: {len(pack.reports)}"
    for report in pack.reports:
        yield from _paper(report)


def _paper(report: ReadReport) -> Iterator[str]:
    item = report.agenda_item.value if report.agenda_item else "?"
    title = _said(report.title, none="(no title)")
    behind = "behind it: " if report.attachment else ""
    lines = f"(to line {report.end_line})"
    yield from _row(report.start_line, f"{item:>5}", f"{behind}{title} {lines}", width=5)
    for field in report.fields:
        yield from _row(field.value.line, "", f"{field.label}: {_short(field.value)}", width=5)


def _short(fact: Fact[str]) -> str:
    text = _said(fact)
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def _warnings(pack: ReadPack) -> Iterator[str]:
    yield f"\nWarnings: {len(pack.warnings)}"
    for each in pack.warnings:
        yield from _row(each.line, "", each.sentence, width=0)
