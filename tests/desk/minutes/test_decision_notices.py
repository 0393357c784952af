"""The desk's pages of decision notices: what is owed, writing, publishing, and who may."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minutes.decisions.notices import as_read, publish_notice, write_notice
from minutes.models import Attendance, DecisionNotice, Declaration, Minute
from tests import factories
from tests.minutes.decisions.test_notices import WHOLE, decided

pytestmark = pytest.mark.django_db


def pages(minute: Minute) -> tuple[str, str, str]:
    """The list, the form and the question whether to publish."""
    meeting = minute.minutes.meeting_id
    return (
        reverse("desk_decision_notices", args=[meeting]),
        reverse("desk_decision_notice", args=[meeting, minute.pk]),
        reverse("desk_publish_notice", args=[meeting, minute.pk]),
    )


@pytest.fixture
def minute(client: Client) -> Minute:
    found = decided()
    client.force_login(factories.officer(found.board))
    return found


def post(client: Client, address: str, **fields: Any) -> Any:
    fields.setdefault("seen", json.dumps(as_read(DecisionNotice())))
    return client.post(address, fields, follow=True)


def test_an_officer_writes_a_notice_and_publishes_it(client: Client, minute: Minute) -> None:
    listed, form, publish = pages(minute)
    assert form in client.get(listed).content.decode()

    post(client, form, **WHOLE, key_decision="on")
    assert WHOLE["options_rejected"] in client.get(form).content.decode()
    assert "Publish the notice" in client.get(publish).content.decode()
    answer = client.post(publish, follow=True)

    notice = DecisionNotice.objects.get()
    assert notice.published_at
    assert notice.key_decision
    assert notice.get_absolute_url() in answer.content.decode()


def test_a_notice_that_lacks_a_statement_is_not_published(client: Client, minute: Minute) -> None:
    _, form, publish = pages(minute)
    post(client, form, **{**WHOLE, "options_rejected": ""})

    answer = client.post(publish, follow=True)

    assert "Write the options considered and rejected" in answer.content.decode()
    assert DecisionNotice.objects.get().published_at is None


def test_what_was_declared_in_the_item_stands_in_the_form_already(
    client: Client, minute: Minute
) -> None:
    item = minute.minutes.meeting.items.get()
    with factories.past_the_walls():
        Minute.objects.filter(pk=minute.pk).update(item=item)
        ada = Attendance.objects.create(minutes=minute.minutes, position=1, name="Ada Byron")
        fields = {"attendance": ada, "kind": "personal", "nature": "Swims there"}
        Declaration.objects.create(item=item, dispensation="By the chair", **fields)
        Declaration.objects.create(item=None, **{**fields, "nature": "Of no matter"})

    form = client.get(pages(minute)[1]).context["form"]

    assert form["conflicts"].value() == "Ada Byron: personal interest, Swims there."
    assert form["dispensations"].value() == "Ada Byron: By the chair."
    assert not form["reasons"].value()


def test_a_save_against_a_newer_notice_keeps_both(client: Client, minute: Minute) -> None:
    form = pages(minute)[1]
    write_notice(minute, by="another", reasons="Theirs.")

    answer = post(client, form, reasons="Mine.")

    page = answer.content.decode()
    assert "Somebody else changed this notice" in page
    assert "Theirs." in page
    assert "Mine." in page
    again = post(client, form, reasons="Mine.", seen=answer.context["form"]["seen"].value())
    assert "The notice is saved" in again.content.decode()
    assert DecisionNotice.objects.get().reasons == "Mine."


@pytest.mark.parametrize("seen", ["", "{", "null", "[1]", '"x"'])
def test_a_form_that_was_tampered_with_changes_nothing(
    client: Client, minute: Minute, seen: str
) -> None:
    answer = post(client, pages(minute)[1], reasons="Mine.", seen=seen)

    assert answer.status_code == 200
    assert "Mine." in answer.content.decode()
    assert not DecisionNotice.objects.exists()


def test_words_for_a_notice_that_went_out_meanwhile_are_not_lost(
    client: Client, minute: Minute
) -> None:
    write_notice(minute, by="another", **WHOLE)
    publish_notice(minute, by=factories.officer(minute.board))

    answer = post(client, pages(minute)[1], reasons="Mine.")

    assert "stays as it is" in answer.content.decode()
    assert DecisionNotice.objects.get().reasons == WHOLE["reasons"]


@pytest.mark.parametrize("page", [0, 1, 2])
def test_the_pages_are_for_officers_of_the_board(client: Client, minute: Minute, page: int) -> None:
    write_notice(minute, by="a test")
    address = pages(minute)[page]

    for outsider in (
        factories.officer(factories.board()),
        factories.user(board=minute.board, role="member"),
    ):
        client.force_login(outsider)
        assert client.get(address).status_code == 404


def test_a_board_that_owes_no_notices_has_no_such_pages(client: Client) -> None:
    minute = decided(regime="part_va")
    client.force_login(factories.officer(minute.board))
    desk = client.get(reverse("desk_meeting", args=[minute.minutes.meeting_id])).content.decode()

    assert [client.get(page).status_code for page in pages(minute)[:2]] == [404, 404]
    assert pages(minute)[0] not in desk


def test_the_desk_leads_to_the_notices(client: Client, minute: Minute) -> None:
    desk = client.get(reverse("desk_meeting", args=[minute.minutes.meeting_id])).content.decode()

    assert pages(minute)[0] in desk


def test_the_list_takes_the_same_queries_at_one_row_and_at_three(
    client: Client, minute: Minute
) -> None:
    listed = pages(minute)[0]
    client.get(listed)
    before = len(_queries(client, listed))
    for _ in range(2):
        other = factories.minute(minute.minutes)
        with factories.past_the_walls():
            other.resolutions.create(position=1, text="That it be done.")
        write_notice(other, by="a test", reasons="Because.")

    assert len(_queries(client, listed)) == before


def _queries(client: Client, address: str) -> list[Any]:
    with CaptureQueriesContext(connection) as taken:
        client.get(address)
    return list(taken)


def test_whatever_is_sent_as_what_was_read_gives_no_error(client: Client, minute: Minute) -> None:
    _, form, _ = pages(minute)

    for seen in ("[" * 100_000, "{", "7", ""):
        assert post(client, form, seen=seen, **WHOLE).status_code == 200
