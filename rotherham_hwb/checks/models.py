"""An officer's decision that a finding does not stop this publication."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.models import Meeting, User


class Overrule(models.Model):
    """One finding of one meeting, overruled with a reason; `key` is the finding's own.

    A finding whose words or place change is a new one, and asks again.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="overrules")
    key = models.CharField(max_length=64)
    sentence = models.TextField(help_text="The finding as it was overruled.")
    reason = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "key"], name="finding_overruled_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="overrule_says_why"),
        )

    def __str__(self) -> str:
        return f"Accepted for {self.meeting}: {self.sentence[:80]}"
