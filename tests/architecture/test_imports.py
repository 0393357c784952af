"""The rooms keep to their contracts, and a breach is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_the_rooms_keep_to_their_contracts() -> None:
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout


def _copied(to: Path) -> Path:
    """The rooms and their contracts in a folder of their own, to be broken."""
    for room in ("meetings", "reports", "minutes", "rotherham_hwb"):
        shutil.copytree(ROOT / room, to / room)
    shutil.copy(ROOT / ".importlinter", to)
    return to


@pytest.mark.slow
def test_a_room_that_looks_ahead_breaks_a_contract(tmp_path: Path) -> None:
    folder = _copied(tmp_path)
    with (folder / "meetings" / "workflow.py").open("a") as file:
        file.write("\nfrom minutes.models import Minutes  # noqa\n")

    result = _lint(folder)

    assert result.returncode == 1
    assert "meetings.workflow -> minutes.models" in result.stdout


@pytest.mark.slow
def test_an_outlet_that_reads_records_beside_shown_breaks_a_contract(tmp_path: Path) -> None:
    folder = _copied(tmp_path)
    pages = folder / "rotherham_hwb" / "public" / "pages"
    (pages / "new_feed.py").write_text("from reports.models import Paper  # noqa\n")

    result = _lint(folder)

    assert result.returncode == 1
    assert "rotherham_hwb.public.pages.new_feed -> reports.models (l.1)" in result.stdout


@pytest.mark.slow
def test_an_outlet_in_a_room_of_its_own_has_no_place_until_it_is_given_one(
    tmp_path: Path,
) -> None:
    folder = _copied(tmp_path)
    (folder / "rotherham_hwb" / "open_data.py").write_text("from reports.models import Paper\n")

    result = _lint(folder)

    assert result.returncode == 1
    assert "rotherham_hwb.open_data" in result.stdout
