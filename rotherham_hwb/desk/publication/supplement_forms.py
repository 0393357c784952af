"""What an officer says of a supplement, its late items and its papers."""

from __future__ import annotations

from django import forms

from meetings.models import AgendaItem, ItemKind, Supplement
from reports.models import Placement, Upload
from rotherham_hwb.desk.agenda.forms import ItemForm
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.papers.forms import PaperForm
from rotherham_hwb.form_types import Files, Posted, choice_field, offer

NOT_LATE = (ItemKind.TO_FOLLOW, ItemKind.EXCLUSION)
NOT_FOR_LATE = ("awaited_reason", "awaited_on", "minutes_of", "section", "new_section")


def open_form(data: Posted = None) -> ReasonForm:
    """Why papers follow the agenda."""
    return ReasonForm(
        data,
        label="Why do these papers come after the agenda?",
        help_text="It is printed on the supplement.",
        max_length=1000,
        missing="Enter why these papers come after the agenda.",
    )


class UrgencyForm(forms.ModelForm[Supplement]):
    """The chair's opinion on a late item."""

    class Meta:
        model = Supplement
        fields = ("urgency", "urgency_by")
        labels = {  # noqa: RUF012 - Django's own way
            "urgency": "Why is it urgent?",
            "urgency_by": "Whose opinion is it?",
        }
        help_texts = {  # noqa: RUF012
            "urgency": "The special circumstances; they are printed, and go into the minutes.",
            "urgency_by": "The person who will preside, such as “Councillor Ada Byron, Chair”.",
        }
        widgets = {"urgency": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012


class LateItemForm(ItemForm):
    """An item that comes after the agenda; its number is the one before it with a letter."""

    after = forms.ModelChoiceField(
        label="After which item?", queryset=AgendaItem.objects.none(), empty_label=None
    )
    field_order = ("title", "after")

    def __init__(self, data: Posted = None, *, instance: AgendaItem) -> None:
        super().__init__(data, instance=instance)
        for name in NOT_FOR_LATE:
            self.fields.pop(name, None)
        choice_field(self, "kind").choices = [
            (kind.value, kind.label) for kind in ItemKind if kind not in NOT_LATE
        ]
        items = instance.meeting.items.filter(parent=None).order_by("position")
        offer(self, "after", items, label=lambda item: f"{item.full_number}. {item.title}")


class SupplementPaperForm(PaperForm):
    """A paper that comes with a supplement, perhaps in the place of one that is out."""

    replaces = forms.ModelChoiceField(
        label="Does it replace a paper of the agenda?",
        queryset=Placement.objects.none(),
        required=False,
        empty_label="No",
    )
    field_order = ("title", "file", "replaces")

    def __init__(
        self,
        data: Posted = None,
        files: Files = None,
        *,
        item: AgendaItem,
        refused: Upload | None = None,
    ) -> None:
        super().__init__(data, files, item=item, refused=refused)
        self.fields.pop("under", None)
        out = item.placements.filter(paper__published_at__isnull=False, replaced_by=None)
        out = out.select_related("paper")
        offer(self, "replaces", out, label=lambda each: f"Yes, “{each.paper.title}”")
        if not out.exists():
            del self.fields["replaces"]
