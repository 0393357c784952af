"""A meeting's packs as one viewer may download them, and where each paper stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Exists, F, OuterRef
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify

from meetings.access import Viewer
from meetings.models import Meeting
from meetings.wording import page_date
from rotherham_hwb.packs.editions.permissions import edition_taken_back
from rotherham_hwb.packs.kinds import Kind, Layout
from rotherham_hwb.packs.models import ALSO_PRINTS, PackEdition, Release, offered_once
from rotherham_hwb.shown.boards_that_meet import boards_in_a_file_name
from rotherham_hwb.shown.moved_since import moves_of, prints_otherwise

KINDS = list(Kind)
SUPERSEDED = Release.objects.filter(superseded_at__isnull=False)


@dataclass(frozen=True)
class Download:
    """One edition, with what a reader wants to know before opening it."""

    title: str
    href: str
    pages: int
    size: int
    note: str
    draft: bool
    moved: str = ""
    """What it prints of when and where that holds no more; empty where all does."""


@dataclass(frozen=True)
class MembersPack:
    """A published pack as a member gets it; a restricted one bears their name on every page."""

    title: str
    href: str
    pages: int
    size: int
    published_at: dt.datetime
    restricted: bool
    moved: str = ""


@dataclass(frozen=True)
class GonePack:
    """A published pack that was taken back, and that nothing has taken the place of yet."""

    title: str
    at: dt.datetime
    why: str

    @property
    def sentence(self) -> str:
        """What a reader is told where the pack would be."""
        day = page_date(timezone.localtime(self.at))
        return f"{self.title}: taken back on {day}. There is none until the corrected one is out."


@dataclass(frozen=True)
class EditionFile:
    """The file that an address gives: the edition, or the one that superseded it."""

    edition: PackEdition
    name: str
    taken_back: bool = False
    replaced: bool = False
    """Whether a corrected one is in its place."""
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
    gone: tuple[GonePack, ...] = ()
    pages: dict[tuple[str, str], PackPages] = field(default_factory=dict)


def shown_packs(meeting: Meeting, viewer: Viewer) -> Packs:
    """Read the packs of a meeting that a viewer may open; of unpublished ones the newest each."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(release__meeting=meeting, release__superseded_at=None)
        .select_related("release")
        .defer("manifest")
        .annotate(some_are_gone=Exists(SUPERSEDED.filter(meeting=OuterRef("release__meeting"))))
    )
    newest: dict[tuple[object, ...], int] = {}
    found = list(editions.order_by("release__compiled_at", "release_id"))
    for edition in found:
        newest[_what(edition.release)] = edition.release_id
    ordered = sorted((each for each in found if each.release_id in newest.values()), key=_place)
    ask = not found or found[0].some_are_gone
    gone = packs_taken_back([meeting], viewer).get(meeting.pk, ()) if ask else ()
    moves = moves_of([meeting]) if found else {}
    downloads = tuple(
        replace(
            _download(each.edition, each.prints),
            moved=prints_otherwise(meeting, each.edition.release.compiled_at, moves),
        )
        for each in offered_once(ordered)
    )
    return Packs(downloads, gone, _pages(ordered))


def packs_taken_back(
    meetings: Iterable[Meeting], viewer: Viewer
) -> dict[int, tuple[GonePack, ...]]:
    """By meeting, what a viewer could open before and has no pack in the place of."""
    found: dict[int, tuple[GonePack, ...]] = {}
    superseded = SUPERSEDED.filter(meeting__in=meetings)
    if not superseded.exists():  # as of nearly every meeting
        return found
    held = PackEdition.objects.filter(edition_taken_back(viewer)).values("release")
    for each in superseded.filter(pk__in=held).taken_back().order_by("kind", "supplement"):
        assert each.superseded_at
        gone = GonePack(each.title, each.superseded_at, each.superseded_reason)
        found[each.meeting_id] = (*found.get(each.meeting_id, ()), gone)
    return found


def fullest(editions: Iterable[PackEdition]) -> list[PackEdition]:
    """Of each release and layout the edition that holds most: the members' one, if it is there."""
    found: dict[tuple[int, str], PackEdition] = {}
    for each in sorted(editions, key=lambda each: each.audience.is_restricted):
        found[each.release_id, each.layout] = each
    return list(found.values())


