"""One structure tree from the trees of many tagged PDFs.

Each source numbers its content from 0, names its own roles and gives its own ids; put together
unchanged they collide, and a screen reader reads one paper's tags on another paper's pages. So
every key, id, role and class is made unique here, and each source hangs as one Part under a
single Document. The pages must be copied first: then a copied tag points at the copied page.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from reports.published_form.tags import pages_left_out
from reports.published_form.trees import leaves
from rotherham_hwb.packs.pdf.tag_names import REFERENCE, Renames, Tags
from rotherham_hwb.packs.pdf.tag_tree import TagTree
from rotherham_hwb.packs.pdf.untagged import tag_page

Value = TypeVar("Value")

MAX_FORM_DEPTH = 12
STANDARD_ROLES = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5
H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
"""
STANDARD = frozenset(f"/{role}" for role in STANDARD_ROLES.split())


def join_tags(
    tree: TagTree,
    source: pikepdf.Pdf,
    pages: Sequence[pikepdf.Page],
    *,
    index: int,
    title: str,
    language: str,
) -> list[bytes]:
    """Hang a tagged source under the tree; `pages` are its copies in the pack.

    A page that is in none of its tags comes last in it; returns for each page the tag its content
    is to be wrapped in, as `tag_untagged` does.
    """
    left_out = set(pages_left_out(source))
    own = source.Root.StructTreeRoot
    if not own.is_indirect:
        own = source.Root.StructTreeRoot = source.make_indirect(own)
    tags, renamed = _renamed(tree, source, own, index)
    copied: Object = tree.pdf.copy_foreign(own)
    _keep_names(tree, tags, copied, renamed)
    lost = _renumber(tree, copied, pages)
    part = tree.part(title, str(source.Root.get("/Lang", "")).strip() or language)
    kids = copied.get("/K")
    part.K = Array(list(kids) if isinstance(kids, Array) else [kids])
    for kid in part.K:
        if isinstance(kid, Dictionary):
            kid.P = part
    if lost or tags.lead_astray(source):
        _cut_dead(part, {page.obj.objgen for page in pages})
    spaces = copied.get("/Namespaces")
    tree.namespaces += list(spaces) if isinstance(spaces, Array) else []
    return [tag_page(tree, part, page) if at in left_out else b"" for at, page in enumerate(pages)]


def _renamed(tree: TagTree, source: pikepdf.Pdf, own: Object, index: int) -> tuple[Tags, Renames]:
    """Rename in the source what another source has taken."""
    renames = Renames(
        roles=_merged(tree.roles, _roles(own), index),
        classes=_merged(tree.class_texts, _class_texts(own, index), index),
        prefix=b"%d." % (index + 1),
    )
    tags = Tags.of(source)
    tags.share_attributes()
    tags.rename(renames)
    return tags, renames


def _keep_names(tree: TagTree, tags: Tags, copied: Object, renames: Renames) -> None:
    """Note the classes and ids of a source that is copied."""
    for name, attributes in _classes(copied).items():
        tree.classes[renames.classes.get(name, name)] = attributes
    for element in tags.in_tree():
        tree.ids[bytes(element.ID)] = tree.pdf.copy_foreign(element)


def _renumber(tree: TagTree, copied: Object, pages: Sequence[pikepdf.Page]) -> bool:
    """Give every page, drawing and annotation of the source a key no other source has.

    True where a reference from the tree to an annotation may now be dead.
    """
    holders = {int(key): holder for key, holder in leaves(copied.get("/ParentTree"), "/Nums")}
    lost = False
    for owner, name in _owners(pages):
        holder = holders.pop(_key(owner, name), None)
        if holder is None:
            del owner[name]
            lost = lost or name == "/StructParent"
        else:
            owner[name] = tree.add_content(holder)
    return lost


def _key(owner: Object, name: str) -> int:
    try:
        return int(owner[name])
    except (TypeError, ValueError):
        return -1


