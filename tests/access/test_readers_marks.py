"""Whatever leaves the portal and is not for the public bears the name of who opened it.

Every route that gives files to others than the desk is tried: a new one that says nothing of
restricted copies, or that no address here opens, fails.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from PIL import Image, ImageChops

from meetings.models import AgendaItem, PublicNotice
from minutes.chair import give_link
from minutes.models import Action, ChairLink, DecisionNotice, Minute, Minutes
from minutes.workflow import send_to_chair, start_minutes, write_minute
from reports.models import PaperVersion, Report
from rotherham_hwb.files import NOTHING_RESTRICTED
from rotherham_hwb.shown.chair_review import review_path
from tests import factories
from tests.access.canary_world import given, signed_in
from tests.access.test_bytes import declared
from tests.access.test_routes import routes
from tests.access.test_second_wall import Published
from tests.factories import writing
from tests.public.world import edition, filed_paper
from tests.reports.authored.test_writing import picture

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OWN_DOORS = ("officers", "authors", "approvers")
"""Of those who make the record: nothing behind them is given to a member or a partner."""
DRAWN = "paper_picture"
HELD = dt.date(2025, 4, 16)


class Closed(Published):
    """A published record with a restricted one behind every route."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        item = self.exempt.items.get()
        Action.objects.create(minute=self.secret, position=1, text="Pay it.", owner="Ann Owner")
        with factories.past_the_walls():
            DecisionNotice.objects.create(
                minute=self.secret,
                reasons="It was cheap.",
                options_rejected="None",
                conflicts="None",
                dispensations="None",
                published_at=timezone.now(),
                published_by=self.officer,
            )
        closed = factories.exempt("A closed matter")
        self.filed = filed_paper(item, "A price", by=self.officer, **closed)
        when = {"date": item.meeting.date, "time": item.meeting.time, "given_at": timezone.now()}
        PublicNotice.objects.create(
            meeting=item.meeting, venue="The Guildhall", given_by=self.officer, **when
        )
        self.pack = edition(item.meeting, by=self.officer, audience="restricted")
        self.chair_link = self._with_chair()
        self.written = self._written(item, folder)
        self.mary = factories.user("Mary Member", board=self.board, role="member")
        self.mo = factories.user("Mo Member", board=self.board, role="member")

    def _with_chair(self) -> ChairLink:
        """The link to a draft with a minute that only members may read."""
        held = factories.meeting(self.board, state="held", date=HELD, by=self.officer)
        minutes = Minutes(meeting=held)
        draft = start_minutes(minutes, by=self.officer)
        secret = {"title": "The bid", "public_summary": "Terms were agreed."}
        closed = factories.exempt("A contract")
        write_minute(Minute(minutes=draft, position=1, text="A million.", **secret, **closed))
        send_to_chair(draft, by=self.officer)
        return give_link(draft, name="Ada Byron", email="ada@x.example", by=self.officer)

    def _written(self, item: AgendaItem, folder: Path) -> Report:
        """A report with a picture, as it stands once it is published."""
        paper = filed_paper(item, "A map", by=self.officer, **factories.exempt("A closed matter"))
        author = factories.user("Arthur Author", board=self.board, role="author")
        report = Report.objects.create(
            paper=paper, template=writing.template(self.board), author=author
        )
        kept = {"template": "A", "numbers_sections": False, "fields": [], "background": []}
        given = {"text": "A map.", "authored": {**kept, "pictures": [1]}, "sha256": "0" * 64}
        PaperVersion.objects.create(paper=paper, number=2, **given)
        drawn = ContentFile(picture(folder / "map.jpg").read_bytes(), name="map.jpeg")
        report.pictures.create(
            number=1, file=drawn, kind="image/jpeg", sha256="0" * 64, alt="A map"
        )
        return report

    def address(self, name: str) -> str:
        if name == "chair_review_file":
            return f"{review_path(self.chair_link)}minutes.pdf"
        meeting, number = self.minutes.meeting_id, self.secret.number
        arguments: dict[str, tuple[object, ...]] = {
            "board_actions_file": (self.board.slug,),
            "attendance_file": (self.board.slug,),
            "decision_notice_file": (self.secret.pk,),
            "minutes_file": (meeting,),
            "minute_extract": (meeting, number),
            "pack_file": (self.pack.sha256,),
            "paper_file": (self.filed.pk,),
            DRAWN: (self.written.paper_id, 1),
            "council_style": (),
            "council_crest": (),
            "public_notice_file": (self.paper.items.get().meeting_id,),
        }
        return reverse(name, args=arguments[name])


@pytest.fixture(scope="module")
def world(one_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Closed:
    return Closed(tmp_path_factory.mktemp("pictures"))


def given_to_readers() -> list[URLPattern]:
    every = routes(get_resolver(settings.ROOT_URLCONF))
    return [each for each in every if declared(each) and each.callback.door not in OWN_DOORS]  # type: ignore[attr-defined]


def bears(route: URLPattern) -> str:
    told: str = route.callback.gives.restricted  # type: ignore[attr-defined]
    return told


def test_every_file_for_readers_says_what_a_restricted_copy_bears() -> None:
    assert [each.name for each in given_to_readers() if not bears(each)] == []


@pytest.mark.parametrize("route", given_to_readers(), ids=lambda each: str(each.name))
def test_a_restricted_copy_bears_its_readers_name(
    world: Closed, one_world: Path, route: URLPattern
) -> None:
    address = world.address(str(route.name))
    if bears(route) == NOTHING_RESTRICTED:
        answers = [each.get(address) for each in (Client(), signed_in(world.mary))]
        public, own = (each.status_code == 200 and _content(each) for each in answers)
        assert public == own
        return
    answer = signed_in(world.mary).get(address)
    assert answer.status_code == 200
    for reader in (world.mary, world.mo) if route.name != DRAWN else ():
        text = " ".join(given(signed_in(reader), address).split())
        assert f"Copy of {reader.name} ({reader.email}), " in text
    assert "Copy of" not in given(Client(), address)


def _content(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def test_a_restricted_picture_bears_its_readers_name(world: Closed, one_world: Path) -> None:
    address = world.address(DRAWN)
    stored = Image.open(BytesIO(world.written.pictures.get().file.read()))
    own, other = (
        Image.open(BytesIO(_content(signed_in(each).get(address))))
        for each in (world.mary, world.mo)
    )

    assert own.size == stored.size
    assert _difference(own, stored) > 50
    assert _difference(own, other) > 50


def _difference(one: Image.Image, other: Image.Image) -> int:
    """The most by which two pictures differ in one place, of 255."""
    return max(ImageChops.difference(one.convert("L"), other.convert("L")).tobytes())
