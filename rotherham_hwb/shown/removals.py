"""What is told beside a record out of which words were taken: when, and why; never which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings.wording import page_date
from rotherham_hwb.redactions.models import RedactedPlace

Record = TypeVar("Record", bound=models.Model)
FOR_EVERYBODY = ("safe_title", "public_summary")
IN_MINUTES = Q(record_type__startswith="minutes.")
IN_PUBLIC_NOTICE = Q(record_type="meetings.PublicNotice")


@dataclass(frozen=True)
class Removals:
    """“Words removed on 3 December 2026 because …”, by the record they stand beside."""

    whole: Mapping[int, tuple[str, ...]]
    of_withheld: Mapping[int, tuple[str, ...]]
    """Of the words alone that everybody may read of a withheld record."""

    def beside(self, pk: int, *, withheld: bool = False) -> tuple[str, ...]:
        return (self.of_withheld if withheld else self.whole).get(pk, ())


def with_removals(
    found: QuerySet[Record], *, beside: type[models.Model] | None = None, key: str = "pk"
) -> QuerySet[Record]:
    """Let the records of a query tell whether words were taken out of them: few ever are.

    `beside`: the model of the record that they stand beside, and its key as the query knows it,
    where that is another.
    """
    places = RedactedPlace.objects.filter(
        noted_type=(beside or found.model)._meta.label,
        noted_id=OuterRef(key),
        redaction__done_at__isnull=False,
    )
    told: QuerySet[Record] = found.annotate(words_removed=Exists(places))  # type: ignore[assignment]
    return told


def is_whole(record: models.Model) -> bool:
    """Whether a query `with_removals` found no word taken out; False where none was asked."""
    return not getattr(record, "words_removed", True)


def removals(
    model: type[models.Model], records: Iterable[models.Model], *, only: Q | None = None
) -> Removals:
    """What is told beside these records; `only` narrows it to some of what stood beside them.

    Nothing is read where all are known to be whole.
    """
    pks = [each.pk for each in records if not is_whole(each)]
    if not pks:
        return Removals({}, {})
    places = (
        RedactedPlace.objects.filter(
            only or Q(),
            noted_type=model._meta.label,
            noted_id__in=pks,
            redaction__done_at__isnull=False,
        )
        .order_by("redaction__done_at", "pk")
        .select_related("redaction")
        .defer("original")
    )
    whole: dict[int, dict[str, None]] = {}
    open_words: dict[int, dict[str, None]] = {}
    for each in places:
        told = _sentence(each)
        whole.setdefault(each.noted_id, {})[told] = None
        if each.field in FOR_EVERYBODY and each.record_type == each.noted_type:
            open_words.setdefault(each.noted_id, {})[told] = None
    return Removals(_frozen(whole), _frozen(open_words))


def _sentence(place: RedactedPlace) -> str:
    done = place.redaction.done_at
    assert done
    day = page_date(timezone.localdate(done))
    return f"Words removed on {day} because: {place.redaction.reason}"


def _frozen(told: Mapping[int, Mapping[str, None]]) -> Mapping[int, tuple[str, ...]]:
    return {pk: tuple(sentences) for pk, sentences in told.items()}
