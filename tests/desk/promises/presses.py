"""An officer at a confirmation page, whose every sentence is read back after the press."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping

from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import Board, Meeting, User
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import CompileRequest
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.factories.packs import meeting_with_papers, pdf_paper, release

SOON = timezone.localdate() + dt.timedelta(days=40)
WHY = "It named a patient."
Checks = Mapping[str, Callable[[], bool]]
READ: set[str] = set()
"""The confirmation pages that some test here reads back, as its mark says."""


def reads(*pages: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say of a test which confirmation pages it reads back; one that it does not read fails."""
    READ.update(pages)

    def marked(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(*, press: Press, **given: object) -> None:
            test(press=press, **given)
            assert press.read == set(pages), "The mark of this test names other pages."

        return run

    return marked


def sentences(page: str) -> list[str]:
    """What the page says it does, who sees it, and whether it can be undone, one by one."""
    soup = BeautifulSoup(page, "html.parser")
    found = []
    for value in soup.select("main .govuk-summary-list__value"):
        for mark in value.select("li, ul, br"):
            mark.insert_before("\n")
            mark.insert_after("\n")
        for line in value.get_text().split("\n"):
            words = " ".join(line.split())
            found += re.split(r"(?<=[.;])\s+", re.sub(r"^(Yes|No)\. ", r"\1: ", words))
    return [each for each in found if each.strip(" .")]


class Press:
    """An officer at a confirmation page."""

    def __init__(self, client: Client, user: User) -> None:
        client.force_login(user)
        self.client, self.user = client, user
        self.read: set[str] = set()

    def as_user(self, user: User) -> Press:
        """The same press, with somebody else at it."""
        self.client.force_login(user)
        self.user = user
        return self

    def keeps(
        self, address: str, checks: Checks, *, first: Mapping[str, str] | None = None, **said: str
    ) -> None:
        """Read the page, press its button, and look whether each of its sentences has come true.

        `first` is sent where the page asks for something before it says what will happen.
        """
        answer = self.client.post(address, first) if first else self.client.get(address)
        self.read |= pages_of(answer)
        page = answer.content.decode()
        promised = sentences(page)
        unread = [each for each in promised if not any(map(each.startswith, checks))]
        assert not unread, f"Nobody reads back: {unread}"
        unsaid = [key for key in checks if not any(each.startswith(key) for each in promised)]
        assert not unsaid, f"The page does not say: {unsaid}"
        hidden = BeautifulSoup(page, "html.parser").select("main form input[type=hidden]")
        given = {str(each["name"]): str(each["value"]) for each in hidden}
        self.client.post(address, {**given, **said})
        for wanted in CompileRequest.objects.filter(status="queued"):
            compile_requested.func(wanted.pk)
        broken = [key for key, check in checks.items() if not check()]
        assert not broken, f"Not kept: {broken}"


def pages_of(answer: object) -> set[str]:
    """The template that an answer was made of."""
    used = getattr(answer, "templates", None) or []
    return {used[0].name.removesuffix(".html")} if used else set()


def seen(address: str, user: User | None = None) -> str:
    """A page in plain words, as the public or as a user reads it."""
    client = Client()
    if user:
        client.force_login(user)
    return " ".join(client.get(address).content.decode().split())


def status(address: str) -> int:
    return Client().get(address).status_code


def public(meeting: Meeting) -> str:
    return seen(meeting.get_absolute_url())


def told(meeting: Meeting, words: str) -> bool:
    """Whether the people of the board are written to."""
    mail.outbox.clear()
    send_waiting()
    subjects = {each.to[0]: each.subject for each in mail.outbox}
    return any(words in subject for subject in subjects.values())


def refused(do: Callable[[], object]) -> bool:
    try:
        do()
    except Refused:
        return True
    return False


def planned(board: Board, by: User) -> Meeting:
    """A meeting to be, with an open paper and an exempt one, each cleared."""
    meeting = meeting_with_papers(1, board=board, by=by, date=SOON, venue="Town Hall")
    pdf_paper(factories.private_item(meeting, "The tender"), "Offers", **factories.exempt("A bid"))
    return meeting


def agenda_is_out(board: Board, by: User) -> Meeting:
    meeting = planned(board, by)
    release(meeting)
    publish_meeting_papers(meeting, by=by)
    return meeting


def given(meeting: Meeting, kind: Kind = Kind.MAIN) -> set[int]:
    """How the addresses of a pack answer the public, in both layouts."""
    out = meeting.releases.filter(kind=kind).order_by("-pk")[0]
    editions = out.editions.filter(audience="public")
    return {status(each.get_absolute_url()) for each in editions}


def logged(board: Board, by: User, words: str) -> bool:
    """Whether the board's log tells its officers of something."""
    return words in seen(reverse("desk_log", args=[board.slug]), by)
