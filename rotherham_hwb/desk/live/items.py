"""The live screen of a meeting, one item: notes that save themselves, and interests declared."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem
from meetings.wording import page_time
from minutes.attendance import interests
from minutes.models import Attendance, Declaration, Minutes
from minutes.writing.drafts import why_closed
from minutes.writing.notes import save_note
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form, own_minutes
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.live.forms import InterestForm, NoteForm, TimeForm, moment
from rotherham_hwb.files import gives

CROSSINGS = {
    "left": (interests.leave_for, "has left the room"),
    "back": (interests.come_back, "is back in the room"),
}


@officers
@require_POST
@gives(
    "how saving went, as JSON",
    source="what was just saved",
    cleaning="words of the portal and of the notes",
)
def note(request: Request, pk: int, item: int | None = None) -> HttpResponse:
    """Save the notes at an item, or of the meeting; a script is answered in JSON."""
    minutes = own_minutes(request, pk)
    found = _item(request, minutes, item)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _unsaved(request, minutes, found, form, "These notes are too long to be saved.")
    revision, text = form.cleaned_data["revision"] or 0, form.cleaned_data["text"]
    try:
        saved = save_note(minutes, item=found, text=text, revision=revision, by=request.user)
    except Stale as newer:
        return _both(request, minutes, found, newer)
    except Refused as refusal:
        return _unsaved(request, minutes, found, form, str(refusal))
    said = f"Saved {page_time(saved.saved_at or timezone.now())}"
    if request.accepts("text/html"):
        messages.success(request, f"{said}.")
        return redirect(_back(minutes, found))
    return JsonResponse({"revision": saved.revision, "said": said})


@officers
@require_http_methods(["GET", "POST"])
def declare(request: Request, pk: int, item: int | None = None) -> HttpResponse:
    """Record an interest in an item, or in the business at large."""
    minutes = own_minutes(request, pk)
    found = _item(request, minutes, item)
    present = minutes.attendances.filter(kind=Attendance.Kind.PRESENT)
    form = InterestForm(posted(request), present=list(present), at_large=found is None)
    if form.is_valid() and _declared(request, form, found):
        return redirect(_back(minutes, found))
    context = {
        "meeting": minutes.meeting,
        "item": found,
        "form": form,
        "closed": why_closed(minutes),
    }
    return render(request, "desk/live/interest.html", context)


@officers
@require_POST
def interest(request: Request, pk: int, declaration: int) -> HttpResponse:
    """Record that somebody left for their interest or came back, or withdraw it."""
    minutes = own_minutes(request, pk)
    seen = Declaration.objects.visible_to(request.viewer).filter(attendance__minutes=minutes)
    found = get_object_or_404(seen.select_related("attendance__minutes", "item"), pk=declaration)
    back, what = _back(minutes, found.item), request.POST.get("do", "")
    if what == "withdraw":
        done = "The interest is withdrawn."
        ask(request, lambda: interests.withdraw_declaration(found, by=request.user), done=done)
    elif what in CROSSINGS:
        _cross(request, minutes, found, what)
    else:
        raise Http404
    return redirect(back)


def _item(request: Request, minutes: Minutes, item: int | None) -> AgendaItem | None:
    if item is None:
        return None
    seen = AgendaItem.objects.visible_to(request.viewer).filter(meeting=minutes.meeting_id)
    found: AgendaItem = get_object_or_404(seen, pk=item)
    return found


def _declared(request: Request, form: InterestForm, item: AgendaItem | None) -> bool:
    who = form.attendance()
    declare = partial(interests.declare, who, item=item, **form.said(), by=request.user)
    return ask_in_form(request, form, declare, done=f"The interest of {who} is recorded.")


def _cross(request: Request, minutes: Minutes, found: Declaration, what: str) -> None:
    verb, words = CROSSINGS[what]
    form = TimeForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["time"][0]))
        return
    at = moment(minutes, form.cleaned_data["time"])
    done = f"{found.attendance} {words}."
    ask(request, lambda: verb(found, at=at, by=request.user), done=done)


def _both(
    request: Request, minutes: Minutes, item: AgendaItem | None, newer: Stale
) -> HttpResponse:
    """The writer's own words to save again, and beside them what stands there by now."""
    theirs = newer.theirs
    if not request.accepts("text/html"):
        told = {"revision": theirs.revision, "theirs": theirs.text, "by": theirs.saved_by_name}
        return JsonResponse({**told, "said": str(newer)}, status=409)
    form = NoteForm(initial={"text": newer.mine, "revision": theirs.revision})
    return _note_page(request, minutes, item, form, str(newer), theirs=theirs)


def _unsaved(
    request: Request, minutes: Minutes, item: AgendaItem | None, form: NoteForm, why: str
) -> HttpResponse:
    """The words as given, which nothing has stored, and why."""
    if not request.accepts("text/html"):
        return JsonResponse({"said": why}, status=409)
    return _note_page(request, minutes, item, NoteForm(initial=dict(form.data.items())), why)


def _note_page(
    request: Request,
    minutes: Minutes,
    item: AgendaItem | None,
    form: NoteForm,
    why: str,
    **more: object,
) -> HttpResponse:
    context = {"meeting": minutes.meeting, "item": item, "form": form, "why": why, **more}
    context |= {"closed": why_closed(minutes)}
    return render(request, "desk/live/note.html", context, status=409)


def _back(minutes: Minutes, item: AgendaItem | None) -> str:
    address = reverse("desk_at_meeting", args=[minutes.meeting_id])
    return f"{address}#item-{item.pk if item else 'meeting'}"
