"""Which of our boards a name printed in an old pack means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings

from meetings.boards import find_board, former_names_of
from meetings.models import Board

KINDS_OF_COUNCIL = re.compile(
    r"\b(?:metropolitan|borough|county|city|district|council|mbc|of|the|london|royal)\b", re.I
)


def recognise_board(printed: str) -> Board | None:
    """The board a printed name means: its name or a variant, however it is set; or none.

    Capitals, hyphens and “&” do not matter, nor do the council's own name before it, an
    abbreviation in brackets after it, or the word “meeting”.
    """
    for name in _ways(printed):
        if board := find_board(name):
            return board
    squeezed = {_squeezed(name) for name in _ways(printed)} - {""}
    found = [board for board in Board.objects.order_by("pk") if squeezed & set(_names(board))]
    return found[0] if len(found) == 1 else None


def _names(board: Board) -> Iterator[str]:
    names = (board.name, board.short_name, *board.variants, *former_names_of(board))
    return filter(None, map(_squeezed, names))


def _ways(printed: str) -> Iterator[str]:
    name = " ".join(printed.split())
    bare = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
    bare = re.sub(r"^the\s+|\s+meeting$", "", bare, flags=re.I)
    yield from (name, bare, *re.findall(r"\(([^)]+)\)", name))
    place = " ".join(KINDS_OF_COUNCIL.sub(" ", settings.COUNCIL_NAME).split())
    if place and bare.casefold().startswith(f"{place.casefold()} "):
        rest = bare[len(place) :].strip(" -–:,")
        yield rest
        yield re.sub(
            r"^(?:(?:metropolitan|borough|county|city|district)\s+)*council\b[\s–:,-]*",
            "",
            rest,
            flags=re.I,
        )


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", " and "))
