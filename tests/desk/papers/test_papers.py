"""An officer adds papers to a draft agenda and is told at once what was found in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AgendaItem, AuditEvent, Board, User
from reports.files import receiving
from reports.files.converting import converter
from reports.models import Paper, PaperVersion
from reports.workflow import withdraw_paper
from tests import factories
from tests.factories.packs import pdf_paper
from tests.packs.fixtures import encrypted_pdf, plain_pdf
from tests.reports.files.test_converting import docx

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def upload(path: Path, name: str = "report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, path.read_bytes(), content_type="application/pdf")


def said(file: SimpleUploadedFile, **fields: object) -> dict[str, object]:
    return {"title": "Harbour dues", "restriction": "open", "file": file} | fields


def add(client: Client, item: AgendaItem, data: dict[str, object]) -> str:
    """Send the form and read the page that answers."""
    answer = client.post(reverse("desk_add_paper", args=[item.pk]), data, follow=True)
    return answer.content.decode()


def test_a_paper_is_added_and_its_findings_are_shown_at_once(
    client: Client, item: AgendaItem, olive: User, tmp_path: Path
) -> None:
    page = add(client, item, said(upload(plain_pdf(tmp_path / "a.pdf", pages=3))))

    paper = Paper.objects.get()
    version = paper.versions.get()
    assert [placed.item for placed in paper.placements.all()] == [item]
    assert (version.file_name, version.page_count, version.uploaded_by) == ("report.pdf", 3, olive)
    assert version.file.read().startswith(b"%PDF-")
    for words in ("Harbour dues", "A4, 3 pages", "Not tagged", "Document structure tags", "fonts"):
        assert words in page
    trail = AuditEvent.objects.filter(record_type="reports.Paper").order_by("pk")
    assert [event.action for event in trail] == ["add", "place", "add a version of"]
    assert {event.actor_id for event in trail} == {olive.pk}


def test_an_unusable_file_is_refused_at_its_field_and_nothing_is_stored(
    client: Client, item: AgendaItem, tmp_path: Path, media: Path
) -> None:
    page = add(client, item, said(upload(encrypted_pdf(tmp_path / "a.pdf"))))

    assert "There is a problem" in page
    assert page.count("The file is protected by a password") == 2
    assert 'href="#id_file"' in page
    assert not Paper.objects.exists()
    assert not media.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(100), "is an office document"),
        (b"%PDF-1.7 and no more", "breaks off"),
    ],
)
def test_each_refusal_is_a_sentence(
    client: Client, item: AgendaItem, content: bytes, words: str
) -> None:
    assert words in add(client, item, said(SimpleUploadedFile("report.pdf", content)))


def test_a_file_that_is_too_large_is_refused_with_a_sentence(
    client: Client, item: AgendaItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", 1000)
    page = add(client, item, said(SimpleUploadedFile("report.pdf", bytes(5000))))
    assert "is larger than 200 MB" in page


def test_a_pdf_by_another_name_gets_its_ending(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    add(client, item, said(upload(plain_pdf(tmp_path / "a.pdf"), name="report.docx")))
    assert PaperVersion.objects.get().file_name == "report.pdf"


def test_what_is_missing_is_asked_for_and_the_file_too(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    file = upload(plain_pdf(tmp_path / "a.pdf"))
    page = add(client, item, said(file, title="", restriction="exempt"))

    for words in (
        "Enter the paper’s title.",
        "Enter the title the public may read.",
        "Select the paragraphs that make it exempt.",
        "Choose the file again when the rest is right.",
    ):
        assert words in page
    assert not Paper.objects.exists()


def test_an_exempt_paper_keeps_its_paragraphs_and_safe_title(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    file = upload(plain_pdf(tmp_path / "a.pdf"))
    fields = {"restriction": "exempt", "exempt_paragraphs": ["3", "5"], "safe_title": "Dues"}
    page = add(client, item, said(file, **fields))
    assert "Say why keeping it exempt outweighs the public interest" in page
    file = upload(plain_pdf(tmp_path / "a.pdf"))
    fields |= {"public_interest": "A price would be known."}
    add(client, item, said(file, **fields))

    paper = Paper.objects.get()
    assert (paper.restriction, paper.safe_title) == ("exempt", "Dues")
    assert paper.exempt_paragraphs == [3, 5]
    assert paper.public_interest == "A price would be known."


def test_an_open_paper_drops_what_only_a_restricted_one_has(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    file = upload(plain_pdf(tmp_path / "a.pdf"))
    add(client, item, said(file, exempt_paragraphs=["3"], safe_title="Dues"))

    paper = Paper.objects.get()
    assert (paper.restriction, paper.safe_title, paper.exempt_paragraphs) == ("open", "", [])


def test_an_open_paper_on_a_restricted_item_is_refused(
    client: Client, item: AgendaItem, tmp_path: Path, media: Path
) -> None:
    closed = factories.item(item.meeting, **factories.exempt())
    assert (
        'value="exempt" checked'
        in client.get(reverse("desk_add_paper", args=[closed.pk])).content.decode()
    )

    page = add(client, closed, said(upload(plain_pdf(tmp_path / "a.pdf"))))

    assert "is restricted: mark" in page
    assert not Paper.objects.exists()
    assert not media.exists()


def test_an_appendix_is_placed_under_its_paper(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    above = pdf_paper(item, "A report").placements.get()
    file = upload(plain_pdf(tmp_path / "a.pdf"))
    page = add(client, item, said(file, under=str(above.pk)))

    assert Paper.objects.get(title="Harbour dues").placements.get().parent == above
    assert "as an appendix to “A report”" in page


def test_an_author_sees_a_colleagues_exempt_paper_by_its_safe_title(
    client: Client, board: Board, item: AgendaItem
) -> None:
    above = factories.paper(item, "The price of the land", **factories.exempt())
    author = factories.user("Arthur Author", board=board, role="author")
    below = factories.paper(item, "A valuation", by=author, **factories.exempt("A second matter"))
    below.placements.update(parent=above.placements.get())
    client.force_login(author)

    for address in (
        reverse("desk_add_paper", args=[item.pk]),
        reverse("desk_paper", args=[below.pk]),
    ):
        shown = client.get(address).content.decode()
        assert above.safe_title in shown
        assert "The price of the land" not in shown


def test_a_paper_of_another_item_cannot_be_the_parent(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    pdf_paper(item)
    other = pdf_paper(factories.item(item.meeting)).placements.get()
    add(client, item, said(upload(plain_pdf(tmp_path / "a.pdf")), under=str(other.pk)))
    assert not Paper.objects.filter(title="Harbour dues").exists()


def test_a_published_agenda_takes_no_more_papers(
    client: Client, board: Board, olive: User, tmp_path: Path
) -> None:
    meeting = factories.meeting(board, state="agenda_published", by=olive)
    item = meeting.items.get()
    page = client.get(reverse("desk_add_paper", args=[item.pk])).content.decode()
    assert "supplement" in page
    assert 'type="file"' not in page

    page = add(client, item, said(upload(plain_pdf(tmp_path / "a.pdf"))))

    assert "The agenda is published" in page
    assert not Paper.objects.exists()


def test_a_new_file_becomes_a_version_and_the_old_one_stays(
    client: Client, item: AgendaItem, tmp_path: Path
) -> None:
    paper = pdf_paper(item, pages=1)
    first = paper.versions.get()
    file = upload(plain_pdf(tmp_path / "b.pdf", pages=2), name="newer.pdf")

    page = client.post(
        reverse("desk_replace_paper", args=[paper.pk]), {"file": file}, follow=True
    ).content.decode()

    numbers = {version.number: version.page_count for version in paper.versions.all()}
    assert numbers == {1: 1, 2: 2}
    assert first.file.read().startswith(b"%PDF-")
    assert "newer.pdf" in page
    assert "Versions" in page


def test_a_bad_file_replaces_nothing(client: Client, item: AgendaItem) -> None:
    paper = pdf_paper(item)
    file = SimpleUploadedFile("report.pdf", b"no PDF at all")
    answer = client.post(reverse("desk_replace_paper", args=[paper.pk]), {"file": file})

    assert "is not a PDF: save it" in answer.content.decode()
    assert paper.versions.count() == 1


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_the_file_of_a_published_paper_stays_as_it_is(
    client: Client, item: AgendaItem, olive: User, tmp_path: Path, state: str
) -> None:
    paper = factories.public_paper(pdf_paper(item), by=olive)
    if state == "withdrawn":
        withdraw_paper(paper, by=olive, reason="It names a child.")
    address = reverse("desk_replace_paper", args=[paper.pk])
    assert 'type="file"' not in client.get(address).content.decode()

    page = client.post(address, {"file": upload(plain_pdf(tmp_path / "b.pdf"))}, follow=True)

    assert f"is {state}" in page.content.decode()
    assert paper.versions.count() == 1


def test_papers_of_another_board_are_not_there(client: Client, olive: User, tmp_path: Path) -> None:
    other = factories.meeting(factories.board()).items.get()
    paper = pdf_paper(other)
    for name, pk in (
        ("desk_add_paper", other.pk),
        ("desk_paper", paper.pk),
        ("desk_replace_paper", paper.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    data = said(upload(plain_pdf(tmp_path / "a.pdf")))
    assert client.post(reverse("desk_add_paper", args=[other.pk]), data).status_code == 404
    assert client.post(reverse("desk_replace_paper", args=[paper.pk]), data).status_code == 404
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("role", ["member", "partner", "approver"])
def test_only_officers_and_authors_upload(client: Client, item: AgendaItem, role: str) -> None:
    address = reverse("desk_add_paper", args=[item.pk])
    client.force_login(factories.user(board=item.meeting.board, role=role))
    assert client.get(address).status_code == 404
    client.force_login(factories.user(board=factories.board(), role="author"))
    assert client.get(address).status_code == 404

    client.force_login(factories.user(board=item.meeting.board, role="author"))
    assert client.get(address).status_code == 200


def test_the_meeting_shows_each_papers_verdict(client: Client, item: AgendaItem) -> None:
    paper = pdf_paper(item)
    page = client.get(reverse("desk_meeting", args=[item.meeting.pk])).content.decode()

    assert "Not tagged" in page
    assert reverse("desk_paper", args=[paper.pk]) in page
    assert reverse("desk_add_paper", args=[item.pk]) in page


def test_the_meeting_takes_as_many_queries_for_three_papers_as_for_one(
    client: Client, item: AgendaItem
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk_meeting", args=[item.meeting.pk]))
        return len(captured)

    pdf_paper(item, "First")
    one = queries()
    pdf_paper(item, "Second")
    pdf_paper(item, "Third")

    assert queries() == one


@pytest.mark.skipif(converter() is None, reason="install libreoffice-writer-nogui")
def test_a_word_file_is_made_into_a_pdf_and_kept(
    client: Client, item: AgendaItem, tmp_path: Path, media: Path
) -> None:
    page = add(client, item, said(upload(docx(tmp_path / "a.docx"), name="dues.docx")))

    version = PaperVersion.objects.get()
    assert (version.file_name, version.original_name) == ("dues.pdf", "dues.docx")
    assert version.page_count == 1
    assert "dues.docx" in page
    original = client.get(reverse("paper_original", args=[version.paper.pk, 1]))
    assert b"".join(original).startswith(b"PK")
    assert Client().get(reverse("paper_original", args=[version.paper.pk, 1])).status_code == 302


@pytest.mark.skipif(converter() is None, reason="install libreoffice-writer-nogui")
def test_a_damaged_word_file_is_refused_and_nothing_stored(
    client: Client, item: AgendaItem, tmp_path: Path, media: Path
) -> None:
    path = docx(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:300])

    page = add(client, item, said(upload(path, name="dues.docx")))

    assert "The office file is damaged" in page
    assert not Paper.objects.exists()
