"""How the board voted: by show of hands, counted, or by name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import AgendaItem
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField
from minutes import permissions
from minutes.models.attendance import Attendance
from minutes.models.keeping import kept_by, nothing_is_added, words_stay
from minutes.models.minutes import Minute, SubHeading


class Side(models.TextChoices):
    FOR = "for", "In favour"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"


class Vote(models.Model):
    """One motion put to the meeting, who moved it, and how it went.

    Source: LGA 1972 Sch 12 paras 39-40 (not verified): the majority of those present and voting,
    with a second or casting vote of the person presiding.
    """

    class Manner(models.TextChoices):
        AGREED = "agreed", "Agreed without a vote"
        HANDS = "hands", "Show of hands"
        COUNTED = "counted", "Counted"
        NAMED = "named", "By name"

    class Outcome(models.TextChoices):
        CARRIED = "carried", "Carried"
        LOST = "lost", "Lost"
        UNDECIDED = "undecided", "Not decided"

        @property
        def colour(self) -> str:
            return {"carried": "green", "lost": "red"}.get(self.value, "orange")

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="votes")
    under = models.ForeignKey(
        SubHeading, null=True, blank=True, on_delete=models.SET_NULL, related_name="votes"
    )
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The sub-item it was on alone, where the minute tells of more.",
    )
    position = models.PositiveSmallIntegerField()
    at = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken, where that is known."
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    motion = models.TextField()
    moved_by = NameField(max_length=200, blank=True, help_text="As printed.")
    seconded_by = NameField(max_length=200, blank=True, help_text="As printed.")
    manner = EnumField(Manner, max_length=8)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    casting = EnumField(
        Side,
        max_length=9,
        choices=[(Side.FOR.value, Side.FOR.label), (Side.AGAINST.value, Side.AGAINST.label)],
        blank=True,
        help_text="How the person presiding decided a tie.",
    )
    outcome = EnumField(Outcome, max_length=10)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("minute", "position")
        triggers = (
            *kept_by("minute_id"),
            *words_stay(
                "minute_id",
                *("minute", "position", "at", "motion", "moved_by", "seconded_by", "manner"),
                *("in_favour", "against", "abstained", "casting", "outcome"),
            ),
            *nothing_is_added("minute_id"),
        )
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="vote_place_once"),
            models.CheckConstraint(condition=~Q(motion=""), name="vote_has_a_motion"),
            models.CheckConstraint(
                condition=Q(casting="") | Q(in_favour=models.F("against")),
                name="casting_vote_only_in_a_tie",
            ),
            models.CheckConstraint(
                condition=Q(manner__in=["agreed", "hands"])
                | Q(in_favour__isnull=False, against__isnull=False, abstained__isnull=False),
                name="counted_vote_has_its_counts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion}: {self.outcome.label}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.vote_visible(viewer)


class Ballot(models.Model):
    """How one member voted, where it is recorded by name.

    In a vote that was not by name: at that member's wish. Source: SI 1993/202 Sch 2.
    """

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="ballots")
    side = EnumField(Side, max_length=9)

    class Meta:
        ordering = ("attendance__position",)
        triggers = (
            *kept_by("vote_id"),
            *words_stay("vote_id", "vote", "attendance", "side"),
            *nothing_is_added("vote_id"),
        )
        constraints = (
            models.UniqueConstraint(fields=["vote", "attendance"], name="one_ballot_for_each"),
        )

    def __str__(self) -> str:
        return f"{self.attendance}: {self.side.label}"
