"""Excel files: visible sheets, rows and columns alone, with values in place of formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reports.files.uploads import Unusable
from reports.office.package import (
    Held,
    LeftOut,
    Package,
    attribute,
    child,
    counted,
    elements,
    local,
    remove,
    yes,
)

ALLOWED = (
    r"\[Content_Types\]\.xml|_rels/\.rels|"
    r"xl/(_rels/.*|workbook\.xml|(styles|sharedStrings|metadata)\.xml|"
    r"(worksheets|chartsheets|theme|media|charts|drawings|diagrams|tables)/.*)"
)
BESIDE_SHEETS = r"xl/(drawings/(vmlDrawing|commentsDrawing).*|.*\.vml|.*printerSettings.*)"
ALL_HIDDEN = "All its sheets are hidden: show in Excel what is to be read, save and upload that."
LETTERS = re.compile(r"[A-Z]+")
CHARACTER = 5.6  # points that a character of a column's width takes, about
USUAL_WIDTH = 8.43  # characters
ACROSS = 495.0  # points between the margins of upright A4
ACROSS_LANDSCAPE = 742.0
LEAST_SHOWN = 0.5
LEAST_SCALE = 0.45  # below it an A3 sheet is taken


def clean_sheets(package: Package) -> list[LeftOut]:
    """Change the package to what a reader of the printed sheets sees; tell what was left out."""
    notes = list(_notes(package))
    sheets = _hide_no_sheet(package)
    rows: list[str] = []
    columns: list[str] = []
    for name in package.names(r"xl/worksheets/[^/]+\.xml"):
        root = package.tree(name)
        _values_for_formulas(root)
        columns += _empty_columns(root)
        rows += _empty_rows(root)
        for each in elements(root, "legacyDrawing", "legacyDrawingHF", "oleObjects", "controls"):
            remove(each)
        _fit(root)
    package.keep(ALLOWED)
    package.drop(package.names(BESIDE_SHEETS))
    return [
        *counted(Held.SHEETS, sheets),
        *counted(Held.ROWS, rows),
        *counted(Held.COLUMNS, columns),
        *counted(Held.CELL_NOTES, notes),
    ]


def _notes(package: Package) -> Iterator[str]:
    """Those of a thread are there a second time as plain ones, by most programs."""
    told = set()
    for name in package.names(r"xl/(comments/)?comments?\d*\.xml"):
        for each in elements(package.tree(name), "comment"):
            told.add(attribute(each, "ref"))
            yield f"{attribute(each, 'ref')}: {_words(each)}"
    for name in package.names(r"xl/threadedComments/[^/]+\.xml"):
        for each in elements(package.tree(name), "threadedComment"):
            if attribute(each, "ref") not in told:
                yield f"{attribute(each, 'ref')}: {_said(each)}"


def _said(thread: etree._Element) -> str:
    return "".join(each.text or "" for each in elements(thread, "text"))


def _hide_no_sheet(package: Package) -> list[str]:
    """Take the hidden sheets out of the workbook; their names."""
    book = package.tree("xl/workbook.xml")
    parts = {key: part for key, _, part in package.related("xl/workbook.xml")}
    every = elements(book, "sheet")
    hidden = [each for each in every if attribute(each, "state") in ("hidden", "veryHidden")]
    kept = [at for at, each in enumerate(every) if each not in hidden]
    if not kept:
        raise Unusable(ALL_HIDDEN)
    for each in elements(book, "definedName"):
        own = attribute(each, "localSheetId")
        if own.isdigit() and int(own) in kept:
            each.set("localSheetId", str(kept.index(int(own))))
        elif hidden:
            remove(each)
    for each in elements(book, "workbookView"):
        each.attrib.pop("activeTab", None)
        each.attrib.pop("firstSheet", None)
    gone = [parts.get(attribute(each, "id"), "") for each in hidden]
    names = [attribute(each, "name") for each in hidden]
    for each in (*hidden, *elements(book, "externalReferences", "pivotCaches", "calcPr")):
        remove(each)
    package.drop(gone)
    return names


def _values_for_formulas(root: etree._Element) -> None:
    """A formula that reads a hidden sheet keeps the value it had."""
    for cell in elements(root, "c"):
        formula = child(cell, "f")
        if formula is not None and child(cell, "v") is not None:
            cell.remove(formula)


def _empty_columns(root: etree._Element) -> list[str]:
    """Empty the cells of hidden columns that held something; the letters of those columns."""
    hidden = [
        (int(attribute(each, "min") or 0), int(attribute(each, "max") or 0))
        for each in elements(root, "col")
        if yes(attribute(each, "hidden")) or _is_nothing(attribute(each, "width"))
    ]
    emptied: dict[str, None] = {}
    for cell in elements(root, "c") if hidden else []:
        letters = LETTERS.match(attribute(cell, "r"))
        number = _number(letters.group()) if letters else 0
        if letters and any(first <= number <= last for first, last in hidden) and len(cell):
            _empty(cell)
            emptied[letters.group()] = None
    return list(emptied)


def _empty_rows(root: etree._Element) -> list[str]:
    emptied = []
    for row in elements(root, "row"):
        if yes(attribute(row, "hidden")) or _is_nothing(attribute(row, "ht")):
            cells = [cell for cell in row if len(cell)]
            for cell in cells:
                _empty(cell)
            if cells:
                emptied.append(attribute(row, "r"))
    return emptied


def _is_nothing(size: str) -> bool:
    """A width in characters or a height in points that shows no letter."""
    try:
        return float(size) < LEAST_SHOWN
    except ValueError:
        return False


def _empty(cell: etree._Element) -> None:
    for each in list(cell):
        cell.remove(each)
    cell.attrib.pop("t", None)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _fit(root: etree._Element) -> None:
    """Set a sheet that is wider than its page onto a landscape page, unless it says how itself."""
    if local(root) != "worksheet" or any(
        yes(attribute(each, "fitToPage")) for each in elements(root, "pageSetUpPr")
    ):
        return
    width = _width(root)
    if width <= ACROSS:
        return
    setup = _ensured(root, "pageSetup", after=("pageMargins", "printOptions", "sheetData"))
    setup.attrib.clear()
    setup.set("orientation", "landscape")
    setup.set("fitToWidth", "1")
    setup.set("fitToHeight", "0")
    setup.set("paperSize", "8" if ACROSS_LANDSCAPE / width < LEAST_SCALE else "9")
    properties = child(root, "sheetPr")
    if properties is None:
        properties = etree.Element(_named(root, "sheetPr"))
        root.insert(0, properties)
    for each in elements(properties, "pageSetUpPr"):
        remove(each)
    etree.SubElement(properties, _named(root, "pageSetUpPr")).set("fitToPage", "1")


def _width(root: etree._Element) -> float:
    """Of the columns that hold something, in points."""
    usual = next(
        (
            float(attribute(each, "defaultColWidth") or USUAL_WIDTH)
            for each in root
            if local(each) == "sheetFormatPr"
        ),
        USUAL_WIDTH,
    )
    own = {}
    for each in elements(root, "col"):
        first, last = int(attribute(each, "min") or 0), int(attribute(each, "max") or 0)
        size = 0.0 if yes(attribute(each, "hidden")) else float(attribute(each, "width") or usual)
        own.update(dict.fromkeys(range(first, min(last, first + 1000) + 1), size))
    letters = (LETTERS.match(attribute(each, "r")) for each in elements(root, "c") if len(each))
    last = max((_number(found.group()) for found in letters if found), default=0)
    return sum(own.get(number, usual) for number in range(1, last + 1)) * CHARACTER


def _ensured(root: etree._Element, name: str, *, after: tuple[str, ...]) -> etree._Element:
    held = child(root, name)
    if held is None:
        held = etree.Element(_named(root, name))
        before = next(found for each in after if (found := child(root, each)) is not None)
        before.addnext(held)
    return held


def _named(root: etree._Element, name: str) -> str:
    return f"{{{etree.QName(root).namespace}}}{name}"


def _words(root: etree._Element) -> str:
    return "".join(each.text or "" for each in elements(root, "t"))
