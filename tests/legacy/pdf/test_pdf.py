"""PDF packs as input: what our own engine binds is read back, and what cannot be read is said."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from rotherham_hwb.legacy import child_process
from rotherham_hwb.legacy import read as reading
from rotherham_hwb.legacy.facts import Fact, ReadItem, ReadPack, ReadPages, Scan, Unreadable
from rotherham_hwb.legacy.pdf import read_pdf as pdf
from rotherham_hwb.legacy.read import Input, read_file, read_pack
from rotherham_hwb.packs.kinds import Layout
from tests.legacy.pdf_packs import compiled, set_pdf
from tests.packs.fixtures import add_text_page, encrypted_pdf, plain_pdf
from tests.tools import shared

pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("layout", [Layout.SCREEN, Layout.PRINT])


def read(path: Path) -> ReadPack:
    return read_pack(read_file(path), name=path.name)


def saved(folder: Path, html: str) -> Path:
    path = folder / "given.pdf"
    path.write_bytes(set_pdf(html))
    return path


def printed(agenda: Iterable[ReadItem]) -> list[Fact[ReadPages] | None]:
    return [item.pages for item in agenda]


def texts(given: Input) -> list[str]:
    return [" ".join(line.text.split(" ")).strip() for line in given.lines if line.text.strip()]


# --- there and back ----------------------------------------------------------------------------


@BOTH
def test_the_agenda_of_a_pack_of_ours_is_read_back_as_it_was_planned(layout: Layout) -> None:
    made = compiled(layout)
    agenda, planned = read(made.path).agenda, made.plan.items
    assert [item.number.value for item in agenda] == [item.number for item in planned]
    assert [item.title.value for item in agenda] == [item.title for item in planned]
    ranges = ((pages.value.first, pages.value.last) if pages else None for pages in printed(agenda))
    assert tuple(ranges) == made.pages
    sections = [item.section.value if item.section else "" for item in agenda]
    assert sections == ["", "", "", *["For Decision"] * 2, *["For Information"] * 2]
    (presenter,) = agenda[3].presenters
    assert presenter.value == "Mary Gray, Director of Public Health"


@BOTH
def test_the_head_and_foot_of_a_front_sheet_of_ours_are_read_back(layout: Layout) -> None:
    made = compiled(layout)
    header, front = read(made.path).header, made.plan.front
    assert header.body.value == front.board.upper()
    assert header.date
    assert header.date.value == front.date
    assert header.time
    assert header.time.value == front.time
    assert header.venue
    assert header.venue.value == "The Old Custom House Quay Street, Brackwater"
    assert header.signatory
    assert header.signatory.post.value == "Chief Executive"
    assert header.next_meeting
    assert header.next_meeting.value == "Wednesday, 20th January, 2027"


@BOTH
def test_the_minutes_in_a_pack_of_ours_are_read_back_across_their_pages(layout: Layout) -> None:
    (found,) = read(compiled(layout).path).minutes
    assert [m.number.value for m in found.minutes] == ["24", "25", "26", "27", "28"]
    assert [limb.label for limb in found.minutes[2].resolutions] == ["(1)", "(2)", "(3)"]
    assert "Wednesday" not in found.minutes[2].resolutions[0].text.value  # the running head
    assert len(found.minutes[2].actions) == 2
    assert [person.name.value for person in found.apologies] == ["Ola Absent", "Sir Even Away"]
    (deputy,) = [person for person in found.present if person.representing]
    assert deputy.name.value == "Bob Sample"


@BOTH
def test_the_papers_of_a_pack_of_ours_are_read_back_under_their_items(layout: Layout) -> None:
    papers = [
        (paper.agenda_item.value if paper.agenda_item else "", paper.title.value, paper.attachment)
        for paper in read(compiled(layout).path).reports
        if paper.title
    ]
    assert papers == [
        ("4", "Getting home from hospital", False),
        ("4", "Appendix A: Figures of the quay", True),
        ("4", "Appendix B: A map in words", True),
        ("4A", "Letter", False),
    ]


def test_the_fields_of_a_report_of_ours_are_read_back_whole() -> None:
    report = read(compiled(Layout.SCREEN).path).reports[0]
    fields = {field.label: field.value.value for field in report.fields}
    assert fields["Director approving submission"] == "Mary Gray, Director of Public Health"
    assert fields["Is this a key decision, and is it in the forward plan?"] == "Yes"
    assert fields["Recommendations"].startswith("That the Health and Wellbeing Board: (1) note the")


def test_every_line_knows_its_sheet_and_the_labels_and_bookmarks_are_there() -> None:
    given = read_file(compiled(Layout.PRINT).path)
    assert given.labels[:3] == ("i", "ii", "1")
    assert [line.number for line in given.lines] == list(range(1, len(given.lines) + 1))
    sheet = next(mark.sheet for mark in given.bookmarks if mark.title.startswith("4A "))
    assert given.labels[sheet - 1] == "13"
    letter = next(line for line in given.lines if "The mill is shut." in line.text)
    assert given.labels[(letter.page or 0) - 1] == "13"


def test_without_printed_pages_the_bookmarks_give_the_ranges(tmp_path: Path) -> None:
    front = "<h1>Quay Board</h1><p>AGENDA</p><p>1. Welcome</p><p>2. Tides</p><p>3. Nets</p>"
    page = "<p style='break-before:page'>{}</p>"
    bodies = ("The tide comes in twice.", "And goes out twice.", "The nets are dry.")
    path = saved(tmp_path, front + "".join(map(page.format, bodies)))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            marks = (("Agenda", 0), ("Item 2 - Tides", 1), ("Item 3 - Nets", 3))
            outline.root[:] = [pikepdf.OutlineItem(title, at) for title, at in marks]
        pdf.save(path)
    pack = read(path)
    pages = [(each.value, each.inferred) if each else None for each in printed(pack.agenda)]
    assert pages == [None, (ReadPages(1, 2), True), (ReadPages(3, 3), True)]
    assert [paper.agenda_item.value for paper in pack.reports if paper.agenda_item] == ["2", "3"]


# --- what cannot be read -----------------------------------------------------------------------


def test_a_locked_pdf_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = encrypted_pdf(tmp_path / "given.pdf", user="secret")
    with pytest.raises(Unreadable, match=r"^given\.pdf is locked with a password: .*\.$"):
        read_file(path)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more", b"%PDF-1.4\n" + b"\xff\x00" * 900])
def test_a_damaged_pdf_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "given.pdf"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=r"^given\.pdf is a damaged PDF: .*\.$"):
        read_file(path)


def picture_page(path: Path, *, pages: int = 1) -> Path:
    pictures = [Image.new("L", (400, 600), 200) for _ in range(pages)]
    pictures[0].save(path, "PDF", save_all=True, append_images=pictures[1:])
    return path


def test_a_scan_is_told_from_other_files_in_one_sentence(tmp_path: Path) -> None:
    path = picture_page(tmp_path / "old pack.pdf", pages=3)
    with pytest.raises(Scan, match=r"^old pack\.pdf is a scan: its pages are pictures .*\.$"):
        read_file(path)


def test_a_scan_that_bears_page_stamps_is_still_a_scan(tmp_path: Path) -> None:
    path = picture_page(tmp_path / "given.pdf", pages=2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for at, page in enumerate(pdf.pages, start=1):
            overlay = pikepdf.new()
            add_text_page(overlay, (260, 20, f"Page {at}"), (400, 20, f"Agenda Item {at}"))
            page.add_overlay(overlay.pages[0], pikepdf.Rectangle(0, 0, 400, 600))
        pdf.save(path)
    with pytest.raises(Scan):
        read_file(path)


def test_sheets_that_are_pictures_among_others_are_warned_of(tmp_path: Path) -> None:
    front = saved(tmp_path, "<p>Quay Board</p><p>AGENDA</p><p>1. Welcome</p><p>2. Nets</p>")
    with pikepdf.open(front, allow_overwriting_input=True) as pdf:
        pdf.pages.extend(pikepdf.open(picture_page(tmp_path / "scan.pdf", pages=2)).pages)
        pdf.save(front)
    (warning,) = [each for each in read(front).warnings if each.code == "scan"]
    assert warning.sentence.startswith("Sheets 2 to 3 of the PDF are pictures without text")


def test_a_pdf_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "given.txt", pages=2)
    assert texts(read_file(path)) == ["given own page 1", "given own page 2"]


def test_a_pdf_of_too_many_bytes_or_sheets_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain_pdf(tmp_path / "given.pdf", pages=3)
    monkeypatch.setattr(pdf, "MOST_SHEETS", 2)
    with pytest.raises(Unreadable, match="has 3 pages, more than one pack can hold"):
        pdf.read_pdf(path)
    monkeypatch.setattr(reading, "LARGEST_PDF", 1024**2)
    with path.open("r+b") as file:
        file.truncate(3 * 1024**2)
    with pytest.raises(Unreadable, match="3 MB, more than one pack can hold"):
        read_file(path)


@pytest.mark.parametrize(("name", "value"), [("MOST_MEMORY", 2**20), ("MOST_SECONDS", 0.01)])
def test_a_pdf_that_breaks_a_limit_ends_its_own_process_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: float
) -> None:
    monkeypatch.setattr(child_process, name, value)
    with pytest.raises(Unreadable, match=r"^given\.pdf (?:takes too long|.*too much memory)"):
        read_file(plain_pdf(tmp_path / "given.pdf", pages=50))


def test_a_mutilated_pdf_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole = compiled(Layout.SCREEN).path.read_bytes()
    chance = random.Random(8)
    path = tmp_path / "given.pdf"
    for _ in range(6):
        spoilt = bytearray(whole[: chance.randrange(len(whole) // 2, len(whole))])
        for _ in range(50):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt)
        with suppress(Unreadable):
            read(path)


def test_minutes_alone_are_read_without_an_agenda(tmp_path: Path) -> None:
    html = (
        "<p><b>Quay Board</b></p><p>Minutes of the meeting held on Monday 2 June 2025</p>"
        "<p>Present: Councillor Cox (Chair), Councillor Dory</p><p><b>7. Nets</b></p>"
        "<p>1. The Chair told the Board of the nets.</p><p>2. They are dry.</p>"
        "<p>RESOLVED: That the nets be mended.</p>"
    )
    pack = read(saved(tmp_path, html))

    assert pack.agenda == ()
    assert pack.header.body.value == ""
    (found,) = pack.minutes
    assert [(each.number.value, each.title.value) for each in found.minutes if each.title] == [
        ("7", "Nets")
    ]


def test_the_upload_is_called_by_its_own_name(tmp_path: Path) -> None:
    path = picture_page(tmp_path / "tmp1234")
    with pytest.raises(Scan, match=r"^March pack\.pdf is a scan"):
        read_file(path, name="March pack.pdf")


# --- the form of a page ------------------------------------------------------------------------


def test_two_blocks_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    html = (
        "<table style='width:100%'><tr><td>Venue: Net Loft,<br>Quay Street</td>"
        "<td>Date: Monday, 2nd June, 2025<br>Time: 10.00 a.m.</td></tr></table>"
    )
    assert texts(read_file(saved(tmp_path, html))) == [
        "Venue: Net Loft,", "Quay Street", "Date: Monday, 2nd June, 2025", "Time: 10.00 a.m.",
    ]  # fmt: skip


def test_prose_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    words = "".join(
        f"<p>Sentence {n} says that the boats lay at the quay until the tide came in again and "
        "that the crews mended nets.</p>"
        for n in range(1, 13)
    )
    said = texts(read_file(saved(tmp_path, f"<div style='columns:2'>{words}</div>")))
    order = [int(line.split()[1]) for line in said if line.startswith("Sentence ")]
    assert order == list(range(1, 13))
    assert not any("\t" in line for line in said)


def test_the_later_lines_of_a_cell_go_into_it_and_a_list_in_a_cell_stays_a_list(
    tmp_path: Path,
) -> None:
    html = (
        "<style>td{padding:0 5pt;vertical-align:top}</style><table style='width:100%'>"
        "<tr><td style='width:5cm'>Bea Wright</td><td>Director of Boats, Nets and everything else "
        "that is hauled, mended, tarred and let down again along the whole of the quay</td></tr>"
        "<tr><td>Present:</td><td>Councillor Cox<br>Councillor Dory</td></tr></table>"
    )
    first, *rest = texts(read_file(saved(tmp_path, html)))
    assert first.startswith("Bea Wright\tDirector of Boats")
    assert first.endswith("of the quay")
    assert rest == ["Present:\tCouncillor Cox", "Councillor Dory"]


def test_heads_feet_and_page_numbers_are_marks_and_no_text(tmp_path: Path) -> None:
    style = (
        "<style>@page{@top-center{content:'Plan of the quay'}"
        "@bottom-center{content:'Page ' counter(page) ' of 4'}}p{break-after:page}</style>"
    )
    pages = "".join(f"<p>Annex {n}</p>" for n in range(1, 5))
    given = read_file(saved(tmp_path, style + pages))
    marks = [line.text.strip() for line in given.lines if line.mark]
    assert marks.count("Plan of the quay") == 3  # the first may be the title
    assert [f"Page {n} of 4" in marks for n in range(1, 5)] == [True] * 4
    assert [line.text for line in given.lines if "Annex" in line.text and line.mark] == []


def test_a_page_set_sideways_is_read_along_its_lines(tmp_path: Path) -> None:
    path = saved(tmp_path, "<p>First the mill and then the quay.</p><p>Last of all the sea.</p>")
    with pikepdf.open(path, allow_overwriting_input=True) as turned:
        turned.pages[0].contents_add(b"0 1 -1 0 842 0 cm", prepend=True)
        turned.pages[0].obj.MediaBox = [0, 0, 842, 842]
        turned.pages[0].obj.Rotate = 90
        turned.save(path)
    assert texts(read_file(path)) == ["First the mill and then the quay.", "Last of all the sea."]


def test_a_watermark_across_the_page_does_not_break_its_lines(tmp_path: Path) -> None:
    mark = "<div style='position:fixed;top:9cm;font-size:90pt;transform:rotate(-40deg)'>DRAFT</div>"
    lines = [f"Line {n} of the paper." for n in range(1, 25)]
    given = read_file(saved(tmp_path, mark + "".join(f"<div>{line}</div>" for line in lines)))
    assert [text for text in texts(given) if text != "DRAFT"] == lines


def test_words_broken_at_the_end_of_a_line_stay_as_they_are_printed(tmp_path: Path) -> None:
    html = "<p>The net-<br>maker’s mother-<br>in-law mends ﬁne nets.</p>"
    assert texts(read_file(saved(tmp_path, html))) == [
        "The net-", "maker’s mother-", "in-law mends fine nets.",
    ]  # fmt: skip


# --- real ones ---------------------------------------------------------------------------------


@pytest.mark.shared
def test_the_front_sheet_of_a_real_cabinet_gives_the_ranges_it_prints() -> None:
    expected = json.loads(shared("kent/expected.json").read_text())["meetings"][0]
    folder = shared(f"kent/{expected['dir']}/inputs")
    (front,) = folder.glob("Agenda frontsheet*.pdf")
    ranges = {
        item.number.value: [item.pages.value.first, item.pages.value.last]
        for item in read(front).agenda
        if item.pages
    }
    for item in expected["items"]:
        assert ranges[str(item["item"])] == item["printed_range_on_frontsheet"]


@pytest.mark.shared
def test_every_real_pdf_is_read_without_losing_a_word() -> None:
    folder = shared("kent/council-2025-01-09/inputs")
    for path in folder.glob("*.pdf"):
        given = read_file(path)
        said = Counter(re.findall(r"\w{4,}", " ".join(line.text for line in given.lines)))
        with closing(pypdfium2.PdfDocument(path)) as pages:
            plain = " ".join(page.get_textpage().get_text_bounded() for page in pages)
        missing = Counter(re.findall(r"\w{4,}", plain)) - said
        assert sum(missing.values()) <= 0.005 * said.total(), (path.name, missing)
