"""One's own e-mails: what there may be, and whether each comes at once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, signed_in
from rotherham_hwb.notifications.who_is_told import events_for
from rotherham_hwb.outbox.choices import choose, wants_one_a_day


class MailForm(forms.Form):
    """When to get what may wait."""

    daily = forms.TypedChoiceField(
        label="When do you want the e-mails that may wait?",
        choices=[("no", "Each at once"), ("yes", "In one e-mail a day, at 7 in the morning")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def own_mail(request: Request) -> HttpResponse:
    """Choose between each e-mail at once and one a day."""
    daily = wants_one_a_day(request.user)
    initial = {"daily": "yes" if daily else "no"}
    form = MailForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        choose(request.user, daily=form.cleaned_data["daily"])
        messages.success(request, "Your choice is saved.")
        return redirect("own_mail")
    own = events_for(request.user)
    context = {
        "form": form,
        "may_wait": [each.happens for each in own if each.may_wait],
        "at_once": [each.happens for each in own if not each.may_wait],
    }
    return render(request, "public/follow/mail.html", context)
