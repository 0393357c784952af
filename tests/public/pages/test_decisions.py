"""The register of decisions: what it holds, how it is narrowed, and what it must not tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, User
from minutes import workflow as minutes_room
from minutes.models import Correction, Minute, Minutes, Resolution, Vote
from tests import factories
from tests.public.world import Town

pytestmark = pytest.mark.django_db
ADDRESS = "/decisions/"


@pytest.fixture
def town() -> Town:
    """For its own test alone: others here look at an empty portal."""
    return Town(timezone.localdate())


class Register:
    """A board whose minutes are published as they are written."""

    def __init__(self, name: str = "Harbour Cabinet") -> None:
        self.board: Board = factories.board(name)
        self.officer: User = factories.officer(self.board)

    def minutes(self, day: dt.date, *minutes: dict[str, Any], publish: bool = True) -> Minutes:
        meeting = factories.meeting(self.board, state="held", date=day, by=self.officer)
        made = minutes_room.start_minutes(Minutes(meeting=meeting), by=self.officer)
        for fields in minutes:
            limbs = fields.pop("limbs", ({"text": "That it be done."},))
            minute = factories.minute(made, **fields)
            for position, limb in enumerate(limbs, start=1):
                Resolution.objects.create(minute=minute, position=position, **limb)
        minutes_room.send_to_chair(made, by=self.officer)
        return minutes_room.publish_minutes(made, by=self.officer) if publish else made


def lines(client: Client, query: str = "") -> list[Any]:
    found: list[Any] = list(client.get(f"{ADDRESS}{query}").context["lines"])
    return found


def titles(client: Client, query: str = "") -> list[str]:
    return [line.title for line in lines(client, query)]


@pytest.fixture
def register() -> Register:
    return Register()


def test_the_register_holds_what_was_resolved_the_newest_first(
    client: Client, register: Register
) -> None:
    register.minutes(dt.date(2025, 1, 22), {"title": "Old pier"}, {"title": "Old quay"})
    register.minutes(dt.date(2025, 3, 5), {"title": "New pier"})

    assert titles(client) == ["New pier", "Old pier", "Old quay"]


def test_a_line_leads_to_its_minute_and_says_what_was_decided(
    client: Client, register: Register
) -> None:
    limbs = ({"text": "That it be mended.", "label": "(1)"}, {"text": "Noted.", "kind": "noted"})
    minutes = register.minutes(dt.date(2025, 1, 22), {"title": "Pier", "limbs": limbs})
    minute = minutes.entries.get()
    with factories.past_the_walls():
        Vote.objects.create(
            minute=minute,
            position=1,
            motion="To mend it",
            manner="counted",
            in_favour=3,
            against=3,
            abstained=0,
            casting="for",
            outcome="carried",
        )

    page = client.get(ADDRESS).content.decode()

    assert minute.get_absolute_url() in page
    for words in ("(1)", "That it be mended.", "Noted", "Draft minutes", "Carried"):
        assert words in page
    assert page.count("govuk-tag--grey") == 1, "a plain decision needs no tag"
    assert "Counted: 3 in favour, 3 against, 0 abstained, casting vote in favour" in page


def test_a_limb_that_was_lost_is_no_decision(client: Client, register: Register) -> None:
    lost = {"text": "That it be sold.", "fate": "lost"}
    register.minutes(dt.date(2025, 1, 22), {"title": "Pier", "limbs": (lost,)})
    kept = {"text": "That it be kept."}
    register.minutes(dt.date(2025, 3, 5), {"title": "Quay", "limbs": (kept, lost)})

    assert titles(client) == ["Quay"]
    assert [limb.passages[0].lines[0] for limb in lines(client)[0].limbs] == ["That it be kept."]


def test_minutes_that_are_not_public_are_not_in_it_even_for_officers(
    client: Client, register: Register
) -> None:
    register.minutes(dt.date(2025, 1, 22), {"title": "Pier"}, publish=False)

    assert titles(client) == []
    client.force_login(register.officer)
    assert titles(client) == []


def test_a_corrected_minute_says_so(client: Client, register: Register) -> None:
    minutes = register.minutes(dt.date(2025, 1, 22), {"title": "Pier"}, {"title": "Quay"})
    Correction.objects.create(
        minutes=minutes,
        minute=minutes.entries.first(),
        old="done",
        new="begun",
        made_at=timezone.now(),
        made_by=register.officer,
    )

    assert [line.corrected for line in lines(client)] == [True, False]


@pytest.fixture
def many(register: Register) -> Register:
    kinds = (
        {"title": "Pier", "limbs": ({"text": "Mend the planks."}, {"text": "x", "kind": "noted"})},
        {"title": "Planks", "limbs": ({"text": "Noted.", "kind": "noted"},)},
    )
    register.minutes(dt.date(2025, 1, 22), *kinds)
    Register("Town Board").minutes(dt.date(2025, 3, 5), {"title": "Library"})
    return register


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?words=planks", ["Pier", "Planks"]),
        ("?words=mend PLANKS", ["Pier"]),
        ("?words=zebra", []),
        ("?kind=noted", ["Pier", "Planks"]),
        ("?kind=noted&words=planks", ["Planks"]),
        ("?since_day=1&since_month=2&since_year=2025", ["Library"]),
        ("?until_day=1&until_month=2&until_year=2025", ["Pier", "Planks"]),
        ("?since_day=5&since_month=3&since_year=2025&words=lib", ["Library"]),
        ("", ["Library", "Pier", "Planks"]),
    ],
)
def test_it_is_narrowed(client: Client, many: Register, query: str, expected: list[str]) -> None:
    assert titles(client, query) == expected


def test_it_is_narrowed_by_board_and_by_meeting(client: Client, many: Register) -> None:
    meeting = many.board.meetings.get()

    assert titles(client, f"?board={many.board.slug}") == ["Pier", "Planks"]
    assert titles(client, f"?meeting={meeting.pk}") == ["Pier", "Planks"]
    assert titles(client, f"?meeting={meeting.pk}&words=mend") == ["Pier"]


def test_only_the_limbs_asked_for_are_shown(client: Client, many: Register) -> None:
    [pier, _] = lines(client, "?kind=noted")

    assert [limb.kind for limb in pier.limbs] == ["Noted"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since_day=31&since_month=2&since_year=2025", "First day must be a real date"),
        ("until_day=1&until_month=&until_year=", "Last day must be a real date"),
        (
            "since_day=2&since_month=2&since_year=2025&until_day=1&until_month=2&until_year=2025",
            "Enter a last day that is not before the first one.",
        ),
        ("board=nowhere", "Select a board from the list."),
        ("kind=nonsense", "Select a kind from the list."),
        ("meeting=999999", "There is no such meeting"),
        ("meeting=x", "There is no such meeting"),
    ],
)
def test_a_bad_filter_is_answered_with_a_sentence_and_keeps_the_rest(
    client: Client, many: Register, query: str, sentence: str
) -> None:
    answer = client.get(f"{ADDRESS}?words=planks&{query}")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert sentence in page
    assert 'value="planks"' in page
    assert not answer.context["lines"]


def test_letters_no_text_can_hold_are_answered_with_a_sentence(client: Client) -> None:
    answer = client.get(f"{ADDRESS}?words=%00")

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_every_field_of_the_form_has_its_label(client: Client) -> None:
    labels = [field.label for field in client.get(ADDRESS).context["form"].visible_fields()]

    expected = ["Words in the decision or its title", "Board", "Kind", "First day", "Last day"]
    assert labels == expected


def test_an_empty_register_says_what_comes(client: Client) -> None:
    assert "There are no decisions here yet" in client.get(ADDRESS).content.decode()
    assert "No such decision was found" in client.get(f"{ADDRESS}?words=x").content.decode()


@pytest.fixture
def secret(register: Register) -> Minute:
    fields = factories.exempt("A purchase of land")
    minutes = register.minutes(
        dt.date(2025, 1, 22),
        {
            "title": "Purchase of the cannery",
            "public_summary": "The cabinet bought land.",
            "limbs": ({"text": "That the okapi be bought.", "kind": "noted"},),
            **fields,
        },
    )
    found: Minute = minutes.entries.get()
    return found


def test_of_a_restricted_minute_there_is_its_safe_title_and_summary_alone(
    client: Client, secret: Minute
) -> None:
    [line] = lines(client)
    page = client.get(ADDRESS).content.decode()

    assert (line.title, line.withheld, line.limbs) == ("A purchase of land", True, ())
    assert "The cabinet bought land." in page
    for hidden in ("cannery", "okapi"):
        assert hidden not in page


@pytest.mark.parametrize("query", ["?words=okapi", "?words=cannery", "?kind=noted"])
def test_a_restricted_minute_is_not_found_by_what_it_hides(
    client: Client, secret: Minute, query: str
) -> None:
    assert lines(client, query) == []


@pytest.mark.parametrize("query", ["?words=land", "?words=purchase bought"])
def test_a_restricted_minute_is_found_by_what_is_told_of_it(
    client: Client, secret: Minute, query: str
) -> None:
    assert len(lines(client, query)) == 1


def test_a_member_of_the_board_reads_an_exempt_decision(client: Client, secret: Minute) -> None:
    client.force_login(factories.user(board=secret.board, role="member"))

    [line] = lines(client, "?words=okapi")

    assert (line.title, line.withheld) == ("Purchase of the cannery", False)


@pytest.mark.slow
def test_the_register_takes_the_same_queries_at_three_rows_and_at_thirty(
    client: Client, register: Register
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            client.get(ADDRESS)
        return len(taken)

    register.minutes(dt.date(2025, 1, 22), *({"title": f"Pier {n}"} for n in range(3)))
    few = queries()
    register.minutes(dt.date(2025, 3, 5), *({"title": f"Quay {n}"} for n in range(27)))

    assert queries() == few
    assert len(lines(client)) == 20
    assert len(lines(client, "?page=2")) == 10


def test_the_board_the_meeting_and_the_menu_lead_to_the_register(
    client: Client, town: Town
) -> None:
    board = client.get(town.board.get_absolute_url()).content.decode()
    meeting = client.get(town.held.get_absolute_url()).content.decode()

    assert f'href="{reverse("decisions")}"' in board
    assert f"{ADDRESS}?board={town.board.slug}" in board
    assert f"{ADDRESS}?meeting={town.held.pk}" in meeting
