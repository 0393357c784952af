"""How a tag is drawn from its template, and what becomes of a mistake in a page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TypeVar

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Value = TypeVar("Value")
logger = logging.getLogger(__name__)


def mistake(sentence: str) -> None:
    """Stop the page in tests and development; in production only the log hears of it.

    A reader is better off with a page that lacks a word than with no page.
    """
    if settings.STRICT_COMPONENTS:
        raise ValueError(sentence)
    logger.error(sentence)


def words(tag_name: str, **given: object) -> None:
    """Refuse an empty value where the reader needs words (an undefined variable is empty)."""
    for name, value in given.items():
        if value is None or not str(value).strip():
            mistake(f'{{% {tag_name} %}} needs words for "{name}"; it is empty.')


def one_of(tag_name: str, name: str, value: Value, allowed: Sequence[Value]) -> Value:
    """The value where it is allowed; the first that is allowed stands in for one that is not."""
    if value in allowed:
        return value
    listed = ", ".join(map(str, allowed))
    mistake(f'{{% {tag_name} %}} does not know {name}="{value}"; use one of: {listed}.')
    return allowed[0]


def part(component: str, /, **context: object) -> SafeString:
    return mark_safe(render_to_string(f"components/{component}.html", context).strip())  # noqa: S308
