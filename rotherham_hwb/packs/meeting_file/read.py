"""A meeting and its papers from one YAML file and a folder of PDFs.

The fields of each part of the file are the constants below; what is not among them is refused.
Paths are relative to the papers folder and may not leave it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from reports.files.uploads import PdfFacts, Unusable, inspect_pdf
from rotherham_hwb.packs.meeting_file.yaml_nodes import FileFault, Node, read_nodes
from rotherham_hwb.packs.plan.pack_plan import (
    PackSettings,
    PaperClass,
    PlanItemKind,
    Presentation,
    Signatory,
)

# fmt: off
MEETING_FIELDS = frozenset({
    "board", "date", "time", "venue", "heading", "membership", "contact", "issued", "signatory",
    "attending", "settings", "items", "supplements",
})
ITEM_FIELDS = frozenset({
    "number", "title", "section", "section_introduction", "presenters", "presentations", "notes",
    "kind", "exempt", "safe_title", "papers",
})
# fmt: on
PAPER_FIELDS = frozenset({"file", "title", "class", "safe_title", "appendices"})
SUPPLEMENT_FIELDS = frozenset({"date", "reason", "items"})

T = TypeVar("T")


class MeetingFileError(Exception):
    """The meeting file cannot be used; the message is one sentence that says what to mend."""


@dataclass(frozen=True)
class FilePaper:
    """One paper: where its PDF is and what was found in it."""

    title: str
    path: Path
    facts: PdfFacts
    level: int = 0  # 0 a paper of the item, 1 an appendix to it, and so on
    paper_class: PaperClass = PaperClass.OPEN
    safe_title: str = ""


@dataclass(frozen=True)
class FileItem:
    """One agenda item as the file gives it."""

    number: str
    title: str
    section: str = ""
    section_introduction: str = ""
    presenters: tuple[str, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    notes: tuple[str, ...] = ()
    kind: PlanItemKind = PlanItemKind.PAPER
    exempt: tuple[int, ...] = ()  # paragraphs of Part 1 of Schedule 12A
    safe_title: str = ""
    papers: tuple[FilePaper, ...] = ()  # appendices follow their paper


@dataclass(frozen=True)
class FileSupplement:
    """Papers issued after the pack."""

    date: dt.date
    reason: str
    items: tuple[FileItem, ...]


@dataclass(frozen=True)
class MeetingFile:
    """One whole meeting, every paper opened and found usable."""

    board: str
    date: dt.date
    items: tuple[FileItem, ...]
    time: dt.time | None = None
    venue: tuple[str, ...] = ()
    heading: str = "Agenda"
    membership: str = ""
    contact: tuple[str, ...] = ()
    issued: dt.date | None = None
    signatory: Signatory | None = None
    attending: str = ""
    settings: PackSettings = field(default_factory=PackSettings)
    supplements: tuple[FileSupplement, ...] = ()

    @property
    def papers(self) -> Iterable[FilePaper]:
        """Every paper of the meeting, supplements last."""
        agendas = (self.items, *(supplement.items for supplement in self.supplements))
        return (paper for items in agendas for item in items for paper in item.papers)


def read_meeting_file(path: Path, papers_dir: Path) -> MeetingFile:
    """Read a meeting and open each of its papers: all of it, or nothing.

    Raises: MeetingFileError, naming the line or field that is wrong.
    """
    try:
        return _meeting(read_nodes(path, "the meeting"), papers_dir)
    except FileFault as fault:
        raise MeetingFileError(str(fault)) from None


def _meeting(node: Node, papers_dir: Path) -> MeetingFile:
    fields = node.fields(MEETING_FIELDS)
    items = _items(_needed(node, fields, "items"), papers_dir, {})
    titles = {item.number: item.title for item in items}
    return MeetingFile(
        board=_needed(node, fields, "board").text(),
        date=_needed(node, fields, "date").date(),
        items=items,
        time=_if(fields, "time", Node.time, None),
        venue=_if(fields, "venue", Node.texts, ()),
        heading=_if(fields, "heading", Node.text, "Agenda"),
        membership=_if(fields, "membership", Node.text, ""),
        contact=_if(fields, "contact", Node.texts, ()),
        issued=_if(fields, "issued", Node.date, None),
        signatory=_if(fields, "signatory", _signatory, None),
        attending=_if(fields, "attending", Node.text, ""),
        settings=_if(fields, "settings", _settings, PackSettings()),
        supplements=tuple(
            _supplement(entry, papers_dir, titles) for entry in _entries(fields, "supplements")
        ),
    )


def _settings(node: Node) -> PackSettings:
    fields = node.fields(frozenset({"recto", "stamp_item"}))
    return PackSettings(
        recto=_if(fields, "recto", Node.truth, False),
        stamp_item=_if(fields, "stamp_item", Node.truth, True),
    )


def _signatory(node: Node) -> Signatory:
    fields = node.fields(frozenset({"name", "post"}))
    return Signatory(_needed(node, fields, "name").text(), _if(fields, "post", Node.text, ""))


def _supplement(node: Node, papers_dir: Path, titles: dict[str, str]) -> FileSupplement:
    fields = node.fields(SUPPLEMENT_FIELDS)
    return FileSupplement(
        date=_needed(node, fields, "date").date(),
        reason=_needed(node, fields, "reason").text(),
        items=_items(_needed(node, fields, "items"), papers_dir, titles),
    )


def _items(node: Node, papers_dir: Path, titles: dict[str, str]) -> tuple[FileItem, ...]:
    """The items of one agenda; `titles` gives the title of a number that needs none again."""
    items: list[FileItem] = []
    taken: dict[str, int] = {}
    for entry in node.entries():
        item = _item(entry, papers_dir, titles)
        if item.number in taken:
            raise entry.fault(
                f"item number {item.number} stands twice (also on line {taken[item.number]}): "
                "give each item a number of its own."
            )
        taken[item.number] = entry.yaml.start_mark.line + 1
        items.append(item)
    return tuple(items)


def _item(node: Node, papers_dir: Path, titles: dict[str, str]) -> FileItem:
    node = node.at(node.yaml, "the item")
    fields = node.fields(ITEM_FIELDS)
    number = _needed(node, fields, "number").text()
    title = titles.get(number) if "title" not in fields else fields["title"].text()
    if title is None:
        raise node.fault(f"item {number} has no title: add “title: …”.")
    item = FileItem(
        number=number,
        title=title,
        section=_if(fields, "section", Node.text, ""),
        section_introduction=_if(fields, "section_introduction", Node.text, ""),
        presenters=_if(fields, "presenters", Node.texts, ()),
        presentations=_presentations(fields),
        notes=_if(fields, "notes", Node.texts, ()),
        kind=_if(fields, "kind", _kind, PlanItemKind.PAPER),
        exempt=_if(fields, "exempt", _paragraphs, ()),
        safe_title=_if(fields, "safe_title", Node.text, ""),
        papers=_papers(fields.get("papers"), papers_dir, level=0),
    )
    if item.exempt and not item.safe_title:
        raise node.fault(f"item {number} is exempt: add “safe_title: …”, the words all may read.")
    return item


def _presentations(fields: dict[str, Node]) -> tuple[Presentation, ...]:
    return tuple(_presentation(entry) for entry in _entries(fields, "presentations"))


def _presentation(node: Node) -> Presentation:
    fields = node.fields(frozenset({"title", "presenters"}))
    return Presentation(
        _needed(node, fields, "title").text(), _if(fields, "presenters", Node.texts, ())
    )


def _kind(node: Node) -> PlanItemKind:
    value = node.text().replace(" ", "_")
    if value not in set(PlanItemKind):
        raise node.fault(f"{node.name} must be one of {', '.join(PlanItemKind)}, not “{value}”.")
    return PlanItemKind(value)


def _class(node: Node) -> PaperClass:
    value = node.text()
    if value not in set(PaperClass):
        raise node.fault(f"{node.name} must be one of {', '.join(PaperClass)}, not “{value}”.")
    return PaperClass(value)


def _paragraphs(node: Node) -> tuple[int, ...]:
    """Paragraphs 1 to 7. Source: Local Government Act 1972, Schedule 12A, Part 1."""
    values = node.texts()
    if not all(value in "1234567" and len(value) == 1 for value in values):
        raise node.fault(f"{node.name} must give paragraphs of Schedule 12A, from 1 to 7.")
    return tuple(sorted({int(value) for value in values}))


def _papers(node: Node | None, papers_dir: Path, *, level: int) -> tuple[FilePaper, ...]:
    if node is None:
        return ()
    papers: list[FilePaper] = []
    for entry in node.entries():
        fields = entry.fields(PAPER_FIELDS)
        papers.append(_paper(entry, fields, papers_dir, level))
        papers += _papers(fields.get("appendices"), papers_dir, level=level + 1)
    return tuple(papers)


def _paper(node: Node, fields: dict[str, Node], papers_dir: Path, level: int) -> FilePaper:
    file = _needed(node, fields, "file")
    path = _inside(file, papers_dir)
    paper_class = _if(fields, "class", _class, PaperClass.OPEN)
    if paper_class is not PaperClass.OPEN and "safe_title" not in fields:
        raise node.fault(f"“{file.text()}” is {paper_class}: add “safe_title: …” for all to read.")
    return FilePaper(
        title=_if(fields, "title", Node.text, path.stem),
        path=path,
        facts=_facts(file, path),
        level=level,
        paper_class=paper_class,
        safe_title=_if(fields, "safe_title", Node.text, ""),
    )


def _inside(file: Node, papers_dir: Path) -> Path:
    folder = papers_dir.resolve()
    try:
        path = (folder / _raw(file)).resolve()
    except (OSError, ValueError):
        raise file.fault(f"{file.name} is no name a file can have.") from None
    if not path.is_relative_to(folder) or path == folder:
        raise file.fault(f"“{file.text()}” lies outside the papers folder: put the file into it.")
    return path


def _raw(file: Node) -> str:
    """A file's name with its spaces as they are."""
    file.text()
    return str(file.yaml.value)


def _facts(file: Node, path: Path) -> PdfFacts:
    try:
        return inspect_pdf(path)
    except Unusable as reason:
        sentence = str(reason)
        raise file.fault(f"“{file.text()}”: {sentence[0].lower()}{sentence[1:]}") from None
    except OSError:
        raise file.fault(f"“{file.text()}” cannot be read: check its name and access.") from None


def _needed(node: Node, fields: dict[str, Node], name: str) -> Node:
    if name not in fields:
        raise node.fault(f"{node.name} has no {name}: add “{name}: …”.")
    return fields[name]


def _if(fields: dict[str, Node], name: str, read: Callable[[Node], T], otherwise: T) -> T:
    return read(fields[name]) if name in fields else otherwise


def _entries(fields: dict[str, Node], name: str) -> list[Node]:
    return fields[name].entries() if name in fields else []
