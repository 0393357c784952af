"""One e-mail to one person about one thing, and whether they want one a day of what may wait."""

from __future__ import annotations

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.access import RoleKind
from meetings.models import Meeting, User
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
        HELD = "held", "Held for the daily e-mail"
        GATHERED = "gathered", "Sent with the daily e-mail"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

        @property
        def colour(self) -> str:
            colours = {"waiting": "blue", "held": "blue", "sent": "green", "gathered": "green"}
            return colours.get(self.value, "red")

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
                condition=~Q(status__in=["sent", "gathered"]) | Q(text=""),
                name="sent_message_keeps_no_text",
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


class MailChoice(models.Model):
    """That somebody wants one e-mail a day of what may wait; without a row, each at once."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_choice")
    daily = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user}: {'one e-mail a day' if self.daily else 'each e-mail at once'}"


class BoardMessage(models.Model):
    """What an officer wrote to people of a meeting's boards, kept with the meeting. Never changed.

    It copies who got it: `recipients` are pairs of name and address.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="board_messages")
    subject = NameField(max_length=200)
    text = models.TextField()
    kinds = models.JSONField(help_text="The roles it went to.")
    recipients = models.JSONField()
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-sent_at", "-pk")
        triggers = (pgtrigger.ReadOnly(name="board_message_stays"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""), name="board_message_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"Message “{self.subject}”, {self.meeting}"

    @property
    def went_to(self) -> str:
        """The roles it went to, in words."""
        return ", ".join(RoleKind(each).label for each in self.kinds)
