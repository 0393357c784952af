"""The agenda builder: an officer puts a meeting's agenda together."""

from __future__ import annotations

from django.contrib import messages
from django.core.signing import BadSignature
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import agenda as verbs
from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem, AgendaSection, AuditEvent, Meeting
from minutes.writing.notes import drop_empty_notes
from rotherham_hwb.desk.agenda.forms import (
    BasePresenters,
    ItemForm,
    presenter_forms,
)
from rotherham_hwb.desk.agenda.last_agenda import last_meeting
from rotherham_hwb.desk.agenda.next_agenda import start_agenda
from rotherham_hwb.desk.agenda.suggestions import Suggestion, suggestions_for
from rotherham_hwb.desk.agenda.titles import titles_form
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.steps import read_rail


@officers
@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    return _page(request, _meeting(request, pk))


@officers
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    under = request.GET.get("under", "")
    parent = meeting.items.filter(pk=under, parent=None).first() if under.isdecimal() else None
    return _add(request, AgendaItem(meeting=meeting, parent=parent))


@officers
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int, item: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    stored = meeting.items.filter(pk=item).select_related("meeting__board", "parent").first()
    if stored is None and request.method == "POST":
        messages.error(
            request,
            "Somebody removed this item while you were writing. Your words are below: add them as "
            "a new item, or leave the page.",
        )
        return _add(request, AgendaItem(meeting=meeting), answered=True)
    if stored is None:
        raise Http404
    return _change(request, stored)


@officers
@require_POST
def move(request: Request, pk: int, item: int) -> HttpResponse:
    """Move one place up or down, or, as dragging does, before another item."""
    meeting = _meeting(request, pk)
    moved = get_object_or_404(meeting.items.select_related("section"), pk=item)
    was = moved.section
    way, before = request.POST.get("way"), request.POST.get("before")
    if way in tuple(verbs.Way):
        ask(request, lambda: verbs.shift_item(moved, verbs.Way(way), by=request.user), done="")
    elif before is not None:
        target = next((each for each in meeting.items.all() if str(each.pk) == before), None)
        ask(request, lambda: verbs.place_item(moved, before=target, by=request.user), done="")
    moved.refresh_from_db()
    crossed = was != moved.section
    said = f"“{moved.title}” is now item {moved.full_number}{_section_words(moved, was)}."
    if request.htmx:
        return answer_list(request, meeting, said=said, aloud=crossed)
    if crossed:
        messages.success(request, said)
    return redirect(_back(moved))


def _section_words(item: AgendaItem, was: AgendaSection | None) -> str:
    """In which section an item is now, where it changed it."""
    if item.section == was:
        return ""
    now = f"in the section “{item.section}”" if item.section else "in no section"
    return f", {now}: it left “{was}”" if was else f", {now}"


@officers
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int, item: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    doomed = get_object_or_404(meeting.items, pk=item)
    if request.method == "GET":
        context = {"meeting": meeting, "item": doomed, "below": doomed.sub_items.all()}
        return render(request, "desk/agenda/remove.html", context)

    @transaction.atomic
    def verb() -> None:
        drop_empty_notes(doomed)
        verbs.remove_item(doomed, by=request.user)

    ask(request, verb, done=f"“{doomed.title}” is off the agenda.")
    return redirect("desk_agenda", pk=pk)


