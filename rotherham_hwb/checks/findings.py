"""One thing that a check found, and how much it weighs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import models


class Weight(models.TextChoices):
    """Whether a finding keeps the agenda from being published."""

    STOP = "stop", "Put right first"
    LOOK = "look", "Worth a look"

    @property
    def colour(self) -> str:
        return {"stop": "red", "look": "yellow"}[self.value]


@dataclass(frozen=True)
class Finding:
    """Something about an agenda or its papers that an officer should know.

    `code` names the check, `where` the place in words (“Item 4, Budget report, page 12”), and
    `href` leads to where it is put right. `about` is the record it is about.
    """

    code: str
    weight: Weight
    sentence: str
    where: str
    about: str
    href: str = ""
    fix: str = ""
    final: bool = False
    """It cannot be overruled: whoever may put it right says so there."""
    page: int = 0
    """Of the paper it is about, from 1; 0: of no page, or of several."""
    all_of_it: tuple[str, ...] = ()
    """Every sentence of a group, told or not."""

    @property
    def key(self) -> str:
        """The same for the same finding on another day, so that a decision about it holds."""
        words = "\n".join((self.code, self.about, self.where, self.sentence, *self.all_of_it))
        return hashlib.sha256(words.encode()).hexdigest()
