"""What an officer narrows their worklist by."""

from __future__ import annotations

from django import forms

from meetings.models import Board
from meetings.models.board import BoardQuerySet
from rotherham_hwb.form_types import Posted


class WorklistForm(forms.Form):
    """One board or all, and the officer's own work or everybody's."""

    board = forms.ModelChoiceField(
        queryset=Board.objects.none(), empty_label="All boards", required=False
    )
    whom = forms.ChoiceField(
        label="Waits for", choices=(("", "Everybody"), ("you", "You")), required=False
    )

    def __init__(self, data: Posted, *, boards: BoardQuerySet) -> None:
        super().__init__(data)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]
