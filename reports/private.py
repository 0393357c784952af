"""What of an agenda is taken in private, for itself or for its papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meetings.access import Restriction
from meetings.exempt import Private
from meetings.models import AgendaItem
from meetings.models.restricted import Restricted

STRICTNESS = [Restriction.OPEN, Restriction.EXEMPT, Restriction.CONFIDENTIAL]


def private_parts(items: Iterable[AgendaItem]) -> list[Private]:
    """The items, with `placements__paper` fetched, of which some is restricted, in their order.

    Items of a supplement are not among them: they come with words of their own.
    """
    return [part for item in items if item.supplement_id is None for part in _private(item)]


def _private(item: AgendaItem) -> Iterator[Private]:
    papers = [each.paper for each in item.placements.all() if each.supplement_id is None]
    own: list[Restricted] = [item, *papers]
    strictest = max((each.restriction for each in own), key=STRICTNESS.index)
    if strictest is not Restriction.OPEN:
        paragraphs = {each for record in own for each in record.exempt_paragraphs}
        yield Private(item.full_number, strictest, sorted(paragraphs))
