"""Minutes after they are out: a later meeting approves them, corrects them, and they are signed."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.doors import Request, officers
from meetings.models import Meeting
from minutes.approving import (
    approval_limb,
    first_free_leaf,
    leaf_series,
)
from minutes.correcting import CorrectionDraft, correction_sentence
from minutes.models import Minute, Minutes, MinutesState, SignedMinutes
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.minutes.approval.forms import (
    CORRECTION,
    ApprovalForm,
    CorrectionFormSet,
    LaterCorrectionForm,
    LeavesForm,
    SignatureForm,
    approving_entry,
    drafts,
    with_room,
)
from rotherham_hwb.files import OURS, give_pdf, gives, pdf_view
from rotherham_hwb.form_types import Cleaned
from rotherham_hwb.packs.editions.minutes_files import (
    file_name,
    fingerprint,
    set_leaves,
    sign_minutes,
)
from rotherham_hwb.publishing.minutes import approve_checked_minutes, correct_checked_minutes

OUT = (MinutesState.PUBLISHED_DRAFT, MinutesState.APPROVED, MinutesState.SIGNED)


@officers
@require_http_methods(["GET", "POST"])
def approve(request: Request, pk: int) -> HttpResponse:
    """Which earlier minutes this meeting approved, and what it corrected in them."""
    minutes = _own(request, pk)
    candidates = list(_waiting(request, minutes.meeting))
    data = posted(request)
    entry = approving_entry(minutes)
    form = ApprovalForm(data, minutes=minutes, candidates=candidates, entry=entry)
    given = CorrectionFormSet(data, prefix=CORRECTION, form_kwargs={"records": candidates})
    context: dict[str, object] = {"minutes": minutes, "candidates": candidates, "form": form}
    context |= {"corrections": given}
    if data is not None and form.is_valid() and given.is_valid():
        said, wrong = form.cleaned_data, drafts(given)
        limb = approval_limb(said["approved"], wrong)
        seen = sha256(limb.encode()).hexdigest()
        context |= {"limb": limb, "seen": seen, "corrections": with_room(given, candidates)}
        if data.get("seen") == seen and _approved(request, said, wrong):
            return redirect("desk_meeting", pk=pk)
    return render(request, "desk/minutes/approval/approve.html", context)


@officers
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Set a correction beside minutes that are out; the text stays."""
    minutes = get_object_or_404(_records(request).filter(state__in=OUT), meeting_id=pk)
    later = _later(request, minutes.meeting)
    form = LaterCorrectionForm(posted(request), records=[minutes], later=later)
    if form.is_valid() and _corrected(request, minutes, form):
        return redirect("desk_minutes_correct", pk=pk)
    told = minutes.corrections.select_related("minute", "made_in__minutes__meeting", "made_by")
    context = {"minutes": minutes, "form": form, "told": told}
    return render(request, "desk/minutes/approval/correct.html", context)


