"""Making pages into pictures of themselves, so that nothing can hide in them.

A page is drawn as it is seen. Where a word hides, what is behind it is drawn instead, so that no
trace of its letters is left; marks for redaction become black boxes. The text that is seen is
recognised anew and laid over the picture in invisible letters.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from reports.files.odd_files import whole_file
from reports.files.uploads import BROKEN, DAMAGED, Unusable, opened_pdf
from reports.unseen.beside import drop_bookmarks, squeezed
from reports.unseen.compare import FLAT, Found, bounds_of, hidden_words, redaction_marks
from reports.unseen.kinds import Hiding
from reports.unseen.pictures import Bounds, Box, DrawnPage, TooMuch
from reports.unseen.recognise import DOTS, Recognised, recognise
from reports.unseen.retag import tag_as_figure

AROUND = 2  # pixels that a box is made larger on each side
QUALITY = 80  # of JPEG
COLOURED = 12  # of 255 by which the colours of a page differ that is not grey
KEPT = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/StructParents"}
)
BLACKED = frozenset({Hiding.MARKED, Hiding.OVERLAID})

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Burnt:
    """What a page becomes."""

    picture: Image.Image
    box: Bounds  # the part of the page that is shown, in points
    text: Recognised


def make_safe(
    source: Path, output: Path, *, pages: Collection[int], done: Progress = lambda count: None
) -> None:
    """Write a PDF with these pages as pictures, and without bookmarks that no page explains.

    `done` is told after each page how many are.

    Raises Unusable.
    """
    try:
        came = whole_file(source) or source
        with TemporaryDirectory(prefix="safe-") as folder, opened_pdf(came) as pdf:
            with closing(pypdfium2.PdfDocument(came)) as document:
                document.init_forms()
                words = _words(document, leaving=pages)
                for count, number in enumerate(sorted(pages), start=1):
                    with closing(document[number - 1]) as page:
                        burnt = _burnt(page, Path(folder))
                    _put(pdf, pdf.pages[number - 1], burnt)
                    words.append(squeezed(burnt.text.words))
                    done(count)
            drop_bookmarks(pdf, "".join(words))
            pdf.save(output)
    except (TooMuch, *BROKEN) as error:
        raise Unusable(DAMAGED) from error


def _words(document: pypdfium2.PdfDocument, *, leaving: Collection[int]) -> list[str]:
    """The squeezed text of each of the other pages."""
    words: list[str] = []
    for number in range(1, len(document) + 1):
        if number not in leaving:
            with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
                words.append(squeezed(text.get_text_bounded()))
    return words


def _burnt(page: pypdfium2.PdfPage, folder: Path) -> Burnt:
    pictures = DrawnPage(page)
    picture = pictures.draw(DOTS, fields=True)
    bare = pictures.draw_bare(DOTS, fields=True)
    places = pictures.places(picture.size)
    hidden = hidden_words(page)
    boxes = [places.box(bounds_of(word)) for word, hiding in hidden if hiding in BLACKED]
    boxes += [places.box(box) for box in redaction_marks(page)]
    for word, _ in hidden:
        _paste(picture, bare, places.box(bounds_of(word)))
    for box in boxes:
        _fill(picture, box, "black")
    legible = picture.copy()
    covers = [places.box(each) for each in _covers(pictures, hidden)]
    for box in boxes + [each for each in covers if _is_flat(bare, each)]:
        _fill(legible, box, "white")  # letters beside a black box are not recognised
    return Burnt(_grey_if_it_is(picture), _shown_box(page), recognise(legible, folder))


def _covers(pictures: DrawnPage, hidden: Sequence[Found]) -> list[Bounds]:
    """The shapes under which a word hides, in points."""
    middles = [word[len(word) // 2].centre for word, hiding in hidden]
    shapes = (each for each in pictures.objects if each.kind == raw.FPDF_PAGEOBJ_PATH)
    own = (each for each in shapes if each.within is None)
    return [each.bounds for each in own if any(each.covers(*middle) for middle in middles)]


def _is_flat(picture: Image.Image, where: Bounds) -> bool:
    """Inside, it is all of one shade."""
    left, top, right, bottom = where
    if right - left <= 4 * AROUND or bottom - top <= 4 * AROUND:
        return False
    inside = (int(left) + AROUND, int(top) + AROUND, int(right) - AROUND, int(bottom) - AROUND)
    low, high = picture.crop(inside).convert("L").getextrema()
    return int(high) - int(low) <= FLAT  # type: ignore[arg-type]


def _fill(picture: Image.Image, where: Bounds, colour: str) -> None:
    if box := _around(picture, where):
        left, top, right, bottom = box
        ImageDraw.Draw(picture).rectangle((left, top, right - 1, bottom - 1), fill=colour)


def _paste(picture: Image.Image, bare: Image.Image, where: Bounds) -> None:
    """Put what is behind the text into a box."""
    if box := _around(picture, where):
        picture.paste(bare.crop(box), box[:2])


def _around(picture: Image.Image, where: Bounds) -> Box | None:
    left, top, right, bottom = where
    box = (
        max(0, int(left) - AROUND),
        max(0, int(top) - AROUND),
        min(picture.width, int(right) + 1 + AROUND),
        min(picture.height, int(bottom) + 1 + AROUND),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None


def _grey_if_it_is(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    for one, other in ((red, green), (green, blue)):
        if ImageChops.difference(one, other).getextrema()[1] > COLOURED:  # type: ignore[operator]
            return picture
    return picture.convert("L")


def _shown_box(page: pypdfium2.PdfPage) -> Bounds:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _put(pdf: pikepdf.Pdf, page: pikepdf.Page, burnt: Burnt) -> None:
    """Give a page its picture in place of all that it held but its links."""
    links = [each for each in _annotations(page.obj) if each.get("/Subtype") == Name.Link]
    for key in list(page.obj.keys()):
        if key not in KEPT:
            del page.obj[key]
    if links:
        page.obj.Annots = Array(links)
    page.obj.CropBox = Array([round(edge, 3) for edge in burnt.box])
    with pikepdf.open(burnt.text.layer) as recognised:
        layer = pdf.copy_foreign(recognised.pages[0].as_form_xobject())
        width, height = (float(edge) for edge in recognised.pages[0].mediabox[2:])
    held = Dictionary(Picture=_stream(pdf, burnt.picture), Text=layer)
    page.obj.Resources = Dictionary(XObject=held)
    turned = " ".join(f"{part:.4f}" for part in _matrix(burnt.box, page.obj.get("/Rotate", 0)))
    small = f"{1 / width:.8f} 0 0 {1 / height:.8f} 0 0"
    drawn = f"q {turned} cm /Picture Do {small} cm /Text Do Q"
    tagged = tag_as_figure(pdf, page.obj, burnt.text.words)
    content = f"/Figure <</MCID 0>> BDC {drawn} EMC" if tagged else drawn
    page.obj.Contents = pdf.make_stream(content.encode())


def _stream(pdf: pikepdf.Pdf, picture: Image.Image) -> Object:
    held = io.BytesIO()
    picture.save(held, format="JPEG", quality=QUALITY, dpi=(DOTS, DOTS))
    stream = pdf.make_stream(held.getvalue(), Type=Name.XObject, Subtype=Name.Image)
    stream.Width, stream.Height = picture.size
    stream.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    stream.BitsPerComponent, stream.Filter = 8, Name.DCTDecode
    return stream


def _matrix(box: Bounds, rotate: object) -> tuple[float, ...]:
    """What lays a square of one point upright over the part of a page that is shown."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    turned = int(rotate) % 360 if isinstance(rotate, int) else 0
    return {
        90: (0.0, height, -width, 0.0, right, bottom),
        180: (-width, 0.0, 0.0, -height, right, top),
        270: (0.0, -height, width, 0.0, left, top),
    }.get(turned, (width, 0.0, 0.0, height, left, bottom))


def _annotations(page: Object) -> list[Object]:
    held = page.get("/Annots")
    return [e for e in held if isinstance(e, Dictionary)] if isinstance(held, Array) else []
