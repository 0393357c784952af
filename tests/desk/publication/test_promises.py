"""Every sentence of a confirmation page is a promise: after the press each is read back.

A sentence that a page says and that no test here knows fails: a promise is made with its proof.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pgtrigger
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import Board, Meeting, User
from meetings.supplements import open_supplement
from meetings.workflow import cancel_meeting, convene_meeting
from minutes.models import Minutes
from minutes.workflow import send_to_chair
from reports.models import Paper
from reports.signing import AskedPost, clear_paper, send_for_sign_off, take_back, take_up
from reports.workflow import place_paper, withdraw_paper
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import CompileRequest
from rotherham_hwb.publishing.correct import to_correct, withdraw_from_packs
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.factories.packs import meeting_with_papers, pdf_paper, release

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TEMPLATES = Path(__file__).parents[3] / "templates"
SOON = timezone.localdate() + dt.timedelta(days=40)
WHY = "It named a patient."
Checks = Mapping[str, Callable[[], bool]]
READ_HERE = """
    desk/meetings/cancel desk/meetings/notice desk/meetings/postpone desk/meetings/reinstate
    desk/minutes/publish desk/minutes/return desk/papers/clear_all desk/papers/clear_anyway
    desk/papers/defer desk/publication/add_editions desk/publication/call
    desk/publication/correct desk/publication/publish desk/publication/supplement_publish
    desk/publication/withdraw
"""
OF_ONE_DRAFT = """
    desk/agenda/remove desk/boards/closure_remove desk/minutes/discard
    desk/minutes/notices/publish desk/minutes/remove desk/minutes/votes/remove
    desk/old_packs/discard_file desk/old_packs/publish desk/papers/bulk/discard
    desk/papers/discard desk/papers/end_grant desk/publication/take_back
    desk/people/end_role desk/people/withdraw desk/reports/send mfa/recovery_codes/generate
    mfa/totp/deactivate_form mfa/webauthn/authenticator_confirm_delete
