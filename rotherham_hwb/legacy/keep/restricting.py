"""What a pack keeps from the public, as the class of its records; and the opening of it by hand.

Nothing that a pack marks as private becomes public with it. A heading is as private as what stands
below it: the public reads a safe title, which says nothing until an officer writes one.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.exempt import UNKNOWN_PARAGRAPH
from meetings.lifecycle import Refused
from meetings.models import User
from rotherham_hwb.legacy.models import ImportedPack, ReadFact
from rotherham_hwb.legacy.review.entries import RESTRICTED

SUMMARY = (
    "This was considered while the press and public were excluded. The record gives no summary "
    "that the public may read."
)
OPEN = {"restriction": Restriction.OPEN.value, "safe_title": "", "exempt_paragraphs": []}
KEPT_BACK = Q(read__has_key=RESTRICTED, opened_at=None, gone=False)
"""What a pack keeps from the public, and no officer has opened."""

Values = dict[str, Any]


def class_of(fact: ReadFact) -> Values:
    """What a record holds of its class; empty where the pack does not restrict it."""
    if fact.restriction_read is None:
        return {}
    why = fact.restriction
    own = dict(OPEN) if why is None else _restricted(fact, why)
    if fact.kind == "minute":
        own["public_summary"] = SUMMARY if why else ""
    return own


def _restricted(fact: ReadFact, why: dict[str, Any]) -> Values:
    confidential = bool(why["confidential"])
    kind = Restriction.CONFIDENTIAL if confidential else Restriction.EXEMPT
    return {
        "restriction": kind.value,
        "safe_title": fact.safe_title or neutral_title(fact),
        "exempt_paragraphs": [] if confidential else why["paragraphs"] or [UNKNOWN_PARAGRAPH],
    }


def neutral_title(fact: ReadFact) -> str:
    """A title that tells nothing of the matter."""
    kind = "Confidential" if (fact.restriction_read or {}).get("confidential") else "Exempt"
    return f"{kind} {fact.kind}"


def kept_back(pack: ImportedPack) -> QuerySet[ReadFact]:
    """The facts of a pack that are restricted and that no officer has opened, in their order."""
    return ReadFact.objects.filter(KEPT_BACK, pack=pack).order_by("position")


def must_be_restricted(fact: ReadFact) -> None:
    """Raises Refused for a fact that the pack does not keep from the public, or no more."""
    if fact.restriction_read is None:
        raise Refused("The pack does not keep this from the public.")
    if fact.opened_at:
        raise Refused("This was opened to the public already.")


def stamp_open(fact: ReadFact, *, reason: str, by: User) -> None:
    """Note on a fact who opened it and why; runs in a transaction."""
    fact.opened_at, fact.opened_by, fact.opened_because = timezone.now(), by, reason
    fact.save(update_fields=["opened_at", "opened_by", "opened_because"])


def open_what_is_out(fact: ReadFact, record: Any, *, reason: str, by: User) -> None:
    """Open a record that the public knows by its safe title alone.

    Source: LGA 1972 s.100A: it was withheld by the pack; that it was opened stands in the log.
    """
    values = class_of(fact)
    with transaction.atomic():
        for name, value in values.items():
            setattr(record, name, value)
        record.save(update_fields=list(values))
        audit.record("open to the public", record, by=by, reason=reason, line=fact.line)
        fact.applied = {**(fact.applied or {}), **values}
        fact.save(update_fields=["applied"])
