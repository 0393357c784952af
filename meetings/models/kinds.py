"""Words that several records share."""

from django.db import models


class ItemKind(models.TextChoices):
    PAPER = "paper", "Paper"
    VERBAL = "verbal", "Verbal"
    PRESENTATION = "presentation", "Presentation"
    STANDING = "standing", "Standing item"
    TO_FOLLOW = "to_follow", "To follow"
    EXCLUSION = "exclusion", "Exclusion of the press and public"
    ACTIONS = "actions", "Matters arising and actions"

    @property
    def is_standing(self) -> bool:
        return self is ItemKind.STANDING

    @property
    def is_to_follow(self) -> bool:
        return self is ItemKind.TO_FOLLOW
