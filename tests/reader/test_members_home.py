"""A member's own page: the meetings ahead with their packs, and what is new."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, Meeting, Person, Supplement, User
from meetings.workflow import cancel_meeting
from minutes.actions import ActionDraft, OwnerDraft
from reports.models import Paper
from reports.workflow import withdraw_paper
from rotherham_hwb.publishing.correct import publish_corrected
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.reader.models import LastLooked
from rotherham_hwb.shown.members_home import MembersHome
from rotherham_hwb.shown.news import News, NewsKind
from tests import factories
from tests.factories.actions import asked
from tests.factories.packs import edition, meeting_with_papers
from tests.public.world import edition as stored_edition
from tests.public.world import filed_paper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
AHEAD = timezone.localdate() + dt.timedelta(days=30)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def ada(board: Board, client: Client) -> User:
    ada = factories.user("Ada Byron", board=board, role="member")
    client.force_login(ada)
    return ada


def home(client: Client) -> MembersHome:
    page: MembersHome = client.get(reverse("reading")).context["page"]
    return page


def news(client: Client) -> list[News]:
    return list(home(client).news.shown)


def looked(user: User, ago: dt.timedelta) -> dt.datetime:
    """The user's last visit was so long ago."""
    when = timezone.now() - ago
    LastLooked.objects.update_or_create(user=user, defaults={"looked_at": when, "since": None})
    return when


def both_packs(meeting: Meeting, by: User) -> None:
    for audience in ("public", "restricted"):
        stored_edition(meeting, by=by, audience=audience, kind="main")
        stored_edition(meeting, by=by, audience=audience, layout="print", words=f"p{audience}")


@pytest.mark.parametrize(
    ("role", "title"),
    [("member", "Agenda pack with restricted papers"), ("partner", "Agenda pack")],
)
def test_a_meeting_ahead_has_the_fullest_pack_its_reader_may_open(
    client: Client, board: Board, olive: User, role: str, title: str
) -> None:
    meeting = factories.meeting(board, by=olive, date=AHEAD, state="agenda_published")
    both_packs(meeting, olive)
    client.force_login(factories.user(board=board, role=role))
    (ahead,) = home(client).ahead

    assert ahead.meeting == meeting
    assert [pack.title for pack in ahead.packs] == [title]
    assert client.get(ahead.packs[0].href).status_code == 200


