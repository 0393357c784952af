"""More pages still: words that are no text of the page, and letters that are read as others."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object

from reports.unseen.kinds import Hiding
from tests.reports.unseen.more_ways import Make, said
from tests.reports.unseen.pages import (
    add_drawing,
    add_picture,
    add_state,
    helvetica,
    one_page,
    words,
)
from tests.reports.unseen.ways import HIDDEN, INKED, SEEN

LETTERS = "Zebed"  # and twice its second: the secret, letter by letter
TOLD = f"{HIDDEN} owes"


def drawn_nowhere_of(content: str) -> Make:
    """In a drawing that is set to no size."""

    def make() -> pikepdf.Pdf:
        pdf = one_page(f"q {content} cm /D Do Q {SEEN}")
        add_drawing(pdf, "D", words(HIDDEN))
        return pdf

    return make


def tile(before: str = "", *, uses: str = "55 100 300 300 re f") -> Make:
    """In a pattern."""

    def make() -> pikepdf.Pdf:
        pdf = one_page(f"/Pattern cs /T scn {uses} 0 g {SEEN}")
        cells = pdf.make_stream(
            f"{before} {words(HIDDEN, x=5, y=5)}".encode(), PatternType=1, PaintType=1,
            TilingType=1, XStep=200, YStep=40, BBox=Array([0, 0, 200, 40]),
            Resources=Dictionary(Font=Dictionary(F=helvetica())),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Pattern = Dictionary(T=cells)
        return pdf

    return make


def a_soft_mask_of(hidden: str) -> Make:
    def make() -> pikepdf.Pdf:
        pdf = one_page(f"q /G gs 55 690 300 30 re f Q {SEEN}")
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        add_drawing(pdf, "D", f"1 g {words(hidden)}", Group=group)
        drawing = pdf.pages[0].obj.Resources.XObject.D
        add_state(pdf, "G", SMask=Dictionary(S=Name.Luminosity, G=drawing))
        return pdf

    return make


def the_drawing_of_a_letter() -> pikepdf.Pdf:
    pdf = one_page(f"BT /T 12 Tf 60 700 Td (a) Tj ET {SEEN}")
    drawn = f"600 0 d0 1 g {words(HIDDEN, x=0, y=0, size=1000)} 0 g 0 0 100 100 re f"
    pdf.pages[0].obj.Resources.Font.T = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
        Widths=Array([600]), CharProcs=Dictionary(g=pdf.make_stream(drawn.encode())),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.g])),
        Resources=Dictionary(Font=Dictionary(F=helvetica())),
    )  # fmt: skip
    return pdf


def read_as(drawn: str, table: Mapping[int, str], **font: Any) -> Make:
    """Letters of Helvetica with a table that reads them as others."""

    def make() -> pikepdf.Pdf:
        pdf = one_page(f"BT /L 12 Tf 60 700 Td ({drawn}) Tj ET {SEEN}")
        held = helvetica()
        held.ToUnicode = pdf.make_stream(table_of(table, 1))
        for key, value in font.items():
            held[f"/{key}"] = value
        pdf.pages[0].obj.Resources.Font.L = held
        return pdf

    return make


def table_of(table: Mapping[int, str], size: int) -> bytes:
    rows = (
        f"<{code:0{2 * size}X}> <{letters.encode('utf-16-be').hex()}>"
        for code, letters in table.items()
    )
    space = f"1 begincodespacerange <{'00' * size}> <{'FF' * size}> endcodespacerange"
    listed = "\n".join(rows)
    return f"begincmap {space} {len(table)} beginbfchar\n{listed}\nendbfchar endcmap".encode()


def composite(drawn: str, letters: str, places: bytes = b"") -> Make:
    """Letters of an embedded font, read as others one by one."""

    def make() -> pikepdf.Pdf:
        codes = "".join(f"{number:04X}" for number in range(1, len(drawn) + 1))
        pdf = one_page(f"BT /L 12 Tf 60 700 Td <{codes}> Tj ET {SEEN}")
        below = _program(pdf, drawn)
        if places:
            below.CIDToGIDMap = pdf.make_stream(places)
        pdf.pages[0].obj.Resources.Font.L = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Own, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
            ToUnicode=pdf.make_stream(table_of(dict(enumerate(letters, 1)), 2)),
        )  # fmt: skip
        return pdf

    return make


def _program(pdf: pikepdf.Pdf, drawn: str) -> Object:
    """A font that draws squares for these letters, and knows them by name."""
    names = [".notdef", *(f"g{number}" for number in range(len(drawn)))]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (550, 700), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(
        {ord(letter): name for letter, name in zip(drawn, names[1:], strict=True)}
    )
    font.setupGlyf(dict.fromkeys(names, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupPost()
    saved = BytesIO()
    font.save(saved)
    facts = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Own, Flags=4, ItalicAngle=0, Ascent=800,
        Descent=-200, CapHeight=700, StemV=80, FontBBox=Array([0, -200, 600, 800]),
        FontFile2=pdf.make_stream(saved.getvalue()),
    )  # fmt: skip
    system = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Own,
            DW=600,
            CIDSystemInfo=system,
            CIDToGIDMap=Name.Identity,
            FontDescriptor=facts,
        )
    )


def a_picture_of_no_height() -> pikepdf.Pdf:
    pdf = one_page(f"q 300 0 0 0 60 500 cm /P Do Q {SEEN}")
    add_picture(pdf, "P", INKED)
    return pdf


WAYS_OF_TEXT: dict[str, tuple[Hiding, Make]] = {
    "no size": (Hiding.TINY, said(f"{words(HIDDEN, size=0)} {SEEN}")),
    "hardly a size": (Hiding.TINY, said(f"{words(HIDDEN, size=0.0001)} {SEEN}")),
    "no width": (Hiding.TINY, said(f"q BT /F 12 Tf 0 Tz 60 700 Td ({HIDDEN}) Tj ET Q {SEEN}")),
    "a matrix of nothing": (
        Hiding.TINY,
        said(f"BT /F 12 Tf 0 0 0 0 60 700 Tm ({HIDDEN}) Tj ET {SEEN}"),
    ),
    "a matrix of no height": (
        Hiding.TINY,
        said(f"BT /F 12 Tf 1 0 0 0 60 700 Tm ({HIDDEN}) Tj ET {SEEN}"),
    ),
    "one small matrix in another": (
        Hiding.TINY,
        said(f"q .001 0 0 .001 60 700 cm .001 0 0 .001 0 0 cm {words(HIDDEN)} Q {SEEN}"),
    ),
    "a line": (Hiding.TINY, said(f"q 1 1 1 1 0 0 cm {words(HIDDEN, x=0, y=300)} Q {SEEN}")),
    "a drawing of no size": (Hiding.TINY, drawn_nowhere_of("0 0 0 0 60 700")),
    "a drawing of hardly a size": (Hiding.TINY, drawn_nowhere_of(".000001 0 0 .000001 60 700")),
    "a pattern": (Hiding.APART, tile()),
    "white in a pattern": (Hiding.APART, tile("1 g")),
    "no size in a pattern": (Hiding.APART, tile("0 0 0 0 0 0 cm")),
    "a pattern that fills nothing": (Hiding.APART, tile(uses="")),
    "a soft mask's own words": (Hiding.APART, a_soft_mask_of(HIDDEN)),
    "the drawing of a letter": (Hiding.APART, the_drawing_of_a_letter),
    "a letter read as a sentence": (Hiding.SPOKEN, read_as("A fee of 5", {0x41: TOLD})),
    "a sentence for a letter that is not drawn": (
        Hiding.SPOKEN,
        read_as("A fee of 5", {0x7A: TOLD}),
    ),
    "each letter read as another": (
        Hiding.SPOKEN,
        read_as("ABCBDBB", dict(zip(b"ABCD", "Zebd", strict=True))),
    ),
    "letters by other names": (
        Hiding.SPOKEN,
        read_as(
            "ABCBDBB",
            dict(zip(b"ABCD", "Zebd", strict=True)),
            Encoding=Dictionary(Differences=Array([65, Name.A, Name.x, Name.y, Name.seven])),
        ),
    ),
    "letters of an embedded font": (Hiding.SPOKEN, composite("Afeothr", "Zebedee")),
    "letters of an embedded font, in another order": (
        Hiding.SPOKEN,
        composite("Afeothr", "Zebedee", bytes((0, 0, 0, 7, 0, 6, 0, 5, 0, 4, 0, 3, 0, 2, 0, 1))),
    ),
    "brackets in a text instead": (
        Hiding.SPOKEN,
        said(f"/Span <</ActualText (a (b) {HIDDEN})>> BDC {SEEN} EMC"),
    ),
    "a text instead by another spelling": (
        Hiding.SPOKEN,
        said(f"/Span <</Actual#54ext ({HIDDEN})>> BDC {SEEN} EMC"),
    ),
    "few words instead": (
        Hiding.SPOKEN,
        said(f"/Span <</ActualText (Zebedee owes Jo)>> BDC {SEEN} EMC"),
    ),
}

READ_AS_DRAWN: dict[str, Make] = {
    "the same letters": read_as("A fee", {0x41: "A", 0x66: "F", 0x20: "\u00a0"}),
    "a joined letter": read_as(
        "A", {0x41: "ffi"}, Encoding=Dictionary(Differences=Array([65, Name.ffi]))
    ),
    "a sign that is a sentence": read_as("A", {0x01: "\ufdfa"}),
    "a letter without a name": read_as(
        "A", {0x41: "Z"}, Encoding=Dictionary(Differences=Array([65, Name.g12]))
    ),
    "an embedded font": composite("Afeothr", "Afeothr"),
    "letters that all draw the same": composite("Afeothr", "Zebdlif", b"\0\1" * 8),
    "a mask of words that are seen": a_soft_mask_of("apologised"),
    "a picture of no height": a_picture_of_no_height,
    "a small matrix of large letters": said(
        f"q .05 0 0 .05 60 700 cm {words('Harbour dues', x=0, y=0, size=240)} Q {SEEN}"
    ),
}
"""What is read as it is drawn, though it looks as if it were not."""
