"""Bounds on a process that handles what others made."""

import ctypes
import os
import resource
import signal
import sys

MOST_MEMORY = 8 * 1024**3  # bytes of address space
PR_SET_PDEATHSIG = 1
M_ARENA_MAX = -8  # of glibc


def end_with(parent: int) -> None:
    """End this process when its parent, given by process id, ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)


def limit_memory() -> None:
    """No more memory than a pack can need, and no core dump.

    All threads share one heap: each would keep what it has freed to itself.
    """
    if sys.platform == "linux" and hasattr(ctypes.CDLL(None), "mallopt"):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
