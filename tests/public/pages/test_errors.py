"""The pages that say why there is no page."""

import pytest
from django.test import Client, RequestFactory

from rotherham_hwb.public.pages import errors

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_tells_nothing_else(client: Client) -> None:
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x"})

    assert answer.status_code == 403
    assert "The form was open for too long" in answer.content.decode()


@pytest.mark.django_db(databases=[])
def test_the_page_for_our_own_faults_needs_no_database(rf: RequestFactory) -> None:
    answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()


def test_a_request_we_cannot_read_is_answered(rf: RequestFactory) -> None:
    assert errors.bad_request(rf.get("/"), ValueError()).status_code == 400


def test_what_may_not_be_done_is_said(rf: RequestFactory) -> None:
    assert errors.forbidden(rf.get("/"), PermissionError()).status_code == 403
    assert errors.csrf_failure(rf.post("/")).status_code == 403


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/").status_code == 405
