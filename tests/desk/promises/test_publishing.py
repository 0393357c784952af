"""What the pages promise that publish an agenda, a supplement or a meeting’s date."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meetings.models import Board
from meetings.supplements import open_supplement
from meetings.workflow import cancel_meeting
from reports.models import Paper
from reports.workflow import place_paper, withdraw_paper
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.publishing.correct import withdraw_from_packs
from tests import factories
from tests.desk.promises.presses import (
    WHY,
    Press,
    agenda_is_out,
    given,
    planned,
    public,
    reads,
    refused,
    seen,
    status,
    told,
)
from tests.factories.packs import pdf_paper, release

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/publication/publish")
def test_publishing_an_agenda_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = planned(board, press.user)
    release(meeting)
    mary = factories.user(board=board, role="member")
    paper = Paper.objects.get(title="Report 1")
    page = meeting.get_absolute_url()
    late = factories.paper(factories.meeting(board, by=press.user).items.get())

    def numbers_stay() -> bool:
        meeting.refresh_from_db()
        item = meeting.items.get(number="1")
        return refused(lambda: place_paper(late, item, by=press.user))

    def withdrawn() -> bool:
        withdraw_paper(paper, by=press.user, reason=WHY)
        return "This paper was withdrawn" in seen(paper.get_absolute_url())

    press.keeps(
        reverse("desk_publish", args=[meeting.pk]),
        {
            "The agenda’s items": lambda: (
                "Report 1" in public(meeting)
                and status(reverse("paper_file", args=[paper.pk])) == 200
                and given(meeting) == {200}
            ),
            "Item and page numbers never": numbers_stay,
            "Agenda pack: public, screen edition": lambda: (
                set(meeting.releases.out().get().editions.values_list("audience", "layout"))
                == {(who, how) for who in ("public", "restricted") for how in ("screen", "print")}
            ),
            "public, print edition": lambda: given(meeting) == {200},
            "restricted, print edition": lambda: "print edition" in seen(page, mary),
            "restricted, screen edition": lambda: "with restricted papers" in seen(page, mary),
            "Everyone sees open items": lambda: "Report 1" in public(meeting),
            "Of restricted ones": lambda: "The tender" not in public(meeting),
            "board members see exempt": lambda: "The tender" in seen(page, mary),
            "Preview the page": lambda: True,  # a link, and no promise
            "No: A paper can be withdrawn": withdrawn,
        },
    )


@reads("desk/publication/supplement_publish")
def test_a_supplement_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = agenda_is_out(board, press.user)
    one = open_supplement(meeting, reason="Late.", by=press.user)
    paper = pdf_paper(meeting.items.get(number="1"), "Late figures", supplement=one)
    kinds = (Kind.SUPPLEMENT, Kind.CONSOLIDATED)
    made = [release(meeting, kind=kind, supplement=1) for kind in kinds]

    def numbers_stay() -> bool:
        one.refresh_from_db()
        item = meeting.items.get(number="1")
        return refused(lambda: pdf_paper(item, "More", supplement=one))

    def withdrawn() -> bool:
        withdraw_from_packs(paper, by=press.user, reason=WHY)
        return "This paper was withdrawn" in seen(paper.get_absolute_url())

    press.keeps(
        reverse("desk_publish_supplement", args=[one.pk]),
        {
            "Its late items and papers": lambda: "Late figures" in public(meeting),
            "Supplement 1: public": lambda: given(meeting, Kind.SUPPLEMENT) == {200},
            "Consolidated pack 1: public": lambda: given(meeting, Kind.CONSOLIDATED) == {200},
            "public, print edition": lambda: set(made) < set(meeting.releases.out()),
            "restricted, ": lambda: made[1].editions.filter(audience="restricted").count() == 2,
            "Nothing goes": lambda: given(meeting) == {200},
            "Numbers never change": numbers_stay,
            "Everyone sees what is open": lambda: "Late figures" in public(meeting),
            "of restricted papers": lambda: "The tender" not in public(meeting),
            "The board’s people are told": lambda: told(meeting, "Supplement 1"),
            "No: A paper can be withdrawn": withdrawn,
        },
    )


@reads("desk/publication/call")
def test_calling_a_meeting_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = planned(board, press.user)

    def moved() -> bool:
        cancel_meeting(meeting, by=press.user, reason="The pier is closed.")
        return "The pier is closed." in public(meeting)

    press.keeps(
        reverse("desk_call", args=[meeting.pk]),
        {
            "The meeting’s date": lambda: (
                "Town Hall" in public(meeting) and "9:00 am" in public(meeting)
            ),
            "Its agenda stays with you": lambda: "Report 1" not in public(meeting),
            "Public notice of it": lambda: (
                status(meeting.public_notices.get().get_absolute_url()) == 200
            ),
            "Everyone": lambda: status(meeting.get_absolute_url()) == 200,
            "No, but the meeting can be moved": moved,
        },
    )
