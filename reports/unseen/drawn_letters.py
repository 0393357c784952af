"""Which letters a font draws for its codes, as far as the font itself says so.

A simple font names what it draws; a composite one that is embedded whole enough lists the letters
of its drawings. Many fonts say neither: of those nothing is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO

from fontTools import agl  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Stream

from reports.unseen.parts import read

CODES = 256  # of a simple font
SYMBOLIC = 4  # flag of a font. Source: ISO 32000-1, table 123
BASES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
OF_SIGNS = ("symbol", "dingbat", "wingding")
SIMPLE = ("/Type1", "/TrueType", "/MMType1")


def drawn_letters(font: Object) -> Mapping[int, Collection[str]]:
    """What each code draws, as each letter it may be taken for; codes not known are left out."""
    if str(font.get("/Subtype")) in SIMPLE:
        return {code: (letter,) for code, letter in _of_simple(font).items() if letter}
    if str(font.get("/Encoding")) in ("/Identity-H", "/Identity-V"):
        return _of_composite(font)
    return {}


def _of_simple(font: Object) -> dict[int, str]:
    facts = font.get("/FontDescriptor")
    flags = facts.get("/Flags", 0) if isinstance(facts, Dictionary) else 0
    name = str(font.get("/BaseFont")).casefold()
    if any(each in name for each in OF_SIGNS) or int(flags) & SYMBOLIC:
        return {}
    held = font.get("/Encoding")
    base = held.get("/BaseEncoding") if isinstance(held, Dictionary) else held
    named = held.get("/Differences") if isinstance(held, Dictionary) else None
    of_base = _of_base(str(base), embedded=isinstance(facts, Dictionary))
    return of_base | (dict(_differences(named)) if isinstance(named, Array) else {})


def _of_base(base: str, *, embedded: bool) -> dict[int, str]:
    codec = BASES.get(base) or ("" if embedded else "ascii")
    signs = {code: bytes([code]).decode(codec, "ignore") for code in range(CODES)} if codec else {}
    return {code: sign for code, sign in signs.items() if sign.isprintable()}


def _differences(named: Array) -> Iterator[tuple[int, str]]:
    code = 0
    for each in named:
        if isinstance(each, Name):
            yield code, agl.toUnicode(str(each)[1:])
            code += 1
        else:
            code = int(each)


def _of_composite(font: Object) -> Mapping[int, Collection[str]]:
    [below] = font.DescendantFonts
    facts = below.get("/FontDescriptor")
    program = facts.get("/FontFile2") if isinstance(facts, Dictionary) else None
    if not isinstance(program, Stream):
        return {}
    letters = _of_drawings(read(program))
    places = below.get("/CIDToGIDMap")
    if not isinstance(places, Stream):
        return letters
    data = read(places)
    drawings = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
    codes = Counter(drawings)  # what recognises text draws nothing, and the same for every letter
    alone = ((code, each) for code, each in enumerate(drawings) if codes[each] == 1)
    return {code: letters[each] for code, each in alone if each in letters}


def _of_drawings(program: bytes) -> Mapping[int, Collection[str]]:
    """The letters of each drawing of a font, by its number; none where the font does not say."""
    letters: dict[int, set[str]] = defaultdict(set)
    try:
        with TTFont(BytesIO(program), lazy=True) as font:
            listed = (font.getBestCmap() or {}) if "cmap" in font else {}
            for code, name in listed.items():
                letters[font.getGlyphID(name)].add(chr(code))
    except Exception:  # whatever a damaged font raises: of such a one nothing is known
        return {}
    return letters
