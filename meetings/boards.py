"""The verbs of boards, seats and people: each writes its own line of the trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from meetings import audit
from meetings.access import RoleKind
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import Board, Membership, Person, Role, Seat, StandingItem, User
from meetings.people import join_account


def create_board(board: Board, *, standing_items: Sequence[StandingItem] = (), by: Actor) -> Board:
    """Store a board with the items that stand on its agendas; an empty slug follows its name."""
    board.slug = board.slug or slugify(board.name)[:50]
    with transaction.atomic():
        board.full_clean()
        board.save(force_insert=True)
        for item in standing_items:
            item.board = board
            item.full_clean()
            item.save(force_insert=True)
        audit.record("create", board, by=by)
    return board


def add_seat(seat: Seat, *, by: Actor) -> Seat:
    """Store a seat; it is vacant until a membership holds it."""
    with transaction.atomic():
        seat.full_clean()
        seat.save(force_insert=True)
        audit.record("add", seat, by=by)
    return seat


def appoint(membership: Membership, *, by: Actor) -> Membership:
    """Put a person on a board, in a seat or without one."""
    with transaction.atomic():
        membership.full_clean()
        membership.save(force_insert=True)
        audit.record("appoint", membership, by=by)
    return membership


def change_seat(seat: Seat, *, by: Actor) -> Seat:
    """Store a seat's changed words or days."""
    with transaction.atomic():
        seat.full_clean()
        seat.save()
        audit.record("change", seat, by=by)
    return seat


def change_membership(membership: Membership, *, by: Actor) -> Membership:
    """Store what changed of a person's place on a board, such as its last day."""
    with transaction.atomic():
        membership.full_clean()
        membership.save()
        ended = membership.ended_on.isoformat() if membership.ended_on else ""
        audit.record("change", membership, by=by, until=ended)
    return membership


def add_user(
    *, email: str, name: str, password: str, person: Person | None = None, by: Actor
) -> User:
    """Store somebody who can sign in, and who may be a person named in the papers.

    Raises ValidationError when the password is too weak, or the e-mail address is none or taken.
    """
    user = User(email=User.objects.normalize_email(email).lower(), name=name)
    validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.full_clean()
        user.save(force_insert=True)
        audit.record("add", user, by=by)
        if person:
            join_account(person, user, by=by)
    return user


def give_role(user: User, board: Board | None, kind: RoleKind, *, by: Actor) -> Role:
    """Let a user act for a board from today on; as an officer of no board, for the council.

    Raises ValidationError when the user does so already.
    """
    with transaction.atomic():
        role = Role(user=user, board=board, kind=kind)
        role.full_clean()
        role.save(force_insert=True)
        audit.record("give a role to", user, by=by, board=board, role=kind)
    return role


def end_role(role: Role, *, by: Actor) -> None:
    """Take a role away at once: from this moment it opens nothing.

    Raises Refused when the board, or the council, would be left without an officer.
    """
    whole = role.board or "the council"
    with transaction.atomic():
        held = Role.objects.current().filter(board=role.board).select_for_update()
        if role.kind == RoleKind.OFFICER and not _another(role, held):
            raise Refused(f"{role.user} is the last officer of {whole}: name another first.")
        yesterday = timezone.localdate() - timedelta(days=1)
        if role.started_on > yesterday:
            role.delete()  # a role lasts whole days, and this one has had none
        else:
            role.ended_on = yesterday
            role.save(update_fields=["ended_on"])
        audit.record("end a role of", role.user, by=by, board=role.board, role=role.kind)


def _another(role: Role, held: Iterable[Role]) -> bool:
    return any(each.kind == role.kind and each.user_id != role.user_id for each in held)


def find_board(name: str) -> Board | None:
    """The board known by this name, whatever its case, or by a variant, short name or slug.

    Where none is called so today, the one that was: a name may pass on to another board.
    """
    wanted = _same(name)
    boards = list(Board.objects.all())
    for names in (names_of, former_names_of):
        for board in boards:
            if wanted in map(_same, names(board)):
                return board
    return None


def names_of(board: Board) -> tuple[str, ...]:
    """All that a board is called today."""
    return (board.name, board.short_name, board.slug, *board.variants)


def former_names_of(board: Board) -> tuple[str, ...]:
    return tuple(each.name for each in board.former_names)


def _same(name: str) -> str:
    return " ".join(name.casefold().replace("&", " and ").split())
