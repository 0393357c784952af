"""A meeting's packs as one viewer may download them, and where each paper stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify

from meetings.access import Viewer
from meetings.models import Meeting
from meetings.wording import page_date
from rotherham_hwb.packs.editions.permissions import edition_taken_back
from rotherham_hwb.packs.kinds import Audience, Kind, Layout
from rotherham_hwb.packs.models import PackEdition

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
class MembersPack:
    """A published pack as a member gets it; a restricted one bears their name on every page."""

    title: str
    href: str
    pages: int
    size: int
    published_at: dt.datetime
    restricted: bool


@dataclass(frozen=True)
class EditionFile:
    """The file that an address gives: the edition, or the one that superseded it."""

    edition: PackEdition
    name: str
    taken_back: bool = False
    personal: bool = False
    """Whether the reader's name belongs on every page."""


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


def shown_packs(meeting: Meeting, viewer: Viewer) -> Packs:
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


def members_packs(
    meetings: Sequence[Meeting], viewer: Viewer
) -> dict[int, tuple[MembersPack, ...]]:
    """The published packs of these meetings by meeting, each as full as a viewer may have it."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(meeting__in=meetings, published_at__isnull=False, superseded_at=None)
        .filter(layout=Layout.SCREEN)
        .defer("manifest", "page_map")
    )
    found: dict[int, dict[tuple[int, int], PackEdition]] = {}
    # The restricted one of a pack is met last and stays; so does the latest consolidated one.
    ordered = sorted(editions, key=lambda each: (each.supplement, _is_restricted(each)))
    for each in ordered:
        number = 0 if each.kind == Kind.CONSOLIDATED else each.supplement
        found.setdefault(each.meeting_id, {})[KINDS.index(Kind(each.kind)), number] = each
    return {
        pk: tuple(_members_pack(each) for _, each in sorted(kept.items(), key=lambda pair: pair[0]))
        for pk, kept in found.items()
    }


def shown_pack_file(sha256: str, viewer: Viewer) -> EditionFile:
    """The pack of these bytes that a viewer may have, the public one first.

    One that was taken back says so to whoever could open it before. Raises Http404.
    """
    same = PackEdition.objects.filter(sha256=sha256).select_related("meeting__board")
    edition = same.visible_to(viewer).order_by("audience").first()
    if edition is not None:
        return EditionFile(edition, _file_name(edition), personal=_is_restricted(edition))
    gone = same.filter(edition_taken_back(viewer)).first()
    if gone is None:
        raise Http404
    return EditionFile(gone, _file_name(gone), taken_back=True)


def _file_name(edition: PackEdition) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-agenda-pack.pdf”."""
    kind = Kind(edition.kind).label
    return f"{slugify(f'{edition.meeting.board.slug} {edition.meeting.date} {kind}')}.pdf"


def _is_restricted(edition: PackEdition) -> bool:
    return edition.audience == Audience.RESTRICTED


def _members_pack(edition: PackEdition) -> MembersPack:
    assert edition.published_at
    return MembersPack(
        title=edition_title(edition),
        href=edition.get_absolute_url(),
        pages=edition.page_count,
        size=edition.size,
        published_at=edition.published_at,
        restricted=_is_restricted(edition),
    )


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
        _is_restricted(edition),
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
    title = Kind(edition.kind).label
    if edition.supplement:
        title += f" {edition.supplement}"
    if _is_restricted(edition):
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
