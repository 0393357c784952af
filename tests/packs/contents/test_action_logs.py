"""The action log in the pack: of open minutes for all, frozen once the agenda is published."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest

from meetings.models import AgendaItem, Board, Meeting, User
from minutes.actions import (
    ActionDraft,
    OwnerDraft,
    assign,
    carry,
    finish,
    report_progress,
    take_report,
    tell_progress,
)
from minutes.models import Action
from rotherham_hwb.packs.contents.action_logs import LogPaper, log_papers
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience, Stage
from rotherham_hwb.packs.models import FrozenLog
from rotherham_hwb.packs.plan.pack_plan import Axes, PaperClass, Part, Skipped
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.shown.viewers import viewer_of
from tests import factories
from tests.factories.actions import ANN, asked
from tests.factories.packs import edition

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
NEXT = dt.date(2025, 3, 19)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def item(board: Board, olive: User) -> AgendaItem:
    meeting = factories.meeting(board, by=olive, date=NEXT, items=0)
    return factories.item(meeting, "Matters arising and actions", kind="actions")


def logs(item: AgendaItem) -> list[LogPaper]:
    """The logs as the fullest pack is given them."""
    return log_papers(item, viewer_of(Audience.RESTRICTED, item.meeting.board))


def log_of(item: AgendaItem) -> str:
    return "".join(paper.html for paper in logs(item))


def test_the_log_is_set_under_matters_arising(board: Board, olive: User, item: AgendaItem) -> None:
    write, done, carried, _ = asked(
        board,
        ActionDraft("Write", owners=(ANN, OwnerDraft("the Trust")), due_on=dt.date(2025, 2, 3)),
        ActionDraft("Paint"),
        ActionDraft("Dredge", due_at=item.meeting),
        ActionDraft("Light", due_when="when it rains"),
        by=olive,
    )
    finish(done, done_on=dt.date(2025, 2, 5), by=olive)
    carry(carried, by=olive)
    tell_progress(write, by_name="Ann", text="She rang.", by=olive)

    html = log_of(item)

    assert html.index("Write") < html.index("Dredge")
    for words in (
        "Ann Example and the Trust",
        "3 February 2025",
        "Red: due before this meeting",
        "Ann: She rang.",
        "Green: done 5 February 2025",
        "Carried forward",
        "At a later meeting",
        "When it rains",
        "22 January 2025",
    ):
        assert words in html


def test_other_items_boards_later_meetings_and_drafts_are_not_in_the_log(
    board: Board, olive: User, item: AgendaItem
) -> None:
    other = factories.board()
    asked(other, ActionDraft("Elsewhere"), by=factories.officer(other))
    asked(board, ActionDraft("Later"), by=olive, date=dt.date(2025, 4, 2))
    asked(board, ActionDraft("Draft"), by=olive, published=False)

    assert logs(item) == []
    assert logs(factories.item(item.meeting)) == []


def test_what_was_done_before_the_last_meeting_is_told_no_more(
    board: Board, olive: User, item: AgendaItem
) -> None:
    action = asked(board, by=olive)[0]
    finish(action, done_on=dt.date(2025, 2, 1), by=olive)
    assert "Write to the port" in log_of(item)

    factories.meeting(board, by=olive, state="held", date=dt.date(2025, 2, 12))

    assert log_of(item) == ""


def plan(meeting: Meeting, audience: Audience) -> tuple[Part | Skipped, ...]:
    found = plan_pack(meeting, axes=Axes(audience=audience)).plan.items
    return tuple(part for each in found for part in each.parts)


def test_actions_of_exempt_minutes_are_in_the_restricted_pack_alone(
    board: Board, olive: User, item: AgendaItem
) -> None:
    asked(board, by=olive)
    asked(
        board,
        ActionDraft("Buy the pier"),
        by=olive,
        date=dt.date(2025, 1, 29),
        **factories.exempt("A lease"),
    )
    asked(
        board,
        ActionDraft("Dismiss him"),
        by=olive,
        date=dt.date(2025, 2, 5),
        **(factories.exempt("Staff") | {"restriction": "confidential"}),
    )

    public, members = (plan(item.meeting, each) for each in Audience)

    assert isinstance(public[0], Part)
    assert public[1] == Skipped(1)
    assert members[0] == public[0]
    assert isinstance(members[1], Part)
    assert members[1].paper_class is PaperClass.EXEMPT
    assert "Schedule 12A, paragraph 3" in members[1].marking
    texts = plan_pack(item.meeting, axes=Axes(audience=Audience.PUBLIC)).sections.values()
    assert not any("Buy the pier" in text for text in texts)
    assert "Buy the pier" in log_of(item)
    assert "Dismiss him" not in log_of(item)


def test_the_same_records_give_the_same_plan_and_a_change_another(
    board: Board, olive: User, item: AgendaItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = asked(board, ActionDraft("Write", due_on=dt.date(2025, 3, 1)), by=olive)[0]
    axes = Axes(stage=Stage.PUBLISHED)
    before = plan_pack(item.meeting, axes=axes).digest
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: dt.date(2030, 1, 1))
    assert plan_pack(item.meeting, axes=axes).digest == before

    assign(action, [ANN], by=olive)

    assert plan_pack(item.meeting, axes=axes).digest != before


def test_a_published_pack_keeps_its_log(board: Board, olive: User, item: AgendaItem) -> None:
    action: Action = asked(board, by=olive)[0]
    edition(item.meeting)
    before = plan(item.meeting, Audience.PUBLIC)
    publish_meeting_papers(item.meeting, by=olive)
    report = report_progress(action, by_name="Ann", text="Sent.", says_done=True)
    take_report(report, by=olive)

    item.refresh_from_db()
    assert plan(item.meeting, Audience.PUBLIC) == before
    assert FrozenLog.objects.count() == 1
    assert "Sent." not in log_of(item)


def test_the_log_is_printed_in_the_pack(board: Board, olive: User, item: AgendaItem) -> None:
    asked(board, by=olive)

    with edition(item.meeting).file.open() as file, pypdfium2.PdfDocument(file.read()) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)

    assert "Action log" in text
    assert "Write to the port" in text
