"""Report templates: what a board asks of those who write for it, and whose approval it wants."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import QuerySet

from meetings.models import Board, User
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField


class FieldKind(models.TextChoices):
    """What a field holds; the last four are filled from records of their own."""

    PLAIN = "plain", "Plain text"
    RICH = "rich", "Formatted text"
    RECOMMENDATIONS = "recommendations", "The recommendations"
    APPENDICES = "appendices", "The list of appendices"
    BACKGROUND = "background", "The background papers"
    APPROVALS = "approvals", "The approvals"


WRITTEN = (FieldKind.PLAIN, FieldKind.RICH)
"""The kinds that an author fills in as text."""


class FieldPlace(models.TextChoices):
    COVER = "cover", "Cover sheet"
    BODY = "body", "Body of the report"


class ReportTemplate(models.Model):
    """The form that the reports of a board follow."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="report_templates")
    name = NameField(max_length=120)
    numbers_sections = models.BooleanField(
        default=True, help_text="The sections of the body are numbered 1, 2, 3 in print."
    )
    approvals_last_days = models.PositiveSmallIntegerField(
        default=60, help_text="An approval older than this on the day of the meeting is stale."
    )
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("board", "name")
        constraints = (
            models.UniqueConstraint(fields=["board", "name"], name="template_name_once_on_a_board"),
        )

    def __str__(self) -> str:
        return self.name


class InUseQuerySet(QuerySet["TemplateField"]):
    def written(self) -> Self:
        """The fields that an author fills in, in order."""
        return self.filter(kind__in=WRITTEN).order_by("position")


class TemplateField(models.Model):
    """One field of a template; a field taken out of use still shows what was written in it."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    label = NameField(max_length=200)
    help = models.CharField(max_length=400, blank=True)
    required = models.BooleanField(default=False)
    kind = EnumField(FieldKind, max_length=15, default=FieldKind.RICH)
    place = EnumField(FieldPlace, max_length=10, default=FieldPlace.BODY)
    in_use = models.BooleanField(default=True)

    objects = InUseQuerySet.as_manager()

    class Meta:
        ordering = ("template", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["template", "position"],
                name="field_position_once_in_a_template",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """The name of its value in a report; it outlives a new label."""
        return str(self.pk)


class SignOffRole(models.Model):
    """A post whose approval the reports on a template need."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.CASCADE, related_name="roles")
    position = models.PositiveSmallIntegerField()
    post = NameField(max_length=200, help_text="As printed, such as “Director of Finance”.")
    approver = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who is asked; nobody named: any approver of the board may answer.",
    )

    class Meta:
        ordering = ("template", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["template", "post"], name="sign_off_post_once_in_a_template"
            ),
        )

    def __str__(self) -> str:
        return self.post
