"""The minutes of two real packs, written again through the verbs that the screens use."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.access import PUBLIC
from meetings.models import Board, Membership, Person, Post, User
from meetings.workflow import call_meeting, publish_agenda
from minutes.actions import ActionDraft, owner_called, put_actions
from minutes.approving import approve_minutes
from minutes.attendance.attending import (
    add_attendee,
    count_public,
    mark,
    open_minutes,
    stand_in,
    take_chair,
)
from minutes.correcting import CorrectionDraft, approval_limb
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs, set_sub_headings
from minutes.models import Attendance, Minute, Minutes, Resolution
from minutes.workflow import publish_minutes, send_to_chair, series_for, write_minute
from minutes.writing.drafting import draft_minutes, entry_for
from minutes.writing.entries import add_entry, change_minute
from minutes.writing.excluding import exclude_public, private_entries
from rotherham_hwb.packs.editions.minutes_files import minutes_file
from tests import factories, tools
from tests.factories.minuting import line, member, seat
from tests.minutes.told import Told, pack_001, pack_002

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
THEN = dt.date(2010, 1, 1)


def key(number: str) -> Any:
    """The first minutes of a pack's answer key."""
    return json.loads(tools.shared(f"packs/keys/{number}.json").read_text())["minutes"][0]


def draft_of(
    board: Board, told: list[Told], *, day: dt.date, off_agenda: tuple[str, ...] = (), by: User
) -> Minutes:
    """The meeting of that day with its agenda out, and its minutes drafted from that."""
    meeting = factories.meeting(board, date=day, items=0, by=by)
    for each in told:
        if each.number not in off_agenda:
            factories.item(meeting, each.title)
    call_meeting(meeting, by=by)
    publish_agenda(meeting, by=by)
    minutes = open_minutes(meeting, by=by)
    proposals = {
        item.pk: [("", each.limbs[0])]
        for item in meeting.items.all()
        for each in told
        if each.title == item.title and each.limbs
    }
    draft_minutes(minutes, proposals=proposals, by=by)
    return minutes


def write(minutes: Minutes, told: Told, *, after: Minute | None = None, by: User) -> Minute:
    """One minute as the officer types it: text, parts, limbs and actions."""
    item = minutes.meeting.items.filter(title=told.title).first()
    if item is None:
        entry = add_entry(minutes, title=told.title, after=after, by=by)
    else:
        entry = entry_for(minutes, item, by=by)
    proposed = {limb.text: limb.pk for limb in entry.resolutions.all()}
    entry = change_minute(entry, revision=entry.revision, text=told.stretches[0].text, by=by)
    parts = [(each.heading, each.text) for each in told.stretches[1:]]
    headings = [None, *set_sub_headings(entry, parts, by=by)]
    limbs = [
        LimbDraft(text, under, text if text in proposed else "", pk=proposed.get(text))
        for under, stretch in zip(headings, told.stretches, strict=True)
        for text in stretch.limbs
    ]
    written = set_limbs(entry, limbs, by=by)
    owners = [name for stretch in told.stretches for name in stretch.owners]
    if owners:
        asked = [ActionDraft(written[-1].text, written[-1], (owner_called(owners[0]),))]
        put_actions(entry, asked, by=by)
    return entry


def printed(minutes: Minutes, folder: Path) -> str:
    """The words of the PDF, with every space and hyphen left out."""
    file = folder / "minutes.pdf"
    file.write_bytes(minutes_file(minutes, PUBLIC))
    made = subprocess.run([tools.pdftotext(), file, "-"], capture_output=True, check=True)
    # The foot of each page stands between the lines.
    return plain(re.sub(r"\n[^\n]*\f", "\n", made.stdout.decode()))


def plain(words: str) -> str:
    return re.sub(r"[\s\-–\u00ad•]|- ", "", words)


def everything(told: list[Told]) -> list[str]:
    """Each paragraph, point, heading and limb that must be found again."""
    found = []
    for each in told:
        found += [f"{each.number}.", each.title]
        for stretch in each.stretches:
            found += [stretch.heading, *stretch.paragraphs, *stretch.limbs]
    return list(filter(None, found))


def earlier(board: Board, *, day: dt.date, last: int, by: User) -> Minutes:
    """The minutes before: published, and numbered up to `last`."""
    meeting = factories.meeting(board, state="agenda_published", date=day, by=by)
    minutes = open_minutes(meeting, by=by)
    for number in range(max(1, last - 11), last + 1):
        write_minute(
            Minute(
                minutes=minutes,
                series=series_for(minutes),
                position=number,
                number=str(number),
                title=f"Business {number}",
                text="The strategy runs to 2020." if number == 11 else "It was noted.",
            )
        )
    publish_minutes(send_to_chair(minutes, by=by), by=by)
    return minutes


