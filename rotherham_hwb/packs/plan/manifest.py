"""The manifest that stands beside each edition: what is in it, and where."""

from collections.abc import Sequence
from typing import Any

from rotherham_hwb.packs.plan.numbering import PageMap, Sheet, SheetKind, as_json
from rotherham_hwb.packs.plan.pack_plan import PackPlan

VERSION = 1


def manifest(
    plan: PackPlan,
    page_map: PageMap,
    leaves: Sequence[Sheet],
    *,
    tagged: Sequence[bool],
    changed: Sequence[Sequence[str]],
    sha256: str,
) -> dict[str, Any]:
    """Items, papers, pack page ranges, printed labels and hashes, in plain values.

    `tagged` says of each bound paper whether it brought tags of its own, `changed` what could
    not come along.
    """
    body = as_json(page_map)
    for part, has_tags, words in zip(body["parts"], tagged, changed, strict=True):
        part |= {"tagged": has_tags, "changed": list(words)}
    return {
        "version": VERSION,
        "title": plan.title,
        "board": plan.front.board,
        "date": plan.front.date.isoformat(),
        "language": plan.language,
        "edition": {
            "kind": plan.axes.kind.value,
            "supplement": plan.axes.supplement,
            "audience": plan.axes.audience.value,
            "layout": plan.axes.layout.value,
            "stage": plan.axes.stage.value,
        },
        "front_pages": sum(sheet.kind is SheetKind.FRONT for sheet in leaves),
        "labels": [sheet.label for sheet in leaves],
        "sha256": sha256,
        **body,
    }
