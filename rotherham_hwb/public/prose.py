"""Stored text as paragraphs and lists, for pages to set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = re.compile(r"^[-•*–]\s+")


@dataclass(frozen=True)
class Passage:
    """One paragraph, or one list of bullets."""

    lines: tuple[str, ...]
    bullets: bool = False


def passages(text: str) -> tuple[Passage, ...]:
    """Split a text at its empty lines; lines that begin with a dash become a list."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return tuple(passage for block in blocks for passage in _block(block))


def _block(block: str) -> Iterator[Passage]:
    words: list[str] = []
    bullets: list[str] = []
    for line in filter(None, map(str.strip, block.splitlines())):
        if BULLET.match(line):
            bullets.append(BULLET.sub("", line))
        elif bullets:  # a bullet that runs on
            bullets[-1] += f" {line}"
        else:
            words.append(line)
    if words:
        yield Passage((" ".join(words),))
    if bullets:
        yield Passage(tuple(bullets), bullets=True)
