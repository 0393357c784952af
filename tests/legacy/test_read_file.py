"""What is refused, in one sentence, and what is only noted."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rotherham_hwb.legacy.facts import Unreadable
from rotherham_hwb.legacy.read import read_file, read_pack
from tests.legacy.packs import LAYOUT, MARKDOWN, read
from tests.legacy.pdf_packs import set_pdf


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xff\xfe\n\0", "is empty"),
        (b"%PDF-1.7 ...", "is a damaged PDF"),
        (bytes(range(256)) * 9, "is neither a text nor a PDF"),
        (b"PK\x03\x04..word/document.xml", "is a Word document"),
        (b"PK\x03\x04..xl/workbook.xml", "is a spreadsheet"),
        (b"PK\x03\x04..minutes.txt", "is an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an office document"),
        (b"{\\rtf1 Agenda}", "is a Word document"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        (b"A letter.\n\nDear all,\n\nNothing here.\n", "has no agenda"),
    ],
)
def test_what_is_no_pack_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refusal:
        read_pack(read_file(path), name=path.name)
    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_text_too_long_for_a_pack_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(Unreadable, match="50 MB of text"):
        read_file(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_file(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "mac-roman"]
)
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(LAYOUT.encode(encoding))
    pack = read_pack(read_file(path), name=path.name)
    assert len(pack.agenda) == 7
    assert "\0" not in "".join(pack.source)


def test_a_few_damaged_letters_do_not_spoil_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    text = MARKDOWN.replace("Nobody", "“Nobody” – Zoë’s £4 café")
    path.write_bytes(text.encode().replace(b"Ada Moss", b"Ada\xff Moss", 1))
    pack = read_pack(read_file(path), name=path.name)
    assert "“Nobody” – Zoë’s £4 café" in "\n".join(pack.source)
    (warning,) = [w for w in pack.warnings if w.code == "encoding"]
    assert warning.line == 1 + text[: text.index("Ada Moss")].count("\n")


def test_a_text_with_the_name_of_a_pdf_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "given.pdf"
    path.write_text(MARKDOWN)
    assert len(read_pack(read_file(path), name=path.name).agenda) == 7


def test_windows_text_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(MARKDOWN.replace("Nobody", "“Nobody”").replace("\n", "\r\n").encode("cp1252"))
    pack = read_pack(read_file(path), name=path.name)
    assert len(pack.agenda) == 7
    assert pack.warnings[0].code == "encoding"


def test_a_pack_cut_in_the_middle_of_a_minute_is_read_so_far() -> None:
    pack = read(MARKDOWN[: MARKDOWN.index("(2) That a report")])
    assert [m.number.value for m in pack.minutes[0].minutes] == ["41", "42", "43"]
    assert "cut short" not in {w.code for w in pack.warnings}


def test_a_pack_cut_in_the_middle_of_a_sentence_is_read_so_far_with_a_warning() -> None:
    pack = read(MARKDOWN[: MARKDOWN.index("(2) That a report") + 12])
    assert [m.number.value for m in pack.minutes[0].minutes] == ["41", "42", "43"]
    assert [w.line for w in pack.warnings if w.code == "cut short"] == [len(pack.source)]
    assert "cut short" not in {w.code for w in read(MARKDOWN).warnings}


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("It met on Wednesday, 15th March, 2019.", "weekday", "that day is a Friday"),
        ("It met on 31st June, 2019.", "no such date", "is not a real date"),
        ("Due by 31.06.19, it says", "no such date", "is not a real date"),
        ("Comments by the 31th", "ordinal", "is no ordinal"),
        ("Figures <to be included> here", "placeholder", "a note to the author"),
        ("Lead: who??", "placeholder", "a question left open"),
    ],
)
def test_slips_and_loose_ends_are_warned_of(line: str, code: str, words: str) -> None:
    found = [w for w in read(MARKDOWN + "\n" + line + "\n").warnings if w.code == code]
    assert len(found) == 1
    assert words in found[0].sentence


def test_ranges_that_overlap_or_leave_a_gap_are_warned_of() -> None:
    text = "TOWN BOARD\n\nAGENDA\n\n1. A (Pages 1 - 4)\n2. B (Pages 4 - 6)\n3. C (Pages 9 - 10)\n"
    assert {"overlap", "gap"} <= {w.code for w in read(text).warnings}


def test_a_substitute_whose_principal_gave_no_apologies_is_warned_of() -> None:
    said = [w.sentence for w in read(MARKDOWN).warnings if w.code == "deputy"]
    assert said == ["Dot Finch stood in for Sam Vale, who gave no apologies."]


def test_someone_who_acts_and_is_not_listed_is_warned_of() -> None:
    text = MARKDOWN.replace("Ada Moss described", "Hal Wren, Head of Beds, presented")
    said = [w.sentence for w in read(text).warnings if w.code == "not present"]
    assert said == ["Hal Wren acts in these minutes and is not listed as present."]


def test_the_command_prints_json_and_text(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_text(MARKDOWN)
    out, progress = StringIO(), StringIO()
    call_command("read_pack", str(path), "--format", "json", stdout=out, stderr=progress)
    assert '"next_meeting_text"' in out.getvalue()
    assert "minutes" in progress.getvalue()
    out = StringIO()
    call_command("read_pack", str(path), stdout=out, stderr=progress)
    assert "Agenda: 7 items" in out.getvalue()


def test_the_command_refuses_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_text("")
    with pytest.raises(CommandError, match=r"given\.txt is empty"):
        call_command("read_pack", str(path), stderr=StringIO())


def test_the_command_shows_lines_doubts_and_what_was_worked_out(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_text(MARKDOWN)
    out = StringIO()
    call_command("read_pack", str(path), stdout=out, stderr=StringIO())
    shown = out.getvalue()
    pack = read(MARKDOWN)
    for line, words in [
        (pack.agenda[2].number.line, pack.agenda[2].title.value.split()[0]),
        (pack.minutes[0].minutes[0].number.line, pack.minutes[0].minutes[0].number.value),
    ]:
        assert any(row.split()[:1] == [str(line)] and words in row for row in shown.splitlines())
    assert "“~” what was worked out" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.slow
def test_the_command_takes_a_pdf_and_says_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "given.pdf"
    pages = "".join(f"<p style='break-before:page'>Page {n} of the tale</p>" for n in range(60))
    path.write_bytes(set_pdf(f"<p>Quay Board</p><p>AGENDA</p><p>1. Welcome</p>{pages}"))
    out, progress = StringIO(), StringIO()
    call_command("read_pack", str(path), "--format", "json", stdout=out, stderr=progress)
    assert [item["title"] for item in json.loads(out.getvalue())["pack"]["agenda"]] == ["Welcome"]
    assert "reading page 50 of 61" in progress.getvalue()
