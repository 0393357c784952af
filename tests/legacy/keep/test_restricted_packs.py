"""What an old pack keeps from the public stays so when it is published, until an officer opens it.

The words that must not get out are planted in every part of what the pack marks as private.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, AuditEvent, Board, User
from minutes.models import Minute
from reports.models import Paper
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import outlook, publish_import
from rotherham_hwb.legacy.keep.review import decide, name_safely, open_to_public
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact
from tests import factories
from tests.access.test_canary import World, addresses, given
from tests.indexed import index_everything
from tests.legacy.harbour import FRONT
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

AGENDA = """3. Pitch prices (Pages 3 - 4)

EXEMPT ITEMS

4. Sale to CANARYBUYER (Exempt under Paragraph 3) (Pages 5 - 6)
CANARYNAME, Surveyor
"""
MINUTES = """8. EXCLUSION OF THE PRESS AND PUBLIC

Resolved:- That, under Section 100A(4) of the Local Government Act 1972, the press and public be \
excluded from the meeting for the following items on the grounds of Paragraph 3 of Part I of \
Schedule 12A.

9. CANARYDEPOT SALE

The CANARYBID of two million was discussed. See Minute No. 7 of CANARYDAY.

Resolved:- (1) That the CANARYBID be accepted.

(2) That CANARYFIRM be told.

ACTION:- CANARYOWNER to write to them.""".replace("\\\n", "")
PAPERS = """ Summary Sheet

Council Report
Harbour Board – 4 March 2014

Title
Pitch prices

Exempt from the Press and Public
No

Summary
The prices of pitches go up.

Recommendations
That the prices be noted.
 Summary Sheet

Council Report
Harbour Board – 4 March 2014

Title
Sale to CANARYBUYER

Exempt from the Press and Public
Yes. Paragraph 3 of Part I of Schedule 12A.

Summary
The CANARYPRICE is four million pounds.

