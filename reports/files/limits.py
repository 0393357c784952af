"""Running one program within limits: `python -m reports.files.limits PARENT MEMORY CPU FILE -- …`.

It ends with the process that asked; memory and file size are in bytes, CPU in seconds.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def end_with(parent: int) -> None:
    """End when the parent does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)


def limit(*, memory: int, cpu: int, file_size: int) -> None:
    """Take no more than this, and leave no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_the_network() -> None:
    """See no network any more, where the system lets us choose."""
    if sys.platform == "linux":
        alone = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
        ctypes.CDLL(None).unshare(alone)


def main(parent: str, memory: str, cpu: str, file_size: str, dashes: str, *command: str) -> None:
    end_with(int(parent))
    leave_the_network()
    limit(memory=int(memory), cpu=int(cpu), file_size=int(file_size))
    os.execv(command[0], command)  # noqa: S606 - no shell, and our own words


if __name__ == "__main__":
    main(*sys.argv[1:])
