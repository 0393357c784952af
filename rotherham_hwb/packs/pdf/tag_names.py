"""A source's tags made ready to be copied, while they are still in the source.

One look at every object as text finds the few that matter: walking the tree of a long paper
object by object takes several times as long. What the look cannot rule out is walked (`tags`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

PAGE = re.compile(rb"/Pg (\d+ \d+) R")
ANNOTATION = re.compile(rb"/Obj (\d+) (\d+) R")
ATTRIBUTES = re.compile(rb"/A (?:(\d+) (\d+) R|\[)")
REFERENCE = re.compile(rb" \d+ \d+ R")
# "/K 3" and "/K [ 7 0 R 3 ]", but not "/K 7 0 R"
CONTENT_NUMBER = re.compile(rb"/K (?:\[ (?:\d+ \d+ R )*)?\d+ (?!\d+ R)")


@dataclass(frozen=True)
class Renames:
    """What one source's roles, classes and ids are called in the pack."""

    roles: Mapping[str, str]
    classes: Mapping[str, str]
    prefix: bytes


@dataclass
class Tags:
    """The objects of a source, as far as its tags are concerned."""

    held: list[tuple[Object, bytes]] = field(default_factory=list)  # each, and how it is written
    named: list[Object] = field(default_factory=list)  # elements with an id

    @classmethod
    def of(cls, source: pikepdf.Pdf) -> "Tags":
        """Look at every dictionary of a source."""
        found = cls()
        for each in source.objects:
            if type(each) is Object:  # no number; asking for a dictionary takes longer
                text = each.unparse(resolved=True)
                if text.startswith(b"<<"):
                    found.held.append((each, text))
        return found

    def rename(self, renames: Renames) -> None:
        """Give roles, classes and ids their names in the pack; leave files out."""
        roles = tuple(b"/S " + role.encode() for role in renames.roles)
        marks = [b"/ID ", b"/Headers ", b"/AF ", *roles, *([b"/C "] if renames.classes else [])]
        wanted = re.compile(b"|".join(re.escape(mark) for mark in marks))
        for each, text in self.held:
            if wanted.search(text):
                self._rename(each, renames)

    def share_attributes(self) -> None:
        """Let elements with equal attributes hold one object: a table has thousands of them."""
        first: dict[bytes, Object] = {}
        same: dict[tuple[int, int], Object] = {}
        for each, text in self.held:
            if b"/O /" in text and b"/S /" not in text and not REFERENCE.search(text):
                known = first.setdefault(text, each)
                if known is not each:
                    same[each.objgen] = known
        for each, text in self.held if same else ():
            found = ATTRIBUTES.search(text)
            if found and b"/S /" in text:
                _share(each, found, same)

    def lead_astray(self, source: pikepdf.Pdf) -> bool:
        """Some tag may point at a page or an annotation that does not come along, or at none."""
        pages = {b"%d %d" % page.obj.objgen for page in source.pages}
        shown = set(PAGE.findall(b"\n".join(text for _, text in self.held)))
        return not shown <= pages or any(_astray(text, source) for _, text in self.held)

    def in_tree(self) -> Iterator[Object]:
        """The elements with an id that their parents hold: others are left-overs."""
        kids: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for element in self.named:
            parent = element.P
            if isinstance(parent, Dictionary):
                if parent.objgen not in kids:
                    kids[parent.objgen] = _kids(parent)
                if element.objgen in kids[parent.objgen]:
                    yield element

    def _rename(self, holder: Object, renames: Renames) -> None:
        """Rename in a dictionary, and in the elements that are written inside it."""
        stack = [holder]
        while stack:
            each = stack.pop()
            if is_element(each):
                self._rename_element(each, renames)
                stack += _own(each.get("/K"))
            elif "/O" in each:
                _rename_headers(each, renames.prefix)

    def _rename_element(self, element: Object, renames: Renames) -> None:
        if "/AF" in element:  # files do not come along
            del element["/AF"]
        role = str(element.S)
        if role in renames.roles:
            element.S = Name(renames.roles[role])
        if isinstance(element.get("/ID"), String):
            element.ID = String(renames.prefix + bytes(element.ID))
            self.named.append(element)
        if renames.classes and "/C" in element:
            element.C = _renamed_classes(element.C, renames.classes)
        for attributes in _own(element.get("/A")):
            _rename_headers(attributes, renames.prefix)


def is_element(holder: Object) -> bool:
    """It is a structure element."""
    kind = holder.get("/Type", Name.StructElem)
    return "/S" in holder and "/P" in holder and kind == Name.StructElem


def _kids(parent: Object) -> set[tuple[int, int]]:
    kids = parent.get("/K")
    held = kids if isinstance(kids, Array) else (kids,)
    return {kid.objgen for kid in held if isinstance(kid, Dictionary)}


def _astray(text: bytes, source: pikepdf.Pdf) -> bool:
    if b"/OBJR" in text and not _has_annotations(text, source):
        return True
    loose = b"/Pg " not in text and b"/S /" in text
    return loose and CONTENT_NUMBER.search(text) is not None


def _has_annotations(text: bytes, source: pikepdf.Pdf) -> bool:
    """What the text of an element refers to is still tagged: its annotation is still there."""
    found = ANNOTATION.findall(text)
    held = (source.get_object(int(number), int(generation)) for number, generation in found)
    return bool(found) and all(isinstance(e, Dictionary) and "/StructParent" in e for e in held)


def _own(value: object) -> Iterator[Object]:
    """The dictionaries that are written inside their holder; others are held by themselves."""
    for each in value if isinstance(value, Array) else (value,):
        if isinstance(each, Dictionary) and not each.is_indirect:
            yield each


def _share(element: Object, found: re.Match[bytes], same: Mapping[tuple[int, int], Object]) -> None:
    if found[1]:
        shared = same.get((int(found[1]), int(found[2])))
        if shared is not None and "/A" in element:
            element.A = shared
        return
    attributes = element.get("/A")
    if not isinstance(attributes, Array):
        return
    for index, each in enumerate(attributes):
        if isinstance(each, Dictionary) and each.objgen in same:
            attributes[index] = same[each.objgen]


def _renamed_classes(classes: Object, renames: Mapping[str, str]) -> Object:
    if isinstance(classes, Name):
        return Name(renames.get(str(classes), str(classes)))
    return Array([Name(renames.get(str(c), str(c))) if isinstance(c, Name) else c for c in classes])


def _rename_headers(attributes: Object, prefix: bytes) -> None:
    """A table cell's list of the ids of its headers."""
    headers = attributes.get("/Headers")
    if isinstance(headers, Array):
        attributes.Headers = Array([String(prefix + bytes(each)) for each in headers])
