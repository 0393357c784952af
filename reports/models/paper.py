"""Papers: anything attached to an agenda item."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from meetings.access import Viewer, VisibleQuerySet
from meetings.models import AgendaItem, Board, Meeting, Supplement, User
from meetings.models.enum_field import EnumField
from meetings.models.guards import (
    stamped_pair,
    state_guard,
    stays_once,
    unchanged_once,
)
from meetings.models.name_field import NameField
from meetings.models.restricted import Restricted, class_is_told
from reports import permissions
from reports.files.sizes import sizes_in_words
from reports.files.verdicts import PdfNote, Verdict
from reports.models.keeping import YEARS, kept_by
from reports.unseen.kinds import Hiding, UnseenKind, by_kind, from_json


class PaperState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SIGN_OFF = "sign_off", "With approvers"
    RETURNED = "returned", "Returned"
    CLEARED = "cleared", "Cleared"
    DEFERRED = "deferred", "Deferred"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def colour(self) -> str:
        return COLOURS[self]

    @property
    def is_draft(self) -> bool:
        return self is PaperState.DRAFT

    @property
    def is_with_approvers(self) -> bool:
        return self is PaperState.SIGN_OFF

    @property
    def is_returned(self) -> bool:
        return self is PaperState.RETURNED

    @property
    def is_cleared(self) -> bool:
        return self is PaperState.CLEARED

    @property
    def is_deferred(self) -> bool:
        return self is PaperState.DEFERRED

    @property
    def is_published(self) -> bool:
        return self is PaperState.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self is PaperState.WITHDRAWN

    @property
    def was_published(self) -> bool:
        return self.is_published or self.is_withdrawn


COLOURS = {
    PaperState.DRAFT: "yellow",
    PaperState.SIGN_OFF: "blue",
    PaperState.RETURNED: "orange",
    PaperState.CLEARED: "teal",
    PaperState.DEFERRED: "grey",
    PaperState.PUBLISHED: "green",
    PaperState.WITHDRAWN: "red",
}
UNPUBLISHED = (
    PaperState.DRAFT,
    PaperState.SIGN_OFF,
    PaperState.RETURNED,
    PaperState.CLEARED,
    PaperState.DEFERRED,
)
WRITABLE = (PaperState.DRAFT, PaperState.RETURNED)
"""The states in which the words of a report may change."""


PLACED = f"""
    SELECT 1 FROM reports_paper paper, meetings_agendaitem item
    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
    WHERE paper.id = OLD.paper_id AND item.id = OLD.item_id
    AND paper.published_at IS NOT NULL AND item.published_at IS NOT NULL
    AND meeting.date + interval '{YEARS} years' > (now() AT TIME ZONE 'Europe/London')::date
"""  # noqa: S608 - every part of it is written here
"""SQL over a placement OLD: whether it went out, and less than six years ago."""
STAYS_THERE = "The paper is published where it is: withdraw it, or issue another in a supplement."


def private_files() -> Storage:
    return storages["default"]


class PaperQuerySet(VisibleQuerySet["Paper"]):
    def visible_to(self, viewer: Viewer) -> Self:
        # Placements and grants join many rows; a paper is one row all the same.
        seen = self.model._base_manager.filter(permissions.paper_visible(viewer)).values("pk")
        return self.filter(pk__in=seen)

    def listed_for(self, viewer: Viewer) -> Self:
        """Papers whose existence a viewer may know, each with `withheld`."""
        listed = self.model._base_manager.filter(permissions.paper_listed(viewer)).values("pk")
        return self.filter(pk__in=listed)._withheld_unless(permissions.paper_visible(viewer))

    def once_out_for(self, viewer: Viewer, meeting: Meeting) -> Self:
        """All papers, each with `withheld` as it will be once the meeting's papers are out."""
        return self._withheld_unless(permissions.paper_visible_once_out(viewer, meeting.pk))

    def _withheld_unless(self, rule: Q) -> Self:
        seen = self.model._base_manager.filter(rule).values("pk")
        return self.annotate(
            withheld=Case(When(pk__in=seen, then=Value(False)), default=Value(True))
        )


class Paper(Restricted):
    """A report, appendix, letter or set of slides, owned by one board, placed on many items."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="papers")
    title = NameField(max_length=500)
    public_interest = models.TextField(
        blank=True,
        help_text="Why keeping it exempt outweighs the public interest in disclosing it.",
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="When to look again whether it is still restricted."
    )
    state = EnumField(PaperState, max_length=15, default=PaperState.DRAFT, editable=False)
    created_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.TextField(
        blank=True, editable=False, help_text="Told to whoever opens its page or its file."
    )
    items = models.ManyToManyField(
        AgendaItem, through="Placement", related_name="papers", editable=False
    )
    source_line = models.PositiveIntegerField(null=True, blank=True)
    legacy_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    withheld: bool
    """Set by `listed_for` alone: the viewer may read the safe title and the reason, no more.

    One that was read otherwise has none, and asking it raises: nothing is shown by mistake.
    """

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        triggers = (
            *state_guard(),
            *kept_by("paper"),
            unchanged_once(
                "SELECT 1 WHERE OLD.published_at IS NOT NULL",
                *("board", "title", "restriction", "safe_title", "exempt_paragraphs"),
                *("published_at", "published_by"),
                says="The paper is published: its title and its class stay as they are.",
            ),
        )
        constraints = (
            stamped_pair("published", "paper_published_by_somebody"),
            stamped_pair("withdrawn", "paper_withdrawn_by_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=UNPUBLISHED) | Q(published_at__isnull=False),
                name="paper_state_agrees_with_its_publication",
            ),
            models.CheckConstraint(
                condition=~Q(restriction="exempt", state__in=("sign_off", "cleared"))
                | ~Q(public_interest=""),
                name="cleared_exempt_paper_weighs_public_interest",
            ),
            *class_is_told("paper"),
        )

    def __str__(self) -> str:
        return self.safe_title or self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    @property
    def board_name(self) -> str:
        """What its board was called when it came out; until then, what it is called."""
        out = self.published_at
        return self.board.name_on(timezone.localdate(out)) if out else self.board.name

    @property
    def latest(self) -> PaperVersion | None:
        """The newest version; use `prefetch_related("versions")` on lists."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    @property
    def as_it_stands(self) -> str:
        """Its state and newest version, for a page to give back what it showed."""
        return f"{self.state} {self.latest.number if self.latest else 0}"

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.paper_visible(viewer)


