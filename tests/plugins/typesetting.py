"""One setting process for all tests of a run (of a worker, where several share the tests)."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator

import pytest

from rotherham_hwb.packs.typesetting import typesetter
from rotherham_hwb.packs.typesetting.typesetter import SettingProcess


class SharedProcess(SettingProcess):
    """Used by every typesetter, in the threads of a live server too, and ended by none."""

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = threading.Lock()
        self._owner = os.getpid()

    def set(self, html: str) -> bytes:
        with self._one_at_a_time:
            self._own()
            return super().set(html)

    def end(self) -> None:
        """Others set with it too."""

    def end_for_all(self) -> None:
        super().end()

    def _own(self) -> None:
        """In a process that forked from the tests' own, start another: one pipe, one writer."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._running: subprocess.Popen[bytes] | None = None


@pytest.fixture(scope="session", autouse=True)
def one_setting_process_for_all() -> Iterator[SharedProcess]:
    """Starting a process takes as long as setting a dozen sections."""
    shared = SharedProcess()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetter, "SettingProcess", lambda: shared)
        yield shared
    shared.end_for_all()
