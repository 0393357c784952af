"""An officer's way from a meeting to the next one's matters arising, in a browser.

The boards, the seats and the agendas are there beforehand; from the meeting on every step is taken
on the pages, as the officer and a partner would, and what the public gets is looked at after each.
"""

from __future__ import annotations

import datetime as dt
import html
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from meetings import workflow as meetings
from meetings.models import Board, Meeting, Organisation, StandingItem, User
from meetings.wording import page_date
from minutes.models import Action, Minute
from reports.authored.writing import set_recommendations
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import PackEdition
from tests import factories
from tests.factories import minuting
from tests.journeys.test_from_an_empty_board_to_a_published_pack import (
    Desk,
    compile_all,
    public,
    words_of,
)
from tests.packs.editions.test_minutes_files import given, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 375, "height": 800}}
NOTE = "Eve left. The tug owners were heard at length, and nobody liked the price."
STAGE = "Mend the east stage before the winter."
SURVEY = "Ask for a survey of the west stage."
AMENDED = "Ask for a survey of the west stage by divers."
FENCE = "Fence the quay until it is mended."
OPENING = "Apologies for absence"
AFTERWARDS = "section[aria-labelledby=afterwards]"
MOTION = "That the quay be fenced until it is mended."
BALLOTS = {
    **{"Ada Byron": "In favour", "Cora Lind": "In favour"},
    **{"Una Reyes": "Against", "Dev Rao": "Against"},
}
DIVERS = "divers@port.example"
ASKED = "Send divers down to the west stage"
WRONG, RIGHT = "since the storm of March", "since the storm of May"
STANDS = "The divers were down on Monday; the piles are sound."


@dataclass
class Harbour:
    """A board around its table, the officer who serves it, and its meetings."""

    board: Board = field(
        default_factory=lambda: minuting.seated_board(5, quorum=3, default_venue="Custom House")
    )

    def __post_init__(self) -> None:
        self.olive: User = factories.officer(self.board)
        seat = self.board.seats.get(position=2)
        minuting.member(self.board, "Una Reyes", kind="deputy", seat=seat)
        Organisation.objects.create(name="Port Trust")
        StandingItem.objects.create(board=self.board, position=1, title=OPENING, place="opening")

    def first_meeting(self) -> Meeting:
        """A meeting five weeks ago whose agenda is out; one report on it asks two things."""
        day = timezone.localdate() - dt.timedelta(weeks=5)
        meeting = factories.meeting(self.board, by=self.olive, date=day, items=0)
        for title in ("Apologies for absence", "Declarations of interest"):
            factories.item(meeting, title)
        quay = factories.item(meeting, "Quay repairs", kind="paper")
        factories.item(meeting, "Ferry times", kind="verbal")
        placement = factories.paper(quay, "The quay in winter").placements.get()
        limbs = [("", STAGE), ("Port Trust", SURVEY)]
        set_recommendations(placement, limbs, by=self.olive)
        return self.publish_agenda(meeting)

    def publish_agenda(self, meeting: Meeting) -> Meeting:
        meeting.shorter_notice = "The tests began at short notice."
        meeting.save()
        meetings.call_meeting(meeting, by=self.olive)
        meetings.publish_agenda(meeting, by=self.olive)
        return meeting


class Officer(Desk):
    """Somebody who goes by what the pages say."""

    def follow(self, link: str | re.Pattern[str], *, within: str = "main") -> None:
        with self.page.expect_navigation():
            place = self.page.locator(within)
            # A link that looks like a button says that it is one.
            as_button = place.get_by_role("button", name=link)
            place.get_by_role("link", name=link).or_(as_button).first.click()
        assert "Something went wrong" not in self.words

    def pick(self, label: str) -> None:
        """Tick or choose what has this label."""
        self.page.locator("main").get_by_label(label, exact=True).first.check()

    def write(self, label: str, words: str) -> None:
        self.page.locator("main").get_by_label(label, exact=True).first.fill(words)

    def there(self, *names: str) -> None:
        """Press “In the room” for each."""
        for name in names:
            who = self.page.get_by_role("group", name=name, exact=True)
            who.get_by_role("button", name="In the room", exact=True).click()
            pressed = who.get_by_role("button", name="In the room", exact=True)
            expect(pressed).to_have_attribute("aria-pressed", "true")

    def look(self, name: str) -> None:
        """Keep a picture of the page where somebody asked for them, wide and narrow."""
        if folder := os.environ.get("SHOTS"):
            size = self.page.viewport_size
            for width in (1280, 375):
                self.page.set_viewport_size({"width": width, "height": 800})
                path = Path(folder) / f"{name}-{width}.png"
                self.page.screenshot(path=path, full_page=True)
            if size:
                self.page.set_viewport_size(size)


