"""A meeting of a board."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings import access
from meetings.access import Viewer, VisibleQuerySet
from meetings.models.board import Board
from meetings.models.enum_field import EnumField
from meetings.models.guards import day_stays, stamped_pair, state_guard, unchanged_once
from meetings.models.people import User
from meetings.wording import plain_date


class MeetingState(models.TextChoices):
    DRAFT = "draft", "Draft"
    CALLED = "called", "Announced"
    AGENDA_PUBLISHED = "agenda_published", "Agenda published"
    HELD = "held", "Held"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"
    POSTPONED = "postponed", "Postponed"

    @property
    def colour(self) -> str:
        return {
            "draft": "yellow",
            "called": "blue",
            "agenda_published": "green",
            "cancelled": "red",
            "postponed": "orange",
        }.get(self.value, "grey")

    @property
    def is_draft(self) -> bool:
        return self is MeetingState.DRAFT

    @property
    def is_called(self) -> bool:
        return self is MeetingState.CALLED

    @property
    def is_cancelled(self) -> bool:
        return self is MeetingState.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self is MeetingState.POSTPONED

    @property
    def is_off(self) -> bool:
        """Whether it is not held as it was announced."""
        return self in (MeetingState.CANCELLED, MeetingState.POSTPONED)

    @property
    def has_open_agenda(self) -> bool:
        """Whether its agenda is still being built."""
        return self in (MeetingState.DRAFT, MeetingState.CALLED)

    @property
    def may_move(self) -> bool:
        """Whether it stands announced, so that it can be moved or postponed."""
        return self in (MeetingState.CALLED, MeetingState.AGENDA_PUBLISHED)

    @property
    def may_be_cancelled(self) -> bool:
        return self.has_open_agenda or self.may_move or self.is_postponed


class Meeting(models.Model):
    """One meeting: when, where, and how far it has come.

    The agenda, the papers and the minutes hang on it; what it looks like to a viewer is decided
    by `called_at` and, item by item, by `AgendaItem.published_at`.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    joint_boards = models.ManyToManyField(
        Board,
        blank=True,
        related_name="joint_meetings",
        help_text="The boards that meet together with this one.",
    )
    date = models.DateField()
    time = models.TimeField(null=True, blank=True)
    venue = models.TextField(blank=True, help_text="Left empty: to be confirmed.")
    extraordinary = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="Shown at the head of the meeting's page.")
    shorter_notice = models.TextField(
        blank=True, help_text="Why it was convened at shorter notice than five clear days; printed."
    )
    postponed_from = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="new_date",
        help_text="The postponed meeting that this one is held in place of.",
    )
    state = EnumField(MeetingState, max_length=20, default=MeetingState.DRAFT, editable=False)
    called_at = models.DateTimeField(null=True, editable=False)
    called_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    agenda_published_at = models.DateTimeField(null=True, editable=False)
    agenda_published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    legacy_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-date", "-time", "-pk")
        triggers = (
            *state_guard(),
            *day_stays(),
            unchanged_once(
                "SELECT 1 WHERE OLD.agenda_published_at IS NOT NULL",
                *("board", "agenda_published_at", "agenda_published_by"),
                says="The agenda is published: that it is, and since when, stays.",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["board", "date", "time"],
                name="one_meeting_of_a_board_at_a_time",
                nulls_distinct=False,
                condition=~Q(state__in=["cancelled", "postponed"]),
                violation_error_message="This board already has a meeting at that date and time.",
            ),
            stamped_pair("called", "meeting_called_by_somebody"),
            stamped_pair("agenda_published", "agenda_published_by_somebody"),
            models.CheckConstraint(
                condition=~Q(postponed_from=F("pk")), name="meeting_is_not_its_own_new_date"
            ),
            models.CheckConstraint(
                condition=Q(agenda_published_at__isnull=True) | Q(called_at__isnull=False),
                name="agenda_only_of_a_called_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "agenda_published", "held", "closed"])
                | Q(called_at__isnull=False),
                name="meeting_state_agrees_with_its_call",
            ),
        )

    def __str__(self) -> str:
        return f"{self.board_name}, {plain_date(self.date)}"

    @property
    def board_name(self) -> str:
        """What its board was called on the day."""
        return self.board.name_on(self.date)

    def clean(self) -> None:
        if self.board_id and self.date and not self.board.meets_on(self.date):
            last = plain_date(self.board.retired_on) if self.board.retired_on else ""
            raise ValidationError({"date": f"{self.board} meets no more after {last}."})

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def venue_line(self) -> str:
        """The venue on one line, or that it is to be confirmed."""
        lines = (line.strip(" ,") for line in self.venue.splitlines())
        return ", ".join(filter(None, lines)) or "Venue to be confirmed"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return access.meeting_visible(viewer)
