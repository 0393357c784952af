"""One plan and its papers → one PDF, with its page map and manifest; no database.

Safe to run in a process of its own: everything it needs is in its arguments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from reports.files.uploads import BROKEN, DAMAGED, Unusable, opened_pdf, sha256_of
from rotherham_hwb.packs.compiling.find_broken_paper import culprit
from rotherham_hwb.packs.kinds import Audience, Layout, Stage
from rotherham_hwb.packs.pdf.bind import (
    Binding,
    Bookmark,
    Bound,
    Leaf,
    LeafLink,
    Source,
    Unbindable,
    bind,
)
from rotherham_hwb.packs.pdf.links import take_places
from rotherham_hwb.packs.pdf.stamps import Align, Edge, Stamp
from rotherham_hwb.packs.plan.manifest import manifest
from rotherham_hwb.packs.plan.numbering import (
    PageMap,
    PartPages,
    Sheet,
    SheetKind,
    number,
    printed_range,
    sheets,
)
from rotherham_hwb.packs.plan.pack_plan import PackPlan, PaperClass, Part
from rotherham_hwb.packs.sections.front_sheet import front_sheet_html, item_anchor, page_link
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import arimo
from rotherham_hwb.packs.typesetting.typesetter import Typesetter, one_setting_process

DRAFT = Stamp("DRAFT", Edge.HEAD, Align.CENTRE)
NOT_FOR_PUBLICATION = "Not for publication"


class PackRefused(Exception):
    """The pack cannot be compiled; the message is one sentence that says why."""


@dataclass(frozen=True)
class CompileProgress:
    """How far the compilation is: "Binding papers", 14 of 36."""

    step: str
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        return f"{self.step}, {self.done} of {self.total}" if self.total else self.step


@dataclass(frozen=True)
class Compiled:
    """The finished pack and what is kept of it beside its bytes."""

    page_map: PageMap
    manifest: dict[str, Any]
    sha256: str
    page_count: int
    size: int  # bytes
    log: tuple[str, ...] = ()  # of our own sections: "set: front sheet", "kept: Minutes"


Job = tuple[PackPlan, Path]
"""A plan, and the file its pack is written to."""


@one_setting_process()
def compile_jobs(
    jobs: Sequence[Job],
    *,
    sources: Mapping[str, Path],
    sections: Mapping[str, str],
    cache: Cache,
    report: Callable[[CompileProgress], None],
) -> list[Compiled]:
    """Compile several plans of the same sources; what is set for one is kept for the others.

    Raises as `compile_plan` does.
    """
    return [
        compile_plan(
            plan,
            sources=sources,
            sections=sections,
            output=output,
            cache=cache,
            report=partial(_report_one, report, at, len(jobs)),
        )
        for at, (plan, output) in enumerate(jobs, start=1)
    ]


def _report_one(
    report: Callable[[CompileProgress], None], at: int, of: int, progress: CompileProgress
) -> None:
    step = progress.step[0].lower() + progress.step[1:]
    report(replace(progress, step=f"Edition {at} of {of}: {step}"))


def compile_plan(
    plan: PackPlan,
    *,
    sources: Mapping[str, Path],
    output: Path,
    sections: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    report: Callable[[CompileProgress], None] = lambda progress: None,
) -> Compiled:
    """Number, render and bind the plan into `output`.

    `sources` gives each paper's file, and `sections` the HTML of each part that the portal sets
    itself, by the SHA-256 that names it in the plan. What `cache` kept is not made again.

    Raises: PackRefused, FontsMissing.
    """
    cache = cache or Cache()
    with Typesetter(cache) as typesetter:
        files: dict[str, Path | bytes] = dict(sources)
        files |= _set_sections(plan, sections or {}, typesetter, report)
        page_map = number(plan, _page_counts(plan, files, report))
        report(CompileProgress("Setting the front sheet"))
        front = FrontPdf.rendered(plan, page_map, typesetter)
    leaves = sheets(page_map, front_pages=front.pages, layout=plan.axes.layout)
    binding = _binding(plan, page_map, leaves, front, files)
    bound = _bound(binding, output, cache, report)
    digest = sha256_of(output)
    kept = manifest(
        plan, page_map, leaves, tagged=bound.tagged[1:], changed=bound.changed[1:], sha256=digest
    )
    size, log = output.stat().st_size, tuple(typesetter.log)
    return Compiled(page_map, kept, digest, bound.page_count, size, log)


@dataclass(frozen=True)
class FrontPdf:
    """The rendered front sheet."""

    pdf: bytes
    pages: int
    item_pages: tuple[int, ...]  # 0-based page of each item

    @classmethod
    def rendered(cls, plan: PackPlan, page_map: PageMap, typesetter: Typesetter) -> "FrontPdf":
        """Render the front sheet, and find where each item is printed."""
        pdf = typesetter.pdf("front sheet", front_sheet_html(plan, page_map))
        with opened_pdf(pdf) as opened:
            names = take_places(opened).names
            anchors = [item_anchor(index).encode() for index in range(len(plan.items))]
            where = tuple(names[name].page if name in names else 0 for name in anchors)
            return cls(pdf, len(opened.pages), where)


def _set_sections(
    plan: PackPlan,
    sections: Mapping[str, str],
    typesetter: Typesetter,
    report: Callable[[CompileProgress], None],
) -> dict[str, bytes]:
    """The PDF of each part that is given as HTML."""
    wanted = {part.sha256: part.title for part in _parts(plan) if part.sha256 in sections}
    pdfs: dict[str, bytes] = {}
    for done, (key, title) in enumerate(wanted.items()):
        report(CompileProgress("Setting minutes", done, len(wanted)))
        pdfs[key] = typesetter.pdf(title, sections[key])
    return pdfs


def _bound(
    binding: Binding, output: Path, cache: Cache, report: Callable[[CompileProgress], None]
) -> Bound:
    try:
        return bind(binding, output, cache=cache, report=partial(_report_papers, report))
    except Unbindable as reason:
        raise PackRefused(str(reason)) from reason
    except BROKEN as fault:
        title = culprit(binding, output)
        if title is None:  # the fault is ours
            raise
        raise PackRefused(f"“{title}” cannot be bound. {DAMAGED}") from fault


def _page_counts(
    plan: PackPlan, files: Mapping[str, Path | bytes], report: Callable[[CompileProgress], None]
) -> dict[str, int]:
    counts: dict[str, int] = {}
    titles = {part.sha256: part.title for part in _parts(plan)}
    for done, (sha256, title) in enumerate(titles.items()):
        report(CompileProgress("Counting pages", done, len(titles)))
        file = files.get(sha256)
        if file is None or (isinstance(file, Path) and not file.is_file()):
            raise PackRefused(f"The file of “{title}” is missing: upload the paper again.")
        try:
            with opened_pdf(file) as pdf:
                counts[sha256] = len(pdf.pages)
        except Unusable as reason:
            raise PackRefused(f"“{title}” cannot be bound. {reason}") from reason
    return counts


def _report_papers(report: Callable[[CompileProgress], None], done: int, of: int) -> None:
    """The first source is the front sheet, which the reader does not count as a paper."""
    step = "Binding papers" if done < of else "Writing the pack"
    report(CompileProgress(step, max(0, done - 1), of - 1))


def _binding(
    plan: PackPlan,
    page_map: PageMap,
    leaves: Sequence[Sheet],
    front: FrontPdf,
    files: Mapping[str, Path | bytes],
) -> Binding:
    front_source = Source(front.pdf, title=plan.front.heading, language=plan.language, ours=True)
    parts = zip(page_map.parts, _parts(plan), strict=True)
    papers = (
        Source(
            files[placed.sha256], placed.title, plan.language, ours=part.ours, sha256=placed.sha256
        )
        for placed, part in parts
    )
    opens = {sheet.number: at for at, sheet in enumerate(leaves) if sheet.number is not None}
    return Binding(
        title=plan.title,
        language=plan.language,
        author=plan.front.board,
        sources=(front_source, *papers),
        leaves=tuple(_leaf(plan, page_map, sheet) for sheet in leaves),
        font=arimo(),
        bookmarks=tuple(_bookmarks(plan, page_map, front, _starts(leaves))),
        links={
            page_link(page): LeafLink(leaf, f"Go to page {page}") for page, leaf in opens.items()
        },
        printed=plan.axes.layout is Layout.PRINT,
    )


def _leaf(plan: PackPlan, page_map: PageMap, sheet: Sheet) -> Leaf:
    if sheet.kind is SheetKind.BLANK:
        return Leaf(sheet.label)
    source = 0 if sheet.part is None else sheet.part + 1
    return Leaf(sheet.label, source, sheet.page, tuple(_stamps(plan, page_map, sheet)))


def _stamps(plan: PackPlan, page_map: PageMap, sheet: Sheet) -> Iterator[Stamp]:
    if sheet.part is not None:
        placed = page_map.parts[sheet.part]
        yield Stamp(f"Page {sheet.label}")
        if sheet.opens_item and plan.settings.stamp_item:
            words = f"Agenda Item {plan.items[placed.item].number}"
            yield Stamp(words, Edge.HEAD, Align.RIGHT)
        yield from _markings(plan, _parts(plan)[sheet.part])
    if plan.axes.stage is Stage.DRAFT:
        yield DRAFT


def _markings(plan: PackPlan, part: Part) -> Iterator[Stamp]:
    restricted = plan.axes.audience is Audience.RESTRICTED
    if restricted and part.paper_class is not PaperClass.OPEN:
        yield from not_for_publication(part.marking)
    if part.superseded:
        yield Stamp(part.superseded, Edge.HEAD, Align.CENTRE)


def not_for_publication(marking: str) -> Iterator[Stamp]:
    """What each page of a restricted paper bears."""
    for line in (NOT_FOR_PUBLICATION, *marking.splitlines()):
        yield Stamp(line, Edge.HEAD, Align.LEFT)


def _parts(plan: PackPlan) -> list[Part]:
    """The plan's parts, one behind each part of the page map."""
    return [part for item in plan.items for part in item.parts if isinstance(part, Part)]


