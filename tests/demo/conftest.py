import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from rotherham_hwb.demo import postgres

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def place() -> Iterator[Path]:
    """A new folder in which a cluster may be kept; as root, one that `nobody` can reach."""
    folder = Path(tempfile.mkdtemp(prefix="throw-away-", dir=postgres.home()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(place: Path, port: int) -> Iterator[Start]:
    """Starts the stand-in demo; without PostgreSQL unless asked for."""
    started: list[subprocess.Popen[str]] = []

    def start(
        kind: str = "whole",
        *,
        postgres: bool = False,
        output: int = subprocess.PIPE,
        ignored: Sequence[signal.Signals] = (),
    ) -> subprocess.Popen[str]:
        url = "" if postgres else "postgresql://not/used"
        demo = subprocess.Popen(
            [sys.executable, "-m", "tests.demo.stub", place, str(port), kind],
            env=os.environ | {"DATABASE_URL": url},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=partial(heed_signals, ignored),
        )
        started.append(demo)
        return demo

    yield start
    for demo in started:
        demo.terminate()
        demo.communicate(timeout=30)
    left_behind = running_with(str(place))
    for process in left_behind:
        os.kill(process, signal.SIGKILL)
    assert not left_behind


def heed_signals(but: Sequence[signal.Signals]) -> None:
    """The tests may run below something that ignores signals: nohup, or a job of a shell."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN if each in but else signal.SIG_DFL)


def open_for_visitors(demo: subprocess.Popen[str]) -> bool:
    """Read on until the demo says that it is open; show what it said if it never does."""
    assert demo.stdout is not None
    said = ""
    while not said.endswith("/\n") and (line := demo.stdout.readline()):
        said += line
    assert "open at http://" in said, said
    return True


def ended(demo: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Return the exit code and the lines said since we last read."""
    output, _ = demo.communicate(timeout=30)
    assert "Traceback" not in output
    return demo.returncode, [line for line in output.splitlines() if line]


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
