"""Our own sections set as PDF in a process of its own, or taken from what was set before.

Setting type needs memory that binding can do without, so the setter starts only for a section
that is not in the cache, and ends before the papers are bound.
"""

import hashlib
import json
import os
import subprocess
import sys
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


class Typesetter:
    """Sets sections; to be used as a context manager."""

    def __init__(self, kept: Cache) -> None:
        self.log: list[str] = []  # "set: front sheet", "kept: Minutes, 3 June 2026"
        self._kept = kept
        self._setter: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Typesetter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the setter."""
        if self._setter is not None:
            self._setter.kill()
            self._setter.communicate()

    def pdf(self, name: str, html: str) -> bytes:
        """The section as a PDF; `name` stands in the log.

        Raises: FontsMissing, SettingFailed.
        """
        key = f"{_renderer()} {hashlib.sha256(html.encode()).hexdigest()}"
        pdf = self._kept.get("section", key)
        self.log.append(f"{'set' if pdf is None else 'kept'}: {name}")
        if pdf is None:
            pdf = self._set(html)
            self._kept.put("section", key, pdf)
        return pdf

    def _set(self, html: str) -> bytes:
        must_have_fonts()
        self._setter = self._setter or _started()
        assert self._setter.stdin is not None
        assert self._setter.stdout is not None
        try:
            self._setter.stdin.write(json.dumps(html).encode() + b"\n")
            self._setter.stdin.flush()
        except BrokenPipeError as error:
            raise SettingFailed("The setting process ended early.") from error
        size = int.from_bytes(self._setter.stdout.read(LENGTH), "big")
        pdf = self._setter.stdout.read(size)
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
