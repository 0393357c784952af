"""Minutes before the chair, on the desk: the link, and what the chair proposes."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.models import Membership, MembershipKind
from meetings.models.name_field import NameBox
from minutes.chair import accept_proposal, refuse_proposal, revoke_link, why_over
from minutes.models import Attendance, ChairLink, ChairProposal, Minutes
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.minutes.draft import own_minutes
from rotherham_hwb.form_types import Cleaned, Posted
from rotherham_hwb.notifications.chairs import send_chair_link


class ChairForm(forms.Form):
    """To whom the link goes; without an address nothing is sent."""

    name = NameBox(label="Name of the person presiding", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        help_text="They get a link to the whole draft, good for fourteen days, and need no "
        "account. Without an address nothing is sent.",
    )

    def __init__(self, data: Posted, *, minutes: Minutes) -> None:
        super().__init__(data, initial=presiding(minutes))

    def clean(self) -> Cleaned:
        said: Cleaned = super().clean() or {}
        if said.get("email") and not said.get("name"):
            self.add_error("name", "Write whom the e-mail is for.")
        return said


def presiding(minutes: Minutes) -> dict[str, str]:
    """Who presided as the minutes say it, else the chair of the board; with their account."""
    sat = minutes.attendances.filter(kind=Attendance.Kind.PRESENT, role__icontains="chair")
    in_chair = sat.select_related("person__user").order_by("position").first()
    name = minutes.chair_name or (in_chair.name if in_chair else "")
    person = in_chair.person if in_chair else None
    if not name:
        held = Membership.objects.on(minutes.meeting.date).filter(kind=MembershipKind.CHAIR)
        chair = held.filter(board=minutes.meeting.board_id).select_related("person__user").first()
        person, name = (chair.person, chair.person.name) if chair else (None, "")
    user = person.user if person and person.name == name else None
    return {"name": name, "email": user.email if user and user.is_active else ""}


@officers
@require_GET
def chair(request: Request, pk: int) -> HttpResponse:
    """What was sent, whether the chair agrees, and what they propose."""
    minutes = own_minutes(request, pk)
    links = minutes.chair_links.prefetch_related("proposals__minute").select_related("sent_by")
    context = {
        "minutes": minutes,
        "links": [(link, why_over(link)) for link in links],
        "form": ChairForm(None, minutes=minutes),
    }
    return render(request, "desk/minutes/chair.html", context)


@officers
@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Send the chair a link to the draft anew; the one before ends."""
    minutes = own_minutes(request, pk)
    form = ChairForm(posted(request), minutes=minutes)
    form.fields["email"].required = form.fields["name"].required = True
    if not form.is_valid():
        context = {"minutes": minutes, "links": [], "form": form}
        return render(request, "desk/minutes/chair.html", context)
    said = form.cleaned_data
    done = f"A link is on its way to {said['email']}; the one before ends."
    ask(request, lambda: send_chair_link(minutes, **said, by=request.user), done=done)
    return redirect("desk_chair", pk=pk)


@officers
@require_POST
def revoke(request: Request, pk: int, link: int) -> HttpResponse:
    minutes = own_minutes(request, pk)
    found = get_object_or_404(ChairLink, pk=link, minutes=minutes)
    done = "The link opens nothing any more."
    ask(request, lambda: revoke_link(found, by=request.user), done=done)
    return redirect("desk_chair", pk=pk)


@officers
@require_POST
def accept(request: Request, pk: int, proposal: int) -> HttpResponse:
    """Put the chair's words in, or record that the officer has."""
    found = _proposal(request, pk, proposal)
    by_hand = "by_hand" in request.POST
    done = "Accepted. The minutes are a draft: send them to the chair again when you are done."
    ask(request, lambda: accept_proposal(found, by=request.user, by_hand=by_hand), done=done)
    return redirect("desk_chair", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def refuse(request: Request, pk: int, proposal: int) -> HttpResponse:
    found = _proposal(request, pk, proposal)
    form = ReasonForm(posted(request), label="Why do the words stay?")
    if form.is_valid() and ask(
        request,
        lambda: refuse_proposal(found, reason=form.reason, by=request.user),
        done="Not taken; the chair reads why, as long as their link is good.",
    ):
        return redirect("desk_chair", pk=pk)
    context = {"minutes": found.link.minutes, "proposal": found, "form": form}
    return render(request, "desk/minutes/chair_refuse.html", context)


def _proposal(request: Request, pk: int, proposal: int) -> ChairProposal:
    found = ChairProposal.objects.select_related("link__minutes__meeting__board", "minute")
    own: ChairProposal = get_object_or_404(
        found, pk=proposal, link__minutes=own_minutes(request, pk)
    )
    return own
