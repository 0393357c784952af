"""A board's seats and members loaded from a table: looked at first, then whole or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.boards import add_seat, appoint
from meetings.models import AuditEvent, Board, Membership, Organisation, Person, Post, Seat, User
from rotherham_hwb.desk.boards.members.csv_rows import NoTable, read_sheet, text_of
from tests import factories

pytestmark = pytest.mark.django_db
HEAD = "Seat,Person,Role,From,Until\n"


@pytest.fixture
def ada(board: Board, olive: User) -> Membership:
    """The chair, in a seat."""
    seat = add_seat(Seat(board=board, position=1, title="Harbour master"), by=olive)
    person = Person.objects.create(name="Ada Byron", sort_name="Byron, Ada")
    started = dt.date(2024, 5, 1)
    held = Membership(board=board, seat=seat, person=person, kind="chair", started_on=started)
    return appoint(held, by=olive)


def look(client: Client, board: Board, table: str | bytes) -> str:
    """The page that says what a table changes."""
    content = table if isinstance(table, bytes) else table.encode()
    address = reverse("desk_membership", args=[board.slug])
    said = {"file": SimpleUploadedFile("members.csv", content)}
    answer = client.post(address, said)
    return answer.content.decode()


def store(client: Client, board: Board, table: str) -> str:
    """Look, confirm, and read the answer."""
    address = reverse("desk_membership", args=[board.slug])
    answer = client.post(address, {"file": SimpleUploadedFile("a.csv", table.encode())})
    said = {"table": answer.context["table"], "seen": answer.context["seen"]}
    address = reverse("desk_membership_confirm", args=[board.slug])
    return client.post(address, said, follow=True).content.decode()


def test_a_table_is_looked_at_before_anything_is_stored(
    client: Client, board: Board, olive: User
) -> None:
    table = HEAD + "Pilot,Mary Seacole,Member,22/01/2025,\nTown clerk,,,,\n"

    page = look(client, board, table)
    assert "New seat" in page
    assert "Mary Seacole, member, in the seat “Pilot”, from Wednesday 22 January 2025" in page
    assert not board.seats.exists()
    assert not Person.objects.exists()
    assert not AuditEvent.objects.filter(record_type="meetings.Seat").exists()

    page = store(client, board, table)
    assert "3 changes are stored." in page
    assert [seat.title for seat in board.seats.all()] == ["Pilot", "Town clerk"]
    member = board.memberships.get()
    assert (member.person.name, member.person.sort_name) == ("Mary Seacole", "Seacole, Mary")
    assert (member.seat.title, member.started_on) == ("Pilot", dt.date(2025, 1, 22))
    assert AuditEvent.objects.filter(action="load seats and members of", actor_id=olive.pk).exists()


def test_one_chair_ends_and_another_follows_whatever_the_order_of_the_lines(
    client: Client, board: Board, ada: Membership
) -> None:
    table = HEAD + (
        "Harbour master,Grace Hopper,Chair,01/05/2025,\n"
        "Harbour master,Ada Byron,Chair,01/05/2024,30/04/2025\n"
    )
    page = look(client, board, table)
    assert "Membership ends" in page
    assert "Ada Byron, on Wednesday 30 April 2025" in page
    store(client, board, table)
    ada.refresh_from_db()
    assert ada.ended_on == dt.date(2025, 4, 30)
    assert board.memberships.get(person__name="Grace Hopper").seat == ada.seat


def test_a_row_without_its_first_day_speaks_of_the_membership_that_lasts(
    client: Client, board: Board, ada: Membership
) -> None:
    store(client, board, "Person;Until\nada byron;2025-04-30\n")
    ada.refresh_from_db()
    assert ada.ended_on == dt.date(2025, 4, 30)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Pilot,Mary Seacole,Member,31/02/2025,", "Line 2"),
        ("Pilot,Mary Seacole,Member,31/02/2025,", "From says “31/02/2025”, which is no day"),
        ("Pilot,Mary Seacole,Member,,", "on which day the membership of Mary Seacole starts"),
        ("Pilot,Mary Seacole,King,1/1/2025,", "Role says “King”"),
        ("Pilot,Mary Seacole,Member,1/2/2025,1/1/2025", "is before the first"),
        (",,Member,1/1/2025,", "Name a seat, a person, or both."),
        ("Pilot,Jo,Member,1/1/2025,,extra", "There are more cells than columns"),
        ("A,Jo,Member,1/1/2025,\nA,Jo,Member,1/1/2025,", "the same as line 2"),
        ("A,Jo,Member,1/1/2025,\nB,Jo,Member,1/6/2025,", "Jo would be on the board twice at once"),
        ("A,Jo,Member,1/1/2025,\nA,Mo,Member,1/6/2025,", "“A” would have two holders at once"),
        ("A,Jo,Chair,1/1/2025,\nB,Mo,Chair,1/6/2025,", "two chairs at once"),
        (f"{'x' * 201},,,,", "Seat is longer than 200 characters"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_nothing_is_stored(
    client: Client, board: Board, olive: User, lines: str, sentence: str
) -> None:
    table = f"{HEAD}{lines}\nGood seat,,,,\n"
    page = look(client, board, table)
    assert sentence in page
    assert "Good seat" in page
    assert "Store these changes" not in page

    address = reverse("desk_membership_confirm", args=[board.slug])
    client.post(address, {"table": table, "seen": '["New seat: Good seat"]'})
    assert not board.seats.exists()
    assert not board.memberships.exists()


def test_an_unknown_column_is_named(client: Client, board: Board, olive: User) -> None:
    page = look(client, board, "Seat,Shoe size\nPilot,42\n")
    assert "“Shoe size” is no column of the table" in page


def test_a_seat_that_is_told_of_in_two_ways_is_refused(
    client: Client, board: Board, olive: User
) -> None:
    page = look(
        client, board, "Seat,Legal basis,Person,From\nA,s.1,Jo,1/1/2025\nA,s.2,Mo,1/1/2026\n"
    )
    assert "Legal basis says “s.2” here and “s.1” in line 2, of the seat “A”" in page


def test_of_two_people_of_one_name_elsewhere_none_is_guessed(
    client: Client, board: Board, olive: User
) -> None:
    Person.objects.create(name="Jo Marsh")
    Person.objects.create(name="Jo Marsh")
    page = look(client, board, HEAD + ",Jo Marsh,Member,1/1/2025,\n")
    assert "Person says “Jo Marsh”, and more than one person is called so" in page


def test_a_clash_names_the_columns_and_both_people(
    client: Client, board: Board, ada: Membership
) -> None:
    page = look(client, board, HEAD + "Harbour master,Jo Marsh,Member,1/6/2024,\n")
    assert (
        "The seat “Harbour master” would have two holders at once: From says “01/06/2024” and "
        "Until says nothing, and Ada Byron has it from “01/05/2024” until nothing."
    ) in page


def test_a_number_that_is_of_another_name_is_refused_with_both(
    client: Client, board: Board, ada: Membership
) -> None:
    head = "Person,Person number,From\n"
    page = look(client, board, f"{head}Jo Marsh,{ada.person_id},1/1/2025\nMo,x,1/1/2025\n")
    assert f"Person says “Jo Marsh”, and Person number says {ada.person_id}, who is Ada" in page
    assert "Person number says “x”" in page


def test_what_changed_since_the_officer_looked_is_shown_again(
    client: Client, board: Board, olive: User
) -> None:
    table = HEAD + "Pilot,,,,\n"
    address = reverse("desk_membership_confirm", args=[board.slug])
    page = client.post(address, {"table": table, "seen": "[]"}).content.decode()
    assert "The board has changed since you looked: nothing is stored yet." in page
    assert not board.seats.exists()


@pytest.mark.parametrize("seen", ["", "{", "3", "[1]"])
def test_a_broken_confirmation_stores_nothing(
    client: Client, board: Board, olive: User, seen: str
) -> None:
    address = reverse("desk_membership_confirm", args=[board.slug])
    for table in ("", HEAD + "Pilot,,,,\n"):
        assert client.post(address, {"table": table, "seen": seen}).status_code == 200
    assert not board.seats.exists()


@pytest.mark.parametrize(
    "content",
    [
        "Seat,Person,From\nPilot,Zoë Müller’s,01/01/2025\n".encode(),
        "\ufeffSeat;Person;From\r\nPilot;Zoë Müller’s;01/01/2025\r\n".encode(),
        "Seat;Person;From\r\nPilot;Zoë Müller’s;01.01.2025\r\n".encode("cp1252"),
        "Seat\tPerson\tFrom\r\nPilot\tZoë Müller’s\t1 January 2025\r\n".encode("utf-16"),
        "sep=;\r\nSEAT;person;from\r\nPilot;Zoë Müller’s;2025-01-01\r\n".encode(),
    ],
)
def test_every_way_spreadsheets_save_a_table_is_read(content: bytes) -> None:
    (row,) = read_sheet(text_of(content)).rows
    assert (row.seat, row.person, row.starts) == ("Pilot", "Zoë Müller’s", dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"\x00\x01\x02\x03", "is not text"),
        (b"Name,Age\nJo,4\n", "first line must name the columns"),
        (b"Seat,Person\n", "headings and no rows"),
        (b'Seat,Person\n"Pilot,Jo\n', "a quotation mark may be missing"),
        (b"Seat\n" + b"a\n" * 600_000, "larger than 1 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NoTable, match=words):
        read_sheet(text_of(content))


def test_a_table_of_more_rows_than_the_most_is_to_be_split(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rotherham_hwb.desk.boards.members.csv_rows.MOST_ROWS", 3)

    assert len(read_sheet("Seat\na\nb\nc\n").rows) == 3
    with pytest.raises(NoTable, match="more than 3 rows"):
        read_sheet("Seat\na\nb\nc\nd\n")


def test_a_line_is_counted_where_it_begins_though_cells_span_lines() -> None:
    sheet = read_sheet('Seat,Person,From\n"Pilot\nof the north",,\n\nA,Jo,never\n')
    assert [row.line for row in sheet.rows] == [2]
    assert [problem.line for problem in sheet.problems] == [5]


def test_what_is_given_out_can_be_loaded_again_and_changes_nothing(
    client: Client, board: Board, ada: Membership
) -> None:
    health = Organisation.objects.create(name="NHS Harbour")
    ada.post = Post.objects.create(title="Director", organisation=health)
    ada.save()
    add_seat(Seat(board=board, position=2, title="=SUM(1)", votes=False), by="a test")
    loose = Person.objects.create(name="Mary Seacole")
    appoint(
        Membership(
            board=board,
            person=loose,
            kind="observer",
            votes=False,
            started_on=dt.date(2023, 1, 1),
            ended_on=dt.date(2024, 1, 1),
        ),
        by="a test",
    )
    answer = client.get(reverse("desk_membership_export", args=[board.slug]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"'=SUM(1)" in answer.content  # no spreadsheet runs it
    page = look(client, board, answer.content)
    assert "The table changes nothing" in page
    assert "3 lines change nothing." in page


def test_the_template_is_a_table_that_can_be_loaded(
    client: Client, board: Board, olive: User
) -> None:
    answer = client.get(reverse("desk_membership_template", args=[board.slug]))
    assert "Store these changes" in look(client, board, answer.content)


@pytest.mark.parametrize(
    "route", ["desk_membership", "desk_membership_template", "desk_membership_export"]
)
def test_only_officers_of_the_board_come_in(client: Client, board: Board, route: str) -> None:
    address = reverse(route, args=[board.slug])
    assert client.get(address).status_code == 302
    client.force_login(factories.officer(factories.board()))
    assert client.get(address).status_code == 404
    assert client.post(reverse("desk_membership_confirm", args=[board.slug])).status_code == 404


def test_html_in_a_cell_is_shown_and_never_run(client: Client, board: Board, olive: User) -> None:
    page = look(client, board, "Seat\n<script>alert(1)</script>\n")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_export_takes_as_many_queries_for_thirty_seats_as_for_three(
    client: Client, board: Board, olive: User
) -> None:
    def asked(seats: int) -> int:
        while board.seats.count() < seats:
            number = board.seats.count() + 1
            Seat.objects.create(board=board, position=number, title=f"Seat {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk_membership_export", args=[board.slug]))
        return len(queries)

    assert asked(3) == asked(30)


def test_a_councillor_known_by_surname_alone_is_sorted_under_it(
    client: Client, board: Board, olive: User
) -> None:
    store(client, board, HEAD + "Pilot,Councillor Lakin,Member,22/01/2025,\n")
    assert board.memberships.get().person.sort_name == "Lakin"


@pytest.mark.parametrize("title", ["=SUM(1)", "'=SUM(1)", "-", "@desk", "'t Hooft seat"])
def test_a_seat_with_any_title_changes_nothing_when_its_export_is_loaded(
    client: Client, board: Board, olive: User, title: str
) -> None:
    add_seat(Seat(board=board, position=1, title=title, votes=True), by=olive)
    answer = client.get(reverse("desk_membership_export", args=[board.slug]))
    assert "The table changes nothing" in look(client, board, answer.content)
