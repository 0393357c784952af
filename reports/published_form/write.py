"""Writing the published form of a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, String

from reports.published_form.appearances import draw_values
from reports.published_form.destinations import Resolver
from reports.published_form.forms import flatten_fields, has_fields
from reports.published_form.kinds import Keys, Walk, name, text
from reports.published_form.layers import keep_layers
from reports.published_form.outline import read_outline, write_labels, write_outline
from reports.published_form.pages import flatten_pages, keep_pages
from reports.published_form.tags import keep_tags

WRITTEN = ("/Pages", "/StructTreeRoot", "/MarkInfo", "/OCProperties", "/Outlines", "/PageLabels")
PRESSED: Final = 3  # of 9; set each time, since it is one for the whole process
KEPT = Keys({"/Type": name, "/Lang": text} | {key: lambda walk, value: True for key in WRITTEN})


def write_published_form(pdf: pikepdf.Pdf, output: Path, *, title: str) -> None:
    """Write of a PDF what may be published; the opened file is of no use afterwards.

    `title` is what the file may call itself: words of its own that can be read on its pages.

    Raises what the reader of PDFs raises over a file that breaks off its rules.
    """
    if has_fields(pdf):
        flatten_fields(pdf, draw_values)
    flatten_pages(pdf)
    walk, resolver = Walk(pdf), Resolver(pdf)
    bookmarks = read_outline(pdf.Root, resolver)
    KEPT.prune(walk, pdf.Root)
    keep_pages(walk, resolver)
    keep_layers(walk)
    keep_tags(walk)
    write_outline(pdf, bookmarks)
    write_labels(pdf)
    pdf.remove_unreferenced_resources()  # a drawing that no page draws is seen by nobody
    _write_facts(pdf, title, bookmarks=bool(bookmarks))
    pikepdf.settings.set_flate_compression_level(PRESSED)
    pdf.save(
        output,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=True,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="1.7",
    )


def _write_facts(pdf: pikepdf.Pdf, title: str, *, bookmarks: bool) -> None:
    """Of the document itself: its title, and how a viewer opens it."""
    for key in list(pdf.trailer.keys()):
        if key not in ("/Root", "/Size"):
            del pdf.trailer[key]
    if title:
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if bookmarks:
        pdf.Root.PageMode = Name.UseOutlines
