"""An office file as the parts it is made of, read so that no part can do harm."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from reports.files.uploads import Unusable

MOST_OF_A_PART = 64 * 1024**2  # bytes of XML
DAMAGED = (
    "The office file is damaged, or is not what its name says: open it, save a new copy and upload "
    "that, or upload a PDF."
)
PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)


class Held(StrEnum):
    """What an office file holds besides what its reader sees."""

    CHANGES = "tracked change"
    COMMENTS = "comment"
    HIDDEN_TEXT = "passage of hidden text"
    SHEETS = "hidden sheet"
    ROWS = "hidden row"
    COLUMNS = "hidden column"
    CELL_NOTES = "cell note"
    SLIDES = "hidden slide"
    SPEAKER_NOTES = "page of speaker notes"

    @property
    def refuses(self) -> bool:
        """Whether somebody has to say first that it is to be left out."""
        return self in (Held.CHANGES, Held.COMMENTS)

    def counted(self, number: int) -> str:
        if self is Held.HIDDEN_TEXT and number != 1:
            return f"{number} passages of hidden text"
        if self is Held.SPEAKER_NOTES and number != 1:
            return f"{number} pages of speaker notes"
        return f"{number} {self.value}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class LeftOut:
    """Things of one kind, how many, and what they say or who made them."""

    held: Held
    number: int
    names: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        names = "; ".join(dict.fromkeys(name for name in self.names if name))
        counted = self.held.counted(self.number)
        return f"{counted} ({names})" if names else counted


def counted(held: Held, names: Iterable[str]) -> list[LeftOut]:
    """One entry of the kind, or none where there is nothing of it."""
    every = tuple(" ".join(name.split())[:200] for name in names)
    return [LeftOut(held, len(every), every)] if every else []


class Package:
    """The parts of one office file in memory, by their names."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self, pattern: str) -> list[str]:
        """The names of the parts that a pattern matches whole, in order."""
        return sorted(name for name in self._parts if re.fullmatch(pattern, name))

    def tree(self, name: str) -> etree._Element:
        """A part's root; changing it changes what `save` writes.

        Raises Unusable for what is no XML, or declares entities.
        """
        if name not in self._trees:
            data = self._parts.get(name, b"")
            if len(data) > MOST_OF_A_PART:
                raise Unusable(DAMAGED)
            try:
                root = etree.fromstring(data, PARSER)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise Unusable(DAMAGED) from error
            if root.getroottree().docinfo.doctype:
                raise Unusable(DAMAGED)
            self._trees[name] = root
        return self._trees[name]

    def related(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Of each part that a part leads to: the relation's id, its kind, and the part's name."""
        rels = _relations_of(name)
        if rels in self._parts:
            for each in self.tree(rels):
                if each.get("TargetMode") != "External":
                    kind = str(each.get("Type")).rsplit("/", 1)[-1]
                    yield str(each.get("Id")), kind, _resolved(name, str(each.get("Target")))

    def drop(self, names: Iterable[str]) -> None:
        """Take parts away, with what leads to them and what belongs to them."""
        gone = set(names) & self._parts.keys()
        gone |= {_relations_of(name) for name in gone} & self._parts.keys()
        for name in gone:
            del self._parts[name]
            self._trees.pop(name, None)
        for rels in self.names(r"(.*/)?_rels/.*\.rels"):
            source = _source_of(rels)
            for each in list(self.tree(rels)):
                outside = each.get("TargetMode") == "External"
                if not outside and _resolved(source, str(each.get("Target"))) not in self._parts:
                    self.tree(rels).remove(each)
        types = self.tree("[Content_Types].xml")
        for each in list(types):
            name = str(each.get("PartName", "")).lstrip("/")
            if name and name not in self._parts:
                types.remove(each)

    def keep(self, allowed: str) -> None:
        """Take away all parts but those allowed."""
        self.drop(name for name in list(self._parts) if not re.fullmatch(allowed, name))

    def save(self, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                tree = self._trees.get(name)
                archive.writestr(name, data if tree is None else _written(tree))


def _written(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: etree._Element) -> str:
    """An element's name without its namespace: strict and transitional files differ in that."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rsplit("}", 1)[-1] == name:
            return str(value)
    return ""


def elements(root: etree._Element, *names: str) -> list[etree._Element]:
    """The elements below that go by one of the names, in order."""
    return [each for each in root.iter() if local(each) in names]


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element if local(each) == name), None)


def remove(element: etree._Element) -> None:
    """Take an element away and leave the words after it."""
    above = element.getparent()
    if above is not None:
        above.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children where it was."""
    above = element.getparent()
    if above is not None:
        at = above.index(element)
        above[at : at + 1] = list(element)


def is_on(element: etree._Element | None) -> bool:
    """A switch such as <w:vanish/> that is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def yes(value: str) -> bool:
    return value in ("1", "true", "on")


def _relations_of(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"


def _source_of(rels: str) -> str:
    folder, _, last = rels.rpartition("_rels/")
    return f"{folder}{last.removesuffix('.rels')}"


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
