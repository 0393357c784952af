"""What an owner writes of an action."""

from django import forms

from minutes.actions import LONGEST_REPORT


class ProgressForm(forms.Form):
    """How an action stands, and whether it is done."""

    text = forms.CharField(
        label="How does it stand?",
        help_text="What was done, what is still to do, and what is in the way.",
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Write how it stands, in a sentence or two.",
            "max_length": f"That is longer than {LONGEST_REPORT:,} letters: shorten it.",
        },
    )
    says_done = forms.TypedChoiceField(
        label="Is it done?",
        choices=[("yes", "Yes, it is done"), ("no", "No, not yet")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is done."},
    )
