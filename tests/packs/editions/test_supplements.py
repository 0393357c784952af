"""Supplements go on with the numbers; the consolidated pack holds each page as issued."""

from __future__ import annotations

from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting, Supplement, User
from meetings.supplements import add_late_item, open_supplement
from reports.models import Placement
from reports.workflow import place_paper, withdraw_paper
from rotherham_hwb.packs.kinds import Audience, Kind, Layout
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.publish import publish_meeting_papers, publish_supplement
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
URGENT = "The tender closes before the next meeting."


def published(*pages: int, **board: Any) -> tuple[Meeting, User]:
    """A meeting whose agenda is out, with an officer of its board."""
    meeting = meeting_with_papers(*pages, board=factories.board(**board))
    olive = factories.officer(meeting.board)
    edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    return meeting, olive


def issue(supplement: Supplement, *, by: User) -> dict[Kind, PackEdition]:
    """Compile and publish a supplement and the consolidated pack."""
    packs = {
        kind: edition(supplement.meeting, kind=kind, supplement=supplement.number)
        for kind in (Kind.SUPPLEMENT, Kind.CONSOLIDATED)
    }
    publish_supplement(supplement, by=by)
    return packs


def late_item(supplement: Supplement, title: str, *, after: str, by: User) -> AgendaItem:
    item = AgendaItem(title=title)
    above = supplement.meeting.items.get(number=after)
    return add_late_item(item, after=above, supplement=supplement, by=by)


def ranges(pack: PackEdition) -> dict[str, list[list[int]]]:
    return {item["number"]: item["ranges"] for item in pack.page_map["items"]}


def labels(pack: PackEdition) -> list[str]:
    document = pypdfium2.PdfDocument(pack.file.path)
    return [document.get_page_label(page) for page in range(len(document))]


@pytest.mark.parametrize(("recto", "starts"), [(False, (7, 10)), (True, (9, 13))])
def test_no_number_is_used_twice_over_main_pack_supplements_and_consolidated(
    recto: bool, starts: tuple[int, int]
) -> None:
    meeting, olive = published(3, 1, 2, starts_papers_on_recto=recto)
    one = factories.urgent_supplement(
        meeting, reason="The figures came late.", urgency=URGENT, by=olive
    )
    pdf_paper(meeting.items.get(number="2"), "Late figures", pages=3, supplement=one)
    first = issue(one, by=olive)
    two = factories.urgent_supplement(meeting, reason="A tender.", urgency=URGENT, by=olive)
    pdf_paper(late_item(two, "Tender", after="2", by=olive), "Tender", pages=2, supplement=two)
    second = issue(two, by=olive)

    main = edition(meeting)
    used = [
        page
        for pack in (main, first[Kind.SUPPLEMENT], second[Kind.SUPPLEMENT])
        for part in pack.page_map["parts"]
        for page in range(part["pages"][0], part["pages"][1] + 1)
    ]
    assert len(used) == len(set(used))
    consolidated = second[Kind.CONSOLIDATED]
    assert set(used) == {int(label) for label in labels(consolidated) if label.isdigit()}
    assert ranges(first[Kind.SUPPLEMENT])["2"][0][0] == starts[0]
    assert ranges(second[Kind.SUPPLEMENT])["2A"][0][0] == starts[1]
    assert [item["number"] for item in consolidated.page_map["items"]] == ["1", "2", "2A", "3"]
    assert len(ranges(consolidated)["2"]) == 2, "item 2 stands in the main pack and a supplement"


def test_the_labels_of_a_supplement_go_on_where_the_main_pack_ended() -> None:
    meeting, olive = published(3, 2)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "More", pages=2, supplement=one)

    pack = issue(one, by=olive)[Kind.SUPPLEMENT]

    assert labels(pack) == ["i", "6", "7"]


