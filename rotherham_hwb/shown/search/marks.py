"""Marking the words that were found."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from rotherham_hwb.search_index.query import START, STOP

PAIR = re.compile(f"{START}((?:(?!{START}).)*?){STOP}", re.DOTALL)


def marked_excerpt(text: str) -> SafeString:
    """The same of an excerpt; nothing where none of the words stand in it."""
    return marked_words(text) if START in text else mark_safe("")


def marked_words(text: str) -> SafeString:
    """Escape a headline and turn its signs into marks; stray signs are dropped."""
    marked = PAIR.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(marked.replace(START, "").replace(STOP, ""))  # noqa: S308
