"""More pages on which words hide, in ways that a hand-made list of ways would not name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.unseen.kinds import Hiding
from tests.packs.fixtures import add_tags
from tests.reports.unseen.pages import (
    add_drawing,
    add_picture,
    add_state,
    one_page,
    words,
)
from tests.reports.unseen.ways import HIDDEN, INKED, OVER, SEEN, layered

Make = Callable[[], pikepdf.Pdf]
BEFORE, AFTER = f"{words(HIDDEN)} 0 g", f"0 g {SEEN}"


def with_resources(content: str, kind: str, name: str, value: Any) -> pikepdf.Pdf:
    pdf = one_page(content)
    pdf.pages[0].obj.Resources[f"/{kind}"] = Dictionary({f"/{name}": value})
    return pdf


def between(first: Sequence[float], last: Sequence[float]) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=[0, 1], N=1, C0=Array(list(first)), C1=Array(list(last))
    )


def coloured(values: str, *space: Any) -> Make:
    """In white as another space of colours writes it."""
    content = f"/S cs {values} scn {words(HIDDEN)} {AFTER}"
    return lambda: with_resources(content, "ColorSpace", "S", Array(list(space)))


def of_a_profile() -> pikepdf.Pdf:
    pdf = one_page(f"/S cs 1 1 1 scn {words(HIDDEN)} {AFTER}")
    profile = pdf.make_stream(b"", N=3, Alternate=Name.DeviceRGB)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(S=Array([Name.ICCBased, profile]))
    return pdf


def tiled(content: str, tile: bytes) -> Make:
    def make() -> pikepdf.Pdf:
        pdf = one_page(content)
        cells = pdf.make_stream(
            tile, PatternType=1, PaintType=1, TilingType=1, XStep=10, YStep=10,
            BBox=Array([0, 0, 10, 10]), Resources=Dictionary(),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Pattern = Dictionary(T=cells)
        return pdf

    return make


def under_a_shading() -> pikepdf.Pdf:
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 595, 0]),
        Function=between([0], [0.5]), Extend=Array([True, True]),
    )  # fmt: skip
    content = f"{BEFORE} q 55 690 300 30 re W n /Sh sh Q {AFTER}"
    return with_resources(content, "Shading", "Sh", shading)


def on_a_dark_picture() -> pikepdf.Pdf:
    pdf = one_page(f"q 300 0 0 30 55 690 cm /P Do Q {words(HIDDEN)} {AFTER}")
    add_picture(pdf, "P", [bytes(4)] * 4)
    return pdf


def in_a_state(**values: Any) -> Make:
    def make() -> pikepdf.Pdf:
        pdf = one_page(f"q /G gs 1 g {words(HIDDEN)} Q {SEEN}")
        add_state(pdf, "G", **values)
        return pdf

    return make


def behind_a_soft_mask() -> pikepdf.Pdf:
    pdf = one_page(f"q /G gs {words(HIDDEN)} Q {SEEN}")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    add_drawing(pdf, "D", "", Group=group)
    add_state(pdf, "G", SMask=Dictionary(S=Name.Luminosity, G=pdf.pages[0].obj.Resources.XObject.D))
    return pdf


def cut_off_by_its_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"/D Do {SEEN}")
    add_drawing(pdf, "D", words(HIDDEN))
    pdf.pages[0].obj.Resources.XObject.D.BBox = Array([0, 0, 10, 10])
    return pdf


def without_letters() -> pikepdf.Pdf:
    """In a font whose letters draw nothing."""
    pdf = one_page(f"BT /T 12 Tf 60 700 Td ({HIDDEN}) Tj ET {SEEN}")
    pdf.pages[0].obj.Resources.Font.T = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=0, LastChar=255,
        Widths=Array([600] * 256), CharProcs=Dictionary(g=pdf.make_stream(b"600 0 d0")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *[Name.g] * 256])),
        ToUnicode=pdf.make_stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            b"1 beginbfrange <00> <FF> <0000> endbfrange endcmap"
        ),
    )  # fmt: skip
    return pdf


def layer(**settings: Any) -> pikepdf.Pdf:
    return layered(f"/OC /L BDC {words(HIDDEN)} EMC", **settings)


def where_another_layer_is_off(**rule: Any) -> Make:
    def make() -> pikepdf.Pdf:
        pdf = layer(BaseState=Name.ON)
        one = pdf.Root.OCProperties.OCGs[0]
        held = {key: value(one) for key, value in rule.items()}
        pdf.pages[0].obj.Resources.Properties.L = Dictionary(Type=Name.OCMD, **held)
        return pdf

    return make


def used(**usage: Any) -> Make:
    """In a layer whose use says when it is shown."""

    def make() -> pikepdf.Pdf:
        pdf = layer(BaseState=Name.OFF if "Print" in usage else Name.ON)
        one = pdf.Root.OCProperties.OCGs[0]
        one.Usage = Dictionary({f"/{key}": value for key, value in usage.items()})
        event = Dictionary(Event=Name.View, OCGs=Array([one]), Category=Array([Name.View]))
        pdf.Root.OCProperties.D.AS = Array([event])
        return pdf

    return make


def in_a_layer_of_a_drawing() -> pikepdf.Pdf:
    pdf = layered("/D Do")
    add_drawing(pdf, "D", f"/OC /L BDC {words(HIDDEN)} EMC")
    own = Dictionary(L=pdf.Root.OCProperties.OCGs[0])
    pdf.pages[0].obj.Resources.XObject.D.Resources.Properties = own
    return pdf


def invisible_letter_by_letter() -> pikepdf.Pdf:
    every = " ".join(f"({letter}) Tj" for letter in HIDDEN)
    return one_page(f"q BT 3 Tr /F 12 Tf 60 700 Td {every} ET Q {SEEN}")


def invisible_before_a_picture() -> pikepdf.Pdf:
    hidden = f"q {words(HIDDEN, before='3 Tr')} Q"
    pdf = one_page(f"{hidden} q 300 0 0 30 55 690 cm /P Do Q {SEEN}")
    add_picture(pdf, "P", INKED)
    return pdf


def cropped(box: Sequence[float], *, above: bool = False) -> Make:
    def make() -> pikepdf.Pdf:
        pdf = one_page(f"{words(HIDDEN, y=800)} {SEEN}")
        holder = pdf.Root.Pages if above else pdf.pages[0].obj
        holder.CropBox = Array(list(box))
        return pdf

    return make


def said_by_a_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"/D Do {SEEN}")
    add_drawing(pdf, "D", f"/Span /A BDC {words('Seen')} EMC")
    held = pdf.pages[0].obj.Resources.XObject.D.Resources
    held.Properties = Dictionary(A=Dictionary(ActualText=String(HIDDEN)))
    return pdf


def said_in_place_of_content(**held: str) -> Make:
    properties = Dictionary({f"/{key}": String(value) for key, value in held.items()})
    content = f"/Span /A BDC {SEEN} EMC"
    return lambda: with_resources(content, "Properties", "A", properties)


def said_by_a_tag(key: str, role: str = "P") -> Make:
    def make() -> pikepdf.Pdf:
        pdf = one_page(SEEN)
        add_tags(pdf, role=role)
        kinds = (each for each in pdf.objects if isinstance(each, Dictionary))
        element = next(each for each in kinds if each.get("/S") == Name(f"/{role}"))
        element[f"/{key}"] = String(HIDDEN)
        return pdf

    return make


WHITE = (255, 255, 255)
MORE_WAYS: dict[str, tuple[Hiding, Make]] = {
    "a colour of a printer": (
        Hiding.GROUND,
        coloured("1", Name.Separation, Name.Spot, Name.DeviceRGB, between([0, 0, 0], [1, 1, 1])),
    ),
    "a profile": (Hiding.GROUND, of_a_profile),
    "lightness": (
        Hiding.GROUND,
        coloured("100 0 0", Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.08]))),
    ),
    "a table of colours": (
        Hiding.GROUND,
        coloured("1", Name.Indexed, Name.DeviceRGB, 1, String(bytes((0, 0, 0, *WHITE)))),
    ),
    "no ink": (Hiding.GROUND, lambda: one_page(f"0 0 0 0 k {words(HIDDEN)} {AFTER}")),
    "white tiles": (
        Hiding.GROUND,
        tiled(f"/Pattern cs /T scn {words(HIDDEN)} {AFTER}", b"1 g 0 0 10 10 re f"),
    ),
    "black on black": (Hiding.GROUND, lambda: one_page(f"{OVER} {words(HIDDEN)} {SEEN}")),
    "a dark picture": (Hiding.GROUND, on_a_dark_picture),
    "multiplied away": (Hiding.GROUND, in_a_state(BM=Name.Multiply)),
    "a soft mask": (Hiding.GROUND, behind_a_soft_mask),
    "an empty clip": (
        Hiding.GROUND,
        lambda: one_page(f"q 0 0 0 0 re W n {words(HIDDEN)} Q {SEEN}"),
    ),
    "the edge of a drawing": (Hiding.GROUND, cut_off_by_its_drawing),
    "letters that draw nothing": (Hiding.GROUND, without_letters),
    "a shading": (Hiding.COVERED, under_a_shading),
    "a picture in the content": (
        Hiding.COVERED,
        lambda: one_page(
            f"{BEFORE} q 300 0 0 30 55 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID P EI Q {AFTER}"
        ),
    ),
    "tiles over it": (
        Hiding.COVERED,
        tiled(f"{BEFORE} /Pattern cs /T scn {OVER} {AFTER}", b"0 g 0 0 10 10 re f"),
    ),
    "a thick line": (
        Hiding.COVERED,
        lambda: one_page(f"{BEFORE} q 30 w 55 705 m 355 705 l S Q {AFTER}"),
    ),
    "flattened letters": (
        Hiding.TINY,
        lambda: one_page(f"BT /F 12 Tf 1 0 0 .05 60 700 Tm ({HIDDEN}) Tj ET {SEEN}"),
    ),
    "narrowed letters": (
        Hiding.TINY,
        lambda: one_page(f"q BT /F 12 Tf 3 Tz 60 700 Td ({HIDDEN}) Tj ET Q {SEEN}"),
    ),
    "a hundredth of a point": (
        Hiding.TINY,
        lambda: one_page(f"{words(HIDDEN, size=0.01)} {SEEN}"),
    ),
    "right of a turned page": (
        Hiding.OUTSIDE,
        lambda: one_page(f"{words(HIDDEN, x=700)} {SEEN}", Rotate=270),
    ),
    "far away": (
        Hiding.OUTSIDE,
        lambda: one_page(f"{words(HIDDEN, x=60_000, y=70_000)} {SEEN}"),
    ),
    "a crop of all pages": (Hiding.OUTSIDE, cropped((0, 0, 595, 760), above=True)),
    "a crop from its other corner": (Hiding.OUTSIDE, cropped((595, 760, 0, 0))),
    "a crop larger than the page": (Hiding.OUTSIDE, cropped((-100, -100, 700, 760))),
    "a rule that says not": (
        Hiding.LAYER,
        where_another_layer_is_off(VE=lambda one: Array([Name.Not, one])),
    ),
    "a rule of all off": (
        Hiding.LAYER,
        where_another_layer_is_off(OCGs=lambda one: Array([one]), P=lambda one: Name.AllOff),
    ),
    "a layer not to be viewed": (Hiding.LAYER, used(View=Dictionary(ViewState=Name.OFF))),
    "a layer for printers": (Hiding.LAYER, used(Print=Dictionary(PrintState=Name.ON))),
    "a layer of a drawing": (Hiding.LAYER, in_a_layer_of_a_drawing),
    "letter by letter": (Hiding.INVISIBLE, invisible_letter_by_letter),
    "before a picture": (Hiding.INVISIBLE, invisible_before_a_picture),
    "a text instead": (Hiding.SPOKEN, said_in_place_of_content(ActualText=HIDDEN)),
    "a description": (Hiding.SPOKEN, said_in_place_of_content(Alt=HIDDEN)),
    "a longer form": (Hiding.SPOKEN, said_in_place_of_content(E=HIDDEN)),
    "a text instead in the content": (
        Hiding.SPOKEN,
        lambda: one_page(f"/Span <</ActualText ({HIDDEN})>> BDC {SEEN} EMC"),
    ),
    "a text instead in a drawing": (Hiding.SPOKEN, said_by_a_drawing),
    "a tag's text": (Hiding.SPOKEN, said_by_a_tag("ActualText")),
    "a picture's text": (Hiding.SPOKEN, said_by_a_tag("ActualText", "Figure")),
    "a tag's longer form": (Hiding.SPOKEN, said_by_a_tag("E")),
    "a paragraph's description": (Hiding.SPOKEN, said_by_a_tag("Alt")),
}


def said(content: str) -> Make:
    return lambda: one_page(content)


SPOKEN_AS_SHOWN: dict[str, Make] = {
    "the same words": said(f"/Span <</ActualText (The provider has apologised)>> BDC {SEEN} EMC"),
    "some of the words": said(
        f"/P <</ActualText (provider)>> BDC /Span <</Alt (provider)>> BDC {SEEN} EMC EMC"
    ),
    "a ligature": said(f"/Span <</ActualText (ffi)>> BDC {SEEN} EMC"),
    "a picture described": said_by_a_tag("Alt", "Figure"),
}
"""What screen readers are told and everybody sees, or is the description of a picture."""
