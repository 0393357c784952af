"""The trail of what was done: written once by `meetings.audit`, never changed."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from meetings.models.name_field import NameField


class ThisTransaction(models.Func):
    """The id of the transaction that is open, as a number."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()


class AuditEvent(models.Model):
    """One thing somebody did to one record.

    It holds no foreign keys and copies the names it needs, so that it stays true when what it
    speaks of is renamed or gone. A database trigger refuses to change or delete a row.
    """

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    written_in = models.BigIntegerField(
        db_default=ThisTransaction(), editable=False, help_text="PostgreSQL's transaction id."
    )
    actor_id = models.BigIntegerField(null=True, editable=False)
    actor_name = NameField(max_length=200, editable=False)
    action = models.CharField(max_length=80, editable=False)
    record_type = models.CharField(max_length=80, editable=False)
    record_id = models.CharField(max_length=80, editable=False)
    record_name = NameField(max_length=400, editable=False)
    board_id = models.BigIntegerField(null=True, editable=False)
    reason = models.TextField(blank=True, editable=False)
    detail = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        indexes = (
            models.Index(fields=["record_type", "record_id"]),
            models.Index(fields=["board_id", "-recorded_at"], name="audit_of_board"),
        )
        triggers = (
            pgtrigger.ReadOnly(name="append_only"),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_dated_back",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.recorded_at < transaction_timestamp()
                        OR NEW.recorded_at > clock_timestamp()
                        OR NEW.written_in <> pg_current_xact_id()::text::bigint
                    THEN
                        RAISE EXCEPTION USING
                            ERRCODE = 'restrict_violation',
                            MESSAGE = 'The log is written when a thing is done, and not after.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.record_name}"
