"""What a minute asks of somebody, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import Meeting, Organisation, Person, Post
from meetings.models.enum_field import EnumField
from meetings.models.guards import state_guard
from meetings.models.name_field import NameField
from meetings.wording import joined_with_and
from minutes import permissions
from minutes.models.keeping import kept_by, words_stay
from minutes.models.minutes import Minute, Resolution


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    CARRIED = "carried", "Carried forward"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"

    @property
    def colour(self) -> str:
        return {"open": "blue", "carried": "orange", "done": "green"}.get(self.value, "grey")

    @property
    def is_done(self) -> bool:
        return self is ActionState.DONE


LIVE = (ActionState.OPEN, ActionState.CARRIED)


def _one_of(when: str) -> Q:
    """That at most one of the three ways to be due is used."""
    on, at = {f"{when}_on__isnull": True}, {f"{when}_at__isnull": True}
    no_condition = {f"{when}_when": ""}
    return Q(**on, **at) | Q(**on, **no_condition) | Q(**at, **no_condition)


class ActionQuerySet(VisibleQuerySet["Action"]):
    def live(self) -> Self:
        """Those that are still to be done; one read from an old pack, once it is carried on."""
        return self.filter(state__in=LIVE).exclude(state="open", source_line__isnull=False)

    def unowned(self) -> Self:
        """Those that nobody owes: the minutes name nobody, and nobody was named since."""
        return self.filter(owner="", owners__isnull=True)

    def with_due_day(self) -> Self:
        """Each with `due_day`: the day it is due now, None where none is known."""
        return self.annotate(
            due_day=Case(
                When(~Q(revised_when=""), then=None),
                default=Coalesce("revised_on", "revised_at__date", "due_on", "due_at__date"),
                output_field=models.DateField(),
            )
        )

    def due_by(self, day: dt.date) -> Self:
        """Those still to be done by a day or before; each with `due_day`."""
        return self.live().with_due_day().filter(due_day__lte=day)

    def overdue(self, today: dt.date) -> Self:
        """Those still to be done whose day has passed; each with `due_day`."""
        return self.due_by(today - dt.timedelta(days=1))


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
    owner = NameField(
        max_length=200, blank=True, help_text="As printed: persons, posts or partners."
    )
    due_on = models.DateField(null=True, blank=True)
    due_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_due"
    )
    due_when = NameField(
        max_length=300, blank=True, help_text="The condition: “when the lease is signed”."
    )
    revised_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day it is due now, where it was changed after the minutes were published.",
    )
    revised_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revised_when = NameField(max_length=300, blank=True)
    state = EnumField(ActionState, max_length=8, default=ActionState.OPEN, editable=False)
    done_on = models.DateField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    due_day: dt.date | None
    """Set by `with_due_day` alone."""

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("minute", "position")
        triggers = (
            *state_guard(),
            *kept_by("minute_id"),
            *words_stay("minute_id", "minute", "text"),
        )
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="action_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="action_has_text"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | ~Q(state="done") & Q(done_on__isnull=True),
                name="done_action_says_when",
            ),
            models.CheckConstraint(condition=_one_of("due"), name="action_due_in_one_way"),
            models.CheckConstraint(condition=_one_of("revised"), name="action_due_anew_in_one_way"),
        )

    def __str__(self) -> str:
        return f"“{self.text}”"

    def get_absolute_url(self) -> str:
        return f"{reverse('board_actions', args=[self.minute.board.slug])}#action-{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether it is still to be done: nobody knows what came of an old pack's open ones."""
        asked_here = self.source_line is None or self.state == ActionState.CARRIED
        return self.state in LIVE and asked_here

    @property
    def due_now(self) -> tuple[dt.date | None, Meeting | None, str]:
        """When it is due now: a day, a meeting or a condition; at most one of them."""
        if self.revised_on or self.revised_at or self.revised_when:
            return self.revised_on, self.revised_at, self.revised_when
        return self.due_on, self.due_at, self.due_when

    @property
    def owners_line(self) -> str:
        """Who owes it now, as one line; as printed where nobody was named since."""
        return joined_with_and([owner.name for owner in self.owners.all()]) or self.owner

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.action_visible(viewer)


class ActionOwner(models.Model):
    """One of those who owe an action: a person, a post or an organisation; no account is needed."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField()
    name = NameField(max_length=200, help_text="As printed.")
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

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("action", "position")
        constraints = (
            models.UniqueConstraint(fields=["action", "position"], name="owner_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="owner_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The e-mail address they are written to: the one given, or that of their account."""
        if self.email:
            return self.email
        user = self.person.user if self.person else None
        return user.email if user is not None and user.is_active else ""

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.action_visible(viewer, "action__")


class ActionReport(models.Model):
    """What an owner, or an officer for them, says of how an action stands. Never changed.

    It is public once an officer has taken it; one that was refused is kept, and stays private.
    The answer comes later, and the owner may go: who owes an action changes.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports")
    owner = models.ForeignKey(
        ActionOwner, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    by_name = NameField(max_length=200, help_text="Who says so, as printed.")
    text = models.TextField()
    says_done = models.BooleanField(default=False)
    reported_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When an officer took it.")
    taken_by_name = NameField(max_length=200, blank=True)
    refused_at = models.DateTimeField(
        null=True, blank=True, help_text="When an officer refused it; the trail says why."
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("reported_at", "pk")
        triggers = (
            pgtrigger.ReadOnly(
                name="action_report_stays",
                fields=["action", "by_name", "text", "says_done", "reported_at"],
            ),
            *kept_by("action_id"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="action_report_says_something"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(refused_at__isnull=True),
                name="action_report_taken_or_refused",
            ),
        )

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text}"

    @property
    def waits(self) -> bool:
        """Whether an officer has yet to take or to refuse it."""
        return self.taken_at is None and self.refused_at is None

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.action_report_visible(viewer)
