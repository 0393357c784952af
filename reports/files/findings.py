"""What a PDF brings along besides its pages, found without changing it."""

from collections.abc import Iterator
from typing import TypeGuard

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from reports.files.verdicts import PdfNote, Verdict
from reports.published_form.destinations import web_address
from reports.published_form.tags import is_tagged
from reports.published_form.unprinted import is_unprinted

HEADINGS = frozenset({"/H", *(f"/H{level}" for level in range(1, 7))})
MEDIA = frozenset({"/FileAttachment", "/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"})
STARTS = frozenset({"/Launch", "/GoToR", "/GoToE", "/ImportData", "/SubmitForm"})
HARMLESS = frozenset({"/GoTo", "/Named", "None"})
MOST_ROLES = 20  # steps from a role of its own to a standard one
MOST_NODES = 50  # of the page tree, above a page
FORM_DEPTH = 12  # drawings within drawings


def verdict_of(pdf: pikepdf.Pdf, *, pages_with_text: int, pictures: int) -> Verdict:
    """How well a screen reader can follow the file; `pictures` counts pages of pictures alone."""
    headings = _has_headings(pdf.Root) if is_tagged(pdf) else None
    if headings is not None:
        return Verdict.HEADINGS if headings else Verdict.NO_HEADINGS
    scanned = pictures and not pages_with_text
    return Verdict.SCANNED if scanned else Verdict.NOT_TAGGED


def _has_headings(root: Object) -> bool | None:
    """Whether an element of the tree is a heading; None where the tree holds no element."""
    tree = root.StructTreeRoot
    roles = tree.get("/RoleMap")
    found = None
    for element in _elements(tree):
        found = False
        if _standard(str(element.get("/S")), roles) in HEADINGS:
            return True
    return found


def _elements(tree: Object) -> Iterator[Object]:
    """Every structure element once; a tree that holds itself ends all the same."""
    seen: set[tuple[int, int]] = set()
    waiting = [tree.get("/K")]
    while waiting:
        held = waiting.pop()
        if isinstance(held, Array | Dictionary) and held.is_indirect:
            if held.objgen in seen:
                continue
            seen.add(held.objgen)
        if isinstance(held, Array):
            waiting.extend(each for each in held if isinstance(each, Array | Dictionary))
        elif isinstance(held, Dictionary) and "/S" in held:
            yield held
            waiting.append(held.get("/K"))


def _standard(role: str, roles: object) -> str:
    """The standard role that a role stands for."""
    for _ in range(MOST_ROLES):
        if role in HEADINGS or not isinstance(roles, Dictionary) or role not in roles:
            return role
        role = str(roles[role])
    return role


def notes_of(pdf: pikepdf.Pdf) -> Iterator[PdfNote]:
    """What the officer should know; the same note may come more than once."""
    yield from _of_document(pdf.Root)
    drawn: set[tuple[int, int]] = set()
    for page in pdf.pages:
        if "/AA" in page.obj:
            yield PdfNote.SCRIPT
        if "/AF" in page.obj:
            yield PdfNote.FILES
        for annotation in _held(page.obj.get("/Annots")):
            yield from _of_annotation(annotation)
        if any(not _embedded(font) for font in _fonts(_resources(page.obj), drawn, 0)):
            yield PdfNote.FONTS


def _of_document(root: Object) -> Iterator[PdfNote]:
    names = root.get("/Names")
    names = names if isinstance(names, Dictionary) else Dictionary()
    if "/JavaScript" in names or "/AA" in root:
        yield PdfNote.SCRIPT
    yield from _of_action(root.get("/OpenAction"))
    if "/EmbeddedFiles" in names or "/AF" in root or "/Collection" in root:
        yield PdfNote.FILES
    if "/PageLabels" in root and not _counts_from_one(root.PageLabels):
        yield PdfNote.LABELS


def _counts_from_one(labels: Object) -> bool:
    """The labels say no more than the pages' own places: 1, 2, 3 …"""
    runs = labels.get("/Nums")
    first = runs[1] if _is_array(runs) and len(runs) == 2 else None
    if not isinstance(first, Dictionary):
        return False
    return first.get("/S") == Name.D and "/P" not in first and first.get("/St", 1) == 1


def _of_annotation(annotation: Object) -> Iterator[PdfNote]:
    kind = str(annotation.get("/Subtype"))
    if kind in MEDIA:
        yield PdfNote.FILES
    if kind == "/Widget":
        yield PdfNote.FORM
        above = annotation.get("/Parent")
        above = above if isinstance(above, Dictionary) else Dictionary()
        shows = "/AP" in annotation or "/V" in annotation or "/V" in above
        if shows and is_unprinted(annotation):
            yield PdfNote.UNPRINTED
        if annotation.get("/FT", above.get("/FT")) == Name.Sig:
            yield PdfNote.SIGNATURE
    elif "/AA" in annotation:
        yield PdfNote.SCRIPT
    if kind not in MEDIA and kind not in ("/Widget", "/Link", "/Popup"):
        yield PdfNote.REMARKS
    yield from _of_action(annotation.get("/A"))


def _of_action(action: object) -> Iterator[PdfNote]:
    if not isinstance(action, Dictionary):
        return
    kind = str(action.get("/S"))
    if kind in STARTS or (kind == "/URI" and not web_address(action)):
        yield PdfNote.LAUNCH
    elif kind not in HARMLESS and kind != "/URI":
        yield PdfNote.SCRIPT


def _held(value: object) -> list[Object]:
    return [each for each in value if isinstance(each, Dictionary)] if _is_array(value) else []


def _is_array(value: object) -> TypeGuard[Array]:
    return isinstance(value, Array)


def _resources(page: Object) -> object:
    """A page's resources, its own or those of a node above it."""
    for _ in range(MOST_NODES):
        if "/Resources" in page or not isinstance(page.get("/Parent"), Dictionary):
            break
        page = page.Parent
    return page.get("/Resources")


def _fonts(resources: object, seen: set[tuple[int, int]], depth: int) -> Iterator[Object]:
    """The fonts of a page and of the drawings on it, each drawing looked into once."""
    if not isinstance(resources, Dictionary) or depth > FORM_DEPTH or _met(resources, seen):
        return
    fonts, drawings = resources.get("/Font"), resources.get("/XObject")
    if isinstance(fonts, Dictionary):
        yield from (font for font in fonts.values() if isinstance(font, Dictionary))
    for drawing in drawings.values() if isinstance(drawings, Dictionary) else ():
        if isinstance(drawing, Stream) and not _met(drawing, seen):
            yield from _fonts(drawing.get("/Resources"), seen, depth + 1)


def _met(held: Object, seen: set[tuple[int, int]]) -> bool:
    """Whether an object was here before; from now on it was."""
    if not held.is_indirect:
        return False
    known = held.objgen in seen
    seen.add(held.objgen)
    return known


def _embedded(font: Object) -> bool:
    """The letters of a font are in the file. Source: ISO 32000-1, 9.6 to 9.9."""
    if font.get("/Subtype") == Name.Type3:
        return True
    inner = font.get("/DescendantFonts")
    if _is_array(inner) and len(inner) and isinstance(inner[0], Dictionary):
        font = inner[0]
    described = font.get("/FontDescriptor")
    return isinstance(described, Dictionary) and any(
        key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
