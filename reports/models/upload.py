"""A file that somebody has brought for one paper, until the worker has read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import AgendaItem, Board, Supplement, User
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField
from reports import permissions
from reports.models.leased import Leased
from reports.models.paper import Paper, private_files
from reports.models.report import ListedAppendix


class Upload(Leased):
    """One file on its way to a paper: nobody but whoever brought it knows of it.

    It is for a new paper on an item, perhaps with a supplement; for an appendix that a report
    lists; or for a paper that is there. The worker holds a lease while it reads; when that runs
    out the work was killed, and the file is read again, three times at most. The file goes once
    it is read, and the rest after a day.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        DONE = "done", "Taken in"
        REFUSED = "refused", "Not taken in"

        @property
        def colour(self) -> str:
            return {"waiting": "grey", "reading": "blue", "done": "green"}.get(self.value, "red")

        @property
        def is_waiting(self) -> bool:
            return self is Upload.Status.WAITING

        @property
        def is_refused(self) -> bool:
            return self is Upload.Status.REFUSED

    LEASE = timedelta(minutes=5)  # two to convert, one and a half to inspect, and to store it
    AT_WORK, GIVEN_UP = Status.READING, Status.REFUSED

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="Of a new paper.",
    )
    supplement = models.ForeignKey(
        Supplement, on_delete=models.CASCADE, null=True, related_name="+"
    )
    appendix = models.ForeignKey(
        ListedAppendix, on_delete=models.CASCADE, null=True, related_name="+"
    )
    paper = models.ForeignKey(
        Paper,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="The paper whose file it replaces, or that it has become.",
    )
    said: Any = models.JSONField(
        default=dict,
        help_text="Of a new paper: its title, its class, and the placements it belongs to.",
    )
    name = NameField(max_length=255, help_text="As uploaded.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    file = models.FileField(storage=private_files, blank=True, max_length=200)
    status = EnumField(Status, max_length=10, default=Status.WAITING)
    problem = models.TextField(blank=True, help_text="Why it was not taken in: one sentence.")
    holds_more = models.BooleanField(
        default=False, help_text="It has tracked changes or comments, and was refused for them."
    )
    without = models.BooleanField(default=False, help_text="Convert without them.")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet["Upload"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False)
                | Q(appendix__isnull=False)
                | Q(paper__isnull=False),
                name="upload_is_for_something",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(problem=""), name="refused_upload_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(paper__isnull=False),
                name="upload_taken_in_is_a_paper",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.upload_visible(viewer)

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.REFUSED)

    @property
    def paper_title(self) -> str:
        """The title of the paper it is for, as whoever brought it knows it."""
        if self.appendix:
            return self.appendix.title
        return str(self.said["title"] if self.item else self.paper)
