"""Writing a report: no save loses anybody's words, and what is sent never changes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, User
from reports.authored.forms_provided import FORMS
from reports.authored.merging import merge
from reports.authored.pictures import add_picture, redrawn
from reports.authored.snapshot import sent_report
from reports.authored.templates import move_field, provide_forms, save_field, set_posts
from reports.authored.writing import (
    NewerText,
    list_appendices,
    list_background_papers,
    missing,
    save_draft,
    send_report,
    set_recommendations,
)
from reports.files.uploads import Unusable
from reports.models import BackgroundPaper, Paper, Placement, Recommendation, Report, TemplateField
from reports.signing import clear_without_sign_off, take_back
from reports.workflow import place_paper
from tests import factories
from tests.factories import writing as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def item(board: Board) -> AgendaItem:
    return factories.meeting(board).items.get()


@pytest.fixture
def report(item: AgendaItem) -> Report:
    return made.written(item)


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def key(report: Report, label: str) -> str:
    return str(report.template.fields.get(label=label).key)


def test_saved_text_is_sanitised(report: Report) -> None:
    html = "<h1>Aim</h1><script>alert(1)</script><p onclick='x'>Warm <img src='//evil'>homes</p>"
    made.write(report, Summary=html)

    stored = Report.objects.get().values[key(report, "Summary")]
    assert stored == "<h3>Aim</h3><p>Warm homes</p>"


def test_two_who_write_in_different_fields_lose_nothing(report: Report, olive: User) -> None:
    summary, background = key(report, "Summary"), key(report, "Background")
    start = report.revision
    both = report.values
    theirs = save_draft(report, both | {summary: "<p>Hers</p>"}, revision=start, by=olive)
    mine = save_draft(report, both | {background: "<p>His</p>"}, revision=start, by=report.author)

    assert not theirs.merged
    assert mine.merged
    values = Report.objects.get().values
    assert (values[summary], values[background]) == ("<p>Hers</p>", "<p>His</p>")


def test_two_who_write_in_one_field_both_keep_their_words(report: Report, olive: User) -> None:
    summary, start = key(report, "Summary"), report.revision
    save_draft(report, {summary: "<p>Hers</p>"}, revision=start, by=olive)

    with pytest.raises(NewerText, match="Olive Officer has saved") as caught:
        save_draft(report, {summary: "<p>His</p>"}, revision=start, by=report.author)

    assert Report.objects.get().values[summary] == "<p>Hers</p>"
    assert caught.value.disputed == (summary,)
    assert report.drafts.get(set_aside=True).values[summary] == "<p>His</p>"
    now = Report.objects.get().revision
    save_draft(report, {summary: "<p>His</p>"}, revision=now, by=report.author)
    assert Report.objects.get().values[summary] == "<p>His</p>"


def test_without_common_ground_every_difference_is_disputed() -> None:
    assert merge({"a": "mine"}, {"a": "theirs"}, None).disputed == ("a",)
    assert merge({"a": "same"}, {"a": "same"}, None).disputed == ()
    assert merge({"a": "new"}, {"a": "old"}, {"a": "old"}).values == {"a": "new"}


def test_a_report_says_what_it_lacks(item: AgendaItem) -> None:
    report = made.report(item)

    assert missing(report) == [
        "Fill in “Report author(s)”.",
        "Fill in “Summary”.",
        "Write the recommendations for Harbour Board, 22 January 2025.",
        "List the background papers, or say that there are none.",
    ]
    with pytest.raises(Refused, match="Fill in “Summary”"):
        send_report(report, by=report.author)


def test_what_was_sent_is_kept_and_never_changes(report: Report) -> None:
    version = send_report(report, by=report.author)

    sent = sent_report(version)
    assert sent is not None
    texts = {field.label: field.text for field in sent.fields}
    assert texts["Summary"] == "<p>Fewer <strong>cold</strong> homes.</p>"
    assert "Fewer" in version.text
    with pytest.raises(DatabaseError), transaction.atomic():
        type(version).objects.update(authored={})


def test_a_plain_text_whose_field_became_formatted_is_sent_and_shown_harmlessly(
    report: Report,
) -> None:
    evil = "Arthur <img src=x onerror=alert(1)><script>alert(2)</script>"
    made.write(report, texts={"Report author(s)": evil})
    report.template.fields.filter(label="Report author(s)").update(kind="rich")

    version = send_report(Report.objects.get(), by=report.author)
    assert version.authored["fields"][0]["text"] == "<p>Arthur </p>"

    version.authored["fields"][0]["text"] = evil  # as frozen before it was sanitised
    sent = sent_report(version)
    assert sent is not None
    assert sent.fields[0].text == "<p>Arthur </p>"


def test_the_kind_of_a_field_stays_once_reports_use_it(report: Report, olive: User) -> None:
    field = report.template.fields.get(label="Report author(s)")
    field.kind = "rich"
    with pytest.raises(Refused, match="Reports use this template"):
        save_field(field, by=olive)

    field.refresh_from_db()
    assert field.kind == "plain"
    field.label = "Authors"
    assert save_field(field, by=olive).label == "Authors"


def test_nothing_is_written_while_it_is_with_its_approvers(report: Report) -> None:
    send_report(report, by=report.author)
    with pytest.raises(Refused, match="take it back first"):
        made.write(report, Summary="<p>Other</p>")
    placement = report.paper.placements.get()
    with pytest.raises(Refused, match="take it back first"):
        set_recommendations(placement, [("", "Other")], by=report.author)

    take_back(report.paper, by=report.author)
    made.write(report, Summary="<p>Other</p>")
    assert send_report(report, by=report.author).number == 2


def test_what_was_opened_before_it_was_sent_or_published_changes_nothing(report: Report) -> None:
    """What the writer holds says draft; what is stored decides, and is locked meanwhile."""
    opened, by = Report.objects.select_related("paper").get(), report.author
    place = Placement.objects.select_related("item__meeting__board", "paper").get()
    with CaptureQueriesContext(connection) as asked:
        set_recommendations(place, [("", "Note it.")], by=by)
        list_appendices(opened, ["Map"], by=by)
    assert sum("FOR UPDATE" in each["sql"] for each in asked) == 4
    send_report(report, by=by)

    with pytest.raises(Refused, match="take it back first"):
        set_recommendations(place, [("", "Other")], by=by)
    with pytest.raises(Refused, match="take it back first"):
        list_appendices(opened, ["Plan"], by=by)
    with pytest.raises(Refused, match="take it back first"):
        list_background_papers(opened, [], none=True, by=by)

    take_back(report.paper, by=by)
    AgendaItem.objects.update(published_at="2025-01-14T09:00Z")
    with pytest.raises(Refused, match="agenda is published"):
        set_recommendations(place, [("", "Other")], by=by)


def test_a_report_asks_each_meeting_its_own_things(report: Report, olive: User) -> None:
    other = factories.meeting(factories.board("Quarry Board")).items.get()
    placement = place_paper(report.paper, other, by=olive)
    set_recommendations(placement, [("", "Comment on the plan.")], by=olive)

    asked = Recommendation.objects.order_by("placement_id", "position")
    assert [(each.addressee, each.text) for each in asked] == [
        ("Harbour Board", "Note the report."),
        ("NHS", "Send data."),
        ("Quarry Board", "Comment on the plan."),
    ]


def test_published_recommendations_stay(report: Report, olive: User) -> None:
    placement = report.paper.placements.get()
    type(placement.item).objects.update(published_at="2025-01-14T09:00Z")
    placement.item.refresh_from_db()

    with pytest.raises(Refused, match="is published"):
        set_recommendations(placement, [("", "Other")], by=olive)


def test_a_restricted_background_paper_is_not_listed(report: Report) -> None:
    papers = [
        BackgroundPaper(title="The survey", link="https://example.org/survey"),
        BackgroundPaper(title="A bid", where_to_see="The office", restricted=True),
    ]
    list_background_papers(report, papers, none=False, by=report.author)

    sent = sent_report(send_report(report, by=report.author))
    assert sent is not None
    assert [each.title for each in sent.background] == ["The survey"]


def test_none_and_some_background_papers_do_not_go_together(report: Report) -> None:
    with pytest.raises(Refused, match="Either list"):
        list_background_papers(report, [BackgroundPaper(title="X")], none=True, by=report.author)


def test_an_appendix_keeps_its_paper_while_its_title_stays(report: Report) -> None:
    list_appendices(report, ["Map", "Figures"], by=report.author)
    paper = factories.paper(report.paper.placements.get().item, "Map", by=report.author)
    report.listed_appendices.filter(title="Map").update(paper=paper)

    list_appendices(report, ["Figures", "Map"], by=report.author)

    listed = [(each.title, each.paper) for each in report.listed_appendices.all()]
    assert listed == [("Figures", None), ("Map", paper)]


def test_a_cleared_report_is_published(report: Report, olive: User) -> None:
    send_report(report, by=report.author)
    clear_without_sign_off(report.paper, by=olive, reason="Agreed by telephone.")

    assert factories.public_paper(report.paper, by=olive).state == "published"


def test_a_board_gets_the_five_forms_once(board: Board, olive: User) -> None:
    first = provide_forms(board, by=olive)

    assert [each.name for each in first] == [form.name for form in FORMS]
    assert len(first) == 5
    assert provide_forms(board, by=olive) == []
    full = board.report_templates.get(name="Full corporate report")
    assert full.roles.count() == 4
    assert full.fields.count() == len(FORMS[3].fields)


def test_every_form_can_be_sent_with_recommendations_and_background(board: Board) -> None:
    for template in provide_forms(board, by="a test"):
        kinds = set(template.fields.values_list("kind", flat=True))
        assert "recommendations" in kinds, template
        assert len(set(template.fields.values_list("position", flat=True))) == (
            template.fields.count()
        )


def test_fields_change_places(board: Board, olive: User) -> None:
    template = made.template(board)
    summary = template.fields.get(label="Summary")
    move_field(summary, up=True, by=olive)
    move_field(summary, up=True, by=olive)

    labels = list(TemplateField.objects.order_by("position").values_list("label", flat=True))
    assert labels[:2] == ["Summary", "Report author(s)"]


def test_a_post_stands_in_the_list_once(board: Board, olive: User) -> None:
    with pytest.raises(Refused, match="once"):
        set_posts(made.template(board), [("Finance", None), ("finance", None)], by=olive)


def picture(path: Path, kind: str = "JPEG", size: tuple[int, int] = (300, 200)) -> Path:
    image = Image.new("RGB", size, "navy")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(path, kind, exif=exif)
    return path


def test_a_picture_is_kept_described_and_without_what_the_camera_wrote(
    report: Report, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    kept = add_picture(report, picture(tmp_path / "a.jpg"), alt="Cold homes", by=report.author)
    with kept.file.open("rb") as stored:
        content = stored.read()
    assert b"taken at home" not in content
    assert Image.open(io.BytesIO(content)).size == (300, 200)

    made.write(report, Summary=f'<p><img src="{kept.address}" alt=""></p>')
    assert 'alt="Cold homes"' in Report.objects.get().values[key(report, "Summary")]
    with pytest.raises(Refused, match="Describe the picture"):
        add_picture(report, picture(tmp_path / "a.jpg"), alt=" ", by=report.author)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(Unusable, match="PNG or JPEG"):
        redrawn(path)


def test_a_title_of_five_hundred_letters_is_kept(item: AgendaItem) -> None:
    report = made.report(item, title="x" * 500)
    assert Paper.objects.get(report=report).title == "x" * 500
