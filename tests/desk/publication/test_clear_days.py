"""Publishing in time or late: what the officer is shown, asked, and refused."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import Board, ClosureDay, User
from meetings.timetable import timetable
from meetings.workflow import call_meeting, convene_meeting, give_notice, publish_agenda
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = pytest.mark.django_db
MEETING = dt.date(2025, 1, 30)
LAST_DAY = dt.datetime(2025, 1, 22, 23, 30, tzinfo=dt.UTC)
A_DAY_LATE = LAST_DAY + dt.timedelta(days=1)
REASON = "The board must answer the ministry by Friday."


def called(board: Board, by: User, **fields: Any) -> Any:
    fields = {**{"date": MEETING, "shorter_notice": ""}, **fields}
    return call_meeting(factories.meeting(board, by=by, **fields), by=by)


def test_the_last_day_to_publish_is_in_time_till_midnight(board: Board, olive: User) -> None:
    meeting = publish_agenda(called(board, olive), by=olive, at=LAST_DAY)

    assert meeting.state == "agenda_published"
    assert meeting.shorter_notice == ""


def test_publishing_one_day_late_is_refused_without_a_reason(board: Board, olive: User) -> None:
    meeting = called(board, olive)

    with pytest.raises(Refused, match=r"4 clear days .* Say why the meeting is convened"):
        publish_agenda(meeting, by=olive, at=A_DAY_LATE)

    meeting.refresh_from_db()
    assert meeting.state == "called"
    assert meeting.items.filter(published_at__isnull=False).count() == 0


def test_with_the_reason_it_is_published_late_and_the_page_says_why(
    board: Board, olive: User, client: Client
) -> None:
    meeting = called(board, olive)

    publish_agenda(meeting, by=olive, at=A_DAY_LATE, shorter_notice=REASON)

    meeting.refresh_from_db()
    assert meeting.shorter_notice == REASON
    assert REASON in Client().get(meeting.get_absolute_url()).content.decode()


def test_a_closure_day_makes_the_last_day_too_late(board: Board, olive: User) -> None:
    ClosureDay.objects.create(date=dt.date(2025, 1, 27), name="Day of mourning")

    with pytest.raises(Refused, match="The last day was Tuesday 21 January 2025"):
        publish_agenda(called(board, olive), by=olive, at=LAST_DAY)


def test_public_notice_is_in_time_on_the_22nd_and_refused_on_the_23rd(
    board: Board, olive: User
) -> None:
    first = called(board, olive, venue="Town Hall")
    second = called(board, olive, venue="Town Hall", time=dt.time(14))

    assert give_notice(first, by=olive, at=LAST_DAY).given_at == LAST_DAY
    with pytest.raises(Refused, match="shorter notice"):
        give_notice(second, by=olive, at=A_DAY_LATE)
    late = give_notice(second, by=olive, at=A_DAY_LATE, shorter_notice=REASON)
    assert late.shorter_notice == REASON


def test_convening_gives_notice_where_time_and_place_are_settled(board: Board, olive: User) -> None:
    settled = factories.meeting(board, by=olive, date=MEETING, venue="Town Hall")
    open_ = factories.meeting(board, by=olive, date=dt.date(2025, 3, 5))

    for meeting in (settled, open_):
        convene_meeting(meeting, by=olive, at=LAST_DAY)

    assert settled.public_notices.count() == 1
    assert open_.public_notices.count() == 0


def test_the_agenda_gives_the_notice_that_was_not_given_before(board: Board, olive: User) -> None:
    meeting = called(board, olive, venue="Town Hall")

    publish_agenda(meeting, by=olive, at=LAST_DAY)

    assert meeting.public_notices.get().given_at == LAST_DAY


def test_the_publish_page_says_what_comes_of_publishing_now_and_how_it_was_counted(
    client: Client, board: Board, olive: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: A_DAY_LATE)
    meeting = called(board, olive)

    page = client.get(reverse("desk_publish", args=[meeting.pk])).content.decode()

    assert "Too late: 4 clear days between Thursday 23 January 2025 and the meeting" in page
    assert "Saturday 25 January 2025: Saturday" in page
    assert "Why is the meeting convened at shorter notice?" in page


@pytest.mark.slow
def test_publishing_late_on_the_desk_asks_for_the_reason_and_keeps_it(
    client: Client, board: Board, olive: User
) -> None:
    soon = timezone.localdate() + dt.timedelta(days=2)
    meeting = meeting_with_papers(1, board=board, date=soon, shorter_notice="")
    edition(meeting)
    address = reverse("desk_publish", args=[meeting.pk])

    refused = client.post(address, {"shorter_notice": " "}).content.decode()
    meeting.refresh_from_db()
    assert "Answer “Why is the meeting convened at shorter notice?”" in refused
    assert meeting.state == "draft"
    client.post(address, {"shorter_notice": REASON})

    meeting.refresh_from_db()
    assert (meeting.state, meeting.shorter_notice) == ("agenda_published", REASON)


def test_beyond_the_known_bank_holidays_the_pages_say_so(
    client: Client, board: Board, olive: User
) -> None:
    meeting = called(board, olive, date=dt.date(2031, 1, 30))

    for name in ("desk_meeting", "desk_publish"):
        answer = client.get(reverse(name, args=[meeting.pk]))
        assert answer.status_code == 200
        assert "are not all known here" in answer.content.decode()
    with pytest.raises(Refused, match="by hand"):
        publish_agenda(meeting, by=olive, at=LAST_DAY)


def test_a_council_that_summons_its_members_has_a_deadline_for_it(board: Board) -> None:
    board.issues_summons = True

    summons = timetable(board).deadlines(MEETING)[-1]

    assert (summons.kind, summons.due) == ("summons", LAST_DAY.date())
    assert "Schedule 12" in summons.source


def test_each_deadline_comes_with_its_reason_and_its_law(board: Board) -> None:
    deadlines = {str(each.kind): each for each in timetable(board).deadlines(MEETING)}

    assert [str(each.due) for each in deadlines.values()] == [
        *("2024-12-13", "2025-01-08", "2025-01-16", "2025-01-21", "2025-01-22", "2025-01-22")
    ]
    assert "section 100B(3)" in deadlines["publish"].source
    assert deadlines["print"].source == "The board’s own timetable"
    assert all(each.reason for each in deadlines.values())


def test_a_partnership_is_held_to_its_own_timetable(board: Board) -> None:
    board.regime = "non_statutory"

    assert {each.source for each in timetable(board).deadlines(MEETING)} == {
        "The board’s own timetable"
    }