class Stranger(Officer):
    """Somebody without an account."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.page = browser.new_context().new_page()
        self.page.set_default_timeout(20_000)


def plain(page: str) -> str:
    """The words of a page, without what marks them up."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def record_the_meeting(desk: Officer, meeting: Meeting) -> None:
    """Who is there, an interest, notes, and the end, on the live screen of a telephone."""
    desk.go(f"/desk/meetings/{meeting.pk}/")
    desk.follow("At the meeting")
    desk.look("01-not-open")
    desk.press("Open the record")
    desk.fill(time="9:00")
    desk.press("Begin the meeting")
    desk.there("Ada Byron", "Cora Lind", "Dev Rao", "Eve Moss")
    expect(desk.page.locator("#quorum")).to_contain_text("4 of 3 needed")
    desk.follow("about Ben Okri")
    desk.follow("Somebody stands in for Ben Okri")
    desk.pick("Una Reyes")
    desk.press("Record the deputy")
    expect(desk.page.locator("#quorum")).to_contain_text("5 of 3 needed")
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 375
    desk.look("02-roll")
    _declare(desk, meeting)
    note = desk.page.locator(f"#item-{meeting.items.get(title='Quay repairs').pk}")
    note.get_by_label("Notes").fill(NOTE)
    expect(note.locator("[data-note-said]")).to_contain_text("Saved ")
    desk.follow("The public")
    desk.fill(count="7")
    desk.press("Save the count")
    desk.look("03-in-full-swing")


def _declare(desk: Officer, meeting: Meeting) -> None:
    desk.follow("Items and notes")
    desk.follow("Quay repairs")
    desk.follow("Declare an interest in “Quay repairs”")
    desk.page.get_by_label("Who declares it").select_option(label="Eve Moss")
    desk.pick("Disclosable pecuniary interest")
    desk.write("What the interest is", "She owns two of the tugs that lie there.")
    desk.pick("Leaves the room for this item")
    desk.press("Record the interest")
    item = desk.page.locator(f"#item-{meeting.items.get(title='Quay repairs').pk}")
    for time, button in (("9:20", "Leaves the room"), ("9:50", "Comes back")):
        item.get_by_label("Time").fill(time)
        with desk.page.expect_navigation():
            item.get_by_role("button", name=button).click()
    expect(item).to_contain_text("May not vote")


def take_a_vote(desk: Officer) -> None:
    """By name, equal on both sides: whoever presides decides it; who has an interest has none."""
    desk.follow("Items and notes")
    desk.follow("Quay repairs")
    desk.follow("Votes on “Quay repairs”")
    desk.follow("By name")
    desk.write("What was put to the vote", MOTION)
    desk.page.get_by_label("Moved by").select_option(label="Cora Lind")
    desk.page.get_by_label("Seconded by").select_option(label="Ada Byron")
    for name, side in BALLOTS.items():
        desk.page.get_by_role("group", name=name).get_by_label(side).check()
    assert not desk.page.get_by_role("group", name="Eve Moss").count()
    assert "Eve Moss" in desk.words, "the page says why she has no vote"
    desk.look("04-vote")
    desk.page.get_by_role("button", name="Record the vote").click()
    casting = desk.page.get_by_role("group", name="Casting vote of Ada Byron")
    expect(desk.page.locator(".govuk-error-summary")).to_contain_text("The votes are equal")
    desk.look("05-vote-tied")
    casting.get_by_label("In favour").check()
    desk.press("Record the vote")
    assert "The vote is recorded: carried." in desk.words
    desk.follow("Back to the meeting")


def end_the_meeting(desk: Officer, meeting: Meeting, *, time: str = "") -> None:
    desk.go(f"/desk/meetings/{meeting.pk}/at/")
    desk.page.evaluate("location.hash = 'clock'")  # on a phone a link does so, of the parts
    desk.page.locator("section[aria-labelledby=clock]").get_by_label("Time").fill(time)
    desk.press("End the meeting")
    meeting.refresh_from_db()
    assert meeting.state == "held", desk.words


