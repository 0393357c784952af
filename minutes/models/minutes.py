"""The minutes of one meeting and what hangs on them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import AgendaItem, Board, Meeting, User
from meetings.models.enum_field import EnumField
from meetings.models.guards import (
    stamped_pair,
    state_guard,
)
from meetings.models.name_field import NameField
from meetings.models.restricted import Restricted, class_is_told
from minutes import permissions
from minutes.models.keeping import kept_by, nothing_is_added, words_stay

HEAD = (
    *("meeting", "chair_name", "opened_at", "ended_at", "quorum", "public_count", "note"),
    *("decision_word", "remote_counted", "published_at", "published_by"),
)
"""What stands at the head of minutes, and that they are out: all of it stays once they are."""
CLASSED = ("restriction", "safe_title", "exempt_paragraphs", "public_summary", "urgent_reason")


class MinutesState(models.TextChoices):
    DRAFT = "draft", "Draft"
    WITH_CHAIR = "with_chair", "With the chair"
    PUBLISHED_DRAFT = "published_draft", "Published draft"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"

    @property
    def colour(self) -> str:
        return {
            "draft": "yellow",
            "with_chair": "orange",
            "published_draft": "blue",
            "approved": "green",
            "signed": "green",
        }[self.value]

    @property
    def is_draft(self) -> bool:
        return self is MinutesState.DRAFT

    @property
    def is_with_chair(self) -> bool:
        return self is MinutesState.WITH_CHAIR

    @property
    def is_published_draft(self) -> bool:
        return self is MinutesState.PUBLISHED_DRAFT

    @property
    def is_approved(self) -> bool:
        return self is MinutesState.APPROVED

    @property
    def is_signed(self) -> bool:
        return self is MinutesState.SIGNED


class Minutes(models.Model):
    """The record of one meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = EnumField(MinutesState, max_length=20, default=MinutesState.DRAFT, editable=False)
    chair_name = NameField(max_length=200, blank=True, help_text="Who presided, as printed.")
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When the meeting began.")
    ended_at = models.DateTimeField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many the board needed that day."
    )
    public_count = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Members of the public in attendance."
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="Printed below those present, in these words."
    )
    approved_in = models.ForeignKey(
        "minutes.Minute",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approves",
        help_text="The minute of a later meeting that approved these as a correct record.",
    )
    decision_word = NameField(
        max_length=40,
        blank=True,
        editable=False,
        help_text="The board’s word before a decision, as it was when they were published.",
    )
    remote_counted = models.BooleanField(
        null=True,
        editable=False,
        help_text="Whether those who took part remotely counted, as it was held then.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        ordering = ("-meeting__date",)
        triggers = (*state_guard(), *kept_by("minutes"), *words_stay("minutes", *HEAD))
        constraints = (
            stamped_pair("published", "minutes_published_by_somebody"),
            stamped_pair("approved", "minutes_approved_by_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "with_chair"]) | Q(published_at__isnull=False),
                name="minutes_state_agrees_with_publication",
            ),
        )

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.meeting_id])

    @property
    def word(self) -> str:
        """What stands before a decision: as published, else the board’s word now."""
        return self.decision_word or self.meeting.board.decision_word

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.minutes_visible(viewer)


class MinuteQuerySet(VisibleQuerySet["Minute"]):
    def listed_for(self, viewer: Viewer) -> Self:
        """The entries of minutes one may see, in order, each with `withheld`."""
        visible = self.filter(permissions.minutes_visible(viewer, "minutes__"))
        return visible.classed_for(viewer).order_by("position")

    def classed_for(self, viewer: Viewer) -> Self:
        """Each with `withheld` (show its safe title alone), by its class and nothing else."""
        lifted = When(permissions.minute_lifted(viewer), then=Value(False))
        return self.annotate(withheld=Case(lifted, default=Value(True)))


