"""Forms of the desk: what counts as sent, how a reason is asked for, and where a refusal stands."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from meetings.doors import Request
from meetings.lifecycle import Refused
from rotherham_hwb.desk.common.ask_verb import ask_in_form
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted, posted_files
from tests import factories


class FileForm(forms.Form):
    file = forms.FileField(required=False)


def opened() -> Request:
    return RequestFactory().get("/desk/")  # type: ignore[return-value]


def sent(**data: object) -> Request:
    return RequestFactory().post("/desk/", data)  # type: ignore[return-value]


def test_a_page_that_is_opened_has_a_form_nobody_sent() -> None:
    assert posted(opened()) is None
    assert not FileForm(posted(opened()), posted_files(opened())).is_bound


def test_a_button_pressed_on_an_empty_form_counts_as_sent() -> None:
    form = ReasonForm(posted(sent()))
    assert form.is_bound
    assert form.errors["reason"]


def test_a_form_gets_its_words_and_its_files() -> None:
    request = sent(reason="Too late", file=SimpleUploadedFile("a.txt", b"words"))
    form = FileForm(posted(request), posted_files(request))
    assert form.is_valid()
    assert form.cleaned_data["file"].read() == b"words"
    assert posted(request)["reason"] == "Too late"


@pytest.mark.django_db
def test_a_page_says_what_is_missing_where_nothing_at_all_was_sent(client: Client) -> None:
    board = factories.board("Harbour Board")
    client.force_login(factories.officer(board))
    page = client.post(reverse("desk_invite", args=[board.slug]), {}).content.decode()
    assert "There is a problem" in page


def test_a_reason_is_asked_for_in_the_words_of_its_page() -> None:
    form = ReasonForm({}, label="Why?", help_text="Everyone reads it.", missing="Say why.")
    assert form.errors["reason"] == ["Say why."]
    assert form["reason"].label == "Why?"
    assert form["reason"].help_text == "Everyone reads it."


def test_a_reason_is_given_as_it_was_written_and_no_longer_than_allowed() -> None:
    form = ReasonForm({"reason": " A burst pipe "}, max_length=12)
    assert form.is_valid()
    assert form.reason == "A burst pipe"
    assert not ReasonForm({"reason": "A burst pipe!"}, max_length=12).is_valid()


def test_a_refusal_stands_at_the_head_of_the_form_it_is_about() -> None:
    def refuse() -> None:
        raise Refused("The meeting is over.")

    form = ReasonForm({"reason": "Late"})
    assert not ask_in_form(sent(), form, refuse, done="Done.")
    assert form.non_field_errors() == ["The meeting is over."]
