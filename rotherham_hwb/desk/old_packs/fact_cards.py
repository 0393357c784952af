"""Facts as an officer sees them: what was read, why to doubt it, and the lines it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from minutes.models import Reference
from rotherham_hwb.desk.old_packs.fact_fields import KINDS, in_words, kind_label
from rotherham_hwb.legacy.keep.restricting import neutral_title
from rotherham_hwb.legacy.models import Decision, PackFile, ReadFact
from rotherham_hwb.legacy.review.entries import sheet_of

LINES_PER_PAGE = 500  # of a file shown line by line
MOST_LINES = 12  # of the source beside one fact
LONG = 400  # characters after which a value is folded


@dataclass(frozen=True)
class FieldRow:
    """One field: what holds; what was read where an officer put something else; what stands."""

    label: str
    value: str
    was: str = ""
    corrected: bool = False
    doubts: tuple[str, ...] = ()
    long: bool = False


@dataclass(frozen=True)
class CardLine:
    number: int
    text: str
    own: bool  # of the fact itself, not of what is around it


@dataclass(frozen=True)
class Card:
    fact: ReadFact
    label: str
    within: str
    rows: tuple[FieldRow, ...]
    doubts: tuple[str, ...]
    stands: tuple[str, ...]
    before: str
    source: tuple[CardLine, ...]
    more_lines: int
    sheet: int | None
    page_href: str
    leads_to: Reference | None
    locked: bool
    section_title: str
    lines_href: str
    safe_title: str = ""
    next: int | None = None  # the fact after it on the page

    @property
    def undecided(self) -> bool:
        return self.fact.decision == Decision.UNDECIDED


def cards_of(
    facts: Sequence[ReadFact],
    file: PackFile,
    *,
    titles: dict[str, str],
    locked: Iterable[str],
) -> list[Card]:
    """Lay facts beside their lines; `titles` name the sections, `locked` are not this officer's."""
    lines = file.text.split("\n")
    targets = [fact.target_id for fact in facts if fact.kind == "reference" and fact.target_id]
    references = Reference.objects.filter(pk__in=targets) if targets else Reference.objects.none()
    led = {each.pk: each for each in references.select_related("target__minutes__meeting__board")}
    closed = set(locked)
    cards = [
        _card(
            fact,
            file,
            lines,
            leads_to=led.get(fact.target_id or 0) if fact.kind == "reference" else None,
            title=titles.get(fact.section, ""),
            locked=fact.section in closed,
        )
        for fact in facts
    ]
    after = [*(card.fact.pk for card in cards[1:]), None]
    return [replace(card, next=pk) for card, pk in zip(cards, after, strict=True)]


def _card(
    fact: ReadFact,
    file: PackFile,
    lines: Sequence[str],
    *,
    leads_to: Reference | None,
    title: str,
    locked: bool,
) -> Card:
    source = () if fact.gone else _source(fact, lines)
    sheet = sheet_of(file.sheets, fact.line)
    return Card(
        fact=fact,
        label=kind_label(fact),
        within=_within(fact),
        rows=_rows(fact),
        doubts=tuple(dict.fromkeys(each["why"] for each in fact.doubts if not each["field"])),
        stands=tuple(_stands(fact)),
        before=_before(fact),
        source=source,
        more_lines=max(0, fact.end_line - fact.line + 1 - MOST_LINES) if source else 0,
        sheet=sheet,
        page_href=page_href(file, sheet),
        leads_to=leads_to,
        locked=locked,
        section_title=title,
        lines_href=lines_href(file, fact.line),
        safe_title=fact.safe_title or neutral_title(fact),
    )


def _rows(fact: ReadFact) -> tuple[FieldRow, ...]:
    rows = []
    for each in KINDS[fact.kind][1]:
        value = in_words(each, fact.value.get(each.name))
        corrected = bool(fact.correction) and each.name in (fact.correction or {})
        was = in_words(each, fact.read.get(each.name)) if corrected else ""
        doubts = tuple(
            dict.fromkeys(doubt["why"] for doubt in fact.doubts if doubt["field"] == each.name)
        )
        if value or corrected or doubts:
            rows.append(FieldRow(each.label, value, was, corrected, doubts, len(value) > LONG))
    return tuple(rows)


def _within(fact: ReadFact) -> str:
    """What a fact is part of, in a few words: “Minute 13”, “in the paper …”."""
    parent = fact.parent
    if parent is None or parent.kind == "minutes":
        return ""
    value = parent.value
    if parent.kind == "minute":
        return f"Minute {value['number']}"
    return f"In “{value.get('title', '')}”"


def _stands(fact: ReadFact) -> Iterable[str]:
    names = {each.name: each for each in KINDS[fact.kind][1]}
    for each in fact.stands:
        field = names.get(each["field"])
        if not each["field"] and each["now"]:
            yield (
                "The newest file no longer says this, and it is public or was worked on: it stays."
            )
        elif not each["field"]:
            yield (
                "Only the newest file says this, and what it belongs to is public already: it was "
                "not added."
            )
        elif each["field"] == "sha256":
            yield "The text of the paper differs in the newest file; the record keeps its own."
        elif field:
            now = in_words(field, each["now"]) or "nothing"
            yield f"{field.label}: the record says “{now}”, the newest file another thing."


def _before(fact: ReadFact) -> str:
    """What an earlier file said where the newest says something else."""
    if not fact.before:
        return ""
    old = fact.before["read"]
    told = [
        f"{each.label}: {in_words(each, old.get(each.name)) or 'nothing'}"
        for each in KINDS[fact.kind][1]
        if old.get(each.name) != fact.read.get(each.name)
    ]
    decided = Decision(fact.before["decision"]).label.lower()
    return f"{'; '.join(told) or 'The same, but other text'} ({decided})"


def _source(fact: ReadFact, lines: Sequence[str]) -> tuple[CardLine, ...]:
    last = min(fact.end_line, fact.line + MOST_LINES - 1)
    first, end = max(1, fact.line - 1), min(len(lines), last + 1)
    found = [
        CardLine(number, lines[number - 1], fact.line <= number <= fact.end_line)
        for number in range(first, end + 1)
    ]
    return tuple(line for line in found if line.own or line.text.strip())


def source_line(file: PackFile, why: dict[str, Any]) -> CardLine | None:
    """The line of the file that says why something is kept from the public."""
    line, text = int(why.get("line", 0)), file.text.split("\n")
    return CardLine(line, text[line - 1], own=True) if 0 < line <= len(text) else None


def lines_href(file: PackFile, line: int) -> str:
    page = (line - 1) // LINES_PER_PAGE + 1
    return f"{reverse('desk_pack_lines', args=[file.pk])}?page={page}#line-{line}"


def page_href(file: PackFile, sheet: int | None) -> str:
    if not (file.is_pdf and sheet):
        return ""
    return f"{reverse('desk_pack_source', args=[file.pk])}#page={sheet}"