def draft_the_minutes(desk: Officer, meeting: Meeting) -> Minute:
    """From the agenda; then one of them written, with a part of its own and an amended limb."""
    desk.go(f"/desk/meetings/{meeting.pk}/")
    desk.follow("Minutes", within=AFTERWARDS)
    desk.press("Draft from the agenda")
    desk.look("06-draft")
    desk.follow("Quay repairs")
    assert NOTE in desk.words, "the officer’s notes stand beside what they write"
    assert NOTE not in desk.page.get_by_label("Text (optional)").first.input_value()
    desk.fill(**{"text": f"The quay has been shut {WRONG}."})
    desk.fill(**{"parts-0-heading": "West stage", "parts-0-text": "Nobody has looked below."})
    desk.press("Save the minute")
    for number, words in ((1, AMENDED), (2, FENCE)):
        desk.fill(**{f"limbs-{number}-text": words})
        desk.page.select_option(f"[name=limbs-{number}-under]", label="West stage")
    desk.press("Save the minute")
    assert "Amended" in desk.words
    desk.look("07-minute")
    return Minute.objects.get(minutes__meeting=meeting, title="Quay repairs")


def write_the_action(desk: Officer, minute: Minute) -> None:
    """Owed by an organisation that has no account here."""
    desk.follow("Change the actions")
    desk.fill(**{"actions-0-text": ASKED, "actions-0-owners": f"Port Trust <{DIVERS}>"})
    desk.fill(**{"actions-0-due_when": "when the tides allow"})
    limb = minute.resolutions.get(text=AMENDED)
    desk.page.select_option("[name=actions-0-limb]", str(limb.pk))
    desk.press("Save the actions")
    desk.look("08-actions")


def publish_the_minutes(desk: Officer, meeting: Meeting) -> None:
    """To the chair first, then to everybody."""
    desk.go(f"/desk/meetings/{meeting.pk}/minutes/")
    desk.follow("Send the minutes to the chair", within="body")
    desk.press("Send to the chair")
    assert public(reverse("minutes", args=[meeting.pk])) == "", "the chair reads them first"
    desk.go(f"/desk/meetings/{meeting.pk}/minutes/")
    desk.follow("Publish the minutes", within="body")
    desk.press("Publish the minutes")


def the_public_reads_the_minutes(meeting: Meeting, minute: Minute) -> None:
    """On the page, at the minute’s own address, and in the PDF."""
    minute.refresh_from_db()
    shown = public(reverse("minutes", args=[meeting.pk]))
    told = text_of(given(Client(), reverse("minutes_file", args=[meeting.pk])))
    for words in (
        *("Published draft", "Una Reyes", "Ben Okri", "two of the tugs", "7 members of the public"),
        *(WRONG, "West stage", STAGE, AMENDED, FENCE, ASKED, "Port Trust", MOTION, "casting vote"),
    ):
        assert words in plain(shown), words
        assert words == "Published draft" or words in told, words
    assert plain(shown).count("two of the tugs") == 2, "in the list and where it was, no more"
    for words in (SURVEY, NOTE, DIVERS):
        assert words not in shown + told
    assert AMENDED in public(minute.get_absolute_url())
    assert AMENDED in public(meeting.get_absolute_url())
    assert AMENDED in public(reverse("decisions"))


def begin_the_next(desk: Officer, day: dt.date) -> Meeting:
    """A meeting whose agenda makes itself."""
    desk.go("/desk/meetings/new/")
    desk.day("date", day)
    desk.fill(time="10:00")
    desk.page.locator("main form button[type=submit]").first.click()
    desk.page.wait_for_url("**/desk/meetings/*/")
    meeting = Meeting.objects.get(date=day)
    desk.go(f"/desk/meetings/{meeting.pk}/agenda/")
    desk.press("Add the standing items")
    return meeting


def approve_with_a_correction(desk: Officer, later: Meeting, earlier: Meeting) -> None:
    """The later meeting is held, minuted, and found to have approved the earlier one’s minutes."""
    desk.go(f"/desk/meetings/{later.pk}/at/")
    desk.press("Open the record")
    desk.press("Begin the meeting")
    desk.there("Ada Byron", "Ben Okri", "Cora Lind")
    end_the_meeting(desk, later)
    desk.go(f"/desk/meetings/{later.pk}/minutes/")
    desk.press("Draft from the agenda")
    desk.go(f"/desk/meetings/{later.pk}/")
    desk.look("09-meeting")
    desk.follow("Earlier minutes approved", within=AFTERWARDS)
    assert page_date(earlier.date) in desk.words
    desk.page.select_option(
        "[name=correction-0-place]",
        str(desk.page.locator("option", has_text="Quay repairs").first.get_attribute("value")),
    )
    desk.fill(**{"correction-0-old": WRONG, "correction-0-new": RIGHT})
    desk.press("See what will be recorded")
    desk.look("10-approve")
    desk.press("Record the approval")


