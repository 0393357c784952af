"""What is asked of the search, as it came in the address."""

from __future__ import annotations

from django import forms

from rotherham_hwb.form_types import Posted
from rotherham_hwb.shown.search.narrowing import Narrowing, kinds

MOST_KEY = 2**31 - 1


class SearchForm(forms.Form):
    """The words to look for; the other fields narrow what they find."""

    q = forms.CharField(required=False, max_length=200, label="Search")


class NarrowingForm(forms.Form):
    """A choice that means nothing is taken for none: an address may be old."""

    board = forms.IntegerField(required=False, min_value=1, max_value=MOST_KEY)
    kind = forms.ChoiceField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    matter = forms.IntegerField(required=False, min_value=1, max_value=MOST_KEY)
    sort = forms.ChoiceField(required=False, choices=[("newest", "Newest first")])

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def chosen(self) -> Narrowing:
        said = self.cleaned_data
        return Narrowing(
            board=said.get("board"),
            kind=said.get("kind") or "",
            year=said.get("year"),
            matter=said.get("matter"),
            newest_first=said.get("sort") == "newest",
        )
