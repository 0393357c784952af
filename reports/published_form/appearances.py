"""How form fields look with what was filled in, drawn by PDFium as a viewer draws it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Stream

from reports.published_form.content import writes_something
from reports.published_form.forms import Looks

MOST_PARENTS = 20  # of a field, above the box it is filled in at
PRINTED = 4  # annotation flag
BUTTON = Name.Btn
WRITTEN = (Name.Tx, Name.Ch)


def draw_values(pdf: pikepdf.Pdf, widgets: list[Object]) -> Looks:
    """Each field with its value as it looks, where nothing shows it or the file asks for it."""
    form = pdf.Root.get("/AcroForm")
    anew = isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))
    held = [each for each in widgets if _is_to_draw(each, anew=anew)]
    looks = zip(held, _drawn(pdf, form, held), strict=True)
    return [(widget, each) for widget, each in looks if each is not None]


def _is_to_draw(widget: Object, *, anew: bool) -> bool:
    kind, value = _inherited(widget, "/FT"), _inherited(widget, "/V")
    if kind == BUTTON:
        return value not in (None, Name.Off) and _looks(widget) is None
    return kind in WRITTEN and value is not None and (anew or not _shows(_looks(widget)))


def _inherited(field: Object, key: str) -> Object | None:
    """What a field says, or the fields above it."""
    for _ in range(MOST_PARENTS):
        above = field.get("/Parent")
        if key in field or not isinstance(above, Dictionary):
            break
        field = above
    return field.get(key)


def _looks(widget: Object) -> Object | None:
    looks = widget.get("/AP")
    return looks.get("/N") if isinstance(looks, Dictionary) else None


def _shows(looks: object) -> bool:
    return isinstance(looks, Stream) and writes_something(looks)


def _drawn(pdf: pikepdf.Pdf, form: object, widgets: Sequence[Object]) -> list[Object | None]:
    """What each field looks like, by its place; None where PDFium does not know."""
    if not widgets:
        return []
    copy = pikepdf.new()
    copy.add_blank_page(page_size=(1000, 1000))
    own = [copy.copy_foreign(_indirect(pdf, each)) for each in widgets]
    facts = pdf.make_indirect(Dictionary(dict(_facts(form))))
    copy.Root.AcroForm = copy.copy_foreign(facts)
    copy.Root.AcroForm.NeedAppearances = True
    copy.Root.AcroForm.Fields = Array(own)
    for each in own:
        if "/AP" in each:
            del each["/AP"]
        each.F = PRINTED  # one that is hidden is not drawn
    copy.pages[0].obj.Annots = Array(own)
    made = pikepdf.open(io.BytesIO(_saved_by_pdfium(copy)))
    looks = [_looks(each) for each in made.pages[0].obj.Annots]
    return [each and pdf.copy_foreign(_indirect(made, each)) for each in looks]


def _facts(form: object) -> Iterator[tuple[str, Object]]:
    """What holds for all fields: their fonts and how they are written."""
    if isinstance(form, Dictionary):
        yield from ((key, form[key]) for key in ("/DR", "/DA", "/Q") if key in form)


def _indirect(pdf: pikepdf.Pdf, held: Object) -> Object:
    return held if held.is_indirect else pdf.make_indirect(held)


def _saved_by_pdfium(copy: pikepdf.Pdf) -> bytes:
    given, taken = io.BytesIO(), io.BytesIO()
    copy.save(given)
    document = pypdfium2.PdfDocument(given.getvalue())
    try:
        document.init_forms()
        document[0].close()  # whose fields are drawn as it is loaded
        document.save(taken)
    finally:
        document.close()
    return taken.getvalue()
