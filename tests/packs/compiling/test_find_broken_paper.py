"""A paper that only fails when it is bound is named, and our own faults are not put on it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.files.uploads import inspect_pdf
from rotherham_hwb.packs.compiling import compile as compiling
from rotherham_hwb.packs.compiling import find_broken_paper as blame
from rotherham_hwb.packs.compiling.compile import PackRefused, compile_plan
from rotherham_hwb.packs.pdf.bind import Binding, Bound, bind
from rotherham_hwb.packs.plan.pack_plan import FrontSheet, PackPlan, Part, PlanItem
from tests.packs.fixtures import plain_pdf

FailsOver = Callable[[str], None]


@pytest.fixture
def fails_over(monkeypatch: pytest.MonkeyPatch) -> FailsOver:
    """Make binding fail whenever a source of this title is among others."""

    def set_up(title: str) -> None:
        def broken(binding: Binding, output: Path, **others: Any) -> Bound:
            if title in {source.title for source in binding.sources}:
                raise RuntimeError("std::bad_cast")
            return bind(binding, output, **others)

        monkeypatch.setattr(compiling, "bind", broken)
        monkeypatch.setattr(blame, "bind", broken)

    return set_up


def compile_pack(folder: Path, *names: str) -> None:
    """Compile a pack of papers with these titles."""
    files = {}
    parts = []
    for name in names:
        path = plain_pdf(folder / f"{name}.pdf")
        sha256 = inspect_pdf(path).sha256
        files[sha256] = path
        parts.append(Part(name, sha256))
    front = FrontSheet(board="Harbour Board", date=dt.date(2026, 1, 21))
    plan = PackPlan("A pack", front, (PlanItem("1", "Dues", parts=tuple(parts)),))
    compile_plan(plan, sources=files, output=folder / "pack.pdf")


def test_a_paper_that_cannot_be_bound_is_named(tmp_path: Path, fails_over: FailsOver) -> None:
    fails_over("Bad")
    with pytest.raises(PackRefused, match=r"^“Bad” cannot be bound\. The file is damaged: make"):
        compile_pack(tmp_path, "Good", "Bad", "Fair")


def test_a_fault_that_no_paper_has_is_ours(tmp_path: Path, fails_over: FailsOver) -> None:
    fails_over("Agenda")  # the front sheet, which we set ourselves
    with pytest.raises(RuntimeError, match="bad_cast"):
        compile_pack(tmp_path, "Good", "Fair")
