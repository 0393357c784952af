"""A meeting's packs as one viewer may download them, and where each paper stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from meetings.access import Viewer
from meetings.models import Meeting
from meetings.wording import page_date
from rotherham_hwb.packs.models import Audience, Kind, Layout, PackEdition

KINDS = list(Kind)


@dataclass(frozen=True)
class Download:
    """One edition, with what a reader wants to know before opening it."""

    title: str
    href: str
    pages: int
    size: int
    note: str
    draft: bool


@dataclass(frozen=True)
class PackPages:
    """Pack pages as printed, and the page of the PDF (from 1) on which they begin."""

    href: str
    first: int
    last: int
    at: int


@dataclass(frozen=True)
class Packs:
    """The downloads, and each bound paper's pack pages by item number and SHA-256, or title."""

    downloads: tuple[Download, ...] = ()
    pages: dict[tuple[str, str], PackPages] = field(default_factory=dict)


def read_packs(meeting: Meeting, viewer: Viewer) -> Packs:
    """Read the editions of a meeting that a viewer may open; of the rest, the newest of a kind."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(meeting=meeting, superseded_at=None)
        .defer("manifest")
    )
    newest: dict[tuple[object, ...], PackEdition] = {}
    for edition in editions.order_by("compiled_at", "pk"):
        newest[_axes(edition)] = edition
    ordered = sorted(newest.values(), key=_place)
    return Packs(tuple(_download(each) for each in ordered), _pages(ordered))


def main_packs(meetings: Iterable[Meeting], viewer: Viewer) -> dict[int, Download]:
    """The published pack that a list of meetings links, by meeting; one query for them all."""
    editions = PackEdition.objects.visible_to(viewer).filter(
        meeting__in=meetings,
        published_at__isnull=False,
        superseded_at=None,
        layout=Layout.SCREEN,
        kind=Kind.MAIN,
    )
    # The public one is met last and stays.
    ordered = editions.defer("manifest", "page_map").order_by("-audience")
    return {each.meeting_id: _download(each) for each in ordered}


def _axes(edition: PackEdition) -> tuple[object, ...]:
    return (
        edition.kind,
        edition.supplement,
        edition.audience,
        edition.layout,
        edition.published_at is None,
    )


def _place(edition: PackEdition) -> tuple[bool, int, int, bool, bool]:
    """Published before draft, the pack before its supplements, for all before for some."""
    return (
        edition.published_at is None,
        KINDS.index(Kind(edition.kind)),
        edition.supplement,
        edition.audience == Audience.RESTRICTED,
        edition.layout == Layout.PRINT,
    )


def _download(edition: PackEdition) -> Download:
    published = edition.published_at
    day = page_date(timezone.localtime(published or edition.compiled_at))
    return Download(
        title=edition_title(edition),
        href=edition.get_absolute_url(),
        pages=edition.page_count,
        size=edition.size,
        note=f"{'Published' if published else 'Compiled'} {day}",
        draft=published is None,
    )


def edition_title(edition: PackEdition) -> str:
    """What the edition is called beside its link: “Supplement 1, print edition”."""
    title = edition.get_kind_display()
    if edition.supplement:
        title += f" {edition.supplement}"
    if edition.audience == Audience.RESTRICTED:
        title += " with restricted papers"
    return title + (", print edition" if edition.layout == Layout.PRINT else "")


def _pages(editions: list[PackEdition]) -> dict[tuple[str, str], PackPages]:
    """Where each paper begins; of several editions that hold it, the first one listed."""
    found: dict[tuple[str, str], PackPages] = {}
    for edition in editions:
        if edition.published_at and edition.layout == Layout.SCREEN:
            for key, pages in _parts(edition):
                found.setdefault(key, pages)
    return found


def _parts(edition: PackEdition) -> Iterator[tuple[tuple[str, str], PackPages]]:
    """Each part's key and pages. A screen edition has no blanks, so its papers lie end to end;
    what stands before them is the front sheet, whose length the page map does not tell."""
    parts = edition.page_map["parts"]
    lengths = [part["pages"][1] - part["pages"][0] + 1 for part in parts]
    at = edition.page_count - sum(lengths) + 1
    href = edition.get_absolute_url()
    for part, length in zip(parts, lengths, strict=True):
        first, last = part["pages"]
        for key in (part["sha256"], part["title"]):
            yield (part["item"], key), PackPages(href, first, last, at)
        at += length
