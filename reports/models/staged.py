"""Files an officer has brought for a meeting, until it is settled which papers they become."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from meetings.models import Meeting, User
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField
from reports.models.leased import Leased
from reports.models.paper import private_files


class StagedFile(Leased):
    """One file of a bulk upload: nobody but officers of the meeting's board knows of it.

    It goes when it has become a paper, when it is left out, and in any case after a day. `facts`
    are those of reports.uploads.PdfFacts; `made` is the published form of the file.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        CHECKING = "checking", "Being checked"
        READY = "ready", "Ready"
        UNUSABLE = "unusable", "Cannot be used"

        @property
        def colour(self) -> str:
            colours = {"waiting": "grey", "checking": "blue", "ready": "green"}
            return colours.get(self.value, "red")

    LEASE = timedelta(minutes=5)  # a file may take two to convert and one to inspect
    AT_WORK, GIVEN_UP = Status.CHECKING, Status.UNUSABLE

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="staged_files")
    name = NameField(max_length=255, help_text="As uploaded.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    file = models.FileField(storage=private_files, blank=True, max_length=200)
    made = models.FileField(storage=private_files, blank=True, max_length=200)
    status = EnumField(Status, max_length=10, default=Status.WAITING)
    problem = models.TextField(blank=True, help_text="Why it cannot be used: one sentence.")
    holds_more = models.BooleanField(
        default=False, help_text="It has tracked changes or comments, and was refused for them."
    )
    without = models.BooleanField(default=False, help_text="Convert without them.")
    facts: Any = models.JSONField(null=True)
    staged_at = models.DateTimeField(auto_now_add=True)
    staged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("meeting", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "sha256"], name="file_staged_once_for_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(status="unusable") | ~Q(problem=""), name="unusable_file_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(facts__isnull=False), name="ready_file_has_facts"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.READY, self.Status.UNUSABLE)
