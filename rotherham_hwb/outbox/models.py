"""One e-mail to one person about one thing."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField


class Message(models.Model):
    """An e-mail that waits, was sent, or could not be.

    `key` names what it tells of (“edition 12”): nobody is told the same thing twice. It holds no
    foreign key, so that it stays true when what it speaks of is gone. Its text goes once it is
    sent: a link that lets somebody in must not lie here to be read later.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

        @property
        def colour(self) -> str:
            return {"waiting": "blue", "sent": "green"}.get(self.value, "red")

    PAUSES = (
        *(timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1)),
        *(timedelta(hours=6), timedelta(days=1)),
    )
    """How long after each attempt the next one comes; after the last the message has failed."""

    key = models.CharField(max_length=200)
    recipient = models.EmailField()
    name = NameField(max_length=200, blank=True)
    subject = NameField(max_length=300)
    text = models.TextField()
    status = EnumField(Status, max_length=10, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    """When the link in it stops working: it is not sent after that, and its text goes."""

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["key", "recipient"], name="told_once_of_one_thing"),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at__isnull=True),
                name="sent_message_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(text=""), name="sent_message_keeps_no_text"
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"], name="messages_to_send", condition=Q(status="waiting")
            ),
        )

    @property
    def state(self) -> Message.Status:
        """The status with its words and colour."""
        return self.Status(self.status)

    def __str__(self) -> str:
        return f"“{self.subject}” to {self.recipient}"
