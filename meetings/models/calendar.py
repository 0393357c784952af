"""What a board's deadlines are counted by: its own settings, and the days the council is shut."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.models.board import Board
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField
from meetings.wording import plain_date


class DeadlineKind(models.TextChoices):
    """A day by which something is due, from the first to the last before a meeting."""

    CALL_FOR_PAPERS = "call_for_papers", "Ask authors for papers"
    DRAFTS = "drafts", "Draft papers in"
    SIGN_OFF = "sign_off", "Papers signed off"
    PRINT = "print", "Pack to the printer"
    NOTICE = "notice", "Give public notice"
    PUBLISH = "publish", "Publish the agenda"
    SUMMONS = "summons", "Summon the members"

    @property
    def is_law(self) -> bool:
        """Whether it is counted in clear days before the meeting, as the law counts."""
        return self in (self.NOTICE, self.PUBLISH, self.SUMMONS)


class BoardDeadline(models.Model):
    """How long before a meeting something is due, for the meetings from a day on.

    `days` are clear days before the meeting for what the law asks (DeadlineKind.is_law), and
    working days before the day of publication for the rest.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="deadlines")
    kind = EnumField(DeadlineKind, max_length=20)
    days = models.PositiveSmallIntegerField()
    holds_from = models.DateField(help_text="The first day of meetings it holds for.")

    class Meta:
        ordering = ("board", "kind", "holds_from")
        constraints = (
            models.UniqueConstraint(
                fields=["board", "kind", "holds_from"], name="deadline_set_once_from_a_day"
            ),
            models.CheckConstraint(condition=Q(days__lte=250), name="deadline_within_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.board}: {self.kind.label}, {self.days} days"


class ClosureDay(models.Model):
    """A day on which the council is shut, and which therefore does not count."""

    date = models.DateField(
        unique=True, error_messages={"unique": "This day is on the list already."}
    )
    name = NameField(max_length=100, help_text="Such as “Christmas closure”.")

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{plain_date(self.date)}, {self.name}"