class July2017:
    """The Health and Wellbeing Board of 5 July 2017, at its table and in its minutes."""

    def __init__(self) -> None:
        self.key = key("002")
        self.told = pack_002()
        self.board = factories.board("Health and Wellbeing Board", quorum=5)
        self.olive = factories.officer(self.board)
        self._seats()
        self.before = earlier(self.board, day=dt.date(2017, 5, 31), last=12, by=self.olive)
        self.minutes = draft_of(self.board, self.told, day=dt.date(2017, 7, 5), by=self.olive)
        self._roll()
        for each in self.told:
            write(self.minutes, each, by=self.olive)

    def _seats(self) -> None:
        away = {each["name"]: each["organisation_or_post"] for each in self.key["apologies"]}
        for each in self.key["present"]:
            if each["group"] == "Members":
                holder = each["representing"] or each["name"]
                away.setdefault(holder, each["organisation_or_post"])
        for name, post in away.items():
            kind = "chair" if name == self.key["chair"] else "member"
            place = seat(self.board, f"Seat of {name}")
            person = member(self.board, name, kind=kind, seat=place, started_on=THEN)
            held = Post.objects.create(title=post) if post else None
            Membership.objects.filter(person=person).update(post=held)

    def _roll(self) -> None:
        for each in self.key["present"]:
            name, post = each["name"], each["organisation_or_post"] or ""
            if each["representing"]:
                principal = line(self.minutes, each["representing"]).attendance
                sorry = {one["name"] for one in self.key["apologies"]}
                kind = "apologies" if principal.name in sorry else "absent"
                holder = mark(principal, kind=kind, by=self.olive)
                stand_in(holder, name=name, organisation_or_post=post, by=self.olive)
            elif each["group"] == "Members":
                mark(line(self.minutes, name).attendance, kind="present", by=self.olive)
            else:
                capacity = each["group"].split()[-1].lower().rstrip("s")
                add_attendee(
                    self.minutes,
                    name=name,
                    capacity=capacity,
                    organisation_or_post=post,
                    by=self.olive,
                )
        for each in self.key["apologies"]:
            mark(line(self.minutes, each["name"]).attendance, kind="apologies", by=self.olive)
        words = tools.shared("packs/002_5bf8d3e0e4558d05.txt").read_text().splitlines()[167]
        count_public(self.minutes, count=10, note=words, by=self.olive)

    def entry(self, number: str) -> Minute:
        found: Minute = self.minutes.entries.get(number=number)
        return found

    def publish(self) -> None:
        send_to_chair(self.minutes, by=self.olive)
        publish_minutes(self.minutes, by=self.olive)


@pytest.fixture(scope="module")
def made_july(one_world: Path) -> July2017:
    return July2017()


@pytest.fixture
def july(made_july: July2017) -> July2017:
    """A copy, which a test may change: what it stores is undone after it."""
    return deepcopy(made_july)


def test_the_minutes_of_pack_002_take_up_the_numbers_and_labels_they_had(july: July2017) -> None:
    july.publish()

    given = {
        each.number: [limb.label for limb in each.resolutions.all()]
        for each in july.minutes.entries.order_by("position")
    }

    asked = {
        each["number"]: [limb["label"] or "" for limb in each["resolutions"]]
        for each in july.key["items"]
    }
    assert given == asked
    under = [limb.under.heading[:7] for limb in july.entry("18").resolutions.all() if limb.under]
    assert under == ["Suicide"] * 3 + ["Better "] * 5, "the limbs number on over two sub-headings"
    kinds = Resolution.Kind
    assert july.entry("22").resolutions.get().kind == kinds.MEETING
    assert [each.owner for each in july.entry("21").actions.all()] == ["Terri Roche"]


def test_those_present_at_pack_002_stand_under_their_headings_with_whom_they_represent(
    july: July2017,
) -> None:
    stored = Attendance.objects.filter(minutes=july.minutes).order_by("position")

    present = [
        (each.group, each.name, each.organisation_or_post, each.role, each.representing)
        for each in stored.filter(kind="present")
    ]

    asked = [
        (
            each["group"],
            each["name"],
            each["organisation_or_post"] or "",
            each["role"] or "",
            each["representing"] or "",
        )
        for each in july.key["present"]
    ]
    assert sorted(present) == sorted(asked)
    assert sum(bool(each[4]) for each in present) == 3, "three stand in for somebody"
    sorry = stored.filter(kind="apologies").values_list("name", flat=True)
    assert set(sorry) == {each["name"] for each in july.key["apologies"]}
    assert Minutes.objects.get(pk=july.minutes.pk).chair_name == july.key["chair"]