@officers
@require_http_methods(["GET", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """Record that the person presiding signed the leaves."""
    minutes = _own(request, pk)
    told = _signature_expected(minutes)
    form = SignatureForm(posted(request), initial=told)
    if form.is_valid():
        if _signed(request, minutes, form):
            return redirect("desk_minutes_sign", pk=pk)
        told = form.cleaned_data
    first = first_free_leaf(leaf_series(minutes))
    context = {
        "minutes": minutes,
        "signed": SignedMinutes.objects.filter(minutes=minutes).first(),
        "form": form,
        "first_leaf": first,
        "leaves_query": urlencode({name: said or "" for name, said in told.items()}),
    }
    if minutes.state == MinutesState.APPROVED:
        context["printed"] = fingerprint(minutes, first, **told)
    return render(request, "desk/minutes/approval/sign.html", context)


@officers
@require_GET
@pdf_view
@gives(
    "minutes to sign as PDF",
    source="set by the portal, in full",
    cleaning=OURS,
)
def leaves(request: Request, pk: int) -> HttpResponseBase:
    """The leaves to print, initial and sign, numbered as they would be kept now."""
    minutes = get_object_or_404(_records(request).filter(state=MinutesState.APPROVED), meeting=pk)
    asked = LeavesForm(request.GET)
    told = asked.cleaned_data if asked.is_valid() else _signature_expected(minutes)
    made = set_leaves(minutes, first_free_leaf(leaf_series(minutes)), **told)
    name = file_name(minutes, "leaves to sign")
    return FileResponse(BytesIO(made.pdf), filename=name, content_type="application/pdf")


@officers
@require_GET
@pdf_view
@gives(
    "signed minutes as PDF",
    source="the leaves that the portal set and kept",
    cleaning=OURS,
)
def signed_file(request: Request, pk: int) -> HttpResponseBase:
    """The signed minutes, whole: for officers of the board alone."""
    minutes = _own(request, pk)
    signed = get_object_or_404(SignedMinutes, minutes=minutes)
    name = file_name(minutes, "signed minutes")
    return give_pdf(request, signed.file, sha256=signed.sha256, name=name)


def _records(request: Request) -> QuerySet[Minutes]:
    return Minutes.objects.filter(meeting__in=own_meetings(request)).select_related(
        "meeting__board", "approved_in__minutes__meeting"
    )


def _own(request: Request, pk: int) -> Minutes:
    return get_object_or_404(_records(request), meeting_id=pk)


def _same_body(meeting: Meeting, at: str) -> Q:
    """The meetings of the boards that met, and those in which this board joined."""
    boards = [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]
    return Q(**{f"{at}board__in": boards}) | Q(**{f"{at}joint_boards": meeting.board_id})


def _waiting(request: Request, meeting: Meeting) -> QuerySet[Minutes]:
    """Earlier minutes that are out as a draft and wait to be approved."""
    earlier = _records(request).filter(
        _same_body(meeting, "meeting__"),
        state=MinutesState.PUBLISHED_DRAFT,
        meeting__date__lt=meeting.date,
    )
    return earlier.distinct().prefetch_related("entries").order_by("meeting__date")


def _later(request: Request, meeting: Meeting) -> QuerySet[Minute]:
    """The minutes of later meetings, in which a correction may have been made."""
    later = Minute.objects.filter(
        _same_body(meeting, "minutes__meeting__"),
        minutes__meeting__in=own_meetings(request),
        minutes__meeting__date__gt=meeting.date,
    )
    pks = later.values("pk")
    found = Minute.objects.filter(pk__in=pks).select_related("minutes__meeting")
    return found.order_by("minutes__meeting__date", "position")


def _approved(request: Request, said: Cleaned, wrong: Sequence[CorrectionDraft]) -> bool:
    approved = list(said["approved"])

    def verb() -> None:
        approve_checked_minutes(
            approved,
            in_minute=said["in_minute"],
            corrections=wrong,
            write=bool(said.get("write")),
            overruling=said["overruling"],
            by=request.user,
        )

    return ask(request, verb, done="The minutes are approved as a correct record.")


def _corrected(request: Request, minutes: Minutes, form: LaterCorrectionForm) -> bool:
    draft = form.draft()
    assert draft is not None  # its old words are required
    return ask(
        request,
        lambda: correct_checked_minutes(
            minutes,
            draft,
            made_in=form.cleaned_data["made_in"],
            overruling=form.cleaned_data["overruling"],
            by=request.user,
        ),
        done=f"Recorded: {correction_sentence(draft)}",
    )


def _signature_expected(minutes: Minutes) -> dict[str, Any]:
    """Who presided at the meeting that approved them, and its day, where they are known."""
    told = minutes.approved_in
    if told is None:
        return {"presided_by": "", "signed_on": None}
    later = told.minutes
    chairs = later.attendances.filter(role__icontains="chair", kind="present")
    presided = chairs.values_list("name", flat=True).first() or later.chair_name
    return {"presided_by": presided, "signed_on": later.meeting.date}


def _signed(request: Request, minutes: Minutes, form: SignatureForm) -> bool:
    printed = request.POST.get("printed", "")
    return ask(
        request,
        lambda: sign_minutes(minutes, **form.cleaned_data, printed=printed, by=request.user),
        done="The signed minutes are kept. From now on they are only ever corrected.",
    )
