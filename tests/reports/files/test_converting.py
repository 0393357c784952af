"""Office files become PDF within limits; what cannot be read is refused in one sentence."""

from __future__ import annotations

import shutil
import socket
import threading
import zipfile
from pathlib import Path

import pikepdf
import pytest

from reports.files import converting
from reports.files.converting import convert_office, is_office
from reports.files.uploads import Unusable, inspect_pdf
from tests.tools import shared

pytestmark = pytest.mark.slow

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(path: Path, body: str = "<w:p><w:r><w:t>Harbour dues</w:t></w:r></w:p>") -> Path:
    """The smallest Word file there is."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{KIND}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATED}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0"?>{text}')
    return path


@pytest.fixture
def office() -> None:
    if converting.converter() is None:
        pytest.skip("install libreoffice-writer-nogui: soffice is not on this machine")


@pytest.mark.usefixtures("office")
def test_a_word_file_becomes_a_pdf(tmp_path: Path) -> None:
    made = convert_office(docx(tmp_path / "upload"), "Dues.DOCX", into=tmp_path)

    assert inspect_pdf(made.pdf).page_count == 1
    assert made.left_out == ()


@pytest.mark.shared
@pytest.mark.usefixtures("office")
def test_the_names_of_sheets_do_not_go_out_as_bookmarks(tmp_path: Path) -> None:
    path = shared("cases/office/hidden-sheets.xlsx")

    made = convert_office(path, path.name, into=tmp_path, without=True)

    with pikepdf.open(made.pdf) as pdf:
        assert "/Outlines" not in pdf.Root


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:60] + bytes([data[60] ^ 255]) + data[61:],
        lambda data: b"<html>not at all</html>",
        lambda data: b"",
    ],
    ids=["cut off", "a wrong byte", "another kind", "empty"],
)
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path, spoil: object) -> None:
    path = docx(tmp_path / "upload")
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]

    with pytest.raises(Unusable, match="damaged, or is not what its name says"):
        convert_office(path, "a.docx", into=tmp_path)


@pytest.mark.usefixtures("office")
def test_broken_xml_inside_a_sound_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="damaged, or is not what its name says"):
        convert_office(docx(tmp_path / "upload", "<w:p><<<"), "a.docx", into=tmp_path)


@pytest.mark.usefixtures("office")
def test_a_conversion_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "MOST_SECONDS", 0.05)
    with pytest.raises(Unusable, match="takes too long"):
        convert_office(docx(tmp_path / "upload"), "a.docx", into=tmp_path)


@pytest.mark.usefixtures("office")
def test_nothing_that_a_file_links_to_is_fetched(tmp_path: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)
    asked = threading.Event()

    def listen() -> None:
        try:
            listener.accept()
            asked.set()
        except OSError:
            pass

    threading.Thread(target=listen, daemon=True).start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
    field = f'<w:p><w:fldSimple w:instr="INCLUDEPICTURE {address}"/></w:p>'
    convert_office(docx(tmp_path / "upload", field), "a.docx", into=tmp_path)
    listener.close()

    assert not asked.is_set()


def test_without_the_program_the_answer_says_to_upload_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Unusable, match="save it as PDF in Word"):
        convert_office(docx(tmp_path / "upload"), "a.docx", into=tmp_path)


def test_an_archive_that_would_fill_the_disk_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "converter", lambda: "/bin/true")
    monkeypatch.setattr(converting, "MOST_UNPACKED", 100)
    with pytest.raises(Unusable, match="too long"):
        convert_office(docx(tmp_path / "upload"), "a.docx", into=tmp_path)


def test_a_pdf_by_the_name_of_an_office_file_is_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"%PDF-1.7 ...")
    assert not is_office(path, "a.docx")
    assert is_office(docx(path), "a.docx")
