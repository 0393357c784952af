"""What the pages of papers promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.access import can_see, viewer_for
from meetings.models import Board, User
from reports.authored.writing import send_report
from reports.grants import grant_paper
from reports.models import Paper, Placement, Report, StagedFile
from reports.signing import AskedPost, approve, clear_paper, send_for_sign_off, take_back, take_up
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.desk.promises.presses import (
    SOON,
    WHY,
    Press,
    logged,
    reads,
    seen,
    status,
)
from tests.factories import writing
from tests.factories.packs import meeting_with_papers
from tests.packs.fixtures import plain_pdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/papers/clear_all", "desk/papers/clear_anyway", "desk/papers/defer")
def test_clearing_and_deferring_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    paper = factories.paper(meeting.items.get(), "Figures")
    asked = factories.paper(meeting.items.get(), "Forecast")
    send_for_sign_off(asked, [AskedPost("Finance")], by=press.user)

    def state(of: Paper) -> str:
        return str(Paper.objects.get(pk=of.pk).state)

    def hidden(of: Paper) -> bool:
        return status(of.get_absolute_url()) == 404

    press.keeps(
        reverse("desk_clear_papers", args=[meeting.pk]),
        {
            "You say that you have looked": lambda: state(paper) == "cleared",
            "Figures": lambda: (state(paper), state(asked)) == ("cleared", "sign_off"),
            "Nobody more than now": lambda: hidden(paper),
            "Yes: take a paper back": lambda: (
                take_back(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
    )
    press.keeps(
        reverse("paper_clear_anyway", args=[asked.pk]),
        {
            "The paper can go into": lambda: state(asked) == "cleared",
            "Your reason is kept": lambda: (
                WHY in press.client.get(reverse("desk_paper", args=[asked.pk])).content.decode()
            ),
            "Officers see the reason": lambda: hidden(asked),
            "The paper itself stays": lambda: hidden(asked),
            "Yes: take it back": lambda: (
                take_back(Paper.objects.get(pk=asked.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )
    clear_paper(paper, by=press.user)
    press.keeps(
        reverse("paper_defer", args=[paper.pk]),
        {
            "The paper stays where it is": lambda: paper.placements.count() == 1,
            "Its text and its recommendations": lambda: paper.versions.count() == 1,
            "Officers and its author": lambda: state(paper) == "deferred",
            "The public sees nothing": lambda: hidden(paper),
            "Yes: take it up again": lambda: (
                take_up(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )


@reads("desk/papers/bulk/discard")
def test_files_that_are_thrown_away_go_as_their_page_promises(
    press: Press, board: Board, tmp_path: Path
) -> None:
    meeting = meeting_with_papers(1, board=board, by=press.user, date=SOON)
    file = plain_pdf(tmp_path / "dues.pdf").read_bytes()
    upload = reverse("desk_bulk_upload", args=[meeting.pk])

    def uploaded() -> bool:
        press.client.post(upload, {"files": [SimpleUploadedFile("dues.pdf", file)]})
        return StagedFile.objects.count() == 1

    assert uploaded()
    press.keeps(
        reverse("desk_bulk_discard", args=[meeting.pk]),
        {
            "The files that wait": lambda: not StagedFile.objects.exists(),
            "Papers on the agenda stay": lambda: Placement.objects.count() == 1,
            "Officers of the board, in the log": lambda: logged(board, press.user, "let go of"),
            "No, but the files can be uploaded": uploaded,
        },
    )


@reads("desk/papers/end_grant")
def test_a_paper_closed_to_one_person_is_so_as_its_page_promises(
    press: Press, board: Board
) -> None:
    item = factories.item(factories.meeting(board, by=press.user))
    paper = factories.paper(item, "The tender", **factories.exempt("A bid"))
    factories.public_paper(paper, by=press.user)
    ruth = factories.user("Ruth", board=board, role="partner")
    grant = grant_paper(paper, to=ruth, reason="She advises.", ends_on=SOON, by=press.user)
    letters = Message.objects.count()

    def opened_again() -> bool:
        grant_paper(paper, to=ruth, reason="She advises.", ends_on=SOON, by=press.user)
        return can_see(viewer_for(ruth), paper)

    press.keeps(
        reverse("desk_end_grant", args=[grant.pk]),
        {
            "From now on they read": lambda: not can_see(viewer_for(ruth), paper),
            "A copy they saved is still theirs": lambda: True,  # said, and nothing is done
            "They are not written to": lambda: Message.objects.count() == letters,
            "Officers of the board, here and in the log": lambda: (
                logged(board, press.user, "to one person")
                and "Ruth" in seen(reverse("desk_grants", args=[paper.pk]), press.user)
            ),
            "It can be opened to them again": opened_again,
        },
    )


@reads("desk/reports/send")
def test_a_report_that_is_sent_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    item = factories.meeting(board, by=press.user, date=SOON).items.get()
    fiona = factories.user("Fiona Finance", board=board, role="approver")
    template = writing.template(board, posts=(("Finance", fiona),))
    report = writing.written(item, template=template)
    paper, stranger = report.paper, factories.user(board=board, role="author")
    press.as_user(report.author)

    def state() -> str:
        return str(Paper.objects.get(pk=paper.pk).state)

    def sees(user: User) -> bool:
        return can_see(viewer_for(user), Paper.objects.get(pk=paper.pk))

    def asked_again() -> bool:
        answered = paper.sign_offs.get()
        approve(answered, by=fiona)
        take_back(Paper.objects.get(pk=paper.pk), by=report.author)
        fresh = writing.write(Report.objects.get(pk=report.pk), Summary="<p>Other words.</p>")
        send_report(fresh, by=report.author)
        return str(paper.sign_offs.get(state="asked").post) == "Finance"

    press.keeps(
        reverse("report_send", args=[report.pk]),
        {
            "The text is fixed as a version": lambda: (
                paper.versions.count() == 1 and state() == "sign_off"
            ),
            "Its approvers, its author": lambda: (
                all(map(sees, (fiona, report.author, factories.officer(board))))
                and not sees(stranger)
            ),
            "Yes: take it back": asked_again,
            "Those who have answered": lambda: paper.sign_offs.filter(state="asked").exists(),
        },
    )
