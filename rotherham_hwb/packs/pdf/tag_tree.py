"""The pack's structure tree, to which each source adds its part."""

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


@dataclass
class TagTree:
    """The pack's structure tree while it grows."""

    pdf: pikepdf.Pdf
    language: str
    parts: list[Object] = field(default_factory=list)
    content: list[tuple[int, Object]] = field(default_factory=list)  # the parent tree
    ids: dict[bytes, Object] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    class_texts: dict[str, bytes] = field(default_factory=dict)  # to tell equal ones
    namespaces: list[Object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root: Object = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.element("Document", self.root)

    def element(self, role: str, parent: Object, **fields: Object) -> Object:
        """A new structure element; its parent does not hold it yet."""
        made: Object = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent)
        for name, value in fields.items():
            made[f"/{name}"] = value
        return self.pdf.make_indirect(made)

    def part(self, title: str, language: str) -> Object:
        """A new Part for one source, hung under the document."""
        fields: dict[str, Object] = {"T": String(title)} if title else {}
        if language:
            fields["Lang"] = String(language)
        part = self.element("Part", self.document, **fields)
        self.parts.append(part)
        return part

    def add_content(self, holder: Object) -> int:
        """A new key of the parent tree for this element, or this array of elements."""
        key = len(self.content)
        self.content.append((key, holder))
        return key

    def write(self) -> None:
        """Lay the finished tree into the pack."""
        nums: list[object] = []
        for key, holder in self.content:
            nums.extend([key, holder])
        self.document.K = Array(self.parts)
        self.document.Lang = String(self.language)
        self.root.K = self.document
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(nums)))
        self.root.ParentTreeNextKey = len(self.content)
        self._write_names()
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _write_names(self) -> None:
        if self.roles:
            self.root.RoleMap = Dictionary(
                {role: Name(self.roles[role]) for role in sorted(self.roles)}
            )
        if self.classes:
            self.root.ClassMap = Dictionary(dict(sorted(self.classes.items())))
        if self.namespaces:
            self.root.Namespaces = Array(self.namespaces)
        if self.ids:
            pairs = Array()
            for key in sorted(self.ids):
                pairs.extend([String(key), self.ids[key]])
            self.root.IDTree = self.pdf.make_indirect(Dictionary(Names=pairs))
