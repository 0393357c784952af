"""The pages on which an agenda is built, checked and published: axe, valid HTML, phone widths."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from meetings.models import AgendaSection
from meetings.supplements import open_supplement, record_urgency
from reports.models import Paper
from rotherham_hwb.checks.run import check_meeting, overrule
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers
from tests.journeys.walks import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Week:
    """One agenda that is being built, with findings of every kind, and one that is out."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board")
        self.olive = factories.officer(self.board)
        self.draft = factories.meeting(self.board, by=self.olive, items=0)
        factories.item(self.draft, "Budget", kind="paper")
        self.section = AgendaSection.objects.create(meeting=self.draft, heading="For decision")
        self.draft.items.update(section=self.section)
        before = self.draft.date - dt.timedelta(days=28)
        factories.meeting(self.board, by=self.olive, items=2, date=before)
        factories.item(self.draft, "Leases", kind="to_follow")
        factories.item(self.draft, "Purchase", **factories.exempt())
        found = check_meeting(self.draft).stops
        overrule(self.draft, found[0], reason="It is tabled.", by=self.olive)
        self.out = meeting_with_papers(1, board=self.board, by=self.olive, date=dt.date(2025, 3, 5))
        edition(self.out)
        publish_meeting_papers(self.out, by=self.olive)
        self.late = open_supplement(self.out, reason="The storm.", by=self.olive)
        record_urgency(self.late, urgency="The pier.", urgency_by="The chair", by=self.olive)

    def addresses(self) -> list[str]:
        draft, out, late = self.draft.pk, self.out.pk, self.late.pk
        item = self.draft.items.get(title="Budget").pk
        paper = Paper.objects.get().pk
        return [
            *(reverse(name) for name in ("desk", "desk_meetings")),
            *(reverse("desk_meeting", args=[pk]) for pk in (draft, out)),
            *(reverse("desk_agenda", args=[pk]) for pk in (draft, out)),
            reverse("desk_agenda_add", args=[draft]),
            reverse("desk_agenda_change", args=[draft, item]),
            reverse("desk_agenda_remove", args=[draft, item]),
            reverse("desk_section_remove", args=[draft, self.section.pk]),
            reverse("desk_agenda_copy", args=[draft]),
            reverse("desk_front_sheet", args=[draft]),
            f"{reverse('desk_checks', args=[draft])}?now=1",
            reverse("desk_publish", args=[draft]),
            reverse("desk_correct", args=[out]),
            reverse("desk_withdraw", args=[paper]),
            reverse("desk_supplement", args=[late]),
            reverse("desk_urgency", args=[late]),
            reverse("desk_late_item", args=[late]),
            reverse("desk_supplement_paper", args=[late, self.out.items.get().pk]),
            reverse("desk_publish_supplement", args=[late]),
        ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    week = Week()
    for address in week.addresses():
        walk.visit(address, by=week.olive)

    assert walk.faults == []
