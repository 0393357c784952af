"""A text column of a fixed set of words that reads as their member: `meeting.state.label`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from django.db import models
from django.db.models.query_utils import DeferredAttribute

E = TypeVar("E", bound=Enum)
Set = TypeVar("Set")
Get = TypeVar("Get")

if TYPE_CHECKING:
    _CharField = models.CharField
else:

    class _CharField(models.CharField):
        """Takes types, which Django's own fields do not when they run."""

        def __class_getitem__(cls, types: object) -> type:
            return cls


class _Member(DeferredAttribute):
    """Turns a word that is given into its member, so that a new record speaks as a stored one."""

    field: EnumField[object, object]

    def __get__(self, record: models.Model | None, model: Any = None) -> Any:
        # A page reads states by the hundred: the value that is there is looked up first.
        if record is not None and self.field.attname in record.__dict__:
            return record.__dict__[self.field.attname]
        return super().__get__(record, model)

    def __set__(self, record: models.Model, value: object) -> None:
        member = value if isinstance(value, Enum) else self.field.to_python(value)
        record.__dict__[self.field.attname] = member


class EnumField(_CharField[Set, Get]):
    """A CharField whose value is a member; migrations see the CharField that it is.

    `choices` may be fewer than the enum has. A blank field reads as "", which is no member.
    """

    descriptor_class = _Member

    @overload
    def __init__(
        self: EnumField[E | str, E | Literal[""]],
        enum: type[E],
        *,
        blank: Literal[True],
        **options: Any,
    ) -> None: ...
    @overload
    def __init__(self: EnumField[E | str, E], enum: type[E], **options: Any) -> None: ...
    def __init__(self, enum: type[Enum], **options: Any) -> None:
        self.members: dict[object, Enum] = {each.value: each for each in enum}
        super().__init__(**{"choices": enum} | options)

    def from_db_value(self, value: str | None, *_: object) -> object:
        return self.members.get(value, value)

    def to_python(self, value: object) -> object:
        """The member; what is none stays as it is, for `full_clean` to refuse."""
        return self.members.get(value, value)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def clone(self) -> models.CharField[Set, Get]:  # type: ignore[override]
        """What migrations keep of it."""
        return models.CharField(**self.deconstruct()[3])
