"""The meeting of a pack, its agenda and its papers, as records."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db import models

from meetings import workflow
from meetings.access import Restriction
from meetings.models import AgendaItem, ItemKind, Meeting, Presenter
from meetings.models.restricted import Restricted
from reports.models import Paper, PaperState, Placement
from reports.workflow import add_paper, add_text_version, place_paper
from rotherham_hwb.legacy.keep.cutting import add_cut
from rotherham_hwb.legacy.keep.restricting import class_of
from rotherham_hwb.legacy.keep.storing import Keeper, Store, Values, next_position
from rotherham_hwb.legacy.models import CutPages, Decision, ReadFact

LONGEST_PRIVATE_HEADING = 80  # characters; a longer one may tell what stands below it


class MeetingKeeper(Keeper):
    """The pack's own meeting; `importer` makes it."""

    model = Meeting

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        return {name: str(fact.value[name] or "") for name in ("date", "time", "venue")}

    def change(self, fact: ReadFact, record: Meeting, changes: Values, store: Store) -> None:
        if "date" in changes:
            record.date = dt.date.fromisoformat(changes["date"])
        if "time" in changes:
            record.time = dt.time.fromisoformat(changes["time"]) if changes["time"] else None
        record.venue = changes.get("venue", record.venue)
        record.full_clean()
        record.save()

    def now(self, record: Meeting, field: str) -> str:
        if field == "time":
            return record.time.strftime("%H:%M") if record.time else ""
        return str(getattr(record, field))

    def closed(self, record: Meeting) -> bool:
        return record.called_at is not None

    def remove(self, record: Meeting, store: Store) -> None:
        """The meeting stays, whatever is said of its head."""


class ItemKeeper(Keeper):
    model = AgendaItem
    numbered = True

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        value = fact.value
        section = value["section"]
        if fact.restriction and len(section) > LONGEST_PRIVATE_HEADING:
            section = ""
        tells = section and not fact.restriction
        return {
            "number": value["number"],
            "title": value["title"],
            "section": section,
            "introduction": "\n".join(value["introduction"]) if tells else "",
            "pages": list(value["pages"] or []),
            "presenters": list(value["presenters"]),
            "notes": list(value["notes"]),
            "minutes_of": (fact.applied or {}).get("minutes_of"),  # `linking` sees to it
            **class_of(fact),
        }

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        meeting = store.pack.meeting
        first, last = wanted["pages"] or (None, None)
        item = AgendaItem(
            meeting=meeting,
            position=next_position(AgendaItem.objects.filter(meeting=meeting)),
            number=wanted["number"],
            title=wanted["title"],
            section=workflow.section_of(meeting, wanted["section"], wanted["introduction"]),
            notes=wanted["notes"],
            kind=ItemKind.PAPER if first else ItemKind.STANDING,
            first_page=first,
            last_page=last,
            source_line=fact.line,
            **class_of(fact),
        )
        presenters = [_presenter(line) for line in wanted["presenters"]]
        return workflow.add_item(item, presenters=presenters, by=store.by).pk

    def change(self, fact: ReadFact, record: AgendaItem, changes: Values, store: Store) -> None:
        for field in ("number", "title", "notes", *class_of(fact)):
            setattr(record, field, changes.get(field, getattr(record, field)))
        if "pages" in changes:
            record.first_page, record.last_page = changes["pages"] or (None, None)
        if "section" in changes or "introduction" in changes:
            wanted = self.wanted(fact, store)
            record.section = workflow.section_of(
                record.meeting, wanted["section"], wanted["introduction"]
            )
        record.source_line = fact.line
        record.full_clean()
        record.save()
        if "presenters" in changes:
            record.presenters.all().delete()
            for position, line in enumerate(changes["presenters"], start=1):
                presenter = _presenter(line)
                presenter.item, presenter.position = record, position
                presenter.full_clean()
                presenter.save(force_insert=True)

    def now(self, record: AgendaItem, field: str) -> object:
        match field:
            case "section":
                return record.section.heading if record.section else ""
            case "introduction":
                return record.section.introduction if record.section else ""
            case "pages":
                return [record.first_page, record.last_page] if record.first_page else []
            case "presenters":
                return [each.line or each.title for each in record.presenters.all()]
        return getattr(record, field)

    def closed(self, record: AgendaItem) -> bool:
        return record.published_at is not None

    def touched(self, record: AgendaItem, applied: Values) -> bool:
        return _is_restricted_anew(record, applied) or record.placements.exists()

    def shut(self, fact: ReadFact, store: Store) -> bool:
        return store.pack.meeting.agenda_published_at is not None

    def siblings(self, parent: int, store: Store) -> models.QuerySet[AgendaItem]:
        return AgendaItem.objects.filter(meeting=store.pack.meeting, published_at__isnull=True)


