"""The rooms keep to their contracts, and a breach is found."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_rooms_keep_to_their_contracts() -> None:
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout


def test_a_room_that_looks_ahead_breaks_a_contract(tmp_path: Path) -> None:
    for room in ("meetings", "reports", "minutes", "rotherham_hwb"):
        shutil.copytree(ROOT / room, tmp_path / room)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    with (tmp_path / "meetings" / "workflow.py").open("a") as file:
        file.write("\nfrom minutes.models import Minutes  # noqa\n")

    result = _lint(tmp_path)

    assert result.returncode == 1
    assert "meetings.workflow -> minutes.models" in result.stdout
