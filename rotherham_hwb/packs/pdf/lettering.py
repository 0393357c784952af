"""The letters of the stamps: one subset of one font, embedded once in the pack."""

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name

ALWAYS = "0123456789?"


class Lettering:
    """Measures and writes text in the embedded font; a character it lacks prints as "?"."""

    def __init__(self, pdf: pikepdf.Pdf, font_file: Path, texts: Iterable[str]) -> None:
        font = _subset(font_file, {letter for text in texts for letter in text} | set(ALWAYS))
        head = font["head"]
        self._scale = 1000 / head.unitsPerEm
        order = {name: index for index, name in enumerate(font.getGlyphOrder())}
        self._glyphs: dict[str, int] = {
            chr(code): order[name] for code, name in font.getBestCmap().items()
        }
        advances = font["hmtx"].metrics
        self._widths: list[int] = [
            round(advances[name][0] * self._scale) for name in font.getGlyphOrder()
        ]
        self.ascent = font["OS/2"].sTypoAscender / head.unitsPerEm
        self.font = _embedded(pdf, font, self._glyphs, self._widths)

    def width(self, text: str, size: float) -> float:
        """The width of the text, in the units of `size`."""
        thousandths = sum(self._widths[self._glyph(letter)] for letter in text)
        return thousandths * size / 1000

    def written(self, text: str) -> bytes:
        """The text as a string of glyphs for a content stream."""
        return b"<%s>" % "".join(f"{self._glyph(letter):04X}" for letter in text).encode()

    def _glyph(self, letter: str) -> int:
        return self._glyphs.get(letter, self._glyphs["?"])


def _subset(font_file: Path, letters: set[str]) -> TTFont:
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[6], recalc_timestamp=False
    )
    font = subset.load_font(str(font_file), options)
    chosen = subset.Subsetter(options)
    chosen.populate(text="".join(sorted(letters)))
    chosen.subset(font)
    return font


def _embedded(
    pdf: pikepdf.Pdf, font: TTFont, glyphs: dict[str, int], widths: list[int]
) -> Dictionary:
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    name = Name("/PAGENO+Arimo")
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, font, name, out.getvalue())),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array([0, Array(widths)]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, font: TTFont, name: Name, data: bytes) -> Dictionary:
    head, metrics = font["head"], font["OS/2"]
    scale = 1000 / head.unitsPerEm
    box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array(box),
        ItalicAngle=0,
        Ascent=round(metrics.sTypoAscender * scale),
        Descent=round(metrics.sTypoDescender * scale),
        CapHeight=round(getattr(metrics, "sCapHeight", 1466) * scale),
        StemV=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )


def _to_unicode(glyphs: dict[str, int]) -> bytes:
    pairs = sorted((index, letter) for letter, index in glyphs.items())
    rows = [f"<{i:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for i, letter in pairs]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
