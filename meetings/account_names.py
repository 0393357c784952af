"""The verbs of an account's name: what is printed across papers is what an officer knows of."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.access import RoleKind
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock_key
from meetings.models import User


def ask_for_name(user: User, name: str, *, by: Actor) -> User:
    """Ask for another name; until an officer confirms it, the present one stands.

    Asking for the present name takes back what was asked before.

    Raises ValidationError where it is no name.
    """
    with transaction.atomic():
        locked = lock_key(User, user.pk)  # a request's user is lazy
        same = name == locked.name
        locked.asked_name = "" if same else name
        locked.name_asked_at = None if same else timezone.now()
        locked.full_clean(exclude=["password"])
        locked.save(update_fields=["asked_name", "name_asked_at"])
        action = "take back the name asked for by" if same else "ask for another name of"
        audit.record(action, locked, by=by, name=name)
    return locked


def confirm_name(user: User, *, seen: str, by: User) -> User:
    """Let the name that somebody asked for stand from now on; `seen` is the one that was read.

    Raises Refused where it is one's own, where nothing or another name is asked for, and where
    none of their boards is the officer's.
    """
    with transaction.atomic():
        locked = _asked(user, seen, by=by)
        rename(locked, locked.asked_name, by=by)
    return locked


def refuse_name(user: User, *, seen: str, by: User) -> User:
    """Leave the present name as it is. Raises Refused as `confirm_name` does."""
    with transaction.atomic():
        locked = _asked(user, seen, by=by)
        locked.asked_name, locked.name_asked_at = "", None
        locked.save(update_fields=["asked_name", "name_asked_at"])
        audit.record("refuse another name of", locked, by=by, name=seen)
    return locked


def rename(user: User, name: str, *, by: Actor) -> User:
    """Give an account another name; what was asked for before is settled by it.

    Raises ValidationError where it is no name.
    """
    with transaction.atomic():
        before, user.name = user.name, name
        user.asked_name, user.name_asked_at = "", None
        user.full_clean(exclude=["password"])
        user.save(update_fields=["name", "asked_name", "name_asked_at"])
        audit.record("change the name of", user, by=by, before=before, name=user.name)
    return user


def _asked(user: User, seen: str, *, by: User) -> User:
    locked = lock_key(User, user.pk)
    boards = by.roles.current().filter(kind=RoleKind.OFFICER).values("board")
    if locked.pk == by.pk:
        raise Refused("Your own name is for another officer to confirm.")
    if not locked.roles.current().filter(board__in=boards).exists():
        raise Refused(f"{locked} acts for none of your boards.")
    if not locked.asked_name or locked.asked_name != seen:
        raise Refused(f"{locked} asks for another name now, or for none: look again.")
    return locked
