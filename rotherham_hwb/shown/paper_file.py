"""The file of one paper, and the pictures in its text, as far as one viewer gets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from meetings.access import Restriction, Viewer
from meetings.exempt import marking
from meetings.models.restricted import Restricted
from reports.models import Paper, PaperState, PaperVersion, Report, ReportPicture


@dataclass(frozen=True)
class PaperDownload:
    """What is given of a paper: a stored file, a version that is to be set, or that it is gone."""

    name: str
    gone: bool = False
    stored: FieldFile | None = None
    sha256: str = ""
    written_here: PaperVersion | None = None
    personal: bool = False
    """Whether it bears the marks of a restricted paper, and the reader's name."""
    marking: str = ""
    """The lines to stamp below "Not for publication"."""


@dataclass(frozen=True)
class Picture:
    """A picture in the text of a report; `kind` is its media type."""

    name: str
    stored: FieldFile
    sha256: str
    kind: str
    personal: bool
    """As of the paper's file."""


def shown_file(paper: Paper) -> PaperDownload:
    """The newest file of a paper that its reader was found to see; a withdrawn paper's is gone.

    Raises Http404 where there is none.
    """
    name = file_name(paper)
    if paper.state == PaperState.WITHDRAWN:
        return PaperDownload(name, gone=True)
    holders = _holders(paper)
    version = paper.latest
    if version is None or not (version.file or version.authored):
        raise Http404
    stored = version.file if version.file else None
    return PaperDownload(
        name,
        stored=stored,
        sha256=version.sha256 if stored else "",
        written_here=None if stored else version,
        personal=_is_personal(holders),
        marking=marking(*holders),
    )


def shown_picture(paper: Paper, number: int, viewer: Viewer) -> Picture | None:
    """A picture in the text of a report; of one not sent yet, for those who write it.

    None where the paper is withdrawn. Raises Http404 where there is none to give.
    """
    if paper.state == PaperState.WITHDRAWN:
        return None
    pictures = ReportPicture.objects.filter(report__paper=paper)
    sent = paper.latest.authored if paper.latest else None
    if not sent or number not in sent["pictures"]:
        pictures = pictures.filter(report__in=Report.objects.visible_to(viewer))
    found = get_object_or_404(pictures, number=number)
    personal = _is_personal(_holders(paper))
    return Picture(f"picture-{found.number}", found.file, found.sha256, found.kind, personal)


def _holders(paper: Paper) -> list[Restricted]:
    """What makes a paper as closed as it is: itself, and any item it stands on."""
    return [paper, *paper.items.all()]


def _is_personal(holders: Iterable[Restricted]) -> bool:
    return any(each.restriction != Restriction.OPEN for each in holders)


def file_name(paper: Paper) -> str:
    """A name to save the file under, from the title anyone may read."""
    return f"{slugify(str(paper))[:80].strip('-') or f'paper-{paper.pk}'}.pdf"
