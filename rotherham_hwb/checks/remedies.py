"""Where a finding is put right: an address and what to do there, as the state of things allows.

A remedy that the state of the meeting or the paper forbids is none: the finding may then be
overruled, or stands until what went out is taken back.
"""

from __future__ import annotations

from django.urls import reverse

from meetings.agenda import may_build
from meetings.models import AgendaItem, Meeting, MeetingState, Supplement
from meetings.supplements import OPEN_STATES
from reports.models import Paper, PaperState

Remedy = tuple[str, str]
"""The address and the words of its link; both empty where nothing can be done."""
NONE: Remedy = ("", "")
WITHDRAW = "Withdraw the paper"


def settle_details(meeting: Meeting, fix: str = "Change the meeting") -> Remedy:
    """Its time and place: before it is public they are changed, then the meeting is moved."""
    if meeting.state == MeetingState.DRAFT:
        return reverse("desk_edit_meeting", args=[meeting.pk]), fix
    if meeting.state in (MeetingState.CALLED, MeetingState.AGENDA_PUBLISHED):
        return reverse("desk_move_meeting", args=[meeting.pk]), fix
    return NONE


def build_agenda(meeting: Meeting, fix: str) -> Remedy:
    if not may_build(meeting):
        return reverse("desk_agenda", args=[meeting.pk]), fix
    return NONE


def change_item(item: AgendaItem) -> Remedy:
    if not may_build(item.meeting):
        address = reverse("desk_agenda_change", args=[item.meeting_id, item.pk])
        return address, "Change the item"
    return NONE


def add_a_paper(item: AgendaItem) -> Remedy:
    """Into the pack; once that is out, into the supplement that is open, or to be opened."""
    meeting = item.meeting
    if not meeting.agenda_published_at:
        return reverse("desk_add_paper", args=[item.pk]), "Add a paper"
    open_one = meeting.supplements.filter(published_at=None).first()
    if open_one is not None:
        return reverse("desk_supplement_paper", args=[open_one.pk, item.pk]), "Add a paper"
    if meeting.state in OPEN_STATES:
        return reverse("desk_open_supplement", args=[meeting.pk]), "Open a supplement"
    return NONE


def change_urgency(supplement: Supplement) -> Remedy:
    if supplement.published_at is None:
        return reverse("desk_urgency", args=[supplement.pk]), "Change the chair’s opinion"
    return NONE


def mend_paper(paper: Paper) -> Remedy:
    """Its page offers what its state allows; what is out can only be taken back."""
    if paper.state == PaperState.PUBLISHED:
        return reverse("desk_withdraw", args=[paper.pk]), WITHDRAW
    return reverse("desk_paper", args=[paper.pk]), "Open the paper"
