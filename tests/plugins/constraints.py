"""The checks of a record are asked for in one query; one by one where one of them says no."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db.models import CheckConstraint, Model, Q

one_by_one = Model.validate_constraints


@pytest.fixture(scope="session", autouse=True)
def one_query_for_all_checks() -> Iterator[None]:
    """Of Django's three queries for each check of a record: they took a fifth of all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "validate_constraints", all_at_once)
        yield


def all_at_once(record: Model, exclude: set[str] | None = None) -> None:
    """Let through what every constraint lets through; else ask as Django does and say why."""
    if not _passes(record, exclude):
        one_by_one(record, exclude=exclude)


def _passes(record: Model, exclude: set[str] | None) -> bool:
    checks, others = [], []
    for each in record._meta.constraints:
        if isinstance(each, CheckConstraint):
            checks.append(Q(each.condition))
        else:
            others.append(each)
    values = record._get_field_expression_map(record._meta, exclude)  # type: ignore[attr-defined]
    try:
        for other in others:
            other.validate(type(record), record, exclude=exclude)
        return not checks or Q(*checks).check(values)
    except (FieldError, ValidationError):  # a field is left out, or the sentence is wanted
        return False
