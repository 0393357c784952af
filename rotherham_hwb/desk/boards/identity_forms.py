"""What an officer says of a board itself: what it is, what it belongs to, when it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from meetings.models import Board
from meetings.models.name_field import NameBox
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Posted, offer

LABELS = {
    "regime": "The law it meets under",
    "parent": "Part of",
    "purpose": "What the board does",
    "terms_of_reference": "Terms of reference",
    "short_name": "Short name",
}
HELP = {
    "short_name": "Where there is little room, such as HWB.",
    "parent": "Only for a sub-committee or a task group: the board that set it up.",
    "purpose": "One paragraph, at the head of its page.",
    "terms_of_reference": "",
}
WIDGETS = {
    "regime": forms.RadioSelect,
    "purpose": forms.Textarea(attrs={"rows": 3}),
    "terms_of_reference": forms.Textarea(attrs={"rows": 12}),
}


class NamesField(forms.CharField):
    """Names, one on each line."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, widget=widget, **options)

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        box = NameBox(max_length=200)
        lines = str(super().clean(value)).splitlines()
        return [box.clean(line) for line in lines if line.strip()]


class NewBoardForm(forms.ModelForm[Board]):
    """A board to add, perhaps set up like one there is."""

    like = forms.ModelChoiceField(
        label="Copy the set-up of",
        queryset=Board.objects.none(),
        required=False,
        empty_label="None: start afresh",
        help_text="Its quorum, deadlines, standing items, contact, front sheet and how its "
        "minutes are numbered. Not its people.",
    )

    class Meta:
        model = Board
        fields = ("name", "short_name", "regime", "parent", "purpose")
        labels = LABELS
        help_texts = HELP
        widgets = WIDGETS

    def __init__(self, data: Posted = None, *, name: str = "") -> None:
        super().__init__(data, initial={"name": name})
        offer(self, "like", Board.objects.all())
        offer(self, "parent", Board.objects.current())
        self.fields["parent"].empty_label = "No other board"  # type: ignore[attr-defined]


class AboutBoardForm(forms.ModelForm[Board]):
    """What a board is; its name is changed by itself, for it has days."""

    variants = NamesField(
        label="Other printed names",
        help_text="One on each line, as old agendas print it, so that imported packs find it.",
    )

    class Meta:
        model = Board
        fields = ("short_name", "variants", "regime", "parent", "purpose", "terms_of_reference")
        labels = LABELS
        help_texts = HELP
        widgets = WIDGETS

    def __init__(self, data: Posted = None, *, instance: Board) -> None:
        super().__init__(data, instance=instance)
        own = Q(pk=instance.parent_id) | Q(pk__in=Board.objects.current())
        offer(self, "parent", Board.objects.filter(own).exclude(pk=instance.pk))
        self.fields["parent"].empty_label = "No other board"  # type: ignore[attr-defined]


class RetireForm(forms.Form):
    """From when on a board meets no more, and why."""

    last_day = DayField(label="Its last day")
    reason = forms.CharField(
        max_length=2000,
        help_text="Such as who does its work now. Officers read it in the log.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
