"""The pages on which minutes are written: axe, valid HTML, phone widths."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs, set_sub_headings
from minutes.models import Minutes
from minutes.workflow import send_to_chair, start_minutes
from minutes.writing.drafting import draft_minutes
from minutes.writing.entries import add_entry, change_minute
from minutes.writing.excluding import exclude_public
from tests import factories
from tests.journeys.walks import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROPOSED = "That officers report to the board in May on heating and on buses."


class Draft:
    """Minutes being written with everything in them, some with the chair, and none yet."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Health and Wellbeing Board")
        self.olive = factories.officer(self.board)
        self.minutes = self._written()
        self.sent = self._begun(dt.date(2024, 9, 18))
        add_entry(self.sent, title="Communications", by=self.olive)
        send_to_chair(self.sent, by=self.olive)
        earlier = self._begun(dt.date(2024, 7, 3))
        add_entry(earlier, title="Communications", by=self.olive)
        self.none = factories.meeting(
            self.board, by=self.olive, state="held", date=dt.date(2024, 6, 5)
        )
        self.winter = self.minutes.entries.get(title="Winter in the harbour towns")

    def _begun(self, day: dt.date) -> Minutes:
        meeting = factories.meeting(self.board, by=self.olive, date=day, state="held")
        return start_minutes(Minutes(meeting=meeting), by=self.olive)

    def _written(self) -> Minutes:
        minutes = self._begun(dt.date(2024, 11, 20))
        for title in ("Declarations of Interest", "Winter in the harbour towns"):
            factories.item(minutes.meeting, title)
        factories.item(minutes.meeting, "Pier", late=True, late_reason="The storm broke the pier.")
        sale = factories.private_item(minutes.meeting, "Sale of the cannery", kind="paper")
        draft_minutes(minutes, proposals={sale.pk: [("", "That it be sold.")]}, by=self.olive)
        winter = minutes.entries.get(title="Winter in the harbour towns")
        change_minute(winter, revision=0, text="It snowed.\n\n- Heating\n- Buses", by=self.olive)
        plan, _ = set_sub_headings(
            winter, [("The plan", "It was read."), ("The group", "")], by=self.olive
        )
        amended = (
            "That officers report to the board in June on heating and, with the police, buses."
        )
        limbs = [
            LimbDraft("That the report be noted.", proposed="That the report be noted."),
            LimbDraft(amended, under=plan, proposed=PROPOSED, addressee="The Director"),
            LimbDraft("That a letter be sent.", under=plan),
            LimbDraft("That it be sold.", proposed="That it be sold.", fate="lost"),
        ]
        set_limbs(winter, limbs, by=self.olive)
        exclusion = minutes.entries.get(title="Exclusion of the press and public")
        exclude_public(minutes, resolved_in=exclusion, by=self.olive)
        add_entry(minutes, title="A tribute to the harbour master", by=self.olive)
        return minutes

    def addresses(self) -> list[str]:
        meeting, winter = self.minutes.meeting_id, self.winter.pk
        exclusion = self.minutes.exclusions.get().resolved_in_id
        sale = self.minutes.entries.get(title="Sale of the cannery").pk
        return [
            *(
                reverse("desk_minutes", args=[pk])
                for pk in (meeting, self.sent.meeting_id, self.none.pk)
            ),
            reverse("desk_minute", args=[meeting, winter]),
            reverse("desk_minute", args=[meeting, sale]),
            reverse("desk_minutes_add", args=[meeting]),
            reverse("desk_minutes_return", args=[self.sent.meeting_id]),
            reverse("desk_minute_remove", args=[meeting, winter]),
            reverse("desk_minute_class", args=[meeting, sale]),
            reverse("desk_minute_exclusion", args=[meeting, exclusion]),
            reverse("desk_publish_minutes", args=[meeting]),
            reverse("desk_meeting", args=[meeting]),
        ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    draft, client = Draft(), Client()
    for address in draft.addresses():
        walk.visit(address, by=draft.olive)
    client.force_login(draft.olive)
    clash = {"revision": "0", "title": "Winter", "text": "Mine"}
    clash |= {
        f"{part}-{form}_FORMS": "0" for part in ("parts", "limbs") for form in ("TOTAL", "INITIAL")
    }
    address = reverse("desk_minute", args=[draft.minutes.meeting_id, draft.winter.pk])
    walk.check("clash", client.post(address, clash).content)

    assert walk.faults == []
