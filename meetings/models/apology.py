"""Apologies that a member sends before a meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from meetings.access import NOBODY, OFFICERS, Viewer, VisibleQuerySet, serves
from meetings.models.meeting import Meeting
from meetings.models.people import Person, User


class Apology(models.Model):
    """That somebody will not come to a meeting, and who comes in their place.

    It stands while it holds: one that is taken back leaves nothing but its audit events, for
    the note may tell of an illness. Deputies are those of the seat, see `apologies`.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="apologies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="apologies")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="apologies",
        help_text="Who the user is in the papers, where that is known.",
    )
    deputy = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who comes in their place.",
    )
    note = models.CharField(max_length=500, blank=True, help_text="For the officers alone.")
    sent_at = models.DateTimeField(default=timezone.now)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "sent_at", "pk")
        verbose_name_plural = "apologies"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "user"], name="apologies_of_a_user_once_for_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"], name="apologies_of_a_person_once_for_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | Q(person__isnull=True) | ~Q(deputy=F("person")),
                name="nobody_is_their_own_deputy",
            ),
        )

    def __str__(self) -> str:
        return f"Apologies of {self.name}, {self.meeting}"

    @property
    def name(self) -> str:
        """As the papers name them: “Councillor Ada Byron”."""
        return self.person.name if self.person else self.user.name

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        """The officers of the meeting, and whoever sent them; nobody else."""
        own = NOBODY if viewer.user_id is None else Q(user_id=viewer.user_id)
        return serves(viewer, OFFICERS, "meeting__") | own
