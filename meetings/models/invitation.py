"""Invitations to act for a board, answered by a link in an e-mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from meetings.access import RoleKind
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField, seen_whole


class InvitationState(models.TextChoices):
    """Where an invitation stands; read from its dates, not stored."""

    WAITING = "waiting", "Waiting for an answer"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def colour(self) -> str:
        return {"waiting": "blue", "expired": "orange", "accepted": "green"}.get(self.value, "grey")


class Invitation(models.Model):
    """A role on a board, held out to whoever reads an e-mail address.

    The link in the e-mail is signed over the id and `serial`; sending again raises the serial,
    and the links sent before stop working.
    """

    email = models.EmailField()
    name = NameField(max_length=200)
    board = models.ForeignKey(
        "meetings.Board", on_delete=models.CASCADE, related_name="invitations"
    )
    kind = EnumField(RoleKind, max_length=10)
    person = models.ForeignKey(
        "meetings.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
        help_text="Who it is in the papers: their account is joined to that person.",
    )
    invited_by = models.ForeignKey("meetings.User", on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveSmallIntegerField(default=1, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                "board",
                "kind",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invited_once_to_a_role",
                violation_error_message=(
                    "They have been invited to this already: send that invitation again."
                ),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_not_accepted_and_withdrawn",
            ),
            seen_whole("name", "invited_name_is_seen_whole"),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>, {self.kind.label}"

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        expired = self.expires_at <= timezone.now()
        return InvitationState.EXPIRED if expired else InvitationState.WAITING
