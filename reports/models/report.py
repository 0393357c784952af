"""A report written here on a board's template, until it is sent and becomes a version."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import User
from meetings.models.name_field import NameField
from reports import permissions
from reports.models.keeping import BACKGROUND_YEARS, kept_by
from reports.models.paper import WRITABLE, Paper, Placement, private_files
from reports.models.template import ReportTemplate


class Report(models.Model):
    """What an author is writing; its state is its paper's.

    `values` holds the text of each field by the field's key: sanitised HTML for formatted fields.
    `revision` rises with every save, so that no save can overwrite one it has not seen.
    """

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="report")
    template = models.ForeignKey(ReportTemplate, on_delete=models.PROTECT, related_name="reports")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reports")
    values: Any = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    no_background_papers = models.BooleanField(
        default=False, help_text="The author declares that there are none."
    )

    objects = VisibleQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def can_be_written(self) -> bool:
        """Whether its words may change now."""
        return self.paper.state in WRITABLE

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.report_visible(viewer)


class ReportDraft(models.Model):
    """What one save held: the common ground of two people who write at once.

    One that was set aside lost to a newer save; its text waits here to be taken up.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="drafts")
    revision = models.PositiveIntegerField(help_text="The revision it made or, aside, began from.")
    values: Any = models.JSONField(default=dict)
    set_aside = models.BooleanField(default=False)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["report", "revision"],
                condition=Q(set_aside=False),
                name="revision_once_in_a_report",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report}, save {self.revision}"


class Recommendation(models.Model):
    """One limb of what a paper asks at one meeting, and of whom."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="recommendations"
    )
    position = models.PositiveSmallIntegerField()
    addressee = NameField(
        max_length=200, help_text="Who is to act on it; the board itself unless you say otherwise."
    )
    text = models.TextField()

    class Meta:
        ordering = ("placement", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["placement", "position"],
                name="recommendation_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def label(self) -> str:
        """As printed where there are several: “(2)”."""
        return f"({self.position})"


class BackgroundPaper(models.Model):
    """A document that the report relies on and that is not attached.

    Source: LGA 1972 s.100D; exempt and confidential ones are not listed (s.100D(4)).
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="background_papers")
    position = models.PositiveSmallIntegerField()
    title = NameField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    where_to_see = NameField(
        max_length=300, blank=True, help_text="Where a copy can be seen, or whom to ask for one."
    )
    restricted = models.BooleanField(
        default=False, help_text="It is exempt or confidential: it is not listed in public."
    )

    class Meta:
        ordering = ("report", "position")
        triggers = kept_by("report_id", years=BACKGROUND_YEARS)

    def __str__(self) -> str:
        return self.title


class ListedAppendix(models.Model):
    """An appendix as the report lists it; without a paper it is listed but not attached."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="listed_appendices")
    position = models.PositiveSmallIntegerField()
    title = NameField(max_length=300)
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.SET_NULL, related_name="listed_as"
    )

    class Meta:
        ordering = ("report", "position")

    def __str__(self) -> str:
        return self.title


class ReportPicture(models.Model):
    """A picture in a report's text, told in words for those who cannot see it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(storage=private_files, max_length=200)
    kind = models.CharField(max_length=20, help_text="image/png or image/jpeg")
    sha256 = models.CharField(max_length=64)
    alt = models.CharField("description", max_length=500)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("report", "number")
        triggers = kept_by("report_id")
        constraints = (
            models.UniqueConstraint(fields=["report", "number"], name="picture_number_once"),
            models.CheckConstraint(condition=~Q(alt=""), name="picture_is_described"),
        )

    def __str__(self) -> str:
        return self.alt

    @property
    def address(self) -> str:
        """The address its text refers to it by."""
        return f"{self.report.paper.get_absolute_url()}pictures/{self.number}/"
