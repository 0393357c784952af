"""One person's leave to read one restricted paper."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models import User
from meetings.models.guards import stamped_pair, told_in_the_log
from reports import permissions
from reports.models.paper import Paper


class PaperGrantQuerySet(models.QuerySet["PaperGrant"]):
    def live(self) -> Self:
        """Those that open their paper today."""
        return self.filter(permissions.grant_live())


class PaperGrant(models.Model):
    """A named user's leave to read one restricted paper, to its last day or until it is ended.

    Source: LGA 1972 s.100A(2)-(3): confidential papers open to nobody by office alone.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="paper_grants")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()
    ends_on = models.DateField(null=True, help_text="The last day on which it opens the paper.")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = PaperGrantQuerySet.as_manager()

    class Meta:
        triggers = (
            told_in_the_log(
                *("reports.Paper", "paper_id"),
                came="open to one person",
                went="close to one person",
                tells="event.detail->>'email' = "
                "(SELECT email FROM meetings_user WHERE id = changed.user_id)",
                over="changed.ended_at IS NOT NULL",
                stays="paper_id user_id granted_by_id granted_at reason ends_on",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["paper", "user"],
                condition=Q(ended_at__isnull=True),
                name="grant_once_to_a_user",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_says_why"),
            stamped_pair("ended", "grant_ended_by_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.user} may read {self.paper}"

    @property
    def is_live(self) -> bool:
        """Whether it opens its paper today."""
        over = self.ends_on is not None and self.ends_on < timezone.localdate()
        return self.ended_at is None and not over
