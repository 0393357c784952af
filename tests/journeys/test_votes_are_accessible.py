"""The pages of votes, and minutes with everything in them: axe, valid HTML, phone widths."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minutes.decisions import voting
from minutes.models import Declaration, SubHeading
from tests import factories
from tests.journeys.walks import Walk
from tests.minutes.decisions.test_voting import Room
from tests.minutes.full import Full

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Votes:
    """A draft with votes of every manner on one minute, and published minutes of another day."""

    def __init__(self) -> None:
        self.room = Room()
        SubHeading.objects.create(minute=self.room.minute, position=1, heading="Below")
        self.room.add("Remy Remote", mode="remote")
        Declaration.objects.create(
            attendance=self.room.members[9], item=self.room.item, kind="disclosable", nature="Owns"
        )
        self.vote = self.room.vote(in_favour=5, against=2, moved_by="Member 1")
        voting.record_my_vote(
            self.vote, attendance=self.room.members[3], side="against", by=self.room.officer
        )
        self.room.named(in_favour=4, against=4, casting="for")
        self.full = Full(factories.board(), self.room.officer)
        self.full.publish()

    def addresses(self) -> list[str]:
        meeting, full = self.room.minutes.meeting_id, self.full
        votes = reverse("desk_votes", args=[meeting, self.room.minute.pk])
        return [
            *(f"{votes}?manner={each}" for each in ("counted", "named", "hands", "agreed")),
            reverse(
                "desk_item_votes", args=[meeting, factories.item(self.room.minutes.meeting).pk]
            ),
            reverse("desk_vote", args=[meeting, self.vote.pk]),
            reverse("desk_vote_remove", args=[meeting, self.vote.pk]),
            full.minutes.get_absolute_url(),
            full.open.get_absolute_url(),
            full.secret.get_absolute_url(),
        ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    votes = Votes()
    for address in votes.addresses():
        walk.visit(address, by=votes.room.officer)

    assert walk.faults == []


def test_a_tie_is_settled_by_the_casting_vote_on_an_accessible_page(walk: Walk) -> None:
    votes = Votes()
    page = walk.page(votes.room.officer)
    page.goto(f"{walk.url}{votes.addresses()[0]}")
    page.get_by_label("What was put to the vote").fill("That coats be worn.")
    page.get_by_label("In favour", exact=True).fill("4")
    page.get_by_label("Against", exact=True).fill("4")
    page.get_by_role("button", name="Record the vote").click()
    page.wait_for_url("**")
    assert page.get_by_text("Casting vote of Member 1").count() == 1
    walk.look("tie", page)
    page.get_by_label("Against", exact=True).last.check()
    page.get_by_role("button", name="Record the vote").click()
    assert page.get_by_text("The vote is recorded: lost.").is_visible()

    assert walk.faults == []
