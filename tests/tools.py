"""Where the tests find the programs and the data that the project does not carry itself.

A missing program skips the test with what to install; in CI (CI=true) it fails it, so that no
check goes missing unseen. Shared data is never in the project, so its absence always skips.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

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


def tesseract() -> str:
    """Return the program that recognises text."""
    return _program("tesseract", package="tesseract-ocr")


def verapdf(*pdfs: Path, flavour: str = "ua1") -> dict[str, list[str]]:
    """Return what the veraPDF engine finds wrong in each PDF, by file name.

    Many files in one call: starting Java takes longer than a check. Flavours: ua1, 2a, ….
    """
    check = shared("tools/verapdf_check.py")
    _program("javac", package="default-jdk-headless")
    command = [sys.executable, str(check), "--json", "--flavour", flavour, *map(str, pdfs)]
    done = subprocess.run(command, capture_output=True, text=True)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if len(rows) != len(pdfs):
        _missing(f"veraPDF did not run: {(done.stderr or done.stdout).strip()[-300:]}")
    return {Path(row["file"]).name: _faults(row) for row in rows}


def _faults(row: dict[str, Any]) -> list[str]:
    faults = [f"{each['rule']}: {each['message']}" for each in row.get("failures", [])]
    if not row["compliant"] and not faults:
        faults.append(str(row.get("error")))
    return faults


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
