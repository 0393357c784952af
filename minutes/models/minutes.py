"""The minutes of one meeting and what hangs on them."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from meetings.access import Restriction, Viewer, VisibleQuerySet
from meetings.models import AgendaItem, Board, Meeting, Person, User
from meetings.models.guards import (
    exempt_needs_paragraph,
    restricted_needs_safe_title,
    stamped_pair,
    state_guard,
)
from minutes import permissions


class MinutesState(models.TextChoices):
    DRAFT = "draft", "Draft"
    WITH_CHAIR = "with_chair", "With the chair"
    PUBLISHED_DRAFT = "published_draft", "Published draft"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"

    @property
    def colour(self) -> str:
        return {
            "draft": "yellow",
            "with_chair": "orange",
            "published_draft": "blue",
            "approved": "green",
            "signed": "green",
        }[self.value]


class Minutes(models.Model):
    """The record of one meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(
        max_length=20, choices=MinutesState, default=MinutesState.DRAFT, editable=False
    )
    chair_name = models.CharField(max_length=200, blank=True, help_text="Who presided, as printed.")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        ordering = ("-meeting__date",)
        triggers = state_guard()
        constraints = (
            stamped_pair("published", "minutes_published_by_somebody"),
            stamped_pair("approved", "minutes_approved_by_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "with_chair"]) | Q(published_at__isnull=False),
                name="minutes_state_agrees_with_publication",
            ),
        )

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.meeting_id])

    @property
    def state_shown(self) -> MinutesState:
        """The state with its words and colour."""
        return MinutesState(self.state)

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.minutes_visible(viewer)


class Attendance(models.Model):
    """One name in the list of those present, or of those who sent apologies."""

    class Kind(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRESENT)
    group = models.CharField(max_length=80, blank=True, help_text="Members, Officers, Observers…")
    name = models.CharField(max_length=200, help_text="As printed.")
    role = models.CharField(max_length=80, blank=True, help_text="Such as “in the Chair”.")
    organisation_or_post = models.CharField(max_length=300, blank=True)
    representing = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minutes", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "position"], name="attendance_place_once_in_minutes"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attendance_names_somebody"),
        )

    def __str__(self) -> str:
        return self.name


class MinuteQuerySet(VisibleQuerySet):
    def listed_for(self, viewer: Viewer) -> Self:
        """The minutes' entries in order, each with `withheld` (show its safe title alone)."""
        return (
            self.filter(permissions.minutes_visible(viewer, "minutes__"))
            .annotate(
                withheld=Case(
                    When(permissions.minute_visible(viewer), then=Value(False)),
                    default=Value(True),
                )
            )
            .order_by("position")
        )


class Minute(models.Model):
    """One numbered entry. Numbers are unique in a board's series; the database sees to it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="entries")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+", editable=False)
    series = models.CharField(
        max_length=40, blank=True, help_text="Such as 2016/17; empty: one series without end."
    )
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10, blank=True, help_text="As printed.")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="Paragraphs apart by an empty line.")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="minutes"
    )
    restriction = models.CharField(max_length=15, choices=Restriction, default=Restriction.OPEN)
    safe_title = models.CharField(max_length=500, blank=True)
    exempt_paragraphs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering = ("minutes", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "position"],
                name="minute_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["board", "series", "number"],
                name="minute_number_once_in_a_series",
                condition=~Q(number=""),
            ),
            restricted_needs_safe_title("restricted_minute_has_safe_title"),
            exempt_needs_paragraph("exempt_minute_names_paragraph"),
        )

    def __str__(self) -> str:
        return f"Minute {self.number}, {self.safe_title or self.title}"

    @property
    def restriction_shown(self) -> Restriction:
        """The class with its word and colour."""
        return Restriction(self.restriction)

    def get_absolute_url(self) -> str:
        return reverse("minute", args=[self.minutes.meeting_id, self.number])

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.minute_visible(viewer)


class Resolution(models.Model):
    """One limb of what a minute resolved; a single resolution is one limb without a label."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=10, blank=True, help_text="As printed: (1).")
    text = models.TextField()
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minute", "position")
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="limb_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="limb_has_text"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


class Action(models.Model):
    """Something a minute asks of somebody."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.CharField(max_length=200, blank=True, help_text="Person, post or partner.")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("minute", "position")
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="action_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="action_has_text"),
        )

    def __str__(self) -> str:
        return self.text
