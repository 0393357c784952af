"""Every sentence of a confirmation page is a promise: after the press each is read back.

A page that no test here reads fails, and a sentence that its test does not know: a promise is
made with its proof.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from tests.desk import promises
from tests.desk.promises.presses import READ

TEMPLATES = Path(__file__).parents[3] / "templates"


def test_every_confirmation_page_is_read_back() -> None:
    for module in pkgutil.iter_modules(promises.__path__, f"{promises.__name__}."):
        importlib.import_module(module.name)
    pages = (
        path for path in TEMPLATES.rglob("*.html") if "layouts/confirm.html" in path.read_text()
    )
    found = {str(path.relative_to(TEMPLATES).with_suffix("")) for path in pages}

    assert found == READ
