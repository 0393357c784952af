"""A pack read from a file compiles again with its own numbers, ranges and words."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.storage import storages

from meetings.models import Meeting
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.packs.compiling.compile import Compiled, compile_plan
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience, Stage
from rotherham_hwb.packs.plan.pack_plan import Axes
from tests import factories
from tests.legacy.test_five_packs import Archive

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def compiled(meeting: Meeting, output: Path) -> Compiled:
    """The edition of the officers, as it would be published."""
    axes = Axes(audience=Audience.RESTRICTED, stage=Stage.PUBLISHED)
    contents = plan_pack(meeting, axes=axes)
    storage = storages["default"]
    files = {key: Path(storage.path(name)) for key, name in contents.files.items()}
    return compile_plan(contents.plan, sources=files, sections=contents.sections, output=output)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def test_x(tmp_path: Path, settings) -> None:
    archive = Archive()
    for number, pack in archive.packs.items():
        officer = factories.officer(pack.meeting.board)
        started = time.monotonic()
        publish_import(pack, by=officer)
        meeting = pack.meeting
        output = tmp_path / f"{number}.pdf"
        try:
            made = compiled(meeting, output)
        except Exception as e:
            print(number, "FAILED", type(e), e)
            continue
        print(
            number,
            "took",
            time.monotonic() - started,
            "pages",
            made.page_count,
            "last",
            made.page_map.last,
        )
        for item, kept in zip(made.page_map.items, meeting.items.order_by("position")):
            parts = [p for p in made.page_map.parts if made.page_map.items[p.item] is item]
            print(
                "  ",
                item.number,
                kept.first_page,
                kept.last_page,
                [str(r) for r in item.ranges],
                [str(r) for r in item.skipped],
                [(p.title[:30], str(p.pages), p.sheets, p.labels[-1:]) for p in parts],
                kept.minutes_of,
            )
        pdf = pypdfium2.PdfDocument(output)
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
        want = words(pack.current.text)
        have = words(text)
        missing = want - have
        print("   words", want.total(), "missing", missing.total(), missing.most_common(25))