class PaperVersion(models.Model):
    """One immutable state of a paper's file.

    `file` is its published form, which the portal wrote (reports/published_form): pages, packs,
    search and downloads know nothing else, and `sha256`, `size` and the pages are of it. The file
    as it came is kept as `original`, for officers alone.

    An imported paper known only as text has `text` and no file; a report written here has
    `authored` (reports/authored/snapshot.py) and its words as `text`. Page sizes are in points as
    viewed: `[[width, height, pages], …]`.
    `verdict` and `notes` are what the inspection found, `unseen` the words that a reader of its
    pages does not see (reports.unseen.kinds.Unseen).
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    file = models.FileField(storage=private_files, blank=True, max_length=200)
    file_name = NameField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    page_count = models.PositiveIntegerField(null=True)
    page_sizes = models.JSONField(default=list)
    verdict = EnumField(
        Verdict,
        max_length=15,
        blank=True,
        choices=[(each.value, each.label) for each in Verdict],
    )
    notes = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    unseen = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    authored = models.JSONField(null=True, blank=True, help_text="A report written here, as sent.")
    original = models.FileField(storage=private_files, blank=True, max_length=200)
    original_name = NameField(max_length=255, blank=True, help_text="As uploaded.")
    original_sha256 = models.CharField(max_length=64, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("paper", "number")
        triggers = (pgtrigger.ReadOnly(name="versions_never_change"), *kept_by("paper_id"))
        constraints = (
            models.UniqueConstraint(fields=["paper", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(text=""), name="version_holds_a_file_or_text"
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(page_count__gte=1), name="version_file_has_pages"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_sha256_is_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"

    @property
    def to_note(self) -> list[PdfNote]:
        """What the inspection found besides its verdict."""
        return [PdfNote(each) for each in self.notes]

    @property
    def unseen_kinds(self) -> tuple[UnseenKind, ...]:
        """The words that hide in it, those that would be public first."""
        return by_kind(from_json(self.unseen))

    @property
    def pages_to_burn(self) -> tuple[int, ...]:
        """The pages, from 1, in which words hide that a picture of the page has lost."""
        pages = {page for kind in self.unseen_kinds if kind.hiding.burns for page in kind.pages}
        return tuple(sorted(pages))

    @property
    def unseen_that_stays(self) -> tuple[UnseenKind, ...]:
        """The words that would go out with its file."""
        return tuple(kind for kind in self.unseen_kinds if self.file and kind.hiding.stays)

    @property
    def can_be_made_safe(self) -> bool:
        """Pages made into pictures, or bookmarks taken off, would lose some of those words."""
        return bool(self.pages_to_burn) or any(
            kind.hiding is Hiding.BOOKMARK for kind in self.unseen_that_stays
        )

    @property
    def tagged(self) -> bool | None:
        """Whether the file has tags; None of a text."""
        return self.verdict.tagged if self.verdict else None

    @property
    def sizes_in_words(self) -> list[str]:
        """The sizes of its pages in words, the most frequent first: “A4, 12 pages”."""
        return sizes_in_words(self.page_sizes)


class Placement(models.Model):
    """A paper on an agenda item; an appendix is placed under the paper it belongs to."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="placements")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="appendices"
    )
    position = models.PositiveSmallIntegerField(help_text="Order within the item, from 1.")
    supplement = models.ForeignKey(
        Supplement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="placements",
        help_text="The supplement the paper came with; none: the agenda pack.",
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="The placement whose pages this one supersedes.",
    )

    class Meta:
        ordering = ("item", "position")
        triggers = (
            *kept_by("placement"),
            unchanged_once(
                PLACED, "paper", "item", "parent", "supplement", "replaces", says=STAYS_THERE
            ),
            stays_once(PLACED, says=STAYS_THERE),
        )
        constraints = (
            models.UniqueConstraint(fields=["paper", "item"], name="paper_once_on_an_item"),
            models.UniqueConstraint(
                fields=["item", "position"],
                name="placement_position_once_on_an_item",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="placement_not_own_parent"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(supplement__isnull=False),
                name="only_a_supplement_replaces",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} on {self.item}"
