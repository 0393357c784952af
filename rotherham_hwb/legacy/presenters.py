"""Who presents an agenda item, in the forms in which front sheets say so."""

from __future__ import annotations

import re

from .words import is_person

_TO_PRESENT = re.compile(
    r"^(?P<who>.+?),?\s+(?:to|will)\s+(?:present|report|update|lead|introduce)\b\.?$", re.I
)
_BY = re.compile(
    r"^(?:(?:verbal|oral|progress)\s+)?(?:presentation|report|update|updated?|verbal)\w*"
    r"(?:\s+\w+){0,2}?\s+(?:by|from)\s+(?P<who>.+)$",
    re.I,
)
_WITH_NOTE = re.compile(
    r"^(?P<who>[^–]+?)\s+[–-]\s+(?P<note>verbal \w+|presentation|to follow)$", re.I
)


def read_presenters(text: str) -> tuple[list[tuple[str, float]], str | None]:
    """The people a line names, each with a confidence, and what of the line is left to note.

    Forms: "N, post to present"; "Presentation by N, post", which stays a note as well;
    "N – verbal update"; "N and N"; "N, organisation"; a name alone.
    """
    if match := _TO_PRESENT.match(text):
        return [(match["who"].strip(" ,"), 1.0)], None
    if match := _BY.match(text):
        return [(match["who"].strip(" .,"), 0.9)], text
    if match := _WITH_NOTE.match(text):
        return [(match["who"].strip(" ,"), 0.9)], match["note"]
    people = [part.strip() for part in re.split(r"\s+(?:and|&)\s+", text)]
    if len(people) > 1 and all(is_person(part.split(",")[0]) for part in people):
        return [(part, 0.9) for part in people], None
    name = text.split(",")[0].strip()
    if is_person(name) and len(text) <= 100 and not text.endswith((".", ":")):
        return [(text, 0.9 if "," in text else 0.7)], None
    return [], text
