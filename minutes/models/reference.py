"""What one minute says of an earlier one."""

from __future__ import annotations

from django.db import models

from meetings.access import Viewer, VisibleQuerySet
from minutes import permissions
from minutes.models.correction import Correction
from minutes.models.keeping import kept_by
from minutes.models.minutes import Minute


class Reference(models.Model):
    """Words of a minute that refer to another, and the minute they mean where it is here.

    `target` follows from the words: `minutes.references` finds it anew whenever minutes arrive.
    """

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300, help_text="As printed: Minute No. 16(b).")
    said_on = models.DateField(
        null=True, blank=True, help_text="The day of the meeting meant, where the words name it."
    )
    target = models.ForeignKey(
        Minute, null=True, blank=True, on_delete=models.SET_NULL, related_name="referred_to_by"
    )
    correction = models.ForeignKey(
        Correction,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="references",
        help_text="Whose new words say so; none: the minute’s own.",
    )
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("minute", "position")
        triggers = kept_by("minute_id")
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="reference_place_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="reference_has_text"),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | ~models.Q(target=models.F("minute")),
                name="reference_leads_elsewhere",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def visibility(viewer: Viewer) -> models.Q:
        return permissions.reference_visible(viewer)