def test_only_called_meetings_of_ones_own_boards_lie_ahead_the_next_one_first(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    days = [AHEAD + dt.timedelta(days=n) for n in (9, 0, 5, 7)]
    later, sooner, off = (
        factories.meeting(board, by=olive, date=day, state="called") for day in days[:3]
    )
    cancel_meeting(off, by=olive, reason="A storm.")
    factories.meeting(board, by=olive, date=days[3])
    factories.meeting(board, by=olive, state="called", date=dt.date(2025, 1, 8))
    factories.meeting(factories.board(), state="called", date=days[3])
    joint = factories.meeting(factories.board(), state="called", date=days[3])
    joint.joint_boards.add(board)

    assert [each.meeting for each in home(client).ahead] == [sooner, off, joint, later]
    assert [each.wants_answer for each in home(client).ahead] == [True, False, True, True]


def test_an_empty_page_says_what_will_be_there(client: Client, ada: User) -> None:
    text = client.get(reverse("reading")).content.decode()

    assert "None of your boards has announced a meeting yet" in text
    assert "Nothing is new" in text
    assert 'href="/reading/"' in text


def test_members_come_to_their_page_once_they_have_signed_in(client: Client, ada: User) -> None:
    assert client.get(reverse("after_sign_in"))["Location"] == reverse("reading")


def test_an_officer_who_is_no_member_is_led_to_the_desk(client: Client, olive: User) -> None:
    client.force_login(olive)
    text = client.get(reverse("reading")).content.decode()

    assert "You are a member of no board" in text
    assert "My meetings</a>" not in text


def test_who_is_no_member_is_kept_out(client: Client, board: Board) -> None:
    addresses = [reverse("reading"), reverse("mark_read"), reverse("apologies", args=[1])]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(factories.user(board=board, role="author"))
    for address in addresses:
        assert client.get(address).status_code == 404


def test_the_first_look_goes_back_four_weeks(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    factories.meeting(board, by=olive, date=AHEAD, state="called")
    old = factories.meeting(board, by=olive, date=AHEAD + WEEK, state="called")
    Meeting.objects.filter(pk=old.pk).update(called_at=timezone.now() - 5 * WEEK)
    text = client.get(reverse("reading")).content.decode()

    assert "You have not looked here before" in text
    assert [each.kind for each in news(client)] == [NewsKind.CALLED]


def test_news_stays_for_a_visit_and_is_gone_at_the_next(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    factories.meeting(board, by=olive, date=AHEAD, state="called")
    when = looked(ada, WEEK)

    assert home(client).since == when
    assert len(news(client)) == 1
    day = f"since {timezone.localtime(when):%A}"
    assert day in client.get(reverse("reading")).content.decode()

    LastLooked.objects.update(looked_at=timezone.now() - dt.timedelta(hours=2))
    Meeting.objects.update(called_at=timezone.now() - dt.timedelta(hours=3))
    assert news(client) == []


def test_what_is_marked_as_read_is_new_no_more(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    factories.meeting(board, by=olive, date=AHEAD, state="called")
    assert news(client)
    answer = client.post(reverse("mark_read"), follow=True)

    assert answer.redirect_chain == [(reverse("reading"), 302)]
    assert news(client) == []
    factories.meeting(board, by=olive, date=AHEAD + WEEK, state="called")
    assert len(news(client)) == 1


def test_everything_that_is_published_is_news(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    meeting = meeting_with_papers(1, 1, board=board, by=olive, date=AHEAD)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    first, second = meeting.items.all()
    issued = Supplement.objects.create(
        meeting=meeting,
        number=1,
        reason="A flood.",
        published_at=timezone.now(),
        published_by=olive,
    )
    new = filed_paper(first, "A new paper", by=olive)
    better = filed_paper(second, "A better paper", by=olive)
    with factories.past_the_walls():
        better.placements.update(supplement=issued, replaces=second.placements.earliest("pk"))
    gone = filed_paper(first, "A wrong paper", by=olive)
    withdraw_paper(gone, by=olive, reason="It named a patient.")
    last = timezone.localdate() - WEEK
    minuted = factories.meeting(board, by=olive, date=last, state="held")
    factories.minutes(minuted, state="published_draft")
    off = factories.meeting(board, by=olive, date=AHEAD + WEEK, state="called")
    cancel_meeting(off, by=olive, reason="A storm.")
    said = {(each.kind.value, each.text, each.more) for each in news(client)}

    assert ("agenda", "The agenda and its papers are published", "") in said
    assert ("supplement", "Supplement 1 is published", "A flood.") in said
    assert ("paper", new.title, "Item 1, Business 1") in said
    assert ("replaced", "A better paper", "Item 2, Business 2") in said
    assert ("withdrawn", "A wrong paper", "Item 1, Business 1") in said
    assert ("notice", "Cancelled", "A storm.") in said
    assert ("called", "A new meeting", "") in said
    assert ("minutes", "The draft minutes are published", "") in said
    assert (len(said), len(news(client))) == (8, 9)  # two agendas
    opened = {client.get(each.href).status_code for each in news(client)}
    assert opened == {200}


def test_minutes_are_news_when_they_are_published_and_when_they_are_approved(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    meeting = factories.meeting(board, by=olive, date=timezone.localdate() - WEEK, state="held")
    Meeting.objects.update(called_at=timezone.now() - 9 * WEEK)
    with factories.past_the_walls():
        Meeting.objects.update(agenda_published_at=timezone.now() - 9 * WEEK)
    minutes = factories.minutes(meeting, state="published_draft")
    assert [each.text for each in news(client)] == ["The draft minutes are published"]
    type(minutes).objects.update(approved_at=timezone.now(), approved_by=olive)

    assert [each.text for each in news(client)] == ["The minutes are approved"]


def test_a_corrected_pack_is_news_with_the_reason(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    meeting = meeting_with_papers(1, 1, board=board, by=olive, date=AHEAD)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    paper = Paper.objects.earliest("pk")
    withdraw_paper(paper, by=olive, reason="It named a patient.")
    edition(meeting)
    publish_corrected(meeting, reason="A report was withdrawn.", by=olive)
    corrected = [each for each in news(client) if each.kind == NewsKind.CORRECTED]

    assert [(each.text, each.more) for each in corrected] == [
        ("Agenda pack", "A report was withdrawn.")
    ]


def test_a_partner_hears_nothing_of_restricted_papers(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    meeting = factories.meeting(board, by=olive, date=AHEAD, state="agenda_published")
    filed_paper(meeting.items.get(), "canarypaper", by=olive, **factories.exempt("canarysafe"))
    closed = factories.exempt() | {"restriction": "confidential"}
    filed_paper(meeting.items.get(), "canaryclosed", by=olive, **closed)
    factories.meeting(board, by=olive, date=AHEAD + WEEK, venue="canaryvenue")
    text = client.get(reverse("reading")).content.decode()
    assert "canarypaper" in text
    assert "canaryclosed" not in text
    assert "canaryvenue" not in text

    client.force_login(factories.user(board=board, role="partner"))
    assert "canary" not in client.get(reverse("reading")).content.decode()


def test_another_board_s_member_is_told_nothing(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive, date=AHEAD, state="agenda_published")
    filed_paper(meeting.items.get(), "canarypaper", by=olive)
    client.force_login(factories.user(board=factories.board(), role="member"))

    assert (home(client).ahead, news(client)) == ((), [])


def test_more_meetings_and_papers_take_no_more_queries(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reading"))
        return len(asked)

    def add(day: int) -> None:
        date = AHEAD + dt.timedelta(days=day)
        meeting = factories.meeting(board, by=olive, date=date, state="agenda_published")
        both_packs(meeting, olive)
        for number in range(3):
            filed_paper(meeting.items.get(), f"Paper {number} of {day}", by=olive)

    add(1)
    queries()
    few = queries()
    for day in (2, 3, 4):
        add(day)

    assert len(news(client)) == 16
    assert queries() == few


def test_a_member_sees_what_they_owe_and_reports_on_it(client: Client) -> None:
    board = factories.board("Harbour Board")
    tom, olive = factories.user(board=board, role="member"), factories.officer(board)
    own = OwnerDraft("Tom", person=Person.objects.create(name="Tom", user=tom))
    asked(board, ActionDraft("Dredge", owners=(own,)), ActionDraft("Paint"), by=olive)
    asked(
        board,
        ActionDraft("Buy the pier", owners=(own,)),
        by=olive,
        date=dt.date(2025, 2, 5),
        **factories.exempt("A lease"),
    )
    asked(
        board,
        ActionDraft("Not yet", owners=(own,)),
        by=olive,
        published=False,
        date=factories.LONG_AGO,
    )
    client.force_login(tom)

    page = client.get(reverse("reading")).content.decode()

    assert "Dredge" in page
    assert "Buy the pier" in page
    assert page.count("Say how it stands") == 1
    assert "It was asked in private" in page
    assert "Paint" not in page
    assert "Not yet" not in page
