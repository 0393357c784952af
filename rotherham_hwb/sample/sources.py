"""The sample's texts: YAML for records, short HTML for papers, with the days put in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

import yaml

from rotherham_hwb.packs.typesetting.render import render_section

HERE = Path(__file__).parent
STYLE = HERE / "papers" / "_style.css"
PAGE = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><style>{style}</style>{source}'
    '<p class="sample">Written for a demonstration: its people and figures are invented.</p>'
)


Entry = Mapping[str, Any]
"""A part of a source in YAML, as its file holds it."""


def read_text(name: str, words: Mapping[str, str]) -> str:
    """A source by its path below this folder, with every `$word` put in.

    Raises KeyError for a word that is not given.
    """
    return Template((HERE / name).read_text(encoding="utf-8")).substitute(words)


def read_yaml(name: str, words: Mapping[str, str]) -> Any:
    return yaml.safe_load(read_text(name, words))


def print_paper(name: str, words: Mapping[str, str]) -> bytes:
    """A paper as a tagged PDF; the same words give the same bytes.

    Raises FontsMissing where npm has not brought the fonts.
    """
    source = read_text(f"papers/{name}.html", words)
    return render_section(PAGE.format(style=STYLE.read_text(encoding="utf-8"), source=source))


def print_all_papers(folder: Path, words: Mapping[str, str]) -> None:
    """Print every paper into a folder, as meeting files name them."""
    for path in sorted((HERE / "papers").glob("*.html")):
        (folder / f"{path.stem}.pdf").write_bytes(print_paper(path.stem, words))
