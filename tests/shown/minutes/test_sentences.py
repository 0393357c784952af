"""What minutes tell besides their text: the same to everybody, in print, on the page, in Word."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from meetings.access import PUBLIC
from minutes.decisions import voting
from minutes.models import Resolution, SubHeading
from minutes.workflow import publish_minutes, send_to_chair
from rotherham_hwb.packs.contents.minutes import minutes_html
from rotherham_hwb.shown.viewers import officer_of
from tests import factories
from tests.minutes.full import TOLD, Full

pytestmark = pytest.mark.django_db


class Words:
    """A made-up word for each place that is not public."""

    def __init__(self) -> None:
        self.serial = itertools.count(1)
        self.planted: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        word = f"canary{next(self.serial)}x"
        self.planted[word] = where
        return word

    def found_in(self, text: str) -> set[str]:
        return {where for word, where in self.planted.items() if word in text}

    @property
    def private(self) -> set[str]:
        return {where for where in self.planted.values() if "lost" not in where}


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def full(words: Words) -> Full:
    board = factories.board(decision_word="Agreed")
    return Full(board, factories.officer(board), words)


def plain(html: str) -> str:
    bare = re.sub(r"<(script|style|head)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def page(client: Client, full: Full) -> str:
    return client.get(full.minutes.get_absolute_url()).content.decode()


def word_file(client: Client, full: Full, **query: str) -> str:
    answer = client.get(reverse("desk_minutes_word", args=[full.minutes.meeting_id]), query)
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(each.text for each in document.paragraphs), *cells]).split())


def untold(text: str) -> list[str]:
    return [each for each in TOLD if each not in text]


def test_print_tells_all_of_it(full: Full, words: Words) -> None:
    public = minutes_html(full.minutes, PUBLIC)
    closed = minutes_html(full.minutes, officer_of(full.board))

    assert untold(plain(public)) == []
    assert words.found_in(public) == set()
    assert words.found_in(closed) == words.private
    for each in (
        "Bea Late arrived at 9.20 a.m. ",
        "Agreed:- (1) That the report be noted.",
        "Agreed:- (2) That a third bus run. Action:- Terri Roche",
        "re-admitted to the meeting at 10.45 a.m. ",
        '<th scope="col">Route</th>',
    ):
        assert each in (public if each.startswith("<") else plain(public)), each
    assert "<b>script</b>" not in public
    assert "Eli Vote left" not in plain(public)
    assert "Eli Vote left the room at 10.07 a.m. and returned at 10.08 a.m." in plain(closed)


def test_the_page_tells_all_of_it(client: Client, full: Full, words: Words) -> None:
    full.publish()
    public = page(client, full)
    client.force_login(full.officer)
    closed = page(client, full)

    assert untold(plain(public)) == []
    assert words.found_in(public) == set()
    assert words.found_in(closed) == words.private
    for each in ("Bea Late arrived at 9:20 am.", "Agreed (1) That the report", "(2) That a third"):
        assert each in plain(public)
    assert "<b>script</b>" not in public
    assert "Eli Vote left" not in plain(public)
    assert "Eli Vote left the room at 10:07 am and returned at 10:08 am." in plain(closed)


def test_a_minutes_own_page_tells_what_is_in_it(client: Client, full: Full, words: Words) -> None:
    full.publish()
    told = plain(client.get(full.open.get_absolute_url()).content.decode())
    secret = client.get(full.secret.get_absolute_url()).content.decode()

    assert "Eli Vote asked that their vote against be recorded." in told
    assert "The press and public were excluded for Minute No. 982." in told
    assert "“ten buses” should read “two buses”." in told
    assert "Bee Late" not in told
    assert "An open summary of the offers." in secret
    assert words.found_in(secret) == set()


def test_the_word_file_tells_all_of_it(client: Client, full: Full, words: Words) -> None:
    client.force_login(full.officer)
    public, closed = word_file(client, full, copy="public"), word_file(client, full)

    assert untold(public) == []
    assert words.found_in(public) == set()
    assert words.found_in(closed) == words.private
    assert "Agreed:- (2) That a third bus run. Action:- Terri Roche" in public


def test_members_are_told_of_a_private_minute_and_partners_are_not(
    client: Client, full: Full, words: Words
) -> None:
    full.publish()
    for role, seen in (("member", words.private), ("partner", set())):
        client.force_login(factories.user(board=full.board, role=role))
        assert words.found_in(page(client, full)) == seen


@pytest.mark.slow
def test_a_correction_is_told_at_once_and_leads_to_what_made_it_when_that_is_out(
    client: Client, full: Full
) -> None:
    full.publish()
    later = factories.minutes(
        factories.meeting(full.board, state="called", date=dt.date(2025, 3, 19))
    )
    made_in = factories.minute(later, "Minutes of the previous meeting", number="99")
    full.minutes.corrections.create(
        minute=full.open, made_in=made_in, old="North", new="", made_by=full.officer,
        made_at=timezone.now(),
    )  # fmt: skip
    told = "“North” is struck out."

    assert told in page(client, full)
    assert made_in.get_absolute_url() not in page(client, full)
    printed = minutes_html(full.minutes, officer_of(full.board))
    assert f"Corrected on Wednesday, 19th March, 2025: {told}" in printed
    assert "Minute No. 99" not in printed + page(client, full)
    send_to_chair(later, by=full.officer)
    publish_minutes(later, by=full.officer)
    assert "Corrected on Wednesday, 19th March, 2025 (Minute No. 99): “North”" in minutes_html(
        full.minutes, officer_of(full.board)
    )
    assert f'href="{made_in.get_absolute_url()}">Minute No. 99</a>): {told}' in page(client, full)


def test_an_exclusion_to_the_end_and_a_vote_without_counts(full: Full) -> None:
    full.minutes.exclusions.update(last=None)
    full.open.resolutions.update(kind=Resolution.Kind.EXCLUSION)
    told: dict[str, Any] = {"motion": "That it be so.", "by": full.officer}
    voting.record_vote(full.open, manner="agreed", **told)
    voting.record_vote(full.open, manner="hands", outcome="lost", **told)
    voting.record_vote(full.open, manner="counted", in_favour=1, against=1, **told)
    public = plain(minutes_html(full.minutes, PUBLIC))

    for each in (
        "The press and public were excluded for the rest of the meeting.",
        "Resolved:- (1) That the report be noted.",
        "Agreed without a vote: Carried",
        "By show of hands: Lost",
        "abstained 0: Not decided The votes were equal, and no casting vote was given.",
    ):
        assert each in public
    assert "re-admitted" not in public


def test_interests_are_listed_where_a_minute_is_about_them(full: Full) -> None:
    factories.minute(full.minutes, "Declarations of Interest")
    html = plain(minutes_html(full.minutes, PUBLIC))

    assert "Declarations of interest:-" not in html
    assert (
        "Declarations of Interest Cy Keen declared a disclosable pecuniary interest in item 1"
        in html
    )


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.slow
def test_thirty_minutes_take_no_more_queries_than_three(client: Client, full: Full) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            number = str(full.minutes.entries.count() + 1)  # far from those that are there
            minute = factories.minute(
                full.minutes, "Business", number=number, text="See Minute No. 981."
            )
            below = SubHeading.objects.create(minute=minute, position=1, heading="Below")
            Resolution.objects.create(minute=minute, position=1, text="That it be so.", under=below)
            voting.record_vote(
                minute, motion="M", manner="named", ballots={full.ada: "for"}, by=full.officer
            )

    fill(3)
    client.force_login(full.officer)
    address = full.minutes.get_absolute_url()
    few = queries(client, address)
    one = queries(client, full.open.get_absolute_url())
    fill(27)

    assert queries(client, address) == few
    assert queries(client, full.open.get_absolute_url()) == one


def test_a_section_takes_no_more_queries_for_more_minutes(full: Full) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            minutes_html(full.minutes, officer_of(full.board))
        return len(seen)

    few = count()
    for _ in range(5):
        minute = factories.minute(full.minutes, "Business")
        told: dict[str, Any] = {"motion": "M", "manner": "named", "by": full.officer}
        voting.record_vote(minute, ballots={full.ada: "for"}, **told)
    assert count() == few
