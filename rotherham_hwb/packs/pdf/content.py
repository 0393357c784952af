"""A page's content wrapped so that what is drawn after it starts from a clean state."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pikepdf
from pikepdf import Array, Dictionary, Object

from rotherham_hwb.packs.pdf.geometry import Matrix, multiplied, number, visible_box, written
from rotherham_hwb.packs.pdf.geometry import transformed as moved

# Between white space or delimiters; the letter first, which is found fastest.
SAVES = re.compile(rb"[qQ](?<![^\s\]>)].)(?![^\s\[(/<])", re.DOTALL)
OPENING = re.compile(rb"(?<![^\s\]>])(?:q|Q|BDC|BMC|EMC)(?![^\s\[<])")
ESCAPED = re.compile(rb"\\.", re.DOTALL)
STRING = re.compile(rb"\([^()]*\)")
PICTURE = re.compile(rb"\bBI\s([^\0]{0,2000}?)\bID\s", re.DOTALL)
PICTURE_END = re.compile(rb"\bEI\b")
PACKED = re.compile(rb"/F(ilter)?\b")
NUMBERS = re.compile(rb"/(W|H|B)(?:idth|eight|PC|itsPerComponent)?\s+(\d{1,6})\b")
COLOURS = ((b"RGB", 3), (b"CMYK", 4))
MOST_FILLED = 10_000_000  # bytes
MARKS = (b"BDC", b"BMC", b"EMC")
STEPS = {"q": 1, "Q": -1}
MARK_STEPS = {"BDC": 1, "BMC": 1, "EMC": -1}


@dataclass(frozen=True)
class Balance:
    """What a content stream leaves open."""

    missing: int  # saves that have to stand before it
    states: int  # saves left open, those before it counted in
    marks: int  # marked content left open


def wrap(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    *,
    scaling: Matrix | None = None,
    enlarged: Sequence[float] = (),
    tag: bytes = b"",
    after: bytes = b"",
) -> None:
    """Keep the page's own drawing apart, make it smaller or tag it, and draw `after` on top.

    `enlarged` is the box of the page where it is made larger instead of its drawing smaller; `tag`
    opens marked content.
    """
    streams = _streams(page)
    data = b"\n".join(_bytes(stream) for stream in streams)
    balance = _balance(data)
    before = b"q " * (1 + balance.missing)
    if scaling:
        before += written(scaling) + b" cm " + _clip(page)
        _scale_surroundings(pdf, page, scaling)
    if enlarged:
        before += _clip(page)
        page.obj.MediaBox = page.obj.CropBox = Array([round(edge, 4) for edge in enlarged])
    closed = b")" * _open_strings(data) + b"]" * _open_lists(data) + _end_of_picture(data)
    end = closed + b"\n" + b"EMC " * balance.marks + b"Q " * (1 + balance.states)
    if tag:
        before, end = tag + b" " + before, end + b"EMC"
    page.obj.Contents = Array(
        [pdf.make_stream(before + b"\n"), *streams, pdf.make_stream(end + b"\n" + after)]
    )


def _streams(page: pikepdf.Page) -> list[pikepdf.Stream]:
    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    found = list(contents) if isinstance(contents, Array) else []
    return [each for each in found if isinstance(each, pikepdf.Stream)]


def _balance(data: bytes) -> Balance:
    """Count what is opened and closed; look closer only where that does not even out."""
    if _looks_even(data):
        return Balance(0, 0, 0)
    return _parsed(data) or Balance(0, 0, 0)


def _open_strings(data: bytes) -> int:
    """How many brackets a string that breaks off leaves open: it would take in what follows."""
    if data.count(b"(") <= data.count(b")"):
        return 0
    plain = ESCAPED.sub(b"", data)
    return max(0, plain.count(b"(") - plain.count(b")"))


def _open_lists(data: bytes) -> int:
    """How many lists that break off are left open, those within strings not counted."""
    if data.count(b"[") <= data.count(b"]"):
        return 0
    plain = STRING.sub(b"", ESCAPED.sub(b"", data)).partition(b"(")[0]
    return max(0, plain.count(b"[") - plain.count(b"]"))


def _end_of_picture(data: bytes) -> bytes:
    """What ends a picture among the instructions that is shorter than it says.

    Viewers read as many bytes as it says, and then on to its end.
    """
    if b"ID" not in data:
        return b""
    at = 0
    while picture := PICTURE.search(data, at):
        at = picture.end() + _size(picture[1])
        if (end := PICTURE_END.search(data, at)) is None:
            return b" " * min(max(0, at - len(data)), MOST_FILLED) + b"\nEI"
        at = end.end()
    return b""


def _size(told: bytes) -> int:
    """The bytes of a picture by what it says of itself; 0 where they are packed."""
    if PACKED.search(told):
        return 0
    said = dict(NUMBERS.findall(told))
    wide, high, bits = (int(said.get(key, 0)) for key in (b"W", b"H", b"B"))
    parts = next((number for name, number in COLOURS if name in told), 1)
    return (wide * (1 if b"true" in told else parts * bits) + 7) // 8 * high


def _looks_even(data: bytes) -> bool:
    """Every save has its restore, in order."""
    depths = list(accumulate(STEPS[letter.decode()] for letter in SAVES.findall(data)))
    opened, named, closed = (data.count(mark) for mark in MARKS)
    saved = not depths or (depths[-1] == 0 and min(depths) == 0)
    return saved and opened + named == closed


def _parsed(data: bytes) -> Balance | None:
    holder = pikepdf.new()
    try:
        parsed = pikepdf.parse_content_stream(holder.make_stream(data), "q Q BDC BMC EMC")
    except (pikepdf.PdfError, ValueError):
        return None
    except TypeError:  # an instruction within a list, where none may stand
        plain = STRING.sub(b"", ESCAPED.sub(b"", data))
        return _counted(each.decode() for each in OPENING.findall(plain))
    return _counted(_name(instruction.operator) for instruction in parsed)


def _name(operator: object) -> str:
    """What an instruction is called; "" for one of bytes that are no letters."""
    try:
        return str(operator)
    except UnicodeDecodeError:
        return ""


def _counted(operators: Iterable[str]) -> Balance:
    depth = lowest = marks = 0
    for operator in operators:
        depth += STEPS.get(operator, 0)
        lowest = min(lowest, depth)
        marks = max(0, marks + MARK_STEPS.get(operator, 0))
    return Balance(-lowest, depth - lowest, marks)


def _bytes(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _clip(page: pikepdf.Page) -> bytes:
    """Cut at the page's edge: what is drawn beyond it must not come into view."""
    left, bottom, right, top = visible_box(page)
    edges = " ".join(number(each) for each in (left, bottom, right - left, top - bottom))
    return edges.encode() + b" re W n"


