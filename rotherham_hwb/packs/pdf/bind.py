"""Many PDFs into one: tags, links, bookmarks and named places kept; numbered and stamped.

This module and those it uses know no database, no settings and no agenda. They are given PDFs,
the order of their pages, labels, stamps and bookmarks, and write one file. The same input gives
the same bytes.
"""

import gc
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.published_form.destinations import Target
from reports.published_form.outline import OwnBookmark
from reports.published_form.tags import is_tagged
from reports.published_form.unprinted import leave_out_unprinted
from rotherham_hwb.packs.pdf import content, outline
from rotherham_hwb.packs.pdf.clean import FORM, clean
from rotherham_hwb.packs.pdf.draw_ahead import DrawnAhead
from rotherham_hwb.packs.pdf.geometry import Matrix, View, transformed
from rotherham_hwb.packs.pdf.layers import join_layers
from rotherham_hwb.packs.pdf.lettering import Lettering
from rotherham_hwb.packs.pdf.links import Places, take_places
from rotherham_hwb.packs.pdf.metadata import write_metadata
from rotherham_hwb.packs.pdf.stamps import PlacedStamps, Stamp, StampMaker, place
from rotherham_hwb.packs.pdf.tag_tree import TagTree
from rotherham_hwb.packs.pdf.tags import join_tags
from rotherham_hwb.packs.pdf.untagged import tag_untagged
from rotherham_hwb.packs.pdf.white_space import Ink, Undrawable
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.repair_weasyprint_tags import repair_tags

A4 = (595.276, 841.89)
PRESSED: Final = 3  # of 9: a twentieth of the time for a seventieth of the size


class Unbindable(Exception):
    """A source cannot be bound; the message names it."""


@dataclass(frozen=True)
class Source:
    """One PDF to bind."""

    pdf: Path | bytes
    title: str = ""
    language: str = ""  # used where the file names none
    ours: bool = False  # made by WeasyPrint as PDF/UA-1, to be mended
    sha256: str = ""  # what is found out about the file is kept under it; "" keeps nothing


@dataclass(frozen=True)
class Leaf:
    """One page of the pack; the pages of a source stand in their own order."""

    label: str
    source: int | None = None  # index into the sources; None for a blank page
    page: int = 0  # 0-based, within the source
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True)
class Bookmark:
    """One bookmark of the pack."""

    title: str
    leaf: int  # 0-based page of the pack
    children: tuple["Bookmark", ...] = ()
    outline_of: int | None = None  # the source whose own bookmarks hang below the children


@dataclass(frozen=True)
class LeafLink:
    """Where an address in our own sections leads, and what a screen reader says of it."""

    leaf: int  # 0-based page of the pack
    description: str


@dataclass(frozen=True)
class Binding:
    """All that decides the bytes of the pack."""

    title: str
    language: str
    sources: Sequence[Source]
    leaves: Sequence[Leaf]
    font: Path  # a TrueType file for the stamps
    author: str = ""
    bookmarks: Sequence[Bookmark] = ()
    links: Mapping[str, LeafLink] = field(default_factory=dict)  # by address
    printed: bool = False  # what is on screens alone is left out


@dataclass(frozen=True)
class Bound:
    """What came out."""

    page_count: int
    tagged: tuple[bool, ...]  # by source
    changed: tuple[tuple[str, ...], ...]  # by source: what could not come along, in words
    moved: int  # stamps that are not in their usual place
    made_smaller: int  # pages whose content was scaled to make room


def bind(
    binding: Binding,
    output: Path,
    *,
    cache: Cache | None = None,
    report: Callable[[int, int], None] = lambda done, of: None,
) -> Bound:
    """Write the pack to `output`; `report` is told how many sources are bound, of how many.

    Raises: Unbindable.
    """
    pikepdf.settings.set_flate_compression_level(PRESSED)
    with (
        _uncollected(),
        ExitStack() as kept,
        pikepdf.new() as pdf,
        DrawnAhead(cache or Cache()) as ahead,
    ):
        bench = _Bench(pdf, binding, ahead, kept)
        for index, source in enumerate(binding.sources):
            report(index, len(binding.sources))
            bench.add(index, _opened(source))
        report(len(binding.sources), len(binding.sources))
        bench.finish()
        pdf.save(
            output,
            linearize=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
            fix_metadata_version=False,
        )
    return bench.bound


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing made here is a ring: looking for rings takes a tenth of the time and finds none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _opened(source: Source) -> pikepdf.Pdf:
    stream = io.BytesIO(source.pdf) if isinstance(source.pdf, bytes) else source.pdf
    try:
        return pikepdf.open(stream)
    except (pikepdf.PdfError, OSError) as error:
        raise Unbindable(f"“{source.title or source.pdf!s}” cannot be opened.") from error


