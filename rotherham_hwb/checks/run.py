"""Running every check, and overruling what it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from meetings import audit
from meetings.lifecycle import Refused
from meetings.models import Meeting, Supplement, User
from rotherham_hwb.checks.findings import Finding, Weight
from rotherham_hwb.checks.grouping import grouped
from rotherham_hwb.checks.known import know
from rotherham_hwb.checks.models import Overrule
from rotherham_hwb.checks.rules import CHECKS


@dataclass(frozen=True)
class Result:
    """What the checks say, in the order of the agenda."""

    stops: tuple[Finding, ...]
    looks: tuple[Finding, ...]
    overruled: tuple[tuple[Finding, Overrule], ...]

    @property
    def sentence(self) -> str:
        """What keeps the agenda from being published; empty where nothing does."""
        if not self.stops:
            return ""
        if len(self.stops) == 1:
            only = self.stops[0]
            either = "Put it right" if only.final else "Put it right, or accept it with a reason,"
            return f"{only.where}: {only.sentence} {either} and go on then."
        number = len(self.stops)
        return f"Put right what the checks found ({number} things), or accept it with a reason."


def check_meeting(meeting: Meeting, supplement: Supplement | None = None) -> Result:
    """Look at what is about to be published: the agenda, or one supplement of it."""
    known = know(meeting, supplement)
    return settled(meeting, (each for check in CHECKS for each in check(known)))


def settled(meeting: Meeting, findings: Iterable[Finding]) -> Result:
    """Findings by paper and kind, and which of them an officer of the meeting overruled."""
    found = {each.key: each for each in grouped(findings)}
    decided = {each.key: each for each in meeting.overrules.select_related("made_by")}
    left = [each for key, each in found.items() if key not in decided]
    return Result(
        tuple(each for each in left if each.weight is Weight.STOP),
        tuple(each for each in left if each.weight is not Weight.STOP),
        tuple((found[key], decided[key]) for key in found if key in decided),
    )


def overrule(meeting: Meeting, finding: Finding, *, reason: str, by: User) -> Overrule:
    """Let a finding no longer stop this publication.

    Raises Refused without a reason, and for what only its owner can put right.
    """
    if finding.final:
        raise Refused("This cannot be accepted as it is: put it right.")
    if not reason.strip():
        raise Refused("Say why this may be published all the same.")
    with transaction.atomic():
        made, _ = Overrule.objects.get_or_create(
            meeting=meeting,
            key=finding.key,
            defaults={
                "sentence": f"{finding.where}: {finding.sentence}",
                "reason": reason.strip(),
                "made_by": by,
            },
        )
        audit.record(
            "accept a finding of", meeting, by=by, reason=reason.strip(), finding=made.sentence
        )
    return made


def withdraw_overrule(made: Overrule, *, by: User) -> None:
    """Let a finding count again."""
    with transaction.atomic():
        audit.record("count a finding again for", made.meeting, by=by, finding=made.sentence)
        made.delete()


def overrule_all(result: Result, meeting: Meeting, *, reason: str, by: User) -> None:
    """Overrule with one reason whatever stops a text that is not stored yet, as a correction."""
    with transaction.atomic():
        for finding in result.stops:
            overrule(meeting, finding, reason=reason, by=by)


def must_pass(meeting: Meeting, supplement: Supplement | None = None) -> None:
    """Raises Refused where the checks found what stops a publication."""
    pass_checks(check_meeting(meeting, supplement))


def pass_checks(result: Result) -> None:
    """Raises Refused where something is to be put right, or overruled, first."""
    if result.sentence:
        raise Refused(result.sentence)
