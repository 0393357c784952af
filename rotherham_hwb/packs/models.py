"""Published packs, and the requests to compile them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import pgtrigger
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from meetings.access import Restriction, Viewer, VisibleQuerySet, restriction_lifted
from meetings.models import AgendaItem, Meeting, User
from meetings.models.enum_field import EnumField
from meetings.models.guards import stamped_pair
from rotherham_hwb.packs.editions import permissions
from rotherham_hwb.packs.kinds import Audience, Kind, Layout, Stage


def pack_files() -> Storage:
    return storages["default"]


class ReleaseQuerySet(models.QuerySet["Release"]):
    def out(self) -> Self:
        return self.filter(published_at__isnull=False, superseded_at=None)

    def taken_back(self) -> Self:
        """What was superseded and has nothing in its place: its readers have no pack.

        A consolidated pack needs none once a later supplement brought another.
        """
        same = Release.objects.filter(meeting=OuterRef("meeting"), kind=OuterRef("kind"))
        later = Q(supplement=OuterRef("supplement"), published_at__gt=OuterRef("published_at"))
        fuller = Q(kind=Kind.CONSOLIDATED, supplement__gt=OuterRef("supplement"))
        after = same.filter(later | fuller & Q(published_at__isnull=False))
        return self.filter(Q(superseded_at__isnull=False) & ~Exists(after))


class Release(models.Model):
    """The editions of one kind of a meeting's pack that were compiled together.

    They are published, corrected and superseded as one: the public and the members, on a screen
    and on paper, all have the pack or none has. The stage says whether the pages are marked
    DRAFT; an unmarked release is out from its publication until another one supersedes it, and
    of those there is one for a meeting and its kind. It may be compiled again and again.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="releases")
    kind = EnumField(Kind, max_length=15, default=Kind.MAIN)
    supplement = models.PositiveSmallIntegerField(
        default=0, help_text="Its number; of a consolidated pack the last one in it; 0: the main."
    )
    stage = EnumField(Stage, max_length=10, default=Stage.DRAFT)
    digest = models.CharField(
        max_length=64, help_text="The SHA-256 of the plans and bytes compiled together."
    )
    compiled_at = models.DateTimeField(default=timezone.now)
    compiled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    superseded_reason = models.TextField(
        blank=True, editable=False, help_text="Told to whoever opens the old addresses."
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-compiled_at", "-pk")
        triggers = (
            pgtrigger.ReadOnly(
                name="releases_never_change",
                exclude=[
                    *("published_at", "published_by"),
                    *("superseded_at", "superseded_by", "superseded_reason"),
                ],
            ),
            pgtrigger.Protect(
                name="publication_is_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False)
                & (
                    pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at"))
                    | pgtrigger.Q(old__superseded_at__isnull=False)
                ),
            ),
            pgtrigger.Protect(
                name="published_releases_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "kind", "supplement"],
                condition=Q(published_at__isnull=False, superseded_at__isnull=True),
                name="one_published_release_of_each_kind",
            ),
            models.UniqueConstraint(
                fields=["meeting", "kind", "supplement", "stage", "digest"],
                condition=Q(superseded_at__isnull=True),
                name="same_plans_and_bytes_stored_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="main", supplement=0) | ~Q(kind="main") & Q(supplement__gte=1),
                name="supplements_are_numbered",
            ),
            stamped_pair("published", "release_published_by_somebody"),
            stamped_pair("superseded", "release_superseded_by_somebody"),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True)
                | Q(published_at__isnull=False) & ~Q(superseded_reason=""),
                name="superseded_release_was_published_and_says_why",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(stage="published"),
                name="drafts_are_not_published",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} of {self.meeting}"

    @property
    def title(self) -> str:
        """“Supplement 1”, “Consolidated pack 2”, “Agenda pack”."""
        return f"{self.kind.label} {self.supplement}" if self.supplement else self.kind.label

    @property
    def offers(self) -> list[Offer]:
        """What it gives, each file once."""
        return offered_once(self.editions.all())


RELEASE = "SELECT 1 FROM packs_release WHERE id = {row}.release_id AND {what} IS NOT NULL"


class PackEdition(models.Model):
    """One compiled pack, immutable: its bytes, their hash, its page map and its manifest.

    It belongs to a release, and is out as long as that is. `page_map` and `manifest` are what
    `packs.compile` returns (pack pages from 1).
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    audience = EnumField(Audience, max_length=10, default=Audience.PUBLIC)
    layout = EnumField(Layout, max_length=10, default=Layout.SCREEN)
    file = models.FileField(storage=pack_files, max_length=200)
    sha256 = models.CharField(max_length=64)
    plan_sha256 = models.CharField(max_length=64, help_text="Of the plan it was compiled from.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    page_count = models.PositiveIntegerField()
    page_map = models.JSONField()
    manifest = models.JSONField()
    added_at = models.DateTimeField(
        null=True, editable=False, help_text="When it came to a release that was out already."
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-release", "audience", "-layout", "pk")
        triggers = (
            pgtrigger.ReadOnly(name="editions_never_change"),
            pgtrigger.Trigger(
                name="published_editions_stay",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=f"""
                    IF EXISTS ({RELEASE.format(row="OLD", what="published_at")}) THEN
                        RAISE EXCEPTION 'Cannot delete an edition that was published.';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="superseded_releases_gain_nothing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    IF EXISTS ({RELEASE.format(row="NEW", what="superseded_at")}) THEN
                        RAISE EXCEPTION 'Cannot add an edition to a superseded release.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["release", "audience", "layout"], name="one_edition_for_each_reader"
            ),
        )

    def __str__(self) -> str:
        return f"{self.release}, {self.audience.label.lower()}, {self.layout.label.lower()}"

    def get_absolute_url(self) -> str:
        return reverse("pack_file", args=[self.sha256])

    @property
    def published_at(self) -> datetime | None:
        """Since when it is out: with its release, or when it was added to that."""
        return self.added_at or self.release.published_at

    @staticmethod
    def visibility(viewer: Viewer) -> Q:
        return permissions.edition_visible(viewer)


