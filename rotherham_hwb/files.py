"""Giving out what is no page, after somebody has checked that its reader may have it.

A view that answers with anything but a page says so with `gives`: what, from where, and what was
done so that nothing hides in it. Without that its answer does not leave the portal, and
`docs/bytes.md` lists all that do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TypeVar

from csp.decorators import csp_exempt
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from meetings.doors import View

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])
SHOWN = "set by the portal, from what its viewer is shown"
OURS = "no file of others is in it"
PLAIN = "plain text; formulas are made harmless"
BEARS_READER = "its reader’s name, e-mail address and the time"
NOTHING_RESTRICTED = "nothing: it holds the same for everybody"
SIGNING_IN = "allauth."
"""The library that gives pages, and texts of one's own account; it knows no record."""


@dataclass(frozen=True)
class GivenBytes:
    """What a route gives besides pages."""

    what: str
    source: str
    cleaning: str
    restricted: str = ""
    """What a copy bears that holds more than the public gets; empty behind the desk's doors."""


class UndeclaredBytes(Exception):
    """A view gave something other than a page and does not say where it comes from."""


def gives(
    what: str, *, source: str, cleaning: str, restricted: str = ""
) -> Callable[[AnyView], AnyView]:
    """Say of a view, below its door, what it gives besides pages."""

    def wrap(view: AnyView) -> AnyView:
        view.gives = GivenBytes(what, source, cleaning, restricted)  # type: ignore[attr-defined]
        return view

    return wrap


def only_declared_bytes(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: no bytes leave by a route that does not say what it gives."""

    def checked(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        kind = response.headers.get("Content-Type", "text/html")
        if not kind.startswith("text/html") and not _may_give(request):
            raise UndeclaredBytes(f"{request.path} gives {kind}: say what with files.gives")
        return response

    return checked


def _may_give(request: HttpRequest) -> bool:
    view = request.resolver_match.func if request.resolver_match else None
    return hasattr(view, "gives") or getattr(view, "__module__", "").startswith(SIGNING_IN)


def pdf_view(view: View) -> View:
    """Send no content security policy: it would forbid the browser's own PDF viewer.

    Nothing in a PDF runs in the portal's name.
    """
    return csp_exempt()(view)


def give_pdf(
    request: HttpRequest,
    file: FieldFile | IO[bytes],
    *,
    sha256: str,
    name: str,
    kind: str = "application/pdf",
) -> HttpResponseBase:
    """Answer with the file, to be shown in the browser, or that the reader's copy still holds.

    Nothing may keep it without asking again: a paper can be withdrawn.
    """
    etag = f'"{sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        opened = file.open("rb") if isinstance(file, FieldFile) else file
        response = FileResponse(opened, filename=name, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def give_personal(copy: bytes, *, name: str, kind: str = "application/pdf") -> HttpResponseBase:
    """Answer with a copy made for its reader alone; nothing on the way may keep it."""
    response = FileResponse(BytesIO(copy), content_type=kind, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