def _starts(leaves: Sequence[Sheet]) -> dict[int, int]:
    """The leaf on which each part begins."""
    return {
        sheet.part: at
        for at, sheet in enumerate(leaves)
        if sheet.part is not None and sheet.page == 0
    }


def _bookmarks(
    plan: PackPlan, page_map: PageMap, front: FrontPdf, starts: Mapping[int, int]
) -> Iterator[Bookmark]:
    yield Bookmark(plan.front.heading, 0)
    for index, item in enumerate(plan.items):
        numbered = [(at, part) for at, part in enumerate(page_map.parts) if part.item == index]
        leaf = starts[numbered[0][0]] if numbered else front.item_pages[index]
        yield Bookmark(f"{item.number} {item.title}", leaf, _nested(numbered, starts))


def _nested(
    parts: Sequence[tuple[int, PartPages]], starts: Mapping[int, int]
) -> tuple[Bookmark, ...]:
    """The papers of an item, appendices below their paper."""
    bookmarks: list[Bookmark] = []
    at = 0
    while at < len(parts):
        index, part = parts[at]
        end = at + 1
        while end < len(parts) and parts[end][1].level > part.level:
            end += 1
        below = _nested(parts[at + 1 : end], starts)
        bookmarks.append(Bookmark(part.title, starts[index], below, outline_of=index + 1))
        at = end
    return tuple(bookmarks)


def range_lines(page_map: PageMap) -> list[str]:
    """Each item and its range, as the command prints them."""
    return [
        " ".join(filter(None, (f"{item.number}.", item.title, printed_range(item.ranges))))
        for item in page_map.items
    ]
