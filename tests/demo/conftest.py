import contextlib
import fcntl
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rotherham_hwb.demo import postgres


@pytest.fixture
def place() -> Iterator[Path]:
    """A new folder in which a cluster may be kept; as root, one that `nobody` can reach."""
    folder = Path(tempfile.mkdtemp(prefix="throw-away-", dir=postgres.home()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def eventually(condition: Callable[[], bool], *, within: float = 20.0) -> bool:
    """Say whether the condition came true in time (seconds)."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def server_is_gone(data: Path) -> bool:
    """Say whether no process of the cluster is left: each of them holds its lock."""
    with (data / "postgres.lock").open("a") as lock, contextlib.suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def running_with(argument: str) -> dict[int, str]:
    """Return the process ids and command lines on this machine that name the argument."""
    found = {}
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            line = process.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if argument in line:
                found[int(process.parent.name)] = line
    return found
