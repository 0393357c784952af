"""What a minute asks of somebody, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import Meeting, Organisation, Person, Post
from meetings.models.guards import state_guard
from minutes import permissions
from minutes.models.minutes import Minute, Resolution


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    CARRIED = "carried", "Carried forward"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"

    @property
    def colour(self) -> str:
        return {"open": "blue", "carried": "orange", "done": "green"}.get(self.value, "grey")


LIVE = (ActionState.OPEN, ActionState.CARRIED)


class Action(models.Model):
    """Something a minute asks of somebody: by a day, at a meeting, or when something holds."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="actions")
    limb = models.ForeignKey(
        Resolution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
        help_text="The limb it comes from.",
    )
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.CharField(
        max_length=200, blank=True, help_text="As printed: persons, posts or partners."
    )
    due_on = models.DateField(null=True, blank=True)
    due_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_due"
    )
    due_when = models.CharField(
        max_length=300, blank=True, help_text="The condition: “when the lease is signed”."
    )
    state = models.CharField(
        max_length=8, choices=ActionState, default=ActionState.OPEN, editable=False
    )
    done_on = models.DateField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("minute", "position")
        triggers = state_guard()
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="action_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="action_has_text"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | ~Q(state="done") & Q(done_on__isnull=True),
                name="done_action_says_when",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_at__isnull=True)
                | Q(due_on__isnull=True, due_when="")
                | Q(due_at__isnull=True, due_when=""),
                name="action_due_in_one_way",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def state_shown(self) -> ActionState:
        """The state with its words and colour."""
        return ActionState(self.state)

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.action_visible(viewer)


class ActionOwner(models.Model):
    """One of those who owe an action: a person, a post or an organisation; no account is needed."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, help_text="As printed.")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    email = models.EmailField(blank=True, help_text="Where the link to report progress goes.")

    class Meta:
        ordering = ("action", "position")
        constraints = (
            models.UniqueConstraint(fields=["action", "position"], name="owner_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="owner_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class ActionReport(models.Model):
    """What an owner, or an officer for them, says of how an action stands. Never changed.

    What came through a link is public once an officer has taken it.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports")
    owner = models.ForeignKey(
        ActionOwner, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    by_name = models.CharField(max_length=200, help_text="Who says so, as printed.")
    text = models.TextField()
    says_done = models.BooleanField(default=False)
    reported_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When an officer took it.")
    taken_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("reported_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="action_report_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text}"
