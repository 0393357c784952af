"""When a member last looked at their own page."""

from __future__ import annotations

from django.db import models

from meetings.models import User
from meetings.wording import plain_date


class LastLooked(models.Model):
    """How far a user's page counts things as new. It is for that user's page alone.

    What a member reads is nobody else's business: no page of an officer and no log tells of it.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="last_looked")
    looked_at = models.DateTimeField(help_text="When they last opened the page.")
    since = models.DateTimeField(
        null=True, help_text="What was published after it is new; null: they never looked before."
    )

    class Meta:
        verbose_name_plural = "last looked"

    def __str__(self) -> str:
        return f"{self.user}, {plain_date(self.looked_at)}"