Recommendations
That the land be sold to CANARYFIRM.
"""
PACK = FRONT.format(agenda=AGENDA, minutes=MINUTES) + PAPERS
SLOW = {"public_notice_file", "decision_notice_file", "desk_agenda_word", "desk_minutes_word"}
"""Files that the canary sets in its own world, and that hold what the pages here hold."""


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def pack(board: Board, tmp_path: Path) -> ImportedPack:
    return imported(tmp_path, PACK)


def imported(folder: Path, text: str, name: str = "pack.txt") -> ImportedPack:
    path = folder / name
    path.write_text(text)
    return import_pack(path, by="a test")[0]


def fact(kind: str, number: str) -> ReadFact:
    name = "item" if kind == "paper" else "number"
    return ReadFact.objects.get(kind=kind, **{f"read__{name}": number})


def leaks(words: list[str]) -> list[str]:
    """Where the public is given one of these words, in any page, file, feed or search."""
    world = cast("World", SimpleNamespace(word=SimpleNamespace(planted=words)))
    index_everything()
    client = Client()
    out = []
    for name, listed in addresses(world).items():
        for address in listed if name not in SLOW else ():
            text = given(client, address)
            text = text.replace(address.rpartition("=")[2], "") if name == "search" else text
            out += [f"{word} at {address}" for word in words if word.casefold() in text.casefold()]
    return out


CANARIES = (
    "CANARYBUYER CANARYNAME CANARYDEPOT CANARYBID CANARYDAY CANARYFIRM CANARYOWNER CANARYPRICE"
)


def test_publishing_leaves_what_the_pack_keeps_private_out_of_every_outlet(
    pack: ImportedPack, olive: User
) -> None:
    publish_import(pack, by=olive)

    page = Client().get(pack.meeting.get_absolute_url()).content.decode()
    assert "Pitch prices" in page
    assert "Exempt item" in page
    assert "paragraph 3 of Schedule 12A" in page
    assert "CANARYBUYER" in AgendaItem.objects.get(number="4").title  # the record has it
    assert leaks(CANARIES.split()) == []


def test_the_records_are_restricted_by_paragraph_and_have_safe_titles(pack: ImportedPack) -> None:
    records = [
        AgendaItem.objects.get(number="4"),
        Minute.objects.get(number="9"),
        Paper.objects.exclude(restriction="open").get(),
    ]

    assert [str(each.restriction) for each in records] == ["exempt"] * 3
    assert [each.exempt_paragraphs for each in records] == [[3]] * 3
    assert [each.safe_title for each in records] == ["Exempt item", "Exempt minute", "Exempt paper"]
    assert not AgendaItem.objects.exclude(number="4").exclude(restriction="open").exists()
    assert not Minute.objects.exclude(number="9").exclude(restriction="open").exists()


def test_a_paragraph_that_is_not_printed_is_said_to_be_unknown(
    board: Board, olive: User, tmp_path: Path
) -> None:
    text = PACK.replace(" (Exempt under Paragraph 3)", "").replace(
        "Yes. Paragraph 3 of Part I", "Yes"
    )
    pack = imported(tmp_path, text)

    publish_import(pack, by=olive)

    page = Client().get(pack.meeting.get_absolute_url()).content.decode()
    assert "The record does not say which paragraph." in page


def test_a_restricted_paper_stays_a_draft_and_the_confirmation_says_so(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    client.force_login(olive)
    page = client.get(reverse("desk_publish_import", args=[pack.pk])).content.decode()
    assert "These stay kept from the public" in page
    assert [each.kind for each in outlook(pack, by=olive).kept_back] == ["item", "minute", "paper"]

    publish_import(pack, by=olive)

    states = {str(paper.restriction): str(paper.state) for paper in Paper.objects.all()}
    assert states == {"open": "published", "exempt": "draft"}


def test_an_officer_opens_each_by_hand_with_a_reason_that_stands_in_the_log(
    pack: ImportedPack, olive: User
) -> None:
    publish_import(pack, by=olive)
    with pytest.raises(Refused, match="open the item first"):
        open_to_public(fact("paper", "4"), reason="Sold long ago.", by=olive)
    with pytest.raises(Refused, match="Say why"):
        open_to_public(fact("item", "4"), reason=" ", by=olive)

    for kind, number in (("item", "4"), ("minute", "9"), ("paper", "4")):
        open_to_public(fact(kind, number), reason="Sold long ago.", by=olive)
    publish_import(pack, by=olive)

    page = Client().get(pack.meeting.get_absolute_url()).content.decode()
    assert "Sale to CANARYBUYER" in page
    minute = Minute.objects.get(number="9")
    assert "CANARYBID" in Client().get(minute.get_absolute_url()).content.decode()
    assert {str(paper.state) for paper in Paper.objects.all()} == {"published"}
    told = AuditEvent.objects.filter(action="open to the public", reason="Sold long ago.")
    assert {event.record_type.split(".")[-1] for event in told} >= {"AgendaItem", "Minute"}
    assert not ReadFact.objects.exclude(stands=[]).exists()


def test_a_safe_title_is_what_the_public_reads(pack: ImportedPack, olive: User) -> None:
    name_safely(fact("item", "4"), "Sale of a site", by=olive)
    publish_import(pack, by=olive)

    assert "Sale of a site" in Client().get(pack.meeting.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="is public"):
        name_safely(fact("item", "4"), "Another", by=olive)


def test_the_screen_shows_the_line_that_says_so_and_opens_with_a_reason_alone(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    client.force_login(olive)
    minute = fact("minute", "9")
    address = reverse("desk_fact_restriction", args=[minute.pk])

    page = client.get(address).content.decode()
    assert "press and public be excluded" in page
    assert (
        address
        in client.get(reverse("desk_import", args=[pack.pk]) + "?show=kept_back").content.decode()
    )
    assert (
        "Say why the public may read this."
        in client.post(address, {"act": "open"}).content.decode()
    )
    assert client.post(address, {"act": "title", "safe_title": "A sale"}).status_code == 302
    assert Minute.objects.get(number="9").safe_title == "A sale"

    answer = client.post(address, {"act": "open", "reason": "Sold long ago."})

    assert answer.status_code == 302
    assert Minute.objects.get(number="9").restriction == "open"
    assert (
        client.get(reverse("desk_fact_restriction", args=[fact("minute", "7").pk])).status_code
        == 404
    )


def test_a_corrected_file_that_says_nothing_of_it_opens_nothing(
    pack: ImportedPack, olive: User, tmp_path: Path
) -> None:
    text = PACK.replace("EXEMPT ITEMS\n\n", "").replace(" (Exempt under Paragraph 3)", "")
    text = text.replace("Yes. Paragraph 3 of Part I of Schedule 12A.", "No")
    text = text.replace("be excluded from the meeting", "be greeted at the meeting")
    imported(tmp_path, text.replace("8. EXCLUSION OF", "8. GREETING OF"), "corrected.txt")

    publish_import(pack, by=olive)

    assert leaks(["CANARYBUYER", "CANARYBID", "CANARYPRICE"]) == []


def test_a_restricted_paper_can_be_rejected_and_comes_back_restricted(
    pack: ImportedPack, olive: User
) -> None:
    paper = fact("paper", "4")

    decide(paper, Decision.REJECTED, by=olive)
    assert not Paper.objects.exclude(restriction="open").exists()
    decide(paper, Decision.UNDECIDED, by=olive)

    assert Paper.objects.exclude(restriction="open").get().restriction == "exempt"


@pytest.mark.shared
def test_the_exempt_pack_publishes_none_of_its_exempt_words(tmp_path: Path) -> None:
    board = factories.board("Health and Wellbeing Board")
    pack, _ = import_pack(shared("packs/others/exempt-pack.txt"), by="a test")

    publish_import(pack, by=factories.officer(board))

    assert leaks(["CANARYSECRET", "CANARYPRICE", "Canary Wharf Lane", "Heron Limited"]) == []
    told = [w["sentence"] for w in pack.current.warnings if w["code"] == "restricted"]
    assert [each.split(" is kept")[0] for each in told] == [
        *("Item 5", "Item 6", "Minute 43", "This paper"),
    ]


@pytest.mark.shared
def test_the_minutes_of_a_real_pack_after_the_exclusion_stay_private(tmp_path: Path) -> None:
    board = factories.board("Children, Young People and Families Partnership")
    (path,) = shared("packs").glob("001_*.txt")
    pack, _ = import_pack(path, by="a test")
    publish_import(pack, by=factories.officer(board))

    private = Minute.objects.exclude(restriction="open")
    numbers = list(private.order_by("position").values_list("number", "exempt_paragraphs"))
    assert numbers == [(number, [3]) for number in ("204", "205", "206", "207")]
    client = Client()
    minutes = private[0].minutes
    page = client.get(reverse("minutes", args=[minutes.meeting_id])).content.decode()
    assert "Exempt minute" in page
    for minute in private:
        assert minute.title not in page
        found = client.get(reverse("search"), {"q": f'"{minute.title}"'}).content.decode()
        assert minute.get_absolute_url() not in found


def test_the_command_says_what_was_kept_back(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(PACK)

    call_command("import_pack", path)

    assert "3 kept from the public" in capsys.readouterr().out
