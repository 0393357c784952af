"""What pages are drawn with: fonts, pictures, drawings, patterns, colours, layers.

Source: ISO 32000-1, 8 and 9; left out are metadata, private data, files, alternates for printers,
thumbnails, and all keys that are not of the standard.
"""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Name, Object, Stream

from reports.published_form.content import clean_content
from reports.published_form.kinds import (
    DATA,
    Each,
    Every,
    Keys,
    Kind,
    StreamKeys,
    Walk,
    either,
    name,
    names,
    number,
    numbers,
    refill,
    scalar,
    scalars,
    text,
)
from reports.published_form.photographs import clean_photograph


def _all(keys: str, kind: Kind) -> dict[str, Kind]:
    return {f"/{key}": kind for key in keys.split()}


RESOURCES = Keys()

# Functions and colours

FUNCTION_KEYS = _all("FunctionType N Order BitsPerSample", number) | _all(
    "Domain Range C0 C1 Bounds Encode Decode Size", numbers
)
STITCHED = Keys(FUNCTION_KEYS)
STITCHED.kept["/Functions"] = Each(either(STITCHED, StreamKeys(FUNCTION_KEYS)))
FUNCTION = either(STITCHED, StreamKeys(FUNCTION_KEYS))
FUNCTIONS = either(FUNCTION, Each(FUNCTION), name)


def colours(walk: Walk, value: object) -> bool:
    """A colour space, by its name or as an array."""
    return isinstance(value, Name) or (
        isinstance(value, Array) and walk.later(value, _prune_colours)
    )


def _prune_colours(walk: Walk, held: Object) -> None:
    """An array that is no colour space is emptied."""
    parts = list(held)
    kinds = COLOURS.get(str(parts[0]), ()) if parts and isinstance(parts[0], Name) else ()
    kept = [part for part, kind in zip(parts[1:], kinds, strict=False) if kind(walk, part)]
    if len(kept) + 1 < len(parts):
        whole = len(kept) == min(len(parts) - 1, len(kinds)) and parts
        refill(held, [parts[0], *kept] if whole else [])


PROFILE = StreamKeys(
    {"/N": number, "/Alternate": colours, "/Range": numbers},
)
CALIBRATED = Keys(
    _all("WhitePoint BlackPoint Matrix Range", numbers) | {"/Gamma": either(number, numbers)}
)
COLORANTS = Keys(
    {
        "/Subtype": name,
        "/Colorants": Every(colours),
        "/Process": Keys({"/ColorSpace": colours, "/Components": names}),
    }
)
COLOURS: Mapping[str, tuple[Kind, ...]] = {
    "/ICCBased": (PROFILE,),
    "/CalGray": (CALIBRATED,),
    "/CalRGB": (CALIBRATED,),
    "/Lab": (CALIBRATED,),
    "/Indexed": (colours, number, either(text, DATA)),
    "/I": (colours, number, either(text, DATA)),
    "/Separation": (name, colours, FUNCTION),
    "/DeviceN": (names, colours, FUNCTION, COLORANTS),
    "/NChannel": (names, colours, FUNCTION, COLORANTS),
    "/Pattern": (colours,),
}

# Layers

LAYER = Keys(
    {
        "/Type": name,
        "/Name": text,
        "/Intent": either(name, names),
        "/Usage": Keys(
            {
                "/Print": Keys(_all("PrintState Subtype", name)),
                "/View": Keys({"/ViewState": name}),
                "/Export": Keys({"/ExportState": name}),
            }
        ),
    }
)
EXPRESSION = Each(name)
EXPRESSION.kind = either(name, LAYER, EXPRESSION)
MEMBERSHIP = Keys(
    {"/Type": name, "/OCGs": either(LAYER, Each(LAYER)), "/P": name, "/VE": EXPRESSION}
)
MARKED = Keys(
    _all("MCID", number)
    | _all("Type Subtype", name)
    | _all("Lang ActualText Alt E", text)
    | {"/BBox": numbers, "/Attached": names}
)


def layer(walk: Walk, value: object) -> bool:
    """A layer, or a rule that names some."""
    kind = value.get("/Type") if isinstance(value, Object) and hasattr(value, "get") else None
    return (MEMBERSHIP if kind == Name.OCMD else LAYER)(walk, value)


def marked(walk: Walk, value: object) -> bool:
    """What a page's content says of a stretch of itself."""
    kind = value.get("/Type") if isinstance(value, Object) and hasattr(value, "get") else None
    return layer(walk, value) if kind in (Name.OCG, Name.OCMD) else MARKED(walk, value)


# Pictures and drawings

IMAGE_KEYS: dict[str, Kind] = (
    _all("Width Height BitsPerComponent SMaskInData StructParent", number)
    | _all("Type Subtype Intent", name)
    | _all("ImageMask Interpolate", scalar)
    | _all("Decode Matte", numbers)
    | {"/ColorSpace": colours, "/OC": layer}
)


class Pictures(StreamKeys):
    """A picture, without what the camera or its program wrote into it."""

    def prune(self, walk: Walk, held: Object) -> None:
        super().prune(walk, held)
        assert isinstance(held, Stream)
        clean_photograph(walk.pdf, held)


