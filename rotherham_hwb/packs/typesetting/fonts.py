"""The fonts of our PDFs: where they are, and which."""

import hashlib
from pathlib import Path

FONTS = Path(__file__).with_name("fonts.conf")
PACKAGES = FONTS.parents[3] / "node_modules"


class FontsMissing(Exception):
    """The project's fonts are not installed; the message says how to get them."""


def must_have_fonts() -> None:
    """Refuse to lay a pack out with whatever fonts the machine happens to have.

    Raises: FontsMissing.
    """
    if not arimo().is_file():
        raise FontsMissing(
            "The fonts of the packs are not installed: run “make assets” once, then compile again."
        )


def arimo() -> Path:
    """The file of the letters used in stamps and sections."""
    return PACKAGES / "@expo-google-fonts" / "arimo" / "400Regular" / "Arimo_400Regular.ttf"


def fonts_digest() -> str:
    """Changes with the fonts: their packages' names and versions, and how they are chosen."""
    held = hashlib.sha256(FONTS.read_bytes())
    described = [*PACKAGES.glob("@expo-google-fonts/*"), *PACKAGES.glob("dejavu-fonts-ttf")]
    for package in sorted(described):
        held.update(package.name.encode() + (package / "package.json").read_bytes())
    return held.hexdigest()
