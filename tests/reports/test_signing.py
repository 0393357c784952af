"""Sign-off: who is asked, what each answer does, and what a change undoes."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from meetings.access import can_see, viewer_for
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, AuditEvent, Board, User
from reports.authored.writing import send_report
from reports.models import Paper, Report, SignOff
from reports.signing import (
    AskedPost,
    approve,
    clear_paper,
    clear_papers,
    clear_without_sign_off,
    defer_paper,
    mark_not_applicable,
    return_with_comments,
    send_for_sign_off,
    take_back,
    take_up,
    to_clear,
)
from reports.workflow import add_paper_with_file, add_version, publish_paper
from tests import factories
from tests.factories import writing as made
from tests.factories.files import taken_in
from tests.packs.fixtures import plain_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def item(board: Board) -> AgendaItem:
    return factories.meeting(board).items.get()


@pytest.fixture
def report(item: AgendaItem) -> Report:
    return made.sent(item)


@pytest.fixture
def approver(board: Board) -> User:
    return factories.user("Fiona Finance", board=board, role="approver")


def states(paper: Paper) -> list[str]:
    return list(paper.sign_offs.order_by("position").values_list("state", flat=True))


def test_every_post_is_asked_at_once(report: Report) -> None:
    assert report.paper.state == "sign_off"
    assert [each.post for each in report.paper.sign_offs.all()] == [made.FINANCE, made.LEGAL]
    assert states(report.paper) == ["asked", "asked"]


def test_the_last_approval_clears_the_paper(report: Report, approver: User) -> None:
    finance, legal = report.paper.sign_offs.all()
    approve(finance, by=approver)
    assert Paper.objects.get().state == "sign_off"

    mark_not_applicable(legal, by=approver, reason="No powers are used.")

    assert Paper.objects.get().state == "cleared"
    finance.refresh_from_db()
    assert (finance.officer, finance.decided_by) == ("Fiona Finance", approver)
    assert finance.version == report.paper.latest


def test_an_officer_can_write_down_another_ones_approval(report: Report, board: Board) -> None:
    olive = factories.officer(board)
    finance = approve(report.paper.sign_offs.all()[0], by=olive, officer="J. Robertson")

    assert (finance.officer, finance.decided_by) == ("J. Robertson", olive)


@pytest.mark.parametrize("verb", [mark_not_applicable, return_with_comments])
def test_an_answer_that_needs_a_reason_is_refused_without(
    report: Report, approver: User, verb: object
) -> None:
    word = "reason" if verb is mark_not_applicable else "comments"

    with pytest.raises(Refused, match="Say why"):
        verb(report.paper.sign_offs.all()[0], by=approver, **{word: " "})  # type: ignore[operator]

    assert states(report.paper) == ["asked", "asked"]


def test_a_returned_paper_waits_for_its_author(report: Report, approver: User) -> None:
    finance, legal = report.paper.sign_offs.all()
    approve(legal, by=approver)
    return_with_comments(finance, by=approver, comments="The total is wrong.")

    assert Paper.objects.get().state == "returned"
    assert states(report.paper) == ["returned", "approved"]


def test_a_changed_text_asks_everybody_again(report: Report, approver: User) -> None:
    finance, legal = report.paper.sign_offs.all()
    approve(legal, by=approver)
    return_with_comments(finance, by=approver, comments="The total is wrong.")
    made.write(report, Summary="<p>The right total.</p>")
    send_report(report, by=report.author)

    assert states(report.paper) == ["asked", "asked"]
    assert [each.changed_since for each in report.paper.sign_offs.all()] == [True, True]
    assert report.paper.versions.count() == 2


def test_the_same_text_sent_again_asks_only_who_returned_it(report: Report, approver: User) -> None:
    finance, legal = report.paper.sign_offs.all()
    approve(legal, by=approver)
    return_with_comments(finance, by=approver, comments="Why?")
    send_report(report, by=report.author)

    assert states(report.paper) == ["asked", "approved"]
    assert report.paper.versions.count() == 1


def test_nothing_is_answered_once_the_paper_was_taken_back(report: Report, approver: User) -> None:
    finance = report.paper.sign_offs.all()[0]
    take_back(report.paper, by=report.author)

    with pytest.raises(Refused, match="not with its approvers"):
        approve(finance, by=approver)


def test_a_report_goes_to_its_approvers_before_it_is_cleared(item: AgendaItem) -> None:
    written = made.written(item)
    olive = factories.officer(item.meeting.board)

    with pytest.raises(Refused, match="Add a file"):
        clear_paper(written.paper, by=olive)
    send_report(written, by=written.author)
    with pytest.raises(Refused, match="still waits for Director of Finance"):
        clear_paper(written.paper, by=olive)
    with pytest.raises(Refused, match="Give a reason"):
        clear_without_sign_off(written.paper, by=olive, reason="")
    clear_without_sign_off(written.paper, by=olive, reason="All posts are vacant.")

    assert Paper.objects.get().state == "cleared"


def test_a_report_is_not_published_before_it_is_cleared(report: Report) -> None:
    olive = factories.officer(report.paper.board)
    with pytest.raises(Refused, match="it is with approvers"):
        publish_paper(report.paper, by=olive)
    take_back(report.paper, by=olive)

    with pytest.raises(Refused, match="it is draft"):
        publish_paper(report.paper, by=olive)


def test_an_uploaded_paper_is_not_published_before_an_officer_clears_it(item: AgendaItem) -> None:
    paper = factories.paper(item)
    olive = factories.officer(item.meeting.board)
    with pytest.raises(Refused, match="it is draft"):
        publish_paper(paper, by=olive)

    clear_papers(to_clear(item.meeting), by=olive)

    paper.refresh_from_db()
    assert publish_paper(paper, by=olive).state == "published"


def test_a_report_on_a_template_without_posts_is_cleared_by_an_officer_never_by_its_author(
    item: AgendaItem,
) -> None:
    board = item.meeting.board
    written = made.written(item, template=made.template(board, posts=()))
    author = written.author
    factories.give(author, board, "officer")
    assert list(to_clear(item.meeting)) == [], "it is not sent yet"

    send_report(written, by=author)

    assert Paper.objects.get().state == "sign_off"
    assert list(to_clear(item.meeting)) == [written.paper]
    for clear in (clear_paper, partial(clear_without_sign_off, reason="I am alone.")):
        with pytest.raises(Refused, match="another officer of the board clears it"):
            clear(written.paper, by=author)
    clear_paper(written.paper, by=factories.officer(board))
    assert Paper.objects.get().state == "cleared"


@pytest.mark.parametrize("kind", ["officer", "approver"])
def test_no_author_clears_their_own_report_by_answering_for_its_posts(
    item: AgendaItem, approver: User, kind: str
) -> None:
    """As an officer who writes another's answer down, or as an approver; returning it they may."""
    report = made.sent(item)
    author = report.author
    factories.give(author, item.meeting.board, kind)
    finance, legal = report.paper.sign_offs.all()
    approve(finance, by=approver)

    for answer in (
        partial(approve, officer="J. Robertson"),
        partial(mark_not_applicable, reason="No law in it."),
    ):
        with pytest.raises(Refused, match="somebody else signs it off"):
            answer(legal, by=author)
    assert Paper.objects.get().state == "sign_off"

    return_with_comments(legal, by=author, comments="A figure is wrong.")
    assert Paper.objects.get().state == "returned"


