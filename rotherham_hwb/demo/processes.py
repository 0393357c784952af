"""Child processes that never outlive the process that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1


def stopped_with_parent(how: signal.Signals) -> Callable[[], None]:
    """Return what a new child runs first, so that it gets the signal when its parent is gone.

    The kernel forgets the wish when a process changes its user, so this must run after that:
    `subprocess` runs it last. Linux only; elsewhere it just clears the signal mask.

    Whoever started us may ignore the signal, and a child would go on ignoring it.
    """
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None

    def arrange() -> None:
        signal.signal(how, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if prctl is not None:
            prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
            if os.getppid() != parent:
                os.kill(os.getpid(), how)

    return arrange


def spawn(
    command: Sequence[str | Path],
    *,
    ends_by: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str],
    output: IO[bytes] | int,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that a Ctrl-C in the terminal is ours to pass on.

    Call it from the main thread: Linux sends the signal when the starting *thread* ends.
    """
    return subprocess.Popen(  # noqa: S603 (our own commands, no shell)
        command,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=stopped_with_parent(ends_by),
        **options,
    )


def stop(process: subprocess.Popen[bytes], how: signal.Signals, *, patience: float) -> None:
    """Ask a process to end; after `patience` seconds end it and all of its session."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        end_session(process)
        process.wait()


def end_session(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of the session that `spawn` opened for the process."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
