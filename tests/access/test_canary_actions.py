"""What is asked in private turns up in no public page, no table and no e-mail.

The test proves itself first: an officer, on the desk, is given every planted word.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minutes.actions import (
    ActionDraft,
    OwnerDraft,
    drop,
    refuse_report,
    report_progress,
    set_due,
    take_report,
)
from minutes.models import Action, Minute
from rotherham_hwb.notifications.actions import remind_owners, send_link
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.contents.action_logs import log_papers
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.plan.pack_plan import Axes
from rotherham_hwb.shown.actions.links import link_path
from rotherham_hwb.shown.viewers import viewer_of
from tests import factories
from tests.access.canary_world import Canaries, given, signed_in
from tests.factories.actions import asked

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CLASSES = ("exempt", "confidential")


class World:
    """An action of an exempt minute, one of a confidential one, and one of an open one."""

    def __init__(self) -> None:
        self.word = Canaries()
        self.board = factories.board("Harbour Board")
        self.officer = factories.officer(self.board)
        closed = [self._closed(kind, number) for number, kind in enumerate(CLASSES, start=1)]
        self.closed: list[Action] = closed
        self.open = self._open()

    def _closed(self, kind: str, number: int) -> Action:
        fields = factories.exempt("A safe title") | {"restriction": kind}
        draft = ActionDraft(
            self.word(f"action of {kind} minutes"),
            owners=(OwnerDraft(self.word(f"owner in {kind} minutes"), email=f"{kind}@x.example"),),
            due_when=f"when {self.word(f'condition in {kind} minutes')}",
        )
        date = dt.date(2025, 1, number)
        title = self.word(f"title of {kind} minutes")
        action = asked(self.board, draft, by=self.officer, date=date, title=title, **fields)[0]
        told, name = self.word(f"report in {kind} minutes"), self.word(f"reporter in {kind}")
        report = report_progress(action, by_name=name, text=told)
        take_report(report, by=self.officer)
        return action

    def _open(self) -> Action:
        """Public itself, with what only officers know: an address, reports, reasons."""
        address = f"{self.word('address of an owner')}@x.example"
        owner = OwnerDraft("Ann Example", email=address)
        drafts = [ActionDraft("Write", owners=(owner,)), ActionDraft("Dredge")]
        write, dredge = asked(self.board, *drafts, by=self.officer, date=dt.date(2025, 1, 9))
        report_progress(write, by_name="Ann", text=self.word("report that waits"))
        refused = report_progress(write, by_name="Ann", text=self.word("report that was refused"))
        refuse_report(refused, reason=self.word("reason of a refusal"), by=self.officer)
        drop(dredge, reason=self.word("reason of a dropped action"), by=self.officer)
        self.dropped = dredge
        return write

    def public(self) -> list[str]:
        slug, minutes = self.board.slug, Minute.objects.exclude(number="")
        return [
            reverse("home"),
            reverse("board", args=[slug]),
            reverse("board_actions", args=[slug]),
            f"{reverse('board_actions', args=[slug])}?show=all",
            reverse("board_actions_file", args=[slug]),
            *(each.get_absolute_url() for each in minutes.select_related("minutes")),
            *(each.minutes.get_absolute_url() for each in minutes.select_related("minutes")),
            *(link_path(each.owners.get()) for each in self.closed),
        ]


@pytest.fixture(scope="module")
def world(one_world: Path) -> World:
    return World()


def leaks(world: World, client: Client) -> set[str]:
    found = {word for each in world.public() for word in world.word.found_in(given(client, each))}
    return {world.word.planted[word] for word in found}


def test_an_officer_on_the_desk_is_given_every_planted_word(world: World) -> None:
    officer = signed_in(world.officer)
    actions = (*world.closed, world.open, world.dropped)
    pages = [reverse("desk_action", args=[each.pk]) for each in actions]

    seen = {word for page in pages for word in world.word.found_in(given(officer, page))}

    assert {world.word.planted[word] for word in set(world.word.planted) - seen} == set()


def test_no_planted_word_is_public(world: World) -> None:
    partner = factories.user(board=world.board, role="partner")

    assert leaks(world, Client()) == set()
    assert leaks(world, signed_in(factories.user())) == set()
    assert leaks(world, signed_in(partner)) == set()


def test_a_member_reads_what_is_exempt_and_no_more(world: World) -> None:
    member = factories.user(board=world.board, role="member")

    found = leaks(world, signed_in(member))

    assert "action of exempt minutes" in found
    assert all("exempt" in where for where in found)


def test_no_email_holds_a_word_of_a_restricted_minute(world: World) -> None:
    for action in world.closed:
        send_link(action.owners.get(), by=world.officer)
        set_due(action, due_on=dt.date(2025, 2, 3), by=world.officer)
    owners = {action.owners.get().name for action in world.closed}
    now = timezone.make_aware(dt.datetime.combine(dt.date(2025, 2, 4), dt.time(9)))

    assert remind_owners(now=now) == len(CLASSES)

    sent = Message.objects.all()
    to_owners = sent.filter(recipient__in=[action.owners.get().email for action in world.closed])
    assert len(to_owners) == 2 * len(CLASSES)
    words = {word for each in sent for word in world.word.found_in(f"{each.subject} {each.text}")}
    assert words == owners  # each is spoken to by name, and told nothing


def test_no_pack_holds_a_word_of_a_confidential_minute_nor_a_public_one_of_an_exempt(
    world: World,
) -> None:
    meeting = factories.meeting(world.board, by=world.officer, date=dt.date(2025, 3, 19), items=0)
    item = factories.item(meeting, "Matters arising and actions", kind="actions")

    restricted = " ".join(
        paper.html for paper in log_papers(item, viewer_of(Audience.RESTRICTED, world.board))
    )
    public = " ".join(plan_pack(meeting, axes=Axes()).sections.values())

    found = {world.word.planted[word] for word in world.word.found_in(restricted)}
    assert "action of exempt minutes" in found
    assert not any("confidential" in where or "report that" in where for where in found)
    assert world.word.found_in(public) == set()