def _scale_surroundings(pdf: pikepdf.Pdf, page: pikepdf.Page, scaling: Matrix) -> None:
    """Move with the content what the content's own matrix does not move."""
    _scale_patterns(pdf, page, scaling)
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if not isinstance(annotation, Dictionary):
            continue
        for key in ("/Rect", "/QuadPoints", "/Vertices", "/L", "/CL"):
            if isinstance(annotation.get(key), Array):
                annotation[key] = _moved_points(annotation[key], scaling)


def _moved_points(points: Object, scaling: Matrix) -> Object:
    try:
        flat = [float(value) for value in points]
    except (TypeError, ValueError):
        return points
    pairs = zip(flat[::2], flat[1::2], strict=False)
    return Array([round(edge, 3) for pair in pairs for edge in moved(scaling, *pair)])


def _scale_patterns(pdf: pikepdf.Pdf, page: pikepdf.Page, scaling: Matrix) -> None:
    """Patterns are fixed to the page itself, whatever the content's matrix says."""
    resources = page.obj.get("/Resources")
    patterns = resources.get("/Pattern") if isinstance(resources, Dictionary) else None
    if not isinstance(resources, Dictionary) or not isinstance(patterns, Dictionary):
        return
    own = {name: _scaled_pattern(pdf, pattern, scaling) for name, pattern in patterns.items()}
    page.obj.Resources = Dictionary(dict(resources.items()))
    page.obj.Resources.Pattern = Dictionary(own)


def _scaled_pattern(pdf: pikepdf.Pdf, pattern: Object, scaling: Matrix) -> Object:
    own: Object
    if isinstance(pattern, pikepdf.Stream):
        own = pdf.make_stream(pattern.read_bytes())
        for key, value in pattern.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                own[key] = value
    elif isinstance(pattern, Dictionary):
        own = pdf.make_indirect(Dictionary(dict(pattern.items())))
    else:
        return pattern
    matrix = own.get("/Matrix")
    values = [float(each) for each in matrix] if isinstance(matrix, Array) else []
    a, b, c, d, e, f = values if len(values) == 6 else (1, 0, 0, 1, 0, 0)
    own.Matrix = Array([round(each, 6) for each in multiplied((a, b, c, d, e, f), scaling)])
    return own
