"""Odd papers that have cost time, marks or bookmarks: taken in and bound as a reader has them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.files.uploads import Unusable
from rotherham_hwb.packs.pdf.watermark import watermarked
from rotherham_hwb.packs.typesetting.render import arimo
from tests.packs.fixtures import add_text_page
from tests.packs.pdf.taken_in import pack_of, texts
from tests.tools import shared

MOST = 3.0  # seconds of the processor, on a busy machine


def paper(content: bytes = b"", pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        add_text_page(pdf, (72, 400, "Text of the paper"), before=content)
    return pdf


def _marked_and_named(folder: Path) -> Path:
    """A restricted copy of a pack, with its reader's name on it."""
    marked = watermarked(pack_of(folder, paper()), "Ann Reader", font=arimo())
    (folder / "marked.pdf").write_bytes(marked)
    return folder / "marked.pdf"


def test_a_pack_bound_again_keeps_the_marks_it_had(tmp_path: Path) -> None:
    path = pack_of(tmp_path, paper())
    for times in (2, 3):
        path = pack_of(tmp_path, path.rename(tmp_path / f"{times}.pdf"))

        assert texts(path)[0].count("Page 47") == times
        assert texts(path)[0].count("Agenda Item 15A") == times


def test_a_restricted_copy_bound_again_keeps_its_readers_name_under_the_new_one(
    tmp_path: Path,
) -> None:
    path = pack_of(tmp_path, _marked_and_named(tmp_path))
    again = tmp_path / "again.pdf"
    again.write_bytes(watermarked(path, "Bob Reader", font=arimo()))

    assert "Ann Reader" in texts(again)[0]
    assert "Bob Reader" in texts(again)[0]