@dataclass(frozen=True)
class Offer:
    """An edition as a list offers it."""

    edition: PackEdition
    prints: bool
    """Whether the print edition is the same file, and so is offered with it."""

    @property
    def words(self) -> str:
        """“Screen edition, also for printing”."""
        return f"{self.edition.layout.label}{ALSO_PRINTS if self.prints else ''}"


ALSO_PRINTS = ", also for printing"


def offered_once(editions: Iterable[PackEdition]) -> list[Offer]:
    """These editions in their order, without the print edition that is the screen's very file.

    Where no paper has an odd length there is no blank page to add: both are at one address.
    """
    found = list(editions)
    same = Counter((each.release_id, each.audience, each.sha256) for each in found)
    twice = {key for key, times in same.items() if times > 1}
    offers = ((each, (each.release_id, each.audience, each.sha256) in twice) for each in found)
    return [
        Offer(each, prints)
        for each, prints in offers
        if not (prints and each.layout is Layout.PRINT)
    ]


class PublicationCheck(models.Model):
    """A published pack as the public gets it from its address, on one day."""

    edition = models.ForeignKey(PackEdition, on_delete=models.CASCADE, related_name="checks")
    checked_at = models.DateTimeField(auto_now_add=True)
    ok = models.BooleanField()
    sentence = models.TextField(blank=True, help_text="What was wrong.")

    class Meta:
        ordering = ("-checked_at", "-pk")
        get_latest_by = "checked_at"
        triggers = (pgtrigger.ReadOnly(name="checks_never_change"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ok=True, sentence="") | Q(ok=False) & ~Q(sentence=""),
                name="failed_check_says_what_was_wrong",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition}, {'as published' if self.ok else self.sentence}"


class CompileRequest(models.Model):
    """An officer's wish for packs, and how far the work on them has come.

    The worker holds a lease while it works and renews it; when the lease runs out the work was
    killed, and `tasks.reap()` queues it again, three times at most.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting to start"
        RUNNING = "running", "Compiling"
        DONE = "done", "Compiled"
        FAILED = "failed", "Failed"

        @property
        def colour(self) -> str:
            return {"queued": "grey", "running": "blue", "done": "green", "failed": "red"}[
                self.value
            ]

        @property
        def is_done(self) -> bool:
            return self is CompileRequest.Status.DONE

        @property
        def is_failed(self) -> bool:
            return self is CompileRequest.Status.FAILED

    class Work(models.TextChoices):
        """What is to be compiled, each whole in every edition."""

        ISSUE = "issue", "The agenda pack"  # or a supplement, and the consolidated pack with it
        CORRECTION = "correction", "The corrected packs"
        ADDITION = "addition", "The editions that are missing"
        REPRINT = "reprint", "The pack of before this system, printed again"

        @property
        def is_correction(self) -> bool:
            return self is CompileRequest.Work.CORRECTION

        @property
        def goes_out_at_once(self) -> bool:
            return self in (CompileRequest.Work.ADDITION, CompileRequest.Work.REPRINT)

    LEASE = timedelta(seconds=60)
    PATIENCE = timedelta(minutes=5)  # after it a request that still waits is queued again
    MOST_ATTEMPTS = 3

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="compile_requests")
    work = EnumField(Work, max_length=10, default=Work.ISSUE)
    supplement = models.PositiveSmallIntegerField(default=0, help_text="0: the agenda itself.")
    stage = EnumField(Stage, max_length=10, default=Stage.PUBLISHED)
    reason = models.TextField(
        blank=True, help_text="Of a correction that is published as soon as it is compiled: why."
    )
    status = EnumField(Status, max_length=10, default=Status.QUEUED)
    step = models.CharField(max_length=200, blank=True, help_text="“Binding papers”.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, help_text="A sentence for the officer.")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    releases = models.ManyToManyField(Release, related_name="+")

    class Meta:
        ordering = ("-requested_at", "-pk")

    def __str__(self) -> str:
        return f"{self.title} of {self.meeting}: {self.status.label}"

    @property
    def title(self) -> str:
        """“The agenda pack”, “Supplement 1, and the whole pack with it”."""
        if self.supplement:
            return f"Supplement {self.supplement}, and the whole pack with it"
        return self.work.label

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.FAILED)


class FrozenLog(models.Model):
    """The action log of a published agenda, as its packs print it. Never changed.

    What is asked for moves on; packs that are made again later print the same.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    restriction = EnumField(Restriction, max_length=15)
    html = models.TextField()
    marking = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.ReadOnly(name="frozen_log_stays"),)
        constraints = (
            models.UniqueConstraint(fields=["item", "restriction"], name="log_frozen_once"),
        )

    def __str__(self) -> str:
        return f"Action log, {self.item}"

    @classmethod
    def visibility(cls, viewer: Viewer) -> models.Q:
        """Like the minutes it was made of: open ones for all, exempt ones for members."""
        return restriction_lifted(viewer, "", "item__meeting__")
