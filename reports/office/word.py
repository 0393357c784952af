"""Word files: changes accepted, comments and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.office.package import (
    Held,
    LeftOut,
    Package,
    attribute,
    child,
    counted,
    elements,
    is_on,
    local,
    remove,
    unwrap,
    yes,
)

ALLOWED = (
    r"\[Content_Types\]\.xml|_rels/\.rels|"
    r"word/(_rels/.*|document\.xml|(styles|settings|numbering|fontTable|footnotes|endnotes)\.xml|"
    r"(header|footer)\d*\.xml|(theme|media|charts|diagrams|drawings|embeddings|fonts)/.*)"
)
WITH_WORDS = r"word/(document|footnotes|endnotes|(header|footer)\d*)\.xml"
ADDED = ("ins", "moveTo")
TAKEN = ("del", "moveFrom")
FORMATS = (
    *("rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
    *("sectPrChange", "tblGridChange", "numberingChange"),
)
CELLS = ("cellIns", "cellDel", "cellMerge")
MARKS = (
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"),
    *("customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
    *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
)
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
MOST_STYLES = 30  # one based on the other


def clean_word(package: Package) -> list[LeftOut]:
    """Change the package to what a reader of the finished text sees; tell what was left out."""
    roots = [package.tree(name) for name in package.names(WITH_WORDS)]
    left = [
        *counted(Held.CHANGES, (_change(each) for root in roots for each in _changes(root))),
        *counted(Held.COMMENTS, _comments(package)),
    ]
    for root in roots:
        _accept(root)
        for each in elements(root, *COMMENT_MARKS):
            remove(each)
    hidden = _Hidden(package)
    left += counted(Held.HIDDEN_TEXT, (said for root in roots for said in hidden.leave_out(root)))
    _stop_tracking(package)
    package.keep(ALLOWED)
    return left


def _changes(root: etree._Element) -> list[etree._Element]:
    return elements(root, *ADDED, *TAKEN, *FORMATS, *CELLS)


def _change(change: etree._Element) -> str:
    return attribute(change, "author")


def _comments(package: Package) -> Iterator[str]:
    for name in package.names(r"word/comments\.xml"):
        for each in elements(package.tree(name), "comment"):
            author, said = attribute(each, "author"), _words(each)
            yield f"{author}: {said}" if author else said


def _accept(root: etree._Element) -> None:
    """Accept every tracked change."""
    for each in elements(root, *FORMATS, *MARKS):
        remove(each)
    _accept_in_tables(root)
    for each in elements(root, *TAKEN):
        if _is_mark(each):
            _join_with_next(each)
        else:
            remove(each)
    for each in elements(root, *ADDED):
        if _is_mark(each):
            remove(each)
        else:
            unwrap(each)


def _accept_in_tables(root: etree._Element) -> None:
    for each in elements(root, "trPr"):
        row = each.getparent()
        if child(each, "del") is not None and row is not None:
            remove(row)
    for each in elements(root, *CELLS):
        cell = each.getparent().getparent() if each.getparent() is not None else None
        if local(each) == "cellDel" and cell is not None:
            remove(cell)
        else:
            remove(each)


def _is_mark(change: etree._Element) -> bool:
    """It is about a paragraph's end or a row, and holds no words."""
    above = change.getparent()
    return above is not None and local(above) in ("rPr", "trPr", "numPr", "pPr", "ctrlPr")


def _join_with_next(mark: etree._Element) -> None:
    """A paragraph whose end was deleted goes on with the one after it."""
    paragraph = next((each for each in mark.iterancestors() if local(each) == "p"), None)
    remove(mark)
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or local(following) != "p":
        return
    at = 1 if child(following, "pPr") is not None else 0
    moved = [each for each in paragraph if local(each) != "pPr"]
    following[at:at] = moved
    remove(paragraph)


class _Hidden:
    """Text that is formatted as hidden, itself or by its style."""

    def __init__(self, package: Package) -> None:
        self._styles = {}
        self._usual, self._by_default = "", False
        for name in package.names(r"word/styles\.xml"):
            for each in elements(package.tree(name), "style"):
                self._styles[attribute(each, "styleId")] = each
                if attribute(each, "type") == "paragraph" and yes(attribute(each, "default")):
                    self._usual = attribute(each, "styleId")
            for each in elements(package.tree(name), "rPrDefault"):
                self._by_default = any(map(is_on, elements(each, "vanish")))

    def leave_out(self, root: etree._Element) -> Iterator[str]:
        for run in elements(root, "r"):
            if self._is_hidden(run):
                said = _words(run)
                remove(run)
                if said:
                    yield said
        for each in elements(root, "docPr", "cNvPr"):
            drawing = next((up for up in each.iterancestors() if local(up) == "drawing"), None)
            if drawing is not None and attribute(each, "hidden") in ("1", "true"):
                yield _words(drawing) or attribute(each, "name")
                remove(drawing)

    def _is_hidden(self, run: etree._Element) -> bool:
        own = child(run, "rPr")
        switch = child(own, "vanish") if own is not None else None
        if switch is not None:
            return is_on(switch)
        for switched in map(self._switched, self._styles_of(run, own)):
            if switched is not None:
                return switched
        return self._by_default

    def _styles_of(self, run: etree._Element, own: etree._Element | None) -> Iterator[str]:
        """Its own style, its paragraph's and its tables', from the nearest on."""
        yield _style(own, "rStyle")
        for above in run.iterancestors():
            if local(above) == "p":
                yield _style(child(above, "pPr"), "pStyle") or self._usual
            elif local(above) == "tbl":
                yield _style(child(above, "tblPr"), "tblStyle")

    def _switched(self, name: str) -> bool | None:
        """Whether a style hides its text, or shows it; None where it says neither."""
        for _ in range(MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                return None
            own = child(style, "rPr")
            switch = child(own, "vanish") if own is not None else None
            if switch is not None:
                return is_on(switch)
            name = _style(style, "basedOn")
        return None


def _style(properties: etree._Element | None, name: str) -> str:
    held = child(properties, name) if properties is not None else None
    return attribute(held, "val") if held is not None else ""


def _words(root: etree._Element) -> str:
    return "".join(each.text or "" for each in elements(root, "t", "delText"))


def _stop_tracking(package: Package) -> None:
    for name in package.names(r"word/settings\.xml"):
        for each in elements(package.tree(name), "trackRevisions", "rsids"):
            remove(each)
