"""Pages drawn by hand, in which words hide in every way we know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from reports.files.inspecting import inspect_here
from reports.unseen.kinds import Hiding

A4 = (0, 0, 595, 842)


def words(said: str, *, x: float = 60, y: float = 700, size: float = 12, before: str = "") -> str:
    """The operators that write some words."""
    return f"q BT {before} /F {size} Tf {x} {y} Td ({said}) Tj ET Q "


def one_page(content: str, *, box: tuple[float, ...] = A4, **page: Any) -> pikepdf.Pdf:
    """A page with this content, Helvetica as /F, and whatever else the page has."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
    held = pdf.pages[0].obj
    held.MediaBox = Array(list(box))
    held.Contents = pdf.make_stream(content.encode("latin-1"))
    held.Resources = Dictionary(Font=Dictionary(F=helvetica()), XObject=Dictionary())
    for key, value in page.items():
        held[f"/{key}"] = value
    return pdf


def helvetica() -> Object:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )


def add_drawing(pdf: pikepdf.Pdf, name: str, content: str, **more: object) -> None:
    """A form XObject the page's content can draw by its name."""
    drawing = pdf.make_stream(content.encode("latin-1"))
    drawing.Type, drawing.Subtype, drawing.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    drawing.Resources = Dictionary(Font=Dictionary(F=helvetica()))
    for key, value in more.items():
        drawing[f"/{key}"] = value
    pdf.pages[0].obj.Resources.XObject[f"/{name}"] = drawing


def add_picture(pdf: pikepdf.Pdf, name: str, rows: list[bytes]) -> None:
    """A grey picture of so many rows, the content can draw by its name."""
    picture = pdf.make_stream(b"".join(rows))
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height = len(rows[0]), len(rows)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject[f"/{name}"] = picture


def add_state(pdf: pikepdf.Pdf, name: str, **values: object) -> None:
    """A graphics state, with transparency say."""
    states = Dictionary({f"/{name}": Dictionary({f"/{k}": v for k, v in values.items()})})
    pdf.pages[0].obj.Resources.ExtGState = states


def add_annotation(pdf: pikepdf.Pdf, kind: str, box: tuple[float, ...], **more: object) -> None:
    held = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(list(box)), F=4)
    for key, value in more.items():
        held[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(held)])


def found(pdf: pikepdf.Pdf, folder: Path) -> dict[Hiding, str]:
    """The words that hide in a file, by the way they hide."""
    pdf.save(folder / "page.pdf")
    return found_in(folder / "page.pdf", folder)


def found_in(path: Path, folder: Path) -> dict[Hiding, str]:
    told: dict[Hiding, list[str]] = {}
    for unseen in inspect_here(path, folder / "published.pdf").unseen:
        told.setdefault(unseen.hiding, []).append(unseen.words)
    return {hiding: " ".join(every) for hiding, every in told.items()}
