"""The URL map is the access map: every route's view passes through one of these doors.

A route whose view has no door is closed (404), and a test walks the resolver to find it.
A door asks who you are; which records you may see is `access`'s question.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from meetings.access import PREPARES, RoleKind, Viewer, viewer_for
from meetings.models import User

NEEDS_SECOND_STEP = (RoleKind.OFFICER, RoleKind.APPROVER)
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as a view gets it behind a door; behind `signed_in` and beyond, of a user."""

    viewer: Viewer
    user: User
    htmx: bool


def public(view: View) -> View:
    """Anyone may come in."""
    return _door("public", view, lambda viewer: True)


def signed_in(view: View) -> View:
    """Anyone who has signed in."""
    return _door("signed_in", view, lambda viewer: viewer.is_signed_in)


def members(view: View) -> View:
    """Members, co-opted partners and officers of any board."""
    kinds = (RoleKind.MEMBER, RoleKind.PARTNER, RoleKind.OFFICER)
    return _door("members", view, lambda viewer: viewer.has_role(*kinds))


def authors(view: View) -> View:
    """Those who prepare papers: authors, approvers and officers of any board."""
    return _door("authors", view, lambda viewer: viewer.has_role(*PREPARES))


def approvers(view: View) -> View:
    """Those who sign papers off, and the officers who ask them to, of any board."""
    kinds = (RoleKind.APPROVER, RoleKind.OFFICER)
    return _door("approvers", view, lambda viewer: viewer.has_role(*kinds))


def officers(view: View) -> View:
    """Democratic services officers of any board."""
    return _door("officers", view, lambda viewer: viewer.is_officer)


def by_signed_link(salt: str) -> Callable[[View], View]:
    """Anyone who holds a link that `sign_link(…, salt=salt)` made; no account is needed.

    The route has a `<str:token>`; the view gets what was signed as `signed` in its place. When
    a link expires or is used up is for the record it speaks of to say.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **kwargs: object) -> HttpResponseBase:
            try:
                signed = signing.loads(token, salt=salt)
            except signing.BadSignature:
                raise Http404("This link was not made here.") from None
            response = view(request, signed=signed, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.door = "by_signed_link"  # type: ignore[attr-defined]
        return guarded

    return wrap


def sign_link(value: object, *, salt: str) -> str:
    """The token of a link that opens `by_signed_link(salt)`; `value` must survive JSON."""
    return signing.dumps(value, salt=salt)


def _door(name: str, view: View, lets_in: Callable[[Viewer], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if lets_in(request.viewer):  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if lets_in(viewer_for(request.user)):
            return redirect("mfa_index")  # in this role once there is a second step
        raise Http404

    guarded.door = name  # type: ignore[attr-defined]
    return guarded


def lacks_second_step(user: User | AnonymousUser, viewer: Viewer | None = None) -> bool:
    """Whether something waits for this user until they set up a second step of signing in.

    It is the role of an officer or an approver, or what is exempt for a member. Whoever has set
    one up was asked for it when they signed in.
    """
    viewer = viewer or viewer_for(user)
    waits = viewer.has_role(*NEEDS_SECOND_STEP) or viewer.exempt_waits
    if not settings.REQUIRE_SECOND_STEP or not waits:
        return False
    return not Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_STEPS).exists()


def viewer_at_the_door(user: User | AnonymousUser) -> Viewer:
    """The viewer a user is on these pages: without a second step no officer and no approver.

    Nor does a member see then what is exempt, on a board that asks its members for one.
    """
    viewer = viewer_for(user)
    return viewer_without_step(viewer) if lacks_second_step(user, viewer) else viewer


def viewer_without_step(viewer: Viewer) -> Viewer:
    """What is left of a viewer while their second step is wanting."""
    return viewer.without(*NEEDS_SECOND_STEP).without_exempt()


class DoorMiddleware:
    """Say who looks (`request.viewer`), close unmarked routes, keep private pages out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: viewer_at_the_door(request.user)
        )
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        elif response.status_code == HTTPStatus.GONE:
            # Browsers keep a 410 for ever, and what it says changes once a correction is out.
            patch_cache_control(response, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, object]
    ) -> None:
        if not hasattr(view, "door"):
            raise Http404("This route has no door, so it is closed.")
