"""Where the tests find the programs and the data that the project does not carry itself.

A missing program skips the test with what to install; in CI (CI=true) it fails it, so that no
check goes missing unseen. Shared data is never in the project, so its absence always skips.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from rotherham_hwb.demo.postgres import PROJECT


def chromium() -> str:
    """Return the browser: $CHROMIUM, or the machine's own."""
    named = os.environ.get("CHROMIUM")
    return named or _program("chromium", "chromium-browser", "google-chrome", package="chromium")


def java() -> str:
    """Return the Java that runs the HTML checker."""
    return _program("java", package="default-jre-headless")


def qpdf() -> str:
    """Return qpdf."""
    return _program("qpdf", package="qpdf")


def pdftotext() -> str:
    """Return the text extractor of poppler."""
    return _program("pdftotext", package="poppler-utils")


def pdftoppm() -> str:
    """Return the page painter of poppler."""
    return _program("pdftoppm", package="poppler-utils")


def vnu() -> Path:
    """Return the HTML checker's Java archive, fetched with the front end."""
    return fetched("vnu-jar/build/dist/vnu.jar")


def axe() -> Path:
    """Return the accessibility checker's script, fetched with the front end."""
    return fetched("axe-core/axe.min.js")


def shared(path: str) -> Path:
    """Return a file of the shared data beside the project, or skip the test."""
    found = PROJECT.parent / "shared" / path
    if not found.exists():
        pytest.skip(f"needs ../shared/{path} beside the project")
    return found


def _program(*names: str, package: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    _missing(f"install {package}: {names[0]} is not on this machine")


def fetched(path: str) -> Path:
    """Return a file or folder of the front-end packages."""
    found = PROJECT / "node_modules" / path
    if not found.exists():
        _missing(f"run make assets: node_modules/{path} is not here")
    return found


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
