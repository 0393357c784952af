"""A demo elsewhere than in `.demo/`: `python -m tests.demo.stub PLACE PORT KIND`.

The kind "portal" is the real one; all others have stand-ins for the portal, but the supervisor,
PostgreSQL and gunicorn are real.
"""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rotherham_hwb.demo import supervise

SLOW_ANSWER = b"worth waiting for"
WORKER = "import time; time.sleep(600)"
WORKER_WITH_HELPER = (
    f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORKER!r}, sys.argv[1]])"
)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer at once, but /slow after a second."""
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [SLOW_ANSWER]


def broken(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer every request with an error."""
    start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
    return [b""]


def stand_in(place: Path, port: int, kind: str) -> supervise.Demo:
    """Return a demo whose commands all name its folder, so that a test can find them."""
    demo = replace(supervise.portal_demo(port), place=place, data=place)
    if kind == "portal":
        return demo

    def python(code: str) -> list[str]:
        return [sys.executable, "-c", code, str(place)]

    wsgi = f"tests.demo.stub:{'broken' if kind == 'broken' else 'application'}"
    workers = {"workless": "", "lone": WORKER}
    web = [wsgi if part == "rotherham_hwb.wsgi:application" else part for part in demo.crew["web"]]
    return replace(
        demo,
        steps={"the stage": python("raise SystemExit(3)" if kind == "unprepared" else "")},
        crew={
            "worker": python(workers.get(kind, WORKER_WITH_HELPER)),
            "web": [*web, "--name", str(place), "--env", f"PLACE={place}"],
        },
    )


if __name__ == "__main__":
    try:
        supervise.run(
            stand_in(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]),
            welcome=lambda address: f"open at {address}",
        )
    except supervise.CannotRun as problem:
        sys.exit(str(problem))
