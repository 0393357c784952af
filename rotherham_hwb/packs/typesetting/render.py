"""HTML of our own sections → tagged PDF bytes (PDF/UA-1), the same on every machine.

Nothing is fetched from anywhere: a section holds its own pictures as data.
"""

import os

from rotherham_hwb.packs.typesetting.fonts import FONTS, FontsMissing, arimo, must_have_fonts

# Fontconfig reads its file once, when WeasyPrint loads it: the name must be set before.
os.environ["FONTCONFIG_FILE"] = str(FONTS)

import pydyf  # type: ignore[import-untyped]
from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rotherham_hwb.packs.typesetting.join_page_breaks import join_pages
from rotherham_hwb.packs.typesetting.languages import name_languages

__all__ = ["FontsMissing", "arimo", "must_have_fonts", "render_section", "written"]


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
    return written(html, pdf_variant="pdf/ua-1")


def written(html: str, **options: object) -> bytes:
    """The section as a tagged PDF, by the options of WeasyPrint's `write_pdf`.

    Raises: FontsMissing.
    """
    must_have_fonts()
    page = HTML(string=html, url_fetcher=NothingFromOutside())
    pdf: bytes = page.write_pdf(finisher=_finish, **options)
    return pdf


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """Put into the tags what WeasyPrint leaves out, before the PDF is written."""
    name_languages(document, pdf)
    join_pages(document, pdf)
