"""Words that were taken out of the published record, and the originals, for officers alone."""

from __future__ import annotations

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import Meeting, User
from meetings.models.guards import nothing_more_once, stamped_pair
from rotherham_hwb.redactions import permissions
from rotherham_hwb.redactions.fields import every_text, field_label


class Redaction(models.Model):
    """One mistake taken back: which words, why, who asked, and who confirmed. Never changed.

    Until it is done the words still stand: a board may want a second officer to confirm.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="redactions")
    words = models.CharField(max_length=2000)
    reason = models.TextField(help_text="Told beside the record and at the old addresses.")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        triggers = (
            pgtrigger.ReadOnly(
                name="redaction_stays", exclude=["confirmed_at", "confirmed_by", "done_at"]
            ),
            pgtrigger.Protect(
                name="redaction_is_done_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__done_at__isnull=False),
            ),
            pgtrigger.Protect(name="redaction_is_kept", operation=pgtrigger.Delete),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(reason=""), name="redaction_says_what_and_why"
            ),
            stamped_pair("confirmed", "redaction_confirmed_by_somebody"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=models.F("asked_by")),
                name="nobody_confirms_his_own_redaction",
            ),
        )

    def __str__(self) -> str:
        return f"Words taken out of the record of {self.meeting}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.redaction_visible(viewer)


class RedactedPlace(models.Model):
    """One field of one record as it was before words were taken out of it. Never changed.

    It holds no foreign keys to the record, so that it is kept when that may go. `noted_at` is
    the record beside which readers are told: of a resolution its minute.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="places")
    record_type = models.CharField(max_length=60, help_text="Such as minutes.Minute.")
    record_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)
    original = models.JSONField()
    noted_type = models.CharField(max_length=60)
    noted_id = models.PositiveBigIntegerField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["noted_type", "noted_id"], name="redacted_places_of"),)
        triggers = (
            pgtrigger.ReadOnly(name="original_stays"),
            pgtrigger.Protect(name="original_is_kept", operation=pgtrigger.Delete),
            nothing_more_once(
                "SELECT 1 FROM redactions_redaction "
                "WHERE id = NEW.redaction_id AND done_at IS NOT NULL",
                says="The words are taken out: what stood there is kept as it is.",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["redaction", "record_type", "record_id", "field"],
                name="original_once_in_a_redaction",
            ),
        )

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}, {self.field}"

    @property
    def label(self) -> str:
        """“Minute: text”, for the officer."""
        return field_label(apps.get_model(self.record_type), self.field)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stood there, each text of a list or a record by itself."""
        return tuple(every_text(self.original))

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.redaction_visible(viewer, "redaction__")
