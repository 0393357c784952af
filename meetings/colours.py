"""Whether words can be read in a colour: contrast as WCAG 2.2 counts it."""

from __future__ import annotations

import re

from meetings.lifecycle import Refused

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of words with what is behind them."""
WHITE = "#ffffff"
TINT = 0.05
"""How much of the primary is in the pale background of some parts (static/css/_council.scss)."""
SHORT = re.compile(r"#?([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
LONG = re.compile(r"#?([0-9a-fA-F]{6})")


def colour_of(said: str) -> str:
    """“#12464c” of “12464C” or “#abc”; nothing of nothing. Raises Refused of anything else."""
    said = said.strip()
    if found := LONG.fullmatch(said):
        return f"#{found[1].lower()}"
    if found := SHORT.fullmatch(said):
        return "#" + "".join(each.lower() * 2 for each in found.groups())
    if said:
        raise Refused(f"“{said}” is no colour here: write # and six figures, such as #12464c.")
    return ""


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def must_be_readable(primary: str) -> None:
    """Raise Refused of a colour that is too light for white words on it, or for words in it."""
    found = min(contrast(primary, WHITE), contrast(primary, _tint(primary)))
    if found < ENOUGH:
        raise Refused(
            f"{primary} is too light: it has a contrast of {found:.1f} to 1 with white, and words "
            f"need {ENOUGH} to 1. Choose a darker shade of it."
        )


def _tint(colour: str) -> str:
    parts = (round(255 - (255 - part) * TINT) for part in _parts(colour))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    low = part <= 0.04045
    return part / 12.92 if low else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