def the_public_reads_the_correction(earlier: Meeting) -> None:
    shown = plain(public(reverse("minutes", args=[earlier.pk])))
    for words in ("Approved", f"The quay has been shut {WRONG}.", RIGHT):
        assert words in shown, words
    assert RIGHT in text_of(given(Client(), reverse("minutes_file", args=[earlier.pk])))


def the_partner_reports(desk: Officer, browser: Browser) -> None:
    """Without an account, by the link in the message."""
    action = Action.objects.get()
    desk.go("/desk/actions/")
    desk.look("11-all-actions")
    desk.follow(ASKED)
    desk.press("Send a link to report")
    message = Message.objects.get(recipient=DIVERS)
    link = re.search(r"(/actions/\S+)", message.text)
    assert link, message.text
    partner = Stranger(browser, desk.url)
    partner.go(link[1])
    assert ASKED in partner.words
    partner.write("How does it stand?", STANDS)
    partner.pick("No, not yet")
    partner.press("Send the report")
    partner.look("12-partner")
    log = action.get_absolute_url()
    assert ASKED in public(log)
    assert STANDS not in public(log), "an officer reads it first"

    desk.go("/desk/actions/?which=reported")
    desk.follow(ASKED)
    desk.look("13-action")
    desk.press("Take it into the log")
    assert STANDS in plain(public(log))
    partner.go(link[1])
    assert "In the log" in partner.words


def the_next_agenda_has_the_log(desk: Officer, meeting: Meeting) -> None:
    """Matters arising: what was asked, of whom, and how it stands, as the pack prints it."""
    desk.go(f"/desk/meetings/{meeting.pk}/")
    desk.choose(stage="draft")
    desk.press("Compile the pack")
    compile_all()
    edition = PackEdition.objects.get(release__meeting=meeting, audience="public", layout="screen")
    told = " ".join(words_of(edition).split())
    for words in ("Matters arising", ASKED, "Port Trust", STANDS):
        assert words in told, words


def test_from_a_meeting_to_the_matters_arising_at_the_next(
    live_server: Any, browser: Browser
) -> None:
    harbour, today = Harbour(), timezone.localdate()
    meeting = harbour.first_meeting()
    phone = Officer(browser, live_server.url, harbour.olive, **PHONE)
    record_the_meeting(phone, meeting)
    take_a_vote(phone)
    end_the_meeting(phone, meeting, time="10:30")
    assert public(reverse("minutes", args=[meeting.pk])) == ""
    assert NOTE not in public(meeting.get_absolute_url())

    desk = Officer(browser, live_server.url, harbour.olive)
    minute = draft_the_minutes(desk, meeting)
    write_the_action(desk, minute)
    publish_the_minutes(desk, meeting)
    the_public_reads_the_minutes(meeting, minute)

    second = begin_the_next(desk, today)
    titles = list(second.items.order_by("position").values_list("title", flat=True))
    assert titles == [OPENING, "Minutes of the previous meeting", "Matters arising and actions"]
    assert second.items.get(position=2).minutes_of == meeting
    harbour.publish_agenda(second)
    assert reverse("minutes", args=[meeting.pk]) in public(second.get_absolute_url())
    approve_with_a_correction(desk, second, meeting)
    the_public_reads_the_correction(meeting)
    publish_the_minutes(desk, second)
    assert RIGHT in plain(public(reverse("minutes", args=[second.pk])))

    the_partner_reports(desk, browser)
    third = begin_the_next(desk, today + dt.timedelta(weeks=5))
    assert third.items.get(title="Minutes of the previous meeting").minutes_of == second
    the_next_agenda_has_the_log(desk, third)
    anybody = Stranger(browser, live_server.url)
    for name, path in (
        ("14-public-minutes", reverse("minutes", args=[meeting.pk])),
        ("15-public-actions", reverse("board_actions", args=[harbour.board.slug])),
        ("16-public-meeting", meeting.get_absolute_url()),
    ):
        anybody.go(path)
        anybody.look(name)