def test_who_writes_for_the_author_is_not_the_author(item: AgendaItem) -> None:
    """An officer may start and send a colleague's report, and clear it; that colleague never."""
    board = item.meeting.board
    olive = factories.officer(board)
    written = made.written(item, template=made.template(board, posts=()))
    factories.give(written.author, board, "officer")
    send_report(written, by=olive)

    with pytest.raises(Refused, match="another officer of the board clears it"):
        clear_papers(to_clear(item.meeting), by=written.author)
    clear_papers(to_clear(item.meeting), by=olive)

    assert Paper.objects.get().state == "cleared"


def test_an_exempt_paper_is_cleared_with_the_reason_of_its_item(item: AgendaItem) -> None:
    why = {"public_interest": "Bids are still open."}
    secret = factories.item(item.meeting, "Tender", **why, **factories.exempt())
    paper = factories.paper(secret, **factories.exempt())

    clear_paper(paper, by=factories.officer(item.meeting.board))

    assert Paper.objects.get(pk=paper.pk).public_interest == why["public_interest"]


def test_a_deferred_paper_comes_back_as_a_draft(report: Report) -> None:
    olive = factories.officer(report.paper.board)
    defer_paper(report.paper, by=olive, reason="Figures are not in.")
    with pytest.raises(Refused):
        publish_paper(report.paper, by=olive)

    assert take_up(report.paper, by=olive).state == "draft"