class Instructions(StreamKeys):
    """A stream that draws."""

    def prune(self, walk: Walk, held: Object) -> None:
        super().prune(walk, held)
        assert isinstance(held, Stream)
        clean_content(walk.pdf, held)


MASK = Pictures(IMAGE_KEYS)
IMAGE = Pictures(IMAGE_KEYS | {"/SMask": MASK, "/Mask": either(MASK, numbers)})
GROUP = Keys({"/Type": name, "/S": name, "/CS": colours, "/I": scalar, "/K": scalar})
FORM = Instructions(
    _all("FormType StructParents StructParent", number)
    | _all("Type Subtype", name)
    | _all("BBox Matrix", numbers)
    | {"/Resources": RESOURCES, "/Group": GROUP, "/OC": layer}
)


def drawing(walk: Walk, value: object) -> bool:
    """A picture or a drawing; PostScript is neither."""
    if not isinstance(value, Stream):
        return False
    kinds: dict[object, Kind] = {"/Image": IMAGE, "/Form": FORM}
    kind = kinds.get(str(value.get("/Subtype")))
    if kind is None:
        return False
    walk.drawn.add(value.objgen)
    return kind(walk, value)


# Fonts

CMAP = StreamKeys()
SYSTEM = Keys({"/Registry": text, "/Ordering": text, "/Supplement": number})
CMAP.kept |= {
    "/Type": name,
    "/CMapName": name,
    "/CIDSystemInfo": SYSTEM,
    "/WMode": number,
    "/UseCMap": either(name, CMAP),
}
PROGRAM = StreamKeys(_all("Length1 Length2 Length3", number) | {"/Subtype": name})
DESCRIPTOR = Keys(
    _all(
        "FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH "
        "AvgWidth MaxWidth MissingWidth",
        number,
    )
    | _all("Type FontName FontStretch Lang", name)
    | _all("FontFile FontFile2 FontFile3", PROGRAM)
    | {
        "/FontFamily": text,
        "/FontBBox": numbers,
        "/CharSet": text,
        "/CIDSet": DATA,
        "/Style": Keys({"/Panose": text}),
    }
)
ENCODING = Keys({"/Type": name, "/BaseEncoding": name, "/Differences": scalars})
WIDTHS = Each(either(number, numbers))
GLYPH = Instructions({"/Resources": RESOURCES})
FONT = Keys()
FONT.kept |= (
    _all("FirstChar LastChar DW", number)
    | _all("Type Subtype BaseFont Name", name)
    | _all("Widths DW2 FontBBox FontMatrix", numbers)
    | _all("W W2", WIDTHS)
    | {
        "/FontDescriptor": DESCRIPTOR,
        "/Encoding": either(name, ENCODING, CMAP),
        "/ToUnicode": either(name, CMAP),
        "/DescendantFonts": Each(FONT),
        "/CIDSystemInfo": SYSTEM,
        "/CIDToGIDMap": either(name, DATA),
        "/CharProcs": Every(GLYPH),
        "/Resources": RESOURCES,
    }
)

# Patterns, shadings and states

SHADING_KEYS: dict[str, Kind] = (
    _all("ShadingType BitsPerCoordinate BitsPerComponent BitsPerFlag VerticesPerRow", number)
    | _all("Background BBox Coords Domain Matrix Decode", numbers)
    | {"/Extend": scalars, "/AntiAlias": scalar, "/ColorSpace": colours, "/Function": FUNCTIONS}
)
SHADING = either(Keys(SHADING_KEYS), StreamKeys(SHADING_KEYS))
SOFT_MASK = Keys(
    {"/Type": name, "/S": name, "/G": drawing, "/BC": numbers, "/TR": either(FUNCTION, name)}
)
STATE = Keys(
    _all("LW LC LJ ML OPM FL SM CA ca", number)
    | _all("OP op SA AIS TK", scalar)
    | _all("BG BG2 UCR UCR2 TR TR2", FUNCTIONS)
    | {
        "/Type": name,
        "/RI": name,
        "/BM": either(name, names),
        "/D": Each(either(number, numbers)),
        "/Font": Each(either(number, FONT)),
        "/SMask": either(name, SOFT_MASK),
    }
)
TILES = Instructions(
    _all("PatternType PaintType TilingType XStep YStep", number)
    | {"/Type": name, "/BBox": numbers, "/Matrix": numbers, "/Resources": RESOURCES}
)
PATTERN = either(
    TILES,
    Keys(
        {
            "/Type": name,
            "/PatternType": number,
            "/Shading": SHADING,
            "/Matrix": numbers,
            "/ExtGState": STATE,
        }
    ),
)

RESOURCES.kept |= {
    "/Font": Every(FONT),
    "/XObject": Every(drawing),
    "/ExtGState": Every(STATE),
    "/ColorSpace": Every(colours),
    "/Pattern": Every(PATTERN),
    "/Shading": Every(SHADING),
    "/Properties": Every(marked),
    "/ProcSet": names,
}
