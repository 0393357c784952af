"""Each door lets in those it is for, and what a signed-in person is shown stays in no cache."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from meetings import doors
from meetings.access import RoleKind, viewer_for
from tests import factories

pytestmark = pytest.mark.django_db
EVERYBODY = set(RoleKind)
Door = Callable[[doors.View], doors.View]
OPENS_TO: dict[Door, set[RoleKind]] = {
    doors.public: EVERYBODY,
    doors.signed_in: EVERYBODY,
    doors.members: {RoleKind.MEMBER, RoleKind.PARTNER, RoleKind.OFFICER},
    doors.authors: {RoleKind.AUTHOR, RoleKind.APPROVER, RoleKind.OFFICER},
    doors.approvers: {RoleKind.APPROVER, RoleKind.OFFICER},
    doors.officers: {RoleKind.OFFICER},
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in")


@pytest.mark.parametrize("door", OPENS_TO, ids=lambda door: door.__name__)
@pytest.mark.parametrize("role", RoleKind)
def test_a_door_opens_to_its_own_roles_alone(door: Door, role: RoleKind) -> None:
    request = RequestFactory().get("/")
    request.user = factories.user(board=factories.board(), role=role)
    request.viewer = viewer_for(request.user)  # type: ignore[attr-defined]

    if role in OPENS_TO[door]:
        assert door(page)(request).status_code == 200
    else:
        with pytest.raises(Http404):
            door(page)(request)


def test_a_signed_link_opens_its_own_page_alone_and_stays_in_no_cache() -> None:
    def page_of(request: HttpRequest, *, signed: object) -> HttpResponse:
        return HttpResponse(f"Come in, {signed}")

    guarded = doors.by_signed_link("a salt")(page_of)
    request = RequestFactory().get("/")

    answer = guarded(request, token=doors.sign_link(7, salt="a salt"))

    assert isinstance(answer, HttpResponse)
    assert answer.content == b"Come in, 7"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    with pytest.raises(Http404):
        guarded(request, token=doors.sign_link(7, salt="another"))


def test_what_is_gone_stays_in_no_cache_either() -> None:
    """A browser would keep it for ever, and a corrected one may come."""

    def gone(request: HttpRequest) -> HttpResponse:
        return HttpResponse("Taken back", status=410)

    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert doors.DoorMiddleware(gone)(request)["Cache-Control"] == "no-store"
    assert "Cache-Control" not in doors.DoorMiddleware(page)(request)


def test_recovery_codes_alone_are_no_second_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_STEP = True
    olive = factories.officer(factories.board())
    assert not doors.lacks_second_step(olive)

    Authenticator.objects.filter(user=olive).update(type=Authenticator.Type.RECOVERY_CODES)

    assert doors.lacks_second_step(olive)


def test_a_page_of_somebody_signed_in_stays_in_no_cache(client: Client) -> None:
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    client.force_login(factories.user(board=factories.board(), role="member"))

    answer = client.get("/")

    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "Cookie" in answer["Vary"]
