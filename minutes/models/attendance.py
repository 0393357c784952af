"""Who was at a meeting: in what capacity, for whom, from when to when; and what they declared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import AgendaItem, Person, Seat
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField
from minutes import permissions
from minutes.models.keeping import kept_by, nothing_is_added, words_stay
from minutes.models.minutes import Minutes


class Capacity(models.TextChoices):
    """As what somebody is at a meeting."""

    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    CO_OPTED = "co_opted", "Co-opted member"
    OBSERVER = "observer", "Observer"
    OFFICER = "officer", "Officer"
    PRESENTER = "presenter", "Presenter"


class Attendance(models.Model):
    """One name in the list of those present, or of those who were not."""

    class Kind(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent without apologies"
        NOT_REQUIRED = "not_required", "Not invited, or nobody in the seat"

    class Mode(models.TextChoices):
        IN_ROOM = "in_room", "In the room"
        REMOTE = "remote", "Remotely"

        @property
        def is_remote(self) -> bool:
            return self is Attendance.Mode.REMOTE

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    kind = EnumField(Kind, max_length=12, default=Kind.PRESENT)
    group = NameField(max_length=80, blank=True, help_text="Members, Officers, Observers…")
    name = NameField(max_length=200, help_text="As printed.")
    role = NameField(max_length=80, blank=True, help_text="Such as “in the Chair”.")
    organisation_or_post = NameField(max_length=300, blank=True)
    representing = NameField(
        max_length=200, blank=True, help_text="The principal of a deputy, as printed."
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    capacity = EnumField(Capacity, max_length=10, blank=True)
    seat = models.ForeignKey(
        Seat,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendances",
        help_text="The seat they sat in, their own or their principal's.",
    )
    votes = models.BooleanField(default=False, help_text="Whether they may vote.")
    mode = EnumField(Mode, max_length=8, default=Mode.IN_ROOM)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minutes", "position")
        triggers = (
            *kept_by("minutes_id"),
            *words_stay(
                "minutes_id",
                *("minutes", "position", "kind", "group", "name", "role", "seat", "votes", "mode"),
                *("organisation_or_post", "representing", "capacity"),
            ),
            *nothing_is_added("minutes_id"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "position"], name="attendance_place_once_in_minutes"
            ),
            models.UniqueConstraint(
                fields=["minutes", "person"],
                name="person_once_in_an_attendance",
                condition=Q(person__isnull=False, source_line__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attendance_names_somebody"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_present(self) -> bool:
        return self.kind == self.Kind.PRESENT


class Movement(models.Model):
    """Somebody who was recorded as present came or went at a time."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="movements")
    at = models.DateTimeField()
    arrives = models.BooleanField(help_text="Comes, or comes back; otherwise leaves.")
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The item left for an interest in it.",
    )

    class Meta:
        ordering = ("at", "pk")
        triggers = (
            *kept_by("attendance_id"),
            *words_stay("attendance_id", "attendance", "at", "arrives", "item"),
            *nothing_is_added("attendance_id"),
        )
        constraints = (
            models.UniqueConstraint(fields=["attendance", "at"], name="moves_once_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.attendance} {'comes' if self.arrives else 'leaves'} at {self.at:%H:%M}"


class Declaration(models.Model):
    """An interest somebody declared, in one item or in the business at large.

    Source: Localism Act 2011 ss.27-34 (not verified): nobody speaks or votes on a matter in
    which they have a disclosable interest, without a dispensation.
    """

    class Kind(models.TextChoices):
        DISCLOSABLE = "disclosable", "Disclosable pecuniary interest"
        OTHER = "other", "Other registrable interest"
        PERSONAL = "personal", "Personal interest"

    attendance = models.ForeignKey(
        Attendance, on_delete=models.CASCADE, related_name="declarations"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="declarations"
    )
    kind = EnumField(Kind, max_length=12)
    nature = models.TextField(help_text="What the interest is, as declared.")
    leaves_room = models.BooleanField(default=False)
    dispensation = models.TextField(
        blank=True, help_text="Who allowed them to take part, and when."
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        triggers = (
            *kept_by("attendance_id"),
            *words_stay(
                "attendance_id",
                *("attendance", "item", "kind", "nature", "leaves_room", "dispensation"),
            ),
            *nothing_is_added("attendance_id"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["attendance", "item"],
                name="interest_declared_once_in_an_item",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(nature=""), name="declaration_says_its_nature"),
        )

    def __str__(self) -> str:
        return f"{self.attendance}: {self.kind.label}"

    @property
    def bars_from_voting(self) -> bool:
        return self.kind == self.Kind.DISCLOSABLE and not self.dispensation

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.declaration_visible(viewer)


class Note(models.Model):
    """What the officer jots down at an item while the meeting goes on; for officers alone."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="None: of the meeting as a whole.",
    )
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by_name = NameField(max_length=200)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "item"], name="note_once_at_an_item", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"Notes, {self.item or self.minutes}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.note_visible(viewer)
