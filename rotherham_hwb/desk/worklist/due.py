"""Everything that is due on an officer's boards, by whom and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from meetings.doors import Request
from meetings.models import AgendaItem, DeadlineKind, ItemKind, Meeting, Role
from meetings.timetable import Timetable, timetables
from minutes.models import Minutes
from reports.models import Paper, PaperState, Placement
from rotherham_hwb.desk.worklist.actions_due import action_lines
from rotherham_hwb.desk.worklist.waiting_for import waiting_for
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.packs.models import Release

AHEAD = dt.timedelta(days=70)
SOON = dt.timedelta(days=7)
BEHIND = dt.timedelta(days=180)
MINUTES_WITHIN = dt.timedelta(days=10)  # working practice: while it is remembered
OFF = ("cancelled", "postponed")
YOU = "You"
WRITING = (PaperState.DRAFT, PaperState.RETURNED, PaperState.SIGN_OFF)


@dataclass(frozen=True)
class Task:
    """One thing to be done, by whom and by when; `due` None: no day is set."""

    what: str
    about: str
    whom: str
    href: str
    due: dt.date | None

    def is_late(self, today: dt.date) -> bool:
        return self.due is not None and self.due < today


@dataclass(frozen=True)
class NextListed:
    """The meeting of which something waits next, and from which day on."""

    meeting: Meeting
    day: dt.date
    out: bool
    """Whether its agenda is out: it is to be recorded then."""


@dataclass(frozen=True)
class Narrowed:
    """Whose work is asked for: the boards, their meetings, and whether the officer's alone."""

    meetings: QuerySet[Meeting]
    boards: frozenset[int]
    mine: bool


def read_worklist(request: Request, wanted: Narrowed, today: dt.date) -> list[Task]:
    """Everything due on the officer's boards, in as many queries however much it is."""
    found = _tasks(request, wanted, today)
    asked = (each for each in found if each.whom == YOU or not wanted.mine)
    return sorted(asked, key=lambda task: (task.due or dt.date.max, task.about))


def next_listed(coming: Iterable[Meeting]) -> NextListed | None:
    """What will wait first where nothing does now; None where no meeting is planned."""
    found = [
        NextListed(each, each.date, out=True)
        if each.agenda_published_at
        else NextListed(each, each.date - AHEAD, out=False)
        for each in coming
    ]
    return min(found, key=lambda each: each.day, default=None)


def _tasks(request: Request, wanted: Narrowed, today: dt.date) -> Iterator[Task]:
    own = wanted.meetings
    ahead = list(_ahead(own, today))
    tables = timetables({meeting.board for meeting in ahead})
    for meeting in ahead:
        yield from _before(meeting, tables[meeting.board_id])
    yield from _papers(ahead, tables)
    yield from _awaited(ahead)
    yield from _taken_back(own)
    yield from _after(own, today)
    yield from _reviews(wanted, today)
    yield from _imports(own)
    yield from _names(request, wanted.boards)
    yield from _actions(own, today)


def _ahead(own: QuerySet[Meeting], today: dt.date) -> QuerySet[Meeting]:
    running = own.filter(date__gte=today, date__lte=today + AHEAD)
    return running.exclude(state__in=OFF).prefetch_related("public_notices")


def _before(meeting: Meeting, table: Timetable) -> Iterator[Task]:
    """The notice and the agenda of a meeting ahead, until they are out."""
    out = {
        DeadlineKind.NOTICE: bool(meeting.public_notices.all()),
        DeadlineKind.PUBLISH: meeting.agenda_published_at is not None,
    }
    pages = {DeadlineKind.NOTICE: "desk_meeting", DeadlineKind.PUBLISH: "desk_checks"}
    for deadline in table.deadlines(meeting.date):
        if not out.get(deadline.kind, True):
            href = reverse(pages[deadline.kind], args=[meeting.pk])
            yield Task(deadline.kind.label, str(meeting), YOU, href, deadline.due)


def _papers(ahead: Sequence[Meeting], tables: dict[int, Timetable]) -> Iterator[Task]:
    """Papers of meetings ahead that are not cleared, each with whom it waits for."""
    placements = (
        Placement.objects.filter(item__meeting__in=ahead, paper__state__in=WRITING)
        .select_related("item", "paper__report__author", "paper__created_by")
        .prefetch_related("paper__sign_offs__approver")
        .order_by("item__meeting__date", "item__position", "position")
    )
    meetings = {meeting.pk: meeting for meeting in ahead}
    for placement in placements:
        meeting, paper = meetings[placement.item.meeting_id], placement.paper
        signing = paper.state == PaperState.SIGN_OFF
        kind = DeadlineKind.SIGN_OFF if signing else DeadlineKind.DRAFTS
        waiting = waiting_for(paper)
        due = _due(tables[meeting.board_id], kind, meeting.date)
        what = waiting.what.capitalize() if waiting else "Finish it"
        href = reverse("desk_paper", args=[paper.pk])
        yield Task(
            f"{what}: {paper.title}", str(meeting), waiting.whom if waiting else "", href, due
        )


