"""The document of the lifecycles says what the tables say."""

from pathlib import Path

from rotherham_hwb.lifecycles import lifecycles_text

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "lifecycles.md"


def test_the_document_is_as_the_tables_are() -> None:
    assert DOCUMENT.read_text() == lifecycles_text(), "run manage.py write_lifecycles"
