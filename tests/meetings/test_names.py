"""Names: nothing unseen is typed into one, whichever way it comes."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from meetings import invitations
from meetings.access import RoleKind
from meetings.boards import add_user
from meetings.models import Board, Invitation, Person, User
from meetings.models.name_field import NameBox, NameField
from meetings.names import composed_name, plain_name, why_no_name
from reports.files.receiving import LimitedUpload
from rotherham_hwb.desk.boards.members.csv_rows import read_sheet
from rotherham_hwb.packs.meeting_file.yaml_nodes import FileFault, read_nodes
from tests import factories

UNSEEN = {
    "\n": "line break",
    "\r": "line break",
    "\t": "tab",
    "\0": "null character",
    "\x1b": "control character U+001B",
    "\x85": "control character U+0085",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u200b": "zero width space",
    "\u200d": "zero width joiner",
    "\ufeff": "zero width no-break space",
    "\u2060": "word joiner",
    "\u00ad": "soft hyphen",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u061c": "arabic letter mark",
    "\u3164": "hangul filler",
    "\ufe0f": "variation selector-16",
    "\U000e0041": "tag latin capital letter a",
    "\uffff": "control character U+FFFF",
    "\ud800": "control character U+D800",
}
NAMES = [
    "Ada Byron",
    "Siân O’Neill-Ødegård",
    "Zoë (née Łuk)",
    "李小龍",
    "محمد",
    "St John’s, Ward 2",
]


@pytest.mark.parametrize("letter", UNSEEN, ids=[f"{ord(each):04X}" for each in UNSEEN])
def test_a_letter_that_cannot_be_seen_is_named_with_its_place(letter: str) -> None:
    assert why_no_name(f"Jo{letter}Marsh").startswith(
        f"Take out the {UNSEEN[letter]} after “Jo” (character 3): "
    )
    assert "at the start (character 1)" in why_no_name(f"{letter}Jo")
    assert not why_no_name(plain_name(f"Jo{letter}Marsh"))


def test_every_control_and_format_letter_is_caught() -> None:
    seen = {"\u0600", "\u06dd", "\u08e2", "\U000110bd", "\U000110cd"}  # Arabic and Kaithi signs
    kinds = ("Cc", "Cf", "Zl", "Zp", "Cs")
    every = (chr(code) for code in range(0x110000))
    unseen = [each for each in every if unicodedata.category(each) in kinds]
    let_in = {each for each in unseen if not why_no_name(each)}

    assert {each for each in let_in if not "\u0600" <= each <= "\u0605"} <= seen | {
        *map(chr, range(0x890, 0x892)),
        *map(chr, range(0x13430, 0x13440)),  # joiners of hieroglyphs, drawn with them
    }


@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_the_world_stay_as_they_are(name: str) -> None:
    assert plain_name(name) == composed_name(name) == name
    assert not why_no_name(name)


def test_letters_are_composed_and_spaces_are_plain() -> None:
    assert composed_name("Sia\u0302n\u00a0Neill ") == plain_name("Sia\u0302n\u00a0Neill ")
    assert composed_name("Sia\u0302n\u00a0Neill ") == "Siân Neill"


def test_a_box_for_a_name_refuses_once_and_with_its_place() -> None:
    class Box(forms.Form):
        name = NameBox(max_length=20)

    assert Box({"name": " Sia\u0302n "}).is_valid()
    for said in ("Jo\0Marsh", "Jo\r\nMarsh"):
        form = Box({"name": said})
        assert len(form.errors["name"]) == 1
        assert "after “Jo” (character 3)" in form.errors["name"][0]


ONE_LINE_BUT_NO_NAME = {  # what no person types, and notes that stand on no line of print
    *(
        "slug",
        "sha256",
        "plan_sha256",
        "original_sha256",
        "digest",
        "draft",
        "kind",
        "key",
        "action",
        "record_type",
        "record_id",
        "step",
        "section",
    ),
    *("one", "other", "why", "series", "leaf_series", "password"),
    *("note", "help", "alt", "number", "label", "text"),
    *("primary", "accent"),  # colours
}


def test_every_line_that_people_type_is_a_name() -> None:
    ours = ("meetings", "reports", "minutes", "rotherham_hwb", "checks", "packs", "outbox")
    loose = []
    for model in apps.get_models():
        fields = model._meta.local_fields if model._meta.app_label in ours else ()
        for field in fields:
            line = field.base_field if isinstance(field, ArrayField) else field
            if type(line) is models.CharField and not line.choices:
                loose.append(field.name)

    assert set(loose) - ONE_LINE_BUT_NO_NAME == {"notes"}  # codes of what an inspection found
    assert isinstance(Board._meta.get_field("variants").base_field, NameField)


@pytest.mark.django_db
def test_what_comes_past_every_form_is_stored_plain() -> None:
    made = User.objects.create_user(email="jo@example.org", name="Jo\r\nBcc: a@b\u202e")
    User.objects.filter(pk=made.pk).update(name="Jo\u200b Marsh")

    made.refresh_from_db()
    assert made.name == "Jo Marsh"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [User, Person, Board, Invitation])
def test_the_database_refuses_it_too(model: type[models.Model]) -> None:
    board = factories.board()
    officer = factories.officer(board)
    invitations.invite(
        email="a@example.org", name="A", board=board, kind=RoleKind.MEMBER, by=officer
    )
    Person.objects.create(name="Ada")
    sql = f"UPDATE {model._meta.db_table} SET name = %s"
    for letter in ("\n", "\u202e", "\u200b", "\U000e0041"):
        with (
            pytest.raises(IntegrityError, match="seen_whole"),
            transaction.atomic(),
            connection.cursor() as sent,
        ):
            sent.execute(sql, [f"Ada{letter}Byron"])
    with connection.cursor() as sent:
        sent.execute(sql, ["Siân O’Neill-Ødegård, 李"])


@pytest.mark.django_db
def test_verbs_and_commands_refuse_it() -> None:
    board = factories.board()
    officer = factories.officer(board)
    with pytest.raises(ValidationError, match="right-to-left override after “Jo”"):
        add_user(
            email="jo@example.org", name="Jo\u202eMarsh", password="xhBvfq72-slow", by="a test"
        )
    with pytest.raises(ValidationError, match="line break after “Jo”"):
        invitations.invite(
            email="a@example.org", name="Jo\nM", board=board, kind=RoleKind.MEMBER, by=officer
        )
    with pytest.raises(CommandError, match="zero width space after “Public”"):
        call_command("add_board", "Public\u200bHealth", stdout=io.StringIO())


@pytest.mark.django_db
def test_the_form_of_an_invitation_says_where(client: Client) -> None:
    board = factories.board()
    client.force_login(factories.officer(board))
    told = {"name": "Jo\r\nMarsh", "email": "jo@example.org", "kind": "member"}

    said = client.post(f"/desk/boards/{board.slug}/people/add/", told).content.decode()

    assert "Take out the line break after “Jo” (character 3)" in said
    assert not Invitation.objects.exists()


def test_a_table_of_members_says_in_which_column() -> None:
    sheet = read_sheet("Seat,Person\nChair,Jo\u202eMarsh\n")

    (problem,) = sheet.problems
    assert problem.line == 2
    assert problem.sentence.startswith("Person: Take out the right-to-left override after “Jo”")


def test_a_meeting_file_says_on_which_line(tmp_path: Path) -> None:
    file = tmp_path / "meeting.yaml"
    file.write_text('board: "Cabinet\\u202e"\n')
    board = read_nodes(file, "the meeting").fields(frozenset({"board"}))["board"]

    with pytest.raises(FileFault, match=r"line 1: “board” .* right-to-left override after “Cab"):
        board.text()


def test_the_name_of_a_file_that_comes_in_is_made_plain() -> None:
    upload = LimitedUpload()
    upload.declared = 1
    upload.new_file("file", "Report\u202efdp.exe\u200b.pdf", "application/pdf", 1)

    assert upload.file.name == "Reportfdp.exe.pdf"
