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
    return (replace(each, href=review, fix="Look through the pack") for each in found)
