"""Two people's saves of one report brought together, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Values = dict[str, str]


@dataclass(frozen=True)
class Merge:
    """Both texts in one, and the fields that both changed to different words."""

    values: Values
    disputed: tuple[str, ...]


def merge(
    mine: Mapping[str, str], theirs: Mapping[str, str], base: Mapping[str, str] | None
) -> Merge:
    """Take each field from the one who changed it since `base`; `mine` where both did.

    Without a base every field that differs is disputed.
    """
    values: Values = {}
    disputed = []
    for key in dict.fromkeys((*theirs, *mine)):
        own, other = mine.get(key, ""), theirs.get(key, "")
        before = None if base is None else base.get(key, "")
        values[key] = other if own == before else own
        if own not in (other, before) and other != before:
            disputed.append(key)
    return Merge(values, tuple(disputed))
