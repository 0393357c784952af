"""One spelling for what can be written in many: ligatures, hyphens, spaces between letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\x02\ufffe]\s*\n\s*(?=[a-z])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[a-z])")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ \u00a0.,]{1,2}){3,}[^\W_](?![^\W_])")
_NUMBERING = re.compile(r"^[\s\d.()•*#-]+|[\s:.*]+$")


def plain(text: str) -> str:
    """The text without marks that nobody sees, ligatures and hyphens inside words."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).replace("’", "'"))
    return _HYPHEN.sub("", _BROKEN.sub("", seen))


def squashed(text: str) -> str:
    """Letters and figures alone, small: “4 8 1 2 9 0 3” and “4,812,903” are the same."""
    return "".join(filter(str.isalnum, text.casefold()))


def letter_spaced(text: str) -> Iterator[str]:
    """The stretches of a plain text whose letters stand apart, without what is between them."""
    return (squashed(match[0]) for match in _SPACED.finditer(text))


def without_headings(text: str, headings: Iterable[str]) -> str:
    """The text without the lines that are a heading of a board's own template, numbered or not."""
    known = {_bare(each) for each in headings} - {""}
    return "\n".join(line for line in text.splitlines() if _bare(line) not in known)


def _bare(line: str) -> str:
    return " ".join(_NUMBERING.sub("", line).casefold().split())
