"""What the chair proposes of a draft."""

from __future__ import annotations

from typing import TypedDict

from django import forms

from rotherham_hwb.form_types import Cleaned, Posted, choice_field

ELSEWHERE = "none"


class ProposedWords(TypedDict):
    minute: int | None
    old: str
    new: str


class ProposalForm(forms.Form):
    """The words as they stand, what they should read, and in which minute."""

    minute = forms.ChoiceField(label="Where?")
    old = forms.CharField(
        label="The words as they stand",
        help_text="Copy them. Leave it empty to add something, and write below where it belongs.",
        required=False,
        max_length=5000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    new = forms.CharField(
        label="What they should read",
        help_text="Leave it empty to strike the words out.",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Posted, *, places: tuple[tuple[str, str], ...]) -> None:
        super().__init__(data)
        choices = [*places, (ELSEWHERE, "In no minute in particular: those present, or all of it")]
        choice_field(self, "minute").choices = choices

    def words(self) -> ProposedWords:
        """Of a form that is valid: it offers no minute that its reader may not read."""
        said = self.cleaned_data
        where = None if said["minute"] == ELSEWHERE else int(said["minute"])
        return {"minute": where, "old": said["old"], "new": said["new"]}

    def clean(self) -> Cleaned:
        said: Cleaned = super().clean() or {}
        if not (said.get("old") or said.get("new")):
            self.add_error("old", "Write what should be changed.")
        return said
