"""What the pages promise that correct, complete or take back what is out."""

from __future__ import annotations

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Board
from meetings.supplements import open_supplement
from reports.models import Paper
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.correct import to_correct
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.desk.promises.presses import (
    WHY,
    Press,
    agenda_is_out,
    given,
    planned,
    public,
    reads,
    seen,
    status,
    told,
)
from tests.factories.packs import release

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/publication/withdraw")
def test_withdrawing_a_paper_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = agenda_is_out(board, press.user)
    paper = Paper.objects.get(title="Report 1")
    file, page = reverse("paper_file", args=[paper.pk]), paper.get_absolute_url()

    press.keeps(
        reverse("desk_withdraw", args=[paper.pk]),
        {
            "Its file is no longer": lambda: (
                status(file) == 410 and "was withdrawn" in seen(page) and WHY in seen(page)
            ),
            "The packs that hold it": lambda: given(meeting) == {410},
            "until corrected ones": lambda: "There is none until the corrected" in public(meeting),
            "Agenda pack of": lambda: not meeting.releases.out().exists(),
            "Compile and publish": lambda: to_correct(meeting) != [],
            "Everyone who could see": lambda: WHY in seen(file) and WHY in public(meeting),
            "No: Add a corrected file": lambda: (
                open_supplement(meeting, reason="Corrected.", by=press.user).number == 1
            ),
        },
        reason=WHY,
    )


@reads("desk/publication/correct")
def test_a_correction_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = agenda_is_out(board, press.user)
    old = meeting.releases.get()
    maps = {each.audience: each.page_map["items"][1]["ranges"] for each in old.editions.all()}
    meeting.items.filter(number="1").update(notes=["Budget, corrected"])
    new = release(meeting)

    def goes() -> bool:
        old.refresh_from_db()
        return old.superseded_at is not None

    def again() -> bool:
        meeting.items.filter(number="1").update(notes=["Budget, corrected again"])
        return to_correct(meeting) == [new]

    old_address = old.editions.filter(audience="public")[0].get_absolute_url()
    press.keeps(
        reverse("desk_correct", args=[meeting.pk]),
        {
            "What comes:": lambda: new in meeting.releases.out(),
            "Agenda pack: public": lambda: given(meeting) == {200},
            "public, print edition": lambda: given(meeting) == {200},
            "restricted, ": lambda: new.editions.filter(audience="restricted").count() == 2,
            "What goes:": goes,
            "The old addresses say": lambda: (
                status(old_address) == 410 and WHY in seen(old_address)
            ),
            "Page numbers stay": lambda: (
                maps
                == {
                    each.audience: each.page_map["items"][1]["ranges"]
                    for each in new.editions.all()
                }
            ),
            "Everyone.": lambda: given(meeting) == {200},
            "The board’s people are told": lambda: told(meeting, "corrected"),
            "No, but you can publish": again,
        },
        reason=WHY,
    )


@reads("desk/publication/add_editions")
def test_added_editions_keep_what_their_page_promises(press: Press, board: Board) -> None:
    meeting = agenda_is_out(board, press.user)
    made = meeting.releases.get()
    with pgtrigger.ignore("packs.PackEdition:published_editions_stay"):
        made.editions.exclude(audience="public", layout="screen").delete()
    first = made.editions.get().get_absolute_url()
    closed = made.editions.filter(audience="restricted", layout="screen")
    mary = factories.user(board=board, role="member")

    def members_alone() -> bool:
        address = closed.get().get_absolute_url()
        reader = Client()
        reader.force_login(mary)
        return status(address) == 404 and reader.get(address).status_code == 200

    press.keeps(
        reverse("desk_add_editions", args=[meeting.pk]),
        {
            "The editions that are missing": lambda: made.editions.count() == 4,
            "Nothing goes": lambda: status(first) == 200,
            "Everyone gets the public": lambda: given(meeting) == {200},
            "Board members alone": members_alone,
            "No, but you can publish": lambda: (
                "Publish a corrected pack for"
                in press.client.get(reverse("desk_correct", args=[meeting.pk])).content.decode()
            ),
        },
    )


@reads("desk/publication/take_back")
def test_words_that_are_taken_back_go_as_their_page_promises(press: Press, board: Board) -> None:
    meeting = planned(board, press.user)
    meeting.items.filter(number="1").update(title="Housing of Okapi Kruger")
    release(meeting)
    publish_meeting_papers(meeting, by=press.user)
    file = reverse("paper_file", args=[Paper.objects.get(title="Report 1").pk])
    old = {each.get_absolute_url() for each in PackEdition.objects.filter(audience="public")}
    letters = set(Message.objects.values_list("pk", flat=True))
    before = Client().get(file).getvalue()
    kept = reverse("desk_redactions", args=[meeting.pk])

    press.keeps(
        reverse("desk_take_back", args=[meeting.pk]),
        {
            "These words go, and “[words removed]” stands": lambda: (
                "Housing of [words removed]" in public(meeting)
            ),
            "Agenda item": lambda: "Okapi" not in public(meeting),
            "Housing of Okapi Kruger": lambda: "Okapi" not in public(meeting),
            "These packs are taken back": lambda: {status(each) for each in old} == {410},
            "their addresses give the reason": lambda: all(WHY in seen(each) for each in old),
            "Corrected ones are compiled at once": lambda: given(meeting) == {200},
            "Agenda pack of": lambda: meeting.releases.out().count() == 1,
            "The files of papers are not": lambda: Client().get(file).getvalue() == before,
            "E-mails that were sent": lambda: (
                letters <= set(Message.objects.values_list("pk", flat=True))
            ),
            "Everyone reads beside the record": lambda: WHY in public(meeting),
            "What stood there is kept for the officers": lambda: (
                "Okapi" in seen(kept, press.user)
                and "Okapi" not in seen(kept, factories.user(board=board, role="member"))
            ),
            "No: What stood there is kept, but": lambda: "Okapi" in seen(kept, press.user),
        },
        first={"words": "Okapi Kruger", "reason": WHY},
        words="Okapi Kruger",
        reason=WHY,
        confirm="yes",
    )
