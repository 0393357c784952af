"""Planning meetings and rearranging them: what the officer does, and what the public reads."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.boards import give_role
from meetings.lifecycle import Refused
from meetings.models import Board, ClosureDay, Meeting, StandingItem, User
from meetings.planning import LAST, series_days
from meetings.rearranging import move_meeting
from meetings.timetable import timetable
from meetings.workflow import cancel_meeting, convene_meeting, postpone_meeting, publish_agenda
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = pytest.mark.django_db
VENUE = "Town Hall\nMarket Square"


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", default_venue=VENUE)


def day(name: str, date: dt.date) -> dict[str, str]:
    return {f"{name}_day": str(date.day), f"{name}_month": str(date.month)} | {
        f"{name}_year": str(date.year)
    }


def public_page(meeting: Meeting) -> str:
    return " ".join(Client().get(meeting.get_absolute_url()).content.decode().split())


def called(board: Board, by: User, date: dt.date, **fields: Any) -> Meeting:
    fields = {"venue": VENUE, "shorter_notice": ""} | fields
    return convene_meeting(factories.meeting(board, by=by, date=date, **fields), by=by)


def test_a_meeting_is_planned_and_only_officers_see_it(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    page = client.get(reverse("desk_new_meeting")).content.decode()
    said = {"board": board.pk, "time": "2:30 pm", "venue": VENUE} | day("date", soon)
    assert "Town Hall" in page

    client.post(reverse("desk_new_meeting"), said)

    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.time, meeting.state) == (soon, dt.time(14, 30), "draft")
    assert Client().get(meeting.get_absolute_url()).status_code == 404


def test_a_second_meeting_at_that_time_is_refused_with_a_sentence(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    factories.meeting(board, by=olive, date=soon)
    said = {"board": board.pk, "time": "9:00", "venue": ""} | day("date", soon)

    page = client.post(reverse("desk_new_meeting"), said).content.decode()

    assert "already has a meeting at that date and time" in page
    assert Meeting.objects.count() == 1


def test_a_meeting_is_not_planned_for_another_officers_board(
    client: Client, olive: User, soon: dt.date
) -> None:
    other = factories.board()
    said = {"board": other.pk, "time": "9:00", "venue": ""} | day("date", soon)

    client.post(reverse("desk_new_meeting"), said)

    assert not Meeting.objects.exists()


@pytest.mark.slow
def test_a_joint_meeting_stands_on_both_boards_pages_and_desks(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    sister = factories.board("Quarry Board")
    said = {"board": board.pk, "time": "9:00", "venue": "", "joint_boards": [sister.pk]}
    client.post(reverse("desk_new_meeting"), said | day("date", soon))
    meeting = Meeting.objects.get()
    convene_meeting(meeting, by=olive)

    for each in (board, sister):
        page = Client().get(each.get_absolute_url()).content.decode()
        assert meeting.get_absolute_url() in page
    assert "Quarry Board" in public_page(meeting)
    theirs = Client()
    theirs.force_login(factories.officer(sister))
    assert theirs.get(reverse("desk_meeting", args=[meeting.pk])).status_code == 200


def test_the_weekdays_of_a_series() -> None:
    first, last = dt.date(2025, 1, 1), dt.date(2025, 6, 30)

    def days(**fields: int) -> list[dt.date]:
        return list(series_days(first, last, **fields))

    assert days(week=2, weekday=2, every=2) == [
        dt.date(2025, 1, 8),
        dt.date(2025, 3, 12),
        dt.date(2025, 5, 14),
    ]
    assert days(week=LAST, weekday=4, every=3) == [dt.date(2025, 1, 31), dt.date(2025, 4, 25)]


def test_a_series_flags_holidays_closures_and_clashes_before_it_is_planned(
    client: Client, board: Board, olive: User
) -> None:
    sister = factories.board("Quarry Board")
    give_role(olive, sister, "officer", by="a test")  # type: ignore[arg-type]
    factories.meeting(sister, by=olive, date=dt.date(2027, 4, 5))
    ClosureDay.objects.create(date=dt.date(2027, 2, 1), name="Day of mourning")
    asked: dict[str, Any] = {
        "board": board.pk,
        "week": 1,
        "weekday": 0,
        "every": 1,
        "time": "9:00",
        "venue": "",
    }
    asked |= day("first", dt.date(2027, 1, 1)) | day("last", dt.date(2027, 5, 31))

    page = client.get(reverse("desk_series"), asked).content.decode()

    assert "Monday 4 January 2027" in page
    assert "Day of mourning" in page
    assert "Early May bank holiday" in page
    assert "Quarry Board meets that day" in page
    wanted = ["2027-01-04", "2027-03-01", "2030-01-01"]
    client.post(reverse("desk_series"), asked | {"day": wanted})
    planned = board.meetings.order_by("date").values_list("date", flat=True)
    assert [str(each) for each in planned] == wanted[:2]


def test_a_planned_meeting_is_deleted_and_one_that_was_public_never(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    public = called(board, olive, soon)
    later = soon + dt.timedelta(days=1)
    with_papers = meeting_with_papers(1, board=board, by=olive, date=later)

    for meeting, why in ((public, "cancel it instead"), (with_papers, "take the papers off")):
        address = reverse("desk_delete_meeting", args=[meeting.pk])
        told = client.post(address, follow=True).content.decode()
        assert why in " ".join(told.split())
        assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_moving_a_meeting_says_on_its_page_when_it_was_and_why(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    meeting = called(board, olive, soon)
    later = soon + dt.timedelta(days=1)
    said = {"time": "10:00", "venue": VENUE} | day("date", later)
    address = reverse("desk_move_meeting", args=[meeting.pk])

    client.post(address, said)
    meeting.refresh_from_db()
    assert meeting.date == soon
    client.post(address, said | {"reason": "The hall is let that day."})

    meeting.refresh_from_db()
    page = public_page(meeting)
    assert (meeting.date, meeting.time) == (later, dt.time(10))
    assert "The hall is let that day." in page
    assert f"Before: {soon:%A} {soon.day}" in page
    assert meeting.public_notices.count() == 2


def test_settling_the_place_needs_no_reason_and_gives_notice(
    board: Board, olive: User, soon: dt.date
) -> None:
    meeting = called(board, olive, soon, venue="")
    assert not meeting.public_notices.exists()

    move_meeting(meeting, date=soon, time=meeting.time, venue=VENUE, reason="", by=olive)

    assert meeting.public_notices.get().venue == VENUE
    assert not meeting.notices.exists()


def test_a_published_agenda_keeps_its_date(board: Board, olive: User, soon: dt.date) -> None:
    meeting = publish_agenda(called(board, olive, soon), by=olive)
    later = soon + dt.timedelta(days=1)

    with pytest.raises(Refused, match="postpone it, then set a new date"):
        move_meeting(meeting, date=later, time=meeting.time, venue=VENUE, reason="x", by=olive)


@pytest.mark.parametrize("name", ["cancel", "postpone"])
def test_calling_a_meeting_off_asks_first_and_tells_the_public_why(
    client: Client, board: Board, olive: User, soon: dt.date, name: str
) -> None:
    meeting = called(board, olive, soon)
    address = reverse(f"desk_{name}_meeting", args=[meeting.pk])
    assert "Can it be undone?" in client.get(address).content.decode()

    unsaid = client.post(address, {"reason": ""}).content.decode()
    assert "Enter reason" in unsaid
    client.post(address, {"reason": "The chair is unwell."})

    assert "The chair is unwell." in public_page(meeting)
    client.post(reverse("desk_reinstate_meeting", args=[meeting.pk]), {"reason": "She is well."})
    meeting.refresh_from_db()
    assert meeting.state == "called"
    assert "She is well." in public_page(meeting)


def test_a_cancelled_draft_comes_back_without_a_word(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    meeting = factories.meeting(board, by=olive, date=soon)
    cancel_meeting(meeting, by=olive, reason="A slip.")

    client.post(reverse("desk_reinstate_meeting", args=[meeting.pk]))

    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert not meeting.notices.exists()


def test_a_meeting_is_not_reinstated_beside_another_at_its_time(
    board: Board, olive: User, soon: dt.date, client: Client
) -> None:
    meeting = called(board, olive, soon)
    cancel_meeting(meeting, by=olive, reason="A slip.")
    called(board, olive, soon)

    address = reverse("desk_reinstate_meeting", args=[meeting.pk])
    page = client.post(address, {"reason": "It was a slip."}, follow=True).content.decode()

    assert "another meeting at that date and time" in page


def test_an_agenda_not_published_goes_over_to_the_new_date(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    meeting = called(board, olive, soon, items=2)
    postpone_meeting(meeting, by=olive, reason="The chair is unwell.")
    said = {"time": "9:00", "venue": VENUE} | day("date", soon + dt.timedelta(days=40))

    client.post(reverse("desk_new_date", args=[meeting.pk]), said)

    new = Meeting.objects.get(postponed_from=meeting)
    assert (new.items.count(), meeting.items.count()) == (2, 0)
    assert "A new date has not been set." in public_page(meeting)
    convene_meeting(new, by=olive)
    assert new.get_absolute_url() in public_page(meeting)
    assert meeting.get_absolute_url() in public_page(new)


@pytest.mark.slow
def test_a_postponed_meetings_agenda_is_published_again_for_its_new_date(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    meeting = meeting_with_papers(2, board=board, date=soon, by=olive, venue=VENUE)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    postpone_meeting(meeting, by=olive, reason="The chair is unwell.")
    said = {"time": "9:00", "venue": VENUE} | day("date", soon + dt.timedelta(days=40))

    client.post(reverse("desk_new_date", args=[meeting.pk]), said)
    new = Meeting.objects.get(postponed_from=meeting)
    edition(new)
    publish_meeting_papers(new, by=olive)

    new.refresh_from_db()
    assert new.state == "agenda_published"
    assert [item.title for item in new.items.all()] == [item.title for item in meeting.items.all()]
    assert meeting.releases.out().count() == 1
    assert new.releases.out().count() == 1
    assert new.items.get().placements.get().paper == meeting.items.get().placements.get().paper


def test_the_public_notice_is_a_page_and_a_tagged_pdf(
    client: Client, board: Board, olive: User, soon: dt.date
) -> None:
    meeting = called(board, olive, soon)

    page = Client().get(reverse("public_notice", args=[meeting.pk])).content.decode()
    answer = Client().get(reverse("public_notice_file", args=[meeting.pk]))

    assert "section 100A(6)(a)" in page
    assert "Market Square" in page
    pdf = b"".join(answer)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf or len(pdf) > 5000
    assert reverse("public_notice", args=[meeting.pk]) in public_page(meeting)


def test_a_meeting_without_a_notice_has_none_to_open(
    board: Board, olive: User, soon: dt.date
) -> None:
    meeting = called(board, olive, soon, venue="")

    assert Client().get(reverse("public_notice", args=[meeting.pk])).status_code == 404


def test_a_boards_deadlines_hold_from_a_day_on(client: Client, board: Board, olive: User) -> None:
    start = dt.date(2025, 6, 1)
    days = {"call_for_papers": 20, "drafts": 8, "sign_off": 3, "print": 0, "notice": 5}
    said = days | {"publish": 7} | day("holds_from", start)

    client.post(reverse("desk_board_deadlines", args=[board.slug]), said)

    table = timetable(board)
    assert table.publish_by(dt.date(2025, 5, 21)) == dt.date(2025, 5, 13)
    assert table.publish_by(dt.date(2025, 6, 18)) == dt.date(2025, 6, 6)
    page = client.get(reverse("desk_board", args=[board.slug])).content.decode()
    assert "7 clear days before the meeting" in page


def test_standing_items_are_added_put_in_order_and_taken_off(
    client: Client, board: Board, olive: User
) -> None:
    for title in ("Apologies", "Interests"):
        said = {"title": title, "place": "opening", "kind": "standing"}
        client.post(reverse("desk_add_standing", args=[board.slug]), said)
    last = StandingItem.objects.get(title="Interests")
    address = reverse("desk_arrange", args=[board.slug, last.pk])

    client.post(address, {"way": "up"})
    assert list(board.standing_items.values_list("title", "position")) == [
        ("Interests", 1),
        ("Apologies", 2),
    ]
    client.post(address, {"way": "up"})
    client.post(address, {"way": "remove"})

    assert [item.title for item in board.standing_items.all()] == ["Apologies"]


def test_closure_days_are_added_as_a_run_and_taken_off(client: Client, olive: User) -> None:
    first = dt.date(2026, 12, 29)
    said = day("first", first) | day("last", first + dt.timedelta(days=2)) | {"name": "Christmas"}

    client.post(reverse("desk_closures"), said)
    again = client.post(reverse("desk_closures"), said).content.decode()

    assert ClosureDay.objects.count() == 3
    assert "on the list already" in again
    gone = ClosureDay.objects.first()
    assert gone
    client.post(reverse("desk_remove_closure", args=[gone.pk]))
    assert ClosureDay.objects.count() == 2


def test_the_calendar_shows_meetings_deadlines_and_days_that_do_not_count(
    client: Client, board: Board, olive: User
) -> None:
    factories.meeting(board, by=olive, date=dt.date(2025, 1, 9))
    ClosureDay.objects.create(date=dt.date(2025, 1, 2), name="Christmas closure")

    page = client.get(reverse("desk_calendar"), {"month": "2025-01"}).content.decode()

    assert "Harbour Board, 9:00 am" in page
    assert "New Year’s Day" in page
    assert "Christmas closure" in page
    december = client.get(reverse("desk_calendar"), {"month": "2024-12"}).content.decode()
    assert "Publish the agenda: " in december


@pytest.mark.parametrize("month", ["x", "2025-13", "0-0", "99999-1", "1900-01"])
def test_a_month_that_is_none_shows_this_one(client: Client, olive: User, month: str) -> None:
    assert client.get(reverse("desk_calendar"), {"month": month}).status_code == 200


@pytest.mark.parametrize("name", ["desk_calendar", "desk_coming"])
def test_many_meetings_take_as_many_queries_as_one(
    client: Client, board: Board, olive: User, name: str
) -> None:
    today = timezone.localdate()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        return len(queries)

    factories.meeting(board, by=olive, date=today + dt.timedelta(days=1))
    asked()
    few = asked()
    for number in range(2, 8):
        factories.meeting(board, by=olive, date=today + dt.timedelta(days=number))

    assert asked() == few


def test_pages_of_other_boards_are_not_there(client: Client, olive: User) -> None:
    other = factories.board()
    meeting = factories.meeting(other)
    names = ("edit_meeting", "move_meeting", "cancel_meeting", "postpone_meeting", "new_date")
    for name in (*names, "reinstate_meeting", "notice"):
        assert client.get(reverse(f"desk_{name}", args=[meeting.pk])).status_code == 404
    for name in ("board", "board_settings", "board_deadlines", "add_standing"):
        assert client.get(reverse(f"desk_{name}", args=[other.slug])).status_code == 404


def test_only_officers_of_the_leading_board_say_with_whom_it_meets(client: Client) -> None:
    leading, joined, third = (factories.board() for _ in range(3))
    meeting = factories.meeting(leading)
    meeting.joint_boards.add(joined)
    client.force_login(factories.officer(joined))
    address = reverse("desk_edit_meeting", args=[meeting.pk])
    day = {"date_day": "22", "date_month": "1", "date_year": "2025", "time": "9:00"}

    client.post(address, {**day, "venue": "Town Hall", "joint_boards": [third.pk]})

    meeting.refresh_from_db()
    assert meeting.venue == "Town Hall"
    assert list(meeting.joint_boards.all()) == [joined]
