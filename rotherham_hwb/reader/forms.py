"""What a member tells with their apologies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet


class ApologiesForm(forms.Form):
    """Who comes instead, where the seat has deputies, and a note; both may be left empty."""

    deputy: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label="Who comes in your place?",
        queryset=None,
        required=False,
        empty_label="Nobody",
        help_text="The deputies of your seat. To send somebody else, tell the officers in the "
        "note.",
        error_messages={"invalid_choice": "Select one of the deputies, or nobody."},
    )
    note = forms.CharField(
        label="Note to the officers",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the officers of the meeting read it. Up to 500 characters.",
        error_messages={"max_length": "Shorten the note to 500 characters or fewer."},
    )

    def __init__(self, *args: Any, deputies: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if deputies.exists():
            self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]
        else:
            del self.fields["deputy"]

    @property
    def told(self) -> dict[str, Any]:
        """What `send_apologies` is to be told."""
        return {"deputy": None, **self.cleaned_data}
