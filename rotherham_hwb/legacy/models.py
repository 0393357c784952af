"""Packs from before this system: the files, what was read from them, and what officers decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.models import Board, Meeting, User
from meetings.models.enum_field import EnumField
from meetings.models.guards import stamped_pair
from meetings.models.name_field import NameField
from reports.models import PaperVersion
from reports.models.leased import Leased


def kept_files() -> Storage:
    return storages["default"]


class ImportedPack(models.Model):
    """The pack of one meeting, read from a file; a corrected file of it is a further version."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="imported_pack", help_text="Of the agenda."
    )
    earlier_meetings = models.ManyToManyField(
        Meeting, related_name="imported_in", help_text="Whose minutes the pack holds."
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return f"Imported pack of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("desk_import", args=[self.pk])

    @property
    def current(self) -> PackFile:
        """The newest file, with its whole text."""
        return self.files.order_by("-version")[0]


class PackFile(Leased):
    """One file as it came: its bytes, its lines, and how far the reading of it is.

    `text` holds every line as it was, so that a fact's `line` (1-based) can be shown beside it;
    `sheets` names the sheet of each line where the file knows sheets. Packs imported before
    files were kept have their text alone.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read"
        KEPT = "kept", "Kept, not read"

        @property
        def colour(self) -> str:
            return {"waiting": "grey", "reading": "blue", "read": "green", "kept": "orange"}[
                self.value
            ]

        @property
        def is_read(self) -> bool:
            return self is PackFile.Status.READ

        @property
        def is_kept(self) -> bool:
            return self is PackFile.Status.KEPT

    LEASE = timedelta(minutes=5)  # from one step of a reading to the next; a PDF may take three
    AT_WORK, GIVEN_UP = Status.READING, Status.KEPT

    name = NameField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(storage=kept_files, blank=True, max_length=200)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    status = EnumField(Status, max_length=10, default=Status.WAITING)
    step = models.CharField(max_length=100, blank=True)
    problem = models.TextField(blank=True, help_text="Why it was not read: one sentence.")
    board_wanted = NameField(
        max_length=200, blank=True, help_text="The board it names, where no board is called so."
    )
    text = models.TextField(blank=True)
    sheets = models.JSONField(default=list)
    facts = models.JSONField(default=dict, help_text="All that was read, as read_pack prints it.")
    warnings = models.JSONField(default=list, help_text="[{code, line, sentence}, …]")
    pack = models.ForeignKey(
        ImportedPack, null=True, on_delete=models.CASCADE, related_name="files"
    )
    version = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["pack", "version"], name="file_version_once"),
            models.CheckConstraint(
                condition=~Q(status="kept") | ~Q(problem=""), name="kept_file_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk_pack_file", args=[self.pk])

    @property
    def is_pdf(self) -> bool:
        return bool(self.file) and str(self.file.name).endswith(".pdf")

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.READ, self.Status.KEPT)


class PackBatch(Leased):
    """Files an officer brought in together, or in one ZIP, and what became of each.

    `refused` holds what was kept of nothing, with why: [{"name", "problem"}, …].
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be unpacked"
        UNPACKING = "unpacking", "Being unpacked"
        UNPACKED = "unpacked", "Unpacked"
        REFUSED = "refused", "Refused"

        @property
        def colour(self) -> str:
            colours = {"waiting": "grey", "unpacking": "blue", "unpacked": "green"}
            return colours.get(self.value, "red")

    LEASE = timedelta(minutes=10)  # for a thousand files
    AT_WORK, GIVEN_UP = Status.UNPACKING, Status.REFUSED

    name = NameField(max_length=255, blank=True, help_text="Of the ZIP; empty of loose files.")
    archive = models.FileField(storage=kept_files, blank=True, max_length=200)
    status = EnumField(Status, max_length=10, default=Status.UNPACKED)
    problem = models.TextField(blank=True, help_text="Why the ZIP was refused: one sentence.")
    files = models.ManyToManyField(PackFile, related_name="batches")
    refused = models.JSONField(default=list, help_text="[{name, problem}, …]")
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-brought_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(problem=""), name="refused_batch_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.name or "Files brought in together"

    def get_absolute_url(self) -> str:
        return reverse("desk_pack_batch", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether no more files come out of it."""
        return self.status in (self.Status.UNPACKED, self.Status.REFUSED)


class CutPages(models.Model):
    """Which pages of a kept PDF a paper's file is: it was cut out of the pack."""

    version = models.OneToOneField(PaperVersion, on_delete=models.CASCADE, related_name="cut_pages")
    file = models.ForeignKey(PackFile, on_delete=models.CASCADE, related_name="+")
    first_sheet = models.PositiveIntegerField(help_text="From 1.")
    last_sheet = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64, help_text="Of the words read on them.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(first_sheet__gte=1, last_sheet__gte=F("first_sheet")),
                name="cut_pages_run_forward",
            ),
        )

    def __str__(self) -> str:
        return f"Pages {self.first_sheet} to {self.last_sheet} of {self.file}"


