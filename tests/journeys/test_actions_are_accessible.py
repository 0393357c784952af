"""The pages of actions, the officer's and the owner's: axe, phone widths."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from minutes.actions import (
    ActionDraft,
    OwnerDraft,
    put_actions,
    report_progress,
    tell_progress,
)
from rotherham_hwb.shown.actions.links import link_path
from tests import factories
from tests.factories.actions import ANN, asked, draft_minute
from tests.journeys.walks import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Port:
    """A board with actions of every kind, published and in a draft."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board", contact_email="port@x.example")
        self.olive = factories.officer(self.board)
        drafts = [
            ActionDraft(
                "Write to the port about the ferries that no longer call on Sundays",
                owners=(ANN, OwnerDraft("the Trust")),
                due_on=dt.date(2025, 2, 3),
            ),
            ActionDraft("Paint the pier", due_when="when the lease is signed"),
        ]
        self.write, self.paint = asked(self.board, *drafts, by=self.olive)
        tell_progress(self.write, by_name="Ann Example", text="She rang.", by=self.olive)
        owner = self.write.owners.all()[0]
        self.report = report_progress(
            self.write, owner=owner, by_name="Ann Example", text="The letter went.", says_done=True
        )
        self.link = link_path(owner)
        self.over = link_path(owner, now=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        self.minute = draft_minute(self.board, by=self.olive, date=dt.date(2025, 2, 19))
        put_actions(self.minute, [ActionDraft("Dredge", owners=(ANN,))], by=self.olive)

    def addresses(self) -> dict[str, int]:
        """The pages, with the status each answers with."""
        meeting, steps = self.minute.minutes.meeting_id, ("finish", "drop", "owners", "due", "told")
        good = [
            reverse("board_actions", args=[self.board.slug]),
            self.link,
            reverse("desk_actions"),
            *(reverse("desk_action", args=[each.pk]) for each in (self.write, self.paint)),
            *(reverse("desk_action_step", args=[self.write.pk, step]) for step in steps),
            reverse("desk_report_refuse", args=[self.report.pk]),
            reverse("desk_meeting_actions", args=[meeting]),
            reverse("desk_minute_actions", args=[meeting, self.minute.pk]),
        ]
        return dict.fromkeys(good, 200) | {self.over: 410}


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    port = Port()
    for address, status in port.addresses().items():
        walk.visit(address, by=port.olive, status=status)

    assert walk.faults == []