NESTED = {
    "closed": b"q " * 150_000 + b"Q " * 150_000,
    "left open": b"q " * 150_000,
    "never opened": b"Q " * 150_000,
    "in steps": b"q q Q " * 100_000 + b"Q " * 100_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_time_grows_no_faster_than_what_is_nested(name: str, tmp_path: Path) -> None:
    started = time.process_time()
    path = pack_of(tmp_path, paper(NESTED[name]))

    assert time.process_time() - started < MOST
    assert "Page 47" in texts(path)[0]


CROPS: dict[str, list[Any]] = {
    "flat": [0, 100, 595, 100],
    "far away": [90_000, 90_000, 90_500, 90_500],
    "beside": [-300, 0, -1, 842],
    "not numbers": [Name.A, 0, 0, 0],
    "too few": [0, 0, 595],
}


@pytest.mark.parametrize("inherited", [False, True])
@pytest.mark.parametrize("name", CROPS)
def test_a_crop_box_that_shows_nothing_is_passed_over(
    name: str, inherited: bool, tmp_path: Path
) -> None:
    pdf = paper()
    holder = pdf.Root.Pages if inherited else pdf.pages[0].obj
    holder.CropBox = Array(CROPS[name])

    words = texts(pack_of(tmp_path, pdf))[0]
    assert "Text of the paper" in words
    assert "Page 47" in words


@pytest.mark.slow
@pytest.mark.parametrize("mark", [b"/A BMC ", b"/A <</MCID 3>> BDC "])
def test_a_hundred_thousand_marks_in_one_another_are_refused_at_once(
    mark: bytes, tmp_path: Path
) -> None:
    started = time.process_time()
    with pytest.raises(Unusable, match="is damaged"):
        pack_of(tmp_path, paper(mark * 100_000 + b"EMC " * 100_000))
    assert time.process_time() - started < MOST

    words = texts(pack_of(tmp_path, paper((mark + b"EMC ") * 100_000)))[0]
    assert "Page 47" in words, "one after the other they do no harm"


BROKEN_OFF = (
    rb"(a string",
    rb"(a (nested) one",
    rb"(with \) and \( ",
    rb"[(in) 3 (a list",
    rb"((((",
)


@pytest.mark.parametrize("tail", BROKEN_OFF)
def test_a_string_that_breaks_off_takes_no_stamp_in(tail: bytes, tmp_path: Path) -> None:
    pdf = paper()
    pdf.pages[0].contents_add(tail)

    words = texts(pack_of(tmp_path, pdf))[0]
    assert "Page 47" in words
    assert "Agenda Item 15A" in words


def test_an_instruction_within_a_list_leaves_the_stamps_in_place(tmp_path: Path) -> None:
    pdf = paper()
    pdf.pages[0].contents_add(b"q 0.1 0 0 0.1 0 0 cm [ q ] q /Artifact BMC")

    assert "Page 47" in texts(pack_of(tmp_path, pdf))[0]


def test_an_instruction_of_bytes_that_are_no_letters_leaves_the_stamps_in_place(
    tmp_path: Path,
) -> None:
    pdf = paper()
    pdf.pages[0].contents_add(b"q 1 g \xd0\x20 q \xffT Q")

    assert "Page 47" in texts(pack_of(tmp_path, pdf))[0]


SHORT = b"q BI /W %d /H 4 /CS /G /BPC 8 ID QQQQ EI 5 0 0 5 0 0 cm"
PICTURES = {
    "too short": SHORT % 4,
    "much too short": SHORT % 4000,
    "in colours": b"q BI /Width 4 /Height 4 /ColorSpace /RGB /BitsPerComponent 8 ID QQ EI Q",
    "of bits": b"q BI /W 99 /H 9 /IM true ID QQ EI Q",
    "without an end": b"q BI /W 4 /H 4 /CS /G /BPC 8 ID QQQQ",
    "packed without an end": b"q BI /W 4 /H 4 /CS /G /BPC 8 /F /AHx ID 00>",
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_is_shorter_than_it_says_takes_no_stamp_in(
    name: str, tmp_path: Path
) -> None:
    pdf = paper()
    pdf.pages[0].contents_add(PICTURES[name])

    words = texts(pack_of(tmp_path, pdf))[0]
    assert "Page 47" in words
    assert "Agenda Item 15A" in words


def test_a_whole_picture_is_ended_once_and_every_mark_has_its_words(tmp_path: Path) -> None:
    whole = b"q BI /W 4 /H 1 /CS /G /BPC 8 ID abcd EI Q"
    with pikepdf.open(pack_of(tmp_path, paper(whole))) as pdf:
        drawn = pikepdf.parse_content_stream(pdf.pages[0])
        written = b"".join(each.read_bytes() for each in pdf.pages[0].Contents)

    begun = [each.operands for each in drawn if str(each.operator) == "BDC"]
    assert [len(each) for each in begun] == [2] * 3
    assert written.count(b"EI") == 1


def bookmarks(path: Path) -> list[str]:
    """Those of the paper, below the pack's own."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [each.title for each in outline.root[0].children]


@pytest.mark.slow
@pytest.mark.shared
def test_bookmarks_of_the_cases_lead_into_their_file_and_none_is_lost(tmp_path: Path) -> None:
    odd = pack_of(tmp_path, shared("cases/pdf/outline-gotor.pdf"))
    assert bookmarks(odd) == ["Own page 2", "bell and tab"]

    many = pack_of(tmp_path, shared("cases/pdf/stress-6000-bookmarks.pdf"))
    assert len(bookmarks(many)) == 6000


ELSEWHERE = (
    Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([1, Name.Fit])),
    Dictionary(S=Name.GoToE, D=Array([1, Name.Fit]), T=Dictionary(R=Name.C, N=String("in.pdf"))),
    Dictionary(S=Name.Launch, F=String("other.pdf"), D=Array([1, Name.Fit])),
    Dictionary(S=Name.Thread, D=1),
)


@pytest.mark.parametrize("at", range(len(ELSEWHERE)))
def test_a_bookmark_to_another_file_is_dropped(at: int, tmp_path: Path) -> None:
    pdf = paper(pages=2)
    away = pdf.make_indirect(Dictionary(Title=String("Away"), A=ELSEWHERE[at]))
    own = Array([pdf.pages[1].obj, Name.Fit])
    here = pdf.make_indirect(Dictionary(Title=String("Here"), Dest=own, Prev=away))
    away.Next = here
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=away, Last=here, Count=2))

    assert bookmarks(pack_of(tmp_path, pdf)) == ["Here"]


@pytest.mark.shared
def test_links_of_the_case_keep_to_the_web_mail_and_their_view(tmp_path: Path) -> None:
    path = pack_of(tmp_path, shared("cases/pdf/links-schemes.pdf"))

    with pikepdf.open(path) as pdf:
        links = list(pdf.pages[0].obj.Annots)
        assert [str(each.A.URI) for each in links if "/A" in each] == [
            "https://example.org/ok",
            "mailto:a@example.org",
        ]
        assert [list(each.Dest)[1:] for each in links if "/Dest" in each] == [
            [Name.Fit],
            [Name.FitR, 0, 0, 100, 100],
        ]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["names-loop", "struct-loop", "title-hostile", "uri-js"])
def test_hostile_cases_end_soon_refused_or_bound(name: str, tmp_path: Path) -> None:
    started = time.process_time()
    path = pack_of(tmp_path, shared(f"cases/pdf/loop-or-hostile-{name}.pdf"))

    with pikepdf.open(path) as pdf:
        assert not [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
    assert time.process_time() - started < MOST