def _due(table: Timetable, kind: DeadlineKind, day: dt.date) -> dt.date | None:
    return next((each.due for each in table.deadlines(day) if each.kind == kind), None)


def _awaited(ahead: Iterable[Meeting]) -> Iterator[Task]:
    items = AgendaItem.objects.filter(meeting__in=ahead, kind=ItemKind.TO_FOLLOW)
    waiting = items.exclude(Exists(Placement.objects.filter(item=OuterRef("pk"))))
    for item in waiting.select_related("meeting__board", "parent").prefetch_related("presenters"):
        whom = "; ".join(each.line for each in item.presenters.all() if each.line) or "Its author"
        href = reverse("desk_add_paper", args=[item.pk])
        yield Task(
            f"Paper to follow: item {item.full_number}, {item.title}",
            str(item.meeting),
            whom,
            href,
            item.awaited_on,
        )


def _taken_back(own: QuerySet[Meeting]) -> Iterator[Task]:
    """Packs of which nothing is in the place: everybody waits for the corrected one."""
    gone = Release.objects.filter(meeting__in=own).taken_back().select_related("meeting__board")
    for release in gone:
        assert release.superseded_at
        href = reverse("desk_correct", args=[release.meeting_id])
        since = timezone.localdate(release.superseded_at)
        what = f"There is no {release.title.lower()}: publish the corrected one"
        yield Task(what, str(release.meeting), YOU, href, since)


def _after(own: QuerySet[Meeting], today: dt.date) -> Iterator[Task]:
    """Meetings that were, until their minutes are out."""
    past = own.filter(date__lt=today, date__gte=today - BEHIND, imported_pack=None)
    for meeting in past.filter(state="agenda_published").order_by("date"):
        href = reverse("desk_meeting", args=[meeting.pk])
        due = meeting.date + MINUTES_WITHIN
        yield Task("Record that it was held, and write the minutes", str(meeting), YOU, href, due)
    unfinished = Minutes.objects.filter(meeting__in=past, state__in=["draft", "with_chair"])
    for minutes in unfinished.select_related("meeting__board"):
        chair = minutes.state == "with_chair"
        what = "Approve the draft minutes" if chair else "Send the minutes to the chair"
        href = reverse("desk_meeting", args=[minutes.meeting_id])
        due = minutes.meeting.date + MINUTES_WITHIN
        yield Task(what, str(minutes.meeting), "The chair" if chair else YOU, href, due)


def _reviews(wanted: Narrowed, today: dt.date) -> Iterator[Task]:
    """Exempt papers and items that somebody promised to look at again."""
    until = today + SOON
    said = "Look again whether it must stay exempt"
    papers = Paper.objects.filter(
        board_id__in=wanted.boards, restriction="exempt", review_on__lte=until
    )
    for paper in papers.select_related("board"):
        href = reverse("desk_paper", args=[paper.pk])
        yield Task(f"{said}: {paper.title}", str(paper.board), YOU, href, paper.review_on)
    items: QuerySet[AgendaItem] = AgendaItem.objects.filter(
        meeting__in=wanted.meetings, restriction="exempt"
    )
    for item in items.filter(review_on__lte=until).select_related("meeting__board"):
        href = reverse("desk_agenda", args=[item.meeting_id])
        yield Task(f"{said}: {item.title}", str(item.meeting), YOU, href, item.review_on)


def _names(request: Request, boards: frozenset[int]) -> Iterator[Task]:
    """Names that people of the officer's boards ask to be called, each once; never their own."""
    asking = Role.objects.current().filter(board_id__in=boards).exclude(user__asked_name="")
    others = asking.exclude(user=request.user.pk).select_related("user", "board").order_by("-pk")
    for user, board in {each.user: each.board for each in others if each.board}.items():
        href = reverse("desk_roles", args=[board.slug])
        yield Task(f"Confirm or refuse a name: {user.asked_name}", str(board), YOU, href, None)


def _imports(own: QuerySet[Meeting]) -> Iterator[Task]:
    waiting = ImportedPack.objects.filter(meeting__in=own, meeting__agenda_published_at=None)
    for pack in waiting.select_related("meeting__board"):
        href = reverse("desk_import", args=[pack.pk])
        yield Task("Review an old pack and publish it", str(pack.meeting), YOU, href, None)


def _actions(own: QuerySet[Meeting], today: dt.date) -> Iterator[Task]:
    for what, action, whom, due in action_lines(own, today):
        about = str(action.minute.minutes.meeting)
        yield Task(what, about, whom, reverse("desk_action", args=[action.pk]), due)
