"""Names that change: what a record was called before, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from meetings.models.name_field import NameField


@dataclass(frozen=True)
class FormerName:
    """A name that a record went by until a day, which is the last one."""

    name: str
    until: dt.date


class DatedName(models.Model):
    """A record that is the same under every name: what is printed is the name on the day.

    The former names stand in the row itself, so that a page with many meetings asks for none.
    """

    name = NameField(max_length=200)
    former = models.JSONField(default=list, blank=True, editable=False)
    """Each former name with its last day as text, the earliest first."""

    class Meta:
        abstract = True

    @property
    def former_names(self) -> tuple[FormerName, ...]:
        """The names it had before, the earliest first."""
        return tuple(
            FormerName(each["name"], dt.date.fromisoformat(each["until"])) for each in self.former
        )

    def set_former_names(self, names: Sequence[FormerName]) -> None:
        """Keep these as the former names; nothing is stored yet."""
        ordered = sorted(names, key=lambda each: each.until)
        self.former = [{"name": each.name, "until": each.until.isoformat()} for each in ordered]

    def name_on(self, day: dt.date) -> str:
        """What it was called on a day."""
        return next((each.name for each in self.former_names if day <= each.until), self.name)
