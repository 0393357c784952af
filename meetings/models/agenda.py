"""The agenda: sections, items, and who presents what."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from meetings import access
from meetings.access import Viewer, VisibleQuerySet
from meetings.models.enum_field import EnumField
from meetings.models.guards import stays_once, unchanged_once
from meetings.models.kinds import ItemKind
from meetings.models.meeting import Meeting
from meetings.models.name_field import NameField
from meetings.models.people import Person
from meetings.models.restricted import Restricted, class_is_told


class AgendaSection(models.Model):
    """A heading between items, with an introductory paragraph where the board prints one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sections")
    heading = NameField(max_length=200)
    introduction = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "heading"], name="section_once_in_a_meeting"
            ),
        )

    def __str__(self) -> str:
        return self.heading


class AgendaItemQuerySet(VisibleQuerySet["AgendaItem"]):
    def listed_for(self, viewer: Viewer) -> Self:
        """The items whose existence a viewer may know, in order, each with `withheld`.

        A withheld item may be shown by its safe title and paragraph only.
        """
        return self.filter(access.item_listed(viewer))._withheld_unless(access.item_visible(viewer))

    def once_out_for(self, viewer: Viewer) -> Self:
        """All items in order, each with `withheld` as it will be once its agenda is published."""
        return self._withheld_unless(access.restriction_lifted(viewer, "", "meeting__"))

    def _withheld_unless(self, seen: Q) -> Self:
        withheld = Case(When(seen, then=Value(False)), default=Value(True))
        return self.annotate(withheld=withheld).order_by("position")

    def with_late_reasons_for(self, viewer: Viewer) -> Self:
        """Each with `keeps_late_reason`: its words are those of a late item withheld from a viewer.

        A supplement has one reason of urgency for all late items in it, and that may tell what
        the withheld one is about.
        """
        issue = Coalesce("supplement_id", 0)  # 0: the agenda itself
        late = self.model._base_manager.annotate(issue=issue).filter(
            meeting=OuterRef("meeting"), late=True, issue=OuterRef("issue")
        )
        kept = late.exclude(access.restriction_lifted(viewer, "", "meeting__"))
        return self.annotate(issue=issue, keeps_late_reason=Exists(kept))


OUT = "SELECT 1 WHERE OLD.published_at IS NOT NULL"
PUBLISHED = "The item is published: issue what is new in a supplement."


class AgendaItem(Restricted):
    """One item of business, numbered as printed (`15A`, `(a)`)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    section = models.ForeignKey(
        AgendaSection, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="sub_items"
    )
    position = models.PositiveSmallIntegerField(help_text="Order on the agenda, from 1.")
    number = NameField(max_length=10, blank=True, help_text="As printed: 7, 15A, (a).")
    title = NameField(max_length=500)
    notes = ArrayField(models.TextField(), default=list, blank=True)
    links = models.JSONField(default=list, blank=True, help_text='[{"text": …, "href": …}, …]')
    kind = EnumField(ItemKind, max_length=15, default=ItemKind.PAPER)
    awaited_reason = models.TextField(blank=True, help_text="Why the paper is to follow.")
    awaited_on = models.DateField(null=True, blank=True, help_text="When the paper is expected.")

    minutes_of = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The earlier meeting whose minutes are put to the board under this item.",
    )

    public_interest = models.TextField(
        blank=True, help_text="Why keeping it private outweighs publishing it; for officers."
    )
    review_on = models.DateField(null=True, blank=True, help_text="When to look at it again.")
    late = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True)
    supplement = models.ForeignKey(
        "meetings.Supplement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="items",
        help_text="The supplement a late item came with.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="One more with every change; tells a stale form."
    )

    first_page = models.PositiveIntegerField(
        null=True, blank=True, help_text="Pack page printed on an imported agenda, from 1."
    )
    last_page = models.PositiveIntegerField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)
    legacy_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    withheld: bool
    """Set by `listed_for` alone: the viewer may read the safe title and the reason, no more.

    One that was read otherwise has none, and asking it raises: nothing is shown by mistake.
    """

    keeps_late_reason: bool
    """Set by `with_late_reasons_for` alone."""

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "position")
        triggers = (
            unchanged_once(
                OUT,
                *("meeting", "parent", "number", "title", "restriction", "safe_title"),
                *("exempt_paragraphs", "late_reason", "published_at"),
                says=PUBLISHED,
            ),
            stays_once(OUT, says=PUBLISHED),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="item_position_once_in_a_meeting",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "parent", "number"],
                name="item_number_once_in_a_meeting",
                nulls_distinct=False,
                condition=~Q(number=""),
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="item_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True)
                | Q(first_page__gte=1, last_page__gte=F("first_page")),
                name="item_pages_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(late=False) | ~Q(late_reason=""), name="late_item_says_why"
            ),
            models.CheckConstraint(
                condition=Q(supplement__isnull=True) | Q(late=True),
                name="item_of_a_supplement_is_late",
            ),
            *class_is_told("item"),
        )

    def __str__(self) -> str:
        return f"Item {self.full_number}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"

    @property
    def full_number(self) -> str:
        """The number as it is printed and spoken: a sub-item's with its item's, “4(a)”."""
        if self.parent is None or not self.number.startswith("("):
            return self.number
        return f"{self.parent.number}{self.number}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return access.item_visible(viewer)


class Presenter(models.Model):
    """Who speaks to an item, or one of its presentations: a title, a person, a role, or all."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="presenters")
    position = models.PositiveSmallIntegerField()
    title = NameField(max_length=400, blank=True, help_text="Of a presentation of its own.")
    name = NameField(max_length=200, blank=True, help_text="As printed.")
    role = NameField(max_length=200, blank=True, help_text="Post or organisation.")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("item", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "position"], name="presenter_place_once_in_an_item"
            ),
            models.CheckConstraint(
                condition=~Q(title="", name="", role=""), name="presenter_says_something"
            ),
        )

    def __str__(self) -> str:
        return self.line or self.title

    @property
    def line(self) -> str:
        """Name and role as the agenda prints them: “Ada Byron, NHS”."""
        return ", ".join(part for part in (self.name, self.role) if part)
