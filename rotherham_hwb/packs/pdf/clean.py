"""What a paper may not bring into a pack: forms to fill in, scripts, files, ways out.

Only pages, tags, links, layers and names are ever copied, so scripts and files that hang on the
document stay behind; what hangs on its pages is taken off here.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from reports.published_form.forms import Draw, flatten_fields, has_fields, hollow, laid_over

FORM = "form fields are fixed as they were filled in"
SIGNATURE = "a digital signature is removed"
SCRIPT = "scripts and actions are removed"
FILES = "embedded files and media are removed"
REMARKS = "notes and marks laid over its pages are removed"
ACTIVE = frozenset(
    f"/{kind}" for kind in ("FileAttachment", "Screen", "Movie", "Sound", "RichMedia", "3D")
)
MAX_DEPTH = 12


def clean(pdf: pikepdf.Pdf, *, draw: Draw) -> tuple[str, ...]:
    """Make a source's pages safe to copy; returns what was changed, in words.

    `draw` gives form fields the looks that the file does not.
    """
    found = set(_in_document(pdf.Root))
    if has_fields(pdf):
        found |= {FORM, *_signatures(pdf)}
        flatten_fields(pdf, draw)
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        found |= set(_clean_page(page.obj))
        _cut_outside(page.obj.get("/Resources"), seen, 0)
    return tuple(sorted(found))


def _in_document(root: Object) -> Iterator[str]:
    names = root.get("/Names", Dictionary())
    if "/JavaScript" in names or "/AA" in root or _is_active(root.get("/OpenAction")):
        yield SCRIPT
    if "/EmbeddedFiles" in names or "/AF" in root or "/Collection" in root:
        yield FILES


def _is_active(action: object) -> bool:
    return isinstance(action, Dictionary) and action.get("/S") != Name.GoTo


def _signatures(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for each in laid_over(page.obj):
            kind = each.get("/FT", each.get("/Parent", Dictionary()).get("/FT"))
            if kind == Name.Sig:
                yield SIGNATURE


def _clean_page(page: Object) -> Iterator[str]:
    """Take actions, files and private data off a page, and all that is laid over it but links."""
    if "/AA" in page:
        yield SCRIPT
    if "/AF" in page:
        yield FILES
    for key in ("/AA", "/AF", "/PieceInfo", "/Thumb", "/B"):
        if key in page:
            del page[key]
    held = laid_over(page)
    kept = [each for each in held if each.get("/Subtype") == Name.Link]
    for each in held:
        if "/AA" in each or _runs(each.get("/A")):
            yield SCRIPT
        if each.get("/Subtype") != Name.Link:
            yield FILES if str(each.get("/Subtype")) in ACTIVE else REMARKS
            hollow(each)
    if len(kept) < len(held):
        page["/Annots"] = Array(kept)


def _runs(action: object) -> bool:
    return isinstance(action, Dictionary) and str(action.get("/S")) not in ("/URI", "/GoTo")


def _cut_outside(resources: object, seen: set[tuple[int, int]], depth: int) -> None:
    """Cut references from drawings to files outside or inside the source."""
    drawings = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(drawings, Dictionary) or depth > MAX_DEPTH:
        return
    for drawing in drawings.values():
        if not isinstance(drawing, pikepdf.Stream) or drawing.objgen in seen:
            continue
        seen.add(drawing.objgen)
        for key in ("/AF", "/Ref", "/OPI", "/PieceInfo", "/F", "/FFilter", "/FDecodeParms"):
            if key in drawing:
                del drawing[key]
        _cut_outside(drawing.get("/Resources"), seen, depth + 1)
