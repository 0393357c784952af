"""Papers issued after the agenda."""

from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet, supplement_visible
from meetings.models.guards import stamped_pair
from meetings.models.meeting import Meeting
from meetings.models.name_field import NameField
from meetings.models.people import User


class Supplement(models.Model):
    """What follows a published agenda: late items, papers that were to follow, replacements.

    Source: LGA 1972 s.100B(3)-(4): a late item needs the chair's opinion, by reason of special
    circumstances, that it is urgent; the reason is printed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(help_text="From 1, in order of issue.")
    reason = models.TextField(help_text="Why these papers come after the agenda; printed.")
    urgency = models.TextField(blank=True, help_text="The chair's opinion on a late item.")
    urgency_by = NameField(
        max_length=200, blank=True, help_text="Whose opinion it is: “Councillor Ada Byron, Chair”."
    )
    urgency_recorded_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], name="supplement_number_once_in_a_meeting"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="supplements_count_from_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="supplement_says_why"),
            stamped_pair("published", "supplement_published_by_somebody"),
        )

    def __str__(self) -> str:
        return f"Supplement {self.number}, {self.meeting}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return supplement_visible(viewer)
