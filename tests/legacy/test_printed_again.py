"""A pack read from a file compiles again with its own numbers, ranges and words."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.storage import storages

from meetings.models import AgendaItem, Board
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.models import ImportedPack, ReadFact
from rotherham_hwb.packs.compiling.compile import Compiled, compile_plan
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience, Stage
from rotherham_hwb.packs.plan.pack_plan import Axes
from tests import factories
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BOARDS = {
    "000": "Health and Wellbeing Board",
    "001": "Children, Young People and Families Partnership",
    "002": "Health and Wellbeing Board",
    "003": "Health and Wellbeing Board",
    "004": "Overview and Scrutiny Management Board",
}
WHOLE = os.environ.get("SOAK") == "1"
TAG = re.compile(r"</?[a-z][^<>]*>|^(?:Page \d+|Agenda Item \w+)$", re.I | re.M)


@dataclass(frozen=True)
class Again:
    """A pack that was read, and what was printed of it."""

    pack: ImportedPack
    made: Compiled
    text: str

    @property
    def parts(self) -> Iterator[tuple[AgendaItem, list[str]]]:
        """Each item, and the labels of its pages."""
        items = self.pack.meeting.items.order_by("position")
        for at, item in enumerate(items):
            labels = [
                label
                for part in self.made.page_map.parts
                if part.item == at
                for label in part.labels or map(str, range(part.pages.first, part.pages.last + 1))
            ]
            yield item, labels


def printed_again(path: Path, board: Board, output: Path) -> Again:
    """Import a pack, publish it, and compile the edition of its members."""
    pack = import_pack(path, by="a test")[0]
    publish_import(pack, by=factories.officer(board))
    axes = Axes(audience=Audience.RESTRICTED, stage=Stage.PUBLISHED)
    contents = plan_pack(pack.meeting, axes=axes)
    storage = storages["default"]
    files = {key: Path(storage.path(name)) for key, name in contents.files.items()}
    made = compile_plan(contents.plan, sources=files, sections=contents.sections, output=output)
    pdf = pypdfium2.PdfDocument(output)
    return Again(pack, made, "\n".join(page.get_textpage().get_text_range() for page in pdf))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", TAG.sub(" ", text).casefold()))


def lost(again: Again) -> Counter[str]:
    """The words of the file that are not printed, but for minutes that are stored nowhere."""
    lines = again.pack.current.text.split("\n")
    unstored = ReadFact.objects.filter(pack=again.pack, kind="minutes").exclude(problem="")
    for fact in unstored:
        parts = ReadFact.objects.filter(parent=fact)
        last = max([fact.end_line, *parts.values_list("end_line", flat=True)])
        lines[fact.line - 1 : last] = [""] * (last - fact.line + 1)
    return words("\n".join(lines)) - words(again.text)


def source(number: str) -> Path:
    (folder,) = {path.parent for path in shared("packs").glob("000_*.txt")}
    return next(folder.glob(f"{number}_*.txt"))


@pytest.mark.shared
@pytest.mark.parametrize("number", BOARDS if WHOLE else ["003"])
def test_a_pack_is_printed_again_as_it_was(number: str, tmp_path: Path) -> None:
    """One pack in every run, since some take minutes to be set; with SOAK=1 all five."""
    board = factories.board(BOARDS[number])

    again = printed_again(source(number), board, tmp_path / "pack.pdf")

    seen: list[str] = []
    for (item, labels), told in zip(again.parts, again.made.page_map.items, strict=True):
        if item.first_page is None or item.last_page is None:
            continue
        own = [str(page) for page in range(item.first_page, item.last_page + 1)]
        assert [(each.first, each.last) for each in told.ranges] == [
            (item.first_page, item.last_page)
        ]
        assert labels[:1] in ([], own[:1])
        assert [each for each in labels if each.isdecimal()] == own[: len(labels)]
        assert all(each.startswith(own[-1]) for each in labels if not each.isdecimal())
        seen += labels
    assert len(seen) == len(set(seen))
    gone, all_words = lost(again), words(again.pack.current.text)
    assert gone.total() <= 0.02 * all_words.total(), gone.most_common(20)
