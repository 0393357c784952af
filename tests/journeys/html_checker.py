"""The HTML checker, kept running for all walks: Java takes longer to start than 200 checks."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request

from rotherham_hwb.demo.processes import spawn, stop
from tests import tools

# It runs too short a while for the last turn of its compiler to pay, and reads deep grammars.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
START_LIMIT = 120.0  # seconds, on a busy machine
HTML = {"Content-Type": "text/html; charset=utf-8"}


class HtmlChecker:
    """A checker that answers on a port of this machine."""

    def __init__(self) -> None:
        self.port = _free_port()
        here = "-Dnu.validator.servlet.bind-address=127.0.0.1"
        java = (tools.java(), *OPTIONS, here, "-cp", str(tools.vnu()))
        command = (*java, "nu.validator.servlet.Main", str(self.port))
        self._process = spawn(command, env=os.environ, output=subprocess.DEVNULL)
        _wait_for(self.port, self._process)

    def faults(self, html: bytes) -> list[str]:
        """What is wrong with a page, each fault in a line with its place."""
        address = f"http://127.0.0.1:{self.port}/?out=json&level=error"
        request = urllib.request.Request(address, data=html, headers=HTML)
        with urllib.request.urlopen(request, timeout=60) as answer:
            said = json.load(answer)["messages"]
        return [f"{each.get('lastLine', '?')}: {each['message']}" for each in said]

    def close(self) -> None:
        stop(self._process, signal.SIGTERM, patience=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    stop(process, signal.SIGTERM, patience=10)
    raise AssertionError("The HTML checker did not start.")
