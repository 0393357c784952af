"""What an officer says of many files at once: the item, the title, the parent and the class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from meetings.access import Restriction
from meetings.models import AgendaItem, Meeting
from reports.files.staging import Choice
from reports.models import Paper, Placement, StagedFile
from rotherham_hwb.desk.papers.bulk.fields import (
    CLOSED_PARTS,
    LEFT_OUT,
    PARTS,
    as_closed_as,
    fields_for,
    item_words,
)
from rotherham_hwb.desk.papers.bulk.matching import Match
from rotherham_hwb.form_types import Cleaned, Posted


@dataclass(frozen=True)
class BulkRow:
    """One file on the confirmation page."""

    staged: StagedFile
    match: Match
    already: Placement | None  # where the same file stands already
    fields: Mapping[str, BoundField]

    @property
    def opened(self) -> bool:
        """Whether what is asked of a restricted paper lies open."""
        wrong = any(self.fields[part].errors for part in CLOSED_PARTS)
        return wrong or self.fields["restriction"].value() not in (None, "", Restriction.OPEN.value)


class MatchForm(forms.Form):
    """One set of fields for each staged file, filled in with what its name proposes."""

    def __init__(
        self,
        data: Posted = None,
        *,
        meeting: Meeting,
        items: Sequence[AgendaItem],
        staged: Mapping[int, StagedFile],
        matches: Sequence[Match],
        already: Mapping[int, Placement],
    ) -> None:
        super().__init__(data)
        self.meeting, self.staged, self.matches = meeting, staged, matches
        self.items = {item.pk: item for item in items}
        self.already = already
        placed = [each for item in items for each in item.placements.all()]
        self.placements = {each.pk: each for each in placed}
        self._add_fields()

    def rows(self) -> Iterator[BulkRow]:
        for each in self.matches:
            fields = {part: self[f"{part}-{each.file}"] for part in PARTS}
            yield BulkRow(self.staged[each.file], each, self.already.get(each.file), fields)

    def choices(self) -> list[Choice]:
        """What the officer chose; the form is valid."""
        return [self._choice(each.file) for each in self.matches]

    def _add_fields(self) -> None:
        items = [(str(pk), item_words(item)) for pk, item in self.items.items()]
        parents = self._parents()
        for match in self.matches:
            others = [each for each in parents if each[0] != f"f{match.file}"]
            initial = self._initial(match)
            for part, field in fields_for(items, others).items():
                field.initial = initial.get(part)
                self.fields[f"{part}-{match.file}"] = field

    def _initial(self, match: Match) -> Cleaned:
        item = self.items.get(match.item or 0)
        closed = item is not None and item.restriction != Restriction.OPEN
        initial = as_closed_as(item) if item and closed else {}
        initial |= {"item": match.item or "", "title": match.title}
        if match.file in self.already:
            initial["item"] = LEFT_OUT
        elif match.under_file and match.under_file not in self.already:
            initial["under"] = f"f{match.under_file}"
        elif match.under_file:
            initial["under"] = f"p{self.already[match.under_file].pk}"
        elif match.under_paper:
            initial["under"] = f"p{match.under_paper}"
        return initial

    def _parents(self) -> list[tuple[str, str]]:
        files = [
            (f"f{each.file}", f"Yes, to {self.staged[each.file].name}") for each in self.matches
        ]
        papers = [
            (f"p{pk}", f"Yes, to “{each.paper.title}”, there already")
            for pk, each in self.placements.items()
        ]
        return files + papers

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        for each in self.matches:
            self._check(each.file, self.staged[each.file].name)
        return said

    def _said(self, part: str, pk: int) -> str:
        return str(self.cleaned_data.get(f"{part}-{pk}") or "")

    def _wrong(self, part: str, pk: int, sentence: str) -> None:
        if f"{part}-{pk}" not in self.errors:
            self.add_error(f"{part}-{pk}", sentence)

    def _check(self, pk: int, name: str) -> None:
        chosen = self._said("item", pk)
        if chosen == LEFT_OUT:
            return
        if not chosen:
            self._wrong("item", pk, f"Choose an item for {name}, or leave it out.")
            return
        if not self._said("title", pk):
            self._wrong("title", pk, f"Enter a title for {name}.")
        self._check_parent(pk, name)
        self._check_class(pk, name, self.items[int(chosen)])

    def _check_parent(self, pk: int, name: str) -> None:
        """An appendix is on its report's item, and at the end of its reports is a paper."""
        under, seen = self._said("under", pk), {f"f{pk}"}
        if under and self._where(under) != self._said("item", pk):
            self._wrong("under", pk, f"{name} must be on the same item as what it is appended to.")
            return
        while under.startswith("f"):
            if under in seen:
                self._wrong("under", pk, f"{name} is an appendix to its own appendix.")
                return
            seen.add(under)
            under = self._said("under", int(under[1:]))

    def _where(self, under: str) -> str:
        pk = int(under[1:])
        return self._said("item", pk) if under[0] == "f" else str(self.placements[pk].item_id)

    def _check_class(self, pk: int, name: str, item: AgendaItem) -> None:
        restriction = self._take_class_of(item, pk)
        if restriction == Restriction.OPEN:
            return
        if not self._said("safe_title", pk):
            self._wrong("safe_title", pk, f"Enter the title the public may read for {name}.")
        if restriction != Restriction.EXEMPT:
            return
        if not self._said("paragraph", pk):
            self._wrong("paragraph", pk, f"Select the paragraph that makes {name} exempt.")
        if not self._said("public_interest", pk):
            words = f"Say why keeping {name} exempt outweighs the public interest in it."
            self._wrong("public_interest", pk, words)

    def _take_class_of(self, item: AgendaItem, pk: int) -> str:
        """A paper of a restricted item is no more open than it, by the item's own words."""
        said = self._said("restriction", pk) or Restriction.OPEN.value
        if item.restriction != Restriction.OPEN:
            closed = as_closed_as(item)
            said = closed.pop("restriction") if said == Restriction.OPEN else said
            for part, value in closed.items():
                self.cleaned_data[f"{part}-{pk}"] = self._said(part, pk) or value
        self.cleaned_data[f"restriction-{pk}"] = said
        return said

    def _choice(self, pk: int) -> Choice:
        chosen, under = self._said("item", pk), self._said("under", pk)
        if chosen == LEFT_OUT:
            return Choice(pk)
        item = self.items[int(chosen)]
        return Choice(
            pk,
            item.pk,
            self._paper(pk, item),
            under_file=int(under[1:]) if under.startswith("f") else None,
            under=self.placements[int(under[1:])] if under.startswith("p") else None,
        )

    def _paper(self, pk: int, item: AgendaItem) -> Paper:
        restriction = Restriction(self._said("restriction", pk))
        paper = Paper(board=self.meeting.board, title=self._said("title", pk))
        paper.restriction = restriction
        if restriction != Restriction.OPEN:
            paper.safe_title = self._said("safe_title", pk)
        if restriction == Restriction.EXEMPT:
            number = int(self._said("paragraph", pk))
            shared = number in item.exempt_paragraphs
            paper.exempt_paragraphs = list(item.exempt_paragraphs) if shared else [number]
            paper.public_interest = self._said("public_interest", pk)
            paper.review_on = item.review_on
        return paper
