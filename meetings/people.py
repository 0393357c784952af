"""The verbs of persons: found by a name of theirs, added, and joined to the account they use."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Membership, Organisation, Person, Post, User
from meetings.wording import page_date, surname_first


def people_called(name: str) -> QuerySet[Person]:
    """Everybody who is, or once was, called by a name: it is theirs and not who they are."""
    once = Q(former__contains=[{"name": name}])
    return Person.objects.filter(Q(name__iexact=name) | once).order_by("pk")


def add_person(name: str, *, sort_name: str = "", by: Actor) -> Person:
    """Store a person, whoever else has that name. Raises ValidationError where it is no name."""
    person = Person(name=name, sort_name=sort_name or surname_first(name))
    with transaction.atomic():
        person.full_clean()
        person.save(force_insert=True)
        audit.record("add", person, by=by)
    return person


def change_sort_name(person: Person, sort_name: str, *, by: Actor) -> Person:
    """Put a person elsewhere in lists, such as under the second part of a surname."""
    with transaction.atomic():
        person.sort_name = sort_name
        person.full_clean()
        person.save(update_fields=["sort_name"])
        audit.record("change", person, by=by, sort_name=sort_name)
    return person


def who_is(person: Person) -> str:
    """What tells a person from others of the name: where they sit, or when they last did."""
    held = person.memberships.select_related("board", "seat").order_by("-started_on", "-pk")
    places = [_place(each) for each in held[:3]]
    former = [f"formerly {each.name}" for each in person.former_names]
    return "; ".join([*former, *places]) or "on no board"


def join_account(person: Person, user: User, *, by: Actor) -> Person:
    """Say that an account is this person's: apologies, deputies and actions are theirs from now on.

    Joining again what is joined changes nothing.

    Raises Refused where either is joined to another.
    """
    with transaction.atomic():
        locked = lock(person)
        other = Person.objects.filter(user=user).exclude(pk=person.pk).first()
        if other is not None:
            raise Refused(f"{user.email} is the account of {other}: part the two first.")
        if locked.user_id not in (None, user.pk):
            raise Refused(f"{locked} has another account, {locked.user}: part the two first.")
        if locked.user_id is None:
            locked.user = user
            locked.save(update_fields=["user"])
            audit.record("join an account to", locked, by=by, account=user.email)
    person.refresh_from_db()
    return person


def part_account(person: Person, *, by: Actor) -> Person:
    """Say that an account is not this person's after all; it keeps its roles."""
    with transaction.atomic():
        locked = lock(person)
        if locked.user is None:
            raise Refused(f"{locked} has no account.")
        account, locked.user = locked.user.email, None
        locked.save(update_fields=["user"])
        audit.record("part an account from", locked, by=by, account=account)
    person.refresh_from_db()
    return person


def organisation_called(name: str) -> Organisation | None:
    """The organisation of this name, stored where it is new; None for no name."""
    if not name:
        return None
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or Organisation.objects.create(name=name)


def post_called(title: str, organisation: str = "") -> Post | None:
    """The post of this title there, stored where it is new; None for no title."""
    if not title:
        return None
    at = organisation_called(organisation)
    known = Post.objects.filter(title__iexact=title, organisation=at).first()
    return known or Post.objects.create(title=title, organisation=at)


def said_plainly(error: ValidationError) -> Refused:
    """What a record says against itself, as a refusal."""
    return Refused(" ".join(dict.fromkeys(error.messages)))


def _place(membership: Membership) -> str:
    seat = f"{membership.seat.title}, " if membership.seat else ""
    ended = f" until {page_date(membership.ended_on)}" if membership.ended_on else ""
    return f"{seat}{membership.board} from {page_date(membership.started_on)}{ended}"
