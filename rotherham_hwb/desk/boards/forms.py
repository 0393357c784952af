"""What an officer sets for a board, and the days the council is shut."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone

from meetings.models import Board, ClosureDay, DeadlineKind, StandingItem
from meetings.models.name_field import NameBox
from meetings.timetable import measure, timetable
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Cleaned, Posted

MOST_CLOSED = 31


class BoardForm(forms.ModelForm[Board]):
    """What a board's meetings and front sheets start from."""

    class Meta:
        model = Board
        fields = (
            *("quorum", "quorum_note", "default_venue"),
            *("contact_name", "contact_email", "contact_phone"),
            *("signatory_name", "signatory_post", "how_to_attend", "how_to_ask"),
            *("front_sheet_heading", "front_sheet_note", "prints_membership"),
            *("starts_papers_on_recto", "stamps_agenda_item", "issues_summons", "saturdays_count"),
            "politically_balanced",
            *("members_need_second_step", "second_officer_redacts"),
            *("decision_word", "minute_series", "series_started_on", "remote_counts_from"),
        )
        labels = {  # noqa: RUF012 - Django's own way
            "quorum_note": "Note on the quorum",
            "default_venue": "Usual place",
            "contact_name": "Contact",
            "contact_email": "Contact’s e-mail address",
            "contact_phone": "Contact’s telephone number",
            "signatory_name": "Who signs the front sheet",
            "signatory_post": "Signatory’s job title",
            "how_to_attend": "How to attend",
            "how_to_ask": "How to ask a question",
            "front_sheet_heading": "Heading of the front sheet",
            "front_sheet_note": "Note on filming and attending",
            "prints_membership": "The front sheet names the members",
            "starts_papers_on_recto": "Each paper starts on a right-hand page",
            "stamps_agenda_item": "Papers are stamped with their agenda item",
            "issues_summons": "Its members are summoned (full council)",
            "saturdays_count": "Saturdays count as clear days",
            "politically_balanced": "Its seats are shared among the political groups",
            "members_need_second_step": "Its members open exempt papers with a second step alone",
            "second_officer_redacts": "A second officer confirms when words are taken back",
            "decision_word": "Word before a decision in the minutes",
            "minute_series": "How minutes are numbered",
            "series_started_on": "First day of the present series of minute numbers",
            "remote_counts_from": "Day from which members who join remotely count",
        }
        help_texts = {  # noqa: RUF012
            "quorum": "How many voting members must be there for the board to decide.",
            "quorum_note": "Shown beside the quorum, such as who must be among them.",
            "front_sheet_note": "On front sheets and public notices.",
            "starts_papers_on_recto": "For printing on both sides: a blank page follows an odd "
            "number of pages.",
            "issues_summons": "",
            "saturdays_count": "",
            "politically_balanced": "Its page then shows the balance, from the wards and groups of "
            "its councillors.",
            "members_need_second_step": "A passkey or a code beside the password. Until they have "
            "set one up, they see what is open.",
            "second_officer_redacts": "One officer asks, and another one confirms.",
            "decision_word": "Such as Resolved or Agreed.",
            "series_started_on": "Such as the day of the annual meeting; its day and month "
            "begin each year’s numbers. Leave it empty for 1 May.",
            "remote_counts_from": "From this day they count towards the quorum and may vote. "
            "Leave it empty while the law asks members to be in the room; a board under no "
            "statute needs no day.",
        }
        error_messages = {  # noqa: RUF012
            "decision_word": {"required": "Enter the word that minutes print before a decision."},
            "quorum": {"min_value": "Enter a quorum of 1 or more."},
        }
        widgets = {  # noqa: RUF012
            **dict.fromkeys(
                ("default_venue", "how_to_attend", "how_to_ask", "front_sheet_note"),
                forms.Textarea(attrs={"rows": 3}),
            ),
            "minute_series": forms.RadioSelect,
            "series_started_on": forms.SelectDateWidget,
            "remote_counts_from": forms.SelectDateWidget,
        }


class DeadlinesForm(forms.Form):
    """How long before a meeting each thing is due, and for the meetings from which day on."""

    holds_from = DayField(label="For meetings from")

    def __init__(self, data: Posted = None, *, board: Board) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"holds_from": today})
        table = timetable(board)
        for kind in DeadlineKind:
            if kind == DeadlineKind.SUMMONS and not board.issues_summons:
                continue
            law = table.law(kind)
            unit = (
                "Clear days before the meeting"
                if kind.is_law
                else ("Working days before the agenda is published")
            )
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label,
                help_text=f"{unit}. {law} asks for 5." if law else f"{unit}.",
                min_value=0,
                max_value=250,
                initial=table.days(kind, today),
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}
                ),
            )

    def initial_lines(self) -> list[tuple[str, str]]:
        """Each deadline and how it is counted today, to be read."""
        return [
            (kind.label, measure(kind, self.fields[kind.value].initial))
            for kind in DeadlineKind
            if kind.value in self.fields
        ]

    def days(self) -> dict[DeadlineKind, int]:
        return {
            kind: self.cleaned_data[kind.value]
            for kind in DeadlineKind
            if kind.value in self.fields
        }


class StandingForm(forms.ModelForm[StandingItem]):
    """An item that stands on every agenda of the board."""

    class Meta:
        model = StandingItem
        fields = ("title", "place", "section", "kind", "notes")
        labels = {  # noqa: RUF012
            "place": "Where it stands",
            "section": "Under which heading",
            "notes": "Words below its title",
        }
        help_texts = {"section": "", "notes": ""}  # noqa: RUF012
        widgets = {  # noqa: RUF012
            "place": forms.RadioSelect,
            "notes": forms.Textarea(attrs={"rows": 2}),
        }


class ClosureForm(forms.Form):
    """A day, or a run of days, on which the council is shut."""

    first = DayField(label="First day")
    last = DayField(label="Last day", required=False, help_text="Only where there are several.")
    name = NameBox(label="Why", max_length=100, help_text="Such as Christmas closure.")

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and not first <= last < first + dt.timedelta(days=MOST_CLOSED):
            self.add_error("last", f"Enter a day within {MOST_CLOSED} days of the first one.")
        return said

    def days(self) -> list[ClosureDay]:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        length = ((last or first) - first).days + 1
        name = self.cleaned_data["name"]
        return [
            ClosureDay(date=first + dt.timedelta(days=number), name=name)
            for number in range(length)
        ]
