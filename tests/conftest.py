"""What every test has: a folder of its own for papers and packs, and what makes it quick."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from rotherham_hwb.packs.compiling.compile import Compiled, Progress, compile_plan
from rotherham_hwb.packs.editions import compile_edition as editions
from rotherham_hwb.packs.plan.pack_plan import PackPlan
from rotherham_hwb.packs.typesetting.cache import Cache


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    """Papers and packs of a test are stored here and nowhere else."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A slow hash protects people; those who live in tests need none."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was rendered in this run."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def compiled_here(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """Packs are compiled in the test's own process: a child takes a second to start.

    The walks and the soak put a fixture in this one's place: they compile as the portal does.
    """

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