def _is_restricted_anew(record: Restricted, applied: Values) -> bool:
    """Whether somebody restricted a record that the pack does not restrict so."""
    return bool(record.restriction != applied.get("restriction", Restriction.OPEN.value))


def _presenter(line: str) -> Presenter:
    name, _, role = line.partition(", ")
    return Presenter(name=name, role=role)


PLACE = ("item", "attachment")


def _kept(paper: Paper, field: str) -> object:
    """The words of a paper's newest version, or the pages of the pack that it is."""
    version = paper.latest
    cut = CutPages.objects.filter(version=version).first()
    if field == "sheets":
        return [cut.first_sheet, cut.last_sheet] if cut else None
    return cut.text_sha256 if cut else version.sha256 if version else ""


class PaperKeeper(Keeper):
    """A paper's text is its lines of the file, as officers decided on single lines of it."""

    model = Paper

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        value = fact.value
        text = self.text(fact, store)
        return {
            "title": value["title"],
            "item": value["item"],
            "attachment": value["attachment"],
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "sheets": list(store.sheets.get(fact.pk, ())) or None,
            **class_of(fact),
        }

    def text(self, fact: ReadFact, store: Store) -> str:
        lines = dict(enumerate(store.lines[fact.line - 1 : fact.end_line], start=fact.line))
        for part in store.parts[fact.pk]:
            if part.kind != "line" or part.gone:
                continue
            if part.decision == Decision.REJECTED:
                lines.pop(part.line, None)
            elif part.decision == Decision.CORRECTED:
                lines[part.line] = str(part.value["text"])
        return "\n".join(lines.values())

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        board = store.pack.meeting.board
        paper = Paper(board=board, title=wanted["title"], source_line=fact.line, **class_of(fact))
        add_paper(paper, by=store.by)
        self._add_version(paper, fact, wanted, store)
        self._place(paper, fact, wanted, store)
        return paper.pk

    def change(self, fact: ReadFact, record: Paper, changes: Values, store: Store) -> None:
        for field in ("title", *class_of(fact)):
            setattr(record, field, changes.get(field, getattr(record, field)))
        record.source_line = fact.line
        record.full_clean()
        record.save()
        if "sha256" in changes or "sheets" in changes:
            self._add_version(record, fact, self.wanted(fact, store), store)
        if any(name in changes and changes[name] != self.now(record, name) for name in PLACE):
            Placement.objects.filter(paper=record, item__meeting=store.pack.meeting).delete()
            self._place(record, fact, self.wanted(fact, store), store)

    def now(self, record: Paper, field: str) -> object:
        match field:
            case "title" | "restriction" | "safe_title" | "exempt_paragraphs":
                return getattr(record, field)
            case "sha256" | "sheets":
                return _kept(record, field)
        placed = record.placements.select_related("item").first()
        if field == "attachment":
            return int(bool(placed and placed.parent_id))
        return placed.item.number if placed else ""

    def closed(self, record: Paper) -> bool:
        return record.state != PaperState.DRAFT

    def touched(self, record: Paper, applied: Values) -> bool:
        own_file = record.versions.filter(cut_pages=None).exclude(file="").exists()
        return _is_restricted_anew(record, applied) or own_file

    def shut(self, fact: ReadFact, store: Store) -> bool:
        return store.pack.meeting.agenda_published_at is not None

    def _add_version(self, paper: Paper, fact: ReadFact, wanted: Values, store: Store) -> None:
        """Its own pages of a PDF pack; where it has none, or they cannot be cut out, its text."""
        sha256 = str(wanted["sha256"])
        if wanted["sheets"]:
            first, last = wanted["sheets"]
            kept: dict[str, Any] = {"file": store.file, "cuts": store.cuts, "text": sha256}
            if add_cut(paper, (first, last), by=store.by, **kept):
                return
        text = self.text(fact, store)
        if not text.strip():
            return
        add_text_version(paper, text, sha256=sha256, by=store.by)

    def _place(self, paper: Paper, fact: ReadFact, wanted: Values, store: Store) -> None:
        if not wanted["item"]:
            return
        item = AgendaItem.objects.filter(
            meeting=store.pack.meeting, number=wanted["item"], parent__isnull=True
        ).first()
        if item is None:
            return
        under = self._main_paper(fact, store) if wanted["attachment"] else None
        place_paper(paper, item, under=under, by=store.by)

    def _main_paper(self, fact: ReadFact, store: Store) -> Placement | None:
        """The placement of the last paper before this one on the same item."""
        before = [
            each.target_id
            for each in store.facts
            if each.kind == "paper"
            and each.position < fact.position
            and each.target_id
            and each.value["item"] == fact.value["item"]
            and not each.value["attachment"]
        ]
        item = {"item__meeting": store.pack.meeting, "item__number": fact.value["item"]}
        return Placement.objects.filter(paper_id=before[-1], **item).first() if before else None
