"""What a meeting's papers recommend, handed to the minutes, which know no papers."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Prefetch

from meetings.exempt import exclusion_resolution
from meetings.models import AgendaItem, Meeting
from minutes.writing.phrases import Business, Proposals, business_of
from reports.models import PaperState, Placement
from reports.private import STRICTNESS, private_parts

NOT_PUT = (PaperState.WITHDRAWN, PaperState.DEFERRED)


def proposals_for(meeting: Meeting) -> Proposals:
    """By item: what its papers ask of the board, in the order of the papers and of their limbs.

    Papers stricter than their item are left out: its minute is as open as the item. The item
    that excludes the public gets the resolution that names all that is private.
    """
    placements = Placement.objects.select_related("paper").prefetch_related("recommendations")
    items = list(
        meeting.items.order_by("position").prefetch_related(
            Prefetch("placements", queryset=placements.order_by("position"))
        )
    )
    return {each.pk: found for each in items if (found := _exclusion(each, items) or _limbs(each))}


def _limbs(item: AgendaItem) -> list[tuple[str, str]]:
    placements: Mapping[int, Placement] = {each.pk: each for each in item.placements.all()}
    replaced = {each.replaces_id for each in placements.values()}
    return [
        (limb.addressee, limb.text)
        for placement in placements.values()
        if placement.pk not in replaced and _may_be_told(placement, item)
        for limb in placement.recommendations.all()
    ]


def _may_be_told(placement: Placement, item: AgendaItem) -> bool:
    paper = placement.paper
    strictness = [STRICTNESS.index(each.restriction) for each in (paper, item)]
    return strictness[0] <= strictness[1] and paper.state not in NOT_PUT


def _exclusion(item: AgendaItem, items: list[AgendaItem]) -> list[tuple[str, str]]:
    if business_of(item) != Business.EXCLUSION:
        return []
    words = exclusion_resolution(private_parts(items))
    return [("", words)] if words else []
