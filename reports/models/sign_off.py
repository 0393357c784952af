"""Sign-off: what each post says of a paper before it goes out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import User
from meetings.models.enum_field import EnumField
from meetings.models.guards import stamped_pair, state_guard
from meetings.models.name_field import NameField
from reports import permissions
from reports.models.paper import Paper, PaperVersion


class SignOffState(models.TextChoices):
    ASKED = "asked", "Waiting"
    APPROVED = "approved", "Approved"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    RETURNED = "returned", "Returned with comments"

    @property
    def colour(self) -> str:
        return {"asked": "yellow", "approved": "green", "returned": "red"}.get(self.value, "grey")

    @property
    def is_asked(self) -> bool:
        return self is SignOffState.ASKED


class SignOffQuerySet(VisibleQuerySet["SignOff"]):
    def answerable_by(self, viewer: Viewer) -> Self:
        """The sign-offs a viewer may answer."""
        return self.filter(permissions.sign_off_answerable(viewer))


class SignOff(models.Model):
    """One post's answer about one paper; the trail keeps the answers before it.

    `version` is the version answered for. The stamps stay when the paper changed and the post is
    asked again: they tell of the earlier answer.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sign_offs")
    position = models.PositiveSmallIntegerField()
    post = NameField(max_length=200, help_text="On behalf of which the officer answers.")
    approver = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_offs"
    )
    state = EnumField(SignOffState, max_length=15, default=SignOffState.ASKED, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    version = models.ForeignKey(
        PaperVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_offs"
    )
    officer = NameField(max_length=200, blank=True, help_text="Who answered, as printed.")
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    stale = False  # set by pages that know how long an approval lasts

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ("paper", "position")
        triggers = state_guard()
        constraints = (
            models.UniqueConstraint(fields=["paper", "post"], name="post_answers_once_for_a_paper"),
            stamped_pair("decided", "sign_off_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(decided_at__isnull=False, version__isnull=False),
                name="sign_off_answers_for_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("not_applicable", "returned")) | ~Q(comment=""),
                name="sign_off_gives_its_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper}: {self.post}"

    @property
    def changed_since(self) -> bool:
        """The paper changed after an earlier answer, and the post is asked again."""
        return self.state == SignOffState.ASKED and self.decided_at is not None

    def is_stale(self, at: datetime | None = None, *, days: int) -> bool:
        """An approval more than `days` old at a time (default now)."""
        if self.state != SignOffState.APPROVED or self.decided_at is None:
            return False
        return (at or timezone.now()) - self.decided_at > timedelta(days=days)

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.sign_off_visible(viewer)
