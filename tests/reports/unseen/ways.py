"""Pages on which words hide, in every way we know, and pages that only look so."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.unseen.kinds import Hiding
from tests.reports.unseen.pages import (
    add_annotation,
    add_drawing,
    add_picture,
    add_state,
    one_page,
    words,
)

HIDDEN = "Zebedee Quillfeather"
OVER = "55 690 300 30 re f "
SEEN = words("The provider has apologised", y=600)
INKED = [bytes([255, 0] * 20), bytes([0, 255] * 20)] * 20


def covered_by_a_white_shape() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN)} 1 g {OVER} 0 g {SEEN}")


def covered_by_two_halves() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN)} 55 690 65 30 re f 120 690 200 30 re f {SEEN}")


def covered_by_a_picture() -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} q 300 0 0 30 55 690 cm /P Do Q {SEEN}")
    add_picture(pdf, "P", [bytes([90] * 4)] * 4)
    return pdf


def covered_by_a_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} /D Do {SEEN}")
    add_drawing(pdf, "D", OVER)
    return pdf


def covered_inside_a_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"/D Do {SEEN}")
    add_drawing(pdf, "D", f"{words(HIDDEN)} {OVER}")
    return pdf


def covered_with_a_label_on_the_cover() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN)} {OVER} 1 g {words('EXEMPT INFORMATION')} 0 g {SEEN}")


def covered_on_a_turned_page() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN)} {OVER} {SEEN}", Rotate=90)


def white_on_white() -> pikepdf.Pdf:
    return one_page(f"1 g {words(HIDDEN)} 0 g {SEEN}")


def nearly_white_on_white() -> pikepdf.Pdf:
    return one_page(f".97 g {words(HIDDEN)} 0 g {SEEN}")


def blue_on_blue() -> pikepdf.Pdf:
    return one_page(f"0 0 .6 rg {OVER} {words(HIDDEN)} 0 g {SEEN}")


def without_any_colour() -> pikepdf.Pdf:
    pdf = one_page(f"q /G gs {words(HIDDEN)} Q {SEEN}")
    add_state(pdf, "G", ca=0)
    return pdf


def clipped_away() -> pikepdf.Pdf:
    return one_page(f"q 0 0 10 10 re W n {words(HIDDEN)} Q {SEEN}")


def white_and_joined_to_what_is_seen() -> pikepdf.Pdf:
    return one_page(f"BT /F 12 Tf 60 700 Td (The tender) Tj 1 g ({HIDDEN}) Tj ET 0 g {SEEN}")


def tiny_letters() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, size=1)} {SEEN}")


def letters_made_tiny() -> pikepdf.Pdf:
    return one_page(f"q .1 0 0 .1 0 0 cm {words(HIDDEN, x=600, y=7000)} Q {SEEN}")


def letters_made_tiny_in_a_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"q .1 0 0 .1 60 600 cm /D Do Q {SEEN}")
    add_drawing(pdf, "D", words(HIDDEN))
    return pdf


def letters_made_tiny_by_their_own_matrix() -> pikepdf.Pdf:
    return one_page(f"BT /F 12 Tf .1 0 0 .1 60 700 Tm ({HIDDEN}) Tj ET {SEEN}")


def tiny_letters_on_a_turned_page() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, size=1.5)} {SEEN}", Rotate=270)


def below_the_page() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, y=-40)} {SEEN}")


def left_of_the_page() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, x=-400)} {SEEN}")


def above_the_crop() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, y=800)} {SEEN}", CropBox=Array([0, 0, 595, 760]))


def beside_the_crop_of_a_turned_page() -> pikepdf.Pdf:
    crop = Array([50, 100, 400, 760])
    return one_page(f"{words(HIDDEN, x=420)} {SEEN}", CropBox=crop, Rotate=90)


def outside_a_page_that_starts_elsewhere() -> pikepdf.Pdf:
    content = f"{words(HIDDEN, x=60, y=700)} {words('Seen', x=1100, y=1100)}"
    return one_page(content, box=(1000, 1000, 1595, 1842))


def layered(content: str, member: bool = False, **settings: object) -> pikepdf.Pdf:
    pdf = one_page(f"{content} {SEEN}")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Legal advice"))
    inner = Dictionary(Type=Name.OCMD, OCGs=layer) if member else layer
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=inner)
    off = Dictionary({f"/{key}": value for key, value in settings.items()})
    off = off if settings else Dictionary(OFF=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    return pdf


def in_a_layer() -> pikepdf.Pdf:
    return layered(f"/OC /L BDC {words(HIDDEN)} EMC")


def in_a_layer_off_at_first() -> pikepdf.Pdf:
    return layered(f"/OC /L BDC {words(HIDDEN)} EMC", BaseState=Name.OFF)


def in_a_layer_with_a_rule() -> pikepdf.Pdf:
    return layered(f"/OC /L BDC {words(HIDDEN)} EMC", member=True)


def in_a_layer_within_a_tag() -> pikepdf.Pdf:
    return layered(f"/OC /L BDC /P <</MCID 0>> BDC {words(HIDDEN)} EMC EMC")


def in_a_layer_after_another() -> pikepdf.Pdf:
    return layered(f"{words('Seen')} /OC /L BDC {words(HIDDEN, y=500)} EMC")


def invisible() -> pikepdf.Pdf:
    return one_page(f"{words(HIDDEN, before='3 Tr')} {SEEN}")


def invisible_as_a_clip() -> pikepdf.Pdf:
    return one_page(f"q {words(HIDDEN, before='7 Tr')} Q {SEEN}")


def invisible_in_a_drawing() -> pikepdf.Pdf:
    pdf = one_page(f"/D Do {SEEN}")
    add_drawing(pdf, "D", words(HIDDEN, before="3 Tr"))
    return pdf


def invisible_beside_a_picture() -> pikepdf.Pdf:
    pdf = one_page(f"q 100 0 0 100 60 300 cm /P Do Q {words(HIDDEN, before='3 Tr')} {SEEN}")
    add_picture(pdf, "P", INKED)
    return pdf


def invisible_over_a_shape() -> pikepdf.Pdf:
    return one_page(f".8 g {OVER} 0 g {words(HIDDEN, before='3 Tr')} {SEEN}")


def erased_from_a_scan() -> pikepdf.Pdf:
    return scanned(f"{words(HIDDEN, before='3 Tr')} {words('Letter', y=200, before='3 Tr')} {OVER}")


def erased_with_a_label() -> pikepdf.Pdf:
    return scanned(f"{OVER} {words(HIDDEN, before='3 Tr')}")


def whitened_in_a_scan() -> pikepdf.Pdf:
    read = "".join(words("Recognised", y=y, before="3 Tr") for y in range(100, 600, 40))
    return scanned(f"{read} 1 g {OVER} {words(HIDDEN, before='3 Tr')}")


def scanned(content: str) -> pikepdf.Pdf:
    pdf = one_page(f"q 595 0 0 842 0 0 cm /P Do Q {content}")
    add_picture(pdf, "P", [bytes([255, 0] * 150), bytes([0, 255] * 150)] * 200)
    return pdf


def marked_by_its_corners() -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} {SEEN}")
    corners = Array([55, 715, 350, 715, 55, 690, 350, 690])
    add_annotation(pdf, "Redact", (55, 690, 350, 715), QuadPoints=corners)
    return pdf


def marked_by_its_box() -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} {SEEN}")
    add_annotation(pdf, "Redact", (55, 690, 350, 715))
    return pdf


def marked_on_a_turned_page() -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} {SEEN}", Rotate=180)
    add_annotation(pdf, "Redact", (55, 690, 350, 715))
    return pdf


def marked_over_some_letters() -> pikepdf.Pdf:
    pdf = one_page(f"{words('Zebedee')} {SEEN}")
    add_annotation(pdf, "Redact", (55, 690, 75, 715))
    return pdf


def marked_word_by_word() -> pikepdf.Pdf:
    pdf = one_page(f"{words('Zebedee')} {words('Quillfeather', x=300)} {SEEN}")
    for left in (55, 295):
        add_annotation(pdf, "Redact", (left, 690, left + 100, 715))
    return pdf


def overlaid(kind: str, **more: object) -> pikepdf.Pdf:
    pdf = one_page(f"{words(HIDDEN)} {SEEN}")
    drawing = pdf.make_stream(b"0 g 0 0 300 30 re f")
    drawing.Type, drawing.Subtype = Name.XObject, Name.Form
    drawing.BBox, drawing.Resources = Array([0, 0, 300, 30]), Dictionary()
    add_annotation(pdf, kind, (55, 690, 355, 720), AP=Dictionary(N=drawing), **more)
    return pdf


def under_a_square_laid_over_it() -> pikepdf.Pdf:
    return overlaid("Square")


def under_a_stamp() -> pikepdf.Pdf:
    return overlaid("Stamp")


def under_a_text_box() -> pikepdf.Pdf:
    return overlaid("FreeText", Contents="", DA="/Helv 12 Tf")


def under_ink() -> pikepdf.Pdf:
    return overlaid("Ink")


def under_a_polygon() -> pikepdf.Pdf:
    return overlaid("Polygon")


WAYS: tuple[tuple[Hiding, tuple[Callable[[], pikepdf.Pdf], ...]], ...] = (
    (
        Hiding.COVERED,
        (
            *(covered_by_a_white_shape, covered_by_two_halves, covered_by_a_picture),
            *(covered_by_a_drawing, covered_inside_a_drawing, covered_on_a_turned_page),
            covered_with_a_label_on_the_cover,
        ),
    ),
    (
        Hiding.GROUND,
        (
            *(white_on_white, nearly_white_on_white, blue_on_blue, without_any_colour),
            *(clipped_away, white_and_joined_to_what_is_seen),
        ),
    ),
    (
        Hiding.TINY,
        (
            *(tiny_letters, letters_made_tiny, letters_made_tiny_by_their_own_matrix),
            *(letters_made_tiny_in_a_drawing, tiny_letters_on_a_turned_page),
        ),
    ),
    (
        Hiding.OUTSIDE,
        (
            *(below_the_page, left_of_the_page, above_the_crop),
            *(beside_the_crop_of_a_turned_page, outside_a_page_that_starts_elsewhere),
        ),
    ),
    (
        Hiding.LAYER,
        (
            *(in_a_layer, in_a_layer_off_at_first, in_a_layer_with_a_rule),
            *(in_a_layer_within_a_tag, in_a_layer_after_another),
        ),
    ),
    (
        Hiding.INVISIBLE,
        (
            *(invisible, invisible_as_a_clip, invisible_in_a_drawing),
            *(invisible_beside_a_picture, invisible_over_a_shape),
        ),
    ),
    (Hiding.ERASED, (erased_from_a_scan, erased_with_a_label, whitened_in_a_scan)),
    (
        Hiding.MARKED,
        (
            *(marked_by_its_corners, marked_by_its_box, marked_on_a_turned_page),
            *(marked_over_some_letters, marked_word_by_word),
        ),
    ),
    (
        Hiding.OVERLAID,
        (
            *(under_a_square_laid_over_it, under_a_stamp, under_a_text_box),
            *(under_ink, under_a_polygon),
        ),
    ),
)


def plain() -> pikepdf.Pdf:
    return one_page(SEEN)


def light_grey() -> pikepdf.Pdf:
    return one_page(f".88 g {words('Footnote of the draft', size=9)}")


def a_scan_with_its_recognised_text() -> pikepdf.Pdf:
    return scanned(words("A letter from the Secretary of State", before="3 Tr"))


def white_on_a_dark_heading() -> pikepdf.Pdf:
    return one_page(f"0 0 .5 rg {OVER} 1 g {words('Heading of a table')}")


def bold_by_writing_twice() -> pikepdf.Pdf:
    return one_page(words("Recommendation") + words("Recommendation", x=60.3))


def turned_letters() -> pikepdf.Pdf:
    return one_page("BT /F 12 Tf 0 1 -1 0 60 300 Tm (Up the side of the page) Tj ET")


def small_print() -> pikepdf.Pdf:
    return one_page(words("Crown copyright and database rights", size=4))


def spaces_of_every_kind() -> pikepdf.Pdf:
    return one_page(words("Two \\240 words", size=14))


def in_a_layer_that_is_on() -> pikepdf.Pdf:
    return layered(f"/OC /L BDC {words('Seen by all')} EMC", BaseState=Name.ON)


def highlighted() -> pikepdf.Pdf:
    pdf = one_page(SEEN)
    corners = Array([55, 615, 350, 615, 55, 590, 350, 590])
    colour = Array([1, 1, 0])
    add_annotation(pdf, "Highlight", (55, 590, 350, 615), QuadPoints=corners, C=colour)
    return pdf


READABLE: tuple[Callable[[], pikepdf.Pdf], ...] = (
    plain,
    light_grey,
    a_scan_with_its_recognised_text,
    white_on_a_dark_heading,
    bold_by_writing_twice,
    turned_letters,
    small_print,
    spaces_of_every_kind,
    in_a_layer_that_is_on,
    highlighted,
)
"""What can be read, or is the text of a scan."""
