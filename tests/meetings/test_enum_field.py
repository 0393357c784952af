"""A state reads as its member, which has the words and answers what pages ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import modelform_factory
from django.template import engines

from meetings.models import Board, Meeting, MeetingState
from meetings.models.enum_field import EnumField
from reports.files.verdicts import Verdict
from reports.models import PaperVersion
from tests import factories

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COLUMNS = "state|status|restriction|regime|answer|audience|fate|mode"
ASKED = re.compile(rf"\b({COLUMNS}|kind)\.((?:is|may|has|was)_\w+|label|colour|advice)")
WORDS = re.compile(rf"\b(?:{COLUMNS})\s*[!=]=\s*\"")
ITEM_KIND = re.compile(r"\bitem\.kind\s*[!=]=\s*\"")


def _fields() -> Iterator[EnumField[object, object]]:
    for model in apps.get_models():
        yield from (each for each in model._meta.local_fields if isinstance(each, EnumField))


def test_a_new_record_speaks_as_a_stored_one() -> None:
    meeting = Meeting(state="called")

    assert meeting.state is MeetingState.CALLED
    assert meeting.state.label == "Announced"
    assert Meeting().state is MeetingState.DRAFT


@pytest.mark.django_db
def test_a_stored_record_and_a_list_of_values_give_members() -> None:
    meeting = factories.meeting(factories.board())

    stored = Meeting.objects.get(pk=meeting.pk)
    [state] = Meeting.objects.values_list("state", flat=True)

    assert stored.state is state is MeetingState.DRAFT
    assert Meeting.objects.filter(state="draft").count() == 1
    assert Meeting.objects.filter(state=MeetingState.DRAFT).count() == 1


def test_a_word_that_is_no_member_is_kept_and_refused() -> None:
    board = Board(name="Harbour Board", slug="harbour", regime="feudal")

    assert board.regime == "feudal"
    with pytest.raises(ValidationError, match="feudal"):
        board.clean_fields()


def test_an_empty_choice_stays_empty() -> None:
    assert PaperVersion().verdict == ""
    assert PaperVersion(verdict="scanned").verdict is Verdict.SCANNED


def test_a_form_gives_members_and_marks_the_chosen_one() -> None:
    form = modelform_factory(Board, fields=["regime"])({"regime": "both"})

    assert form.is_valid()
    assert isinstance(form.cleaned_data["regime"], Enum)
    assert '<option value="both" selected>' in str(form["regime"])


def test_migrations_see_a_plain_column() -> None:
    field = Meeting._meta.get_field("state")
    _, path, _, options = field.deconstruct()

    assert path == "django.db.models.CharField"
    assert options["choices"] == MeetingState.choices
    assert type(field.clone()) is models.CharField


def test_every_column_with_choices_speaks() -> None:
    mute = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.choices and not isinstance(field, EnumField)
        if model.__module__.split(".")[0] in ("meetings", "reports", "minutes", "rotherham_hwb")
    ]

    assert mute == []


def test_a_template_reads_the_member() -> None:
    page = engines["django"].from_string(
        "{{ it.state.label }}{% if it.state.is_draft %}!{% endif %}"
    )

    assert page.render({"it": Meeting()}) == "Draft!"


def test_no_template_compares_a_state_with_a_word() -> None:
    found = {
        f"{path.relative_to(TEMPLATES)}: {said.group()}"
        for path in TEMPLATES.rglob("*.*")
        for pattern in (WORDS, ITEM_KIND)
        for said in pattern.finditer(path.read_text())
    }

    assert found == set()


def test_what_templates_ask_of_a_state_is_answered_by_one() -> None:
    columns = {(each.name, member) for each in _fields() for member in each.members.values()}
    asked = {
        (column, question)
        for path in TEMPLATES.rglob("*.*")
        for column, question in ASKED.findall(path.read_text())
    }

    unanswered = {
        (column, question)
        for column, question in asked
        if not any(name == column and hasattr(member, question) for name, member in columns)
    }

    assert len(asked) > 20
    assert unanswered == set()
