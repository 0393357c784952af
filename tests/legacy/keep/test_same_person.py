"""Names that may be one person are proposed, and only an officer puts them together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AuditEvent, Board, Person, User
from minutes.models import Attendance
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.same_person import answer_pair, likeness
from rotherham_hwb.legacy.models import NamePair
from tests import factories
from tests.legacy import harbour

pytestmark = pytest.mark.slow

Answer = NamePair.Answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Una Fletcher Reed", "Una Fletcher-Reed"),
        ("Cllr Ada Byron", "Councillor Ada Byron"),
        ("Councillor A. Byron", "Ada Byron"),
        ("Councillor Byron", "Dr. Ada Byron OBE"),
        ("Una Reed", "Una Fletcher-Reed"),
        ("Julia Kowalski", "Julia Kowalsky"),
        ("Kathryn Mole", "Katheryn Mole"),
    ],
)
def test_names_that_look_like_one_person(one: str, other: str) -> None:
    assert likeness(one, other)
    assert likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Byron", "Tom Byron"),
        ("Ada Byron", "Ada Tide"),
        ("Councillor T. Byron", "Councillor Ada Byron"),
        ("Ada Byron", "Councillor"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not likeness(one, other)


@pytest.fixture
def board(db: None, tmp_path: Path) -> Board:
    """A board with two imported packs in which names are spelt in two ways."""
    board = factories.board("Harbour Board")
    import_pack(harbour.written(tmp_path, harbour.MARCH), by="a test")
    import_pack(harbour.written(tmp_path, harbour.FEBRUARY), by="a test")
    return board


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


def test_pairs_are_proposed_and_nobody_is_put_together(board: Board) -> None:
    pairs = set(NamePair.objects.values_list("one", "other", "answer"))

    assert pairs == {
        ("Cllr. Fletcher-Reed", "Councillor Fletcher Reed", "open"),
        ("Councillor M. Mole", "Councillor Mary Mole", "open"),
    }
    assert not Attendance.objects.exclude(person=None).exists()
    assert not Person.objects.exists()


def test_the_same_person_is_remembered_and_tied_and_names_stay_as_printed(
    board: Board, olive: User
) -> None:
    pair = NamePair.objects.get(one="Councillor M. Mole")

    answer_pair(pair, Answer.SAME, by=olive)

    names = Attendance.objects.filter(person__name="Councillor Mary Mole")
    assert set(names.values_list("name", flat=True)) == {
        "Councillor M. Mole",
        "Councillor Mary Mole",
    }
    assert Attendance.objects.filter(person=None).exists()
    event = AuditEvent.objects.get(action="answer for")
    assert (event.detail["was"], event.detail["now"]) == ("open", "same")

    answer_pair(pair, Answer.DIFFERENT, by=olive)
    assert not Attendance.objects.exclude(person=None).exists()


def test_an_answer_is_kept_when_the_names_come_again(
    board: Board, olive: User, tmp_path: Path
) -> None:
    answer_pair(NamePair.objects.get(one="Councillor M. Mole"), Answer.DIFFERENT, by=olive)

    import_pack(harbour.written(tmp_path, harbour.MAY), by="a test")

    assert NamePair.objects.get(one="Councillor M. Mole").answer == "different"
    assert NamePair.objects.count() == 2


def test_three_names_of_one_person_are_one(board: Board, olive: User) -> None:
    mary = Attendance.objects.get(name="Councillor Mary Mole")
    third = Attendance.objects.create(minutes=mary.minutes, position=90, name="Mary Mole")
    more = NamePair.objects.create(
        board=board, one="Councillor Mary Mole", other="Mary Mole", why=""
    )

    answer_pair(NamePair.objects.get(one="Councillor M. Mole"), Answer.SAME, by=olive)
    answer_pair(more, Answer.SAME, by=olive)

    third.refresh_from_db()
    mary.refresh_from_db()
    assert third.person == mary.person
    assert Person.objects.count() == 1


def test_an_officer_answers_on_the_page(board: Board, olive: User, client: Client) -> None:
    page = client.get(reverse("desk_people")).content.decode()
    assert "Councillor M. Mole – Councillor Mary Mole" in page
    pair = NamePair.objects.get(one="Councillor M. Mole")

    client.post(reverse("desk_people_answer", args=[pair.pk]), {"answer": "same"})

    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == ("same", olive)
    assert (
        client.post(
            reverse("desk_people_answer", args=[pair.pk]), {"answer": "perhaps"}
        ).status_code
        == 404
    )


def test_the_pairs_of_another_board_are_not_there(board: Board, client: Client) -> None:
    client.force_login(factories.officer(factories.board()))
    pair = NamePair.objects.all()[0]

    assert "Mole" not in client.get(reverse("desk_people")).content.decode()
    address = reverse("desk_people_answer", args=[pair.pk])
    assert client.post(address, {"answer": "same"}).status_code == 404
