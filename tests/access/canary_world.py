"""A council with words planted in everything that is not public, and how they are looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import pypdfium2
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from meetings import workflow as meetings
from meetings.models import AgendaItem, Board, Meeting, Presenter, User
from meetings.sign_in import urls as sign_in
from minutes import workflow as minutes_room
from minutes.attendance.interests import declare
from minutes.chair import give_link, propose
from minutes.decisions.notices import publish_notice, write_notice
from minutes.models import (
    Action,
    ActionOwner,
    ActionReport,
    Attendance,
    ChairLink,
    Minute,
    Minutes,
    Resolution,
)
from minutes.writing.notes import save_note
from reports.models import Paper
from reports.workflow import add_paper, add_text_version, withdraw_paper
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.shown.actions.links import link_path
from rotherham_hwb.shown.chair_review import review_path
from tests import factories
from tests.public.world import edition, filed_paper, place

COPIES = ("", "?copy=public")
"""Of a Word file: the officer's, and the one to hand on."""


class Canaries:
    """Words that occur nowhere else, each with what it was planted in."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._serial = count(101)

    def __call__(self, where: str) -> str:
        word = f"canary{next(self._serial)}"
        self.planted[word] = where
        return word

    def found_in(self, text: str) -> set[str]:
        return {word for word in self.planted if word in text}


class World:
    """A published meeting with secrets in every field, and records that are not out yet."""

    def __init__(self) -> None:
        self.word = Canaries()
        self.board = factories.board("Harbour Board", regime="both")
        self.officer = factories.officer(self.board)
        self.meeting = self._published_meeting()
        self._minutes(self.meeting, publish=True)
        self.chair_link = self._with_chair()
        self._draft_meeting()
        self._meeting_without_agenda()
        self.people = {
            "stranger": factories.user(),
            "partner": factories.user(board=self.board, role="partner"),
            "officer of another board": factories.officer(factories.board()),
        }

    def _published_meeting(self) -> Meeting:
        meeting = factories.meeting(self.board, items=1, by=self.officer, venue="The Guildhall")
        opening = meeting.items.get()
        exempt = self._item(meeting, "an exempt item", **factories.exempt("A safe title"))
        confidential = self._item(
            meeting, "a confidential item", restriction="confidential", safe_title="Another"
        )
        for item in (exempt, confidential, opening):
            self._papers(item)
        meetings.call_meeting(meeting, by=self.officer)
        meetings.publish_agenda(meeting, by=self.officer)
        self._papers(self._item(meeting, "an item not published yet"))
        for stage, published in (("draft", False), ("published", False), ("published", True)):
            self._restricted_edition(meeting, stage, published)
        return meeting

    def _item(self, meeting: Meeting, where: str, **fields: Any) -> AgendaItem:
        position = meeting.items.count() + 1
        item = AgendaItem(
            meeting=meeting,
            position=position,
            number=str(position),
            title=self.word(f"title of {where}"),
            notes=[self.word(f"note of {where}")],
            late=True,
            late_reason=self.word(f"late reason of {where}"),
            section=meetings.section_of(meeting, "Business"),
            **fields,
        )
        presenters = (
            Presenter(name=self.word(f"presenter of {where}"), role=self.word(f"role in {where}")),
            Presenter(title=self.word(f"presentation of {where}")),
        )
        return meetings.add_item(item, presenters=presenters, by=self.officer)

    def _papers(self, item: AgendaItem) -> None:
        """A paper of every kind that is not public, as a file and as text."""
        kinds: tuple[tuple[str, dict[str, Any], bool], ...] = (
            ("an exempt paper", factories.exempt("Safe paper"), True),
            ("a confidential paper", {"restriction": "confidential", "safe_title": "Safe"}, True),
            ("an exempt draft", factories.exempt("Safe draft"), False),
        )
        if item.restriction == "open":
            kinds += (("a draft paper", {}, False),)
            gone = self._text_paper(item, "a withdrawn paper", publish=True, shown="Withdrawn")
            withdraw_paper(gone, by=self.officer, reason="It named somebody.")
        for where, fields, publish in kinds:
            filed_paper(
                item,
                self.word(f"title of {where}, in its file too"),
                by=self.officer,
                publish=publish,
                file_name=f"{self.word(f'file name of {where}')}.pdf",
                **fields,
            )
            self._text_paper(item, where, publish=publish, **fields)

    def _text_paper(
        self, item: AgendaItem, where: str, *, publish: bool, shown: str = "", **fields: Any
    ) -> Paper:
        title = shown or self.word(f"title of {where}")
        paper = add_paper(Paper(board=self.board, title=title, **fields), by=self.officer)
        text = f"{self.word(f'text of {where}')} {'word ' * 100}"
        add_text_version(paper, text, sha256="0" * 64, by=self.officer)
        place(paper, item)
        return factories.public_paper(paper, by=self.officer) if publish else paper

    def _restricted_edition(self, meeting: Meeting, stage: str, published: bool) -> None:
        where = f"{'a published' if published else 'an unpublished'} {stage} edition"
        made = edition(
            meeting,
            by=self.officer,
            audience="restricted" if published else "public",
            stage=stage,
            published=published,
            words=self.word(f"words in {where}"),
        )
        self.word.planted[made.sha256] = f"address of {where}"

    def _minutes(self, meeting: Meeting, *, publish: bool) -> None:
        where = "exempt minute" if publish else "unpublished minutes"
        fields: dict[str, Any] = factories.exempt("A safe minute") if publish else {}
        fields |= {"public_summary": "Terms were agreed."} if publish else {}
        minutes = minutes_room.start_minutes(Minutes(meeting=meeting), by=self.officer)
        name = "Ada Byron" if publish else self.word("attendance in unpublished minutes")
        minutes_room.record_attendance(minutes, Attendance(name=name))
        minute = Minute(
            minutes=minutes,
            series=minutes_room.series_for(minutes),
            position=1,
            number=f"{meeting.pk}/1",
            item=meeting.items.first(),
            title=self.word(f"title in {where}"),
            text=self.word(f"text of {where}"),
            **fields,
        )
        limb = Resolution(text=self.word(f"resolution of {where}"))
        minutes_room.write_minute(minute, resolutions=(limb,))
        text, owner = self.word(f"action of {where}"), self.word(f"owner in {where}")
        self._progress(factories.action(minute, text, owner), where)
        self._jotted(minutes)
        minutes_room.send_to_chair(minutes, by=self.officer)
        self._notice(minute, where)
        if publish:
            open_minute = self._open_minute(minutes)
            minutes_room.publish_minutes(minutes, by=self.officer)
            publish_notice(minute, by=self.officer)
            self._notice(open_minute, "a draft decision notice")

    def _notice(self, minute: Minute, where: str) -> None:
        """The statements of a decision, which only officers read until they are published."""
        names = ("reasons", "options_rejected", "conflicts", "dispensations", "takes_effect")
        words: dict[str, Any] = {
            name: self.word(f"{name.replace('_', ' ')} of {where}") for name in names
        }
        write_notice(minute, by=self.officer, **words)

    def _open_minute(self, minutes: Minutes) -> Minute:
        """A minute that anyone may read."""
        number = f"{minutes.meeting_id}/2"
        fields = {"series": minutes_room.series_for(minutes), "number": number, "position": 2}
        made = Minute(minutes=minutes, title="The pier", text="It was seen.", **fields)
        return minutes_room.write_minute(made, resolutions=(Resolution(text="Mend it."),))

    def _progress(self, action: Action, where: str) -> None:
        """Who owes an action now, and what they reported."""
        owner = ActionOwner(action=action, position=2, name=self.word(f"owner now in {where}"))
        owner.save()
        told, name = self.word(f"progress in {where}"), self.word(f"name of a reporter in {where}")
        report = ActionReport(action=action, text=told, by_name=name, taken_at=timezone.now())
        report.save()

    def _jotted(self, minutes: Minutes) -> None:
        """What the officer noted, and an interest declared in each item that is not open."""
        ada = minutes.attendances.get()
        items = minutes.meeting.items.all()
        for item in items.exclude(restriction="open"):
            declare(
                ada,
                item=item,
                kind="personal",
                nature=self.word(f"interest in {item.restriction} item {item.pk}"),
                dispensation=self.word(f"dispensation in {item.restriction} item {item.pk}"),
                by=self.officer,
            )
        for at in (None, *items):
            words = self.word(f"jotting at {at or minutes}")
            save_note(minutes, item=at, text=words, revision=0, by=self.officer)

    def _with_chair(self) -> ChairLink:
        """Exempt minutes before the chair: their link is held by somebody with no account."""
        meeting = factories.meeting(self.board, by=self.officer, date=dt.date(2025, 2, 19))
        minutes = minutes_room.start_minutes(Minutes(meeting=meeting), by=self.officer)
        where = "minute before the chair, exempt"
        minute = Minute(
            minutes=minutes,
            position=1,
            title=self.word(f"title in {where}"),
            text=self.word(f"text of {where}"),
            public_summary="Terms were agreed.",
            **factories.exempt("A safe minute"),
        )
        resolved = Resolution(text=self.word(f"resolution of {where}"))
        minutes_room.write_minute(minute, resolutions=(resolved,))
        minutes_room.send_to_chair(minutes, by=self.officer)
        link = give_link(minutes, name="Ada Byron", email="ada@x.example", by=self.officer)
        propose(link, minute=minute, old="", new=self.word(f"proposal to {where}"))
        return link

    def _draft_meeting(self) -> None:
        meeting = factories.meeting(
            self.board,
            date=timezone.localdate() + dt.timedelta(days=40),
            by=self.officer,
            items=0,
            venue=self.word("venue of a draft meeting"),
            note=self.word("note of a draft meeting"),
        )
        self._item(meeting, "an item of a draft meeting")
        self._minutes(meeting, publish=False)

    def _meeting_without_agenda(self) -> None:
        meeting = factories.meeting(
            self.board, date=timezone.localdate() + dt.timedelta(days=50), by=self.officer, items=0
        )
        self._item(meeting, "an item of a meeting that is only called")
        meetings.call_meeting(meeting, by=self.officer)


PLAIN = ("home", "boards", "attending", "accessibility", "council_style", "council_crest")


def addresses(world: World) -> dict[str, list[str]]:
    """The addresses of every outlet but the desk's, whether or not one may know the record."""

    def each(name: str, values: Any) -> list[str]:
        return [
            reverse(name, args=value if isinstance(value, tuple) else [value]) for value in values
        ]

    meetings_ = Meeting.objects.values_list("pk", flat=True)
    papers = Paper.objects.values_list("pk", flat=True)
    minutes = Minute.objects.values_list("minutes__meeting", "number")
    chair = [review_path(link) for link in ChairLink.objects.all()]
    lists = [reverse("meetings") + query for query in ("", "?when=", "?when=past", "?page=2")]
    return {
        **{name: [reverse(name)] for name in PLAIN},
        **{route.name: [address_of(route)] for route in sign_in.urlpatterns if is_public(route)},
        "meetings": lists,
        "board": each("board", Board.objects.values_list("slug", flat=True)),
        "board_actions": [
            address + query
            for address in each("board_actions", Board.objects.values_list("slug", flat=True))
            for query in ("", "?show=all")
        ],
        "board_actions_file": each(
            "board_actions_file", Board.objects.values_list("slug", flat=True)
        ),
        "attendance": each("attendance", Board.objects.values_list("slug", flat=True)),
        "attendance_file": each("attendance_file", Board.objects.values_list("slug", flat=True)),
        "decisions": [
            reverse("decisions") + query for query in ("", "?kind=decision", "?words=e&page=2")
        ],
        "decision_notice": each("decision_notice", Minute.objects.values_list("pk", flat=True)),
        "decision_notice_file": each(
            "decision_notice_file", Minute.objects.values_list("pk", flat=True)
        ),
        "meeting": each("meeting", meetings_),
        "public_notice": each("public_notice", meetings_),
        "public_notice_file": each("public_notice_file", meetings_),
        "minutes": each("minutes", meetings_),
        "minute": each("minute", minutes),
        "minutes_file": each("minutes_file", meetings_),
        "minute_extract": each("minute_extract", minutes),
        "thread": each("thread", minutes),
        "paper": each("paper", papers),
        "paper_file": each("paper_file", papers),
        "paper_picture": each("paper_picture", [(paper, 1) for paper in papers]),
        "pack_file": each("pack_file", PackEdition.objects.values_list("sha256", flat=True)),
        "search": [f"{reverse('search')}?q={word}" for word in world.word.planted],
        "chair_review": chair,
        "chair_review_file": [f"{address}minutes.pdf" for address in chair],
        "action_link": [link_path(owner) for owner in ActionOwner.objects.all()],
        "reading": [reverse("reading")],
        "apologies": each("apologies", meetings_),
        **{
            name: [address + copy for address in each(name, meetings_) for copy in COPIES]
            for name in ("desk_agenda_word", "desk_minutes_word")
        },
    }


def is_public(route: URLPattern) -> bool:
    return getattr(route.callback, "door", "") == "public"


def address_of(route: URLPattern) -> str:
    """An address of a route of signing in, of nothing in particular."""
    return reverse(route.name, kwargs=dict.fromkeys(route.pattern.converters, "x"))


def given(client: Client, address: str) -> str:
    """All that is sent back from an address, headers and body, but for the address itself."""
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    sent = f"{response.headers}\n{body.decode('utf-8', 'replace')}\n{_printed(body)}"
    return sent.replace(address, "")


def _printed(body: bytes) -> str:
    """What a PDF prints, and what its bookmarks and metadata say; all parts of a Word file."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as word_file:
            return "\n".join(
                word_file.read(name).decode("utf-8", "replace") for name in word_file.namelist()
            )
    if not body.startswith(b"%PDF"):
        return ""
    with closing(pypdfium2.PdfDocument(body)) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
        titles = [each.get_title() for each in pdf.get_toc()]
        return "\n".join([*pages, *titles, str(pdf.get_metadata_dict())])


def opened(client: Client, found: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every address but the search's, and what it gives."""
    for name, listed in found.items():
        if name != "search":
            yield from ((address, given(client, address)) for address in listed)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
