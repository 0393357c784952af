"""Words that were taken back leave by no way any more: page, file, pack, search, table, e-mail.

The test proves itself first: before they are taken back they leave by each kind of way.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, PublicNotice, User
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import CompileRequest, PackEdition
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.redact import ask_redaction
from rotherham_hwb.publishing.tasks import compile_requested
from rotherham_hwb.redactions.pattern import MARK
from tests import factories
from tests.access.canary_world import World, addresses, given, signed_in
from tests.factories.packs import edition, meeting_with_papers, pdf_paper
from tests.indexed import index_everything
from tests.publishing.test_redact import WHY, Mistaken

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FIRST, LAST = "okapi", "kruger"
PROVED = {
    *("meeting", "minutes", "minute", "paper", "decision_notice", "public_notice", "search"),
    *("minutes_file", "minute_extract", "decision_notice_file", "public_notice_file"),
    *("board_actions_file", "desk_agenda_word", "desk_minutes_word"),
}
"""By which of them the words leave before they are taken back; of packs see the old ones."""


class Everywhere(Mistaken):
    """The words in every text of a record, and of one with public and members' packs."""

    def __init__(self) -> None:
        self.bound, self.olive = self._bound()
        self.old = list(PackEdition.objects.all())
        super().__init__()
        with factories.past_the_walls():  # what an open item says too, the checks would stop
            notes = ["An offer came from Okapi Kruger."]
            self.bound.items.filter(restriction="exempt").update(notes=notes)
        with_words = {"subject": "About Okapi Kruger", "text": "The case of Okapi\nKruger."}
        Message.objects.create(key="x", recipient="a@example.org", **with_words)
        index_everything()
        self.readers = {
            "public": Client(),
            **{
                f"{role} of {board}": signed_in(factories.user(board=board, role=role))
                for board in (self.board, self.bound.board)
                for role in ("member", "partner", "officer")
            },
        }

    def _bound(self) -> tuple[Meeting, User]:
        meeting = meeting_with_papers(1, board=factories.board("Quarry Board"))
        olive = factories.officer(meeting.board)
        closed = factories.private_item(meeting, "A tender")
        pdf_paper(closed, "An offer", **factories.exempt("An offer of somebody"))
        edition(meeting)
        publish_meeting_papers(meeting, by=olive)
        when = {"date": meeting.date, "time": meeting.time, "given_at": timezone.now()}
        PublicNotice.objects.create(meeting=meeting, venue="The Guildhall", given_by=olive, **when)
        return meeting, olive

    def ways(self) -> dict[str, list[str]]:
        searched = SimpleNamespace(word=SimpleNamespace(planted=[FIRST, "case", "letter"]))
        return addresses(cast(World, searched))

    def leaks(self) -> set[tuple[str, str]]:
        """Who is given the words, by which way."""
        return {
            (reader, name)
            for name, listed in self.ways().items()
            for address in listed
            for reader, client in self.readers.items()
            if LAST in given(client, address).lower()
        }


def compiled_again() -> list[PackEdition]:
    for request in CompileRequest.objects.filter(work="correction"):
        compile_requested.call(request.pk)
        request.refresh_from_db()
        assert request.status == "done", request.error
    return list(PackEdition.objects.filter(release__superseded_at=None))


def test_words_taken_back_leave_by_no_way(settings: Any, one_world: Path) -> None:
    world = Everywhere()
    assert {name for _, name in world.leaks()} >= PROVED

    for meeting in Meeting.objects.all():
        by = world.olive if meeting.board == world.bound.board else world.officer
        ask_redaction(meeting, words="Okapi Kruger", reason=WHY, by=by)
    new = compiled_again()

    assert not world.leaks()
    assert not [
        each for each in Message.objects.all() if LAST in f"{each.subject}{each.text}".lower()
    ]
    assert Message.objects.filter(text__contains=MARK, subject__contains=MARK).exists()
    member = world.readers[f"member of {world.bound.board}"]
    assert {each.audience for each in new} == {each.audience for each in world.old}
    for each in new:
        assert MARK in " ".join(given(member, each.get_absolute_url()).split())
    for each in world.old:
        gone = member.get(each.get_absolute_url())
        assert (gone.status_code, WHY in gone.content.decode()) == (410, True)
    own = world.readers[f"officer of {world.bound.board}"]
    kept = own.get(reverse("desk_redactions", args=[world.bound.pk])).content.decode()
    assert LAST in kept.lower()
    for reader, client in world.readers.items():
        if reader != f"officer of {world.bound.board}":
            page = client.get(reverse("desk_redactions", args=[world.bound.pk]))
            assert page.status_code in (302, 403, 404)