"""
"""Read back by the tests of their own rooms: drafts, accounts, and what an old pack holds."""


def test_every_confirmation_page_is_known() -> None:
    asks = re.compile(r"layouts/(confirm|discard)\.html")
    pages = (each for each in TEMPLATES.glob("[!l]*/**/*.html") if asks.search(each.read_text()))
    found = {str(path.relative_to(TEMPLATES).with_suffix("")) for path in pages}

    assert found == {*READ_HERE.split(), *OF_ONE_DRAFT.split()}


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

    def keeps(self, address: str, checks: Checks, **said: str) -> None:
        """Read the page, press its button, and look whether each of its sentences has come true."""
        page = self.client.get(address).content.decode()
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


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", default_venue="Town Hall")


@pytest.fixture
def press(board: Board, client: Client) -> Press:
    return Press(client, factories.officer(board))


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


def test_cancelling_postponing_and_reinstating_keep_what_their_pages_promise(
    press: Press, board: Board
) -> None:
    meeting = agenda_is_out(board, press.user)

    def page_says(words: str, reason: str) -> Callable[[], bool]:
        return lambda: words in public(meeting) and reason in public(meeting)

    def as_it_was() -> bool:
        return "Report 1" in public(meeting) and given(meeting) == {200}

    def cancelled() -> bool:
        meeting.refresh_from_db()
        return not refused(lambda: cancel_meeting(meeting, by=press.user, reason="Again."))

    def address(name: str) -> str:
        return reverse(name, args=[meeting.pk])

    offers = "desk_reinstate_meeting"
    press.keeps(
        address("desk_postpone_meeting"),
        {
            "The meeting is marked": page_says("Postponed", "The pier is closed."),
            "Its page keeps what was published": as_it_was,
            "Everyone: the meeting’s page": page_says("Postponed", "The pier is closed."),
            "Yes, until a new date": lambda: press.client.get(address(offers)).status_code == 200,
        },
        reason="The pier is closed.",
    )
    press.keeps(
        address(offers),
        {
            "The meeting is public again": as_it_was,
            "its page says that it goes ahead": page_says("Goes ahead", "The pier is open."),
            "Everyone: the meeting’s page": page_says("Goes ahead", "The pier is open."),
            "Yes: you can cancel it": cancelled,
        },
        reason="The pier is open.",
    )
    assert cancel_is_read_back(press, board)


def cancel_is_read_back(press: Press, board: Board) -> bool:
    meeting = factories.meeting(
        board, by=press.user, date=SOON + dt.timedelta(days=7), venue="Quay"
    )
    convene_meeting(meeting, by=press.user)
    said = "Nobody can come."
    press.keeps(
        reverse("desk_cancel_meeting", args=[meeting.pk]),
        {
            "The meeting is marked": lambda: "Cancelled" in public(meeting),
            "Its agenda and papers stay": lambda: meeting.items.exists(),
            "Everyone: the meeting’s page": lambda: said in public(meeting),
            "Yes, until the day is past": lambda: (
                press.client.get(reverse("desk_reinstate_meeting", args=[meeting.pk])).status_code
                == 200
            ),
        },
        reason=said,
    )
    return True


def test_a_new_notice_keeps_what_its_page_promises(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    convene_meeting(meeting, by=press.user)
    assert not meeting.public_notices.exists()
    Meeting.objects.filter(pk=meeting.pk).update(venue="Town Hall")

    def notice() -> str:
        return meeting.public_notices.get().get_absolute_url()

    press.keeps(
        reverse("desk_notice", args=[meeting.pk]),
        {
            "A notice of its date": lambda: "Town Hall" in seen(notice()),
            "Everyone": lambda: status(notice()) == 200,
            "No: When the meeting moves": lambda: (
                status(reverse("desk_move_meeting", args=[meeting.pk])) != 404
            ),
        },
    )


def test_the_ways_of_minutes_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, state="held", date=factories.LONG_AGO)
    minutes = factories.minutes(meeting)
    factories.minute(minutes, "The quay", text="The quay was discussed.")
    factories.minute(minutes, "The tender", public_summary="Bids came.", **factories.exempt())
    page = reverse("minutes", args=[meeting.pk])
    publish, back = (
        reverse(name, args=[meeting.pk]) for name in ("desk_publish_minutes", "desk_minutes_return")
    )

    def state() -> str:
        return str(Minutes.objects.get(pk=minutes.pk).state)

    def numbers() -> list[str]:
        return list(minutes.entries.order_by("position").values_list("number", flat=True))

    fixed = {
        "The minutes get their numbers": lambda: state() == "with_chair" and all(numbers()),
        "Officers only": lambda: status(page) == 404,
        "Yes: the chair can return": lambda: press.client.get(back).status_code == 200,
        "They keep their numbers": lambda: all(numbers()),
    }
    press.keeps(publish, fixed)
    kept = numbers()
    press.keeps(
        back,
        {
            "They can be changed again": lambda: state() == "draft",
            "They keep their numbers": lambda: numbers() == kept,
            "Officers only": lambda: status(page) == 404,
            "Yes: send them": lambda: (
                not refused(
                    lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
                )
            ),
        },
        reason="A name is wrong.",
        reasons="A name is wrong.",
    )
    press.keeps(
        publish,
        {
            "The minutes are published": lambda: "The quay was discussed." in seen(page),
            "Everyone": lambda: status(page) == 200,
            "of restricted minutes": lambda: (
                "The tender" not in seen(page) and "Bids came." in seen(page)
            ),
            "No: A later correction": lambda: refused(
                lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
            ),
        },
    )


def test_clearing_and_deferring_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, date=SOON)
    paper = factories.paper(meeting.items.get(), "Figures")
    asked = factories.paper(meeting.items.get(), "Forecast")
    send_for_sign_off(asked, [AskedPost("Finance")], by=press.user)

    def state(of: Paper) -> str:
        return str(Paper.objects.get(pk=of.pk).state)

    def hidden(of: Paper) -> bool:
        return status(of.get_absolute_url()) == 404

    press.keeps(
        reverse("desk_clear_papers", args=[meeting.pk]),
        {
            "You say that you have looked": lambda: state(paper) == "cleared",
            "Figures": lambda: (state(paper), state(asked)) == ("cleared", "sign_off"),
            "Nobody more than now": lambda: hidden(paper),
            "Yes: take a paper back": lambda: (
                take_back(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
    )
    press.keeps(
        reverse("paper_clear_anyway", args=[asked.pk]),
        {
            "The paper can go into": lambda: state(asked) == "cleared",
            "Your reason is kept": lambda: (
                WHY in press.client.get(reverse("desk_paper", args=[asked.pk])).content.decode()
            ),
            "Officers see the reason": lambda: hidden(asked),
            "The paper itself stays": lambda: hidden(asked),
            "Yes: take it back": lambda: (
                take_back(Paper.objects.get(pk=asked.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )
    clear_paper(paper, by=press.user)
    press.keeps(
        reverse("paper_defer", args=[paper.pk]),
        {
            "The paper stays where it is": lambda: paper.placements.count() == 1,
            "Its text and its recommendations": lambda: paper.versions.count() == 1,
            "Officers and its author": lambda: state(paper) == "deferred",
            "The public sees nothing": lambda: hidden(paper),
            "Yes: take it up again": lambda: (
                take_up(Paper.objects.get(pk=paper.pk), by=press.user).state == "draft"
            ),
        },
        reason=WHY,
    )
