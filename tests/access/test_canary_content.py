"""Words hidden in the content of an open paper turn up in nothing that the public is given.

One word for each place in which a file can hold words that nobody sees on its pages. What a page
could show after all (a hidden layer, words under a box, white ones, those outside its crop box)
and bookmarks are kept from publication by the checks, and are not here.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from reports import workflow as reports
from reports.models import Paper, PaperVersion
from rotherham_hwb.checks.texts import read_papers
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.access.test_canary import given
from tests.factories.files import taken_in
from tests.factories.packs import edition
from tests.reports.published_form.hiding import PLACES, REVISED, revised, saved
from tests.reports.published_form.words import everything_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = {place: f"canary{at}" for at, place in enumerate((*PLACES, "earlier revision"), start=301)}
SEEN = "A report for all"


def hiding_paper() -> bytes:
    """One file with a word in every place."""

    def every(pdf: pikepdf.Pdf, earlier: str) -> None:
        REVISED[0](pdf, earlier)
        for place, ways in PLACES.items():
            ways[0](pdf, WORDS[place])

    earlier = WORDS["earlier revision"]
    return revised(saved(every, earlier), earlier)


def published_meeting(folder: Path) -> Meeting:
    meeting = factories.meeting(factories.board(), items=0)
    item = factories.item(meeting)
    paper = reports.add_paper(Paper(board=meeting.board, title="A report"), by="a test")
    path = folder / "report.pdf"
    path.write_bytes(hiding_paper())
    reports.add_version(paper, taken_in(path), by="a test")
    reports.place_paper(paper, item, by="a test")
    factories.cleared(paper)
    factories.user(board=meeting.board, role="member")
    edition(meeting)
    publish_meeting_papers(meeting, by=factories.officer(meeting.board))
    return meeting


OUTLETS = ("public file", "public pack", "paper's page", "search", "text extract", "Word", "e-mail")


def given_by(outlet: str, meeting: Meeting) -> str:
    """All that one outlet gives to the public, or to an officer to hand on."""
    version = PaperVersion.objects.get(paper__placements__item__meeting=meeting)
    paper = version.paper
    officer = Client()
    officer.force_login(factories.officer(meeting.board))
    match outlet:
        case "public file":
            return _file(reverse("paper_file", args=[paper.pk]))
        case "public pack":
            return _file(
                PackEdition.objects.get(
                    release__meeting=meeting, layout="screen"
                ).get_absolute_url()
            )
        case "paper's page":
            return given(Client(), paper.get_absolute_url()) + SEEN
        case "search":
            pages = (Client().get(reverse("search"), {"q": word}) for word in WORDS.values())
            hits = [page.context["page"].paginator.count for page in pages]
            return f"{[word for word, n in zip(WORDS.values(), hits, strict=True) if n]} {SEEN}"
        case "text extract":
            read = read_papers({version.sha256: Path(version.file.path)}, Cache())
            return "\n".join(read[version.sha256].pages)
        case "Word":
            agenda = reverse("desk_agenda_word", args=[meeting.pk])
            return given(officer, f"{agenda}?copy=public") + SEEN
        case _:
            mails = list(Message.objects.all())
            assert mails
            return "\n".join(f"{mail.subject}\n{mail.text}" for mail in mails) + SEEN


def _file(address: str) -> str:
    answer = Client().get(address)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "given.pdf"
        path.write_bytes(b"".join(answer))
        return everything_in(path)


def test_what_hides_in_an_open_paper_reaches_no_outlet(tmp_path: Path) -> None:
    meeting = published_meeting(tmp_path)
    came = (tmp_path / "report.pdf").read_bytes()
    version = PaperVersion.objects.get()
    with version.original.open("rb") as kept:
        assert kept.read() == came, "the officers' original is as it came"
    found = everything_in(tmp_path / "report.pdf") + came.decode("latin-1")
    assert not [place for place, word in WORDS.items() if word not in found]

    given_out = {outlet: given_by(outlet, meeting) for outlet in OUTLETS}

    assert not [outlet for outlet, text in given_out.items() if SEEN not in text]
    leaks = [
        (place, outlet)
        for outlet, text in given_out.items()
        for place, word in WORDS.items()
        if word in text
    ]
    assert leaks == []


def test_the_original_is_for_officers_of_its_board_alone(tmp_path: Path) -> None:
    meeting = published_meeting(tmp_path)
    address = reverse("paper_original", args=[PaperVersion.objects.get().paper_id, 1])
    people = {
        "officer": factories.officer(meeting.board),
        "officer of another board": factories.officer(factories.board()),
        **{
            role: factories.user(board=meeting.board, role=role)
            for role in ("member", "partner", "author", "approver")
        },
    }
    seen = {}
    for who, user in people.items():
        client = Client()
        client.force_login(user)
        seen[who] = client.get(address).status_code
    seen["public"] = Client().get(address).status_code

    assert seen.pop("officer") == 200
    assert not [who for who, status in seen.items() if status == 200]
