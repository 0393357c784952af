"""Form fields drawn onto their pages as they were filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from reports.published_form.unprinted import keep_from_printing

Looks = list[tuple[Object, Object]]
"""Fields, and beside each how it looks."""
Draw = Callable[[pikepdf.Pdf, list[Object]], Looks]


def laid_over(page: Object) -> list[Object]:
    """What is laid over a page."""
    held = page.get("/Annots")
    return [each for each in held if isinstance(each, Dictionary)] if _is_list(held) else []


def has_fields(pdf: pikepdf.Pdf) -> bool:
    """Some page has a form field."""
    return any(
        each.get("/Subtype") == Name.Widget for page in pdf.pages for each in laid_over(page.obj)
    )


def flatten_fields(pdf: pikepdf.Pdf, draw: Draw) -> None:
    """Draw each field as a screen shows it, and leave every other annotation alone.

    `draw` gives fields the looks that the file does not.
    """
    widgets, others = [], []
    for page in pdf.pages:
        held = laid_over(page.obj)
        others.append([each for each in held if each.get("/Subtype") != Name.Widget])
        page.obj.Annots = Array([each for each in held if each.get("/Subtype") == Name.Widget])
        widgets += list(page.obj.Annots)
    drawn = draw(pdf, widgets)
    pdf.generate_appearance_streams()
    for widget, looks in drawn:
        widget.AP = Dictionary(N=looks)
    keep_from_printing(pdf, widgets)
    pdf.flatten_annotations("screen")
    for widget in widgets:
        hollow(widget)
    for page, kept in zip(pdf.pages, others, strict=True):
        if kept:
            page.obj.Annots = Array(kept)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]


def hollow(annotation: Object) -> None:
    """Empty an annotation that is taken off its page: its tag may still hold it."""
    for key in list(annotation.keys()):
        if key not in ("/Type", "/Subtype", "/Rect"):
            del annotation[key]


def _is_list(value: object) -> TypeGuard[Array]:
    return isinstance(value, Array)
