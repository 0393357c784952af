"""Users and their roles; people, and the seats they hold for a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils import timezone

from meetings.access import RoleKind
from meetings.models.dated_name import DatedName
from meetings.models.enum_field import EnumField
from meetings.models.guards import joined_in_the_log, told_in_the_log
from meetings.models.name_field import NameField, seen_whole

Held = TypeVar("Held", bound=models.Model, covariant=True)


class DateRange(Func):
    """The days from the first to the last, both included; an open end is None."""

    function = "DATERANGE"
    output_field = DateRangeField()


def held_days() -> DateRange:
    return DateRange("started_on", "ended_on", RangeBoundary(inclusive_upper=True))


class DatedQuerySet(models.QuerySet[Held]):
    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=day),
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        )

    def current(self) -> Self:
        return self.on(timezone.localdate())


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, name: str, password: str | None = None) -> User:
        """Store a user who signs in by e-mail address, kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in, by e-mail address."""

    email = models.EmailField(unique=True)
    name = NameField(max_length=200)
    asked_name = NameField(max_length=200, blank=True, editable=False)
    """Another name they asked for: it holds once an officer has confirmed it."""
    name_asked_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_case"),
            seen_whole("name", "user_name_is_seen_whole"),
            models.CheckConstraint(
                condition=Q(asked_name="", name_asked_at__isnull=True)
                | ~Q(asked_name="") & Q(name_asked_at__isnull=False),
                name="user_name_asked_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoleQuerySet(DatedQuerySet["Role"]):
    def of_the_council(self) -> Self:
        """Those of no board: the officers who add boards."""
        return self.filter(board__isnull=True)


class Role(models.Model):
    """What a user may do for a board, for a time.

    An officer of no board is an officer of the council: they add boards and name others who do,
    and see of a board only what their roles on it open.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    board = models.ForeignKey(
        "meetings.Board", null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    kind = EnumField(RoleKind, max_length=10)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        triggers = (
            told_in_the_log(
                *("meetings.User", "user_id"),
                came="give a role to",
                went="end a role of",
                tells="event.board_id IS NOT DISTINCT FROM changed.board_id "
                "AND event.detail->>'role' = changed.kind",
                over="coalesce(changed.ended_on, 'infinity') "
                "< (now() AT TIME ZONE 'Europe/London')::date",
                stays="user_id board_id kind started_on",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="role_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="role_not_held_twice_at_once",
                expressions=(
                    ("user", RangeOperators.EQUAL),
                    ("board", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
            ),
            ExclusionConstraint(
                name="council_role_not_held_twice_at_once",
                expressions=(
                    ("user", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
                condition=Q(board__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(board__isnull=False) | Q(kind="officer"),
                name="only_officers_act_for_the_council",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.kind.label}"


class Person(DatedName):
    """Somebody named in the papers, whether or not they sign in; not their printed name."""

    name = NameField(max_length=200, help_text="As printed, such as “Councillor Ada Byron”.")
    sort_name = NameField(max_length=200, blank=True, help_text="Surname first.")
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )

    class Meta:
        ordering = ("sort_name", "name")
        verbose_name_plural = "people"
        triggers = (joined_in_the_log(),)
        constraints = (seen_whole("name", "person_name_is_seen_whole"),)

    def __str__(self) -> str:
        return self.name


class MembershipKind(models.TextChoices):
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice-chair"
    MEMBER = "member", "Member"
    CO_OPTED = "co_opted", "Co-opted member"
    OBSERVER = "observer", "Observer"
    DEPUTY = "deputy", "Deputy"

    @property
    def is_marked(self) -> bool:
        """Whether it is said beside a name: of a plain member it is not."""
        return self is not MembershipKind.MEMBER


class Membership(models.Model):
    """A person's place on a board for a time, in a seat where the board has seats.

    Nobody is on a board twice at once, no seat has two holders at once, and a board has one
    chair at a time; the database sees to it.
    """

    board = models.ForeignKey(
        "meetings.Board", on_delete=models.CASCADE, related_name="memberships"
    )
    seat = models.ForeignKey(
        "meetings.Seat",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey("meetings.Post", null=True, blank=True, on_delete=models.PROTECT)
    kind = EnumField(MembershipKind, max_length=10, default=MembershipKind.MEMBER)
    votes = models.BooleanField(default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(kind="observer") | Q(votes=False), name="observers_do_not_vote"
            ),
            ExclusionConstraint(
                name="person_not_twice_on_a_board_at_once",
                expressions=(
                    ("board", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
            ),
            ExclusionConstraint(
                name="seat_held_by_one_at_a_time",
                expressions=(
                    ("seat", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
                condition=Q(seat__isnull=False) & ~Q(kind="deputy"),
            ),
            ExclusionConstraint(
                name="one_chair_at_a_time",
                expressions=(
                    ("board", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
                condition=Q(kind="chair"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.kind.label} of {self.board}"

    def clean(self) -> None:
        """Said here, for PostgreSQL has no word but an error for days that run backwards."""
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            words = "The last day is before the first: change one of them."
            raise ValidationError({"ended_on": words})
