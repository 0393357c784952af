"""House rule: a name holds nothing that cannot be seen.

Names are of people, boards and posts, and the titles of what they write: one line each. An unseen
letter in one turns a line of print round, hides a word, makes two names look alike, or stops an
e-mail whose header it stands in. What is typed is refused with its place; what comes past a form
(an old pack, a file's name) is made plain when it is stored (`models/name_field.py`).
"""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError

BREAKS = r"\u0001-\u001f\u007f-\u009f\u2028\u2029"
# Soft hyphens, joiners, marks of direction, fillers, variation selectors, tags, non-characters.
UNSEEN = (
    r"\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
NOT_IN_NAMES = f"[{BREAKS}{UNSEEN}]"
"""The same to Python and to PostgreSQL, which stores neither a null nor half a letter."""

_BREAK = re.compile(f"[\0{BREAKS}]+")
_UNSEEN = re.compile(f"[\ud800-\udfff{UNSEEN}]")
_EITHER = re.compile(f"[\0\ud800-\udfff{BREAKS}{UNSEEN}]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CALLED = {"\n": "line break", "\r": "line break", "\t": "tab", "\0": "null character"}
SHOWN_BEFORE = 20


def plain_name(text: str) -> str:
    """A name with its letters composed (NFC) and without what cannot be seen."""
    apart = _SPACES.sub(" ", _BREAK.sub(" ", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", apart)).strip()


def composed_name(text: str) -> str:
    """A name as it is typed, its letters composed and its spaces plain; nothing is left out."""
    composed = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", composed).strip(" ")


def validate_name(text: str) -> None:
    """Raises ValidationError where something in a name cannot be seen."""
    if why := why_no_name(text):
        raise ValidationError(why, code="unseen")


def why_no_name(text: str) -> str:
    """What the first letter is that cannot be seen, and where it stands; empty of a good name."""
    found = _EITHER.search(text)
    if not found:
        return ""
    before = plain_name(text[: found.start()])[-SHOWN_BEFORE:]
    place = f"after “{before}”" if before else "at the start"
    return (
        f"Take out the {_called(found[0])} {place} (character {found.start() + 1}): "
        "nothing may stand in a name that cannot be seen."
    )


def _called(letter: str) -> str:
    known = _CALLED.get(letter) or unicodedata.name(letter, "").lower()
    return known or f"control character U+{ord(letter):04X}"
