"""Packs of tests are compiled in the test's own process, and keep what was set once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from rotherham_hwb.packs.compiling.compile import Compiled, Progress, compile_plan
from rotherham_hwb.packs.editions import compile_edition as editions
from rotherham_hwb.packs.plan.pack_plan import PackPlan
from rotherham_hwb.packs.typesetting.cache import Cache


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was rendered in this run."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def compiled_here(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """Spare each pack the second it takes to start a child."""

    def here(
        plan: PackPlan,
        *,
        files: Mapping[str, Path],
        sections: Mapping[str, str],
        output: Path,
        report: Callable[[Progress], None],
        cache: Path | None = None,
    ) -> Compiled:
        given: dict[str, Any] = {"sources": files, "sections": sections, "report": report}
        return compile_plan(plan, output=output, cache=Cache(kept), **given)

    monkeypatch.setattr(editions, "compile_in_child", here)
