"""The signed record, and the notice of a decision."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import User
from meetings.models.guards import stamped_pair, unchanged_once
from meetings.models.name_field import NameField
from minutes import permissions
from minutes.models.keeping import kept_by
from minutes.models.minutes import Minute, Minutes


class SignedMinutes(models.Model):
    """Minutes as the person presiding signed them: a file with numbered leaves. Never changed.

    Source: LGA 1972 Sch 12 para 41: signed at the same or the next suitable meeting by the
    person presiding; loose leaves are numbered consecutively and each is initialled.
    """

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="signed")
    presided_by = NameField(max_length=200, help_text="Who signed, as printed.")
    signed_on = models.DateField()
    leaf_series = models.CharField(max_length=60, help_text="Such as 12 2016/17: board and year.")
    first_leaf = models.PositiveIntegerField(help_text="From 1 in each series, without a gap.")
    leaf_count = models.PositiveIntegerField()
    file = models.FileField(upload_to="minutes/signed/")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "signed minutes"
        triggers = (pgtrigger.ReadOnly(name="signed_minutes_stay"), *kept_by("minutes_id"))
        constraints = (
            models.UniqueConstraint(fields=["leaf_series", "first_leaf"], name="leaf_once"),
            models.CheckConstraint(
                condition=Q(first_leaf__gte=1, leaf_count__gte=1), name="leaves_from_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.minutes}, signed by {self.presided_by}"

    @property
    def last_leaf(self) -> int:
        return self.first_leaf + self.leaf_count - 1


class DecisionNotice(models.Model):
    """The written statement of a decision; each part must be given, if only “None”.

    Source: SI 2012/2089 reg 12: the decision and its date, the reasons, the options considered
    and rejected, conflicts of interest declared, and dispensations.
    """

    minute = models.OneToOneField(Minute, on_delete=models.CASCADE, related_name="decision_notice")
    reasons = models.TextField(blank=True)
    options_rejected = models.TextField(blank=True)
    conflicts = models.TextField(blank=True)
    dispensations = models.TextField(blank=True)
    key_decision = models.BooleanField(default=False)
    takes_effect = NameField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        triggers = (
            *kept_by("minute_id"),
            unchanged_once(
                "SELECT 1 WHERE OLD.published_at IS NOT NULL",
                *("minute", "reasons", "options_rejected", "conflicts", "dispensations"),
                *("key_decision", "takes_effect", "published_at", "published_by"),
                says="The notice of this decision is published: it stays as it is.",
            ),
        )
        constraints = (
            stamped_pair("published", "decision_notice_published_by_somebody"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | ~Q(reasons="")
                & ~Q(options_rejected="")
                & ~Q(conflicts="")
                & ~Q(dispensations=""),
                name="published_decision_notice_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Decision notice, {self.minute}"

    def get_absolute_url(self) -> str:
        return reverse("decision_notice", args=[self.minute_id])

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.decision_notice_visible(viewer)
