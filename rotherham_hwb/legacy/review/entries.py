"""What was read from a pack as entries that an officer can look through one by one. Pure.

An entry is one thing the pack says (an item, a person, a minute, a limb), in plain values that
JSON can hold, with its lines in the source and the reasons to doubt it. Its key is the same in a
corrected file of the same pack, so that what an officer decided stays with it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rotherham_hwb.legacy import facts
from rotherham_hwb.legacy.kinds.minutes.narrative import narrative
from rotherham_hwb.legacy.kinds.restricted.find_restrictions import in_words
from rotherham_hwb.legacy.ledger import line_ledger
from rotherham_hwb.legacy.read import Input, Progress, read_pack
from rotherham_hwb.legacy.review.entry import Doubt, Entry, Reading
from rotherham_hwb.legacy.review.key import Plain, to_key
from rotherham_hwb.legacy.review.notes import notes_of
from rotherham_hwb.slips.printed_dates import DATE

AGENDA, PAPERS = "agenda", "papers"
LONGEST_TITLE = 500  # characters that a record's title can hold
WORKED_OUT = {"item": "Its item was worked out from the order of the papers and their pages."}
TITLE = re.compile(r"(?:\d{1,2}\.? )?(?:(?:report )?title(?: of report)?|subject)", re.I)
RESTRICTED = "restricted"  # the key under which an entry says why it is kept from the public
NOT_DOUBTS = frozenset({"reference", "restricted"})  # looked up, and said of their entries already


def read_entries(source: Input, *, name: str, progress: Progress | None = None) -> Reading:
    """Read a pack into entries.

    Raises facts.Unreadable, with a sentence, where it is no pack.
    """
    pack = read_pack(source, name=name, progress=progress)
    sheets = tuple(line.page for line in source.lines)
    header = pack.header
    return Reading(
        name=name,
        body=header.body.value,
        date=header.date.value.isoformat() if header.date else "",
        time=header.time.value.strftime("%H:%M") if header.time else "",
        entries=entries_of(pack),
        lines=pack.source,
        sheets=sheets if any(sheets) else (),
        warnings=tuple(asdict(warning) for warning in pack.warnings),
        key=to_key(pack),
        unplaced=line_ledger(pack).runs,
    )


def reading_from(plain: Plain) -> Reading:
    """A reading that went through JSON."""
    entries = tuple(
        Entry(**{**each, "doubts": tuple(Doubt(**doubt) for doubt in each["doubts"])})
        for each in plain["entries"]
    )
    listed = {name: tuple(plain[name]) for name in ("lines", "sheets", "warnings")}
    runs = tuple((first, last) for first, last in plain["unplaced"])
    return Reading(**{**plain, **listed, "entries": entries, "unplaced": runs})


def entries_of(pack: facts.ReadPack) -> tuple[Entry, ...]:
    """Everything read, parents before what belongs to them, with its doubts."""
    entries = _Entries(pack)
    _front(entries, pack.header)
    _agenda(entries, pack)
    for found in pack.minutes:
        _minutes(entries, pack, found)
    _papers(entries, pack)
    return _with_warnings(entries.made, pack)


@dataclass
class _Entries:
    """The entries made so far; keys that come twice under one parent are told apart."""

    pack: facts.ReadPack
    made: list[Entry] = field(default_factory=list)
    used: Counter[tuple[int | None, str, str]] = field(default_factory=Counter)

    def add(
        self,
        kind: str,
        key: str,
        section: str,
        values: Plain,
        *,
        line: int,
        end: int = 0,
        parent: int | None = None,
    ) -> int:
        """Keep an entry whose values may be facts; facts leave their doubts behind."""
        doubts = [doubt for name, value in values.items() for doubt in _doubts(name, value)]
        read = {name: _plain(value) for name, value in values.items()}
        self.used[parent, kind, key] += 1
        times = self.used[parent, kind, key]
        key = key if times == 1 else f"{key}#{times}"
        end = max(line, end)
        self.made.append(Entry(kind, key, section, read, line, end, parent, tuple(doubts)))
        return len(self.made) - 1


def _plain(value: Any) -> Any:
    match value:
        case facts.Fact():
            return _plain(value.value)
        case facts.ReadPages():
            return [value.first, value.last]
        case tuple() | list():
            return [_plain(each) for each in value]
        case None:
            return ""
        case str() | int():
            return value
    return value.strftime("%H:%M") if hasattr(value, "hour") else value.isoformat()


def _doubts(name: str, value: object) -> Iterator[Doubt]:
    if isinstance(value, tuple | list):
        for each in value:
            yield from _doubts(name, each)
    if isinstance(value, facts.Fact):
        if value.inferred:
            yield Doubt(name, WORKED_OUT.get(name, "Worked out: the pack does not print it."))
        elif value.confidence < 1:
            yield Doubt(name, f"Read with doubt ({value.confidence:.0%} sure).")


def _front(entries: _Entries, header: facts.Header) -> None:
    line = header.body.line
    values = {
        "body": header.body,
        "date": header.date,
        "time": header.time,
        "venue": header.venue,
    }
    lines = [fact.line for fact in (header.date, header.time, header.venue) if fact]
    entries.add("meeting", "meeting", AGENDA, values, line=line, end=max([line, *lines]))
    notes: list[tuple[str, Sequence[facts.Fact[object]]]] = [("Membership", header.membership)]
    if header.signatory:
        signed = (header.signatory.name, header.signatory.post)
        notes.append(("Signed by", [fact for fact in signed if fact]))
    notes.append(("Next meeting", [header.next_meeting] if header.next_meeting else []))
    notes.append(("Future dates", header.future_dates))
    for label, told in notes:
        _note(entries, AGENDA, label, told)


def _note(
    entries: _Entries,
    section: str,
    label: str,
    told: Sequence[facts.Fact[object]],
) -> None:
    """Something the pack says that is kept with it and fills no record of its own."""
    if not told:
        return
    lines = [fact.line for fact in told]
    values = {"label": label, "lines": tuple(told)}
    entries.add("note", label, section, values, line=min(lines), end=max(lines))


def _agenda(entries: _Entries, pack: facts.ReadPack) -> None:
    for item in pack.agenda:
        values = {
            "number": item.number,
            "title": item.title,
            "section": item.section,
            "introduction": item.section_introduction,
            "pages": item.pages,
            "presenters": item.presenters,
            "notes": item.notes,
        }
        line = item.number.line
        key, end = slug(item.title.value), item.end_line
        own = entries.add("item", key, AGENDA, values, line=line, end=end)
        _restrict(entries, own, item.restriction)


def _minutes(entries: _Entries, pack: facts.ReadPack, found: facts.MinutesSet) -> None:
    day = found.date.value.isoformat() if found.date else "undated"
    same = sum(1 for each in entries.made if each.kind == "minutes" and each.key == day)
    section = f"minutes-{day}" + (f"-{same + 1}" if same else "")
    values = {
        "body": found.body or pack.header.body.value,
        "date": found.date,
        "chair": found.chair,
        "running": int(found.running_numbers),
    }
    first = min([each.number.line for each in found.minutes], default=found.end_line + 1)
    end = max(found.start_line, min(first - 1, found.end_line))
    parent = entries.add("minutes", day, section, values, line=found.start_line, end=end)
    _series_in_may(entries, found, parent)
    for kind, people in (("present", found.present), ("apologies", found.apologies)):
        for person in people:
            _person(entries, section, person, kind=kind, parent=parent)
    for minute in found.minutes:
        _minute(entries, pack, section, minute, parent=parent)


def _restrict(entries: _Entries, index: int, why: facts.ReadRestriction | None) -> None:
    """Say in an entry that it is kept from the public; one that is open says nothing of it."""
    if why is None:
        return
    entry = entries.made[index]
    entries.made[index] = replace(entry, read={**entry.read, RESTRICTED: asdict(why)})
    _doubt(entries.made, index, Doubt("", f"Kept from the public: {in_words(why)}"))


def _series_in_may(entries: _Entries, found: facts.MinutesSet, index: int) -> None:
    """The municipal year turns in May: which year such minutes count in is worked out."""
    numbers = [minute.number.value for minute in found.minutes]
    in_may = found.running_numbers and found.date is not None and found.date.value.month == 5
    if in_may and numbers and numbers[0].isdigit() and numbers[0] != "1":
        why = (
            f"Held in May and beginning with {numbers[0]}: counted in the municipal year before, "
            "unless they go on from another meeting of that May."
        )
        _doubt(entries.made, index, Doubt("series", why))


def _person(
    entries: _Entries, section: str, person: facts.Attendee, *, kind: str, parent: int
) -> None:
    values = {
        "kind": kind,
        "name": person.name,
        "role": person.role,
        "post": person.post,
        "group": person.group,
        "representing": person.representing,
    }
    key, told = f"{kind}/{person.name.value}", (person.post, person.role, person.representing)
    end = max([person.name.line, *(fact.line for fact in told if fact)])
    end = min(end, person.name.line + 3)
    entries.add("person", key, section, values, line=person.name.line, end=end, parent=parent)


def _minute(
    entries: _Entries, pack: facts.ReadPack, section: str, minute: facts.ReadMinute, *, parent: int
) -> None:
    number = minute.number.value
    values = {"number": minute.number, "title": minute.title, "text": narrative(pack, minute)}
    line, end = minute.number.line, minute.end_line
    own = entries.add("minute", number, section, values, line=line, end=end, parent=parent)
    _restrict(entries, own, minute.restriction)
    if minute.title is None:
        _doubt(entries.made, own, Doubt("title", "No title is printed that could be told."))
    ends = [*(limb.text.line - 1 for limb in minute.resolutions[1:]), end]
    for place, (limb, last) in enumerate(zip(minute.resolutions, ends, strict=False), start=1):
        values = {"label": limb.label, "text": limb.text}
        last = min(last, limb.text.line + _height(pack, limb.text))
        key = limb.label or str(place)
        entries.add("limb", key, section, values, line=limb.text.line, end=last, parent=own)
    for place, action in enumerate(minute.actions, start=1):
        values = {"text": action}
        entries.add("action", str(place), section, values, line=action.line, parent=own)
    for reference in minute.references:
        values = {"text": reference, "after": words_after(pack, reference)}
        key = reference.value
        entries.add("reference", key, section, values, line=reference.line, parent=own)
    for label, told, line in notes_of(minute):
        noted: Plain = {"label": label, "lines": told}
        entries.add("note", label, section, noted, line=line, parent=own)


def _height(pack: facts.ReadPack, fact: facts.Fact[str]) -> int:
    """How many further lines a text runs over in the source, as near as its length tells."""
    left = len(fact.value) - len(pack.source[fact.line - 1].strip())
    lines = 0
    for text in pack.source[fact.line :]:
        if left <= 0:
            break
        left -= len(text.strip()) + 1
        lines += 1
    return lines


def words_after(pack: facts.ReadPack, reference: facts.Fact[str]) -> str:
    """The words right after a reference in the source, up to the day they name; "" for none."""
    text = re.sub(r"[*\s]+", " ", pack.text(reference.line, reference.line + 4))
    words = re.sub(r"[*\s]+", " ", reference.value)
    place = text.casefold().find(words.casefold())
    after = text[place + len(words) :][:160] if place >= 0 else ""
    day = DATE.search(after)
    return after[: day.end()] if day else ""


def _papers(entries: _Entries, pack: facts.ReadPack) -> None:
    for report in pack.reports:
        start, end = report.start_line, report.end_line
        title = (report.title.value if report.title else "")[:LONGEST_TITLE]
        values = {
            "title": title or _untitled(report),
            "item": report.agenda_item,
            "attachment": int(report.attachment),
            "sha256": hashlib.sha256(pack.text(start, end).encode()).hexdigest(),
        }
        parent = entries.add("paper", slug(title), PAPERS, values, line=start, end=end)
        _restrict(entries, parent, report.restriction)
        if not title or (report.title and report.title.confidence < 1):
            why = "Its title could not be told for sure."
            _doubt(entries.made, parent, Doubt("title", why))
        for each in report.fields:
            values = {"label": each.label, "text": each.value}
            line = each.value.line
            entries.add("field", each.label, PAPERS, values, line=line, parent=parent)


def _untitled(report: facts.ReadReport) -> str:
    """What a paper is called that no heading names: as its cover says, or after its item."""
    for each in report.fields:
        if TITLE.fullmatch(each.label.strip(" :")) and each.value.value.strip():
            return each.value.value.strip()[:LONGEST_TITLE]
    item = report.agenda_item.value if report.agenda_item else ""
    kind = "appendix" if report.attachment else "paper"
    return f"Untitled {kind} to item {item}" if item else f"Untitled {kind}"


def _with_warnings(made: list[Entry], pack: facts.ReadPack) -> tuple[Entry, ...]:
    """Lay each warning on the smallest entry it falls in; in a paper on an entry for its line."""
    spans = sorted(range(len(made)), key=lambda i: made[i].end_line - made[i].line)
    for warning in pack.warnings:
        if warning.code in NOT_DOUBTS:
            continue
        doubt = Doubt("", warning.sentence)
        holders = [i for i in spans if _holds(made[i], warning.line)] or [0]
        named = (i for i in holders if made[i].read.get("name", "\n") in warning.sentence)
        holder = next(named, holders[0])
        if made[holder].kind == "paper" and warning.line > made[holder].line:
            holder = _line(made, pack, holder, line=warning.line)
        _doubt(made, holder, doubt)
    return tuple(made)


def _holds(entry: Entry, line: int) -> bool:
    return entry.kind not in ("field", "line") and entry.line <= line <= entry.end_line


def _line(made: list[Entry], pack: facts.ReadPack, paper: int, *, line: int) -> int:
    """The entry of one line of a paper, so that an officer can change or leave out that line."""
    known = [
        i for i, e in enumerate(made) if e.kind == "line" and e.parent == paper and e.line == line
    ]
    if known:
        return known[0]
    text = pack.source[line - 1]
    key = hashlib.sha256(text.encode()).hexdigest()[:12]
    same = sum(1 for e in made if e.kind == "line" and e.parent == paper and e.read["text"] == text)
    key = key if not same else f"{key}#{same + 1}"
    made.append(Entry("line", key, PAPERS, {"text": text}, line, line, paper))
    return len(made) - 1


def _doubt(made: list[Entry], index: int, doubt: Doubt) -> None:
    entry = made[index]
    if doubt not in entry.doubts:
        made[index] = replace(entry, doubts=(*entry.doubts, doubt))


def slug(text: str) -> str:
    """Words as a key: a title set in other capitals or spaces is the same title."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:150]


def plain(reading: Reading) -> Plain:
    """A reading as JSON can hold it."""
    return asdict(reading)


def sheet_of(sheets: Sequence[int | None], line: int) -> int | None:
    """The sheet that a line (1-based) stands on, where the file knows sheets."""
    return sheets[line - 1] if 0 < line <= len(sheets) else None


def numbered(lines: Sequence[str], first: int, last: int) -> Iterable[tuple[int, str]]:
    """The lines from first to last (1-based, both included) with their numbers."""
    return list(enumerate(lines[first - 1 : last], start=first))
