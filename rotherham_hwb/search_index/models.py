"""The index of what is published: one row for each thing found, its words in a table beside.

The narrow table keeps searching quick: a search reads vectors, never texts (ADR 29).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from meetings.models import Board, Meeting
from meetings.models.enum_field import EnumField


class EntryKind(models.TextChoices):
    """What kind of record a row is of."""

    MEETING = "meeting", "Meeting"
    ITEM = "item", "Agenda item"
    PAPER = "paper", "Paper"
    MINUTE = "minute", "Minute"


class IndexEntry(models.Model):
    """Words of one published record: of a paper, one row for its title and one for each page.

    `is_public` is the class it was made under: its words are what anybody is shown. Of a record
    that is withheld there are two rows: the public one holds the safe title alone.
    """

    kind = EnumField(EntryKind, max_length=10)
    record = models.BigIntegerField(help_text="The key of the record.")
    page = models.PositiveIntegerField(default=0, help_text="Of a paper’s file, from 1; 0: none.")
    item = models.BigIntegerField(null=True, help_text="The agenda item it belongs to.")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="Of the meeting.")
    is_public = models.BooleanField()
    vector = SearchVectorField()

    class Meta:
        indexes = (
            # A worker publishes: nobody waits for the index, and pending pages slow each search.
            GinIndex(fields=["vector"], name="entry_words", fastupdate=False),
            models.Index(
                F("day").desc(), F("id").desc(), name="entry_newest", condition=Q(is_public=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind.label} {self.record}, page {self.page}"


class IndexedText(models.Model):
    """The words of a row, for its excerpt."""

    entry = models.OneToOneField(
        IndexEntry, primary_key=True, on_delete=models.CASCADE, related_name="text"
    )
    heading = models.TextField()
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.heading


class OutOfDate(models.Model):
    """A meeting whose rows are to be written anew, marked in the transaction that changed it."""

    meeting = models.OneToOneField(Meeting, primary_key=True, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"{self.meeting} is to be indexed"


class KnownWord(models.Model):
    """A word of public pages, to offer where somebody spells it another way."""

    word = models.CharField(max_length=40, primary_key=True)
    pages = models.PositiveIntegerField(help_text="In how many rows it stood when they were made.")

    class Meta:
        indexes = (GistIndex(OpClass(F("word"), name="gist_trgm_ops"), name="known_word_alike"),)

    def __str__(self) -> str:
        return self.word