class UnplacedLines(models.Model):
    """A run of lines of a file that no fact holds, so that an officer can see what was not read."""

    file = models.ForeignKey(PackFile, on_delete=models.CASCADE, related_name="unplaced")
    first_line = models.PositiveIntegerField(help_text="From 1.")
    last_line = models.PositiveIntegerField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("file", "first_line")
        constraints = (
            models.UniqueConstraint(fields=["file", "first_line"], name="unplaced_run_once"),
            models.CheckConstraint(
                condition=Q(first_line__gte=1, last_line__gte=F("first_line")),
                name="unplaced_lines_run_forward",
            ),
            stamped_pair("looked", "unplaced_lines_looked_at_by_somebody"),
        )

    def __str__(self) -> str:
        return f"Lines {self.first_line} to {self.last_line} of {self.file}"


class Decision(models.TextChoices):
    UNDECIDED = "undecided", "Not decided"
    ACCEPTED = "accepted", "Accepted"
    CORRECTED = "corrected", "Corrected"
    REJECTED = "rejected", "Rejected"

    @property
    def colour(self) -> str:
        return {"accepted": "green", "corrected": "blue", "rejected": "red"}.get(self.value, "grey")


class ReadFact(models.Model):
    """One thing a pack says, what an officer decided about it, and the record it became.

    `read` is as printed and never changed by an officer; `correction` holds the fields an officer
    set otherwise. `applied` is what the record was last given from here; None: it has no record.
    `stands` says what a published or edited record keeps against the newest file:
    [{"field", "now", "read"}, …].
    """

    pack = models.ForeignKey(ImportedPack, on_delete=models.CASCADE, related_name="read_facts")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=400, help_text="The same in every file of the pack.")
    section = models.CharField(max_length=40)
    position = models.PositiveIntegerField(help_text="Order in the file, from 0.")
    line = models.PositiveIntegerField(help_text="First line in the newest file, from 1.")
    end_line = models.PositiveIntegerField()
    read = models.JSONField()
    doubts = models.JSONField(default=list, help_text="[{field, why}, …]")
    before = models.JSONField(
        null=True, help_text="What an earlier file said, and what was decided about that."
    )
    gone = models.BooleanField(default=False, help_text="The newest file does not say it.")
    correction = models.JSONField(null=True)
    decision = EnumField(Decision, max_length=10, default=Decision.UNDECIDED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    target_id = models.BigIntegerField(null=True, help_text="Key of the record it became.")
    applied = models.JSONField(null=True)
    problem = models.TextField(blank=True, help_text="Why it could not be stored: one sentence.")
    stands = models.JSONField(default=list)
    safe_title = models.CharField(
        max_length=500, blank=True, help_text="What the public may read of a restricted record."
    )
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_because = models.TextField(blank=True, help_text="Why the public may read it.")

    class Meta:
        ordering = ("pack", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["pack", "parent", "kind", "key"],
                name="read_fact_once_in_a_pack",
                nulls_distinct=False,
            ),
            stamped_pair("decided", "decision_made_by_somebody"),
            stamped_pair("opened", "fact_opened_by_somebody"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | ~Q(opened_because=""),
                name="opened_fact_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision="undecided", decided_at__isnull=True)
                | ~Q(decision="undecided") & Q(decided_at__isnull=False),
                name="decision_agrees_with_its_date",
            ),
            models.CheckConstraint(
                condition=Q(decision="corrected", correction__isnull=False)
                | ~Q(decision="corrected") & Q(correction__isnull=True),
                name="correction_says_what",
            ),
        )
        indexes = (models.Index(fields=["pack", "section", "position"]),)

    def __str__(self) -> str:
        return f"{self.kind} at line {self.line} of {self.pack}"[:200]

    @property
    def value(self) -> dict[str, Any]:
        """What holds: as read, but for what an officer corrected."""
        return {**self.read, **(self.correction or {})}

    @property
    def restriction(self) -> dict[str, Any] | None:
        """Why the pack keeps it from the public, where it does and no officer opened it."""
        return None if self.opened_at else self.restriction_read

    @property
    def restriction_read(self) -> dict[str, Any] | None:
        """What the pack says of it, whatever an officer did since."""
        return self.read.get("restricted") or None

    @property
    def in_doubt(self) -> bool:
        return bool(self.doubts or self.problem or self.stands)


class NamePair(models.Model):
    """Two names in a board's minutes that may be one person, and what an officer said of them."""

    class Answer(models.TextChoices):
        OPEN = "open", "Not decided"
        SAME = "same", "The same person"
        DIFFERENT = "different", "Not the same"

        @property
        def colour(self) -> str:
            return {"open": "grey", "same": "green", "different": "orange"}[self.value]

        @property
        def is_open(self) -> bool:
            return self is NamePair.Answer.OPEN

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    one = models.CharField(max_length=200, help_text="As printed; the first by code point.")
    other = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    answer = EnumField(Answer, max_length=10, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("one", "other")
        constraints = (
            models.UniqueConstraint(fields=["board", "one", "other"], name="name_pair_once"),
            stamped_pair("answered", "name_pair_answered_by_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
