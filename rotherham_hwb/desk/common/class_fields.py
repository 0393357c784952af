"""Who may read a record: the same question of an item, a paper and a minute, and one rule."""

from __future__ import annotations

from typing import Any

from django import forms

from meetings.access import Restriction
from meetings.exempt import PARAGRAPHS
from rotherham_hwb.form_types import Cleaned, choice_field

WHO = (
    (Restriction.OPEN.value, "Everyone"),
    (Restriction.EXEMPT.value, "Board members and officers: it is exempt"),
    (Restriction.CONFIDENTIAL.value, "Officers alone: it is confidential"),
)
NUMBERED = tuple((number, f"{number}: {words}") for number, words in PARAGRAPHS.items())


class ClassFields(forms.Form):
    """For a form that has `restriction` and `safe_title`; `about` is what it calls its records."""

    about = "records"

    exempt_paragraphs = forms.TypedMultipleChoiceField(
        label="Why is it exempt?",
        choices=NUMBERED,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "restriction").choices = WHO
        paragraphs = f"For exempt {self.about} only: the paragraphs of Schedule 12A."
        self.fields["exempt_paragraphs"].help_text = paragraphs

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        restriction = said.get("restriction")
        closed = restriction in (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
        if closed and not said.get("safe_title"):
            self.add_error("safe_title", "Enter the title the public may read.")
        if restriction == Restriction.EXEMPT and not said.get("exempt_paragraphs"):
            self.add_error("exempt_paragraphs", "Select the paragraphs that make it exempt.")
        return said


class WeighedClassFields(ClassFields):
    """The same where the public interest is weighed; what does not belong to a class is cleared."""

    no_reason = "Enter why keeping it private outweighs the public interest in publishing it."

    def clean(self) -> Cleaned:
        said = super().clean()
        restriction = said.get("restriction")
        if restriction == Restriction.OPEN:
            said["safe_title"] = ""
        if restriction != Restriction.EXEMPT:
            said["exempt_paragraphs"], said["public_interest"] = [], ""
        elif not said.get("public_interest"):
            self.add_error("public_interest", self.no_reason)
        return said