class _Bench:
    """The pack while it is being bound."""

    def __init__(
        self, pdf: pikepdf.Pdf, binding: Binding, ahead: DrawnAhead, kept: ExitStack
    ) -> None:
        self.pdf = pdf
        self.binding = binding
        self.ahead = ahead
        self.kept = kept  # what must stay open until the pack is written
        self.tree = TagTree(pdf, binding.language)
        texts = (stamp.text for leaf in binding.leaves for stamp in leaf.stamps)
        self.letters = Lettering(pdf, binding.font, texts)
        self.stamper = StampMaker(pdf, self.letters)
        self.places: list[Places] = []
        self.pages: list[list[pikepdf.Page]] = []  # of each source, in the pack
        self.tagged: list[bool] = []
        self.changed: list[tuple[str, ...]] = []
        self.scalings: dict[tuple[int, int], Matrix] = {}
        self.moved = 0
        self._inks: dict[int, Future[list[Ink]]] = {}  # by source
        self._stamps = {
            (leaf.source, leaf.page): leaf.stamps
            for leaf in binding.leaves
            if leaf.source is not None and leaf.stamps
        }

    def add(self, index: int, opened: pikepdf.Pdf) -> None:
        """Copy a source's pages, tags and layers into the pack, and stamp its pages.

        What is copied needs only the source's file from here on; a source that stays open would
        hold every object a second time.
        """
        source = self.binding.sources[index]
        self._look_ahead(index)
        if source.ours:
            repair_tags(opened)
        self.changed.append(clean(opened, draw=self.ahead.draw_values))
        if FORM in self.changed[index]:
            self.kept.enter_context(opened)  # the fields as drawn are in no file
            self._draw_ahead(index, _saved(opened))
        if self.binding.printed:
            leave_out_unprinted(opened)
        self.places.append(take_places(opened, ours=self.binding.links if source.ours else ()))
        start = len(self.pdf.pages)
        self.pdf.pages.extend(opened.pages)
        pages = [self.pdf.pages[at] for at in range(start, len(self.pdf.pages))]
        self.pages.append(pages)
        join_layers(self.pdf, opened)
        self._finish_pages(index, pages, self._join_tags(index, opened, pages))

    def _look_ahead(self, index: int) -> None:
        """Have this source and the next drawn, where they get stamps."""
        stamped = {source for source, _ in self._stamps}
        for at, source in list(enumerate(self.binding.sources))[index : index + 2]:
            if at in stamped and at not in self._inks:
                self._draw_ahead(at, source.pdf)

    def _draw_ahead(self, index: int, pdf: Path | bytes) -> None:
        source = self.binding.sources[index]
        self._inks[index] = self.ahead.begin(pdf, sha256=source.sha256 if pdf is source.pdf else "")

    def _join_tags(self, index: int, opened: pikepdf.Pdf, pages: list[pikepdf.Page]) -> list[bytes]:
        """Keep the source's tags, or tag its pages as wholes; gives the wrapper of each page."""
        source = self.binding.sources[index]
        tagged = is_tagged(opened)
        self.tagged.append(tagged)
        if tagged:
            return join_tags(
                self.tree, opened, pages, index=index, title=source.title, language=source.language
            )
        return tag_untagged(self.tree, pages, title=source.title, language=source.language)

    def _finish_pages(self, index: int, pages: list[pikepdf.Page], tags: list[bytes]) -> None:
        """Stamp the pages where the source they came from is white."""
        inks = self._found(index)
        for at, page in enumerate(pages):
            stamps = self._stamps.get((index, at), ())
            if stamps or tags[at]:
                self._finish_page((index, at), page, stamps, inks.get(at), tags[at])
            if "/Annots" in page.obj:
                page.obj.Tabs = Name.S

    def _found(self, index: int) -> dict[int, Ink]:
        """The ink of a source's pages, by page."""
        if index not in self._inks:
            return {}
        try:
            return dict(enumerate(self._inks.pop(index).result()))
        except Undrawable as error:
            title = self.binding.sources[index].title
            raise Unbindable(
                f"The pages of “{title}” cannot be drawn: make the PDF again from its document."
            ) from error

    def _finish_page(
        self,
        key: tuple[int, int],
        page: pikepdf.Page,
        stamps: Sequence[Stamp],
        ink: Ink | None,
        tag: bytes,
    ) -> None:
        view = View.of(page)
        placed = place(view, stamps, ink, self.letters) if stamps else PlacedStamps(())
        self.moved += placed.moved
        if placed.scaling:
            self.scalings[key] = placed.scaling
        drawn = self.stamper.drawn(page, view, stamps, placed)
        box = placed.enlarged.user_box if placed.enlarged else ()
        content.wrap(self.pdf, page, scaling=placed.scaling, enlarged=box, tag=tag, after=drawn)

    def finish(self) -> None:
        """Put the pages in order and write everything that spans sources."""
        self._order_pages()
        self._relink()
        self.tree.write()
        outline.write_outline(self.pdf, [self._entry(each) for each in self.binding.bookmarks])
        outline.write_labels(self.pdf, [leaf.label for leaf in self.binding.leaves])
        outline.write_names(self.pdf, dict(self._names()))
        whole = all(source.ours for source in self.binding.sources) and all(self.tagged)
        write_metadata(
            self.pdf,
            title=self.binding.title,
            language=self.binding.language,
            author=self.binding.author,
            accessible=whole,
        )

    @property
    def bound(self) -> Bound:
        """The facts of the finished pack."""
        return Bound(
            len(self.binding.leaves),
            tuple(self.tagged),
            tuple(self.changed),
            self.moved,
            len(self.scalings),
        )

    def _order_pages(self) -> None:
        """The pages stand source by source; now as the leaves say, with blanks between."""
        order: list[pikepdf.Page] = []
        for leaf in self.binding.leaves:
            if leaf.source is None:
                order.append(self._blank(order))
            else:
                order.append(self.pages[leaf.source][leaf.page])
        del self.pdf.pages[:]
        self.pdf.pages.extend(order)

    def _blank(self, order: list[pikepdf.Page]) -> pikepdf.Page:
        """An empty page of the size of the page before it, which it is the back of."""
        if order:
            view = View.of(order[-1])
            size = (view.width * view.unit, view.height * view.unit)
        else:
            size = A4
        return pikepdf.Page(
            self.pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    MediaBox=Array([0, 0, round(size[0], 2), round(size[1], 2)]),
                    Resources=Dictionary(),
                )
            )
        )

    def _relink(self) -> None:
        for index, places in enumerate(self.places):
            for link in places.links:
                annotation = self.pages[index][link.page].obj.Annots[link.annotation]
                annotation.Dest = self._destination(index, link.target)
            if self.binding.sources[index].ours:
                self._relink_ours(self.pages[index])

    def _relink_ours(self, pages: list[pikepdf.Page]) -> None:
        """Turn the addresses that stand for pack pages into links."""
        for page in pages:
            for annotation in page.obj.get("/Annots", []):
                action = annotation.get("/A", Dictionary())
                link = self.binding.links.get(str(action.get("/URI", "")))
                if link:
                    del annotation["/A"]
                    annotation.Dest = outline.top_of(self.pdf.pages[link.leaf])
                    annotation.Contents = String(link.description)

    def _destination(self, source: int, target: Target) -> Array:
        page = self.pages[source][target.page]
        view = list(target.view) or [Name.XYZ, None, None, None]
        scaling = self.scalings.get((source, target.page))
        if scaling and view[0] == Name.XYZ:
            view = [view[0], *_scaled_point(view[1:3], scaling), *view[3:]]
        return Array([page.obj, *view])

    def _names(self) -> Iterator[tuple[bytes, Array]]:
        taken: set[bytes] = set()
        for index, places in enumerate(self.places):
            for name, target in places.names.items():
                unique = outline.unique_names(taken, name, index)
                taken.add(unique)
                yield unique, self._destination(index, target)

    def _entry(self, bookmark: Bookmark) -> outline.OutlineEntry:
        children = [self._entry(child) for child in bookmark.children]
        if bookmark.outline_of is not None:
            own = self.places[bookmark.outline_of].bookmarks
            children += [self._own_entry(bookmark.outline_of, each) for each in own]
        where = outline.top_of(self.pdf.pages[bookmark.leaf])
        return outline.OutlineEntry(bookmark.title, where, tuple(children))

    def _own_entry(self, source: int, own: OwnBookmark) -> outline.OutlineEntry:
        children = tuple(self._own_entry(source, child) for child in own.children)
        where = self._destination(source, own.target) if own.target else None
        if where is None and children:
            where = children[0].destination
        return outline.OutlineEntry(own.title, where, children)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _scaled_point(point: Sequence[object], scaling: Matrix) -> list[float | None]:
    x, y = (float(each) if each is not None else None for each in point)  # type: ignore[arg-type]
    moved = transformed(scaling, x or 0.0, y or 0.0)
    return [moved[0] if x is not None else None, moved[1] if y is not None else None]
