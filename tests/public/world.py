"""A small council with something on every public page; its sentences are made up."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import tempfile
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings import workflow as meetings
from meetings.models import (
    AgendaItem,
    Board,
    Meeting,
    Membership,
    Organisation,
    Person,
    Presenter,
    Seat,
    User,
)
from minutes import workflow as minutes_room
from minutes.models import Attendance, Minute, Minutes, Resolution
from reports import workflow as reports
from reports.models import Paper, Placement
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import PackEdition, Release
from tests import factories
from tests.factories.files import taken_in

HELD_ON = dt.date(2025, 1, 22)


def pdf(pages: int = 1, *, words: str = "") -> bytes:
    """A PDF of empty A4 pages; `words` makes its bytes its own."""
    made = pikepdf.Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    made.docinfo["/Title"] = words or f"{pages} pages"
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def filed_paper(
    item: AgendaItem,
    title: str,
    *,
    pages: int = 1,
    by: User,
    publish: bool = True,
    file_name: str = "paper.pdf",
    **fields: Any,
) -> Paper:
    """A paper with a PDF on an item, published unless told otherwise."""
    paper = reports.add_paper(Paper(board=item.meeting.board, title=title, **fields), by=by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf(pages, words=title))
        reports.add_version(paper, taken_in(path, file_name), by=by)
    place(paper, item)
    return factories.public_paper(paper, by=by) if publish else paper


def place(paper: Paper, item: AgendaItem, *, under: Placement | None = None) -> Placement:
    """Put a paper last on an item, whatever the state of its meeting."""
    position = item.placements.count() + 1
    return Placement.objects.create(paper=paper, item=item, parent=under, position=position)


def edition(
    meeting: Meeting,
    *papers: tuple[str, Paper],
    by: User,
    published: bool = True,
    words: str = "",
    **axes: Any,
) -> PackEdition:
    """A published edition with a one-page front sheet and these papers, by item number."""
    first, parts = 1, []
    for number, paper in papers:
        version = paper.latest
        assert version
        assert version.page_count
        last = first + version.page_count - 1
        part = {"item": number, "sha256": version.sha256, "pages": [first, last]}
        parts.append({**part, "title": str(paper), "level": 0, "blank": False})
        first = last + 1
    data = pdf(first, words=words or f"{meeting} {axes}")
    sha256 = hashlib.sha256(data).hexdigest()
    kind, supplement = axes.pop("kind", Kind.MAIN), axes.pop("supplement", 0)
    release, _ = Release.objects.get_or_create(
        meeting=meeting,
        kind=kind,
        supplement=supplement,
        stage=axes.pop("stage", "published"),
        published_at__isnull=not published,
        superseded_at=None,
        defaults={
            "digest": sha256,
            "compiled_by": by,
            "published_at": timezone.now() if published else None,
            "published_by": by if published else None,
        },
    )
    return PackEdition.objects.create(
        release=release,
        file=ContentFile(data, name=f"packs/{sha256}.pdf"),
        sha256=sha256,
        size=len(data),
        page_count=first,
        page_map={"last": first - 1, "items": [], "parts": parts},
        manifest={},
        **axes,
    )


class Town:
    """A board with a meeting held and minuted, one called, one cancelled, and its people."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.board = _board()
        self.sister = factories.board(purpose="Brings those who run the town's harbours together.")
        self.officer = factories.officer(self.board)
        _people(self.board)
        self.held = self._held()
        self.minutes = self._minutes()
        self.called = self._meeting(today + dt.timedelta(days=30), "called")
        self.ready = self._meeting(today + dt.timedelta(days=9), "agenda_published")
        self.cancelled = self._meeting(today + dt.timedelta(days=60), "called")
        reason = "The chair and both vice-chairs are unwell."
        meetings.cancel_meeting(self.cancelled, by=self.officer, reason=reason)

    def _meeting(self, date: dt.date, state: str) -> Meeting:
        return factories.meeting(
            self.board, date=date, state=state, by=self.officer, venue="Town Hall\nMarket Square"
        )

    def _held(self) -> Meeting:
        meeting = factories.meeting(
            self.board, date=HELD_ON, items=0, by=self.officer, venue="The Guildhall, High Street"
        )
        opening = ("Apologies for absence", "Declarations of interest")
        self.opening = [factories.item(meeting, title, kind="standing") for title in opening]
        discussion = meetings.section_of(
            meeting, "For discussion", "The board is asked to give a view on each of these."
        )
        self.item = _item(
            meeting,
            "Winter in the harbour towns",
            number="3",
            section=discussion,
            notes=["The board asked for this report in November."],
            presenters=(Presenter(name="Ines Okafor", role="Director of Public Health"),),
        )
        self.exempt_item = _item(
            meeting,
            "Purchase of the old cannery",
            number="4",
            section=discussion,
            **factories.exempt("A purchase of land"),
        )
        _item(
            meeting,
            "How two towns share a nurse",
            number="10",
            section=discussion,
            kind="presentation",
            late=True,
            late_reason="The figures came in on the day before.",
            presenters=(Presenter(title="A year of sharing", name="Sol Vance", role="NHS"),),
        )
        self.paper = filed_paper(self.item, "Winter report", pages=12, by=self.officer)
        self.appendix = filed_paper(self.item, "Appendix A: figures", pages=3, by=self.officer)
        meetings.call_meeting(meeting, by=self.officer)
        meetings.publish_agenda(meeting, by=self.officer)
        self.pack = edition(
            meeting, ("3", self.paper), ("3", self.appendix), by=self.officer, audience="public"
        )
        meetings.record_held(meeting, by=self.officer)
        return meeting

    def _minutes(self) -> Minutes:
        minutes = minutes_room.start_minutes(Minutes(meeting=self.held), by=self.officer)
        minutes_room.record_attendance(
            minutes,
            Attendance(group="Members", name="Councillor Ada Byron", role="in the Chair"),
            Attendance(group="Members", name="Ines Okafor", organisation_or_post="Public Health"),
            Attendance(group="Officers", name="Olive Officer", representing="Democratic Services"),
            Attendance(kind="apologies", name="Sol Vance", organisation_or_post="NHS"),
        )
        self.minute = minutes_room.write_minute(
            Minute(
                minutes=minutes,
                series="2024/25",
                position=1,
                number="41",
                item=self.item,
                title="Winter in the harbour towns",
                text="The Director presented it.\n\nThe board asked about:\n- heating\n- buses",
            ),
            resolutions=(
                Resolution(label="(1)", text="That the report be noted."),
                Resolution(label="(2)", text="That the Director report again in May:\n- heating"),
            ),
        )
        factories.action(self.minute, "Write to the bus company", "Ines Okafor", due_on=HELD_ON)
        factories.minute(minutes, "Purchase of the old cannery", number="42", **factories.exempt())
        minutes_room.send_to_chair(minutes, by=self.officer)
        return minutes_room.publish_minutes(minutes, by=self.officer)