def test_an_uploaded_paper_is_cleared_by_its_officer_and_a_new_file_undoes_it(
    item: AgendaItem, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    olive = factories.officer(item.meeting.board)
    paper = uploaded(item, olive, tmp_path)
    clear_paper(paper, by=olive)

    add_version(paper, taken_in(plain_pdf(tmp_path / "b.pdf", pages=2)), by=olive)

    assert Paper.objects.get().state == "draft"


def test_a_new_file_asks_the_approvers_of_an_uploaded_paper_again(
    item: AgendaItem, tmp_path: Path, settings: object, approver: User
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    olive = factories.officer(item.meeting.board)
    paper = uploaded(item, olive, tmp_path)
    send_for_sign_off(paper, [AskedPost(made.FINANCE, approver)], by=olive)
    approve(paper.sign_offs.get(), by=approver)
    assert Paper.objects.get().state == "cleared"

    add_version(paper, taken_in(plain_pdf(tmp_path / "b.pdf", pages=2)), by=olive)

    assert Paper.objects.get().state == "sign_off"
    assert states(paper) == ["asked"]


def uploaded(item: AgendaItem, by: User, folder: Path) -> Paper:
    taken = taken_in(plain_pdf(folder / "a.pdf", pages=1))
    paper = Paper(board=item.meeting.board, title="A letter")
    return add_paper_with_file(paper, item, taken, by=by)


def test_an_exempt_paper_says_why_before_anybody_is_asked(board: Board) -> None:
    item = factories.item(factories.meeting(board), **factories.exempt())
    written = made.written(item)

    with pytest.raises(Refused, match="outweighs the public interest"):
        send_report(written, by=written.author)
    Paper.objects.update(public_interest="A bidder's price would be known.")
    send_report(Report.objects.get(), by=written.author)

    assert Paper.objects.get().state == "sign_off"


def test_an_old_approval_is_stale(report: Report, approver: User) -> None:
    long_ago = timezone.now() - dt.timedelta(days=84)
    finance = approve(report.paper.sign_offs.all()[0], by=approver, at=long_ago)

    assert finance.is_stale(days=60)
    assert not finance.is_stale(days=90)


def test_a_named_approver_sees_what_they_are_asked_and_others_do_not(
    board: Board, item: AgendaItem, approver: User
) -> None:
    other = factories.user(board=board, role="approver")
    member = factories.user(board=board, role="member")
    report = made.sent(item, template=made.template(board, posts=((made.FINANCE, approver),)))
    sign_off = report.paper.sign_offs.get()

    for record in (report.paper, sign_off):
        assert can_see(viewer_for(approver), record)
        assert not can_see(viewer_for(other), record)
        assert not can_see(viewer_for(member), record)
    assert not can_see(viewer_for(approver), report)
    assert can_see(viewer_for(report.author), sign_off)
    answerable = SignOff.objects.answerable_by
    assert answerable(viewer_for(approver)).exists()
    assert not answerable(viewer_for(report.author)).exists()


def test_the_trail_tells_of_every_answer(report: Report, approver: User) -> None:
    finance = report.paper.sign_offs.all()[0]
    return_with_comments(finance, by=approver, comments="The total is wrong.")

    events = AuditEvent.objects.filter(record_type="reports.SignOff", action="return")
    assert [(event.actor_name, event.reason) for event in events] == [
        ("Fiona Finance", "The total is wrong.")
    ]
