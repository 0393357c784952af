"""What an officer says on the desk."""

from django import forms

from rotherham_hwb.form_types import Posted
from rotherham_hwb.packs.kinds import Stage


class ReasonForm(forms.Form):
    """Why something is done, in a few lines."""

    def __init__(
        self,
        data: Posted = None,
        *,
        label: str = "Reason",
        help_text: str = "",
        max_length: int = 2000,
        missing: str = "",
    ) -> None:
        """`missing` is said where it is left empty; without it, what every form says."""
        super().__init__(data)
        self.fields["reason"] = forms.CharField(
            label=label,
            help_text=help_text,
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": missing} if missing else None,
        )

    @property
    def reason(self) -> str:
        """Of a form that is valid."""
        said: str = self.cleaned_data["reason"]
        return said


class CompileForm(forms.Form):
    """What a pack is compiled for; it is compiled in every edition, for whoever is to read it."""

    stage = forms.ChoiceField(
        label="What is it for?",
        choices=(
            (Stage.PUBLISHED.value, "To publish"),
            (Stage.DRAFT.value, "To look at: every page is marked DRAFT"),
        ),
        widget=forms.RadioSelect,
        initial=Stage.PUBLISHED.value,
        help_text="For the public and, where anything is exempt, for board members; on a screen "
        "and on paper. Page numbers are the same in all.",
    )

    @property
    def chosen(self) -> Stage:
        """Of a form that is valid."""
        return Stage(self.cleaned_data["stage"])
