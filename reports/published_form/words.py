"""Words of a file's own that are shown outside its pages."""

from __future__ import annotations

from pikepdf import String

LONGEST = 500  # characters


def plain_words(value: object) -> str:
    """A text on one line, without characters that steer how it is shown; "" of anything else."""
    if not isinstance(value, String):
        return ""
    words = " ".join(str(value).split())
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST]
