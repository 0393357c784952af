"""The votes on one minute's business: who may cast one, what was cast, whose own is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem
from minutes.decisions import voting
from minutes.decisions.carried import is_offered, resolve_as_carried
from minutes.decisions.voters import able_to_vote, people_of, quorum_for, why_no_vote
from minutes.models import Attendance, Ballot, Minute, Minutes, Resolution, Vote
from minutes.writing.drafting import entry_for
from minutes.writing.drafts import why_closed
from minutes.writing.sub_items import is_minuted_in_parent
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.desk.common.keep_lost_words import keeps_what_was_typed
from rotherham_hwb.desk.live.forms import moment
from rotherham_hwb.desk.minutes.votes.forms import OwnVoteForm, VoteForm, stored
from rotherham_hwb.shown.minutes.data import ShownVote
from rotherham_hwb.shown.minutes.sentences import vote_told

BALLOTS = Prefetch("ballots", queryset=Ballot.objects.select_related("attendance"))


@officers
@require_http_methods(["GET", "POST"])
def item_votes(request: Request, pk: int, item: int) -> HttpResponse:
    """The votes on an agenda item; the first of them begins its minute."""
    minutes = _minutes(request, pk)
    found = get_object_or_404(minutes.meeting.items.select_related("parent"), pk=item)
    own = found.parent if found.parent and is_minuted_in_parent(found) else found
    entry = minutes.entries.filter(item=own).order_by("position").first()
    minute = entry or Minute(minutes=minutes, item=found, board=minutes.meeting.board)
    minute.minutes, minute.item = minutes, found
    return _votes(request, minute, alone=None if own is found else found)


@officers
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def votes(request: Request, pk: int, minute: int) -> HttpResponse:
    return _votes(request, _minute(request, pk, minute))


@officers
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def vote(request: Request, pk: int, vote: int) -> HttpResponse:
    """Change a vote."""
    record = _vote(request, pk, vote)
    page = _Page(request, record.minute, vote=record)
    if page.closed or not page.posted or not page.form.is_valid():
        return page.response()
    revision = page.form.cleaned_data["revision"] or 0
    told = page.form.vote_fields()
    try:
        voting.change_vote(record, revision=revision, by=request.user, at=page.at, **told)
    except Stale as newer:
        messages.error(request, f"{newer} See what is stored: save again to replace it.")
        return page.response(theirs=newer.theirs)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return page.response()
    messages.success(request, f"The vote is saved: {record.outcome.label.lower()}.")
    return redirect(_address(record.minute))


@officers
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int, vote: int) -> HttpResponse:
    record = _vote(request, pk, vote)
    if request.method == "GET":
        context = {"vote": record, "told": _in_sentences(record), "back": _address(record.minute)}
        return render(request, "desk/minutes/votes/remove.html", _base(record.minute) | context)
    ask(
        request,
        lambda: voting.remove_vote(record, by=request.user),
        done="The vote is out of the minutes.",
    )
    return redirect(_address(record.minute))


@officers
@require_POST
def own(request: Request, pk: int, vote: int) -> HttpResponse:
    """Record one member's own vote as they asked, or take that back."""
    record = _vote(request, pk, vote)
    if back := request.POST.get("back", ""):
        return _forget(request, record, back)
    form = OwnVoteForm(request.POST, vote=record, voters=_able(record))
    if not form.is_valid():
        messages.error(request, "Choose the member, and how they voted.")
        return redirect(_address(record.minute))
    member = form.voters[form.cleaned_data["member"]]
    side = form.cleaned_data["side"]
    ask(
        request,
        lambda: voting.record_my_vote(record, attendance=member, side=side, by=request.user),
        done=f"The vote of {member.name} is recorded.",
    )
    return redirect(_address(record.minute))


@officers
@require_POST
def resolve(request: Request, pk: int, vote: int) -> HttpResponse:
    """Make a carried motion the resolution, or one of them."""
    record = _vote(request, pk, vote)
    ask(
        request,
        lambda: resolve_as_carried(record, by=request.user),
        done="The motion is in the minute as what was resolved.",
    )
    return redirect(_address(record.minute))


def _forget(request: Request, record: Vote, ballot_pk: str) -> HttpResponse:
    """Name a member no longer in a vote."""
    ballots = {str(each.pk): each for each in record.ballots.select_related("attendance")}
    if (ballot := ballots.get(ballot_pk)) is None:
        raise Http404
    ask(
        request,
        lambda: voting.forget_my_vote(record, attendance=ballot.attendance, by=request.user),
        done=f"{ballot.attendance.name} is no longer named.",
    )
    return redirect(_address(record.minute))


