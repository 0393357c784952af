"""How the portal looks: the council's name, crest and colours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from meetings.identity import ACCENT, PRIMARY, identity, set_identity
from meetings.models.name_field import NameBox
from rotherham_hwb.desk.common.ask_verb import ask_in_form
from rotherham_hwb.desk.common.posted import posted, posted_files


class LooksForm(forms.Form):
    """What a council changes so that the portal looks like its own."""

    name = NameBox(
        label="Name of the council",
        required=False,
        max_length=200,
        help_text="At the head of every page and in e-mails. Empty: as it was installed.",
    )
    crest = forms.FileField(
        label="Crest or logo",
        required=False,
        help_text="An SVG of plain shapes, or a PNG; at most 500 KB. It stands in the header, as "
        "the icon of the site and on the front sheets of packs.",
    )
    without_crest = forms.BooleanField(label="Show no crest", required=False)
    primary = forms.CharField(
        label="Main colour",
        required=False,
        max_length=9,
        help_text=f"Of the header and the buttons, such as {PRIMARY}. White words on it must be "
        "readable. Empty: as it was installed.",
    )
    accent = forms.CharField(
        label="Second colour",
        required=False,
        max_length=9,
        help_text=f"Of the line below the header and of marks, such as {ACCENT}.",
    )


@officers
@require_http_methods(["GET", "POST"])
def council_looks(request: Request) -> HttpResponse:
    if not request.viewer.adds_boards:
        raise Http404
    form = LooksForm(posted(request), posted_files(request), initial=_stored())
    if not identity().crest:
        del form.fields["without_crest"]
    if form.is_valid() and ask_in_form(
        request,
        form,
        lambda: set_identity(by=request.user, **_said(form.cleaned_data)),
        done="Saved. Every page shows it within a minute.",
    ):
        return redirect("desk_council_looks")
    context = {"form": form, "installed": settings.COUNCIL_NAME}
    return render(request, "desk/people/looks.html", context)


def _stored() -> dict[str, str]:
    looks = identity()
    primary = looks.primary if looks.primary != PRIMARY else ""
    accent = looks.accent if looks.accent != ACCENT else ""
    return {"name": looks.name, "primary": primary, "accent": accent}


def _said(cleaned: dict[str, Any]) -> dict[str, Any]:
    crest = cleaned.pop("crest")
    return cleaned | {"crest": crest.read() if crest else None}
