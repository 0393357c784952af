"""The nine steps of a meeting, how far each has come, and the one thing to do next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from meetings.models import ItemKind, Meeting, MeetingState
from meetings.wording import page_date
from minutes.models import LIVE, Action, Minutes, MinutesState
from reports.models import Placement
from reports.signing import to_clear
from rotherham_hwb.desk.publication.clear_days import deadline_lines
from rotherham_hwb.packs.kinds import Kind, Stage

WANT_PAPERS = (ItemKind.PAPER, ItemKind.TO_FOLLOW)
AFTER_DRAFT = {
    MinutesState.DRAFT: ("Send the minutes to the chair", "desk_publish_minutes"),
    MinutesState.WITH_CHAIR: ("Publish the minutes", "desk_publish_minutes"),
    MinutesState.APPROVED: ("Record the signature", "desk_minutes_sign"),
}


@dataclass(frozen=True)
class MeetingStep:
    """One step: its state as a word or a count, and whether that needs an eye."""

    name: str
    href: str
    state: str
    alert: bool = False


@dataclass(frozen=True)
class NextStep:
    """What to press next."""

    words: str
    href: str
    stage: str = ""
    """What the pack is compiled for, where the button itself compiles it."""


@dataclass(frozen=True)
class Rail:
    """What stands beside every page of a meeting; `here` is the name of the step that is open."""

    meeting: Meeting
    here: str
    clock: str
    steps: tuple[MeetingStep, ...]
    next: NextStep | None
    minutes: Minutes | None

    @property
    def is_next(self) -> bool:
        """Whether the page that is open is that of the next step: its own button is the one."""
        open_step = next(each for each in self.steps if each.name == self.here)
        return self.next is not None and self.next.href == open_step.href

    @property
    def kind(self) -> str:
        """How the page's own button looks, so that there is one green button on it."""
        return "primary" if self.next is None or self.is_next else "secondary"


@dataclass(frozen=True)
class Counts:
    """What the records of a meeting come to."""

    items: int
    wanted: int
    """Items that want a paper, or have one."""
    filled: int
    """Items that have a paper."""
    to_clear: int
    pack: str
    ready: bool
    """Whether an unpublished pack is compiled; the page of publication says whether it is fresh."""
    minutes: Minutes | None
    entries: int
    actions: int
    open_actions: int


def read_rail(meeting: Meeting, here: str = "Details") -> Rail:
    """The steps of a meeting with what the records say of each, in few queries."""
    counts = _count(meeting)
    return Rail(
        meeting,
        here,
        _clock(meeting),
        _steps(meeting, counts),
        next_step(meeting, counts),
        counts.minutes,
    )


def next_step(meeting: Meeting, counts: Counts) -> NextStep | None:
    """The one thing that is next; None where the meeting waits for its day, or for nobody."""
    words, name = _next(meeting, counts)
    if not name:
        return None
    stage = Stage.PUBLISHED.value if name == "desk_compile" else ""
    return NextStep(words, reverse(name, args=[meeting.pk]), stage)


def _count(meeting: Meeting) -> Counts:
    has_paper = Exists(Placement.objects.filter(item=OuterRef("pk")))
    items = list(meeting.items.annotate(has_paper=has_paper).values_list("kind", "has_paper"))
    wanted = [has for kind, has in items if has or kind in WANT_PAPERS]
    minutes = Minutes.objects.filter(meeting=meeting).first()
    states = Action.objects.filter(minute__minutes=minutes).values_list("state", flat=True)
    done = list(states) if minutes else []
    release = meeting.releases.filter(
        kind=Kind.MAIN, superseded_at=None, stage=Stage.PUBLISHED
    ).first()
    return Counts(
        items=len(items),
        wanted=len(wanted),
        filled=sum(wanted),
        to_clear=to_clear(meeting).count(),
        pack=_pack(release is not None, release is not None and bool(release.published_at)),
        ready=release is not None and release.published_at is None,
        minutes=minutes,
        entries=minutes.entries.count() if minutes else 0,
        actions=len(done),
        open_actions=sum(each in LIVE for each in done),
    )


def _pack(compiled: bool, published: bool) -> str:
    if published:
        return "Published"
    return "Compiled" if compiled else "No pack yet"


def _steps(meeting: Meeting, counts: Counts) -> tuple[MeetingStep, ...]:
    at = [meeting.pk]
    is_open = meeting.state.has_open_agenda
    lacking = counts.filled < counts.wanted
    return (
        MeetingStep("Details", reverse("desk_meeting", args=at), *_details(meeting)),
        MeetingStep("Agenda", reverse("desk_agenda", args=at), *_agenda(counts, is_open)),
        MeetingStep(
            "Papers", reverse("desk_bulk_upload", args=at), _papers(counts), is_open and lacking
        ),
        MeetingStep("Sign-off", reverse("desk_clear_papers", args=at), *_sign_off(counts)),
        MeetingStep("Checks", reverse("desk_checks", args=at), "To do" if is_open else "Done"),
        MeetingStep("Publish", _publish_page(meeting, counts), counts.pack),
        MeetingStep("At the meeting", reverse("desk_at_meeting", args=at), _record(counts.minutes)),
        MeetingStep("Minutes", reverse("desk_minutes", args=at), _minutes(counts.minutes)),
        MeetingStep("Actions", reverse(_actions_page(counts), args=at), _actions(counts)),
    )


