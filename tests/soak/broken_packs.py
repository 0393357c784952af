"""Texts of packs broken at random: the same number gives the same broken text.

Most are made of packs written for the tests; some of the real ones, where they are here.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from rotherham_hwb.legacy.text.decoding import decode
from tests.legacy.kinds.test_papers_covers import FRONT, NEXT, SHEETS

MADE = Path(__file__).parents[1] / "legacy" / "data"
REAL = Path(__file__).parents[3] / "shared" / "packs"
REAL_SHARE = 0.3
ODD = "\0\x01\x0b\x0c\x1b\x1c\x85\u2028\u00ad\u200b\u202e\ufeff\ufffd\uf0b7²③٣\u0301\t\r"
HOSTILE = (
    "1" * 400 + ". A title",
    "99999999999999999999. A title (Pages 99999999999999999999 - 1)",
    ".".join("1" * 300) + " Deep",
    "(" * 3000,
    "((1) ((2) ((a) ((i) " * 300,
    "Councillor A, " * 3000,
    "*" * 5000 + "x" + "*" * 5000,
    "<ul " + "a='b' " * 3000,
    " " * 20000 + "x",
    "a\t" * 5000,
    "Present:- " + "Ada Moss (representing Ed Crane) and " * 500,
    "Resolved:- " + "(1) That " * 2000,
    "For: 99999999999999999999 Against: ² Abstain: ③",
    "Wednesday, 99th Febtember, 0000 at 99.99 p.m.",
    "31/02/0000 0/0/0 00.00.00 29.2.1900 29 February 1900",
    "Minute No. " + "9" * 500 + "(z)(z)(z)",
    "²A. Title (Pages ² - ③)",
    "Title: " * 3000,
    "-" * 9000 + "|" * 9000,
    "12. " * 4000,
    "Page " * 4000,
    "http://" + "a" * 20000,
    "ada@" * 5000 + "gmail.com",
    "07" * 9000,
)

Mutation = Callable[[str, random.Random], str]
Encoding = Callable[[str, random.Random], bytes]


def broken(number: int) -> tuple[str, bytes]:
    """What was done, and the file that came of it."""
    chance = random.Random(number)
    text = _source(chance)
    done = [chance.choice(MUTATIONS) for _ in range(chance.randint(1, 4))]
    for _, mutation in done:
        text = mutation(text, chance)
    written, encoding = chance.choice(ENCODINGS) if chance.random() < 0.4 else ENCODINGS[0]
    return f"{number}: {', '.join(name for name, _ in done)}, {written}", encoding(text, chance)


@cache
def _made() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(MADE.rglob("*.txt"))]
    for sheet, _ in SHEETS.values():
        texts.append(FRONT + sheet + NEXT)
        texts.append((FRONT + "\f" * 4 + sheet + "\f" * 8 + NEXT).replace("\t", "    "))
    return texts


@cache
def _real() -> list[str]:
    files = [*sorted(REAL.glob("0*.txt")), *sorted(REAL.glob("others/*.txt"))]
    return [decode(path.read_bytes(), name=path.name)[0] for path in files]


def _source(chance: random.Random) -> str:
    if not _real() or chance.random() >= REAL_SHARE:
        return chance.choice(_made())
    text = chance.choice(_real())
    start = chance.randrange(len(text))
    return text[:12_000] + text[start : start + 60_000]


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _cut(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] if chance.random() < 0.7 else text[at:]


def _swapped(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    for _ in range(chance.randint(1, 40)):
        a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _doubled(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start = chance.randrange(len(lines))
    piece = lines[start : start + chance.randint(1, 60)]
    return "\n".join([*lines[:start], *piece * chance.randint(2, 5), *lines[start:]])


def _dropped(text: str, chance: random.Random) -> str:
    share = chance.choice((0.02, 0.1, 0.5))
    return "\n".join(line for line in _lines(text) if chance.random() > share)


def _odd(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 60)):
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(ODD))
    return "".join(letters)


def _hostile(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    for _ in range(chance.randint(1, 3)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(HOSTILE))
    return "\n".join(lines)


def _one_line(text: str, chance: random.Random) -> str:
    """Many lines run together into a huge one."""
    lines = _lines(text)
    start = chance.randrange(len(lines))
    end = start + chance.randint(2, 2000)
    return "\n".join([*lines[:start], " ".join(lines[start:end]), *lines[end:]])


def _one_word_a_line(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start = chance.randrange(len(lines))
    end = start + chance.randint(2, 400)
    words = [word for line in lines[start:end] for word in line.split(" ")]
    return "\n".join([*lines[:start], *words, *lines[end:]])


def _joined(text: str, chance: random.Random) -> str:
    return text + chance.choice(("", "\n", "\f")) + chance.choice(_made())


def _renumbered(text: str, chance: random.Random) -> str:
    """Other digits wherever there are some."""
    digits = chance.choice(("0123456789", "0", "9", "²³¹٣४"))
    share = chance.choice((0.05, 0.5))
    return "".join(
        chance.choice(digits) if letter.isdigit() and chance.random() < share else letter
        for letter in text
    )


def _without_blanks(text: str, chance: random.Random) -> str:
    kept = [line for line in _lines(text) if line.strip()]
    return "\n".join(kept if chance.random() < 0.5 else [line.strip() for line in kept])


def _set_otherwise(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _tabbed(text: str, chance: random.Random) -> str:
    return text.replace(" ", "\t") if chance.random() < 0.3 else text.replace("  ", "\t")


def _paged(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    for _ in range(chance.randint(1, 30)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(("\f", "\f\f", " Page 7", "")))
    return "\n".join(lines)


MUTATIONS: list[tuple[str, Mutation]] = [
    ("cut", _cut),
    ("lines swapped", _swapped),
    ("lines doubled", _doubled),
    ("lines dropped", _dropped),
    ("odd characters", _odd),
    ("hostile lines", _hostile),
    ("a huge line", _one_line),
    ("one word a line", _one_word_a_line),
    ("packs joined", _joined),
    ("numbers changed", _renumbered),
    ("blank lines taken out", _without_blanks),
    ("letters set otherwise", _set_otherwise),
    ("tabs", _tabbed),
    ("pages broken", _paged),
]


def _flipped(text: str, chance: random.Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(chance.randint(1, 40) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


ENCODINGS: list[tuple[str, Encoding]] = [
    ("UTF-8", lambda text, _: text.encode()),
    ("bytes flipped", _flipped),
    ("UTF-8 with a mark", lambda text, _: text.encode("utf-8-sig")),
    ("UTF-16", lambda text, _: text.encode("utf-16")),
    ("half a UTF-16", lambda text, _: text.encode("utf-16")[:-1]),
    ("UTF-16 without a mark", lambda text, _: text.encode("utf-16-le")),
    ("UTF-32", lambda text, _: text.encode("utf-32")),
    ("Windows", lambda text, _: text.encode("cp1252", errors="replace")),
    ("Windows line ends", lambda text, _: text.replace("\n", "\r\n").encode()),
    ("old Mac line ends", lambda text, _: text.replace("\n", "\r").encode("mac_roman", "replace")),
]
