"""Broken office files at the door: each is cleaned or refused in a sentence.

`make test` tries a tenth of them, `make soak` (SOAK=1) all 500 and makes PDFs of a tenth.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.files.converting import convert_office
from reports.files.uploads import Unusable
from reports.office.clean import write_clean_copy
from tests.soak.mutations import MUTATIONS
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.shared]
WHOLE = os.environ.get("SOAK") == "1"
FILES, IN_BATCH, CONVERTED = 500 if WHOLE else 50, 50, 10


def broken_office(number: int) -> tuple[str, bytes]:
    """A case broken in its archive or in one of its parts; the suffix, and the file."""
    chance = random.Random(number)
    source = chance.choice(sorted(shared("cases/office").iterdir()))
    mutation = chance.choice(MUTATIONS)[1]
    data = bytearray(source.read_bytes())
    if chance.random() < 0.2:
        mutation(data, chance)
        return source.suffix, bytes(data)
    with zipfile.ZipFile(source) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(parts))
        if parts[name]:
            mutation(parts[name], chance)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))
    return source.suffix, written.getvalue()


@pytest.mark.parametrize("batch", range(FILES // IN_BATCH))
def test_a_broken_office_file_is_cleaned_or_refused_in_a_sentence(
    batch: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    figures: Counter[str] = Counter()
    reasons: list[str] = []
    for number in range(batch * IN_BATCH, (batch + 1) * IN_BATCH):
        suffix, data = broken_office(number)
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(data)
        try:
            write_clean_copy(path, suffix, tmp_path / "clean")
            figures["office files cleaned"] += 1
            if WHOLE and number % CONVERTED == 0:
                convert_office(path, path.name, into=tmp_path, without=True)
                figures["office files converted"] += 1
        except Unusable as reason:
            reasons.append(str(reason))
            figures["office files refused"] += 1
    record_property("soak", dict(figures))
    assert not [each for each in reasons if not each.endswith(".")]
