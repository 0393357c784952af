"""The draft of a meeting's minutes: its entries in order, and the next step."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.agenda import Way
from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import Meeting
from minutes.attendance.attending import open_minutes, why_not_yet
from minutes.chair import why_over
from minutes.models import ChairProposal, Minute, Minutes, MinutesState
from minutes.workflow import return_minutes
from minutes.writing import drafting, entries
from minutes.writing.disagreements import disagreements
from minutes.writing.drafts import why_closed
from minutes.writing.excluding import private_entries
from minutes.writing.numbering import planned_numbers, unnumbered_before
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.desk.minutes.forms import EntryForm
from rotherham_hwb.desk.minutes.proposals import proposals_for

IMPORTED = "These minutes were read from an old pack: correct them on the pack’s review page."


@officers
@require_GET
def minutes(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    record = Minutes.objects.select_related("meeting__board").filter(meeting=meeting).first()
    rail = read_rail(meeting, "Minutes")
    context: dict[str, object] = {"meeting": meeting, "minutes": record, "rail": rail}
    if record is None:
        context["not_yet"] = why_not_yet(meeting)
        return render(request, "desk/minutes/draft.html", context)
    context["to_approve"] = _still_to_approve(meeting)
    context |= _with_chair(record)
    return render(request, "desk/minutes/draft.html", context | _draft(record))


@officers
@require_POST
def draft(request: Request, pk: int) -> HttpResponse:
    """Begin the minutes if there are none, and add what they lack of the agenda."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    try:
        record = open_minutes(meeting, by=request.user)
        refuse_imported(record)
        done = drafting.draft_minutes(record, proposals=proposals_for(meeting), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = f"Minutes drafted from the agenda: {len(done)}." if done else "Nothing was missing."
        messages.success(request, told)
    return redirect("desk_minutes", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    record = own_minutes(request, pk)
    form = EntryForm(posted(request), entries=record.entries.order_by("position"))
    if form.is_valid() and _added(request, record, form):
        return redirect("desk_minutes", pk=pk)
    context = {"meeting": record.meeting, "form": form}
    return render(request, "desk/minutes/add.html", context)


@officers
@require_POST
def move(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    way = request.POST.get("way", "")
    if way in tuple(Way):
        try:
            refuse_imported(entry.minutes)
            entries.move_entry(entry, Way(way), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{reverse('desk_minutes', args=[pk])}#minute-{minute}")


@officers
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    if request.method == "GET":
        return render(request, "desk/minutes/remove.html", {"minute": entry})

    def verb() -> None:
        refuse_imported(entry.minutes)
        entries.remove_entry(entry, by=request.user)

    ask(request, verb, done=f"“{entry.title}” is out of the minutes.")
    return redirect("desk_minutes", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def give_back(request: Request, pk: int) -> HttpResponse:
    """Take minutes back from the chair, with the chair's reason."""
    record = own_minutes(request, pk)
    missing = "Give a reason: say what is to be changed."
    form = ReasonForm(posted(request), label="What is to be changed?", missing=missing)
    if form.is_valid() and ask(
        request,
        lambda: return_minutes(record, by=request.user, reason=form.reason),
        done="The minutes are a draft again; they keep their numbers.",
    ):
        return redirect("desk_minutes", pk=pk)
    return render(request, "desk/minutes/return.html", {"minutes": record, "form": form})


def own_minutes(request: Request, pk: int) -> Minutes:
    """The minutes of a meeting this officer serves, or 404."""
    found = Minutes.objects.select_related("meeting__board")
    own = found.filter(meeting__in=own_meetings(request))
    record: Minutes = get_object_or_404(own, meeting_id=pk)
    return record


def own_entry(request: Request, pk: int, minute: int) -> Minute:
    """One entry of them, or 404."""
    found = Minute.objects.select_related("minutes__meeting__board", "item")
    own = found.filter(minutes__meeting__in=own_meetings(request), minutes__meeting_id=pk)
    entry: Minute = get_object_or_404(own, pk=minute)
    return entry


def why_not_here(record: Minutes) -> str:
    """Why these minutes are not changed on the desk's pages; empty where they are."""
    if record.entries.filter(source_line__isnull=False).exists():
        return IMPORTED
    return why_closed(record)


def refuse_imported(record: Minutes) -> None:
    if record.entries.filter(source_line__isnull=False).exists():
        raise Refused(IMPORTED)


def _added(request: Request, record: Minutes, form: EntryForm) -> bool:
    said = form.cleaned_data

    def verb() -> None:
        refuse_imported(record)
        entries.add_entry(record, **said, by=request.user)

    return ask(request, verb, done=f"“{said['title']}” is in the minutes.")


def _with_chair(record: Minutes) -> dict[str, object]:
    """Whether the chair got a link, agrees to the newest, and proposes what waits for an answer."""
    links = list(record.chair_links.all())
    waiting = ChairProposal.objects.filter(
        link__minutes=record, accepted_at=None, refused_at=None
    ).count()
    return {
        "chair_links": links,
        "chair_agrees": bool(links and links[0].agreed_at and not why_over(links[0])),
        "proposals": f"{waiting} to answer" if waiting else "",
    }


def _still_to_approve(meeting: Meeting) -> QuerySet[Minutes]:
    """Minutes that this agenda put to the board and that nobody has recorded as approved."""
    put = meeting.items.filter(minutes_of__isnull=False).values("minutes_of")
    waiting = Minutes.objects.filter(meeting__in=put, state=MinutesState.PUBLISHED_DRAFT)
    return waiting.select_related("meeting")


def _draft(record: Minutes) -> dict[str, object]:
    numbers, private = planned_numbers(record), private_entries(record)
    found = record.entries.select_related("item").prefetch_related("resolutions", "exclusion")
    entries = list(found.order_by("position"))
    lines = [
        {
            "minute": each,
            "number": each.number or numbers.get(each.pk, ""),
            "private": each.pk in private,
            "to_confirm": any(limb.proposed and not limb.fate for limb in each.resolutions.all()),
            "limbs": len(each.resolutions.all()),
            "missing": _missing(each),
        }
        for each in entries
    ]
    closed = why_not_here(record)
    return {
        "lines": lines,
        "closed": closed,
        "disagreements": [] if record.published_at else disagreements(record),
        "lacking": [] if closed else drafting.missing_items(record),
        "numbers_are_fixed": all(each.number for each in entries),
        "unnumbered_before": not closed and unnumbered_before(record),
    }


def _missing(minute: Minute) -> str:
    """What a minute still lacks before it can be published."""
    if minute.restriction != "open" and not minute.public_summary:
        return "Public summary to write"
    if minute.item and minute.item.late and not minute.urgent_reason:
        return "Reason for urgency to write"
    return ""
