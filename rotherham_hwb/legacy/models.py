"""Packs from before this system, as they were read into records."""

from django.db import models

from meetings.models import Meeting, User


class ImportedPack(models.Model):
    """One file that was read: its bytes' hash, its whole text, and what came of it.

    The text is kept line by line as it was, so that every imported fact's `source_line`
    (1-based) can be shown beside it.
    """

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="imported_pack", help_text="Of the agenda."
    )
    earlier_meetings = models.ManyToManyField(
        Meeting, related_name="imported_in", help_text="Whose minutes the pack holds."
    )
    facts = models.JSONField(default=dict, help_text="All that was read, as read_pack prints it.")
    warnings = models.JSONField(default=list, help_text="[{line, text}, …]")
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return self.name
