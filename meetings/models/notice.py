"""What the public is told of a meeting: that it is held, and that it is not held as announced."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet, meeting_visible
from meetings.models.enum_field import EnumField
from meetings.models.meeting import Meeting
from meetings.models.people import User


class PublicNotice(models.Model):
    """The notice of a meeting's time and place as it was given, and when; the last one holds.

    Source: LGA 1972 s.100A(6)(a); SI 2002/715.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="public_notices")
    date = models.DateField()
    time = models.TimeField()
    venue = models.TextField()
    shorter_notice = models.TextField(
        blank=True, help_text="Why the meeting was convened at shorter notice; printed."
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "given_at", "pk")
        triggers = (pgtrigger.ReadOnly(name="notices_given_never_change"),)

    def __str__(self) -> str:
        return f"Public notice of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("public_notice", args=[self.meeting_id])

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return meeting_visible(viewer, "meeting__")


class MeetingNotice(models.Model):
    """What has changed since a meeting was announced, and why; shown on its page."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", "Cancelled"
        POSTPONED = "postponed", "Postponed"
        MOVED = "moved", "Date or time changed"
        VENUE = "venue", "Place changed"
        REINSTATED = "reinstated", "Goes ahead after all"

        @property
        def colour(self) -> str:
            return {"cancelled": "red", "reinstated": "green"}.get(self.value, "orange")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notices")
    kind = EnumField(Kind, max_length=15)
    before = models.TextField(blank=True, help_text="When and where it was announced before.")
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "-at", "-pk")
        triggers = (pgtrigger.ReadOnly(name="meeting_notices_never_change"),)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="meeting_notice_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.kind.label}: {self.meeting}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return meeting_visible(viewer, "meeting__")
