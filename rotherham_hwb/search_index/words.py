"""The words of a page as somebody would look for them."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 500_000
"""Of one text; PostgreSQL takes no vector of more than a megabyte."""
SOFT_HYPHEN = "\u00ad"
BROKEN = re.compile(r"([^\W\d_]{2,})[-\u2010\u0002\ufffe]\s*\n\s*([^\W\d_]{2,})")
"""A word that a line end broke in two; PDFium writes U+0002 or U+FFFE for such a hyphen."""
STOPPED_CAPITALS = {"IT": "informationtechnology", "WHO": "worldhealthorganization"}
CAPITALS = re.compile(r"\b(?:IT|WHO)\b")
"""Written small they are words that no search heeds."""


def findable(text: str) -> str:
    """A text with its ligatures parted, its soft hyphens gone and broken words both ways."""
    plain = unicodedata.normalize("NFKC", text.replace("\0", " ")).replace(SOFT_HYPHEN, "")
    return BROKEN.sub(_both_ways, plain)[:MOST_CHARACTERS]


def with_capitals(text: str) -> str:
    """The same for the index and for what is asked: IT and WHO as words of their own."""
    return CAPITALS.sub(lambda found: STOPPED_CAPITALS[found[0]], text)


def _both_ways(found: re.Match[str]) -> str:
    """“care-\\nhome” is a care home or a carehome: nobody can tell, so both are found."""
    first, second = found[1], found[2]
    return f"{first}{second} {first}-{second}"