def _board() -> Board:
    return factories.board(
        "Harbour Health Board",
        purpose="Agrees what would most improve health in the harbour towns, and sees to it.",
        quorum=4,
        terms_of_reference="The board shall:\n- write a plan each year\n- say what came of it",
        how_to_attend="Come to the main door ten minutes before the start.",
        how_to_ask="Write to the officer three working days before the meeting.",
        contact_name="Olive Officer",
        contact_email="olive@example.org",
        contact_phone="01632 960000",
    )


def _people(board: Board) -> None:
    council = Organisation.objects.create(name="Harbour Council")
    titles = ("Cabinet member for health", "Director of Public Health", "Healthwatch")
    seats = [
        Seat.objects.create(board=board, position=place, title=title, organisation=council)
        for place, title in enumerate(titles)
    ]
    people = (
        ("Councillor Ada Byron", "chair", 0),
        ("Ines Okafor", "member", 1),
        ("Una Reyes", "deputy", 1),
    )
    for name, kind, place in people:
        Membership.objects.create(
            board=board,
            seat=seats[place],
            person=Person.objects.create(name=name),
            kind=kind,
            started_on=factories.LONG_AGO,
        )


def _item(
    meeting: Meeting, title: str, *, presenters: tuple[Presenter, ...] = (), **fields: Any
) -> AgendaItem:
    position = meeting.items.count() + 1
    item = AgendaItem(meeting=meeting, position=position, title=title, **fields)
    return meetings.add_item(item, presenters=presenters, by="a test")
