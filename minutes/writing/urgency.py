"""The words with which a minute begins to say why a late item was taken."""

from __future__ import annotations

from meetings.access import PUBLIC, Restriction, RoleKind, Viewer
from meetings.models import AgendaItem

READ_BY = {Restriction.EXEMPT: RoleKind.MEMBER, Restriction.CONFIDENTIAL: RoleKind.OFFICER}


def urgent_reason(item: AgendaItem) -> str:
    """Why a late item was taken: the opinion recorded with its supplement, else its own reason.

    Empty where a late item that is more private shares the words, as they may tell what that
    one is about: the officer writes others.

    Source: LGA 1972 s.100B(4)(b).
    """
    if not item.late or _is_kept(item):
        return ""
    supplement = item.supplement
    if supplement is None or not supplement.urgency:
        return item.late_reason
    by = f" ({supplement.urgency_by})" if supplement.urgency_by else ""
    return f"{supplement.urgency}{by}"


def _is_kept(item: AgendaItem) -> bool:
    """Whether somebody who reads its minute may not know the words of its supplement."""
    told = AgendaItem.objects.with_late_reasons_for(_reader(item))
    return told.get(pk=item.pk).keeps_late_reason


def _reader(item: AgendaItem) -> Viewer:
    """The one with the fewest rights who will read its minute."""
    kind = READ_BY.get(Restriction(item.restriction))
    return Viewer(boards={kind: frozenset({item.meeting.board_id})}) if kind else PUBLIC
