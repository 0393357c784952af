"""No line of a pack disappears: it is in something read, is furniture of a page, or is listed."""

from __future__ import annotations

import random
import re

import pytest

from rotherham_hwb.legacy.facts import ReadPack, Unreadable
from rotherham_hwb.legacy.ledger import LABELS, line_ledger
from rotherham_hwb.legacy.read import Input, read_file, read_pack
from rotherham_hwb.legacy.review.entries import entries_of
from rotherham_hwb.legacy.text.lines import source_lines
from tests.legacy import harbour
from tests.legacy.packs import LAYOUT, MARKDOWN
from tests.tools import shared

pytestmark = pytest.mark.slow

WORD = re.compile(r"[^\W\d_]{3,}")


def unaccounted(pack: ReadPack) -> list[int]:
    """The lines that are neither furniture, nor listed, nor in the words of what would be stored.

    What is stored is looked up by itself, in the entries: the ledger's own reckoning is not asked.
    """
    ledger = line_ledger(pack)
    said = {n for n, text in enumerate(pack.source, start=1) if text.strip()}
    assert ledger.placed | ledger.furniture | set(ledger.not_placed) == said
    stored = _stored(pack)
    labels = LABELS | _DECIDING
    return [
        number
        for number in sorted(ledger.placed - ledger.furniture)
        if not set(WORD.findall(pack.source[number - 1].casefold())) <= stored | labels
    ]


def _stored(pack: ReadPack) -> set[str]:
    """Every word that the records of a pack would hold."""
    told: list[str] = []
    for entry in entries_of(pack):
        told.append(str(entry.read))
        if entry.kind == "paper":
            told.append(pack.text(entry.line, entry.end_line))
    return set(WORD.findall("\n".join(told).casefold().replace("\\n", " ").replace("\\t", " ")))


_DECIDING = frozenset(
    ("resolved", "agreed", "recommended", "decision", "decisions", "resolution", "resolutions",
     "unanimously", "action", "actions")
)  # fmt: skip
"""The words of a decision: what they open is kept as one."""


DOCUMENTS = [("markdown", MARKDOWN), ("layout", LAYOUT), ("harbour", harbour.MARCH)]


@pytest.mark.parametrize(("name", "text"), DOCUMENTS)
def test_no_line_of_a_made_up_pack_disappears(name: str, text: str) -> None:
    pack = read_pack(text, name=name)

    assert [pack.source[number - 1] for number in unaccounted(pack)] == []


@pytest.mark.shared
def test_no_line_of_the_invented_documents_disappears() -> None:
    """Of those that can be read by now; `test_five_packs` asks the same of the real packs."""
    lost = {}
    folder = shared("packs/others")
    for path in [*sorted(folder.glob("*.txt")), *sorted(folder.glob("*.pdf"))]:
        try:
            pack = read_pack(read_file(path), name=path.name)
        except Unreadable:
            continue  # the file is kept whole, and says why
        if found := unaccounted(pack):
            lost[path.name] = [pack.source[number - 1] for number in found]

    assert lost == {}


@pytest.mark.shared
def test_the_last_minute_of_a_budget_council_is_whole_over_its_page_breaks() -> None:
    for name in ("11-budget-council.txt", "11-budget-council.pdf"):
        pack = read_pack(read_file(shared("packs/others") / name), name=name)
        (found,) = pack.minutes
        text = "\n".join(entry.read["text"] for entry in entries_of(pack) if entry.kind == "minute")

        assert pack.reports == ()
        assert "Motion as amended carried." in " ".join(text.split())
        assert text.count("Against (") == 4  # of five; the unanimous vote has none
        assert "her vote against be minuted" in " ".join(text.split())
        assert found.end_line >= len(pack.source) - 7


def test_a_line_that_no_fact_holds_is_listed_with_its_run() -> None:
    text = harbour.MARCH.replace("A G E N D A", "The zebras came\nand the gnus\n\nA G E N D A")
    pack = read_pack(text, name="made-up.txt")

    lines = [[pack.source[n - 1] for n in range(a, b + 1)] for a, b in line_ledger(pack).runs]
    assert ["The zebras came", "and the gnus"] in lines


def mutated(text: str, dice: random.Random) -> str:
    """A text with strange words put in, lines taken apart, put together, moved and doubled."""
    lines = text.split("\n")
    for serial in range(dice.randrange(1, 12)):
        place = dice.randrange(len(lines))
        word = f"zq{''.join(chr(97 + int(each)) for each in str(serial + 10))}x"
        change = dice.randrange(8)
        if change < 3:
            lines.insert(place, dice.choice(["{}", "9. {}", "   {}", "Resolved:- {}"]).format(word))
        elif change == 3:
            lines[place] = f"{lines[place]} {word}"
        elif change == 4:
            lines[place] = f"{word} {lines[place]}"
        elif change == 5:
            lines[place : place + 2] = [" ".join(lines[place : place + 2])]
        elif change == 6:
            lines[place] = "\f" + lines[place]
        else:
            lines.insert(place, "")
    return "\n".join(lines)


@pytest.mark.shared
def test_no_line_disappears_from_a_hundred_mutated_packs() -> None:
    names = ("14-wellbeing-board-pack", "15-scrutiny-figure-titles", "11-budget-council")
    texts = [(shared("packs/others") / f"{name}.txt").read_text() for name in names]
    texts += [MARKDOWN, LAYOUT, harbour.MARCH]
    lost = {}
    for seed in range(100):
        dice = random.Random(seed)
        text = mutated(dice.choice(texts), dice)
        try:
            pack = read_pack(Input(source_lines(text)), name="mutated.txt")
        except Unreadable:
            continue
        if found := unaccounted(pack):
            lost[seed] = [pack.source[number - 1] for number in found]

    assert lost == {}
