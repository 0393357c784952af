"""Reports written here, in packs: set with what each meeting is asked, and counted like others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board
from meetings.supplements import open_supplement
from reports.authored.pictures import add_picture
from reports.authored.writing import list_appendices, send_report, set_recommendations
from reports.models import Paper, Report
from reports.signing import approve, clear_without_sign_off, defer_paper, mark_not_applicable
from reports.workflow import place_paper
from rotherham_hwb.packs.contents.authored import authored_html
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience, Kind
from rotherham_hwb.packs.plan.pack_plan import Axes, Part, Skipped
from rotherham_hwb.publishing.publish import publish_meeting_papers, publish_supplement
from tests import factories
from tests.factories import writing as made
from tests.factories.packs import edition, pdf_paper
from tests.reports.authored.test_writing import picture

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def item(board: Board) -> AgendaItem:
    return factories.meeting(board).items.get()


def cleared(item: AgendaItem, **fields: object) -> Report:
    report = made.sent(item, **fields)
    by = factories.officer(item.meeting.board)
    clear_without_sign_off(report.paper, by=by, reason="Agreed by telephone.")
    return report


def html_of(report: Report) -> str:
    placement = report.paper.placements.get()
    version = report.paper.latest
    assert version is not None
    return authored_html(placement, version, placement.item)


def test_a_report_stands_in_the_pack_as_a_part_the_portal_sets(item: AgendaItem) -> None:
    cleared(item)

    contents = plan_pack(item.meeting, axes=Axes())

    (part,) = contents.plan.items[0].parts
    assert isinstance(part, Part)
    assert part.ours
    assert "Fewer <strong>cold</strong> homes." in contents.sections[part.sha256]


def test_other_recommendations_make_another_pack(item: AgendaItem) -> None:
    report = made.written(item)
    send_report(report, by=report.author)
    before = plan_pack(item.meeting, axes=Axes()).digest
    type(report.paper).objects.get()
    report.paper.placements.get().recommendations.update(text="Endorse it.")

    assert plan_pack(item.meeting, axes=Axes()).digest != before


def test_a_report_that_was_never_sent_holds_up_the_pack(item: AgendaItem) -> None:
    made.written(item)
    with pytest.raises(Refused, match="still being written"):
        plan_pack(item.meeting, axes=Axes())


def test_a_deferred_report_is_left_out_of_the_pack(item: AgendaItem) -> None:
    report = cleared(item)
    defer_paper(report.paper, by=factories.officer(item.meeting.board), reason="No figures.")

    assert plan_pack(item.meeting, axes=Axes()).plan.items[0].parts == ()


def test_an_exempt_report_keeps_its_pages_unused_in_the_public_pack(board: Board) -> None:
    item = factories.private_item(factories.meeting(board, items=0))
    report = made.written(item)
    Paper.objects.filter(report=report).update(public_interest="A price would be known.")
    send_report(Report.objects.get(), by=report.author)

    public = plan_pack(item.meeting, axes=Axes())
    members = plan_pack(item.meeting, axes=Axes(audience=Audience.RESTRICTED))

    assert public.plan.items[-1].parts == (Skipped(1),)
    assert public.sections == {}
    assert len(members.sections) == 1


def test_what_is_printed_names_appendices_sources_and_approvals(item: AgendaItem) -> None:
    report = made.written(item)
    list_appendices(report, ["Map", "Figures"], by=report.author)
    send_report(report, by=report.author)
    fiona = factories.user("Fiona Finance", board=item.meeting.board, role="approver")
    finance, legal = report.paper.sign_offs.order_by("position")
    approve(finance, by=fiona)
    mark_not_applicable(legal, by=fiona, reason="Nobody is sued: a secret reason.")

    html = html_of(report)

    assert "Map (not attached)" in html
    assert "Recommended to Harbour Board:-" in html
    assert "Fiona Finance" in html
    assert "Not applicable" in html
    assert "secret reason" not in html


def test_an_exempt_appendix_that_is_not_attached_is_named_by_its_safe_title(
    item: AgendaItem,
) -> None:
    report = made.written(item)
    list_appendices(report, ["The price of the land"], by=report.author)
    send_report(report, by=report.author)
    elsewhere = factories.private_item(factories.meeting(item.meeting.board, date=made.LATER))
    paper = factories.paper(elsewhere, "The price of the land", **factories.exempt())
    report.listed_appendices.update(paper=paper)

    html = html_of(Report.objects.get())

    assert "The price of the land" not in html
    assert f"{paper.safe_title} (not attached)" in html


def test_a_late_appendix_does_not_change_what_was_printed(item: AgendaItem) -> None:
    report = made.written(item)
    list_appendices(report, ["Map"], by=report.author)
    send_report(report, by=report.author)
    olive = factories.officer(item.meeting.board)
    clear_without_sign_off(report.paper, by=olive, reason="Agreed.")
    edition(item.meeting)
    publish_meeting_papers(item.meeting, by=olive)
    before = html_of(report)
    supplement = open_supplement(item.meeting, reason="The map came late.", by=olive)
    paper = pdf_paper(factories.meeting(item.meeting.board, date=made.LATER).items.get(), "Map")
    item.meeting.refresh_from_db()
    item.refresh_from_db()
    under = report.paper.placements.get()
    place_paper(paper, item, under=under, supplement=supplement, by=olive)
    report.listed_appendices.update(paper=paper)

    assert html_of(Report.objects.get()) == before
    edition(item.meeting, kind=Kind.SUPPLEMENT, supplement=1)
    edition(item.meeting, kind=Kind.CONSOLIDATED, supplement=1)
    publish_supplement(supplement, by=olive)


def test_the_public_page_and_file_show_a_published_report(item: AgendaItem) -> None:
    report = cleared(item)
    olive = factories.officer(item.meeting.board)
    paper = report.paper
    public = Client()
    assert public.get(paper.get_absolute_url()).status_code == 404
    edition(item.meeting)
    publish_meeting_papers(item.meeting, by=olive)

    shown = public.get(paper.get_absolute_url()).content.decode()
    file = public.get(reverse("paper_file", args=[paper.pk]))
    agenda = public.get(item.meeting.get_absolute_url()).content.decode()

    assert "<p>Fewer <strong>cold</strong> homes.</p>" in shown
    assert "Send data." in shown
    assert b"".join(file).startswith(b"%PDF-")
    assert "In the pack:" in agenda


def test_a_second_meeting_not_yet_public_tells_nothing_of_its_recommendations(
    item: AgendaItem,
) -> None:
    report = cleared(item)
    olive = factories.officer(item.meeting.board)
    edition(item.meeting)
    publish_meeting_papers(item.meeting, by=olive)
    later = factories.meeting(item.meeting.board, date=made.LATER).items.get()
    report.paper.refresh_from_db()
    placement = place_paper(report.paper, later, by=olive)
    set_recommendations(placement, [("", "A secret ask.")], by=olive)

    page = Client().get(report.paper.get_absolute_url()).content.decode()
    assert "A secret ask." not in page
    officer = Client()
    officer.force_login(olive)
    assert "A secret ask." in officer.get(report.paper.get_absolute_url()).content.decode()


def pictured(item: AgendaItem, folder: Path) -> Report:
    """A report with everything an author can put in, sent."""
    report = made.written(item)
    shown = add_picture(report, picture(folder / "a.jpg"), alt="Homes by ward", by=report.author)
    words = (
        "<h3>Where we stand</h3><p>Fewer homes are cold.</p><ul><li>412 are warm<ul><li>most in "
        "the north</li></ul></li></ul><h4>By quarter</h4><table><tr><td>Quarter</td><td>Homes</td>"
        "</tr><tr><td>April to June</td><td>180</td></tr></table>"
        f'<p><img src="{shown.address}" alt=""></p>'
    )
    report = made.write(report, Summary=words, Background=words)
    send_report(report, by=report.author)
    return report


def test_a_picture_is_set_in_the_report(item: AgendaItem, tmp_path: Path) -> None:
    assert "data:image/jpeg;base64," in html_of(pictured(item, tmp_path))