def _owners(pages: Sequence[pikepdf.Page]) -> Iterator[tuple[Object, str]]:
    """Everything with a key into the parent tree, once each."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        yield from _keyed(page.obj)
        yield from _drawings(page.obj.get("/Resources"), seen, 0)
        annotations = page.obj.get("/Annots")
        for annotation in annotations if isinstance(annotations, Array) else ():
            if isinstance(annotation, Dictionary):
                yield from _keyed(annotation)


def _drawings(
    resources: object, seen: set[tuple[int, int]], depth: int
) -> Iterator[tuple[Object, str]]:
    drawings = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(drawings, Dictionary) or depth > MAX_FORM_DEPTH:
        return
    for drawing in drawings.values():
        if not isinstance(drawing, pikepdf.Stream) or drawing.objgen in seen:
            continue
        seen.add(drawing.objgen)
        yield from _keyed(drawing)
        if drawing.get("/Subtype") == Name.Form:
            yield from _drawings(drawing.get("/Resources"), seen, depth + 1)


def _keyed(owner: Object) -> Iterator[tuple[Object, str]]:
    for name in ("/StructParents", "/StructParent"):
        if name in owner:
            yield owner, name


def _roles(copied: Object) -> dict[str, str]:
    roles = copied.get("/RoleMap")
    if not isinstance(roles, Dictionary):
        return {}
    return {
        str(role): str(standard)
        for role, standard in roles.items()
        if isinstance(standard, Name) and str(standard) != str(role)
    }


def _classes(tree: Object) -> dict[str, Object]:
    classes = tree.get("/ClassMap")
    return dict(classes.items()) if isinstance(classes, Dictionary) else {}


def _class_texts(own: Object, index: int) -> dict[str, bytes]:
    """How each class is written; one that holds references is like none of another source."""
    texts = {name: Array([each]).unparse(resolved=True) for name, each in _classes(own).items()}
    return {
        name: text if not REFERENCE.search(text) else b"%d %s" % (index, text)
        for name, text in texts.items()
    }


def _merged(known: dict[str, Value], new: Mapping[str, Value], index: int) -> dict[str, str]:
    """Add a source's names to the pack's; returns those that had to be renamed."""
    renamed: dict[str, str] = {}
    for name, value in new.items():
        taken = name in STANDARD or (name in known and known[name] != value)
        if taken:
            renamed[name] = f"{name}.{index + 1}"
        known[renamed.get(name, name)] = value
    return renamed


def _cut_dead(part: Object, pages: set[tuple[int, int]]) -> None:
    """Cut references to content that is not in the pack."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Object, bool]] = [
        (kid, False) for kid in part.K if isinstance(kid, Dictionary)
    ]
    while stack:
        element, alive = stack.pop()
        if element.objgen in seen and element.is_indirect:
            continue
        seen.add(element.objgen)
        if "/Pg" in element:
            alive = element.Pg.objgen in pages
        kids = element.get("/K")
        if kids is None:
            continue
        living, below = _living(kids, alive, pages)
        if living is not None:
            element.K = living
        stack += ((kid, alive) for kid in below)


def _living(
    kids: Object, alive: bool, pages: set[tuple[int, int]]
) -> tuple[Array | None, list[Object]]:
    """The kids without dead references (None where all live), and the elements among them."""
    below: list[Object] = []
    dead = False
    kept: list[Object] = []
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary):
            if kid.get("/Type") in (Name.MCR, Name.OBJR):
                lives = kid.Pg.objgen in pages if "/Pg" in kid else alive
                if kid.Type == Name.OBJR:  # what was taken off its page has no key any more
                    lives = lives and "/StructParent" in kid.get("/Obj", Dictionary())
            else:
                lives = True
                below.append(kid)
        else:
            lives = alive and isinstance(kid, int)
        dead = dead or not lives
        if lives:
            kept.append(kid)
    return (Array(kept) if dead else None), below
