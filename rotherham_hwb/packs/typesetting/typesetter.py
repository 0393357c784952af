"""Our own sections set as PDF in a process of its own, or taken from what was set before.

Setting type needs memory that binding can do without, so the process starts only for a section
that is not in the cache, and ends before the papers are bound. It takes most of a second to
start: what sets several sections does so inside `one_setting_process`.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import fonts_digest, must_have_fonts
from rotherham_hwb.packs.typesetting.limits import end_with

HERE = Path(__file__).parent
LENGTH = 8  # bytes before each PDF that say how long it is
CODE = ("render.py", "join_page_breaks.py", "languages.py")
MADE_BY = ("weasyprint", "pydyf", "tinycss2", "fonttools")


class SettingFailed(Exception):
    """The setter ended without a PDF."""


class SettingProcess:
    """Sets one section after the other; starts with the first, and again where it died."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def set(self, html: str) -> bytes:
        """The section as a PDF; a section that ends the process twice is not tried again.

        Raises: SettingFailed.
        """
        try:
            return self._answer(html)
        except SettingFailed:
            return self._answer(html)

    def end(self) -> None:
        """End the process; a section after that starts another."""
        self._stop()

    def _stop(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._running.communicate()
            self._running = None

    def _answer(self, html: str) -> bytes:
        self._running = self._running or _started()
        try:
            return _ask(self._running, html)
        except SettingFailed:
            self._stop()
            raise


_SHARED: ContextVar[SettingProcess | None] = ContextVar("shared setting process", default=None)


@contextmanager
def one_setting_process() -> Iterator[None]:
    """All that is set inside, however deep, is set by one process; it ends with the outermost."""
    if _SHARED.get() is not None:
        yield
        return
    process = SettingProcess()
    token = _SHARED.set(process)
    try:
        yield
    finally:
        _SHARED.reset(token)
        process.end()


class Typesetter:
    """Sets sections; to be used as a context manager."""

    def __init__(self, kept: Cache) -> None:
        self.log: list[str] = []  # "set: front sheet", "kept: Minutes, 3 June 2026"
        self._kept = kept
        self._shared = _SHARED.get()
        self._process = self._shared or SettingProcess()

    def __enter__(self) -> "Typesetter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, unless others set with it too."""
        if self._shared is None:
            self._process.end()

    def pdf(self, name: str, html: str) -> bytes:
        """The section as a PDF; `name` stands in the log.

        Raises: FontsMissing, SettingFailed.
        """
        key = f"{_renderer()} {hashlib.sha256(html.encode()).hexdigest()}"
        pdf = self._kept.get("section", key)
        self.log.append(f"{'set' if pdf is None else 'kept'}: {name}")
        if pdf is None:
            must_have_fonts()
            pdf = self._process.set(html)
            self._kept.put("section", key, pdf)
        return pdf


def _ask(process: subprocess.Popen[bytes], html: str) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(html).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError as error:
        raise SettingFailed("The setting process ended early.") from error
    size = int.from_bytes(process.stdout.read(LENGTH), "big")
    pdf = process.stdout.read(size)
    if not size or len(pdf) < size:
        raise SettingFailed("The setting process ended before the section was done.")
    return pdf


@cache
def _renderer() -> str:
    """Changes with everything but the HTML that decides how a section looks."""
    code = hashlib.sha256()
    for name in CODE:
        code.update((HERE / name).read_bytes())
    return " ".join((*(version(name) for name in MADE_BY), code.hexdigest(), fonts_digest()))


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "rotherham_hwb.packs.typesetting.typesetter", str(os.getpid())],
        cwd=HERE.parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def main() -> None:
    """Answer each line, a JSON string of HTML, with the length of a PDF and the PDF."""
    end_with(int(sys.argv[1]))
    # Heavy, and needed in this process alone.
    from rotherham_hwb.packs.typesetting.render import render_section  # noqa: PLC0415

    for line in sys.stdin.buffer:
        pdf = render_section(json.loads(line))
        sys.stdout.buffer.write(len(pdf).to_bytes(LENGTH, "big") + pdf)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
