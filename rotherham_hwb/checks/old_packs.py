"""What was read from an old pack, before the public reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.urls import reverse

from minutes.models import Minutes
from rotherham_hwb.checks import rules
from rotherham_hwb.checks.findings import Finding
from rotherham_hwb.checks.known import know
from rotherham_hwb.checks.minutes import findings_of_minutes
from rotherham_hwb.checks.remedies import WITHDRAW
from rotherham_hwb.checks.run import Result, settled
from rotherham_hwb.legacy.models import ImportedPack

THE_WORDS = (rules.leaking, rules.slips)
"""What counts of an old pack: its agenda was in order long ago, or never will be."""


def check_import(pack: ImportedPack, minutes: Iterable[Minutes]) -> Result:
    """The agenda and the papers of a pack, and those of its minutes that are to go out with it."""
    return settled(pack.meeting, _found(pack, minutes))


def _found(pack: ImportedPack, minutes: Iterable[Minutes]) -> Iterator[Finding]:
    review = reverse("desk_import", args=[pack.pk])
    known = know(pack.meeting)
    found = [each for check in THE_WORDS for each in check(known)]
    for record in minutes:
        found += findings_of_minutes(record)
    is_out = known.meeting.agenda_published_at is not None
    return (_mended_in(review, each, is_out=is_out) for each in found)


def _mended_in(review: str, found: Finding, *, is_out: bool) -> Finding:
    """By its review, which corrects nothing that is out: that is taken back where it stands."""
    if found.fix == WITHDRAW or (is_out and found.about.startswith("item ")):
        return found
    return replace(found, href=review, fix="Look through the pack")
