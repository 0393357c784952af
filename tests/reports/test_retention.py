"""Open reports stay six years and their background papers four, in the code and below it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import AuditEvent
from reports.models import BackgroundPaper, Paper, Placement, Report, ReportTemplate
from reports.retention import delete_paper, why_kept
from reports.workflow import withdraw_paper
from tests import factories
from tests.factories.writing import template
from tests.minutes.test_retention import WHY, ago
from tests.public.world import filed_paper

pytestmark = pytest.mark.django_db


def paper_of(day: dt.date, *, publish: bool = True, **fields: Any) -> Paper:
    """A paper of a meeting on that day whose agenda is out."""
    meeting = factories.meeting(factories.board(), date=day)
    paper = factories.paper(meeting.items.get(), "Pier report", **fields)
    meeting.items.update(published_at=timezone.now())
    return factories.public_paper(paper, by=factories.officer(meeting.board)) if publish else paper


def background_of(paper: Paper) -> BackgroundPaper:
    form: ReportTemplate = template(paper.board)
    author = factories.user(board=paper.board, role="author")
    report = Report.objects.create(paper=paper, template=form, author=author)
    return BackgroundPaper.objects.create(report=report, position=1, title="Survey of the pier")


def delete(row: Any) -> None:
    """In SQL, past every rule of the code; foreign keys are not looked at before the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        transaction.set_rollback(True)


def test_the_refusal_says_the_rule_and_the_day() -> None:
    paper = paper_of(dt.date(2024, 2, 29))

    assert why_kept(paper, today=dt.date(2030, 2, 28)) == (
        "“Pier report” must stay open to the public until 1 March 2030 "
        "(Local Government Act 1972 section 100C(1), six years from the meeting)."
    )
    assert why_kept(paper, today=dt.date(2030, 3, 1)) == ""


def test_a_day_before_six_years_a_paper_is_kept() -> None:
    paper = paper_of(ago(days_left=1))

    with pytest.raises(Refused, match="section 100C"):
        delete_paper(paper, by="a test", reason=WHY)

    assert Paper.objects.exists()


def test_after_six_years_it_may_go_with_a_reason() -> None:
    paper = paper_of(ago(days_left=0))
    with pytest.raises(Refused, match="Give a reason"):
        delete_paper(paper, by="a test", reason="")

    delete_paper(paper, by="a test", reason=WHY)

    assert not Paper.objects.exists()
    assert AuditEvent.objects.get(action="delete").reason == WHY


def test_a_paper_of_two_meetings_stays_for_the_later_one() -> None:
    paper = paper_of(ago(days_left=-400))
    later = factories.meeting(paper.board, date=ago(days_left=1))
    Placement.objects.create(paper=paper, item=later.items.get(), position=1)
    assert why_kept(paper, today=timezone.localdate()) == ""
    later.items.update(published_at=timezone.now())

    with pytest.raises(Refused, match="six years from the meeting"):
        delete_paper(paper, by="a test", reason=WHY)


@pytest.mark.parametrize("kind", ["a draft", "exempt", "withdrawn"])
def test_what_is_not_open_to_the_public_may_go(kind: str) -> None:
    fields = factories.exempt() if kind == "exempt" else {}
    paper = paper_of(timezone.localdate(), publish=kind != "a draft", **fields)
    if kind == "withdrawn":
        withdraw_paper(paper, by=factories.officer(paper.board), reason="It named somebody.")

    delete_paper(paper, by="a test", reason=WHY)

    assert not Paper.objects.exists()


def test_the_files_of_a_deleted_paper_go_with_it(django_capture_on_commit_callbacks: Any) -> None:
    meeting = factories.meeting(factories.board())
    officer = factories.officer(meeting.board)
    paper = filed_paper(meeting.items.get(), "Pier report", by=officer, publish=False)
    file = paper.versions.get().file
    assert file.storage.exists(file.name)

    with django_capture_on_commit_callbacks(execute=True):
        delete_paper(paper, by="a test", reason=WHY)

    assert not file.storage.exists(file.name)


def test_a_day_before_four_years_a_background_paper_is_kept() -> None:
    background = background_of(paper_of(ago(days_left=1, years=4)))

    with pytest.raises(IntegrityError, match="must stay open"):
        delete(background)

    assert BackgroundPaper.objects.exists()


def test_after_four_years_it_may_go_and_its_report_stays() -> None:
    background = background_of(paper_of(ago(days_left=0, years=4)))

    background.delete()

    assert not BackgroundPaper.objects.exists()
    assert Paper.objects.exists()


def test_the_database_keeps_open_papers_their_versions_and_their_places() -> None:
    paper = paper_of(ago(days_left=1))
    for row in (paper, paper.versions.get(), paper.placements.get()):
        with pytest.raises(IntegrityError, match="must stay open to the public until"):
            delete(row)
    with pytest.raises(IntegrityError, match="must stay open"), transaction.atomic():
        Paper.objects.all().delete()

    assert Paper.objects.exists()


@pytest.mark.parametrize("days_left", [0, -1])
def test_the_database_lets_go_after_six_years(days_left: int) -> None:
    paper = paper_of(ago(days_left=days_left))
    for row in (paper.versions.get(), paper.placements.get(), paper):
        delete(row)


def test_the_place_of_a_public_paper_on_a_draft_agenda_may_go() -> None:
    paper = paper_of(timezone.localdate())
    draft = factories.meeting(paper.board, date=timezone.localdate() + dt.timedelta(days=30))
    place = Placement.objects.create(paper=paper, item=draft.items.get(), position=1)

    place.delete()

    assert paper.placements.count() == 1
