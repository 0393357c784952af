"""The agenda and the minutes as Word files, opened again and read."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from meetings.models import AgendaItem, Board, Meeting, Presenter, User
from meetings.workflow import add_item, section_of
from minutes import workflow as minutes_room
from minutes.models import Attendance, Minute, Minutes, Resolution
from reports.workflow import place_paper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", signatory_name="Jo Marsh", signatory_post="Clerk")


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    venue = "Town Hall\nMoorgate Street"
    return factories.meeting(board, items=0, by=olive, date=dt.date(2016, 9, 21), venue=venue)


def opened(client: Client, route: str, meeting: Meeting, **query: str) -> Any:
    answer = client.get(reverse(route, args=[meeting.pk]), query)
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    return Document(io.BytesIO(answer.content))


def words(document: Any) -> list[str]:
    """Every paragraph and every cell."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [each.text for each in document.paragraphs] + cells


def headings(document: Any) -> list[tuple[str, str]]:
    return [
        (each.style.name, each.text)
        for each in document.paragraphs
        if each.style.name.startswith(("Heading", "Title"))
    ]


def agenda_of(meeting: Meeting) -> None:
    add_item(
        AgendaItem(
            meeting=meeting,
            position=1,
            number="1",
            title="Winter plan",
            section=section_of(meeting, "For decision"),
            notes=["A note below it"],
        ),
        presenters=(Presenter(name="Ada Byron", role="Public Health"),),
        by="a test",
    )
    report = factories.paper(meeting.items.get(), "Ready for snow")
    appendix = factories.paper(factories.item(meeting, "Another"), "Gritting routes")
    place_paper(appendix, meeting.items.get(number="1"), under=report.placements.get(), by="a test")


def test_the_agenda_has_headings_a_table_and_lists(client: Client, meeting: Meeting) -> None:
    agenda_of(meeting)

    document = opened(client, "desk_agenda_word", meeting)

    assert headings(document) == [
        ("Title", "Harbour Board"),
        ("Heading 1", "Agenda"),
        ("Heading 2", "For decision"),
        ("Heading 3", "1. Winter plan"),
        ("Heading 2", "2. Another"),
    ]
    said = words(document)
    for each in ("Ada Byron, Public Health", "A note below it", "Jo Marsh Clerk"):
        assert each in said
    lists = {
        each.text: each.style.name for each in document.paragraphs if "List" in each.style.name
    }
    assert lists["Ready for snow"] == "List Bullet"
    assert lists["Appendix: Gritting routes"] == "List Bullet 2"


def test_dates_and_place_are_in_the_boards_style(client: Client, meeting: Meeting) -> None:
    said = words(opened(client, "desk_agenda_word", meeting))
    assert "Wednesday, 21st September, 2016" in said
    assert "9.00 a.m." in said
    assert "Town Hall, Moorgate Street" in said
    assert "There are no items on the agenda yet." in said


def test_the_file_says_its_language_its_title_and_its_table_headers(
    client: Client, meeting: Meeting
) -> None:
    document = opened(client, "desk_agenda_word", meeting)

    facts = document.core_properties
    assert facts.title == "Harbour Board: agenda, Wednesday, 21st September, 2016"
    assert (facts.language, facts.author) == ("en-GB", "Harbour Board")
    said = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert said == {"en-GB"}
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_restricted_item_is_marked_in_the_officers_copy_and_absent_from_the_other(
    client: Client, meeting: Meeting
) -> None:
    secret = factories.private_item(meeting, "canary title", notes=["canary note"])
    factories.paper(secret, "canary paper", **factories.exempt("A paper"))
    opening = meeting.items.exclude(pk=secret.pk).get()
    factories.paper(opening, "canary beside", **factories.exempt("A safe paper"))

    said = "\n".join(words(opened(client, "desk_agenda_word", meeting)))
    for each in ("canary title", "canary note", "canary paper (Exempt)", "canary beside (Exempt)"):
        assert each in said
    assert "Officer’s copy. It holds restricted items" in said
    assert "the press and public be excluded from the meeting while items 1 and 2" in said
    assert "Exempt. Not for publication" in said

    answer = client.get(reverse("desk_agenda_word", args=[meeting.pk]), {"copy": "public"})
    assert b"canary" not in answer.content
    document = Document(io.BytesIO(answer.content))
    xml = document.element.xml + document.sections[0].footer._element.xml
    assert "canary" not in xml
    assert "canary" not in document.core_properties.title
    assert secret.safe_title in xml
    assert "A safe paper (not for publication)" in xml
    assert "Officer’s copy" not in xml