def test_the_links_of_a_consolidated_front_sheet_lead_to_the_pages_they_name() -> None:
    meeting, olive = published(2, 1)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "More", pages=1, supplement=one)

    pack = issue(one, by=olive)[Kind.CONSOLIDATED]

    with pikepdf.open(pack.file.path) as pdf:
        pages: dict[Any, int] = {page.objgen: at for at, page in enumerate(pdf.pages)}
        targets = {
            pages[link.Dest[0].objgen] if "/Dest" in link else pages[link.A.D[0].objgen]
            for link in pdf.pages[0].Annots
        }
    assert labels(pack) == ["i", "1", "2", "4", "3"]
    assert targets == {1, 3, 4}


def test_a_replacement_gets_new_numbers_and_the_old_pages_say_so() -> None:
    meeting, olive = published(2, 1)
    one = open_supplement(meeting, reason="A table was wrong.", by=olive)
    item = meeting.items.get(number="1")
    old = Placement.objects.get(item=item)
    pdf_paper(item, "Report, corrected", pages=2, supplement=one, replaces=old)

    packs = issue(one, by=olive)

    words = text_of(packs[Kind.CONSOLIDATED])
    assert words.count("Superseded by pages 4 - 5") == 2
    assert "Replaces “Report 1”" in text_of(packs[Kind.SUPPLEMENT])
    assert "Superseded" not in text_of(edition(meeting))


def text_of(pack: PackEdition) -> str:
    document = pypdfium2.PdfDocument(pack.file.path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_supplement_prints_its_reason_and_the_urgency_of_a_late_item() -> None:
    meeting, olive = published(1)
    one = factories.urgent_supplement(
        meeting, reason="The tender came in.", urgency=URGENT, by=olive
    )
    pdf_paper(late_item(one, "Tender", after="1", by=olive), supplement=one)

    words = " ".join(text_of(issue(one, by=olive)[Kind.SUPPLEMENT]).split())

    assert "SUPPLEMENT1TOTHEAGENDA" in words.replace(" ", "").upper()
    assert "The tender came in." in words
    assert URGENT in words


def test_late_items_get_letters_and_nothing_else_is_renumbered() -> None:
    meeting, olive = published(1, 1)
    one = factories.urgent_supplement(meeting, reason="Late.", urgency=URGENT, by=olive)

    for title in ("First", "Second"):
        late_item(one, title, after="1", by=olive)

    numbers = list(meeting.items.order_by("position").values_list("number", "title"))
    assert numbers == [
        ("1", "Business 1"),
        ("1A", "First"),
        ("1B", "Second"),
        ("2", "Business 2"),
    ]


def test_a_late_item_is_not_public_before_its_supplement(client: Client) -> None:
    meeting, olive = published(1)
    one = factories.urgent_supplement(meeting, reason="Late.", urgency=URGENT, by=olive)
    pdf_paper(late_item(one, "Zebra crossing", after="1", by=olive), "Okapi", supplement=one)
    address = meeting.get_absolute_url()
    assert "Zebra" not in client.get(address).content.decode()

    packs = issue(one, by=olive)

    page = client.get(address).content.decode()
    assert "Zebra crossing" in page
    for pack in packs.values():
        assert pack.get_absolute_url() in page


def test_a_public_supplement_has_no_word_of_an_exempt_paper() -> None:
    meeting, olive = published(1)
    one = open_supplement(meeting, reason="Late.", by=olive)
    item = meeting.items.get(number="1")
    why: dict[str, Any] = {"public_interest": factories.PUBLIC_INTEREST}
    pdf_paper(item, "Okapi", pages=2, supplement=one, **factories.exempt("Price"), **why)
    pdf_paper(item, "Open figures", pages=1, supplement=one)

    packs = issue(one, by=olive)
    restricted = edition(
        meeting, kind=Kind.CONSOLIDATED, supplement=1, audience=Audience.RESTRICTED
    )

    assert "Okapi" in str(restricted.manifest)
    for pack in packs.values():
        assert "Okapi" not in text_of(pack) + str(pack.manifest) + str(pack.page_map)
    assert labels(packs[Kind.CONSOLIDATED])[-1] == "4", "pages 2 and 3 are skipped"
    assert labels(restricted)[-3:] == ["2", "3", "4"]


def test_print_and_screen_agree_on_every_number() -> None:
    meeting, olive = published(3, 1, starts_papers_on_recto=True)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "More", pages=1, supplement=one)
    packs = issue(one, by=olive)

    printed = edition(meeting, kind=Kind.CONSOLIDATED, supplement=1, layout=Layout.PRINT)

    assert ranges(printed) == ranges(packs[Kind.CONSOLIDATED])


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        ("called", "Late.", "Publish the agenda first"),
        ("agenda_published", "  ", "Say why these papers come after the agenda"),
    ],
)
def test_a_supplement_needs_a_published_agenda_and_a_reason(
    state: str, reason: str, sentence: str
) -> None:
    board = factories.board()
    meeting = factories.meeting(board, state=state)

    with pytest.raises(Refused, match=sentence):
        open_supplement(meeting, reason=reason, by=factories.officer(board))


