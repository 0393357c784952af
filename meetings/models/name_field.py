"""One line of text that names something, as the house rule of names has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import Q

from meetings.names import NOT_IN_NAMES, composed_name, plain_name, validate_name

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class NameBox(forms.CharField):
    """The box a name is typed into: it refuses what cannot be seen, and says where it stands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [*self._kept(), validate_name]

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        return composed_name(said) if isinstance(said, str) else said

    def _kept(self) -> list[Any]:
        """Django's own, but the one of nulls: ours tells where it stands, too."""
        nulls = "ProhibitNullCharactersValidator"
        return [each for each in self.validators if type(each).__name__ != nulls]


class NameField(_CharField):
    """A CharField for names: `full_clean` refuses what cannot be seen, storing takes it out.

    So a form, a table or a verb says what is wrong, and no other way in can store it. Migrations
    see the CharField that it is.
    """

    default_validators = [validate_name]  # noqa: RUF012 - a list, as Django’s own

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        return composed_name(said) if isinstance(said, str) else said

    def get_prep_value(self, value: Any) -> Any:
        said = super().get_prep_value(value)
        return plain_name(said) if isinstance(said, str) else said

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": NameBox} | options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


def seen_whole(field: str, name: str) -> models.CheckConstraint:
    """The check that nothing in a name is unseen, whoever stores it."""
    return models.CheckConstraint(condition=~Q(**{f"{field}__regex": NOT_IN_NAMES}), name=name)
