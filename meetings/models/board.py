"""Boards: any body that meets, with its law, its seats and its house style."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from meetings.models.dated_name import DatedName
from meetings.models.enum_field import EnumField
from meetings.models.kinds import ItemKind
from meetings.models.name_field import NameField, seen_whole
from meetings.models.people import Membership


class Organisation(models.Model):
    """A council, an NHS body, a charity: whoever people come from."""

    name = NameField(max_length=200, unique=True)
    short_name = NameField(max_length=40, blank=True, help_text="As printed: “CCG”.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """An office somebody holds, such as Director of Public Health."""

    title = NameField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["title", "organisation"],
                name="post_once_in_an_organisation",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title


class Regime(models.TextChoices):
    """The law a board meets under.

    Source: LGA 1972 Part VA (ss.100A-100K); SI 2012/2089 for executives.
    """

    PART_VA = "part_va", "Local Government Act 1972, Part VA"
    EXECUTIVE_2012 = "executive_2012", "Executive arrangements (SI 2012/2089)"
    BOTH = "both", "Part VA and the 2012 executive regulations"
    NON_STATUTORY = "non_statutory", "Non-statutory partnership"

    @property
    def is_non_statutory(self) -> bool:
        return self is Regime.NON_STATUTORY

    @property
    def is_executive(self) -> bool:
        """Whether its decisions need a written statement."""
        return self in (Regime.EXECUTIVE_2012, Regime.BOTH)


class MinuteSeries(models.TextChoices):
    """How a board numbers its minutes."""

    MUNICIPAL_YEAR = "municipal_year", "On through the municipal year"
    CONTINUOUS = "continuous", "On without end"
    PER_MEETING = "per_meeting", "From 1 at each meeting"


class BoardQuerySet(QuerySet["Board"]):
    def current(self) -> "BoardQuerySet":
        """Those that still meet."""
        today = timezone.localdate()
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gte=today))

    def retired(self) -> "BoardQuerySet":
        """Those that meet no more; their pages stay."""
        return self.filter(retired_on__lt=timezone.localdate())


class Board(DatedName):
    """A body that meets."""

    name = NameField(max_length=200, unique=True)
    short_name = NameField(max_length=40, blank=True)
    slug = models.SlugField(unique=True)
    variants = ArrayField(
        NameField(max_length=200),
        default=list,
        blank=True,
        help_text="Other ways its name is printed, so that old papers find it.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The board whose sub-committee or task group it is.",
    )
    retired_on = models.DateField(
        null=True, editable=False, help_text="Its last day, where it meets no more."
    )
    purpose = models.TextField(blank=True, help_text="One paragraph: what the board does.")
    terms_of_reference = models.TextField(blank=True)

    regime = EnumField(Regime, max_length=20, default=Regime.PART_VA)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_note = NameField(max_length=300, blank=True)
    saturdays_count = models.BooleanField(
        default=False, help_text="Whether a Saturday is a working day when clear days are counted."
    )
    issues_summons = models.BooleanField(
        default=False,
        help_text="Whether its members are summoned, as those of a full council are.",
    )
    politically_balanced = models.BooleanField(
        default=False,
        help_text="Whether its seats are shared among the political groups as the council’s are.",
    )
    minute_series = EnumField(MinuteSeries, max_length=20, default=MinuteSeries.MUNICIPAL_YEAR)
    series_started_on = models.DateField(
        null=True, blank=True, help_text="First day of the present series of minute numbers."
    )
    decision_word = NameField(
        max_length=40, default="Resolved", help_text="What minutes print before a resolution."
    )
    remote_counts_from = models.DateField(
        null=True,
        blank=True,
        help_text=(
            "From this day members who take part remotely count towards the quorum and vote. "
            "Empty: only those in the room do, unless the board meets under no statute."
        ),
    )

    members_need_second_step = models.BooleanField(
        default=True,
        help_text="Whether exempt papers open to its members after a second step alone.",
    )

    second_officer_redacts = models.BooleanField(
        default=False,
        help_text="Whether a second officer confirms when words are taken out of the record.",
    )

    contact_name = NameField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = NameField(max_length=40, blank=True)
    signatory_name = NameField(max_length=200, blank=True)
    signatory_post = NameField(max_length=200, blank=True)
    how_to_attend = models.TextField(blank=True)
    how_to_ask = models.TextField(blank=True, help_text="How the public can ask a question.")

    default_venue = models.TextField(blank=True)
    front_sheet_heading = NameField(max_length=80, default="AGENDA")
    front_sheet_note = models.TextField(blank=True, help_text="Such as a note on filming.")
    prints_membership = models.BooleanField(default=False)
    starts_papers_on_recto = models.BooleanField(default=False)
    stamps_agenda_item = models.BooleanField(default=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(quorum__isnull=True) | Q(quorum__gte=1), name="quorum_is_at_least_one"
            ),
            seen_whole("name", "board_name_is_seen_whole"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("board", args=[self.slug])

    def clean(self) -> None:
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": f"{self.parent} is a part of this board itself."})
            above = above.parent

    def meets_on(self, day: dt.date) -> bool:
        """Whether it is not retired by then."""
        return self.retired_on is None or day <= self.retired_on


class SeatQuerySet(QuerySet["Seat"]):
    def with_vacancy(self) -> "SeatQuerySet":
        """Each seat with `is_vacant`: nobody but a deputy holds it today."""
        held = Membership.objects.current().filter(seat=OuterRef("pk")).exclude(kind="deputy")
        return self.annotate(is_vacant=~Exists(held))

    def current(self) -> "SeatQuerySet":
        today = timezone.localdate()
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=today),
            Q(ended_on__isnull=True) | Q(ended_on__gte=today),
        )


class Seat(models.Model):
    """A place on a board, with the law it rests on.

    Source: Health and Social Care Act 2012 s.194(2) for a Health and Wellbeing Board.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField(default=0)
    title = NameField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    legal_basis = NameField(max_length=200, blank=True)
    votes = models.BooleanField(default=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("board", "position")
        constraints = (
            models.UniqueConstraint(fields=["board", "title"], name="seat_once_on_a_board"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.board})"


class StandingItem(models.Model):
    """An item that stands on every agenda of a board, before or after the business."""

    class Place(models.TextChoices):
        OPENING = "opening", "Before the business"
        CLOSING = "closing", "After the business"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="standing_items")
    place = EnumField(Place, max_length=10, default=Place.OPENING)
    position = models.PositiveSmallIntegerField()
    title = NameField(max_length=400)
    section = NameField(max_length=200, blank=True, help_text="The heading it stands under.")
    kind = EnumField(ItemKind, max_length=15, default=ItemKind.STANDING)
    notes = models.TextField(blank=True, help_text="Printed below its title.")

    class Meta:
        ordering = ("board", "-place", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["board", "place", "position"], name="standing_item_place_once"
            ),
        )

    def __str__(self) -> str:
        return self.title