def test_the_pdf_of_pack_002_holds_every_structure_of_the_original(
    tmp_path: Path, july: July2017
) -> None:
    july.publish()

    words = printed(july.minutes, tmp_path)

    missing = [each for each in everything(july.told) if plain(each) not in words]
    assert missing == []
    note = tools.shared("packs/002_5bf8d3e0e4558d05.txt").read_text().splitlines()[167]
    for structure in ("(representing Louise Barnett)", "(in the Chair)", "Action:-", note):
        assert plain(structure) in words
    blocks = sum(bool(stretch.limbs) for each in july.told for stretch in each.stretches)
    assert words.count("Resolved:") == blocks


def test_pack_002_corrects_an_earlier_minute_and_refers_to_others(
    client: Client, july: July2017
) -> None:
    corrected = july.before.entries.get(number="11")
    in_minute = july.minutes.entries.get(title=july.told[2].title)
    correction = CorrectionDraft(corrected, "2020", "2017-2025")

    approve_minutes([july.before], in_minute=in_minute, corrections=[correction], by=july.olive)
    july.publish()

    lead = july.told[2].limbs[0].split(":-")[0]
    assert approval_limb([july.before], [correction]).startswith(lead)
    assert july.before.state == "approved"
    referred = july.entry("15").references.order_by("position")
    told = [(each.text, each.target.number if each.target else "") for each in referred]
    assert {number for _, number in told} == {"3", "4", "11"}, told
    old = client.get(reverse("minute", args=[july.before.meeting_id, "11"])).content.decode()
    assert "2017-2025" in old
    assert "The strategy runs to 2020." in old, "the text itself never changes"
    new = client.get(reverse("minute", args=[july.minutes.meeting_id, "15"])).content.decode()
    for number in ("3", "4", "11"):
        assert reverse("minute", args=[july.before.meeting_id, number]) in new


class March2013:
    """The partnership of 20 March 2013, which agrees rather than resolves."""

    def __init__(self) -> None:
        self.key = key("001")
        self.told = pack_001()
        self.board = factories.board("Families Partnership", decision_word="Agreed")
        self.olive = factories.officer(self.board)
        self.before = earlier(self.board, day=dt.date(2013, 1, 23), last=196, by=self.olive)
        self.minutes = draft_of(
            self.board,
            self.told,
            day=dt.date(2013, 3, 20),
            off_agenda=("206",),
            by=self.olive,
        )
        for name in (*self.names("present"), *self.names("apologies")):
            member(self.board, name, started_on=THEN)
        for name in self.names("present"):
            mark(line(self.minutes, name).attendance, kind="present", by=self.olive)
        for name in self.names("apologies"):
            mark(line(self.minutes, name).attendance, kind="apologies", by=self.olive)
        take_chair(self.minutes.attendances.get(name=self.key["chair"]), by=self.olive)
        entries: dict[str, Minute] = {}
        for each in self.told:
            after = next(reversed(entries.values()), None)
            entries[each.number] = write(self.minutes, each, after=after, by=self.olive)
        exclude_public(self.minutes, resolved_in=entries["203"], by=self.olive)
        send_to_chair(self.minutes, by=self.olive)
        publish_minutes(self.minutes, by=self.olive)

    def names(self, kind: str) -> list[str]:
        return [each["name"] for each in self.key[kind]]


@pytest.fixture(scope="module")
def march(one_world: Path) -> March2013:
    return March2013()


def test_the_minutes_of_pack_001_run_from_197_and_shut_the_public_out(march: March2013) -> None:
    entries = list(march.minutes.entries.order_by("position"))

    assert [each.number for each in entries] == [each["number"] for each in march.key["items"]]
    assert {each.number for each in entries if each.pk in private_entries(march.minutes)} == {
        *("204", "205", "206", "207")
    }, "nobody recorded that the public came back"
    assert entries[6].resolutions.get().kind == Resolution.Kind.EXCLUSION
    assert entries[9].item is None, "it was not on the agenda"
    labels = [limb.label for limb in entries[3].resolutions.all()]
    assert labels == ["(1)", "(2)", "(3)"]


def test_the_pdf_of_pack_001_says_agreed_and_holds_every_structure(
    tmp_path: Path, march: March2013
) -> None:
    words = printed(march.minutes, tmp_path)

    missing = [each for each in everything(march.told) if plain(each) not in words]
    assert missing == []
    assert words.count("Agreed:") == 7
    assert words.count("Resolved:") == 1, "the public is shut out by resolution, as it was then"
    assert plain("Councillor Lakin") in words
    assert all(plain(name) in words for name in march.names("apologies"))


def test_what_was_taken_in_private_is_told_on_the_public_page(
    client: Client, march: March2013
) -> None:
    page = client.get(reverse("minutes", args=[march.minutes.meeting_id])).content.decode()

    assert Minutes.objects.visible_to(PUBLIC).filter(pk=march.minutes.pk).exists()
    assert "excluded" in page
    assert Person.objects.filter(attendance__minutes=march.minutes).count() == 24
