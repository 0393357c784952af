"""Which editions a release has, each with its plan: one rule for compiling and for freshness."""

from __future__ import annotations

from dataclasses import replace

from meetings.lifecycle import Refused
from rotherham_hwb.packs.contents.plan_pack import Contents, plan_pack
from rotherham_hwb.packs.kinds import Audience, Layout
from rotherham_hwb.packs.models import Release
from rotherham_hwb.packs.plan.pack_plan import Axes
from rotherham_hwb.packs.typesetting.typesetter import one_setting_process

Fingerprint = tuple[Audience, Layout, str]
"""An edition by whom it is for, how it is read, and the digest of its plan."""


@one_setting_process()
def plan_release(release: Release) -> list[Contents]:
    """The plans of the editions that a release, stored or not, has if it is compiled now.

    The public has one; board members have one of their own where it would hold more; each for
    the screen and for print. Raises Refused as `plan_pack` does.
    """
    axes = Axes(kind=release.kind, supplement=release.supplement, stage=release.stage)
    public = plan_pack(release.meeting, axes=axes)
    closed = replace(axes, audience=Audience.RESTRICTED)
    members = plan_pack(release.meeting, axes=closed)
    differs = replace(members.plan, axes=axes) != public.plan
    audiences = [public, members] if differs else [public]
    return [_laid_out(each, layout) for each in audiences for layout in Layout]


def plan_as_published(release: Release) -> list[Contents]:
    """The same for a release that is out, with the day of issue printed as in its own editions.

    Raises Refused where what it holds has changed since: that wants a corrected pack.
    """
    planned = plan_release(release)
    stored = stored_fingerprints(release)
    for each in (planned, [_undated(contents) for contents in planned]):
        if stored <= fingerprints(each):
            return each
    raise Refused(
        f"What the {release.title.lower()} holds has changed since it was published: compile and "
        "publish a corrected one instead."
    )


def fingerprints(planned: list[Contents]) -> set[Fingerprint]:
    return {(each.plan.axes.audience, each.plan.axes.layout, each.digest) for each in planned}


def stored_fingerprints(release: Release) -> set[Fingerprint]:
    return {(each.audience, each.layout, each.plan_sha256) for each in release.editions.all()}


def _laid_out(contents: Contents, layout: Layout) -> Contents:
    plan = contents.plan
    return replace(contents, plan=replace(plan, axes=replace(plan.axes, layout=layout)))


def _undated(contents: Contents) -> Contents:
    """As compiled before its publication: the day of issue was not known."""
    plan = contents.plan
    return replace(contents, plan=replace(plan, front=replace(plan.front, issued=None)))
