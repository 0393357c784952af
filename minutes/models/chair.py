"""Draft minutes with the chair: the link that leads to them, and what the chair says of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.models import User
from meetings.models.guards import stamped_pair
from meetings.models.name_field import NameField
from minutes.models.minutes import Minute, Minutes


class ChairLink(models.Model):
    """A link to one draft for the chair alone: it ends, can be taken back, and dies with the draft.

    `draft` is the fingerprint of the words it was sent for.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="chair_links")
    name = NameField(max_length=200)
    email = models.EmailField()
    draft = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (stamped_pair("revoked", "chair_link_revoked_by_somebody"),)

    def __str__(self) -> str:
        return f"Link for {self.name}, {self.minutes}"


class ChairProposal(models.Model):
    """A change that the chair proposes: an officer accepts or refuses it, and it is kept."""

    link = models.ForeignKey(ChairLink, on_delete=models.CASCADE, related_name="proposals")
    minute = models.ForeignKey(
        Minute,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="None: in no numbered minute, such as the list of those present.",
    )
    old = models.TextField(blank=True, help_text="The words as they stand.")
    new = models.TextField(blank=True, help_text="What they should read; empty: struck out.")
    proposed_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)
    answered_by_name = NameField(max_length=200, blank=True, editable=False)
    reason = models.TextField(blank=True, help_text="Why it was refused.")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(old="") | ~Q(new=""), name="chair_proposal_says_something"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(refused_at__isnull=True),
                name="chair_proposal_answered_one_way",
            ),
        )

    def __str__(self) -> str:
        where = str(self.minute) if self.minute else "no minute in particular"
        return f"Proposal of {self.link.name}: {where}"

    @property
    def waits(self) -> bool:
        return self.accepted_at is None and self.refused_at is None