class _Page:
    """The votes there are, and the form of a new one or of the one being changed."""

    def __init__(self, request: Request, minute: Minute, *, vote: Vote | None = None) -> None:
        self.request, self.minute, self.vote = request, minute, vote
        self.posted = request.method == "POST"
        self.closed = why_closed(minute.minutes)
        self.manner = _manner(request, vote)
        self.at = _sent_time(request, minute) if self.posted else _time(minute, vote)
        self.attendances = people_of(minute.minutes)
        self.quorum = quorum_for(self.attendances, minute, self.at)
        self.form = self._form()

    def _form(self, data: QueryDict | None = None) -> VoteForm:
        data = data or self.request.POST
        whys = [(each, why_no_vote(each, self.minute, self.at)) for each in self.attendances]
        self.barred = [why for each, why in whys if why and each.is_present]
        self.voters = [each for each, why in whys if not why]
        initial = stored(self.vote) if self.vote else {}
        if self.at:
            initial["time"] = timezone.localtime(self.at).time().replace(second=0, microsecond=0)
        return VoteForm(
            data if self.posted else None,
            minute=self.minute,
            manner=self.manner,
            present=[each for each in self.attendances if each.is_present],
            voters=self.voters,
            quorate=self.quorum.quorate,
            initial=initial,
        )

    def _recorded(self, vote: Vote, limbs: Sequence[Resolution]) -> dict[str, object]:
        """One vote that is recorded, and whether enough were there at its time."""
        business = vote.minute
        business.minutes, business.item = self.minute.minutes, vote.item or self.minute.item
        return {
            "vote": vote,
            "told": _in_sentences(vote),
            "own": OwnVoteForm(vote=vote, voters=_able(vote)),
            "quorum": quorum_for(self.attendances, business, vote.at),
            "offered": is_offered(vote, limbs),
        }

    def response(self, *, theirs: Vote | None = None) -> HttpResponse:
        if theirs is not None:
            own = self.request.POST.copy()
            own["revision"] = str(theirs.revision)
            self.form = self._form(own)
        held = [] if self.vote or not self.minute.pk else list(_stored_votes(self.minute))
        limbs = list(self.minute.resolutions.all()) if held else []
        context = {
            "theirs": theirs and _in_sentences(theirs),
            "form": self.form,
            "vote": self.vote,
            "manner": self.manner,
            "manners": Vote.Manner.choices,
            "closed": self.closed,
            "quorum": self.quorum,
            "quorum_at": self.at,
            "barred": self.barred,
            "voters": self.voters,
            "back": _address(self.minute),
            "votes": [self._recorded(each, limbs) for each in held],
            "of_right": voting.OF_RIGHT,
        }
        return render(self.request, "desk/minutes/votes/votes.html", _base(self.minute) | context)


def _votes(request: Request, minute: Minute, *, alone: AgendaItem | None = None) -> HttpResponse:
    """`alone`: the sub-item voted on, where the minute tells of its item."""
    page = _Page(request, minute)
    if page.closed or not page.posted or not page.form.is_valid():
        return page.response()
    try:
        with transaction.atomic():
            entry = minute if minute.pk else _begun(minute, request)
            told: voting.VoteFields = {**page.form.vote_fields(), "item": alone}
            made = voting.record_vote(entry, by=request.user, at=page.at, **told)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return page.response()
    messages.success(request, f"The vote is recorded: {made.outcome.label.lower()}.")
    return redirect(_address(entry))


def _begun(minute: Minute, request: Request) -> Minute:
    assert minute.item
    return entry_for(minute.minutes, minute.item, by=request.user)


def _minutes(request: Request, pk: int) -> Minutes:
    found = Minutes.objects.select_related("meeting__board")
    record: Minutes = get_object_or_404(found, meeting__in=own_meetings(request), meeting_id=pk)
    return record


def _minute(request: Request, pk: int, minute: int) -> Minute:
    minutes = _minutes(request, pk)
    found: Minute = get_object_or_404(minutes.entries.select_related("item__parent"), pk=minute)
    found.minutes = minutes
    return found


def _vote(request: Request, pk: int, vote: int) -> Vote:
    minutes = _minutes(request, pk)
    found: Vote = get_object_or_404(
        Vote.objects.visible_to(request.viewer)
        .select_related("minute__item__parent", "item__parent")
        .prefetch_related(BALLOTS),
        minute__minutes=minutes,
        pk=vote,
    )
    found.minute.minutes = minutes
    if found.item is not None:
        found.minute.item = found.item
    return found


def _stored_votes(minute: Minute) -> QuerySet[Vote]:
    found = minute.votes.select_related("item__parent", "minute__item__parent")
    return found.prefetch_related(BALLOTS).order_by("position")


def _in_sentences(vote: Vote) -> ShownVote:
    return vote_told(vote, vote.minute.minutes.chair_name)


def _able(vote: Vote) -> list[Attendance]:
    """Those who had a vote in it, as far as its time is known."""
    minute = vote.minute
    if vote.item is not None:
        minute.item = vote.item
    return able_to_vote(people_of(minute.minutes), minute, vote.at)


def _time(minute: Minute, vote: Vote | None) -> dt.datetime | None:
    return vote.at if vote else _now(minute.minutes)


def _sent_time(request: Request, minute: Minute) -> dt.datetime | None:
    """The time the form tells, before the form knows who had a vote then; None for none."""
    try:
        return moment(minute.minutes, ClockField().clean(request.POST.get("time", "")))
    except ValidationError:
        return None


def _now(minutes: Minutes) -> dt.datetime | None:
    """This very minute while the meeting goes on."""
    today = minutes.meeting.date == timezone.localdate()
    return timezone.now() if minutes.opened_at and not minutes.ended_at and today else None


def _manner(request: Request, vote: Vote | None) -> str:
    asked = request.POST.get("manner") or request.GET.get("manner", "")
    fallback = vote.manner if vote else Vote.Manner.COUNTED
    return asked if asked in Vote.Manner.values else fallback


def _address(minute: Minute) -> str:
    meeting = minute.minutes.meeting_id
    if minute.pk:
        return reverse("desk_votes", args=[meeting, minute.pk])
    return reverse("desk_item_votes", args=[meeting, minute.item_id])


def _base(minute: Minute) -> dict[str, object]:
    title = minute.title or (minute.item.title if minute.item else "")
    context = {"meeting": minute.minutes.meeting, "minutes": minute.minutes, "minute": minute}
    return context | {"title": title}
