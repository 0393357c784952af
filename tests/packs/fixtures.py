"""Small PDFs of every kind, made here: no file of anybody's is kept in the project."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (0, 0, 595, 842)
A4_LANDSCAPE = (0, 0, 842, 595)
A3 = (0, 0, 842, 1191)
SLIDE = (0, 0, 960, 540)


def add_text_page(
    pdf: pikepdf.Pdf,
    *lines: tuple[float, float, str],
    box: Sequence[float] = A4,
    crop: Sequence[float] | None = None,
    rotate: int = 0,
    before: bytes = b"",
    after: bytes = b"",
) -> pikepdf.Page:
    """Add one page; each line is (x, y, text) in the page's own user space."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    text = b"".join(
        b"BT /F1 12 Tf %f %f Td (%s) Tj ET\n" % (x, y, words.encode()) for x, y, words in lines
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(list(box)),
        Resources=Dictionary(Font=Dictionary(F1=font)),
        Contents=pdf.make_stream(before + text + after),
    )
    if crop:
        page.CropBox = Array(list(crop))
    if rotate:
        page.Rotate = rotate
    pdf.pages.append(pikepdf.Page(page))
    return pdf.pages[-1]


def plain_pdf(path: Path, *, pages: int = 1, title: str = "", box: Sequence[float] = A4) -> Path:
    """An untagged PDF whose pages say their own number in the middle, and first its title."""
    pdf = pikepdf.new()
    if title:
        pdf.docinfo[Name.Title] = title
    for page in range(pages):
        told = ((100, box[3] / 2 - 30, title),) if title and page == 0 else ()
        add_text_page(pdf, (100, box[3] / 2, f"{path.stem} own page {page + 1}"), *told, box=box)
    pdf.save(path)
    return path


def encrypted_pdf(path: Path, *, user: str = "secret", owner: str = "owner") -> Path:
    """A PDF that opens with a password alone; with an empty one where `user` is empty."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner))
    return path


def cyclic_pdf(path: Path) -> Path:
    """A PDF whose page tree holds itself."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    path.write_bytes(raw_pdf(objects))
    return path


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, numbered from 1; object 1 is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for index, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def add_tags(pdf: pikepdf.Pdf, *, role: str = "P", mapped: str = "", identity: str = "") -> None:
    """Tag each page of a PDF as one element of this role, numbered from 0 as every tool does."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    nums: list[object] = []
    for key, page in enumerate(pdf.pages):
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=root, Pg=page.obj, K=Array([0]))
        )
        if identity:
            element.ID = pikepdf.String(identity)
        root.K.append(element)
        nums += [key, Array([element])]
        page.obj.StructParents = key
        page.contents_add(f"/{role} <</MCID 0>> BDC".encode(), prepend=True)
        page.contents_add(b"EMC")
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(nums)))
    if mapped:
        root.RoleMap = Dictionary({f"/{role}": Name(f"/{mapped}")})
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def add_link(page: pikepdf.Page, pdf: pikepdf.Pdf, **goes: object) -> None:
    """Add a link annotation with these fields: Dest=…, A=…."""
    annotation = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]), Border=[0, 0, 0]
    )
    for key, value in goes.items():
        annotation[f"/{key}"] = value
    if "/Annots" not in page.obj:
        page.obj.Annots = Array()
    page.obj.Annots.append(pdf.make_indirect(annotation))