class Minute(Restricted):
    """One numbered entry. Numbers are unique in a board's series; the database sees to it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="entries")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+", editable=False)
    series = models.CharField(
        max_length=40, blank=True, help_text="Such as 2016/17; empty: one series without end."
    )
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10, blank=True, help_text="As printed.")
    title = NameField(max_length=500)
    text = models.TextField(blank=True, help_text="Paragraphs apart by an empty line.")
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="minutes",
        help_text="None: business that was not on the agenda.",
    )
    public_summary = models.TextField(
        blank=True, help_text="What the public may read of a restricted minute."
    )
    urgent_reason = models.TextField(
        blank=True, help_text="Why the chair held business that was not open in time to be urgent."
    )
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="One more with every change; tells a stale form."
    )
    source_line = models.PositiveIntegerField(null=True, blank=True)

    withheld: bool
    """Set by `listed_for` alone: the viewer may read the safe title and the reason, no more.

    One that was read otherwise has none, and asking it raises: nothing is shown by mistake.
    """

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering = ("minutes", "position")
        triggers = (
            *kept_by("minutes_id"),
            *words_stay(
                "minutes_id",
                *("minutes", "board", "series", "number", "position", "title", "text", "item"),
                *CLASSED,
            ),
            *nothing_is_added("minutes_id"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "position"],
                name="minute_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["board", "series", "number"],
                name="minute_number_once_in_a_series",
                condition=~Q(number=""),
            ),
            *class_is_told("minute"),
        )

    def __str__(self) -> str:
        title = self.safe_title or self.title
        return f"Minute {self.number}, {title}" if self.number else title

    def get_absolute_url(self) -> str:
        return reverse("minute", args=[self.minutes.meeting_id, self.number])

    @property
    def board_name(self) -> str:
        """What its board was called on the day of the meeting."""
        return self.board.name_on(self.minutes.meeting.date)

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.minute_visible(viewer)


class SubHeading(models.Model):
    """A stretch of a minute under a heading of its own; its limbs number on from those before."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="sub_headings")
    position = models.PositiveSmallIntegerField()
    heading = NameField(max_length=300)
    text = models.TextField(blank=True, help_text="Paragraphs apart by an empty line.")

    class Meta:
        ordering = ("minute", "position")
        triggers = (
            *kept_by("minute_id"),
            *words_stay("minute_id", "minute", "position", "heading", "text"),
            *nothing_is_added("minute_id"),
        )
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="sub_heading_place_once"),
            models.CheckConstraint(condition=~Q(heading=""), name="sub_heading_has_words"),
        )

    def __str__(self) -> str:
        return self.heading


class Resolution(models.Model):
    """One limb of what a minute resolved; a single resolution is one limb without a label.

    A limb that was proposed and lost is kept, and printed nowhere as resolved.
    """

    class Fate(models.TextChoices):
        """What became of a limb against what the report had recommended."""

        CARRIED = "carried", "Carried"
        AMENDED = "amended", "Amended"
        ADDED = "added", "Added"
        LOST = "lost", "Lost"

        @property
        def colour(self) -> str:
            return {"carried": "green", "amended": "orange", "added": "blue"}.get(self.value, "red")

        @property
        def is_lost(self) -> bool:
            return self is Resolution.Fate.LOST

    class Kind(models.TextChoices):
        """What sort of resolution it is, for those who search the decisions."""

        DECISION = "decision", "Decision"
        NOTED = "noted", "Noted"
        RECOMMENDED = "recommended", "Recommended to another body"
        MINUTES = "minutes", "Minutes approved"
        EXCLUSION = "exclusion", "Public excluded"
        MEETING = "meeting", "Date of a meeting"

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    under = models.ForeignKey(
        SubHeading,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resolutions",
        help_text="The sub-heading it stands under; none: before the first.",
    )
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=10, blank=True, help_text="As printed: (1).")
    text = models.TextField()
    kind = EnumField(Kind, max_length=12, default=Kind.DECISION)
    fate = EnumField(Fate, max_length=8, blank=True)
    proposed = models.TextField(blank=True, help_text="The words of the recommendation.")
    addressee = NameField(max_length=200, blank=True, help_text="Whom it asks.")
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minute", "position")
        triggers = (
            *kept_by("minute_id"),
            *words_stay("minute_id", "minute", "under", "position", "label", "text", "fate"),
            *nothing_is_added("minute_id"),
        )
        constraints = (
            models.UniqueConstraint(fields=["minute", "position"], name="limb_place_once"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="limb_has_text",
                violation_error_message="Write what was resolved, or remove this part.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


class Exclusion(models.Model):
    """That the public was shut out, from a minute on until it was let in again.

    Source: LGA 1972 s.100A(2)-(5).
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="exclusions")
    resolved_in = models.OneToOneField(
        Minute, on_delete=models.CASCADE, related_name="exclusion", help_text="It begins here."
    )
    last = models.ForeignKey(
        Minute,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The last minute taken in private; none: to the end of the meeting.",
    )
    readmitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = (
            *kept_by("minutes_id"),
            *words_stay("minutes_id", "minutes", "resolved_in", "last", "readmitted_at"),
            *nothing_is_added("minutes_id"),
        )

    def __str__(self) -> str:
        return f"Exclusion of the public, {self.minutes}"
