"""What is due on an officer's boards."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.account_names import ask_for_name
from meetings.models import Board, Meeting, User
from rotherham_hwb.desk.worklist.due import NextListed, next_listed
from rotherham_hwb.desk.worklist.views import Group
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 1, 10)


@pytest.fixture
def olive(board: Board, client: Client, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


def groups(client: Client) -> dict[str, list[str]]:
    found: tuple[Group, ...] = client.get(reverse("desk")).context["groups"]
    return {
        group.heading: [f"{task.due}: {task.what} ({task.whom})" for task in group.tasks]
        for group in found
    }


def test_nothing_due_says_so(client: Client, olive: User) -> None:
    assert "Nothing is due" in client.get(reverse("desk")).content.decode()


def test_the_notice_and_the_agenda_are_due_until_they_are_out(
    client: Client, board: Board, olive: User
) -> None:
    factories.meeting(board, by=olive, date=dt.date(2025, 1, 22))
    factories.meeting(board, by=olive, date=dt.date(2025, 1, 15), state="agenda_published")

    assert groups(client) == {
        "Late": ["2025-01-07: Give public notice (You)"],
        "This week": [
            "2025-01-14: Give public notice (You)",
            "2025-01-14: Publish the agenda (You)",
        ],
    }


def test_a_paper_to_follow_waits_for_its_presenter(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, date=dt.date(2025, 3, 19), items=0)
    awaited = {"awaited_on": dt.date(2025, 1, 9), "awaited_reason": "Audit."}
    item = factories.item(meeting, "Budget", kind="to_follow", **awaited)
    item.presenters.create(position=1, name="Ada Byron")

    assert groups(client)["Late"] == ["2025-01-09: Paper to follow: item 1, Budget (Ada Byron)"]


def test_a_meeting_that_was_waits_for_its_minutes(
    client: Client, board: Board, olive: User
) -> None:
    held = factories.meeting(board, by=olive, date=dt.date(2024, 12, 18), state="held")
    factories.minutes(held)
    factories.meeting(board, by=olive, date=dt.date(2025, 1, 8), state="agenda_published")

    assert groups(client) == {
        "Late": ["2024-12-28: Send the minutes to the chair (You)"],
        "Later": ["2025-01-18: Record that it was held, and write the minutes (You)"],
    }


def test_an_exempt_item_is_looked_at_again_on_its_day(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, date=dt.date(2024, 2, 1), state="held")
    factories.private_item(meeting, "Purchase", review_on=dt.date(2025, 1, 13))

    assert groups(client)["This week"] == [
        "2025-01-13: Look again whether it must stay exempt: Purchase (You)"
    ]


def test_a_name_waits_for_another_officer_and_is_told_once(
    client: Client, board: Board, olive: User
) -> None:
    ada = factories.user("Ada Example", board=board, role="member")
    factories.give(ada, factories.board("Quay Board"), "member")
    factories.give(ada, board, "partner")
    for user in (ada, olive):
        ask_for_name(user, "Dr Ada Example", by=user)

    assert groups(client) == {"Later": ["None: Confirm or refuse a name: Dr Ada Example (You)"]}


def test_other_boards_work_is_not_shown(client: Client, olive: User) -> None:
    factories.meeting(factories.board(), date=dt.date(2025, 1, 22))

    assert groups(client) == {}


def test_ten_meetings_take_no_more_queries_than_two(
    client: Client, board: Board, olive: User
) -> None:
    def meetings(days: range) -> None:
        for day in days:
            made = factories.meeting(board, by=olive, date=dt.date(2025, 1, 10 + day), items=0)
            factories.item(made, kind="to_follow", awaited_reason="Audit.")

    meetings(range(1, 3))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("desk"))
    meetings(range(3, 11))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("desk"))

    assert len(many) == len(few)


@pytest.mark.parametrize("role", ["member", "partner", "author", "approver"])
def test_the_worklist_is_not_there_for_others(client: Client, board: Board, role: str) -> None:
    client.force_login(factories.user(board=board, role=role))

    assert client.get(reverse("desk")).status_code == 404


def test_todays_meeting_stands_on_top_and_those_to_come_beside(
    client: Client, board: Board, olive: User
) -> None:
    for day in (TODAY, dt.date(2025, 1, 22), dt.date(2025, 1, 9)):
        factories.meeting(board, by=olive, date=day, state="agenda_published")

    context = client.get(reverse("desk")).context
    assert [each.date for each in context["today"]] == [TODAY]
    assert [each.date for each in context["coming"]] == [dt.date(2025, 1, 22)]


def test_the_list_narrows_to_one_board_and_to_the_officers_own_work(
    client: Client, board: Board, olive: User
) -> None:
    other = factories.board("Quay Board")
    factories.give(olive, other, "officer")
    factories.meeting(board, by=olive, date=dt.date(2025, 1, 22))
    factories.meeting(other, by=olive, date=dt.date(2025, 1, 22))
    meeting = factories.meeting(board, by=olive, date=dt.date(2025, 3, 19), items=0)
    item = factories.item(meeting, "Budget", kind="to_follow", awaited_reason="Audit.")
    item.presenters.create(position=1, name="Ada Byron")

    def whose(**asked: str | int) -> set[tuple[str, str]]:
        found = client.get(reverse("desk"), asked).context["groups"]
        tasks = [task for group in found for task in group.tasks]
        return {(task.about.split(",")[0], task.whom) for task in tasks}

    both = {(board.name, "You"), (board.name, "Ada Byron"), ("Quay Board", "You")}
    assert whose() == both
    assert whose(board=other.pk) == {("Quay Board", "You")}
    assert whose(whom="you") == both - {(board.name, "Ada Byron")}
    elsewhere = factories.board("Harbour Board 2")
    assert whose(board=elsewhere.pk) == both  # a board of others narrows nothing


def test_much_work_comes_in_pages_and_the_first_due_first(
    client: Client, board: Board, olive: User
) -> None:
    for day in range(1, 20):
        factories.meeting(board, by=olive, date=dt.date(2025, 2, day))

    first, second = (client.get(reverse("desk"), {"page": page}) for page in (1, 2))
    days = [
        [task.due for group in each.context["groups"] for task in group.tasks]
        for each in (first, second)
    ]
    assert [len(each) for each in days] == [30, 8]
    assert max(days[0]) <= min(days[1])
    assert "Pagination" in first.content.decode()


def test_where_nothing_is_due_the_next_meeting_is_named(
    client: Client, board: Board, olive: User
) -> None:
    factories.meeting(board, by=olive, date=dt.date(2025, 9, 10))

    page = " ".join(client.get(reverse("desk")).content.decode().split())
    said = "Its notice and its agenda are listed here from Wednesday 2 July 2025, ten weeks before."
    assert f"Wednesday 10 September 2025. {said}" in page


def test_a_published_meeting_waits_for_its_day_and_another_for_its_list() -> None:
    out = Meeting(date=dt.date(2025, 2, 5), agenda_published_at=timezone.now())
    far = Meeting(date=dt.date(2025, 9, 10))

    assert next_listed([out, far]) == NextListed(out, dt.date(2025, 2, 5), out=True)
    assert next_listed([far]) == NextListed(far, dt.date(2025, 7, 2), out=False)
    assert next_listed([]) is None


def test_an_empty_list_that_is_narrowed_leads_to_the_whole(client: Client, olive: User) -> None:
    said = "See what is due on all your boards, for everybody"

    assert said in client.get(reverse("desk"), {"whom": "you"}).content.decode()
    assert said not in client.get(reverse("desk")).content.decode()
