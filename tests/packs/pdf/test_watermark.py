"""The reader's name on a restricted copy."""

from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from meetings.wording import page_moment
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.pdf.watermark import watermarked
from rotherham_hwb.packs.typesetting.fonts import arimo
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper
from tests.packs.fixtures import plain_pdf

READER = "Copy of Ada Byron"


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("box", [(0, 0, 595, 842), (0, 0, 1191, 842), (50, 70, 450, 300)])
def test_the_name_is_on_every_page_whatever_its_size(
    tmp_path: Path, box: tuple[float, float, float, float]
) -> None:
    path = plain_pdf(tmp_path / "paper.pdf", pages=3, box=box)

    pages = pages_of(watermarked(path, READER, font=arimo()))

    assert len(pages) == 3
    assert all(READER in page for page in pages)
    assert all("page" in page for page in pages), "what was there is there still"


def test_the_file_itself_stays_as_it_was(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "paper.pdf")
    before = path.read_bytes()

    watermarked(path, READER, font=arimo())

    assert path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.django_db
def test_a_member_gets_the_restricted_pack_with_their_name_and_the_public_pack_without(
    client: Client,
) -> None:
    meeting = meeting_with_papers(1)
    pdf_paper(factories.private_item(meeting), **factories.exempt())
    public = edition(meeting)
    restricted = edition(meeting, audience=Audience.RESTRICTED)
    publish_meeting_papers(meeting, by=factories.officer(meeting.board))
    ada = factories.user("Ada Byron", board=meeting.board, role="member")
    client.force_login(ada)
    now = page_moment(timezone.now()).split(",")[0]  # its day: the minute may pass meanwhile

    copy = client.get(restricted.get_absolute_url())
    plain = client.get(public.get_absolute_url())

    for page in pages_of(b"".join(copy)):
        assert f"Copy of Ada Byron ({ada.email}), {now}" in page
    assert "Ada Byron" not in "".join(pages_of(b"".join(plain.streaming_content)))  # type: ignore[attr-defined]
    assert "ETag" not in copy
    assert "no-store" in copy["Cache-Control"]
