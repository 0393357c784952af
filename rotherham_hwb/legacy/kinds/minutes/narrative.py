"""A minute's own words, without its title and without what it resolved. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rotherham_hwb.legacy import facts


def narrative(read: facts.ReadPack, minute: facts.ReadMinute) -> str:
    """The minute's own words as given, without its title and without what it resolved.

    A paragraph is a run of lines without an empty one; those that open with the title or with a
    limb are stored in fields of their own.
    """
    apart = {minute.number.line, *(limb.text.line for limb in minute.resolutions)}
    kept: list[str] = []
    for lines in _paragraphs(minute.number.line, minute.end_line, read):
        if not apart & {number for number, _ in lines}:
            kept.append("\n".join(text for _, text in lines))
    return "\n\n".join(kept)


def _paragraphs(first: int, last: int, read: facts.ReadPack) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for number in range(first, last + 1):
        text = read.text(number, number)
        if text.strip():
            run.append((number, text))
        elif run:
            yield run
            run = []
    if run:
        yield run
