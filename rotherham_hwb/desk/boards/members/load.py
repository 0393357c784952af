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
from meetings.models import Board, Membership, MembershipKind, Person, Seat, User
from meetings.people import add_person, organisation_called, people_called, post_called
from meetings.wording import joined_with_and, page_date
from rotherham_hwb.desk.boards.members.clashes import ABOUT_SEAT, clash, otherwise, which
from rotherham_hwb.desk.boards.members.csv_rows import NEW, CsvRow, CsvTable, Problem


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
        self.people: dict[str, list[Person]] = {}
        for each in self.memberships:
            self._remember(each.person)
        self.at: Membership | None = None  # what is being stored
        self.seen_seats: dict[str, CsvRow] = {}
        self.changed: set[int] = set()  # lines

    def _remember(self, person: Person) -> None:
        for name in (person.name, *(each.name for each in person.former_names)):
            known = self.people.setdefault(_same(name), [])
            if person not in known:
                known.append(person)

    def all_of(self, sheet: CsvTable) -> Outcome:
        """Seats first, then who leaves, then who comes: a chair may follow another."""
        self.outcome.problems += sheet.problems
        for row in sheet.rows:
            if row.seat:
                self._try(row, self._seat)
        known: list[tuple[CsvRow, Membership | None]] = []
        for row in sheet.rows:
            if row.person:
                self._try(row, lambda row: known.append((row, self._known(row))))
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
        self.at = None
        try:
            with transaction.atomic():
                step(row, *more)
        except _BadRow as error:
            self._problem(row, str(error))
        except ValidationError as error:
            for message in dict.fromkeys(error.messages):
                self._problem(row, clash(message, row, self.at) or message)
        except DatabaseError as error:
            sentence = clash(str(error), row, self.at) or "It does not agree with the other rows."
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
                raise _BadRow(otherwise(row, before))
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
            yield "organisation", "organisation", organisation_called(row.organisation)
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
        named = self._called(row)
        mine = [
            each
            for each in self.memberships
            if each.person in named
            and ("seat" not in row.given or each.seat_id == (seat.pk if seat else None))
        ]
        if row.starts:
            mine = [each for each in mine if each.started_on == row.starts]
        else:
            lasting = [each for each in mine if each.ended_on is None]
            mine = lasting if len({each.person_id for each in lasting}) > 1 else lasting[:1]
        if len({each.person_id for each in mine}) > 1:
            raise _BadRow(which([each.person for each in mine], row))
        return mine[0] if mine else None

    def _called(self, row: CsvRow) -> list[Person]:
        """Those of the board whom a row may speak of: by number, or else by a name of theirs."""
        if row.number == NEW:
            return []
        named = self.people.get(_same(row.person), [])
        return [each for each in named if row.number in ("", str(each.pk))]

    def _change(self, row: CsvRow, membership: Membership) -> None:
        self.at = membership
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
            yield "post", "post", post_called(row.post, row.post_organisation)
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
            post=post_called(row.post, row.post_organisation),
            kind=kind,
            votes=votes if row.votes is None else row.votes,
            started_on=row.starts,
            ended_on=row.ends,
        )
        self.at = membership
        appoint(membership, by=self.by)
        self._tell(row, "New member", "green", _appointed(membership, new=new))

    def _person(self, row: CsvRow) -> tuple[Person, bool]:
        """Who it is by number, or the only one of the name, the board's own first; else new."""
        if row.number.isdecimal():
            return self._numbered(row), False
        if row.number != NEW:
            own = self.people.get(_same(row.person), [])
            named = own or list(people_called(row.person))
            if len(named) > 1:
                raise _BadRow(which(named, row))
            if named:
                return named[0], False
        person = add_person(row.person, sort_name=row.sort_name, by=self.by)
        self._remember(person)
        return person, True

    def _numbered(self, row: CsvRow) -> Person:
        person = Person.objects.filter(pk=int(row.number)).first()
        if person is None:
            raise _BadRow(f"Person number says {row.number}, and nobody has that number.")
        names = (person.name, *(each.name for each in person.former_names))
        if _same(row.person) not in map(_same, names):
            raise _BadRow(
                f"Person says “{row.person}”, and Person number says {row.number}, who is "
                f"{person.name}: change one of them."
            )
        return person


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
        "number": membership.person_id,
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
    return tuple(getattr(row, name) for name in ABOUT_SEAT)


def _appointed(membership: Membership, *, new: bool) -> str:
    parts = [f"{membership.person.name}, {membership.kind.label.lower()}"]
    parts += [f"in the seat “{membership.seat.title}”"] if membership.seat else []
    parts += [f"from {page_date(membership.started_on)}"]
    parts += [f"until {page_date(membership.ended_on)}"] if membership.ended_on else []
    parts += [] if membership.votes else ["without a vote"]
    known = "" if new else "; known to the portal already"
    return ", ".join(parts) + known


def _same(words: str) -> str:
    return " ".join(words.casefold().split())
