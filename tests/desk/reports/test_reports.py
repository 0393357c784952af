"""Reports on the desk: written by authors, signed off by approvers, cleared by officers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AgendaItem, Board, User
from reports.authored.templates import provide_forms
from reports.models import Recommendation, Report, SignOff
from reports.signing import defer_paper
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.factories import writing as made
from tests.packs.fixtures import plain_pdf
from tests.reports.authored.test_writing import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]


@pytest.fixture
def item(board: Board) -> AgendaItem:
    return factories.item(factories.meeting(board, items=0), kind="paper")


@pytest.fixture
def author(board: Board) -> User:
    return factories.user("Arthur Author", board=board, role="author")


@pytest.fixture
def approver(board: Board) -> User:
    return factories.user("Fiona Finance", board=board, role="approver")


@pytest.fixture
def report(item: AgendaItem, author: User) -> Report:
    return made.written(item, author=author)


@pytest.fixture
def writer(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def fields(report: Report, **texts: str) -> dict[str, object]:
    """What the form sends for these fields, by their labels, without a script."""
    keys = {each.label: each.key for each in report.template.fields.all()}
    said: dict[str, object] = {"revision": report.revision}
    for label, text in texts.items():
        said[f"field_{keys[label]}"] = text
    return said


def test_an_author_starts_a_report_for_an_item_of_their_board(
    writer: Client, item: AgendaItem, author: User
) -> None:
    provide_forms(item.meeting.board, by="a test")
    elsewhere = factories.item(factories.meeting(factories.board(), items=0), kind="paper")
    start = reverse("report_start", args=[item.pk])
    assert start in page(writer, "reports")
    assert writer.get(reverse("report_start", args=[elsewhere.pk])).status_code == 404
    assert "Who writes it?" not in writer.get(start).content.decode()

    template = item.meeting.board.report_templates.get(name="Briefing note")
    answer = writer.post(start, {"title": "Warm homes", "template": template.pk}, follow=True)

    report = Report.objects.get()
    assert (report.author, report.paper.title, report.paper.state) == (
        author,
        "Warm homes",
        "draft",
    )
    assert "Key points" in answer.content.decode()


def test_text_is_written_in_the_plain_box_and_read_back(writer: Client, report: Report) -> None:
    address = reverse("report_write", args=[report.pk])
    text = "## Aim\n\n- warm\n- dry\n\n<script>alert(1)</script>"
    writer.post(address, fields(report, Summary=text), follow=True)

    report.refresh_from_db()
    assert "<h3>Aim</h3><ul><li>warm</li><li>dry</li></ul>" in report.values.values()
    shown = page(writer, "report_write", report.pk)
    assert "### Aim\n\n- warm\n- dry</textarea>" in shown
    assert "alert(1)" not in shown


def test_the_editor_sends_html_and_saves_by_itself(writer: Client, report: Report) -> None:
    said = fields(report, Summary="<h3>Aim</h3><p>**not markup**</p>")
    name = next(key for key in said if key.startswith("field_"))
    answer = writer.post(
        reverse("report_autosave", args=[report.pk]), said | {f"{name}-format": "html"}
    )

    assert answer.status_code == 200
    assert answer.json()["revision"] == report.revision + 1
    report.refresh_from_db()
    assert "<h3>Aim</h3><p>**not markup**</p>" in report.values.values()


def test_a_save_that_meets_a_newer_one_shows_both(
    writer: Client, report: Report, board: Board
) -> None:
    said = fields(report, Summary="His words")
    made.write(report, by=factories.officer(board), Summary="<p>Her words</p>")

    kept = writer.post(reverse("report_autosave", args=[report.pk]), said)
    answer = writer.post(reverse("report_write", args=[report.pk]), said)

    assert (kept.status_code, answer.status_code) == (409, 409)
    shown = answer.content.decode()
    assert "Olive Officer has saved this report" in shown
    assert "<p>Her words</p>" in shown
    assert "His words</textarea>" in shown
    aside = report.drafts.get(set_aside=True)
    assert "His words" in page(writer, "report_aside", report.pk, aside.pk)
    assert reverse("report_aside", args=[report.pk, aside.pk]) in page(writer, "report", report.pk)


def test_a_text_set_aside_shows_its_plain_fields_as_they_were_typed(
    writer: Client, report: Report, board: Board
) -> None:
    typed = "<b data-hx-get='/'>Arthur</b>"
    said = fields(report, **{"Report author(s)": typed})
    made.write(report, by=factories.officer(board), texts={"Report author(s)": "Olive"})
    writer.post(reverse("report_write", args=[report.pk]), said)

    aside = report.drafts.get(set_aside=True)
    summary = report.template.fields.get(label="Summary").key
    aside.values[summary] = "<p>Warm<script>alert(1)</script></p>"
    aside.save()
    shown = page(writer, "report_aside", report.pk, aside.pk)

    assert typed not in shown
    assert "&lt;b data-hx-get=" in shown
    assert "<p>Warm</p>" in shown


def test_recommendations_are_written_once_for_each_meeting(writer: Client, report: Report) -> None:
    placement = report.paper.placements.get()
    assert "Send data." in page(writer, "recommendations", placement.pk)
    said = {
        "limb-TOTAL_FORMS": 3,
        "limb-INITIAL_FORMS": 0,
        "limb-0-text": "Endorse the plan.",
        "limb-0-addressee": "",
        "limb-1-text": "",
        "limb-2-text": "Fund it.",
        "limb-2-addressee": "Cabinet",
    }
    writer.post(reverse("recommendations", args=[placement.pk]), said)

    asked = Recommendation.objects.values_list("position", "addressee", "text")
    assert list(asked) == [(1, "Harbour Board", "Endorse the plan."), (2, "Cabinet", "Fund it.")]
    assert "Fund it." in page(writer, "report", report.pk)


def test_background_papers_are_listed_or_declared_none(writer: Client, report: Report) -> None:
    address = reverse("report_background", args=[report.pk])
    said = {
        "source-TOTAL_FORMS": 2,
        "source-INITIAL_FORMS": 0,
        "source-0-title": "The survey",
        "source-0-link": "example.org/survey",
        "source-1-title": "The file",
    }
    answer = writer.post(address, said)
    assert "say where a copy can be seen" in answer.content.decode()

    writer.post(address, said | {"source-1-where_to_see": "The town hall"})

    assert [each.title for each in report.background_papers.all()] == ["The survey", "The file"]
    assert "The survey" in page(writer, "report_background", report.pk)


def test_a_listed_appendix_is_flagged_until_its_file_is_attached(
    writer: Client, report: Report, tmp_path: Path
) -> None:
    writer.post(reverse("report_appendices", args=[report.pk]), {"titles": "Map\nFigures"})
    assert "Listed but not attached" in page(writer, "report", report.pk)
    appendix = report.listed_appendices.get(title="Map")
    file = SimpleUploadedFile("map.pdf", plain_pdf(tmp_path / "a.pdf").read_bytes())

    writer.post(reverse("report_attach", args=[report.pk, appendix.pk]), {"file": file})

    appendix.refresh_from_db()
    assert appendix.paper is not None
    placed = appendix.paper.placements.get()
    assert placed.parent == report.paper.placements.get()
    assert page(writer, "report_appendices", report.pk).count("Listed but not attached") == 1


def test_a_picture_is_described_and_shown_to_those_who_write(
    writer: Client, report: Report, tmp_path: Path
) -> None:
    file = SimpleUploadedFile("a.jpg", picture(tmp_path / "a.jpg").read_bytes())
    address = reverse("report_pictures", args=[report.pk])
    assert "Describe the picture" in writer.post(address, {"file": file}).content.decode()
    file.seek(0)
    writer.post(address, {"file": file, "alt": "A cold house"})

    kept = report.pictures.get()
    shown = writer.get(kept.address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert Client().get(kept.address).status_code == 404


@pytest.mark.slow
def test_a_report_goes_to_its_approvers_and_back(
    writer: Client, report: Report, approver: User, board: Board
) -> None:
    assert "Director of Finance" in page(writer, "report_send", report.pk)
    writer.post(reverse("report_send", args=[report.pk]))
    assert "Director of Finance, Director of Legal Services: sign it off" in page(
        writer, "report", report.pk
    )
    desk = signed_in(approver)
    finance, legal = SignOff.objects.order_by("position")
    assert page(desk, "approvals").count("Warm homes") == 2
    shown = page(desk, "sign_off", finance.pk)
    assert "<p>Fewer <strong>cold</strong> homes.</p>" in shown

    said = {"answer": "returned", "comment": "", "officer": "Fiona Finance"}
    address = reverse("sign_off", args=[finance.pk])
    assert "Say why, so that the author knows" in desk.post(address, said).content.decode()
    said["comment"] = "The total is wrong."
    told = desk.post(address, said | {"seen": "sign_off 0"}).content.decode()
    assert "has changed since you looked at it: look at it again" in told
    desk.post(address, said | {"seen": finance.paper.as_it_stands})

    shown = page(writer, "report", report.pk)
    assert "The total is wrong." in shown
    assert "answer the comments and send it again" in shown
    assert writer.get(reverse("sign_off", args=[legal.pk])).status_code == 404

    made.write(report, Summary="<p>Fewer <strong>damp</strong> homes.</p>")
    writer.post(reverse("report_send", args=[report.pk]))
    shown = page(desk, "sign_off", finance.pk)
    assert "What changed since Fiona Finance answered" in shown
    assert "damp</ins>" in shown


def test_an_officer_clears_defers_and_reminds(report: Report, approver: User, board: Board) -> None:
    made.send_report(report, by=report.author)
    desk = signed_in(factories.officer(board))
    paper = report.paper
    desk.post(reverse("paper_remind", args=[paper.pk]))
    reminders = Message.objects.filter(key__startswith="sign-off reminder")
    assert [message.recipient for message in reminders] == [approver.email]

    desk.post(reverse("paper_clear_anyway", args=[paper.pk]), {"reason": ""})
    paper.refresh_from_db()
    assert paper.state == "sign_off"
    desk.post(
        reverse("paper_clear_anyway", args=[paper.pk]),
        {"reason": "All are away.", "seen": paper.as_it_stands},
    )
    paper.refresh_from_db()
    assert paper.state == "cleared"
    assert "All are away." in page(desk, "report", report.pk)

    desk.post(reverse("paper_defer", args=[paper.pk]), {"reason": "No figures."})
    desk.post(reverse("paper_take_up", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == "draft"


def test_nobody_is_reminded_of_a_paper_that_waits_for_nobody_any_more(
    report: Report, approver: User, board: Board
) -> None:
    made.send_report(report, by=report.author)
    olive = factories.officer(board)
    defer_paper(report.paper, reason="No figures.", by=olive)
    assert report.paper.sign_offs.filter(state="asked").exists()

    said = signed_in(olive).post(reverse("paper_remind", args=[report.paper.pk]), follow=True)

    assert "There is nobody to remind." in said.content.decode()
    assert not Message.objects.filter(key__startswith="sign-off reminder").exists()


def test_an_officer_puts_a_report_on_another_agenda_too(report: Report, board: Board) -> None:
    desk = signed_in(factories.officer(board))
    later = factories.meeting(board, date=made.LATER).items.get()
    assert "5 March 2025" in page(desk, "paper_place", report.paper.pk)

    desk.post(reverse("paper_place", args=[report.paper.pk]), {"item": later.pk})

    assert report.paper.placements.count() == 2
    assert "Write the recommendations for Harbour Board, 5 March 2025." in page(
        desk, "report", report.pk
    )


@pytest.mark.slow
def test_nobody_else_comes_in(report: Report, board: Board, approver: User) -> None:
    other_author = factories.user(board=board, role="author")
    outsiders = [
        Client(),
        signed_in(factories.user(board=board, role="member")),
        signed_in(factories.user(board=board, role="partner")),
        signed_in(factories.officer(factories.board())),
        signed_in(approver),
        signed_in(other_author),
    ]
    for client in outsiders:
        for name in ("report", "report_write", "report_send", "report_background"):
            answer = client.get(reverse(name, args=[report.pk]))
            assert answer.status_code in (302, 404), name
        assert client.post(reverse("report_autosave", args=[report.pk])).status_code in (302, 404)
        placement = report.paper.placements.get()
        assert client.get(reverse("recommendations", args=[placement.pk])).status_code != 200


def test_templates_are_provided_changed_and_ordered(board: Board) -> None:
    desk = signed_in(factories.officer(board))
    desk.post(reverse("report_provide", args=[board.pk]))
    template = board.report_templates.get(name="Briefing note")
    assert "Briefing note" in page(desk, "report_templates")
    first = template.fields.order_by("position").first()
    said = {"label": "Why now", "kind": "rich", "place": "body", "in_use": "on"}
    desk.post(reverse("report_field", args=[template.pk, first.pk]), said)
    desk.post(reverse("report_field_add", args=[template.pk]), said | {"label": "Press line"})
    desk.post(reverse("report_field_move", args=[template.pk, first.pk]), {"down": "1"})
    posts = {
        "post-TOTAL_FORMS": 1,
        "post-INITIAL_FORMS": 0,
        "post-0-post": "Director of Finance",
        "post-0-approver": "",
    }
    desk.post(reverse("report_posts", args=[template.pk]), posts)

    labels = list(template.fields.order_by("position").values_list("label", flat=True))
    assert labels[:2] == ["Key points", "Why now"]
    assert labels[-1] == "Press line"
    assert [role.post for role in template.roles.all()] == ["Director of Finance"]
    assert "Director of Finance" in page(desk, "report_template", template.pk)
    other = signed_in(factories.officer(factories.board()))
    assert other.get(reverse("report_template", args=[template.pk])).status_code == 404


def test_markup_in_every_plain_field_is_shown_harmlessly(writer: Client, report: Report) -> None:
    evil = "<script>alert('x')</script>"
    made.write(report, texts={"Report author(s)": evil})
    type(report.paper).objects.update(title=evil)
    placement = report.paper.placements.get()
    made.set_recommendations(placement, [(evil, evil)], by=report.author)
    made.send_report(Report.objects.get(), by=report.author)

    for name in ("report", "reports"):
        assert evil not in page(writer, name, *([report.pk] if name == "report" else []))
    assert evil not in writer.get(report.paper.get_absolute_url()).content.decode()


def test_lists_take_as_many_queries_at_three_reports_as_at_one(
    writer: Client, report: Report, item: AgendaItem, author: User, approver: User
) -> None:
    made.send_report(report, by=author)
    desk = signed_in(approver)

    def queries(client: Client, name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, name)
        return len(captured)

    queries(writer, "reports")
    queries(desk, "approvals")
    one = queries(writer, "reports"), queries(desk, "approvals")
    for title in ("Two", "Three"):
        other = factories.item(item.meeting, title, kind="paper")
        made.sent(other, title=title, author=author, template=report.template)

    assert (queries(writer, "reports"), queries(desk, "approvals")) == one
