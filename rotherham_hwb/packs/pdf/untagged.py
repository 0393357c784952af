"""Pages that nobody tagged, each hung into the pack's tree as a whole."""

import re
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from reports.published_form.content import drawn_by
from reports.published_form.trees import first_time
from rotherham_hwb.packs.pdf.tag_tree import TagTree

UNTAGGED = "/UntaggedPage"
SCANNED = "Scanned page: it holds a picture, and no text that can be read out."
MARK = re.compile(rb"/MCID\s+(\d{1,9})")
MOST_MARKS = 10_000  # a number beyond is nobody's: the tree would hold as many gaps


def tag_untagged(
    tree: TagTree, pages: Sequence[pikepdf.Page], *, title: str, language: str
) -> list[bytes]:
    """Tag each page of an untagged source as one element, so that it is not passed over.

    A screen reader skips what has no tag in a tagged file. The role says what it is: a page that
    nobody tagged, read in the order it was drawn; a page without letters is a picture that says
    so. Returns for each page the tag its content is to be wrapped in.
    """
    part = tree.part(title, language)
    part.K = Array()
    for page in pages:
        _forget_tags(page)
    return [tag_page(tree, part, page) for page in pages]


def _forget_tags(page: pikepdf.Page) -> None:
    """Take off keys into a tree that is not kept."""
    for key in ("/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if isinstance(annotation, Dictionary) and "/StructParent" in annotation:
            del annotation["/StructParent"]


def tag_page(tree: TagTree, part: Object, page: pikepdf.Page) -> bytes:
    """Hang a page under the part as one element; returns the tag to wrap its content in."""
    tree.roles.setdefault(UNTAGGED, "/P")
    scanned = _is_scanned(page)
    mark = _free_mark(page)
    fields = {"Alt": String(SCANNED)} if scanned else {}
    role = "Figure" if scanned else UNTAGGED[1:]
    element = tree.element(role, part, Pg=page.obj, K=Array([mark]), **fields)
    part.K.append(element)
    page.obj.StructParents = tree.add_content(Array([*[None] * mark, element]))
    _tag_annotations(tree, page, element if not scanned else part)
    return f"/{role} <</MCID {mark}>> BDC".encode()


def _free_mark(page: pikepdf.Page) -> int:
    """A number that no mark of a lost tree has in the page's content."""
    numbers = [int(each) for each in MARK.findall(drawn_by(page))]
    return max((each + 1 for each in numbers if each < MOST_MARKS), default=0)


def _is_scanned(page: pikepdf.Page) -> bool:
    """The page has pictures and no fonts, as a scanner makes it, in drawings on it neither."""
    held = list(_resources(page))
    if any("/Font" in each for each in held):
        return False
    return any(
        isinstance(each, Stream) and each.get("/Subtype") == Name.Image
        for resources in held
        for each in _values(resources.get("/XObject"))
    )


def _resources(page: pikepdf.Page) -> Iterator[Object]:
    """The resources of a page, of the drawings on it, and of its patterns."""
    met: set[tuple[int, int]] = set()
    waiting = [page.obj.get("/Resources")]
    while waiting:
        held = waiting.pop()
        if not isinstance(held, Dictionary) or not first_time(held, met):
            continue
        yield held
        for drawing in (*_values(held.get("/XObject")), *_values(held.get("/Pattern"))):
            if isinstance(drawing, Stream) and first_time(drawing, met):
                waiting.append(drawing.get("/Resources"))


def _values(held: object) -> list[Object]:
    """What a dictionary holds; nothing where it is none."""
    return list(held.values()) if isinstance(held, Dictionary) else []


def _tag_annotations(tree: TagTree, page: pikepdf.Page, parent: Object) -> None:
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") == Name.Popup:
            continue
        if not annotation.is_indirect:
            continue
        role = "Link" if annotation.get("/Subtype") == Name.Link else "Annot"
        element = tree.element(role, parent, Pg=page.obj)
        element.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
        parent.K.append(element)
        annotation.StructParent = tree.add_content(element)