@pytest.fixture
def taken(meeting: Meeting) -> Minutes:
    made = minutes_room.start_minutes(Minutes(meeting=meeting), by="a test")
    minutes_room.record_attendance(
        made, Attendance(name="Ada Byron", role="in the Chair", group="Members", position=1)
    )
    minutes_room.record_attendance(
        made, Attendance(name="Mary Seacole", kind="apologies", position=2)
    )
    for position, (title, fields) in enumerate(
        (("Winter plan", {}), ("canary minute", factories.exempt("A private matter"))), start=1
    ):
        entry = minutes_room.write_minute(
            Minute(
                minutes=made,
                series=minutes_room.series_for(made),
                position=position,
                number=str(40 + position),
                title=title,
                text=f"What was said of {title}.\n\n- First point",
                **fields,
            ),
            resolutions=(Resolution(text=f"One of {title}"), Resolution(text="The other")),
        )
        factories.action(entry, "Buy grit", "Jo Marsh")
    return made


def test_the_minutes_have_attendance_limbs_and_actions(
    client: Client, meeting: Meeting, taken: Minutes
) -> None:
    document = opened(client, "desk_minutes_word", meeting)

    names = [name for name, _ in headings(document)]
    assert names == ["Title", "Heading 1", "Heading 1", "Heading 1", "Heading 2", "Heading 2"]
    said = words(document)
    for each in (
        "Ada Byron",
        "Mary Seacole",
        "Draft",
        "41. Winter plan",
        "What was said of Winter plan.",
        "First point",
        "Resolved:-",
        "(1)\tOne of Winter plan",
        "(2)\tThe other",
        "Action:- Buy grit (Jo Marsh)",
        "42. canary minute",
        "Exempt. Not for publication.",
    ):
        assert each in said, each


def test_the_publics_minutes_hold_no_restricted_word(
    client: Client, meeting: Meeting, taken: Minutes
) -> None:
    document = opened(client, "desk_minutes_word", meeting, copy="public")
    assert "canary" not in document.element.xml
    assert "42. A private matter" in words(document)


def test_what_is_to_follow_says_why_and_when(client: Client, meeting: Meeting) -> None:
    factories.item(
        meeting,
        "Winter plan",
        kind="to_follow",
        awaited_reason="The figures are late.",
        awaited_on=dt.date(2016, 9, 19),
    )
    said = words(opened(client, "desk_agenda_word", meeting))
    assert "To follow: The figures are late. Expected Monday 19 September 2016." in said


def test_a_character_that_word_cannot_hold_is_left_out(client: Client, meeting: Meeting) -> None:
    odd = "Winter\x0b plan\x1f <b>bold</b> ﷽ 🐟\nand more"
    factories.item(meeting, notes=[odd])
    said = "\n".join(words(opened(client, "desk_agenda_word", meeting)))
    assert "Winter plan <b>bold</b> ﷽ 🐟" in said


@pytest.mark.parametrize("route", ["desk_agenda_word", "desk_minutes_word"])
def test_only_officers_of_the_board_get_the_file(
    meeting: Meeting, taken: Minutes, board: Board, route: str
) -> None:
    address = reverse(route, args=[meeting.pk])
    assert Client().get(address).status_code == 302
    for somebody in (
        factories.user(board=board, role="member"),
        factories.officer(factories.board()),
    ):
        other = Client()
        other.force_login(somebody)
        assert other.get(address).status_code == 404


def test_a_meeting_without_minutes_has_no_file_of_them(client: Client, meeting: Meeting) -> None:
    assert client.get(reverse("desk_minutes_word", args=[meeting.pk])).status_code == 404


@pytest.mark.slow
def test_thirty_items_take_no_more_queries_than_three(client: Client, meeting: Meeting) -> None:
    def asked(items: int) -> int:
        while meeting.items.count() < items:
            factories.paper(factories.item(meeting))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk_agenda_word", args=[meeting.pk]))
        return len(queries)

    assert asked(3) == asked(30)
