"""The verbs of councillors' wards and groups, and what follows: substitutes and balance.

Source: Local Government and Housing Act 1989 s.15 (not verified): the seats of a committee are
shared among the political groups as their members share the council. It does not bind a Health
and Wellbeing Board (SI 2013/218 regs 5-7, not verified): so it is a setting of the board.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import Board, CouncilTerm, Membership, MembershipKind, PoliticalGroup
from meetings.people import said_plainly

NO_GROUP = "In no group"


@dataclass(frozen=True)
class GroupShare:
    """One group: its councillors, its members on a board, and the seats that are its share."""

    group: str
    on_council: int
    on_board: int
    share: int


def put_term(term: CouncilTerm, *, group: str, by: Actor) -> CouncilTerm:
    """Store a councillor's ward and group; one that lasts ends the day before a later one.

    Raises Refused where two would be at one time.
    """
    try:
        with transaction.atomic():
            term.group = _group_called(group)
            if term.pk is None:
                _end_before(term, by=by)
            term.full_clean()
            term.save()
            audit.record("say ward and group of", term.person, by=by, now=str(term))
    except ValidationError as error:
        raise _plainly(error) from error
    return term


def group_deputies(principal: Membership, day: dt.date) -> QuerySet[Membership]:
    """The deputies without a seat who are in a councillor's group on the day."""
    found = Membership.objects.on(day).filter(kind=MembershipKind.DEPUTY, seat=None)
    own = principal.person.council_terms.on(day).filter(group__isnull=False)
    terms = CouncilTerm.objects.on(day).filter(group__in=own.values("group"))
    return found.filter(board=principal.board_id, person__in=terms.values("person"))


def balance_of(board: Board, day: dt.date) -> tuple[GroupShare, ...]:
    """How a board's seats of councillors are held, and how the council's groups would share them.

    The shares are whole seats, the largest remainders first.
    """
    terms = CouncilTerm.objects.on(day).select_related("group")
    council = Counter(_name(each) for each in terms)
    voting = Q(person__memberships__in=_voting(board, day))
    seated = Counter(_name(each) for each in terms.filter(voting).distinct())
    shares = _shares(council, seated.total())
    return tuple(
        GroupShare(name, council[name], seated[name], shares[name])
        for name, _ in sorted(council.items(), key=lambda item: (-item[1], item[0]))
    )


def _voting(board: Board, day: dt.date) -> QuerySet[Membership]:
    held = Membership.objects.on(day).filter(board=board, votes=True)
    return held.exclude(kind=MembershipKind.DEPUTY)


def _shares(council: Counter[str], seats: int) -> dict[str, int]:
    total = council.total() or 1
    whole = {name: seats * count // total for name, count in council.items()}
    left = seats - sum(whole.values())
    by_rest = sorted(council, key=lambda name: (-(seats * council[name] % total), name))
    for name in by_rest[:left]:
        whole[name] += 1
    return whole


def _name(term: CouncilTerm) -> str:
    return term.group.name if term.group else NO_GROUP


def _group_called(name: str) -> PoliticalGroup | None:
    if not name:
        return None
    known = PoliticalGroup.objects.filter(name__iexact=name).first()
    return known or PoliticalGroup.objects.create(name=name)


def _end_before(term: CouncilTerm, *, by: Actor) -> None:
    before = term.person.council_terms.filter(ended_on=None, started_on__lt=term.started_on).first()
    if before:
        before.ended_on = term.started_on - dt.timedelta(days=1)
        before.save(update_fields=["ended_on"])


def _plainly(error: ValidationError) -> Refused:
    if "one_council_term_at_a_time" in " ".join(error.messages):
        return Refused("They sit for a ward on one of these days already: end that time first.")
    return said_plainly(error)
