"""How words that are taken back are found: whole, however they are spaced, cased or quoted."""

from __future__ import annotations

import html
import re

from meetings.lifecycle import Refused

MARK = "[words removed]"
FEWEST = 3
ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}


def plain(words: str) -> str:
    return " ".join(words.split())


def words_pattern(words: str) -> re.Pattern[str]:
    """The words as whole words: blanks, cases and quotation marks alike, in plain text and HTML.

    Raises Refused for words that are too short to be told apart, and for the portal's own.
    """
    wanted = plain(words)
    if len(wanted) < FEWEST:
        raise Refused(f"Enter at least {FEWEST} letters: fewer stand everywhere.")
    if wanted.casefold() in MARK.casefold():
        raise Refused("These are the words that the portal puts in the place of others.")
    told = "|".join(_folded(each) for each in dict.fromkeys((wanted, html.escape(wanted))))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def _folded(words: str) -> str:
    parts = ("".join(ALIKE.get(sign, re.escape(sign)) for sign in each) for each in words.split())
    return r"(?:\s|&nbsp;)+".join(parts)
