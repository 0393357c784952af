"""What WeasyPrint 70 leaves loose in the PDFs it tags, mended before they are bound.

It tags the text of running heads and feet with elements that hang outside the tree, gives table
headers no scope, and leaves links out when a page is printed.
"""

import re
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.published_form.trees import leaves

MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
PRINT = 4  # annotation flag


def repair_tags(pdf: pikepdf.Pdf) -> None:
    """Mend a PDF of our own making in place."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    tree = pdf.Root.StructTreeRoot
    elements = dict(_elements(tree.K))
    keys = dict(leaves(tree.ParentTree, "/Nums"))
    for page in pdf.pages:
        _cut_loose(pdf, page, keys, elements)
        for annotation in page.obj.get("/Annots", []):
            annotation.F = int(annotation.get("/F", 0)) | PRINT
    for element, in_head in elements.values():
        if element.get("/S") == Name.TH:
            _give_scope(element, "Column" if in_head else "Row")


def _elements(kids: object) -> Iterator[tuple[tuple[int, int], tuple[Dictionary, bool]]]:
    """Every element of the tree by its object number, and whether it is in a table's head."""
    stack: list[tuple[object, bool]] = [(kids, False)]
    while stack:
        node, in_head = stack.pop()
        if isinstance(node, Array):
            stack += ((kid, in_head) for kid in node)
        elif isinstance(node, Dictionary) and "/S" in node:
            in_head = in_head or Name.THead == node.S
            yield node.objgen, (node, in_head)
            stack.append((node.get("/K"), in_head))


def _cut_loose(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    keys: Mapping[object, object],
    elements: dict[tuple[int, int], tuple[Dictionary, bool]],
) -> None:
    """Make content whose element is in no tree an artifact."""
    key: object = page.obj.get("/StructParents", -1)
    held = keys.get(key)
    if not isinstance(held, Array):
        return
    loose = {
        index
        for index, element in enumerate(held)
        if isinstance(element, Dictionary) and element.objgen not in elements
    }
    if not loose:
        return
    for index in loose:
        held[index] = None

    def artifact(match: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(match[1]) in loose else match[0]

    contents = page.obj.Contents
    streams = contents if isinstance(contents, Array) else [contents]
    data = b"\n".join(stream.read_bytes() for stream in streams)
    page.obj.Contents = pdf.make_stream(MARKED.sub(artifact, data))


def _give_scope(element: Dictionary, scope: str) -> None:
    own = Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))
    attributes = element.get("/A")
    if attributes is None:
        element.A = own
    elif isinstance(attributes, Dictionary) and attributes.get("/O") == Name.Table:
        attributes.Scope = own.Scope
    else:
        held = list(attributes) if isinstance(attributes, Array) else [attributes]
        element.A = Array([*held, own])
