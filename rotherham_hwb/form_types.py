"""The types of what a form is given and finds, and how its page sets what it chooses among."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils.datastructures import MultiValueDict

Posted: TypeAlias = Mapping[str, Any] | None
"""What was sent with a form, by name; None: nothing was sent yet."""
Files: TypeAlias = "MultiValueDict[str, UploadedFile[bytes]] | None"
"""The files that were sent with it."""
Cleaned: TypeAlias = dict[str, Any]
"""What a form found in it, by name; each field knows of which type its own is."""

Record = TypeVar("Record", bound=Model)


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of a form whose choices depend on the page it stands on."""
    return cast(forms.ChoiceField, form.fields[name])


def offer(
    form: forms.BaseForm,
    name: str,
    records: QuerySet[Record],
    *,
    label: Callable[[Record], str] | None = None,
) -> None:
    """Let a field of a form choose among these records, each shown by its label or its name."""
    field = cast("forms.ModelChoiceField[Record]", form.fields[name])
    field.queryset = records
    if label is not None:
        field.label_from_instance = label  # type: ignore[method-assign, assignment]
