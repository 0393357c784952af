"""What is said while a report is written and signed off turns up nowhere in public.

The test proves itself first: an officer, on the desk, is given every planted word.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from meetings.access import PUBLIC, Viewer, can_see, viewer_for
from meetings.models import AgendaItem, User
from reports.authored.pictures import add_picture
from reports.authored.writing import (
    NewerText,
    list_appendices,
    list_background_papers,
    save_draft,
    send_report,
    set_recommendations,
)
from reports.models import BackgroundPaper, Paper, Report, ReportDraft, SignOff
from reports.signing import (
    approve,
    clear_without_sign_off,
    defer_paper,
    mark_not_applicable,
    return_with_comments,
)
from reports.workflow import place_paper
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.access.canary_world import Canaries, given, signed_in
from tests.factories import writing as made
from tests.factories.packs import edition
from tests.reports.authored.test_writing import picture

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


class World:
    """A published report with secrets all around it, an exempt one, and one that is not out."""

    def __init__(self, folder: Path) -> None:
        self.word = Canaries()
        self.board = factories.board("Harbour Board")
        self.officer = factories.officer(self.board)
        self.author = factories.user("Arthur Author", board=self.board, role="author")
        self.approver = factories.user("Fiona Finance", board=self.board, role="approver")
        self.template = made.template(self.board)
        meeting = factories.meeting(self.board)
        self.published = self._written(meeting.items.get(), folder, secret="an open report")
        self.exempt = self._exempt(factories.private_item(meeting), folder)
        for report in (self.published, self.exempt):
            self._sign(report)
        edition(meeting)
        publish_meeting_papers(meeting, by=self.officer)
        later = factories.meeting(self.board, date=made.LATER).items.get()
        self.published.paper.refresh_from_db()
        placement = place_paper(self.published.paper, later, by=self.officer)
        ask = [("", self.word("recommendation to a meeting that is not public"))]
        set_recommendations(placement, ask, by=self.officer)
        self.draft = self._written(
            factories.item(later.meeting), folder, secret="a report with approvers"
        )
        mark_not_applicable(
            self.draft.paper.sign_offs.all()[0],
            by=self.approver,
            reason=self.word("comment on a report with approvers"),
        )

    def _written(self, item: AgendaItem, folder: Path, *, secret: str) -> Report:
        report = made.written(item, author=self.author, template=self.template, title="Warm homes")
        unused = self.word(f"description of an unused picture of {secret}")
        add_picture(report, picture(folder / "a.jpg"), alt=unused, by=self.author)
        source = BackgroundPaper(
            title=self.word(f"restricted background paper of {secret}"),
            where_to_see="The office",
            restricted=True,
        )
        open_one = BackgroundPaper(title="The survey", where_to_see="The library")
        list_background_papers(report, [source, open_one], none=False, by=self.author)
        self._set_aside(report, secret)
        send_report(report, by=self.author)
        return Report.objects.get(pk=report.pk)

    def _set_aside(self, report: Report, secret: str) -> None:
        key = report.template.fields.get(label="Summary").key
        words = f"<p>{self.word(f'text set aside of {secret}')}</p>"
        with pytest.raises(NewerText):
            save_draft(report, {key: words}, revision=0, by=self.author)

    def _exempt(self, item: AgendaItem, folder: Path) -> Report:
        title = self.word("title of an exempt report")
        report = made.written(item, author=self.author, template=self.template, title=title)
        Paper.objects.filter(report=report).update(
            public_interest=self.word("public-interest reasoning of an exempt report")
        )
        report = made.write(report, Summary=self.word("text of an exempt report"))
        ask = [("", self.word("recommendation of an exempt report"))]
        set_recommendations(report.paper.placements.get(), ask, by=self.author)
        list_appendices(report, [self.word("appendix of an exempt report")], by=self.author)
        send_report(Report.objects.get(pk=report.pk), by=self.author)
        return Report.objects.get(pk=report.pk)

    def _sign(self, report: Report) -> None:
        finance, legal = report.paper.sign_offs.order_by("position")
        approve(finance, by=self.approver, comment=self.word("comment of an approval"))
        mark_not_applicable(legal, by=self.approver, reason=self.word("why it is not applicable"))

    def public(self) -> list[str]:
        """Every public address that could know of the reports."""
        papers = Paper.objects.all()
        meetings = self.board.meetings.all()
        return [
            *(reverse(name) for name in ("home", "meetings", "boards", "search")),
            self.board.get_absolute_url(),
            *(meeting.get_absolute_url() for meeting in meetings),
            *(paper.get_absolute_url() for paper in papers),
            *(reverse("paper_picture", args=[paper.pk, 1]) for paper in papers),
            *(edition.get_absolute_url() for edition in PackEdition.objects.all()),
            *(f"{reverse('search')}?q={word}" for word in ("warm", "homes", "survey")),
        ]

    def desk(self) -> list[str]:
        """The pages behind the desk that show what was planted."""
        reports = Report.objects.order_by("pk")
        names = ("report", "report_background", "report_pictures", "report_appendices")
        kept = ReportDraft.objects.filter(set_aside=True)
        asides = list(kept.values_list("report_id", "pk"))
        placements = [p.pk for each in reports for p in each.paper.placements.all()]
        return [
            *(reverse(name, args=[each.pk]) for name in names for each in reports),
            *(reverse("report_aside", args=each) for each in asides),
            *(reverse("recommendations", args=[each]) for each in placements),
            *(reverse("sign_off", args=[each.pk]) for each in SignOff.objects.all()),
            *(each.paper.get_absolute_url() for each in reports),
        ]


@pytest.fixture(scope="module")
def world(one_world: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("pictures"))


def people(world: World) -> dict[str, User | None]:
    return {
        "public": None,
        "stranger": factories.user(),
        "partner": factories.user(board=world.board, role="partner"),
        "another author": factories.user(board=world.board, role="author"),
        "officer of another board": factories.officer(factories.board()),
    }


def test_an_officer_is_given_every_planted_word_on_the_desk(world: World) -> None:
    officer, seen = signed_in(world.officer), set()
    for address in world.desk():
        seen |= world.word.found_in(given(officer, address))

    assert {where for word, where in world.word.planted.items() if word not in seen} == set()


def test_no_planted_word_reaches_an_outsider(world: World) -> None:
    leaks = []
    for name, user in people(world).items():
        client = signed_in(user) if user else Client()
        for address in (*world.public(), *world.desk()):
            found = world.word.found_in(given(client, address))
            leaks += [f"{world.word.planted[word]} to {name} at {address}" for word in found]

    assert leaks == []


def test_members_read_the_exempt_report_and_no_comment(world: World) -> None:
    member = signed_in(factories.user(board=world.board, role="member"))
    found = set()
    for address in (*world.public(), *world.desk()):
        found |= {world.word.planted[each] for each in world.word.found_in(given(member, address))}

    assert "text of an exempt report" in found
    assert {each for each in found if not each.endswith("an exempt report")} == set()
    assert "public-interest reasoning of an exempt report" not in found


def test_an_unused_picture_of_a_published_report_is_not_given_out(world: World) -> None:
    address = reverse("paper_picture", args=[world.published.paper.pk, 1])

    assert Client().get(address).status_code == 404
    assert signed_in(world.author).get(address).status_code == 200


@pytest.mark.parametrize("state", ["draft", "sign_off", "returned", "cleared", "deferred"])
def test_who_sees_a_paper_on_its_way(state: str) -> None:
    board = factories.board()
    report = made.written(factories.meeting(board).items.get())
    others = {
        name: factories.user(board=board, role=name)
        for name in ("member", "partner", "author", "approver", "officer")
    }
    if state != "draft":
        send_report(report, by=report.author)
    steps = {"returned": _returned, "cleared": _cleared, "deferred": _deferred}
    if state in steps:
        steps[state](report, others)
    viewers: dict[str, Viewer] = {name: viewer_for(user) for name, user in others.items()}
    viewers |= {"public": PUBLIC, "its author": viewer_for(report.author)}

    sees_paper = {name for name, viewer in viewers.items() if can_see(viewer, report.paper)}
    sees_text = {name for name, viewer in viewers.items() if can_see(viewer, report)}

    asked = set() if state == "draft" else {"approver"}
    assert sees_paper == {"its author", "officer"} | asked
    assert sees_text == {"its author", "officer"}


def _returned(report: Report, people: dict[str, User]) -> None:
    sign_off = report.paper.sign_offs.all()[0]
    return_with_comments(sign_off, by=people["approver"], comments="The total is wrong.")


def _cleared(report: Report, people: dict[str, User]) -> None:
    clear_without_sign_off(report.paper, by=people["officer"], reason="Agreed.")


def _deferred(report: Report, people: dict[str, User]) -> None:
    defer_paper(report.paper, by=people["officer"], reason="No figures.")
