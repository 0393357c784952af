"""Broken files at the door: each is taken or refused with a sentence, and what is taken binds.

`make test` tries a hundredth of them, `make soak` (SOAK=1) all 5,000 and prints the figures.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from reports.files.inspecting import inspect_upload
from reports.files.uploads import PdfFacts, Unusable
from rotherham_hwb.packs.compiling import child
from rotherham_hwb.packs.compiling.compile import PackRefused
from rotherham_hwb.packs.plan.pack_plan import FrontSheet, PackPlan, Part, PlanItem
from tests.soak.mutations import mutated

pytestmark = pytest.mark.slow

IN_BATCH = 10
BATCHES = 500 if os.environ.get("SOAK") == "1" else 5
MOST_SECONDS = 120  # for a pack of ten small papers, or one

Papers = Mapping[Path, PdfFacts]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_broken_file_is_taken_and_bound_or_refused_in_a_sentence(
    batch: int,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "MOST_SECONDS", MOST_SECONDS)
    figures: Counter[str] = Counter()
    taken: dict[Path, PdfFacts] = {}
    names: dict[Path, str] = {}
    for number in range(batch * IN_BATCH, (batch + 1) * IN_BATCH):
        path = tmp_path / f"{number}.pdf"
        published = path.with_suffix(".published.pdf")
        names[published], data = mutated(number)
        path.write_bytes(data)
        _inspect(path, published, taken, figures)
    failed = [names[path] for path in _bind(taken, tmp_path, figures)]
    record_property("soak", dict(figures))
    assert failed == []


def _inspect(
    path: Path, published: Path, taken: dict[Path, PdfFacts], figures: Counter[str]
) -> None:
    try:
        taken[published] = inspect_upload(path, published)
        figures["taken"] += 1
    except Unusable as reason:
        _is_one_sentence(str(reason))
        figures["refused at upload"] += 1
        figures[f"  {str(reason).partition(':')[0]}"] += 1


def _bind(taken: Papers, folder: Path, figures: Counter[str]) -> list[Path]:
    """Bind all that was taken into one pack; where that fails, each by itself."""
    if not taken or _binds(taken, folder, figures) == "bound":
        figures["bound"] += len(taken)
        return []
    failed = []
    for path, facts in taken.items():
        came_of_it = _binds({path: facts}, folder, figures)
        figures[came_of_it] += 1
        if came_of_it == "failed":
            failed.append(path)
    return failed


def _binds(papers: Papers, folder: Path, figures: Counter[str]) -> str:
    files = {facts.sha256: path for path, facts in papers.items()}
    output = folder / "pack.pdf"
    try:
        (compiled,) = child.compile_in_child(
            [(_plan(papers), output)], files=files, sections={}, report=lambda progress: None
        )
    except PackRefused as reason:
        _is_one_sentence(str(reason).partition(" cannot be bound. ")[2])
        return "refused when bound"
    except child.CompileFailed:
        return "failed"
    with pikepdf.open(output) as pack:
        assert len(pack.pages) == compiled.page_count
    return "bound"


def _plan(papers: Papers) -> PackPlan:
    items = tuple(
        PlanItem(str(place), f"Paper {path.stem}", parts=(Part(path.stem, facts.sha256),))
        for place, (path, facts) in enumerate(papers.items(), start=1)
    )
    front = FrontSheet(board="Harbour Board", date=dt.date(2026, 1, 21))
    return PackPlan(title="A pack", front=front, items=items)


def _is_one_sentence(words: str) -> None:
    assert words.endswith(".")
    assert ". " not in words
    assert "Traceback" not in words