def test_a_late_item_without_the_chairs_opinion_is_refused() -> None:
    meeting, olive = published(1)
    one = open_supplement(meeting, reason="Late.", by=olive)

    with pytest.raises(Refused, match="Record why the chair holds the item urgent"):
        late_item(one, "Tender", after="1", by=olive)


def test_a_paper_cannot_slip_into_a_published_pack() -> None:
    meeting, _ = published(1)

    with pytest.raises(Refused, match="open a supplement"):
        pdf_paper(meeting.items.get(number="1"), "Slipped in")


def test_an_empty_supplement_is_refused() -> None:
    meeting, olive = published(1)
    open_supplement(meeting, reason="Late.", by=olive)

    with pytest.raises(Refused, match="Add a late item or a paper to the supplement"):
        edition(meeting, kind=Kind.SUPPLEMENT, supplement=1)


def test_a_public_paper_is_not_seen_on_an_item_before_its_supplement(client: Client) -> None:
    """A paper that another meeting has made public comes late to this one."""
    meeting, olive = published(1)
    elsewhere = meeting_with_papers(1, board=meeting.board, date=factories.LONG_AGO)
    paper = pdf_paper(elsewhere.items.get(), "Okapi survey")
    edition(elsewhere)
    publish_meeting_papers(elsewhere, by=olive)
    one = open_supplement(meeting, reason="Late.", by=olive)
    place_paper(paper, meeting.items.get(), supplement=one, by=olive)

    def pages() -> list[bool]:
        addresses = (meeting.get_absolute_url(), paper.get_absolute_url())
        meant = ("Okapi survey", "22 January 2025")
        return [
            words in client.get(address).content.decode()
            for address, words in zip(addresses, meant, strict=True)
        ]

    assert pages() == [False, False]
    issue(one, by=olive)
    assert pages() == [True, True]


def test_the_urgency_of_a_withheld_late_item_is_not_in_the_public_supplement() -> None:
    meeting, olive = published(1)
    one = factories.urgent_supplement(
        meeting, reason="Late.", urgency="Zebra bids close.", by=olive
    )
    item = AgendaItem(title="Bids", **factories.exempt())
    add_late_item(item, after=meeting.items.get(number="1"), supplement=one, by=olive)

    public = edition(meeting, kind=Kind.SUPPLEMENT, supplement=1)
    restricted = edition(meeting, kind=Kind.SUPPLEMENT, supplement=1, audience=Audience.RESTRICTED)

    assert "Zebra" in text_of(restricted)
    assert "Zebra" not in text_of(public)


def test_a_withdrawn_paper_is_in_no_later_pack() -> None:
    meeting, olive = published(1, 1)
    withdraw_paper(meeting.items.get(number="1").papers.get(), by=olive, reason="A wrong table")
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="2"), "More", supplement=one)

    pack = issue(one, by=olive)[Kind.CONSOLIDATED]

    assert labels(pack) == ["i", "2", "3"]
