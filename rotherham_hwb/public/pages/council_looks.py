"""The council's own colours as a style sheet, and its crest."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from meetings.colours import WHITE
from meetings.doors import Request, public
from meetings.identity import identity
from rotherham_hwb.files import NOTHING_RESTRICTED, OURS, gives

KEPT = "public, max-age=86400"
"""Pages ask for it with its revision, which changes with it."""


@public
@require_safe
@gives(
    "the council’s colours as a style sheet",
    source="two colours, checked when they were set",
    cleaning=OURS,
    restricted=NOTHING_RESTRICTED,
)
def council_style(request: Request) -> HttpResponse:
    looks = identity()
    colours = {
        "--council-primary": looks.primary,
        "--council-primary-text": WHITE,
        "--council-accent": looks.accent,
    }
    said = "".join(f"{name}:{colour};" for name, colour in colours.items())
    return _kept(HttpResponse(f":root{{{said}}}", content_type="text/css"))


@public
@require_safe
@gives(
    "the council’s crest",
    source="the picture that an officer of the council set",
    cleaning="written anew at upload: a PNG’s pixels, an SVG’s shapes; nothing that acts",
    restricted=NOTHING_RESTRICTED,
)
def council_crest(request: Request) -> HttpResponse:
    looks = identity()
    if not looks.crest:
        raise Http404
    return _kept(HttpResponse(looks.crest, content_type=looks.crest_type))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