@officers
@require_POST
def standing(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    ask(
        request,
        lambda: start_agenda(meeting, by=request.user),
        done="The board’s standing items are on the agenda, with the minutes to approve.",
    )
    return redirect("desk_agenda", pk=pk)


@officers
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Put a suggestion on the agenda."""
    meeting = _meeting(request, pk)
    try:
        item = Suggestion.item(request.POST.get("suggestion", ""), meeting)
    except BadSignature as error:
        raise Http404 from error
    ask(
        request,
        lambda: verbs.put_item(item, by=request.user),
        done=f"“{item.title}” is on the agenda.",
    )
    return redirect("desk_agenda", pk=pk)


def _add(request: Request, item: AgendaItem, *, answered: bool = False) -> HttpResponse:
    """Ask for a new item; `answered` shows the words of a form that was about another one."""
    data = posted(request)
    form, presenters = ItemForm(data, instance=item), presenter_forms(data)
    sent = data is not None and not answered
    if sent and form.is_valid() and presenters.is_valid() and _put(request, form, presenters):
        return redirect(_back(item))
    return _form(request, form, presenters, item)


def _change(request: Request, item: AgendaItem) -> HttpResponse:
    data = posted(request)
    form = ItemForm(data, instance=item)
    presenters = presenter_forms(data, _presenters(item))
    if data is None or not (form.is_valid() and presenters.is_valid()):
        return _form(request, form, presenters, item)
    revision = form.cleaned_data["revision"] or 0
    try:
        verbs.change_item(
            form.written(), revision=revision, presenters=presenters.given(), by=request.user
        )
    except Stale as changed:
        messages.error(request, f"{changed} Theirs is beside yours: save again to replace it.")
        return _clash(request, item.pk, presenters)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _form(request, form, presenters, item)
    messages.success(request, f"“{item.title}” is saved.")
    return redirect(_back(item))


def _clash(request: Request, pk: int, presenters: BasePresenters) -> HttpResponse:
    """The officer's own words in the form again, and what somebody else stored meanwhile."""
    theirs = AgendaItem.objects.select_related("meeting__board", "parent").get(pk=pk)
    own = request.POST.copy()
    own["revision"] = str(theirs.revision)
    event = AuditEvent.objects.filter(
        record_type="meetings.AgendaItem", record_id=str(pk), action="change"
    ).first()
    shown = {"theirs": AgendaItem.objects.get(pk=pk), "event": event}
    return _form(request, ItemForm(own, instance=theirs), presenters, theirs, **shown)


def _form(
    request: Request, form: ItemForm, presenters: BasePresenters, item: AgendaItem, **more: object
) -> HttpResponse:
    context = {
        "meeting": item.meeting,
        "item": item,
        "form": form,
        "presenters": presenters,
        "closed": verbs.may_build(item.meeting),
        **more,
    }
    return render(request, "desk/agenda/item.html", context)


def _put(request: Request, form: ItemForm, presenters: BasePresenters) -> bool:
    item, given = form.written(), presenters.given()
    return ask(
        request,
        lambda: verbs.put_item(item, presenters=given, parent=item.parent, by=request.user),
        done=f"“{item.title}” is on the agenda.",
    )


def _presenters(item: AgendaItem) -> list[dict[str, str]]:
    return [
        {"name": each.name, "role": each.role, "title": each.title}
        for each in item.presenters.all()
    ]


def _meeting(request: Request, pk: int) -> Meeting:
    return get_object_or_404(own_meetings(request), pk=pk)


def _back(item: AgendaItem) -> str:
    return f"{reverse('desk_agenda', args=[item.meeting_id])}#item-{item.pk}"


def answer_list(
    request: Request, meeting: Meeting, *, said: str = "", aloud: bool = False
) -> HttpResponse:
    """The list alone, with what came of a press; `aloud` for everybody to see."""
    context = {
        "meeting": meeting,
        "items": _items(meeting),
        "said": said,
        "aloud": aloud,
        "alone": True,
    }
    return render(request, "desk/agenda/_list.html", context)


def _items(meeting: Meeting) -> object:
    items = meeting.items.select_related("section", "minutes_of", "parent").annotate(
        paper_count=Count("placements")
    )
    return items.prefetch_related("presenters").order_by("position")


def _page(request: Request, meeting: Meeting) -> HttpResponse:
    closed = verbs.may_build(meeting)
    context = {
        "meeting": meeting,
        "rail": read_rail(meeting, "Agenda"),
        "items": _items(meeting),
        "closed": closed,
        "standing": [] if closed else verbs.missing_standing_items(meeting),
        "suggestions": [] if closed else suggestions_for(meeting, request.viewer),
        "last": None if closed else last_meeting(meeting, request.viewer),
        "titles": titles_form(again="more" in request.GET),
    }
    return render(request, "desk/agenda/agenda.html", context)
