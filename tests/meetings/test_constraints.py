"""What the database itself refuses."""

import datetime as dt
import re
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from meetings.models import AgendaItem, Board, Meeting, Membership, Person, Seat
from meetings.models.enum_field import EnumField
from meetings.models.restricted import Restricted
from minutes.models import Minute
from reports.models import Paper
from tests import factories

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2025, 1, 1)


def _member(board: Board, name: str, **fields: Any) -> Membership:
    fields.setdefault("started_on", NEW_YEAR)
    return Membership.objects.create(board=board, person=Person.objects.create(name=name), **fields)


def test_a_board_has_one_chair_at_a_time() -> None:
    board = factories.board()
    _member(board, "First", kind="chair", ended_on=dt.date(2025, 5, 20))
    _member(board, "Second", kind="chair", started_on=dt.date(2025, 5, 21))

    with pytest.raises(IntegrityError), transaction.atomic():
        _member(board, "Third", kind="chair", started_on=dt.date(2025, 5, 20))


def test_a_seat_has_one_holder_at_a_time_and_deputies_beside() -> None:
    board = factories.board()
    seat = Seat.objects.create(board=board, title="Director of Public Health")
    _member(board, "Holder", seat=seat)
    _member(board, "Deputy", seat=seat, kind="deputy")

    with pytest.raises(IntegrityError), transaction.atomic():
        _member(board, "Another", seat=seat)


def test_a_seat_is_vacant_when_only_a_deputy_holds_it() -> None:
    board = factories.board()
    seat = Seat.objects.create(board=board, title="Healthwatch")
    _member(board, "Deputy", seat=seat, kind="deputy")

    assert Seat.objects.with_vacancy().filter(**{"is_vacant": True}).get() == seat


def test_a_person_is_not_twice_on_a_board_at_once() -> None:
    board = factories.board()
    first = _member(board, "Ada Byron")

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(board=board, person=first.person, started_on=NEW_YEAR)


def test_an_item_number_stands_once_in_a_meeting_and_again_below_another_item() -> None:
    meeting = factories.meeting(factories.board(), items=0)
    parent = factories.item(meeting, number="7")
    factories.item(meeting, number="(a)", parent=parent)
    factories.item(meeting, number="(a)", parent=factories.item(meeting, number="8"))

    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        factories.item(meeting, number="7")


@pytest.mark.parametrize(
    "fields",
    [
        {"restriction": "exempt", "exempt_paragraphs": [3]},
        {"restriction": "exempt", "safe_title": "A contract"},
        {"restriction": "confidential"},
        {"late": True},
        {"first_page": 9, "last_page": 8},
        {"first_page": 0, "last_page": 8},
    ],
)
def test_an_item_that_would_mislead_is_refused(fields: dict[str, object]) -> None:
    meeting = factories.meeting(factories.board())

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, position=9, title="Business", **fields)


def test_two_meetings_of_a_board_cannot_share_a_time() -> None:
    board = factories.board()
    factories.meeting(board)

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(board=board, date=dt.date(2025, 1, 22), time=dt.time(9, 0))


def test_a_minute_number_stands_once_in_a_series() -> None:
    minutes = factories.minutes(factories.meeting(factories.board()))
    factories.minute(minutes, number="17")

    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        factories.minute(minutes, number="17")

    assert Minute.objects.filter(number="17").count() == 1


def test_a_paper_version_never_changes() -> None:
    item = factories.item(factories.meeting(factories.board()))
    version = factories.paper(item).versions.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        type(version).objects.filter(pk=version.pk).update(text="Other words")


def test_a_published_paper_says_by_whom() -> None:
    board = factories.board()
    paper = factories.paper(factories.item(factories.meeting(board)))
    factories.public_paper(paper, by=factories.officer(board))

    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(published_by=None)


def test_everything_that_may_be_kept_from_the_public_says_what_it_may_read() -> None:
    kept = [model for model in apps.get_models() if issubclass(model, Restricted)]

    assert {model.__name__ for model in kept} == {"AgendaItem", "Paper", "Minute"}
    for model in kept:
        names = " ".join(constraint.name for constraint in model._meta.constraints)
        assert re.search(r"restricted_\w+_has_safe_title", names), model
        assert re.search(r"exempt_\w+_names_paragraph", names), model
        assert isinstance(model._meta.get_field("restriction"), EnumField)


def test_every_model_with_a_class_of_its_own_is_one_that_may_be_kept() -> None:
    columns = [
        model
        for model in apps.get_models()
        if any(field.name == "safe_title" for field in model._meta.local_fields)
    ]

    assert all(issubclass(model, Restricted) for model in columns)
