"""How the council presents itself on pages and on paper."""

from django.db import models
from django.db.models import Q

from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField

COLOUR = r"^#[0-9a-f]{6}$"


class CrestKind(models.TextChoices):
    SVG = "svg", "SVG"
    PNG = "png", "PNG"


class CouncilIdentity(models.Model):
    """The council's name, crest and colours: one row, or none while nothing was changed.

    What is empty is as it was installed.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = NameField(max_length=200, blank=True)
    primary = models.CharField(max_length=7, blank=True, help_text="As “#12464c”.")
    accent = models.CharField(max_length=7, blank=True, help_text="As “#d9a326”.")
    crest = models.BinaryField(default=b"", help_text="The checked picture itself.")
    crest_kind = EnumField(CrestKind, max_length=3, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="Part of addresses that are kept.")

    class Meta:
        verbose_name = "look of the council"
        constraints = (
            models.CheckConstraint(condition=Q(only=True), name="one_council_identity"),
            models.CheckConstraint(
                condition=(Q(primary="") | Q(primary__regex=COLOUR))
                & (Q(accent="") | Q(accent__regex=COLOUR)),
                name="council_colours_are_colours",
            ),
            models.CheckConstraint(
                condition=Q(crest=b"", crest_kind="") | (~Q(crest=b"") & ~Q(crest_kind="")),
                name="council_crest_has_a_kind",
            ),
        )

    def __str__(self) -> str:
        return self.name or "The council"