def _details(meeting: Meeting) -> tuple[str, bool]:
    if meeting.state.is_off:
        return MeetingState(meeting.state).label, True
    if not meeting.time or not meeting.venue:
        return f"{'Place' if meeting.time else 'Time'} to be confirmed", True
    return ("Public", False) if meeting.called_at else ("Not public yet", True)


def _agenda(counts: Counts, is_open: bool) -> tuple[str, bool]:
    if not counts.items:
        return "Empty", is_open
    return _counted(counts.items, "item"), False


def _papers(counts: Counts) -> str:
    return f"{counts.filled} of {counts.wanted}" if counts.wanted else "None needed"


def _sign_off(counts: Counts) -> tuple[str, bool]:
    if counts.to_clear:
        return f"{counts.to_clear} to clear", True
    return ("All cleared" if counts.filled else "Nothing yet"), False


def _publish_page(meeting: Meeting, counts: Counts) -> str:
    """The question once there is a pack to publish; before and after it the packs themselves."""
    if meeting.state.has_open_agenda and counts.ready:
        return reverse("desk_publish", args=[meeting.pk])
    return f"{reverse('desk_meeting', args=[meeting.pk])}#pack"


def _record(minutes: Minutes | None) -> str:
    if minutes is None:
        return "Not opened"
    if minutes.ended_at:
        return "Ended"
    return "Under way" if minutes.opened_at else "Not begun"


def _minutes(minutes: Minutes | None) -> str:
    return MinutesState(minutes.state).label if minutes else "Not started"


def _actions_page(counts: Counts) -> str:
    return "desk_meeting_actions" if counts.minutes else "desk_minutes"


def _actions(counts: Counts) -> str:
    if counts.open_actions:
        return f"{counts.open_actions} to be done"
    return "All done" if counts.actions else "None yet"


def _clock(meeting: Meeting) -> str:
    """“Publish by Tuesday 5 January 2027: 3 days left”; empty once the agenda is out."""
    if not meeting.state.has_open_agenda:
        return ""
    line = deadline_lines(meeting, timezone.localdate()).publish
    if line.deadline.due is None:
        return line.deadline.unknown
    return publish_by(line.deadline.due, timezone.localtime())


def publish_by(due: dt.date, now: dt.datetime) -> str:
    """How long there is; the law counts days, so that the last one lasts until midnight."""
    days = (due - now.date()).days
    if days == 0:
        return f"Publish by today, midnight: {_counted(24 - now.hour, 'hour')} left"
    by = "tomorrow" if days == 1 else page_date(due)
    return f"Publish by {by}: {_counted(abs(days), 'day')} {'late' if days < 0 else 'left'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _next(meeting: Meeting, counts: Counts) -> tuple[str, str]:
    """The words of the button and the route it leads to; empty where there is none."""
    if meeting.state.is_off:
        lacks = meeting.state.is_postponed and not _has_new_date(meeting)
        return ("Set its new date", "desk_new_date") if lacks else ("", "")
    if meeting.state.has_open_agenda:
        return _before(meeting, counts)
    if timezone.localdate() < meeting.date:
        return "", ""
    return _after(meeting, counts)


def _before(meeting: Meeting, counts: Counts) -> tuple[str, str]:
    if meeting.state.is_draft:
        known = meeting.time and meeting.venue
        words = "Make the date public" if known else "Complete its details"
        return words, "desk_call" if known else "desk_edit_meeting"
    if not counts.items:
        return "Build the agenda", "desk_agenda"
    if counts.filled < counts.wanted:
        return "Upload papers", "desk_bulk_upload"
    if counts.to_clear:
        return "Clear the papers", "desk_clear_papers"
    if not counts.ready:
        return "Compile the pack", "desk_compile"
    return "Publish the agenda", "desk_publish"


def _after(meeting: Meeting, counts: Counts) -> tuple[str, str]:
    minutes = counts.minutes
    just_now = timezone.localdate() - meeting.date <= dt.timedelta(days=1)
    if just_now and (minutes is None or not minutes.ended_at):
        return "Record the meeting", "desk_at_meeting"
    if minutes is None or not counts.entries:
        return "Write the minutes", "desk_minutes"
    return AFTER_DRAFT.get(MinutesState(minutes.state), ("", ""))


def _has_new_date(meeting: Meeting) -> bool:
    return Meeting.objects.filter(postponed_from=meeting).exists()
