"""Words hidden in the content of an open paper turn up in nothing that the public is given.

One word for each place in which a file can hold words that nobody sees on its pages. What the
published form leaves out never goes anywhere; what a page could show after all (words under a box,
white ones, those outside its crop box or in a hidden layer) and bookmarks stop the publication,
until the paper is made safe or an officer says why they may go out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pikepdf import Array, Dictionary, Name, OutlineItem

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Meeting, User
from reports import workflow as reports
from reports.files import safe_copies
from reports.files.safe_copies import ask_for_safe_copy, make_safe_copy
from reports.models import Paper, PaperVersion
from reports.unseen import burn
from reports.unseen.recognise import Recognised
from rotherham_hwb.checks.run import check_meeting, overrule
from rotherham_hwb.checks.texts import read_papers
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.access.test_canary import given
from tests.factories.packs import edition
from tests.packs.fixtures import add_text_page
from tests.reports.published_form.hiding import PLACES, REVISED, revised, saved
from tests.reports.published_form.words import everything_in
from tests.reports.unseen.taking_in import taken_in_and_compared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LEFT_OUT = (*PLACES, "earlier revision")
STOPS = ("bookmark", "hidden layer", "crop", "under a box", "white")
WORDS = {place: f"canary{at}" for at, place in enumerate((*LEFT_OUT, *STOPS), start=301)}
SEEN, SEEN_TOO = "A report for all", "Its second page"
WHY = "These words are on the council’s website already."


def hiding_paper() -> bytes:
    """One file with a word in every place."""

    def every(pdf: pikepdf.Pdf, earlier: str) -> None:
        REVISED[0](pdf, earlier)
        for place, ways in PLACES.items():
            ways[0](pdf, WORDS[place])
        _hide_on_the_second_page(pdf)

    earlier = WORDS["earlier revision"]
    return revised(saved(every, earlier), earlier)


def _hide_on_the_second_page(pdf: pikepdf.Pdf) -> None:
    """What stops a publication."""

    def written(place: str, y: int) -> str:
        return f"BT /F1 12 Tf 72 {y} Td ({WORDS[place]}) Tj ET"

    page = pdf.pages[1]
    content = (
        f"{written('under a box', 600)} 60 590 300 30 re f 1 g {written('white', 500)} 0 g "
        f"/OC /L BDC {written('hidden layer', 400)} EMC {written('crop', 820)}"
    )
    page.contents_add(content.encode())
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Advice"))
    page.obj.Resources.Properties = Dictionary(L=layer)
    off = Dictionary(OFF=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    page.obj.CropBox = Array([0, 0, 595, 780])
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(WORDS["bookmark"], 1))


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board())


@pytest.fixture
def paper(olive: User, tmp_path: Path) -> Paper:
    """A cleared paper of a meeting, with words in all its places."""
    meeting = factories.meeting(olive.roles.get().board, items=0)
    paper = reports.add_paper(Paper(board=meeting.board, title="A report"), by="a test")
    path = tmp_path / "report.pdf"
    path.write_bytes(hiding_paper())
    reports.add_version(paper, taken_in_and_compared(path), by="a test")
    reports.place_paper(paper, factories.item(meeting), by="a test")
    factories.user(board=meeting.board, role="member")
    return factories.cleared(paper)


def meeting_of(paper: Paper) -> Meeting:
    meeting: Meeting = paper.placements.get().item.meeting
    return meeting


def publish(paper: Paper, *, by: User) -> Meeting:
    meeting = meeting_of(paper)
    edition(meeting)
    publish_meeting_papers(meeting, by=by)
    return meeting


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Text is not recognised but known, and pages are made safe here, which is quicker."""
    pdf = pikepdf.new()
    add_text_page(pdf, (72, 700, SEEN_TOO), before=b"3 Tr ")
    pdf.save(tmp_path / "layer.pdf")
    read = Recognised(tmp_path / "layer.pdf", SEEN_TOO)
    monkeypatch.setattr(burn, "recognise", lambda picture, folder: read)

    def burn_here(source: Path, output: Path, pages: Iterable[int], **said: object) -> None:
        burn.make_safe(source, output, pages=list(pages))

    monkeypatch.setattr(safe_copies, "burn_pages", burn_here)


