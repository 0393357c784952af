"""PowerPoint files: visible slides alone, without notes and comments."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.office.package import (
    Held,
    LeftOut,
    Package,
    attribute,
    counted,
    elements,
    remove,
    yes,
)

ALLOWED = (
    r"\[Content_Types\]\.xml|_rels/\.rels|"
    r"ppt/(_rels/.*|(presentation|presProps|viewProps|tableStyles)\.xml|"
    r"(slides|slideLayouts|slideMasters|theme|media|charts|diagrams|drawings|embeddings|fonts)/.*)"
)
SHOWN = "ppt/presentation.xml"
SHAPES = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")


def clean_slides(package: Package) -> list[LeftOut]:
    """Change the package to what is seen when the slides are shown; tell what was left out."""
    comments = list(_comments(package))
    slides, gone = _slides(package)
    notes = [
        said
        for name in package.names(r"ppt/notesSlides/[^/]+\.xml")
        if (said := _words(package.tree(name)))
    ]
    package.drop(gone)
    shapes = [
        said
        for name in package.names(r"ppt/slide(s|Layouts|Masters)/[^/]+\.xml")
        for said in _hidden_shapes(package.tree(name))
    ]
    book = package.tree(SHOWN)
    unwanted = ("notesMasterIdLst", "handoutMasterIdLst", "custShowLst", "extLst", "custDataLst")
    for each in elements(book, *unwanted):
        if each.getparent() is book:
            remove(each)
    package.keep(ALLOWED)
    return [
        *counted(Held.COMMENTS, comments),
        *counted(Held.SLIDES, slides),
        *counted(Held.SPEAKER_NOTES, notes),
        *counted(Held.HIDDEN_TEXT, shapes),
    ]


def _slides(package: Package) -> tuple[list[str], list[str]]:
    """The hidden slides in words, taken out of the order, and the names of their parts."""
    parts = {key: part for key, _, part in package.related(SHOWN)}
    book = package.tree(SHOWN)
    hidden, gone = [], []
    for number, each in enumerate(elements(book, "sldId"), start=1):
        part = parts.get(_relation(each), "")
        if part in package and attribute(package.tree(part), "show") in ("0", "false"):
            hidden.append(f"slide {number}: {_words(package.tree(part))}")
            gone.append(part)
            remove(each)
    return hidden, gone


def _relation(slide: etree._Element) -> str:
    """The id of its relation; it has a plain id as well."""
    return next((str(value) for key, value in slide.attrib.items() if str(key).endswith("}id")), "")


def _comments(package: Package) -> Iterator[str]:
    for name in package.names(r"ppt/comments/[^/]+\.xml"):
        for each in elements(package.tree(name), "cm"):
            yield "".join(said.text or "" for said in elements(each, "text", "t"))


def _hidden_shapes(root: etree._Element) -> Iterator[str]:
    for each in elements(root, "cNvPr"):
        shape = next(
            (up for up in each.iterancestors() if etree.QName(up).localname in SHAPES), None
        )
        if shape is not None and yes(attribute(each, "hidden")):
            yield _words(shape) or attribute(each, "name")
            remove(shape)


def _words(root: etree._Element) -> str:
    return " ".join(said for each in elements(root, "t") if (said := (each.text or "").strip()))
