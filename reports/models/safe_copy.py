"""Making a paper safe: a job that turns pages in which words hide into pictures of themselves."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q

from meetings.models import User
from meetings.models.enum_field import EnumField
from reports.models.leased import Leased
from reports.models.paper import PaperVersion


class SafeCopy(Leased):
    """One officer's wish for a safe copy of a version, and how far it is."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being made safe"
        DONE = "done", "Made safe"
        FAILED = "failed", "Not made safe"

        @property
        def colour(self) -> str:
            return {"waiting": "grey", "working": "blue", "done": "green"}.get(self.value, "red")

    LEASE = timedelta(minutes=10)  # without a page done: a page may take two
    AT_WORK, GIVEN_UP = Status.WORKING, Status.FAILED

    version = models.ForeignKey(PaperVersion, on_delete=models.CASCADE, related_name="safe_copies")
    status = EnumField(Status, max_length=10, default=Status.WAITING)
    pages = models.PositiveIntegerField(help_text="How many become pictures.")
    pages_done = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True, help_text="Why it failed: one sentence.")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(problem=""), name="failed_safe_copy_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"Safe copy of {self.version}"

    @property
    def is_under_way(self) -> bool:
        """It is waited for: the worker takes over what was broken off."""
        return self.status in (self.Status.WAITING, self.Status.WORKING)
