"""Words taken out of the published record: gone from every address, kept for the officers."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pgtrigger
import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, InternalError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from meetings.access import viewer_for
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Meeting
from minutes.models import Correction, Minute
from rotherham_hwb.packs.models import CompileRequest, PackEdition
from rotherham_hwb.publishing.redact import (
    ask_redaction,
    confirm_redaction,
    find_places,
)
from rotherham_hwb.publishing.tasks import compile_requested
from rotherham_hwb.redactions.fields import FIELDS, NOT_TAKEN_OUT, OUTSIDE
from rotherham_hwb.redactions.models import RedactedPlace, Redaction
from rotherham_hwb.redactions.pattern import MARK
from tests import factories
from tests.access.canary_world import given
from tests.access.test_second_wall import Published
from tests.packs.editions.test_supplements import published

pytestmark = pytest.mark.slow

WHY = "A patient was named by mistake."
WORDS = "Okapi Kruger"
LINKS = [{"text": f"All about {WORDS}", "href": "https://harbour.example/"}]
ROOMS = ("meetings", "reports", "minutes")


def mistaken(value: Any) -> Any:
    """A text, or a list or record of texts, into which the words slipped."""
    if isinstance(value, list):
        return [*value, f"Note: okapi  Kruger {len(value)}"]
    return f"{value} okapi\nKRUGER,".strip() if value else value


class Mistaken(Published):
    """A published record in every text of which the same words stand by mistake."""

    def __init__(self) -> None:
        super().__init__()
        self.slips = 0
        for texts in FIELDS:
            for record in texts.model._base_manager.all():
                self.slip(record, texts.fields)

    def slip(self, record: models.Model, fields: tuple[str, ...]) -> None:
        triggers = getattr(record._meta, "triggers", ())
        names = [f"{record._meta.label}:{each.name}" for each in triggers]
        for field in fields:
            value = LINKS if field == "links" else mistaken(getattr(record, field))
            if value and not isinstance(value, dict):
                with pgtrigger.ignore(*names):
                    type(record)._base_manager.filter(pk=record.pk).update(**{field: value})
                self.slips += 1

    @property
    def addresses(self) -> list[str]:
        meeting, minute = self.minutes.meeting, self.open
        paper, notice = self.paper, f"/decisions/{self.open.pk}/"
        return [
            meeting.get_absolute_url(),
            f"/meetings/{meeting.pk}/notice/",
            self.minutes.get_absolute_url(),
            f"/minutes/{meeting.pk}/minutes.pdf",
            minute.get_absolute_url(),
            f"{minute.get_absolute_url()}extract.pdf",
            f"/decisions/?words={WORDS.split()[0]}",
            "/decisions/",
            notice,
            f"{notice}notice.pdf",
            f"/boards/{self.board.slug}/attendance.csv",
            f"/boards/{self.board.slug}/actions/",
            paper.get_absolute_url(),
        ]


@pytest.fixture(scope="module")
def world(one_world: Path) -> Mistaken:
    return Mistaken()


@pytest.mark.django_db
def test_every_text_is_found_and_goes_from_every_address(world: Mistaken, one_world: Path) -> None:
    before = [given(Client(), each) for each in world.addresses]
    assert sum("kruger" in each.lower() for each in before) >= 8
    meetings = Meeting.objects.filter(board=world.board)

    for meeting in meetings:
        ask_redaction(meeting, words=WORDS, reason=WHY, by=world.officer)

    assert RedactedPlace.objects.count() == world.slips
    told = {each: " ".join(given(Client(), each).split()).lower() for each in world.addresses}
    assert not [each for each, text in told.items() if "kruger" in text]
    assert MARK in told[world.open.get_absolute_url()]
    shown = [world.paper.get_absolute_url(), *world.addresses[:1], *world.addresses[2:6]]
    assert not [each for each in shown if f"because: {WHY}".lower() not in told[each]]
    assert not [each for each in meetings if find_places(each, WORDS)]


@pytest.mark.django_db
def test_the_originals_are_for_officers_of_the_board_alone(
    world: Mistaken, one_world: Path
) -> None:
    done = ask_redaction(world.minutes.meeting, words=WORDS, reason=WHY, by=world.officer)
    member = factories.user("Mary Member", board=world.board, role="member")
    other = factories.officer(factories.board("Quarry Board"))

    for nobody in (member, other):
        assert not RedactedPlace.objects.visible_to(viewer_for(nobody)).exists()
    kept = RedactedPlace.objects.visible_to(viewer_for(world.officer)).filter(redaction=done)
    title = kept.get(record_type="minutes.Minute", record_id=world.open.pk, field="title")
    assert title.original == "Buses okapi KRUGER,"
    log = AuditEvent.objects.get(action="take words out of")
    assert log.reason == WHY
    assert "kruger" not in f"{log.record_name}{log.detail}".lower()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE redactions_redactedplace SET original='\"X\"'",
        "DELETE FROM redactions_redactedplace",
        "UPDATE redactions_redaction SET reason='X'",
        "UPDATE redactions_redaction SET done_at=NULL",
        "DELETE FROM redactions_redaction",
        "INSERT INTO redactions_redactedplace (redaction_id, record_type, record_id, field, "
        "original, noted_type, noted_id) SELECT id, 'X', 1, 'x', '\"X\"', 'X', 1 "
        "FROM redactions_redaction",
    ],
)
def test_what_was_taken_out_is_not_changed_by_a_statement(
    world: Mistaken, one_world: Path, sql: str
) -> None:
    ask_redaction(world.minutes.meeting, words=WORDS, reason=WHY, by=world.officer)

    with (
        pytest.raises((IntegrityError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db
def test_where_the_board_wants_it_another_officer_confirms(
    world: Mistaken, one_world: Path
) -> None:
    Board.objects.filter(pk=world.board.pk).update(second_officer_redacts=True)
    meeting = Meeting.objects.get(pk=world.minutes.meeting_id)

    asked = ask_redaction(meeting, words=WORDS, reason=WHY, by=world.officer)

    assert asked.done_at is None
    assert find_places(meeting, WORDS)
    with pytest.raises(Refused, match="Another officer has to confirm"):
        confirm_redaction(asked, by=world.officer)
    second = factories.officer(world.board)
    confirm_redaction(asked, by=second)
    assert not find_places(meeting, WORDS)
    with pytest.raises(Refused, match="These words are taken out already"):
        confirm_redaction(asked, by=second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason", "says"),
    [
        (WORDS, " ", "Say why"),
        (WORDS, "Okapi Kruger was named.", "say it without the words"),
        ("okap", WHY, "do not stand"),
        ("ab", WHY, "at least 3 letters"),
        ("words removed", WHY, "puts in the place"),
    ],
)
def test_what_cannot_be_taken_out_says_why(
    world: Mistaken, one_world: Path, words: str, reason: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        ask_redaction(world.minutes.meeting, words=words, reason=reason, by=world.officer)
    assert not Redaction.objects.exists()


@pytest.mark.django_db
def test_a_correction_that_would_say_nothing_new_is_told_in_a_sentence(
    world: Mistaken, one_world: Path
) -> None:
    Correction.objects.create(
        minutes=world.minutes,
        old="Rhona Vale spoke",
        new="rhona vale spoke",
        made_at=timezone.now(),
        made_by=world.officer,
    )

    with pytest.raises(Refused, match="take back more words, or fewer"):
        ask_redaction(world.minutes.meeting, words="Rhona Vale", reason=WHY, by=world.officer)

    assert not Redaction.objects.exists()


@pytest.mark.django_db
def test_a_correction_prints_its_struck_words_no_more(world: Mistaken, one_world: Path) -> None:
    ask_redaction(world.minutes.meeting, words="ten buses", reason=WHY, by=world.officer)

    assert not Correction.objects.filter(old__icontains="ten buses").exists()
    page = given(Client(), world.open.get_absolute_url())
    assert "ten buses" not in page
    assert "two buses" in page


@pytest.mark.django_db
@pytest.mark.slow
def test_packs_that_held_the_words_are_taken_back_and_come_again_without_them() -> None:
    meeting, olive = published(1, 1)
    item = meeting.items.last()
    assert item is not None
    with factories.past_the_walls():
        type(item).objects.filter(pk=item.pk).update(title=f"The case of {WORDS}")
    old = PackEdition.objects.get(layout="screen")

    ask_redaction(meeting, words=WORDS, reason=WHY, by=olive)

    gone = Client().get(old.get_absolute_url())
    assert gone.status_code == 410
    assert WHY in gone.content.decode()
    request = CompileRequest.objects.get(work="correction")
    compile_requested.call(request.pk)
    request.refresh_from_db()
    assert request.status == "done", request.error
    new = request.releases.get().editions.get(layout="screen")
    text = given(Client(), new.get_absolute_url())
    assert MARK in " ".join(text.split())
    assert WORDS not in text


@pytest.mark.django_db
def test_nothing_is_changed_where_a_step_fails(world: Mistaken, one_world: Path) -> None:
    with (
        mock.patch("rotherham_hwb.publishing.redact.audit.record", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        ask_redaction(world.minutes.meeting, words=WORDS, reason=WHY, by=world.officer)

    assert not RedactedPlace.objects.exists()
    assert Minute.objects.filter(title__icontains="kruger").exists()


def test_every_text_of_the_record_is_taken_out_or_says_why_not() -> None:
    listed = {f"{texts.label}.{field}" for texts in FIELDS for field in texts.fields}
    outside = {f"meetings.{name}" for names in OUTSIDE.values() for name in names}
    found = {
        f"{model._meta.label}.{field.name}"
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if model._meta.label not in outside
        for field in model._meta.get_fields()
        if _is_text(field)
    }

    assert found == {each for each in listed | set(NOT_TAKEN_OUT) if not each.startswith("packs.")}
    assert not listed & set(NOT_TAKEN_OUT)


def _is_text(field: Any) -> bool:
    if isinstance(field, ArrayField):
        return _is_text(field.base_field)
    texts = (models.CharField, models.TextField, models.JSONField)
    files = (models.FileField,)
    return isinstance(field, texts) and not isinstance(field, files) and not field.choices
