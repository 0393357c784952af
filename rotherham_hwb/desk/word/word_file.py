"""A Word file in the house's form: real headings, a language, a table's header row, its facts."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

LANGUAGE = "en-GB"
FONT = "Arial"
INDENT = Cm(1.2)
BLACK = RGBColor(0, 0, 0)
SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 12, "Heading 3": 11}  # points
# What XML cannot hold; text typed by people or read from old files may.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class WordFile:
    """A document being written, from its head to its foot."""

    def __init__(self, title: str, *, author: str, subject: str) -> None:
        self.document: Any = Document()
        self._set_page()
        self._set_styles()
        facts = self.document.core_properties
        facts.title, facts.author, facts.subject = clean(title), clean(author), clean(subject)
        facts.language, facts.comments, facts.keywords = LANGUAGE, "", ""
        facts.last_modified_by = clean(author)
        facts.created = facts.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title of the document."""
        self.document.add_heading(clean(text), level)

    def line(self, text: str, *, lead: str = "", style: str = "", indent: float = 0) -> Paragraph:
        """A paragraph, which may begin with some words in bold; the indent is in centimetres."""
        paragraph: Paragraph = self.document.add_paragraph(style=style or None)
        if lead:
            paragraph.add_run(clean(lead)).bold = True
        paragraph.add_run(clean(f" {text}" if lead and text else text))
        if indent:
            paragraph.paragraph_format.left_indent = INDENT
        return paragraph

    def mark(self, text: str) -> None:
        """A warning nobody can overlook, by its words and not by a colour."""
        paragraph = self.line("", lead=text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _border(paragraph)

    def hanging(self, label: str, text: str) -> None:
        """A limb: its label in the margin of its text."""
        paragraph = self.line(f"{label}\t{text}" if label else text)
        paragraph.paragraph_format.left_indent = INDENT
        if label:
            paragraph.paragraph_format.first_line_indent = -INDENT
            paragraph.paragraph_format.tab_stops.add_tab_stop(INDENT)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """A table whose first row is its header, again on each page; the widths in centimetres."""
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(clean(text)).bold = True
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = clean(text)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            _flag(row, "w:cantSplit")
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(2)
        _flag(table.rows[0], "w:tblHeader")
        self.document.add_paragraph()

    def foot(self, text: str) -> None:
        """What stands at the foot of every page, with the page's number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{clean(text)}, page ")
        _page_number(paragraph)

    def content(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.2)

    def _set_styles(self) -> None:
        styles = self.document.styles
        for name in ("Normal", *SIZES):
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(SIZES.get(name, 11))
            style.font.color.rgb = BLACK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{script}"), FONT)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for language in styles.element.iter(qn("w:lang")):
            for kind in ("val", "eastAsia"):
                language.set(qn(f"w:{kind}"), LANGUAGE)


def clean(text: str) -> str:
    """The text without what a Word file cannot hold."""
    return UNWRITABLE.sub("", text)


def _flag(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    properties.append(flag)


def _border(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    # The order of a paragraph's properties is fixed: borders come before the alignment.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Paragraph) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)
