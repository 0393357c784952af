"""Two boards with a past and a future, made through the rooms' own verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from meetings.access import RoleKind
from meetings.apologies import send_apologies
from meetings.boards import give_role
from meetings.deadlines import HolidaysUnknown, publish_by
from meetings.models import Board, Meeting, Person, User
from meetings.supplements import open_supplement
from meetings.workflow import cancel_meeting, convene_meeting, create_meeting, record_held
from minutes.approving import approve_minutes
from minutes.models import Minutes
from minutes.workflow import publish_minutes, send_to_chair
from reports.authored.templates import provide_forms
from reports.files.inspecting import inspect_here
from reports.files.taking_in import take_in
from reports.models import Paper, PaperVersion
from reports.signing import clear_papers, to_clear
from reports.workflow import add_paper_with_file
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.packs.editions.compile_release import compile_release
from rotherham_hwb.packs.meeting_file.load import files_go_with_rows, load_meeting
from rotherham_hwb.packs.meeting_file.read import read_meeting_file
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.publish import (
    ISSUED_TOGETHER,
    publish_meeting_papers,
    publish_supplement,
)
from rotherham_hwb.sample.boards import BY, load_boards
from rotherham_hwb.sample.days import sample_days, words_for, working_day_before
from rotherham_hwb.sample.minutes import load_minutes, tell_of_actions
from rotherham_hwb.sample.order import put_in_order
from rotherham_hwb.sample.reports import write_reports
from rotherham_hwb.sample.sources import HERE, print_all_papers, read_text, read_yaml

CALLED_BEFORE = dt.timedelta(weeks=8)
SHORTER = "It is a sample meeting."  # said of one whose clear days nobody can count yet
HWB = "health-and-wellbeing-board"
WHY_OFF = "The reports on what was to be decided are not ready."
WHY_LATE = "The figures for November came after the agenda was published."
AGENDA_BEFORE = dt.timedelta(days=8)  # five clear days, with a weekend
MINUTES_AFTER = dt.timedelta(days=12)


@dataclass(frozen=True)
class Sample:
    """What each step of the loading needs to know."""

    today: dt.date
    words: Mapping[str, str]
    papers: Path
    people: Mapping[str, Person]
    officer: User
    users: Mapping[str, User]
    stored: list[PaperVersion | PackEdition]


def load_sample(*, today: dt.date | None = None) -> bool:
    """Store the sample boards, all of them or nothing; nothing where there is a board already.

    `today` is the day the meetings are laid round. Returns whether anything was stored.
    """
    if Board.objects.exists():
        return False
    today = today or timezone.localdate()
    words = words_for(today)
    with (
        TemporaryDirectory(prefix="sample-") as folder,
        files_go_with_rows() as stored,
        transaction.atomic(),
    ):
        print_all_papers(Path(folder), words)
        known = load_boards(read_yaml("boards.yaml", words))
        officer = known.users["officer"]
        give_role(officer, None, RoleKind.OFFICER, by=BY)  # who adds boards, too
        give_role(known.users["partner"], Board.objects.get(slug=HWB), RoleKind.AUTHOR, by=BY)
        for board in Board.objects.order_by("pk"):
            provide_forms(board, by=officer)
        sample = Sample(today, words, Path(folder), known.people, officer, known.users, stored)
        _health_and_wellbeing_board(sample)
        _place_board(sample)
    return True


def _health_and_wellbeing_board(sample: Sample) -> None:
    first = _held(sample, "hwb_first")
    first_minutes = _publish_minutes(sample, "hwb_first", first)
    second = _held(sample, "hwb_second")
    second_minutes = _publish_minutes(sample, "hwb_second", second)
    in_minute = second_minutes.entries.get(item__minutes_of=first)
    approve_minutes([first_minutes], in_minute=in_minute, by=sample.officer)
    coming = _draft(sample, "hwb_next")  # its pack is the visitor's to compile and publish
    _call(sample, coming)
    off, later = (_further(sample, coming.board, name) for name in ("hwb_off", "hwb_later"))
    cancel_meeting(off, by=sample.officer, reason=WHY_OFF)
    write_reports(later, users=sample.users)
    deputy = sample.people["Councillor Aisha Begum"]
    send_apologies(later, by=sample.users["member"], note="I am away that week.", deputy=deputy)
    import_pack(HERE / "old_pack.txt", by=sample.officer)


def _place_board(sample: Sample) -> None:
    past = _held(sample, "place_past")
    _publish_minutes(sample, "place_past", past)
    coming = _draft(sample, "place_next")
    _publish_agenda(sample, coming)
    _publish_supplement(sample, coming)


def _further(sample: Sample, board: Board, name: str) -> Meeting:
    """A meeting to come without an agenda."""
    meeting = Meeting(board=board, date=sample_days(sample.today)[name], time=dt.time(9))
    _call(sample, create_meeting(meeting, by=sample.officer))
    return meeting


def _publish_supplement(sample: Sample, meeting: Meeting) -> None:
    """A paper that came after the agenda of a meeting was out."""
    supplement = open_supplement(meeting, reason=WHY_LATE, by=sample.officer)
    item = meeting.items.get(title__startswith="Same-day care")
    paper = Paper(board=meeting.board, title="Beds at home: the first six weeks")
    with TemporaryDirectory(prefix="taken-in-") as folder:
        source = sample.papers / "ward-at-home.pdf"
        taken = take_in(source, source.name, into=Path(folder), inspect=inspect_here)
        add_paper_with_file(paper, item, taken, supplement=supplement, by=sample.officer)
    clear_papers([paper], by=sample.officer)
    sample.stored.extend(paper.versions.all())
    for kind in ISSUED_TOGETHER:
        release = compile_release(
            meeting,
            kind=kind,
            supplement=supplement.number,
            by=sample.officer,
            report=lambda progress: None,
        )
        sample.stored.extend(release.editions.all())
    publish_supplement(supplement, by=sample.officer)


def _draft(sample: Sample, name: str) -> Meeting:
    path = sample.papers / f"{name}.yaml"
    path.write_text(read_text(f"meetings/{name}.yaml", sample.words), encoding="utf-8")
    meeting = load_meeting(read_meeting_file(path, sample.papers), by=sample.officer)
    put_in_order(meeting, by=sample.officer)
    clear_papers(to_clear(meeting), by=sample.officer)
    versions = PaperVersion.objects.filter(paper__placements__item__meeting=meeting)
    sample.stored.extend(versions)
    return meeting


def _held(sample: Sample, name: str) -> Meeting:
    meeting = _draft(sample, name)
    _publish_agenda(sample, meeting)
    return record_held(meeting, by=sample.officer)


def _call(sample: Sample, meeting: Meeting) -> None:
    latest = sample.today - dt.timedelta(weeks=2)
    day = min(meeting.date - CALLED_BEFORE, working_day_before(latest))
    convene_meeting(meeting, by=sample.officer, at=_moment(day, 11), shorter_notice=SHORTER)


def _publish_agenda(sample: Sample, meeting: Meeting) -> None:
    """Call the meeting, then publish its agenda, its papers and its packs as an officer would."""
    _call(sample, meeting)
    latest = working_day_before(sample.today)
    try:
        day = min(publish_by(meeting.date), latest)
    except HolidaysUnknown:
        day = min(meeting.date - AGENDA_BEFORE, latest)
    release = compile_release(meeting, by=sample.officer, report=lambda progress: None)
    sample.stored.extend(release.editions.all())
    publish_meeting_papers(
        meeting, by=sample.officer, at=_moment(day, 10, 30), shorter_notice=SHORTER
    )


def _publish_minutes(sample: Sample, name: str, meeting: Meeting) -> Minutes:
    data = read_yaml(f"minutes/{name}.yaml", sample.words)
    minutes = load_minutes(meeting, data, people=sample.people, by=sample.officer)
    send_to_chair(minutes, by=sample.officer)
    publish_minutes(minutes, by=sample.officer, at=_moment(meeting.date + MINUTES_AFTER, 15))
    tell_of_actions(minutes, data, by=sample.officer)
    return minutes


def _moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """An aware moment in London."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))
