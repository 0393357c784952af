"""Fonts that give other letters to search, copying and screen readers than they draw.

A font's own table (`/ToUnicode`) says which letters its codes stand for, and nothing holds it to
what is drawn. Two things give it away: a code that stands for more than any sign could, and one
whose drawing the font itself knows as another letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import pikepdf
from pikepdf import Dictionary, Object, Stream

from reports.unseen.drawn_letters import drawn_letters
from reports.unseen.kinds import Hiding, Unseen, cut
from reports.unseen.parts import parts, read
from reports.unseen.unread import texts

TABLE = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
HEX = rb"<([0-9A-Fa-f\s]*)>\s*"
CHARACTER = re.compile(HEX + HEX)
RANGE = re.compile(HEX + HEX + rb"(?:" + HEX + rb"|\[([^\]]*)\])")
ONE = re.compile(HEX)
LONGEST = 6  # letters that a single sign stands for: of ligatures, fractions and marks of trade
MOST_CODES = 65_536  # of one table
WORD = re.compile(r"\w+")
Key = tuple[tuple[int, int], tuple[int, int]]  # of a font and of its table


def unseen_misread(pdf: pikepdf.Pdf) -> Iterator[Unseen]:
    """What is read where other letters are drawn; the file is to be read, and not to be saved."""
    long: dict[Key, str] = {}
    lying: set[Key] = set()
    for _, font in _fonts(pdf):
        table = list(islice(_standing_for(read(font.ToUnicode)), MOST_CODES))
        drawn = drawn_letters(font)
        said = [letters for _, letters in table if sum(map(str.isalnum, letters)) > LONGEST]
        if said:
            long[_key(font)] = " ".join(said)
        if any(_differ(letters, drawn.get(code, ())) for code, letters in table):
            lying.add(_key(font))
    used = list(_fonts(pdf, every_page=True)) if long or lying else []
    for number, font in used:
        if _key(font) in long:
            yield Unseen(Hiding.SPOKEN, number, cut(long[_key(font)]))
    yield from _read_and_not_drawn(pdf, [pair for pair in used if _key(pair[1]) in lying])


def _read_and_not_drawn(pdf: pikepdf.Pdf, lying: Sequence[tuple[int, Object]]) -> Iterator[Unseen]:
    """The words that are read no more once the fonts go by the names of what they draw."""
    pages = sorted({number for number, _ in lying})
    before = texts(pdf, pages)
    for _, font in lying:
        if "/ToUnicode" in font:
            del font["/ToUnicode"]
    for number, read_there, said in zip(pages, before, texts(pdf, pages), strict=True):
        drawn = set(WORD.findall(said))
        if words := [word for word in WORD.findall(read_there) if word not in drawn]:
            yield Unseen(Hiding.SPOKEN, number, cut(" ".join(words)))


def _fonts(pdf: pikepdf.Pdf, *, every_page: bool = False) -> Iterator[tuple[int, Object]]:
    """The fonts that have a table, each with the first page that names it, or with every one."""
    met: set[tuple[object, ...]] = set()
    for part in parts(pdf, every_page=every_page):
        held = part.resources.get("/Font") if isinstance(part.resources, Dictionary) else None
        for font in held.values() if isinstance(held, Dictionary) else ():
            if isinstance(font, Dictionary) and isinstance(font.get("/ToUnicode"), Stream):
                key = (part.page if every_page else 0, *_key(font))
                if key not in met:
                    met.add(key)
                    yield part.page, font


def _key(font: Object) -> Key:
    return font.objgen, font.ToUnicode.objgen


def _standing_for(table: bytes) -> Iterator[tuple[int, str]]:
    """The code and the letters of each entry, one for each code of a range."""
    for kind, entries in TABLE.findall(table):
        if kind == b"bfchar":
            pairs = CHARACTER.findall(entries)
            yield from ((_code(code), _said(letters)) for code, letters in pairs)
        for first, last, letters, each in RANGE.findall(entries if kind == b"bfrange" else b""):
            start = _code(first)
            if each:
                yield from enumerate(map(_said, ONE.findall(each)), start)
            elif said := _said(letters):
                for more in range(_code(last) - start + 1):
                    yield start + more, f"{said[:-1]}{chr(ord(said[-1]) + more)}"


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _said(digits: bytes) -> str:
    whole = b"".join(digits.split()).decode()
    return bytes.fromhex(whole + "0" * (len(whole) % 2)).decode("utf-16-be", "ignore")


def _differ(letters: str, drawn: Collection[str]) -> bool:
    """Letters are read that are not those drawn; where nobody knows what is drawn they may be."""
    plain = _letters(letters)
    return bool(drawn and plain) and plain not in {_letters(each) for each in drawn}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in plain if each.isalnum())
