"""A sample that cannot be loaded to the end is not loaded at all."""

from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.apps import apps

from meetings.lifecycle import Refused
from reports.models import PaperVersion
from rotherham_hwb.sample import loading
from rotherham_hwb.sample.sources import HERE
from tests.packs.fixtures import plain_pdf


def print_quickly(folder: Path, words: object) -> None:
    for path in (HERE / "papers").glob("*.html"):
        plain_pdf(folder / f"{path.stem}.pdf")


def refuse(meeting: object, **options: object) -> NoReturn:
    assert PaperVersion.objects.exists()
    raise Refused("The pack cannot be made.")


@pytest.mark.slow
@pytest.mark.django_db
def test_neither_rows_nor_files_stay_when_a_pack_cannot_be_made(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> list[int]:
        return [model._base_manager.count() for model in apps.get_models()]

    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(loading, "print_all_papers", print_quickly)
    monkeypatch.setattr(loading, "compile_release", refuse)
    before = rows()
    with pytest.raises(Refused):
        loading.load_sample()
    assert rows() == before
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
