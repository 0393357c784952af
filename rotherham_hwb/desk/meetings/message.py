"""Writing to people of a meeting's boards: compose, see who gets it, send."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import Meeting, User
from meetings.models.name_field import NameBox
from rotherham_hwb.checks.notices import check_message
from rotherham_hwb.desk.common.ask_verb import ask_in_form, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.notifications.board_messages import recipients_of
from rotherham_hwb.publishing.board_messages import send_checked_message


class BoardMessageForm(forms.Form):
    """What is written, and to people of which roles."""

    kinds = forms.TypedMultipleChoiceField(
        label="Who gets it?",
        choices=RoleKind.choices,
        coerce=RoleKind,
        widget=forms.CheckboxSelectMultiple,
    )
    subject = NameBox(max_length=200)
    text = forms.CharField(
        label="Message",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Plain words, nothing restricted: an e-mail is no safe place. A greeting, your "
        "name and the address of the meeting’s page are added.",
    )
    overruling = forms.CharField(
        label="If the checks stop it: why may it go out all the same?",
        help_text="Messages are checked for personal data and restricted words.",
        required=False,
        max_length=2000,
    )


@officers
@require_http_methods(["GET", "POST"])
def message(request: Request, pk: int) -> HttpResponse:
    """The first press shows who gets it; the second, of the same words to the same, sends it."""
    record = get_object_or_404(own_meetings(request), pk=pk)
    form = BoardMessageForm(posted(request), initial={"kinds": RoleKind.values})
    context: dict[str, object] = {"meeting": record, "rail": read_rail(record), "form": form}
    if form.is_valid():
        users = recipients_of(record, form.cleaned_data["kinds"])
        seen = _fingerprint(form, users)
        if request.POST.get("seen") == seen and _sent(request, record, form):
            return redirect("desk_meeting", pk=pk)
        said = {name: form.cleaned_data[name] for name in ("subject", "text")}
        result = check_message(record, **said)
        context |= {"recipients": users, "seen": seen, "result": result}
    return render(request, "desk/meetings/message.html", context)


def _sent(request: Request, meeting: Meeting, form: BoardMessageForm) -> bool:
    said = form.cleaned_data
    return ask_in_form(
        request,
        form,
        lambda: send_checked_message(meeting, **said, by=request.user),
        done="The message is on its way, and kept with the meeting.",
    )


def _fingerprint(form: BoardMessageForm, users: Sequence[User]) -> str:
    """What tells what the officer saw from anything else."""
    said = form.cleaned_data
    seen = (said["subject"], said["text"], *(user.email for user in users))
    return sha256("\n".join(seen).encode()).hexdigest()
