"""boards.yaml into boards, seats, people and sign-ins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from meetings.access import RoleKind
from meetings.boards import add_seat, add_user, appoint, create_board, give_role
from meetings.doors import NEEDS_SECOND_STEP
from meetings.models import (
    Board,
    Membership,
    MembershipKind,
    Organisation,
    Person,
    Post,
    Seat,
    StandingItem,
    User,
)
from meetings.wording import surname_first
from rotherham_hwb.sample import SAMPLE_LOGINS
from rotherham_hwb.sample.sources import Entry

BY = "load_sample"
PLAIN = {"standing_items", "seats", "others"}


@dataclass
class People:
    """Who is known so far, by name; and organisations by either name."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        if name not in self.people:
            self.people[name] = Person.objects.create(name=name, sort_name=surname_first(name))
        return self.people[name]


def load_boards(data: Entry) -> People:
    """Store organisations, boards, seats, memberships and sign-ins; everybody by name."""
    known = People()
    for entry in data["organisations"]:
        organisation = Organisation.objects.create(**entry)
        known.organisations[organisation.name] = organisation
        known.organisations[organisation.short_name] = organisation
    boards = {entry["slug"]: _board(entry, known) for entry in data["boards"]}
    for entry in data["users"]:
        _user(entry, boards, known)
    return known


def _board(entry: Entry, known: People) -> Board:
    standing = [
        StandingItem(place=place, position=position, title=title)
        for place, titles in entry["standing_items"].items()
        for position, title in enumerate(titles, start=1)
    ]
    fields = {name: value for name, value in entry.items() if name not in PLAIN}
    board = create_board(Board(**fields), standing_items=standing, by=BY)
    for position, each in enumerate(entry["seats"], start=1):
        _seat(board, position, each, known)
    for each in entry.get("others", ()):
        _appoint(board, each, None, known.organisations[each["organisation"]], known)
    return board


def _seat(board: Board, position: int, entry: Entry, known: People) -> None:
    organisation = known.organisations[entry["organisation"]]
    seat = Seat(
        board=board,
        position=position,
        title=entry["title"],
        organisation=organisation,
        legal_basis=entry.get("legal_basis", ""),
        votes=entry.get("votes", True),
    )
    add_seat(seat, by=BY)
    for holder in entry["holders"]:
        _appoint(board, holder, seat, organisation, known)


def _appoint(
    board: Board,
    entry: Entry,
    seat: Seat | None,
    organisation: Organisation,
    known: People,
) -> None:
    post = None
    if "post" in entry:
        post, _ = Post.objects.get_or_create(title=entry["post"], organisation=organisation)
    kind = MembershipKind(entry.get("kind", MembershipKind.MEMBER))
    membership = Membership(
        board=board,
        seat=seat,
        person=known.person(entry["person"]),
        post=post,
        kind=kind,
        votes=kind != MembershipKind.OBSERVER and (seat is None or seat.votes),
        started_on=entry["since"],
        ended_on=entry.get("until"),
    )
    appoint(membership, by=BY)


def _user(entry: Entry, boards: Mapping[str, Board], known: People) -> None:
    passwords = {email: password for _, email, password in SAMPLE_LOGINS}
    user = add_user(
        email=entry["email"],
        name=entry["name"],
        password=passwords[entry["email"]],
        person=known.person(entry["name"]),
        by=BY,
    )
    known.users[entry["role"]] = user
    for slug in entry["boards"]:
        give_role(user, boards[slug], RoleKind(entry["role"]), by=BY)
    if settings.DEMO_SECOND_STEP and entry["role"] in NEEDS_SECOND_STEP:
        TOTP.activate(user, settings.DEMO_SECOND_STEP)
