"""Office files of a few parts, written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reports.office.clean import write_clean_copy
from reports.office.package import Held

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NAMES = f'xmlns:w="{WORD}" xmlns:p="{SLIDES}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"'


def office_file(path: Path, parts: dict[str, str], related: dict[str, dict[str, str]]) -> Path:
    """A file of these parts; `related` leads from a part to others, by ids and targets."""
    types = "".join(f'<Override PartName="/{name}" ContentType="x"/>' for name in parts)
    held = {"[Content_Types].xml": f'<Types xmlns="{TYPES}">{types}</Types>', **parts}
    for source, targets in related.items():
        folder, _, last = source.rpartition("/")
        rows = "".join(
            f'<Relationship Id="{key}" Type="{OFFICE}/x" Target="{target}"/>'
            for key, target in targets.items()
        )
        rels = f'<Relationships xmlns="{RELATED}">{rows}</Relationships>'
        held[f"{folder}/_rels/{last}.rels".lstrip("/")] = rels
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return path


def word_file(path: Path, body: str, **parts: str) -> Path:
    """A Word file with this body; `parts` are others in its folder, by name without ending."""
    held = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    for name, text in parts.items():
        held[f"word/{name}.xml"] = f"<w:{name} {NAMES}>{text}</w:{name}>"
    return office_file(path, held, {"": {"r1": "word/document.xml"}})


def excel_file(path: Path, sheets: dict[str, str], *, states: dict[str, str], **more: str) -> Path:
    """An Excel file of these sheets, by name; `states` says which are hidden, and how."""
    named = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="s{at}"'
        f'{f""" state="{states[name]}" """ if name in states else ""}/>'
        for at, name in enumerate(sheets, start=1)
    )
    rooted = f'xmlns="{SHEETS}" xmlns:r="{OFFICE}"'
    names = more.get("names", "")
    parts = {"xl/workbook.xml": f"<workbook {rooted}><sheets>{named}</sheets>{names}</workbook>"}
    targets = {}
    for at, content in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {rooted}>{content}</worksheet>"
        targets[f"s{at}"] = f"worksheets/sheet{at}.xml"
    if "notes" in more:
        parts["xl/comments1.xml"] = f"<comments {rooted}>{more['notes']}</comments>"
    return office_file(path, parts, {"": {"r1": "xl/workbook.xml"}, "xl/workbook.xml": targets})


def slide_file(path: Path, slides: list[tuple[str, bool]], **parts: str) -> Path:
    """A PowerPoint file of these slides, each with whether it is shown."""
    listed = "".join(f'<p:sldId id="{255 + at}" r:id="s{at}"/>' for at in range(1, len(slides) + 1))
    shown = f"<p:presentation {NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    held = {"ppt/presentation.xml": shown}
    targets = {}
    for at, (content, is_shown) in enumerate(slides, start=1):
        hidden = "" if is_shown else ' show="0"'
        held[f"ppt/slides/slide{at}.xml"] = f"<p:sld {NAMES}{hidden}>{content}</p:sld>"
        targets[f"s{at}"] = f"slides/slide{at}.xml"
    held |= {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    related = {"": {"r1": "ppt/presentation.xml"}, "ppt/presentation.xml": targets}
    return office_file(path, held, related)


def cleaned(path: Path, suffix: str) -> tuple[dict[Held, int], str]:
    """How much of each kind was left out, and all the text of the copy's parts."""
    output = path.with_name("clean")
    left = {each.held: each.number for each in write_clean_copy(path, suffix, output)}
    with zipfile.ZipFile(output) as archive:
        text = "\n".join(f"{name}\n{archive.read(name).decode()}" for name in archive.namelist())
    return left, text
