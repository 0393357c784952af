"""What was read and decided becomes records, and stays in step with them.

`store` compares what each fact wants of its record with what the record was last given from here.
Only what differs is written; what is published, or was edited on the desk, is left as it is and
the difference is kept with the fact for the officer to see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Case, F, Max, Value, When
from django.db.models.deletion import ProtectedError

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import Board
from rotherham_hwb.legacy.keep.cutting import NOTHING, Cuts, sheets_of_papers
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact
from rotherham_hwb.legacy.pdf.cut_apart import Sheets

MOST_IN_TRAIL = 300  # characters of a value that the audit trail repeats
OUT_OF_THE_WAY = 10_000  # above any position that is in use

Values = dict[str, Any]


class Keeper:
    """How one kind of fact lives as a record. Values are plain: they compare with JSON."""

    model: ClassVar[type[models.Model]]
    name_of_fields: ClassVar[Mapping[str, str]] = {}
    numbered: ClassVar[bool] = False
    """Whether no two records beside each other may bear one number; none is no number."""

    def wanted(self, fact: ReadFact, store: Store) -> Values:
        """What the record should hold."""
        raise NotImplementedError

    def make(self, fact: ReadFact, wanted: Values, store: Store) -> int:
        """Store the record; its key. May raise Refused or ValidationError."""
        raise NotImplementedError

    def change(self, fact: ReadFact, record: Any, changes: Values, store: Store) -> None:
        """Write these values and save."""
        for field, value in changes.items():
            setattr(record, self.name_of_fields.get(field, field), value)
        record.full_clean()
        record.save()

    def now(self, record: Any, field: str) -> object:
        """The value the record holds today."""
        return getattr(record, self.name_of_fields.get(field, field))

    def closed(self, record: Any) -> bool:
        """Whether the record is public, so that it is not changed from here."""
        raise NotImplementedError

    def touched(self, record: Any, applied: Values) -> bool:
        """Whether somebody worked on the record, so that it is not removed from here."""
        return False

    def shut(self, fact: ReadFact, store: Store) -> bool:
        """Whether what the record would belong to is public, so that none is added."""
        return False

    def remove(self, record: Any, store: Store) -> None:
        record.delete()

    def siblings(self, parent: int, store: Store) -> models.QuerySet[models.Model] | None:
        """The records among which this kind has its position, where it has one."""
        return None


class Store:
    """One pass over the facts of a pack."""

    def __init__(
        self, pack: ImportedPack, facts: Sequence[ReadFact], *, by: Actor, cuts: Cuts = NOTHING
    ) -> None:
        self.pack, self.by, self.cuts = pack, by, cuts
        self.facts = sorted(facts, key=lambda fact: fact.position)
        self.by_id = {fact.pk: fact for fact in self.facts}
        self.parts: dict[int | None, list[ReadFact]] = defaultdict(list)
        for fact in self.facts:
            self.parts[fact.parent_id].append(fact)
        self.file = pack.current
        self._lines: list[str] | None = None
        self._unordered: set[tuple[str, int | None]] = set()

    @property
    def lines(self) -> list[str]:
        """The newest file, line by line; read once and only when needed."""
        if self._lines is None:
            self._lines = self.file.text.split("\n")
        return self._lines

    @cached_property
    def sheets(self) -> dict[int, Sheets]:
        """The pages of the newest file that each paper has to itself, by its fact."""
        return sheets_of_papers(self.file, self.facts)

    def parent(self, fact: ReadFact) -> ReadFact | None:
        return self.by_id[fact.parent_id] if fact.parent_id else None

    def run(self, keepers: Mapping[str, Keeper]) -> None:
        """Bring every record in step. Removals come first: they free numbers."""
        kept = [fact for fact in self.facts if fact.kind in keepers]
        before = {fact.pk: _as_it_stands(fact) for fact in kept}
        for fact in kept:
            fact.problem, fact.stands = "", []
        for fact in kept:
            if not self._belongs(fact):
                self._remove(fact, keepers[fact.kind])
        for fact in kept:
            if keepers[fact.kind].numbered and fact.target_id and self._belongs(fact):
                self._free_number(fact, keepers[fact.kind])
        for fact in kept:
            if self._belongs(fact):
                self._keep(fact, keepers[fact.kind])
        self._order(keepers)
        changed = [fact for fact in kept if _as_it_stands(fact) != before[fact.pk]]
        fields = ["target_id", "applied", "problem", "stands"]
        ReadFact.objects.bulk_update(changed, fields, batch_size=200)

    def _belongs(self, fact: ReadFact) -> bool:
        """Whether a fact is to have a record: it holds, and so does all it is part of."""
        parent = self.parent(fact)
        holds = not fact.gone and fact.decision != Decision.REJECTED
        return holds and (parent is None or self._belongs(parent))

    def _remove(self, fact: ReadFact, keeper: Keeper) -> None:
        if fact.target_id is None:
            return
        record = _find(keeper, fact)
        if record is not None:
            if keeper.closed(record) or (fact.gone and keeper.touched(record, fact.applied or {})):
                fact.stands = [{"field": "", "now": str(record), "read": ""}]
                return
            audit.record("remove", record, by=self.by, board=_board(record), pack=str(self.pack))
            try:
                with transaction.atomic():
                    keeper.remove(record, self)
            except ProtectedError:
                fact.stands = [{"field": "", "now": str(record), "read": ""}]
                return
            self._unordered.add((fact.kind, fact.parent_id))
        self.forget(fact)

    def forget(self, fact: ReadFact) -> None:
        """Note that a record is gone, and with it those of its parts."""
        fact.target_id, fact.applied = None, None
        for part in self.parts[fact.pk]:
            self.forget(part)

    def _free_number(self, fact: ReadFact, keeper: Keeper) -> None:
        """Take the number off a record that is to bear another, so that numbers can shift."""
        applied = fact.applied or {}
        if applied.get("number") == keeper.wanted(fact, self)["number"]:
            return
        record = _find(keeper, fact)
        if record is None or keeper.closed(record) or record.number != applied.get("number"):
            return
        keeper.model._base_manager.filter(pk=record.pk).update(number="")
        fact.applied = {**applied, "number": ""}

    def _keep(self, fact: ReadFact, keeper: Keeper) -> None:
        parent = self.parent(fact)
        if parent is not None and parent.target_id is None:
            return  # what it is part of could not be stored, and says why
        wanted = keeper.wanted(fact, self)
        if fact.target_id is None:
            self._make(fact, keeper, wanted)
        elif fact.applied != wanted:
            self._change(fact, keeper, wanted)

    def _make(self, fact: ReadFact, keeper: Keeper, wanted: Values) -> None:
        if keeper.shut(fact, self):
            fact.stands = [{"field": "", "now": "", "read": _summary(wanted)}]
            return
        try:
            with transaction.atomic():
                fact.target_id = keeper.make(fact, wanted, self)
        except (Refused, ValidationError, IntegrityError) as problem:
            fact.problem = sentence(problem)
            return
        fact.applied = wanted
        self._unordered.add((fact.kind, fact.parent_id))

    def _change(self, fact: ReadFact, keeper: Keeper, wanted: Values) -> None:
        record, applied = _find(keeper, fact), fact.applied or {}
        if record is None:
            fact.problem = "Its record was removed on the desk."
            return
        changes = {name: value for name, value in wanted.items() if applied.get(name) != value}
        was = {name: keeper.now(record, name) for name in changes}
        closed = keeper.closed(record)
        for name in [n for n in changes if closed or was[n] not in (applied.get(n), changes[n])]:
            fact.stands.append({"field": name, "now": was[name], "read": changes.pop(name)})
        if not changes:
            return
        try:
            with transaction.atomic():
                keeper.change(fact, record, changes, self)
                told = {name: [_short(was[name]), _short(new)] for name, new in changes.items()}
                self._tell(record, told)
        except (Refused, ValidationError, IntegrityError) as problem:
            fact.problem = sentence(problem)
            return
        if fact.target_id is not None:
            fact.applied = {**applied, **changes}

    def _tell(self, record: Any, changes: Values) -> None:
        detail: dict[str, Any] = {"pack": str(self.pack), "changes": changes}
        audit.record("update", record, by=self.by, board=_board(record), **detail)

    def _order(self, keepers: Mapping[str, Keeper]) -> None:
        for kind, parent in self._unordered:
            holder = self.by_id[parent].target_id if parent else None
            siblings = keepers[kind].siblings(holder or 0, self)
            if siblings is None or (parent and holder is None):
                continue
            group = [fact for fact in self.parts[parent] if fact.kind == kind]
            set_positions(siblings, [fact.target_id for fact in group if fact.target_id])


def set_positions(siblings: models.QuerySet[models.Model], ids: Iterable[int]) -> None:
    """Number these records from 1 in the order given; others of the list come after them."""
    now = list(siblings.order_by("position").values_list("pk", flat=True))
    ids = [*(pk for pk in ids if pk in now)]
    order = [*ids, *(pk for pk in now if pk not in ids)]
    if order == now:
        return
    siblings.update(position=F("position") + OUT_OF_THE_WAY)
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order, start=1)]
    siblings.update(position=Case(*places))


def next_position(siblings: models.QuerySet[models.Model]) -> int:
    return int(siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def sentence(problem: Exception) -> str:
    """What an officer is told of a record that could not be stored."""
    if isinstance(problem, ValidationError):
        told = getattr(problem, "message_dict", None)
        if told is None:
            return " ".join(problem.messages)
        parts = [
            f"{'' if name == '__all__' else name.replace('_', ' ').capitalize() + ': '}{text}"
            for name, texts in told.items()
            for text in texts
        ]
        return " ".join(parts)
    if isinstance(problem, IntegrityError):
        return "The same number is stored already: correct it here or remove the other."
    return str(problem)


def _board(record: object) -> Board | None:
    """The board of a part of a minute, for the log; of other records the trail finds it."""
    minute = getattr(record, "minute", None)
    return minute.board if minute is not None else None


def _find(keeper: Keeper, fact: ReadFact) -> Any:
    return keeper.model._base_manager.filter(pk=fact.target_id).first()


def _as_it_stands(fact: ReadFact) -> tuple[object, ...]:
    return fact.target_id, fact.applied, fact.problem, fact.stands


def _short(value: object) -> object:
    return value if len(str(value)) <= MOST_IN_TRAIL else f"{str(value)[:MOST_IN_TRAIL]}…"


def _summary(wanted: Values) -> str:
    return " ".join(str(value) for value in wanted.values() if isinstance(value, str))[:200]
