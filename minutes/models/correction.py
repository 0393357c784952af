"""What a later meeting corrected in minutes that are out."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import User
from minutes import permissions
from minutes.models.keeping import kept_by
from minutes.models.minutes import Minute, Minutes


class Correction(models.Model):
    """What a later meeting corrected in minutes: the old words and the new. Never changed.

    The text of the minutes stays as it was; a correction stands beside it.
    Source: LGA 1972 Sch 12 para 41.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    minute = models.ForeignKey(
        Minute,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text="None: not in a numbered minute, such as the list of those present.",
    )
    made_in = models.ForeignKey(
        Minute,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrects",
        help_text="The minute of the later meeting that made it.",
    )
    old = models.TextField(help_text="The words as they stand.")
    new = models.TextField(blank=True, help_text="What they should read; empty: struck out.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        triggers = (pgtrigger.ReadOnly(name="correction_stays"), *kept_by("minutes_id"))
        constraints = (
            models.CheckConstraint(condition=~Q(old=""), name="correction_says_of_what"),
            models.CheckConstraint(
                condition=~Q(old=models.F("new")), name="correction_changes_something"
            ),
        )

    def __str__(self) -> str:
        return f"“{self.old}” should read “{self.new}”"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.correction_visible(viewer)
