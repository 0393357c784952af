"""The live screen of a meeting in a real browser: presses, notes that survive, axe, valid HTML."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from meetings.models import User
from minutes.attendance import attending, interests
from minutes.models import Attendance, Minutes, Note
from minutes.writing.notes import save_note
from tests import factories
from tests.factories import minuting
from tests.factories.minuting import at, line, there
from tests.journeys.walks import Walk, signed_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 20_000  # milliseconds, on a busy machine


class Evening:
    """A meeting in full swing: somebody of every kind, interests, notes, and a restricted item."""

    def __init__(self) -> None:
        self.board = minuting.seated_board(5, quorum=3)
        self.olive = factories.officer(self.board)
        for title in ("Healthwatch Rotherham", "Voluntary sector"):
            minuting.seat(self.board, title)
        self.una = minuting.member(
            self.board, "Una Reyes", kind="deputy", seat=self.board.seats.all()[1]
        )
        minuting.member(self.board, "Otto Watch", kind="observer")
        self.minutes = minuting.at_the_table(self.board, by=self.olive, items=3)
        self.meeting = self.minutes.meeting
        factories.item(self.meeting, "Price of the slipway", **factories.exempt("A purchase"))
        self._people()
        self._item()

    def _people(self) -> None:
        minutes = self.minutes
        minuting.sent_apologies(self.meeting, "Dev Rao")
        there(minutes, "Ada Byron", "Cora Lind", "Olive Officer")
        there(minutes, "Eve Moss", mode="remote")
        attending.stand_in(line(minutes, "Ben Okri").attendance, person=self.una, by=self.olive)
        attending.add_attendee(
            minutes,
            name="Paul Pier",
            capacity="presenter",
            organisation_or_post="Harbour master",
            by=self.olive,
        )
        attending.move(self.name("Paul Pier"), arrives=True, at=at(9, 20), by=self.olive)

    def _item(self) -> None:
        item = self.meeting.items.get(position=2)
        for name, fields in (("Cora Lind", {"at": at(9, 40)}), ("Ada Byron", {})):
            interests.declare(
                self.name(name),
                item=item,
                kind="disclosable",
                nature="Her husband rents a berth on the quay that the report is about.",
                by=self.olive,
                **fields,  # type: ignore[arg-type]
            )
        words = "The quay is safe until May.\nMr Pier brings the figures for the next meeting."
        save_note(self.minutes, item=item, text=words, revision=0, by=self.olive)

    def name(self, name: str) -> Attendance:
        return self.minutes.attendances.get(name=name)

    def addresses(self) -> list[str]:
        pk, item = self.meeting.pk, self.meeting.items.get(position=2).pk
        ahead = factories.meeting(self.board, by=self.olive, items=0, date=timezone.localdate())
        today = factories.meeting(
            self.board,
            state="agenda_published",
            by=self.olive,
            date=timezone.localdate(),
            time=None,
        )
        minutes = attending.open_minutes(today, by=self.olive)
        attending.begin_meeting(minutes, by=self.olive)
        there(minutes, "Ada Byron")
        keys = [line(self.minutes, name).key for name in ("Paul Pier", "Ben Okri", "Ada Byron")]
        return [
            *(reverse("desk_at_meeting", args=[each]) for each in (pk, today.pk, ahead.pk)),
            reverse("desk_meeting", args=[pk]),
            reverse("desk_at_add", args=[pk]),
            *(reverse("desk_at_person", args=[pk, key]) for key in keys),
            reverse("desk_at_stand_in", args=[pk, keys[1]]),
            reverse("desk_at_declare", args=[pk, item]),
            reverse("desk_at_declare_at_large", args=[pk]),
        ]


@pytest.fixture
def minutes() -> Minutes:
    return minuting.at_the_table(minuting.seated_board(3, quorum=2), items=2)


@pytest.fixture
def olive(minutes: Minutes) -> User:
    return User.objects.get(name="Olive Officer")


def opened(page: Page, live_server: Any, minutes: Minutes) -> Page:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{live_server.url}{reverse('desk_at_meeting', args=[minutes.meeting_id])}")
    return page


def note_at(page: Page, minutes: Minutes, position: int) -> Any:
    """The form of the notes at an item."""
    item = minutes.meeting.items.get(position=position)
    return page.locator(f"#item-{item.pk} form[data-note]")


def test_notes_typed_without_a_connection_are_saved_when_it_is_back(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    context = signed_in(browser, live_server.url, olive)
    page = opened(context.new_page(), live_server, minutes)
    form = note_at(page, minutes, 1)
    box, said = form.locator("textarea"), form.locator("[data-note-said]")
    box.fill("The quay is safe.")
    expect(said).to_contain_text("Saved ")
    assert Note.objects.get().text == "The quay is safe."

    context.set_offline(True)
    box.fill("The quay is safe. Until May.")
    expect(said).to_have_text("Not saved yet: no connection. Your words are kept on this computer.")
    assert Note.objects.get().text == "The quay is safe."
    context.set_offline(False)

    expect(said).to_contain_text("Saved ")
    note = Note.objects.get()
    assert (note.text, note.revision) == ("The quay is safe. Until May.", 2)
    assert page.evaluate("localStorage.length") == 0


def test_words_on_a_page_that_was_closed_without_a_connection_come_back(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    context = signed_in(browser, live_server.url, olive)
    page = opened(context.new_page(), live_server, minutes)
    context.set_offline(True)
    page.get_by_role("link", name="Next item").click()
    note_at(page, minutes, 2).locator("textarea").fill("Nobody must lose this.")
    page.close()
    context.set_offline(False)
    assert not Note.objects.exists()

    again = opened(context.new_page(), live_server, minutes)

    expect(note_at(again, minutes, 2).locator("textarea")).to_have_value("Nobody must lose this.")
    expect(note_at(again, minutes, 2).locator("[data-note-said]")).to_contain_text("Saved ")
    assert Note.objects.get().text == "Nobody must lose this."


def test_two_officers_notes_are_both_shown_and_neither_is_lost(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    page = opened(signed_in(browser, live_server.url, olive).new_page(), live_server, minutes)
    oscar = factories.user("Oscar Officer", board=minutes.meeting.board, role="officer")
    item = minutes.meeting.items.get(position=1)
    save_note(minutes, item=item, text="Oscar heard this.", revision=0, by=oscar)
    form = note_at(page, minutes, 1)

    form.locator("textarea").fill("Olive heard that.")

    both = form.locator("[data-note-both]")
    expect(both).to_be_visible()
    expect(both).to_contain_text("Oscar Officer has saved other words")
    expect(both.locator("[data-note-theirs]")).to_have_text("Oscar heard this.")
    assert Note.objects.get().text == "Oscar heard this."
    if shots := os.environ.get("SHOTS"):
        form.screenshot(path=f"{shots}/both.png")
        assert violations(page) == []
    both.get_by_role("button", name="Put theirs above mine").click()
    expect(form.locator("[data-note-said]")).to_contain_text("Saved ")
    assert Note.objects.get().text == "Oscar heard this.\nOlive heard that."
    expect(both).to_be_hidden()


def test_a_press_changes_the_roll_and_the_quorum_and_keeps_the_focus(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    page = opened(signed_in(browser, live_server.url, olive).new_page(), live_server, minutes)
    for name in ("Ada Byron", "Ben Okri"):
        key = line(minutes, name).key
        page.locator(f"#{key}-in_room").press("Enter")
        expect(page.locator(f"#{key}-in_room")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(f"#{key}-in_room")).to_be_focused()

    expect(page.locator("#quorum")).to_contain_text("2 of 2 needed")
    expect(page.locator("#quorum")).to_contain_text("Quorate")
    expect(page.locator("[data-roll-said]")).to_contain_text("Ben Okri: in the room.")
    page.context.set_offline(True)
    page.locator(f"#{line(minutes, 'Cora Lind').key}-absent").click()
    expect(page.locator("[data-roll-said]")).to_contain_text("Nothing was recorded")
    assert minutes.attendances.count() == 2


def test_one_item_stands_open_beside_the_list_and_the_roll(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    page = opened(signed_in(browser, live_server.url, olive).new_page(), live_server, minutes)
    first, second = (note_at(page, minutes, each).locator("textarea") for each in (1, 2))
    at = page.locator(".portal-live__go[aria-current=step]")
    title = minutes.meeting.items.get(position=2).title
    expect(first).to_be_visible()
    expect(second).to_be_hidden()

    page.locator(".portal-live__go", has_text=title).click()
    expect(second).to_be_visible()
    expect(first).to_be_hidden()
    expect(at).to_contain_text(title)
    page.keyboard.press("Alt+p")
    expect(first).to_be_visible()
    expect(page.locator("#roll")).to_be_visible()

    page.set_viewport_size({"width": 375, "height": 800})
    expect(page.locator("#roll")).to_be_hidden()
    page.get_by_role("link", name="Who is there").click()
    expect(page.locator("#roll")).to_be_visible()
    expect(first).to_be_hidden()
    expect(page.locator("#quorum")).to_be_in_viewport()


def test_presses_in_quick_succession_are_all_recorded_and_shown(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    page = opened(signed_in(browser, live_server.url, olive).new_page(), live_server, minutes)
    names = ("Ada Byron", "Ben Okri", "Cora Lind")
    presses = [page.locator(f"#{line(minutes, name).key}-in_room") for name in names]
    for press in presses:
        press.click()

    for press in presses:
        expect(press).to_have_attribute("aria-pressed", "true")
    assert minutes.attendances.count() == 3


def test_a_press_and_words_of_somebody_signed_out_say_so_and_keep_the_list(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    context = signed_in(browser, live_server.url, olive)
    page = opened(context.new_page(), live_server, minutes)
    context.clear_cookies(name="sessionid")
    page.locator(f"#{line(minutes, 'Ada Byron').key}-in_room").click()
    expect(page.locator("[data-roll-said]")).to_contain_text("you may be signed out")
    expect(page.get_by_role("heading", name="Who is there")).to_be_visible()
    form = note_at(page, minutes, 1)
    form.locator("textarea").fill("Still here.")

    expect(form.locator("[data-note-said]")).to_contain_text("Not saved yet: ")
    assert "Still here." in page.evaluate("JSON.stringify(localStorage)")
    assert not minutes.attendances.exists()


def test_everything_works_without_a_script(
    live_server: Any, browser: Browser, minutes: Minutes, olive: User
) -> None:
    context = signed_in(browser, live_server.url, olive, java_script_enabled=False)
    page = opened(context.new_page(), live_server, minutes)
    page.locator(f"#{line(minutes, 'Ada Byron').key}-remote").click()
    page.wait_for_load_state()
    note = note_at(page, minutes, 1)
    note.locator("textarea").fill("Typed by hand.")
    note.get_by_role("button", name="Save these notes").click()
    page.wait_for_load_state()

    assert minutes.attendances.get().mode == "remote"
    assert Note.objects.get().text == "Typed by hand."
    assert "Saved" in page.inner_text("main")


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    evening, client = Evening(), Client()
    for address in evening.addresses():
        walk.visit(address, by=evening.olive)
    client.force_login(evening.olive)
    item = evening.meeting.items.get(position=2)
    note = reverse("desk_at_note", args=[evening.meeting.pk, item.pk])
    stale = client.post(note, {"text": "Mine", "revision": "0"})
    walk.check("stale note", stale.content)

    assert walk.faults == []
