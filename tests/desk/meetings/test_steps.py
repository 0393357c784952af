"""The steps beside every page of a meeting, and the one thing to do next."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, Meeting, User
from meetings.workflow import call_meeting, cancel_meeting, postpone_meeting
from minutes.attendance.attending import begin_meeting, end_meeting, open_minutes
from minutes.models import Minute, Minutes
from minutes.workflow import publish_minutes, send_to_chair, start_minutes, write_minute
from reports.signing import clear_papers, to_clear
from rotherham_hwb.desk.meetings.steps import publish_by, read_rail
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + dt.timedelta(days=40)
WHERE = "Town Hall"
LONDON = ZoneInfo("Europe/London")


def state(meeting: Meeting, step: str) -> str:
    return next(each.state for each in read_rail(meeting).steps if each.name == step)


def words(meeting: Meeting) -> str:
    found = read_rail(meeting).next
    return found.words if found else ""


def test_a_draft_is_completed_and_then_its_date_is_made_public(board: Board, olive: User) -> None:
    vague = factories.meeting(board, by=olive, state="draft", items=0, date=SOON, time=None)
    assert (state(vague, "Details"), words(vague)) == (
        "Time to be confirmed",
        "Complete its details",
    )
    ready = factories.meeting(board, by=olive, state="draft", items=0, date=SOON, venue=WHERE)
    assert (state(ready, "Details"), words(ready)) == ("Not public yet", "Make the date public")


def test_the_agenda_the_papers_the_clearing_the_pack_and_the_publication_follow(
    board: Board, olive: User
) -> None:
    empty = factories.meeting(board, by=olive, state="called", items=0, date=SOON, venue=WHERE)
    assert (state(empty, "Agenda"), words(empty)) == ("Empty", "Build the agenda")
    item = factories.item(empty, kind="paper")
    assert (state(empty, "Papers"), words(empty)) == ("0 of 1", "Upload papers")
    factories.paper(item)
    assert (state(empty, "Papers"), words(empty)) == ("1 of 1", "Clear the papers")
    assert state(empty, "Sign-off") == "1 to clear"
    clear_papers(to_clear(empty), by=olive)
    assert (state(empty, "Sign-off"), words(empty)) == ("All cleared", "Compile the pack")
    link = read_rail(empty).next
    assert link
    assert (link.href, link.stage) == (reverse("desk_compile", args=[empty.pk]), "published")


def test_a_compiled_pack_is_to_be_published(board: Board, olive: User) -> None:
    meeting = meeting_with_papers(1, board=board, date=SOON, venue=WHERE)
    edition(meeting)
    call_meeting(meeting, by=olive)

    assert (state(meeting, "Publish"), words(meeting)) == ("Compiled", "Publish the agenda")
    assert read_rail(meeting).clock.startswith("Publish by ")


def test_a_published_meeting_waits_for_its_day_and_is_recorded_on_it(
    board: Board, olive: User
) -> None:
    ahead = factories.meeting(board, by=olive, state="agenda_published", date=SOON)
    assert (words(ahead), read_rail(ahead).clock) == ("", "")

    today = timezone.localdate()
    now = factories.meeting(board, by=olive, state="agenda_published", date=today)
    assert (state(now, "At the meeting"), words(now)) == ("Not opened", "Record the meeting")
    minutes = open_minutes(now, by=olive)
    begin_meeting(minutes, by=olive)
    assert (state(now, "At the meeting"), words(now)) == ("Under way", "Record the meeting")
    end_meeting(minutes, by=olive)
    assert (state(now, "At the meeting"), words(now)) == ("Ended", "Write the minutes")


def test_minutes_are_written_sent_published_and_no_more_is_asked(board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive, state="held")
    assert (state(meeting, "Minutes"), words(meeting)) == ("Not started", "Write the minutes")
    minutes = start_minutes(Minutes(meeting=meeting), by=olive)
    write_minute(Minute(minutes=minutes, position=1, title="Ferries", text="Two sail."))
    assert words(meeting) == "Send the minutes to the chair"
    send_to_chair(minutes, by=olive)
    assert words(meeting) == "Publish the minutes"
    publish_minutes(minutes, by=olive)
    assert (state(meeting, "Minutes"), words(meeting)) == ("Published draft", "")


def test_a_postponed_meeting_wants_its_new_date_and_a_cancelled_one_nothing(
    board: Board, olive: User
) -> None:
    off = factories.meeting(board, by=olive, state="called", date=SOON, venue=WHERE)
    postpone_meeting(off, reason="Snow.", by=olive)
    assert (state(off, "Details"), words(off)) == ("Postponed", "Set its new date")
    other = factories.meeting(
        board, by=olive, state="called", date=SOON + dt.timedelta(days=1), venue=WHERE
    )
    cancel_meeting(other, reason="Snow.", by=olive)
    assert (state(other, "Details"), words(other)) == ("Cancelled", "")


@pytest.mark.slow
def test_the_steps_stand_beside_each_page_of_a_meeting(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, state="called", date=SOON, venue=WHERE)
    pages = {
        "desk_meeting": "Details",
        "desk_agenda": "Agenda",
        "desk_bulk_upload": "Papers",
        "desk_checks": "Checks",
        "desk_minutes": "Minutes",
        "desk_meeting_actions": "Actions",
        "desk_clear_papers": "Sign-off",
        "desk_publish": "Publish",
        "desk_notice": "Details",
        "desk_move_meeting": "Details",
        "desk_postpone_meeting": "Details",
        "desk_cancel_meeting": "Details",
        "desk_delete_meeting": "Details",
        "desk_message": "Details",
    }
    for name, step in pages.items():
        page = client.get(reverse(name, args=[meeting.pk])).content.decode()
        assert f'aria-current="step"><span>{step}</span>' in page, name


def test_one_button_of_a_page_is_green_the_next_steps(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, state="called", items=0, date=SOON, venue=WHERE)
    factories.item(meeting, kind="paper")

    def green(route: str) -> list[str]:
        page = client.get(reverse(route, args=[meeting.pk])).content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        found = re.findall(r'class="(govuk-button(?: [^"]*)?)"[^>]*>\s*([^<]*?)\s*<', main)
        return [text for classes, text in found if "--" not in classes]

    assert green("desk_meeting") == ["Upload papers"]
    assert green("desk_agenda") == ["Upload papers"]
    assert green("desk_bulk_upload") == ["Upload the files"]
    assert green("desk_move_meeting") == ["Change the meeting"]


def test_the_packs_own_question_is_the_step_once_there_is_a_pack(board: Board, olive: User) -> None:
    meeting = meeting_with_papers(1, board=board, date=SOON, venue=WHERE)
    call_meeting(meeting, by=olive)
    pack = f"{reverse('desk_meeting', args=[meeting.pk])}#pack"

    def leads_to() -> str:
        return next(each.href for each in read_rail(meeting).steps if each.name == "Publish")

    assert leads_to() == pack
    edition(meeting)
    assert leads_to() == reverse("desk_publish", args=[meeting.pk])
    assert read_rail(meeting, "Publish").is_next


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (5, 9, "Publish by Friday 8 January 2027: 3 days left"),
        (7, 9, "Publish by tomorrow: 1 day left"),
        (8, 9, "Publish by today, midnight: 15 hours left"),
        (8, 23, "Publish by today, midnight: 1 hour left"),
        (9, 0, "Publish by Friday 8 January 2027: 1 day late"),
        (11, 9, "Publish by Friday 8 January 2027: 3 days late"),
    ],
)
def test_the_deadline_is_told_in_days_and_its_last_day_in_hours(
    day: int, hour: int, said: str
) -> None:
    due, now = dt.date(2027, 1, 8), dt.datetime(2027, 1, day, hour, tzinfo=LONDON)
    assert publish_by(due, now) == said
