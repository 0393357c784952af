"""Words that stay printed in the files of papers: those files are never changed, but withdrawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from meetings.models import AgendaItem, Meeting
from reports.files.verdicts import PdfNote, Verdict
from reports.models import Paper, PaperState, PaperVersion
from reports.unseen.beside import squeezed
from reports.unseen.kinds import pages_in_words
from rotherham_hwb.checks.texts import PaperText, read_papers
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.redactions.pattern import words_pattern

IsIn = Callable[[str], bool]
FEWEST_RUN_ON = 6  # letters: fewer are met inside other words


@dataclass(frozen=True)
class HoldingPack:
    """Where a pack that is out holds such pages, by the numbers printed on them."""

    release: Release
    pages: tuple[int, ...]

    @property
    def where(self) -> str:
        return pages_in_words(self.pages)


@dataclass(frozen=True)
class PrintedWords:
    """A paper whose file is given out now and prints the words, or could not be read for them."""

    paper: Paper
    pages: tuple[int, ...] = ()
    """Of its file, from 1."""
    beside: tuple[str, ...] = ()
    """What else of its file holds them: “a bookmark”."""
    packs: tuple[HoldingPack, ...] = ()
    pictures: bool = False
    """Whether there are pages whose words nobody but a reader knows: pictures, or unreadable."""

    @property
    def is_found(self) -> bool:
        return bool(self.pages or self.beside)

    @property
    def where(self) -> str:
        """“page 3, and in a bookmark”."""
        beside = " and ".join(f"in {each}" for each in self.beside)
        return ", and ".join(filter(None, (pages_in_words(self.pages), beside)))


def find_printed(meeting: Meeting, words: str) -> list[PrintedWords]:
    """The published papers of a meeting that print the words, or may; and the packs with them.

    Those of the meetings that are given its minutes are looked through as well. Files are read in
    a process of their own, once, and what they say is kept.
    """
    pattern, run_on = words_pattern(words), squeezed(words)
    files = {paper: paper.latest for paper in _papers(meeting)}
    held = {paper: version for paper, version in files.items() if version and version.file}
    read = read_papers(
        {each.sha256: Path(each.file.path) for each in held.values()},
        Cache(Path(settings.MEDIA_ROOT) / "cache"),
    )

    def is_in(text: str) -> bool:
        plain = unicodedata.normalize("NFKC", text)
        near = len(run_on) >= FEWEST_RUN_ON and run_on in squeezed(plain)
        return near or pattern.search(plain) is not None

    found = (
        _printed(paper, version, read.get(version.sha256, PaperText(())), is_in)
        for paper, version in held.items()
    )
    return [each for each in found if each.is_found or each.pictures]


def meetings_with(printed: list[PrintedWords]) -> set[int]:
    """The meetings whose packs would print the words again, were they compiled now."""
    papers = [each.paper.pk for each in printed if each.is_found]
    items = AgendaItem.objects.filter(papers__in=papers)
    return set(items.values_list("meeting", flat=True))


def _papers(meeting: Meeting) -> list[Paper]:
    told = AgendaItem.objects.filter(minutes_of=meeting).values_list("meeting", flat=True)
    placed = Paper.objects.filter(items__meeting__in=[meeting.pk, *told])
    out = placed.filter(state=PaperState.PUBLISHED).distinct().order_by("pk")
    return list(out.prefetch_related("versions"))


def _printed(paper: Paper, version: PaperVersion, read: PaperText, is_in: IsIn) -> PrintedWords:
    pages = tuple(number for number, text in enumerate(read.pages, start=1) if is_in(text))
    beside = dict.fromkeys(each.where for each in read.asides if is_in(each.words))
    silent = not any(text.strip() for text in read.pages)
    scanned = version.verdict == Verdict.SCANNED or PdfNote.PICTURES in version.to_note
    packs = tuple(_packs(version, pages)) if pages else ()
    return PrintedWords(paper, pages, tuple(beside), packs, pictures=silent or scanned)


def _packs(version: PaperVersion, pages: tuple[int, ...]) -> Iterator[HoldingPack]:
    out = Release.objects.out().filter(meeting__items__papers=version.paper_id).distinct()
    for release in out.select_related("meeting__board").order_by("pk"):
        numbers = {
            part["pages"][0] + page - 1
            for edition in PackEdition.objects.filter(release=release)
            for part in edition.page_map["parts"]
            if part["sha256"] == version.sha256
            for page in pages
        }
        if numbers:
            yield HoldingPack(release, tuple(sorted(numbers)))
