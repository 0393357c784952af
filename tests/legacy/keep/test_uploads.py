"""An officer brings in a pack: it is read in the background, and kept whatever it is."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, User
from rotherham_hwb.legacy.keep import importer
from rotherham_hwb.legacy.models import ImportedPack, PackFile, ReadFact
from rotherham_hwb.legacy.tasks import read_requested
from tests import factories
from tests.legacy import harbour
from tests.legacy.pdf_packs import set_pdf
from tests.public.world import pdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


def bring(client: Client, content: bytes, name: str = "old.txt") -> PackFile:
    """Upload a file; it then waits to be read."""
    answer = client.post(reverse("desk_imports"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return PackFile.objects.latest("pk")


def read(file: PackFile, by: User) -> PackFile:
    """What the worker does."""
    read_requested.func(file.pk, by.pk)
    file.refresh_from_db()
    return file


def test_an_uploaded_pack_waits_is_read_and_leads_to_its_review(
    olive: User, client: Client
) -> None:
    file = bring(client, harbour.MARCH.encode())
    progress = reverse("desk_pack_file", args=[file.pk])
    assert file.status == "waiting"
    assert "Waiting to be read" in client.get(progress).content.decode()

    read(file, olive)

    pack = ImportedPack.objects.get()
    assert client.get(progress)["Location"] == reverse("desk_import", args=[pack.pk])
    source = client.get(reverse("desk_pack_source", args=[file.pk]))
    assert b"".join(source.streaming_content) == harbour.MARCH.encode()  # type: ignore[attr-defined]
    lines = client.get(reverse("desk_pack_lines", args=[file.pk])).content.decode()
    assert "7. LIGHTHOUSE PAINTING" in lines


def test_reading_twice_and_uploading_twice_do_no_harm(olive: User, client: Client) -> None:
    file = read(bring(client, harbour.MARCH.encode()), olive)
    read_requested.func(file.pk, olive.pk)

    again = client.post(
        reverse("desk_imports"), {"file": SimpleUploadedFile("b.txt", harbour.MARCH.encode())}
    )

    assert again["Location"] == reverse("desk_pack_file", args=[file.pk])
    assert (PackFile.objects.count(), ImportedPack.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (pdf(2), "scan.pdf", "scan"),
        (b"Dear all, see you there.", "letter.txt", "no agenda"),
        (harbour.MARCH.replace("HARBOUR", "QUARRY").encode(), "other.txt", "no board called"),
    ],
)
def test_what_cannot_be_read_is_kept_as_a_file_and_says_why(
    olive: User, client: Client, content: bytes, name: str, sentence: str
) -> None:
    file = read(bring(client, content, name), olive)

    assert file.status == "kept"
    assert sentence in file.problem
    assert file.file.read() == content
    page = client.get(reverse("desk_pack_file", args=[file.pk])).content.decode()
    assert "was kept" in page
    assert not ImportedPack.objects.exists()

    client.post(reverse("desk_pack_discard", args=[file.pk]))
    assert not PackFile.objects.exists()


def test_a_pack_of_a_board_under_another_name_is_read_once_an_officer_says_which(
    olive: User, board: Board, client: Client
) -> None:
    other = harbour.MARCH.replace("HARBOUR BOARD", "QUAY PANEL").encode()
    file = read(bring(client, other), olive)
    page = client.get(reverse("desk_pack_file", args=[file.pk])).content.decode()
    assert "Which board is “QUAY PANEL”?" in page
    assert "See who may add it" in page
    assert "manage.py" not in page

    client.post(reverse("desk_pack_board", args=[file.pk]), {"board": board.pk})
    read(file, olive)

    board.refresh_from_db()
    assert board.variants == ["QUAY PANEL"]
    assert ImportedPack.objects.get().meeting.board == board


def test_a_pack_of_an_unknown_board_offers_an_officer_of_the_council_to_add_it(
    client: Client,
) -> None:
    carla = factories.council_officer()
    client.force_login(carla)
    file = read(bring(client, harbour.MARCH.encode()), carla)
    page = client.get(reverse("desk_pack_file", args=[file.pk])).content.decode()
    address = f"{reverse('desk_new_board')}?name=HARBOUR%20BOARD"
    assert address in page
    form = client.get(address).content.decode()
    assert 'value="HARBOUR BOARD"' in form

    client.post(address, {"name": "Harbour Board", "regime": "part_va"})
    client.post(reverse("desk_pack_again", args=[file.pk]))
    assert read(file, carla).status == "read"


def test_an_uploaded_pdf_is_shown_by_line_and_page(
    client: Client, olive: User, tmp_path: Path
) -> None:
    front, _, rest = harbour.MARCH.partition("HARBOUR BOARD\n4th")
    sheets = (front, f"HARBOUR BOARD\n4th{rest}")
    html = "".join(f"<pre style='break-after: page'>{escape(sheet)}</pre>" for sheet in sheets)

    file = read(bring(client, set_pdf(html), "march.pdf"), olive)

    assert file.status == "read", file.problem
    assert ReadFact.objects.filter(kind="minute", key="7").exists()
    pack = ImportedPack.objects.get()
    page = client.get(pack.get_absolute_url(), {"show": "all", "section": "papers"})
    address = reverse("desk_pack_source", args=[file.pk])
    assert f'href="{address}#page=2"' in page.content.decode()
    assert client.get(address)["Content-Type"] == "application/pdf"
    client.force_login(factories.officer(factories.board()))
    assert client.get(address).status_code == 404


def test_the_list_takes_as_many_queries_at_three_packs_as_at_two(
    board: Board, olive: User, client: Client, tmp_path: Path
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk_imports"))
            client.get(reverse("desk_people"))
        return len(captured)

    for text in (harbour.MARCH, harbour.FEBRUARY):
        importer.import_pack(harbour.written(tmp_path, text), by="a test")
    client.get(reverse("desk_imports"))
    two = queries()
    more = harbour.MAY.replace("Tom Tide", "Cllr. Byron and Mr. Tide")
    importer.import_pack(harbour.written(tmp_path, more), by="a test")

    assert queries() == two


def test_a_kept_file_is_read_again_once_its_board_is_there(olive: User, client: Client) -> None:
    text = harbour.MARCH.replace("HARBOUR", "QUARRY").encode()
    file = read(bring(client, text), olive)
    board = factories.board("Quarry Board")
    factories.give(olive, board, "officer")

    client.post(reverse("desk_pack_again", args=[file.pk]))

    assert read(file, olive).status == "read"
    assert ImportedPack.objects.get().meeting.board == board


def test_a_reading_that_stopped_can_be_asked_for_again(olive: User, client: Client) -> None:
    file = bring(client, harbour.MARCH.encode())
    PackFile.objects.update(status="reading")
    again = reverse("desk_pack_again", args=[file.pk])
    client.post(again)
    assert PackFile.objects.get().status == "reading"

    PackFile.objects.update(lease_until=timezone.now())
    assert "Read it again" in client.get(reverse("desk_pack_file", args=[file.pk])).content.decode()
    client.post(again)

    assert PackFile.objects.get().status == "waiting"


def test_a_fault_while_reading_is_told_and_the_file_kept(
    olive: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = bring(client, harbour.MARCH.encode())

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("of our own making")

    monkeypatch.setattr(importer, "merge", fail)
    with pytest.raises(RuntimeError):
        read_requested.func(file.pk, olive.pk)

    file.refresh_from_db()
    assert (file.status, file.problem) == ("kept", importer.FALLEN.format(name="old.txt"))
    assert not ImportedPack.objects.exists()


def test_a_file_that_was_kept_is_seen_by_who_brought_it_alone(
    board: Board, olive: User, client: Client
) -> None:
    file = read(bring(client, pdf(1), "scan.pdf"), olive)
    client.force_login(factories.officer(board))

    for name in ("desk_pack_file", "desk_pack_source", "desk_pack_discard"):
        assert client.get(reverse(name, args=[file.pk])).status_code == 404
    assert "scan.pdf" not in client.get(reverse("desk_imports")).content.decode()


def test_an_upload_without_a_file_says_what_to_do(olive: User, client: Client) -> None:
    page = client.post(reverse("desk_imports"), {}).content.decode()

    assert "Choose the file of a pack." in page


def test_the_command_keeps_a_scan_and_says_so(board: Board, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(1))

    with pytest.raises(CommandError, match="kept as it is"):
        call_command("import_pack", path, stderr=io.StringIO())

    assert PackFile.objects.get().status == "kept"
