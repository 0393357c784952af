"""Compiling a stored meeting: the pack it gives, and how it becomes public."""

from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting
from reports.models import Paper, Placement
from rotherham_hwb.packs.editions.releases import is_up_to_date
from rotherham_hwb.packs.kinds import Audience, Stage
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def words_of(pack: PackEdition) -> str:
    document = pypdfium2.PdfDocument(pack.file.path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_pack_is_numbered_through_its_papers() -> None:
    pack = edition(meeting_with_papers(3, 1, 2))

    ranges = [item["ranges"] for item in pack.page_map["items"]]
    assert ranges == [[[1, 3]], [[4, 4]], [[5, 6]]]
    assert pack.page_count == 7
    assert "Page 4" in words_of(pack)


def test_papers_start_on_a_recto_where_the_board_says_so() -> None:
    board = factories.board(starts_papers_on_recto=True)

    pack = edition(meeting_with_papers(3, 1, 2, board=board))

    assert [item["ranges"] for item in pack.page_map["items"]] == [[[1, 4]], [[5, 6]], [[7, 8]]]


def test_the_same_plan_gives_the_edition_already_stored() -> None:
    meeting = meeting_with_papers(2)

    first, second = edition(meeting), edition(meeting)

    assert first == second
    assert Release.objects.count() == 1


def test_an_edition_is_out_of_date_when_a_title_changes() -> None:
    meeting = meeting_with_papers(2)
    pack = edition(meeting)
    assert is_up_to_date(pack.release)

    meeting.items.update(title="Another title")

    assert not is_up_to_date(pack.release)


def test_the_minutes_put_to_the_board_are_set_and_bound_first() -> None:
    board = factories.board()
    earlier = factories.meeting(board, state="held", date=factories.LONG_AGO)
    minutes = factories.minutes(earlier)
    factories.minute(minutes, "Flood defences", text="Walls were discussed.")
    meeting = factories.meeting(board, items=0)
    item = factories.item(meeting, "Minutes of the previous meeting", minutes_of=earlier)
    pdf_paper(item, pages=2)

    pack = edition(meeting)

    parts = pack.page_map["parts"]
    assert [part["pages"] for part in parts] == [[1, 1], [2, 3]]
    assert "FLOOD DEFENCES" in words_of(pack)
    assert "Walls were discussed." in words_of(pack)


def test_a_public_pack_has_no_word_of_what_is_withheld() -> None:
    meeting = meeting_with_papers(1)
    item = factories.item(meeting, "Zebra contract", notes=["Quagga"], **factories.exempt())
    pdf_paper(item, "Okapi price", pages=2, **factories.exempt("Price"))
    last = factories.item(meeting)
    pdf_paper(last, "After", pages=1)

    restricted = edition(meeting, audience=Audience.RESTRICTED)
    public = edition(meeting)

    for word in ("Zebra", "Quagga", "Okapi"):
        assert word in words_of(restricted) + str(restricted.manifest)
        assert word not in words_of(public)
        assert word not in f"{public.manifest}{public.page_map}"
        assert word.encode() not in uncompressed(public)
    assert "A restricted matter" in words_of(public)
    assert public.page_map["items"][2]["ranges"] == [[4, 4]], "numbers stay those of the full pack"


def uncompressed(pack: PackEdition) -> bytes:
    with pikepdf.open(pack.file.path) as pdf:
        streams = [
            each.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") != "/DCTDecode"
        ]
        return b"".join([pdf.docinfo.unparse(), *streams, *(o.unparse() for o in pdf.objects)])


def test_confidential_papers_are_in_no_pack() -> None:
    meeting = meeting_with_papers(1)
    secret: dict[str, Any] = {"restriction": "confidential", "safe_title": "A matter"}
    pdf_paper(factories.item(meeting, "Zebra", **secret), "Okapi", **secret)

    pack = edition(meeting)

    assert "Zebra" not in words_of(pack)
    assert "Okapi" not in words_of(pack)
    audiences = set(pack.release.editions.values_list("audience", flat=True))
    assert audiences == {"public"}, "members would get nothing more"


def empty(meeting: Meeting) -> None:
    Placement.objects.filter(item__meeting=meeting).delete()
    meeting.items.all().delete()


@pytest.mark.parametrize(
    ("breaks", "sentence"),
    [
        (lambda meeting: empty(meeting), "Add at least one agenda item"),
        (lambda meeting: factories.paper(meeting.items.first(), "Words"), "Add a PDF of “Words”"),
    ],
)
def test_a_pack_that_cannot_be_made_is_refused(breaks: object, sentence: str) -> None:
    meeting = meeting_with_papers(1)
    breaks(meeting)  # type: ignore[operator]

    with pytest.raises(Refused, match=sentence):
        edition(meeting)

    assert not Release.objects.exists()


def test_publishing_makes_agenda_papers_and_pack_public_at_once(client: Client) -> None:
    meeting = meeting_with_papers(2)
    pack = edition(meeting)
    assert client.get(pack.get_absolute_url()).status_code == 404

    publish_meeting_papers(meeting, by=factories.officer(meeting.board))

    assert meeting.state == "agenda_published"
    assert set(Paper.objects.values_list("state", flat=True)) == {"published"}
    assert not AgendaItem.objects.filter(published_at__isnull=True).exists()
    answer = client.get(pack.get_absolute_url())
    assert b"".join(answer.streaming_content) == pack.file.read()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"


def test_publishing_without_a_fresh_pack_changes_nothing() -> None:
    meeting = meeting_with_papers(2)
    edition(meeting)
    meeting.items.update(title="Changed since")

    with pytest.raises(Refused, match="Compile the pack for publication first"):
        publish_meeting_papers(meeting, by=factories.officer(meeting.board))

    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert set(Paper.objects.values_list("state", flat=True)) == {"cleared"}


def test_unpublished_minutes_are_not_published_through_a_pack() -> None:
    board = factories.board()
    earlier = factories.meeting(board, state="held", date=factories.LONG_AGO)
    factories.minutes(earlier)
    meeting = factories.meeting(board, items=0)
    factories.item(meeting, minutes_of=earlier)
    edition(meeting)

    with pytest.raises(Refused, match="Publish the minutes of"):
        publish_meeting_papers(meeting, by=factories.officer(board))


def test_a_published_edition_never_changes_and_never_goes() -> None:
    meeting = meeting_with_papers(1)
    pack = edition(meeting)
    publish_meeting_papers(meeting, by=factories.officer(meeting.board))

    for change in (
        lambda: PackEdition.objects.filter(pk=pack.pk).update(sha256="0" * 64),
        lambda: Release.objects.filter(pk=pack.release_id).update(published_at=None),
        lambda: PackEdition.objects.filter(pk=pack.pk).delete(),
        lambda: Release.objects.filter(pk=pack.release_id).delete(),
        lambda: Release.objects.filter(pk=pack.release_id).update(digest="0" * 64),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_restricted_pack_is_for_members_of_the_board(client: Client) -> None:
    meeting = meeting_with_papers(1)
    pdf_paper(factories.private_item(meeting, "Zebra"), "Okapi", **factories.exempt())
    edition(meeting)
    pack = edition(meeting, audience=Audience.RESTRICTED)
    publish_meeting_papers(meeting, by=factories.officer(meeting.board))

    seen = {}
    for role in ("member", "partner", "officer"):
        client.force_login(factories.user(board=meeting.board, role=role))
        seen[role] = client.get(pack.get_absolute_url()).status_code
    client.logout()
    seen["public"] = client.get(pack.get_absolute_url()).status_code

    assert seen == {"member": 200, "partner": 404, "officer": 200, "public": 404}


def test_every_restricted_page_says_why_it_is_not_for_publication() -> None:
    meeting = meeting_with_papers(1)
    item = factories.item(meeting, "Tender", **factories.exempt(paragraphs=(3, 5)))
    pdf_paper(item, "Offers", pages=2, **factories.exempt(paragraphs=(3,)))

    pack = edition(meeting, audience=Audience.RESTRICTED, stage=Stage.DRAFT)

    front, opened, *closed = (
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pack.file.path)
    )
    for page in closed:
        assert "Not for publication" in page
        assert "Schedule 12A, paragraph 3: financial or business affairs" in page
        assert "Schedule 12A, paragraph 5: legal professional privilege" in page
        assert "DRAFT" in page
    assert "Not for publication" in front
    assert "Not for publication" not in opened


def test_a_long_restricted_minute_moves_no_number_of_the_public_pack() -> None:
    board = factories.board()
    earlier = factories.meeting(board, state="held", date=factories.LONG_AGO)
    minutes = factories.minutes(earlier)
    factories.minute(minutes, "Offers", text="Zebra words. " * 900, **factories.exempt())
    meeting = factories.meeting(board, items=0)
    factories.item(meeting, "Minutes", minutes_of=earlier)
    pdf_paper(factories.item(meeting), "After", pages=1)

    public, restricted = edition(meeting), edition(meeting, audience=Audience.RESTRICTED)

    last = [pack.page_map["items"][1]["ranges"] for pack in (public, restricted)]
    assert last[0] == last[1]
    assert last[0][0][0] > 3
    assert public.page_count < restricted.page_count
    assert "Zebra" not in words_of(public)