def main_packs(meetings: Iterable[Meeting], viewer: Viewer) -> dict[int, Download]:
    """The published pack that a list of meetings links, by meeting; one query for them all."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(
            release__meeting__in=meetings,
            release__published_at__isnull=False,
            release__superseded_at=None,
            release__kind=Kind.MAIN,
            layout=Layout.SCREEN,
        )
        .select_related("release")
    )
    # The public one is met last and stays.
    ordered = editions.defer("manifest", "page_map").order_by("-audience")
    return {each.release.meeting_id: _download(each) for each in ordered}


def members_packs(
    meetings: Sequence[Meeting], viewer: Viewer
) -> dict[int, tuple[MembersPack, ...]]:
    """The published packs of these meetings by meeting, each as full as a viewer may have it."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(release__in=Release.objects.filter(meeting__in=meetings).out())
        .filter(layout=Layout.SCREEN)
        .select_related("release")
        .defer("manifest", "page_map")
    )
    found: dict[int, dict[tuple[int, int], PackEdition]] = {}
    # The restricted one of a pack is met last and stays; so does the latest consolidated one.
    ordered = sorted(
        editions, key=lambda each: (each.release.supplement, each.audience.is_restricted)
    )
    for each in ordered:
        release = each.release
        number = 0 if release.kind is Kind.CONSOLIDATED else release.supplement
        found.setdefault(release.meeting_id, {})[KINDS.index(release.kind), number] = each
    by_pk = {each.pk: each for each in meetings}
    moves = moves_of(by_pk[pk] for pk in found) if found else {}
    return {
        pk: tuple(
            replace(
                _members_pack(each),
                moved=prints_otherwise(by_pk[pk], each.release.compiled_at, moves),
            )
            for _, each in sorted(kept.items(), key=lambda pair: pair[0])
        )
        for pk, kept in found.items()
    }


def shown_pack_file(sha256: str, viewer: Viewer) -> EditionFile:
    """The pack of these bytes that a viewer may have, the public one first.

    One that was taken back says so to whoever could open it before. Raises Http404.
    """
    same = PackEdition.objects.filter(sha256=sha256).select_related("release__meeting__board")
    # The public one before the members', what is out before what was taken back.
    first = ("audience", F("release__superseded_at").desc(nulls_first=True))
    edition = same.visible_to(viewer).order_by(*first).first()
    if edition is not None:
        return EditionFile(edition, _file_name(edition), personal=edition.audience.is_restricted)
    gone = same.filter(edition_taken_back(viewer)).first()
    if gone is None:
        raise Http404
    waits = Release.objects.filter(pk=gone.release_id).taken_back().exists()
    return EditionFile(gone, _file_name(gone), taken_back=True, replaced=not waits)


def _file_name(edition: PackEdition) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-0900-supplement-1-print.pdf”.

    It names all that tells one pack from another, so that no two lie in a folder under one name.
    """
    meeting = edition.release.meeting
    named = [boards_in_a_file_name(meeting), str(meeting.date)]
    if meeting.time:
        named.append(f"{meeting.time:%H%M}")
    named.append(edition.release.title)
    if edition.audience.is_restricted:
        named.append("restricted")
    if edition.layout == Layout.PRINT:
        named.append("print")
    return f"{slugify(' '.join(named))}.pdf"


def _members_pack(edition: PackEdition) -> MembersPack:
    assert edition.published_at
    return MembersPack(
        title=edition_title(edition),
        href=edition.get_absolute_url(),
        pages=edition.page_count,
        size=edition.size,
        published_at=edition.published_at,
        restricted=edition.audience.is_restricted,
    )


def _what(release: Release) -> tuple[object, ...]:
    return release.kind, release.supplement, release.published_at is None


def _place(edition: PackEdition) -> tuple[bool, int, int, bool, bool]:
    """Published before draft, the pack before its supplements, for all before for some."""
    return (
        edition.published_at is None,
        KINDS.index(edition.release.kind),
        edition.release.supplement,
        edition.audience.is_restricted,
        edition.layout == Layout.PRINT,
    )


def _download(edition: PackEdition, prints: bool = False) -> Download:
    published = edition.published_at
    day = page_date(timezone.localtime(published or edition.release.compiled_at))
    return Download(
        title=edition_title(edition) + (ALSO_PRINTS if prints else ""),
        href=edition.get_absolute_url(),
        pages=edition.page_count,
        size=edition.size,
        note=f"{'Published' if published else 'Compiled'} {day}",
        draft=published is None,
    )


def edition_title(edition: PackEdition) -> str:
    """What the edition is called beside its link: “Supplement 1, print edition”."""
    title = edition.release.title
    if edition.audience.is_restricted:
        title += " with restricted papers"
    return title + (", print edition" if edition.layout == Layout.PRINT else "")


def _pages(editions: Sequence[PackEdition]) -> dict[tuple[str, str], PackPages]:
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
    lengths = [part.get("sheets", part["pages"][1] - part["pages"][0] + 1) for part in parts]
    at = edition.page_count - sum(lengths) + 1
    href = edition.get_absolute_url()
    for part, length in zip(parts, lengths, strict=True):
        first, last = part["pages"]
        for key in (part["sha256"], part["title"]):
            yield (part["item"], key), PackPages(href, first, last, at)
        at += length
