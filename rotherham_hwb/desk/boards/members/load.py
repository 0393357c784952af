"""Seats and members from a table into a board's records: all of it, or none.

What a table would change is found by changing it and taking it back: so the page an officer
confirms cannot tell of anything else than what then happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from meetings import audit
from meetings.boards import add_seat, appoint, change_membership, change_seat
from meetings.locking import lock
from meetings.models import (
    Board,
    Membership,
    MembershipKind,
    Organisation,
    Person,
    Post,
    Seat,
    User,
)
from meetings.wording import joined_with_and, page_date, surname_first
from rotherham_hwb.desk.boards.members.csv_rows import CsvRow, CsvTable, Problem

CLASHES = {
    "person_not_twice_on_a_board_at_once": "{who} would be on the board twice at once: end the one "
    "membership before the other starts.",
    "seat_held_by_one_at_a_time": "The seat “{seat}” would have two holders at once: end the one "
    "membership before the other starts.",
    "one_chair_at_a_time": "The board would have two chairs at once: end the one before the other "
    "starts.",
    "observers_do_not_vote": "{who} is an observer, and observers do not vote: write no.",
    "membership_ends_after_it_starts": "The membership of {who} would end before it starts.",
}


@dataclass(frozen=True)
class TableChange:
    """One thing that a table changes."""

    line: int
    label: str
    colour: str
    words: str


@dataclass
class Outcome:
    """What a table changes, and what stands against it."""

    changes: list[TableChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0  # rows

    @property
    def fingerprint(self) -> list[str]:
        """What the officer has seen, to be told from what would happen now."""
        return [f"{each.label}: {each.words}" for each in self.changes]


class _Back(Exception):
    """Everything is taken back."""


class _BadRow(Exception):
    """A row cannot be stored; the message says why."""


def look_at(board: Board, sheet: CsvTable, *, by: User) -> Outcome:
    """What a table would change; nothing is stored."""
    return _run(board, sheet, by=by, keep=lambda outcome: False)


def load(board: Board, sheet: CsvTable, *, by: User, seen: list[str]) -> Outcome | None:
    """Store what a table changes; None where it is not what was seen, and nothing is stored."""
    agreed: list[bool] = []

    def keep(outcome: Outcome) -> bool:
        agreed.append(not outcome.problems and outcome.fingerprint == seen)
        return agreed[0]

    outcome = _run(board, sheet, by=by, keep=keep)
    return outcome if agreed[0] else None


def _run(board: Board, sheet: CsvTable, *, by: User, keep: Callable[[Outcome], bool]) -> Outcome:
    loading = _Loading(board, by)
    try:
        with transaction.atomic():
            lock(board)
            outcome = loading.all_of(sheet)
            if not keep(outcome):
                raise _Back
            audit.record("load seats and members of", board, by=by, changes=len(outcome.changes))
    except _Back:
        pass
    return outcome


class _Loading:
    """One table on its way into one board's records."""

    def __init__(self, board: Board, by: User) -> None:
        self.board, self.by = board, by
        self.outcome = Outcome()
        self.seats = {
            _same(seat.title): seat for seat in board.seats.select_related("organisation")
        }
        held = board.memberships.select_related("person", "post__organisation", "seat")
        self.memberships: list[Membership] = list(held)
        self.people = {_same(each.person.name): each.person for each in self.memberships}
        self.seen_seats: dict[str, CsvRow] = {}
        self.changed: set[int] = set()  # lines

    def all_of(self, sheet: CsvTable) -> Outcome:
        """Seats first, then who leaves, then who comes: a chair may follow another."""
        self.outcome.problems += sheet.problems
        for row in sheet.rows:
            if row.seat:
                self._try(row, self._seat)
        known = [(row, self._known(row)) for row in sheet.rows if row.person]
        for row, membership in known:
            if membership:
                self._try(row, self._change, membership)
        for row, membership in known:
            if not membership:
                self._try(row, self._appoint)
        bad = {each.line for each in self.outcome.problems}
        self.outcome.unchanged = sum(row.line not in self.changed | bad for row in sheet.rows)
        self.outcome.changes.sort(key=lambda each: each.line)
        self.outcome.problems.sort(key=lambda each: each.line)
        return self.outcome

    def _try(self, row: CsvRow, step: Callable[..., None], *more: object) -> None:
        try:
            with transaction.atomic():
                step(row, *more)
        except _BadRow as error:
            self._problem(row, str(error))
        except ValidationError as error:
            for message in dict.fromkeys(error.messages):
                self._problem(row, _clash(message, row) or message)
        except DatabaseError as error:
            sentence = _clash(str(error), row) or "It does not agree with the other rows."
            self._problem(row, sentence)

    def _problem(self, row: CsvRow, sentence: str) -> None:
        self.outcome.problems.append(Problem(row.line, sentence))

    def _tell(self, row: CsvRow, label: str, colour: str, words: str) -> None:
        self.changed.add(row.line)
        self.outcome.changes.append(TableChange(row.line, label, colour, words))

    def _seat(self, row: CsvRow) -> None:
        before = self.seen_seats.setdefault(_same(row.seat), row)
        if before is not row:
            if _about_seat(before) != _about_seat(row):
                raise _BadRow(
                    f"It says otherwise of the seat “{row.seat}” than line {before.line}."
                )
            return
        seat = self.seats.get(_same(row.seat))
        new = seat is None
        if seat is None:
            position = self.board.seats.count() + 1
            seat = Seat(board=self.board, title=row.seat, position=position)
        told = _set(seat, self._seat_values(row))
        if new:
            add_seat(seat, by=self.by)
            self.seats[_same(row.seat)] = seat
            self._tell(row, "New seat", "green", row.seat)
        elif told:
            change_seat(seat, by=self.by)
            ends = seat.ended_on is not None and "last day" in told
            words = f"“{seat.title}” {joined_with_and(told)}"
            self._tell(row, "Seat ends" if ends else "Seat changes", "orange", words)

    def _seat_values(self, row: CsvRow) -> Iterator[tuple[str, str, object]]:
        if "organisation" in row.given:
            yield "organisation", "organisation", self._organisation(row.organisation)
        if "legal_basis" in row.given:
            yield "legal_basis", "legal basis", row.legal_basis
        if row.seat_votes is not None:
            yield "votes", "vote", row.seat_votes
        if "seat_from" in row.given:
            yield "started_on", "first day", row.seat_from
        if "seat_until" in row.given:
            yield "ended_on", "last day", row.seat_until

    def _known(self, row: CsvRow) -> Membership | None:
        """The membership a row speaks of: by its first day, or else the one that lasts."""
        seat = self.seats.get(_same(row.seat)) if row.seat else None
        mine = [
            each
            for each in self.memberships
            if _same(each.person.name) == _same(row.person)
            and ("seat" not in row.given or each.seat_id == (seat.pk if seat else None))
        ]
        if row.starts:
            return next((each for each in mine if each.started_on == row.starts), None)
        lasting = [each for each in mine if each.ended_on is None]
        return lasting[0] if len(lasting) == 1 else None

    def _change(self, row: CsvRow, membership: Membership) -> None:
        told = _set(membership, self._membership_values(row))
        if row.sort_name and row.sort_name != membership.person.sort_name:
            membership.person.sort_name = row.sort_name
            membership.person.save(update_fields=["sort_name"])
            told.append("sort name")
        if not told:
            return
        change_membership(membership, by=self.by)
        ended = membership.ended_on
        if "last day" in told and ended:
            words = f"{row.person}, on {page_date(ended)}"
            told.remove("last day")
            words += f"; also {joined_with_and(told)}" if told else ""
            self._tell(row, "Membership ends", "orange", words)
        else:
            self._tell(row, "Member changes", "blue", f"{row.person}: {joined_with_and(told)}")

    def _membership_values(self, row: CsvRow) -> Iterator[tuple[str, str, object]]:
        if row.kind:
            yield "kind", "role", row.kind
        if row.votes is not None:
            yield "votes", "vote", row.votes
        if "post" in row.given:
            yield "post", "post", self._post(row)
        if "ends" in row.given:
            yield "ended_on", "last day", row.ends

    def _appoint(self, row: CsvRow) -> None:
        if row.starts is None:
            raise _BadRow(f"Write under From on which day the membership of {row.person} starts.")
        kind = MembershipKind(row.kind or MembershipKind.MEMBER)
        seat = self.seats.get(_same(row.seat)) if row.seat else None
        if row.seat and seat is None:
            raise _BadRow(f"The seat “{row.seat}” cannot be stored, and so its holder cannot.")
        votes = kind != MembershipKind.OBSERVER and (seat is None or seat.votes)
        person, new = self._person(row)
        membership = Membership(
            board=self.board,
            seat=seat,
            person=person,
            post=self._post(row),
            kind=kind,
            votes=votes if row.votes is None else row.votes,
            started_on=row.starts,
            ended_on=row.ends,
        )
        appoint(membership, by=self.by)
        self._tell(row, "New member", "green", _appointed(membership, new=new))

    def _person(self, row: CsvRow) -> tuple[Person, bool]:
        """The person of this name: the board's own, or the only one; whether they are new."""
        own = self.people.get(_same(row.person))
        if own:
            return own, False
        named = list(Person.objects.filter(name__iexact=row.person)[:2])
        if len(named) > 1:
            raise _BadRow(
                f"More than one person is called {row.person}, and none is on this board: appoint "
                "them by a name that tells them apart."
            )
        if named:
            return named[0], False
        person = Person(name=row.person, sort_name=row.sort_name or surname_first(row.person))
        person.full_clean()
        person.save()
        self.people[_same(row.person)] = person
        return person, True

    def _organisation(self, name: str) -> Organisation | None:
        if not name:
            return None
        known = Organisation.objects.filter(name__iexact=name).first()
        return known or Organisation.objects.create(name=name)

    def _post(self, row: CsvRow) -> Post | None:
        if not row.post:
            return None
        at = self._organisation(row.post_organisation)
        known = Post.objects.filter(title__iexact=row.post, organisation=at).first()
        return known or Post.objects.create(title=row.post, organisation=at)


