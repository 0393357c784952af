"""What an officer says on the desk."""

from django import forms

from meetings.access import Restriction
from meetings.models import Meeting
from reports.models import Paper
from rotherham_hwb.form_types import Posted
from rotherham_hwb.packs.kinds import Audience, Layout, Stage
from rotherham_hwb.packs.plan.pack_plan import Axes


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
    """Which edition to compile; a meeting with nothing restricted has a public one alone."""

    audience = forms.ChoiceField(
        label="Who is it for?",
        choices=(
            (Audience.PUBLIC.value, "The public: restricted papers are left out"),
            (Audience.RESTRICTED.value, "Board members: with exempt papers"),
        ),
        widget=forms.RadioSelect,
        initial=Audience.PUBLIC.value,
    )
    stage = forms.ChoiceField(
        label="What is it for?",
        choices=(
            (Stage.PUBLISHED.value, "To publish"),
            (Stage.DRAFT.value, "To look at: every page is marked DRAFT"),
        ),
        widget=forms.RadioSelect,
        initial=Stage.PUBLISHED.value,
    )
    layout = forms.ChoiceField(
        label="How will it be read?",
        choices=(
            (Layout.SCREEN.value, "On a screen"),
            (Layout.PRINT.value, "On paper, printed on both sides"),
        ),
        widget=forms.RadioSelect,
        initial=Layout.SCREEN.value,
        help_text="Page numbers are the same in both.",
    )

    def __init__(self, *args: object, meeting: Meeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not _holds_restricted(meeting):
            del self.fields["audience"]

    def axes(self) -> Axes:
        return Axes(
            audience=Audience(self.cleaned_data.get("audience", Audience.PUBLIC)),
            layout=Layout(self.cleaned_data["layout"]),
            stage=Stage(self.cleaned_data["stage"]),
        )


def _holds_restricted(meeting: Meeting) -> bool:
    closed = [Restriction.EXEMPT, Restriction.CONFIDENTIAL]
    return (
        meeting.items.filter(restriction__in=closed).exists()
        or Paper.objects.filter(placements__item__meeting=meeting, restriction__in=closed).exists()
    )
