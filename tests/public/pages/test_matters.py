"""What minutes say of other minutes is a link where it stands, and a matter can be followed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minutes.approving import correct_minutes
from minutes.models import Minute, Reference
from rotherham_hwb.shown import matter as threads
from rotherham_hwb.shown.prose import linked, passages, targets_of
from tests import factories
from tests.minutes.writing.test_references import drafted, publish, write

pytestmark = pytest.mark.django_db
MAY, JULY, SEPTEMBER = dt.date(2017, 5, 31), dt.date(2017, 7, 5), dt.date(2017, 9, 20)


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_reference_is_a_link_in_the_text_and_in_the_resolution(client: Client) -> None:
    board = factories.board()
    may = drafted(board, MAY)
    centre = write(may, "3", "Centre")
    publish(may)
    july = drafted(board, JULY)
    minute = write(
        july,
        "15",
        "Matters",
        "Minute No. 3 (Centre), <noted>.\n\n- Minute No. 3 of 31st May\n- Minute No. 2",
        "That Minute No. 3 stand.",
    )
    publish(july)

    page = text_of(client, minute.get_absolute_url())

    start = f'<a class="govuk-link" href="{centre.get_absolute_url()}">'
    for words in ("Minute No. 3 (Centre)", "Minute No. 3", "Minute No. 3"):
        assert f"{start}{words}<" in page
    assert f"That {start}Minute No. 3<" in page
    assert f"<li>{start}Minute No. 3<" in page
    assert "<li>Minute No. 2</li>" in page
    assert "&lt;noted&gt;" in page


def test_the_new_words_of_a_correction_are_links_too(client: Client) -> None:
    first, second, third = chain()
    correct_minutes(
        second.minutes,
        minute=second,
        old="Minute No. 3",
        new="Minute No. 31",
        made_in=third,
        by=factories.officer(first.board),
    )
    led = first.minutes.entries.get(number="31").get_absolute_url()

    assert f'<a class="govuk-link" href="{led}">Minute No. 31<' in text_of(
        client, second.get_absolute_url()
    )


def test_a_text_without_references_stays_text() -> None:
    found = passages("Nothing.")

    assert linked(found, targets_of([]), day=JULY) == found


def chain() -> list[Minute]:
    """A matter of three meetings, each speaking of the one before."""
    board = factories.board()
    made: list[Minute] = []
    said = "The start."
    for day, number in ((MAY, "3"), (JULY, "15"), (SEPTEMBER, "30")):
        minutes = drafted(board, day)
        made.append(write(minutes, number, f"Centre {number}", said, f"That {number} stand."))
        write(minutes, f"{number}1", "Something else")
        publish(minutes)
        said = f"Further to Minute No. {number}."
    return made


def numbers(client: Client, minute: Minute) -> list[str]:
    answer = client.get(f"{minute.get_absolute_url()}thread/")
    return [step.number for step in answer.context["thread"].steps]


def test_a_matter_is_followed_from_any_of_its_meetings(client: Client) -> None:
    first, second, third = chain()

    for each in (first, second, third):
        assert numbers(client, each) == ["3", "15", "30"]
    page = text_of(client, f"{second.get_absolute_url()}thread/")
    assert "That 30 stand." in page
    assert f'<a class="govuk-link" href="#minute-{first.pk}">minute 3 of Wednesday 31 May' in page
    assert "Something else" not in page


def test_a_matter_that_nobody_speaks_of_says_so(client: Client) -> None:
    first, *_ = chain()
    alone = first.minutes.entries.get(number="31")

    assert numbers(client, alone) == ["31"]
    assert "speak of this one" in text_of(client, f"{alone.get_absolute_url()}thread/")


def test_a_thread_that_runs_in_a_circle_ends(client: Client) -> None:
    first, _, third = chain()
    Reference.objects.create(minute=first, position=9, text="Minute No. 30", target=third)

    assert numbers(client, first) == ["3", "15", "30"]


def test_corrections_and_actions_stand_where_they_belong(client: Client) -> None:
    first, _, third = chain()
    first.actions.create(position=1, text="Buy coats.", owner="Ivy Example")
    officer = factories.officer(first.board)
    correct_minutes(
        first.minutes,
        minute=first,
        old="The start.",
        new="The beginning.",
        made_in=third.minutes.entries.get(number="301"),
        by=officer,
    )

    page = text_of(client, f"{first.get_absolute_url()}thread/")
    assert "at the meeting of Wednesday 20 September 2017: “The start.” should read" in page
    assert "Open</strong> Buy coats." in page
    assert numbers(client, first) == ["3", "15", "30", "301"]


@pytest.mark.slow
def test_a_restricted_minute_is_its_safe_title_and_leads_nowhere(client: Client) -> None:
    first, second, third = chain()
    closed = factories.exempt("A lease")
    with factories.past_the_walls():
        Minute.objects.filter(pk=second.pk).update(**closed)
    page = text_of(client, f"{first.get_absolute_url()}thread/")

    assert numbers(client, first) == ["3"]
    assert numbers(client, third) == ["15", "30"]
    assert numbers(client, second) == ["15", "30"]
    assert "Centre 15" not in page
    assert "Centre 15" not in text_of(client, f"{third.get_absolute_url()}thread/")
    client.force_login(factories.officer(first.board))
    assert numbers(client, first) == ["3", "15", "30"]


def test_an_unpublished_minute_is_in_no_thread(client: Client) -> None:
    first, *_ = chain()
    draft = drafted(first.board, dt.date(2017, 11, 1))
    later = write(draft, "40", "Later", "See Minute No. 3.")
    Reference.objects.create(minute=later, position=1, text="Minute No. 3", target=first)

    assert "40" not in numbers(client, first)
    assert client.get(f"{later.get_absolute_url()}thread/").status_code == 404


@pytest.mark.slow
def test_a_long_thread_takes_as_many_queries_and_is_bounded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = chain()
    alone = first.minutes.entries.get(number="31")

    def queries(minute: Minute) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{minute.get_absolute_url()}thread/")
        return len(captured)

    assert queries(first) == queries(alone)
    monkeypatch.setattr(threads, "MOST", 2)
    assert numbers(client, first) == ["3", "15"]
    page = text_of(client, f"{first.get_absolute_url()}thread/")
    assert "more minutes than one page holds" in page


@pytest.mark.slow
def test_the_page_of_a_minute_leads_to_its_thread_and_its_files(client: Client) -> None:
    first, *_ = chain()
    page = client.get(first.get_absolute_url()).content.decode()
    whole = client.get(first.minutes.get_absolute_url()).content.decode()

    assert f'href="{first.get_absolute_url()}thread/"' in page
    assert f'href="{first.get_absolute_url()}extract.pdf"' in page
    assert f'href="{first.minutes.get_absolute_url()}minutes.pdf"' in whole