OUTLETS = ("public file", "public pack", "paper's page", "search", "text extract", "Word", "e-mail")


def given_by(outlet: str, meeting: Meeting) -> str:
    """All that one outlet gives to the public, or to an officer to hand on."""
    paper = Paper.objects.get(placements__item__meeting=meeting)
    version = paper.latest
    assert version is not None
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
            officer = _signed_in(factories.officer(meeting.board))
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


def leaks(meeting: Meeting) -> set[tuple[str, str]]:
    """Each place whose word an outlet gives out, and the outlet; every outlet gives something."""
    given_out = {outlet: given_by(outlet, meeting) for outlet in OUTLETS}
    assert not [outlet for outlet, text in given_out.items() if SEEN not in text]
    return {
        (place, outlet)
        for outlet, text in given_out.items()
        for place, word in WORDS.items()
        if word in text
    }


def test_what_a_page_could_show_after_all_stops_the_publication(paper: Paper, olive: User) -> None:
    found = [each for each in check_meeting(meeting_of(paper)).stops if each.code == "unseen"]

    told = {place for place in WORDS for each in found if WORDS[place] in each.sentence}
    assert told == set(STOPS)
    with pytest.raises(Refused):
        publish(paper, by=olive)
    assert Client().get(reverse("paper_file", args=[paper.pk])).status_code == 404


@pytest.mark.usefixtures("recognised")
def test_what_hides_in_an_open_paper_that_was_made_safe_reaches_no_outlet(
    paper: Paper, olive: User, tmp_path: Path
) -> None:
    came = (tmp_path / "report.pdf").read_bytes()
    with PaperVersion.objects.get().original.open("rb") as kept:
        assert kept.read() == came, "the officers' original is as it came"
    found = everything_in(tmp_path / "report.pdf") + came.decode("latin-1")
    assert not [place for place, word in WORDS.items() if word not in found]

    make_safe_copy(ask_for_safe_copy(paper, by=olive).pk)
    meeting = publish(factories.cleared(paper), by=olive)

    assert leaks(meeting) == set()
    assert SEEN_TOO in given_by("public file", meeting)


def test_overruled_with_a_reason_what_was_told_goes_out_and_nothing_else(
    paper: Paper, olive: User
) -> None:
    meeting = meeting_of(paper)
    for found in check_meeting(meeting).stops:
        overrule(meeting, found, reason=WHY, by=olive)

    publish(paper, by=olive)

    gone_out = leaks(meeting)
    assert {place for place, _ in gone_out} == set(STOPS)
    assert {place for place, outlet in gone_out if outlet == "public file"} == set(STOPS)
    overruled = AuditEvent.objects.filter(action="accept a finding of", reason=WHY)
    said = " ".join(str(each.detail["finding"]) for each in overruled)
    assert not [place for place in STOPS if WORDS[place] not in said]
    page = given(_signed_in(olive), reverse("desk_paper", args=[paper.pk]))
    assert page.count("They went out with the file.") == len(STOPS)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_original_is_for_officers_of_its_board_alone(paper: Paper, olive: User) -> None:
    board = olive.roles.get().board
    address = reverse("paper_original", args=[paper.pk, 1])
    people = {
        "officer": olive,
        "officer of another board": factories.officer(factories.board()),
        **{
            role: factories.user(board=board, role=role)
            for role in ("member", "partner", "author", "approver")
        },
    }
    seen = {who: _signed_in(user).get(address).status_code for who, user in people.items()}
    seen["public"] = Client().get(address).status_code

    assert seen.pop("officer") == 200
    assert not [who for who, status in seen.items() if status == 200]
