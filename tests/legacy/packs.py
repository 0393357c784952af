"""Two made-up packs of an invented town, one in each form in which text comes out of old packs.

In ``layout.txt`` the blanks matter: a line ends in a space, a blank line that holds a space ends a
paragraph, and a line set in by one space right under another begins a page.
"""

from pathlib import Path

from rotherham_hwb.legacy.facts import ReadPack
from rotherham_hwb.legacy.read import read_pack

_DATA = Path(__file__).parent / "data"
MARKDOWN = (_DATA / "markdown.txt").read_text(encoding="utf-8")
LAYOUT = (_DATA / "layout.txt").read_text(encoding="utf-8")


def read(text: str) -> ReadPack:
    return read_pack(text, name="made-up.txt")
