"""The sample boards: what a newcomer finds, and that it all came in through the verbs."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings

from meetings.access import PUBLIC, viewer_for
from meetings.models import (
    AgendaItem,
    Apology,
    AuditEvent,
    Board,
    Meeting,
    Person,
    Seat,
    Supplement,
    User,
)
from minutes.models import Action, Minute, Minutes, Resolution
from reports.files.uploads import inspect_pdf
from reports.models import Paper, PaperVersion, Placement, Report, SignOff
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.packs.typesetting.render import FontsMissing, must_have_fonts
from rotherham_hwb.sample import SAMPLE_LOGINS
from rotherham_hwb.sample.loading import load_sample
from rotherham_hwb.sample.sources import HERE
from rotherham_hwb.shown.actions.own_actions import shown_own_actions
from rotherham_hwb.shown.agenda.items import shown_agenda

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TODAY = dt.date(2026, 11, 18)
HWB, PLACE = "health-and-wellbeing-board", "place-board"


def must_be_able_to_print() -> None:
    try:
        must_have_fonts()
    except FontsMissing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module", autouse=True)
def sample(one_world: Path) -> Iterator[Path]:
    """The sample, loaded once for all tests of this module; gives MEDIA_ROOT."""
    must_be_able_to_print()
    with override_settings(DEMO=True):
        assert load_sample(today=TODAY)
        yield one_world


def meeting(board: str, date: dt.date) -> Meeting:
    return Meeting.objects.get(board__slug=board, date=date)


def test_loading_twice_changes_nothing_and_says_so(sample: Path) -> None:
    def stored() -> tuple[list[int], list[Path]]:
        rows = [model._base_manager.count() for model in apps.get_models()]
        return rows, sorted(sample.rglob("*"))

    before, said = stored(), io.StringIO()
    call_command("load_sample", stdout=said)
    assert stored() == before
    assert "nothing done" in said.getvalue()


def test_it_is_refused_where_it_is_no_demonstration() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="set DEMO=1"):
        call_command("load_sample")


def test_each_login_signs_in_and_has_its_role() -> None:
    kinds = []
    for _, email, password in SAMPLE_LOGINS:
        user = authenticate(username=email, password=password)
        assert isinstance(user, User)
        kinds.append(sorted(viewer_for(user).boards))
    assert kinds == [["officer"], ["member"], ["author", "partner"], ["author"], ["approver"]]


def test_the_seats_rest_on_law_and_one_is_vacant() -> None:
    seats = Seat.objects.filter(board__slug=HWB).with_vacancy()
    vacant = seats.filter(**{"is_vacant": True}).values_list("title", flat=True)
    assert list(vacant) == ["Primary Care Networks"]
    clauses = {seat.legal_basis.rsplit("(", 1)[-1] for seat in seats if "(2)" in seat.legal_basis}
    assert {"a)", "b)", "c)", "d)", "e)", "f)"} <= clauses


def test_the_next_meeting_has_eight_items_of_business_of_every_kind() -> None:
    coming = meeting(HWB, dt.date(2026, 12, 16))
    business = coming.items.exclude(kind__in=["standing", "exclusion"])
    assert coming.state == "called"
    assert business.count() == 8
    assert {item.kind for item in business} == {"paper", "presentation", "verbal", "to_follow"}
    assert business.get(restriction="exempt").exempt_paragraphs == [3]
    assert AgendaItem.objects.listed_for(PUBLIC).filter(meeting=coming).count() == 0
    assert Placement.objects.filter(item__meeting=coming, parent__isnull=False).count() == 3
    sizes = {
        (round(width), round(height))
        for version in PaperVersion.objects.filter(paper__placements__item__meeting=coming)
        for width, height, _ in version.page_sizes
    }
    assert sizes == {(595, 842), (842, 595), (1191, 842), (720, 405)}


@pytest.mark.parametrize(
    ("date", "state"),
    [(dt.date(2026, 8, 26), "approved"), (dt.date(2026, 10, 21), "published_draft")],
)
def test_past_meetings_are_published_with_their_minutes_and_packs(
    date: dt.date, state: str
) -> None:
    past = meeting(HWB, date)
    assert past.state == "held"
    assert past.minutes.state == state
    assert PackEdition.objects.visible_to(PUBLIC).filter(release__meeting=past).exists()
    papers = Paper.objects.filter(placements__item__meeting=past)
    assert set(papers.values_list("state", flat=True)) == {"published"}


def test_nothing_stops_the_publication_of_the_sample_agenda() -> None:
    coming = meeting(HWB, dt.date(2026, 12, 16))

    assert coming.agenda_published_at is None
    assert [f"{each.where}: {each.sentence}" for each in check_meeting(coming).stops] == []


def test_the_second_meeting_had_the_minutes_of_the_first_before_it() -> None:
    item = meeting(HWB, dt.date(2026, 10, 21)).items.get(title__startswith="Minutes")
    assert item.minutes_of == meeting(HWB, dt.date(2026, 8, 26))


def test_the_minutes_numbers_run_on_through_the_municipal_year() -> None:
    ours = Minute.objects.filter(board__slug=HWB, minutes__meeting__date__year=TODAY.year)
    numbers = [int(each.number) for each in ours.order_by("pk")]
    assert numbers == list(range(14, 14 + len(numbers)))
    assert len(numbers) == 19
    place = Minute.objects.filter(board__slug=PLACE).order_by("pk")
    assert [each.number for each in place] == ["1", "2", "3", "4"]


def test_there_are_resolutions_of_three_limbs_and_actions_with_owner_and_day() -> None:
    assert Resolution.objects.filter(label="(3)").count() == 2
    assert Action.objects.exclude(owner="").filter(due_on__isnull=False).count() >= 8
    assert Action.objects.filter(done_on__isnull=False).exists()


def test_attendance_says_who_came_for_whom_and_who_is_known() -> None:
    minutes = Minutes.objects.get(meeting__date=dt.date(2026, 8, 26))
    amadi = minutes.attendances.get(name="Lucy Amadi")
    assert amadi.representing == "Toni Bracewell"
    assert amadi.person is not None
    capacities = minutes.attendances.values_list("name", "capacity")
    assert {
        ("Lucy Amadi", "deputy"),
        ("Kath Olivant", "member"),
        ("Joyce Tindall", "presenter"),
        ("Helen Askew", "officer"),
        ("Councillor Wendy Farrar", "observer"),
    } <= set(capacities)
    assert minutes.attendances.filter(kind="apologies").count() == 3


def test_the_place_boards_agenda_is_out_and_its_print_edition_has_blank_pages() -> None:
    board = Board.objects.get(slug=PLACE)
    coming = board.meetings.get(state="agenda_published")
    assert dt.date(2026, 11, 25) <= coming.date
    packs = PackEdition.objects.visible_to(PUBLIC).filter(
        release__meeting=coming, release__kind="main"
    )
    assert packs.get(layout="print").page_count > packs.get(layout="screen").page_count


def test_every_papers_file_opens_and_is_tagged(sample: Path) -> None:
    versions = PaperVersion.objects.exclude(file="")
    assert versions.count() == len(list((HERE / "papers").glob("*.html")))
    for version in versions:
        facts = inspect_pdf(sample / str(version.file.name))
        assert (facts.sha256, facts.tagged) == (version.sha256, True)


def test_everything_left_its_line_in_the_trail() -> None:
    for model in (Board, Meeting, AgendaItem, Paper, Minutes, User, Seat, Release):
        kept = AuditEvent.objects.filter(record_type=model._meta.label)
        stored = model._base_manager.values_list("pk", flat=True)
        assert {str(pk) for pk in stored} <= set(kept.values_list("record_id", flat=True))


def test_each_login_finds_what_is_for_it_alone() -> None:
    member, partner, author, approver = (
        viewer_for(User.objects.get(email=email)) for _, email, _ in SAMPLE_LOGINS[1:]
    )
    for viewer in (member, partner):
        assert shown_own_actions(viewer, TODAY), "an action that is owed"
    assert Apology.objects.get().deputy == Person.objects.get(name="Councillor Aisha Begum")
    states = {each.author.email: each.paper.state.value for each in Report.objects.all()}
    assert set(states) == {"author@sample.example", "partner@sample.example"}
    assert SignOff.objects.answerable_by(approver).filter(state="asked").count() == 1
    assert SignOff.objects.filter(state="returned", paper__report__author=author.user_id).exists()


def test_a_supplement_a_cancelled_meeting_and_an_old_pack_are_there_to_look_at() -> None:
    assert Supplement.objects.get().published_at is not None
    assert Meeting.objects.get(state="cancelled").board.slug == HWB
    assert ImportedPack.objects.get().meeting.date == dt.date(2016, 9, 21)
    assert viewer_for(User.objects.get(email=SAMPLE_LOGINS[0][1])).adds_boards


def test_the_public_reads_that_a_paper_is_withheld_and_nothing_of_it() -> None:
    private = meeting(HWB, dt.date(2026, 10, 21)).items.get(restriction="exempt")

    agenda = shown_agenda(private.meeting, PUBLIC)

    shown = [item for section in agenda.sections for item in section.items][-1]
    assert shown.title == "Stop-smoking service: choice of provider"
    assert shown.why
    assert "Fresh Start" not in repr(agenda)
