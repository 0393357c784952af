"""The words that tell editions apart, for plans and records alike."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Which of a meeting's packs this is."""

    MAIN = "main", "Agenda pack"
    SUPPLEMENT = "supplement", "Supplement"
    CONSOLIDATED = "consolidated", "Consolidated pack"


class Audience(TextChoices):
    """Who may read the edition."""

    PUBLIC = "public", "Public"
    RESTRICTED = "restricted", "Restricted"

    @property
    def colour(self) -> str:
        return {"public": "green", "restricted": "orange"}[self.value]

    @property
    def is_restricted(self) -> bool:
        return self is Audience.RESTRICTED


class Layout(TextChoices):
    """Screen leaves blank pages out and skips their numbers; print holds them."""

    SCREEN = "screen", "Screen edition"
    PRINT = "print", "Print edition"


class Stage(TextChoices):
    """Whether the edition is the published one."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "For publication"

    @property
    def colour(self) -> str:
        return {"draft": "yellow", "published": "blue"}[self.value]
