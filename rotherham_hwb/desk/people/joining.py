"""Somebody gets a role, and their account is joined to who they are in the papers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from meetings.access import RoleKind
from meetings.boards import give_role
from meetings.lifecycle import Refused
from meetings.models import Board, Membership, MembershipKind, Person, User
from meetings.people import join_account, said_plainly
from rotherham_hwb.notifications import invitations

PARTNERS = (MembershipKind.CO_OPTED, MembershipKind.OBSERVER)


def give_or_invite(
    board: Board, kind: RoleKind, *, email: str, name: str, person: Person | None, by: User
) -> str:
    """Give the role to whoever has an account of this address, invite anybody else; what was done.

    Raises Refused where they have or are invited to the role already, and where the person or
    the account is joined to another.
    """
    known = User.objects.filter(email__iexact=email).first()
    if person and person.user_id and (known is None or person.user_id != known.pk):
        raise Refused(f"{person} signs in as {person.user.email} already.")  # type: ignore[union-attr]
    try:
        with transaction.atomic():
            if known:
                return _give(known, board, kind, person, by=by)
            invitations.invite(email=email, name=name, board=board, kind=kind, person=person, by=by)
    except ValidationError as error:
        raise said_plainly(error) from error
    return f"The invitation is on its way to {email}."


def _give(user: User, board: Board, kind: RoleKind, person: Person | None, *, by: User) -> str:
    has_it = user.roles.current().filter(board=board, kind=kind).exists()
    if has_it and person is None:
        raise Refused("They have this role already.")
    if not has_it:
        give_role(user, board, kind, by=by)
    if person is None:
        return f"{user.name} signs in here already, and has the role now."
    join_account(person, user, by=by)
    return f"{user.name} signs in here already: the account is joined to {person}."


def without_account(board: Board) -> QuerySet[Person]:
    """Those on a board today whose account is not known."""
    held = Membership.objects.current().filter(board=board, person__user=None)
    return Person.objects.filter(pk__in=held.values("person"))


def role_in(membership: Membership | None) -> RoleKind:
    """The role that goes with a place on a board, to be offered."""
    if membership and membership.kind in PARTNERS:
        return RoleKind.PARTNER
    return RoleKind.MEMBER
