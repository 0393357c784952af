"""HTML of our own sections → tagged PDF bytes (PDF/UA-1), the same on every machine.

Nothing is fetched from anywhere: a section holds its own pictures as data.
"""

import os
from pathlib import Path
from typing import Any

from rotherham_hwb.packs.seams import join_pages

FONTS = Path(__file__).with_name("fonts.conf")

# Fontconfig reads its file once, when WeasyPrint loads it: the name must be set before.
os.environ["FONTCONFIG_FILE"] = str(FONTS)

from weasyprint import HTML  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402


class FontsMissing(Exception):
    """The project's fonts are not installed; the message says how to get them."""


class NothingFromOutside(URLFetcher):
    """Opens data: addresses only, so that no section can read a file or call a server."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch a data: address; refuse all others."""
        return super().fetch(url, headers)


def render_section(html: str) -> bytes:
    """The section as a PDF that says it is PDF/UA-1; the same HTML gives the same bytes.

    Raises: FontsMissing, where npm has not brought the fonts.
    """
    must_have_fonts()
    options: dict[str, Any] = {
        "pdf_variant": "pdf/ua-1",
        "uncompressed_pdf": False,
        "finisher": join_pages,
    }
    pdf: bytes = HTML(string=html, url_fetcher=NothingFromOutside()).write_pdf(**options)
    return pdf


def must_have_fonts() -> None:
    """Refuse to lay a pack out with whatever fonts the machine happens to have.

    Raises: FontsMissing.
    """
    if not arimo().is_file():
        raise FontsMissing(
            "The fonts of the packs are not installed: run “make assets” once, then compile again."
        )


def arimo(weight: str = "400Regular") -> Path:
    """The file of the letters used in stamps and sections."""
    packages = FONTS.parents[2] / "node_modules" / "@expo-google-fonts"
    return packages / "arimo" / weight / f"Arimo_{weight}.ttf"