def export_rows(board: Board) -> Iterator[dict[str, object]]:
    """Every seat with everybody who has held it, then the members without one."""
    held = board.memberships.select_related("person", "post__organisation").order_by("started_on")
    by_seat: dict[int | None, list[Membership]] = {}
    for membership in held:
        by_seat.setdefault(membership.seat_id, []).append(membership)
    for seat in board.seats.select_related("organisation").order_by("position", "pk"):
        about: dict[str, object] = {
            "seat": seat.title,
            "organisation": seat.organisation,
            "legal_basis": seat.legal_basis,
            "seat_votes": seat.votes,
            "seat_from": seat.started_on,
            "seat_until": seat.ended_on,
        }
        holders = by_seat.get(seat.pk)
        yield from ({**about, **_member(each)} for each in holders) if holders else (about,)
    yield from (_member(each) for each in by_seat.get(None, ()))


def _member(membership: Membership) -> dict[str, object]:
    post = membership.post
    return {
        "person": membership.person.name,
        "sort_name": membership.person.sort_name,
        "post": post.title if post else "",
        "post_organisation": post.organisation if post else "",
        "kind": membership.kind.label,
        "votes": membership.votes,
        "starts": membership.started_on,
        "ends": membership.ended_on,
    }


def _set(record: object, values: Iterable[tuple[str, str, object]]) -> list[str]:
    """Give the record the values; the words for those that were others before."""
    told = []
    for name, words, value in values:
        if getattr(record, name) != value:
            setattr(record, name, value)
            told.append(words)
    return told


def _about_seat(row: CsvRow) -> tuple[object, ...]:
    return row.organisation, row.legal_basis, row.seat_votes, row.seat_from, row.seat_until


def _appointed(membership: Membership, *, new: bool) -> str:
    parts = [f"{membership.person.name}, {membership.kind.label.lower()}"]
    parts += [f"in the seat “{membership.seat.title}”"] if membership.seat else []
    parts += [f"from {page_date(membership.started_on)}"]
    parts += [f"until {page_date(membership.ended_on)}"] if membership.ended_on else []
    parts += [] if membership.votes else ["without a vote"]
    known = "" if new else "; known to the portal already"
    return ", ".join(parts) + known


def _clash(message: str, row: CsvRow) -> str:
    found = next((words for name, words in CLASHES.items() if name in message), "")
    return found.format(who=row.person or row.seat, seat=row.seat)


def _same(words: str) -> str:
    return " ".join(words.casefold().split())
