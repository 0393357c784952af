"""Lists of people put into a form that can be read line by line: wrapped, justified, two a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rotherham_hwb.legacy.kinds.minutes.list_headings import opening
from rotherham_hwb.legacy.kinds.minutes.listed import breaks_off
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.kinds.minutes.told import OTHERS, SENTENCE_ENDS
from rotherham_hwb.legacy.text.lines import GAP, Line, join, squeeze
from rotherham_hwb.legacy.text.words import COURTESY, find_date

_RUNS_ON = re.compile(r"(?:[,;&–-]|\b(?:and|of|the|for|in))$", re.I)
_JUSTIFIED = re.compile(r",\s{3,}\S|\S\s{3,}and\s{3,}")
_INNER_LABEL = re.compile(
    r"(?<=[.;])\s+(?=[A-Z][A-Za-z’' ]{2,40}:\s)"
    r"|(?<=\w)(?<!Also)(?<!also)\s+(?=(?i:In attendance|Also present|Apologies|Officers):)"
)
_POSTED = re.compile(
    r"^(?P<post>(?:[A-Z]\w+ ){0,3}(?:Clerk|Officer|Secretary|Treasurer|Adviser|Manager)):\s+"
    r"(?P<name>[^,;:()]+?)\.?$"
)
_HOUR = re.compile(r"\d\s?[ap]\.?m\b", re.I)
_PART = re.compile(r"[A-Z ]*\b(?:BUSINESS|ITEMS|SESSION|MINUTES|PUBLIC)\b[A-Z ]*")
_COUNT_BEHIND = re.compile(
    r",?\s+(?:and|with)\s+(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+"
    r"(?:members? of the public|residents?|parishioners?|electors?|visitors?|observers?)\b"
    r"[^.]*\.?$",
    re.I,
)
_COLUMNS = re.compile(r"\S(?:\S| {1,2}(?=\S))*")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,3}")


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """The lines of a list: sentences and labels apart, wrapped names whole, each person a row."""
    out: list[Line] = []
    for run in _runs(lines):
        rows = _two_a_row(run)
        if rows is not None:
            out += rows
        elif not _splits(join(line.text for line in run)) and not any(map(_is_justified, run)):
            low = (replace(x, raw=x.text, cells=()) if _is_low(x) else x for x in run[1:])
            out += [] if len(run) == 1 and _is_other(run[0]) else [run[0], *low]
        else:
            text = join(line.text for line in run)
            out += [_row(run[0], piece, first=not at) for at, piece in enumerate(_pieces(text))]
    return out


def _is_other(line: Line) -> bool:
    """Whether a line is none of a list: a day or an hour of the head, a heading, a sentence."""
    if line.cells or opening(line):
        return False
    text = line.text
    timed = len(text) < 120 and bool(find_date(text) or _HOUR.search(text))
    return timed or bool(_PART.fullmatch(text) or OTHERS.search(text))


def _row(line: Line, text: str, *, first: bool) -> Line:
    return replace(line, text=text, raw=text, cells=(), gap=line.gap if first else GAP)


def _is_justified(line: Line) -> bool:
    """Whether the columns of a line are wide gaps in a sentence."""
    if line.cells:
        lists = any(cell.endswith(",") for cell in line.cells[:-1])
        return lists or any(cell.startswith("and ") for cell in line.cells[1:])
    return bool(_JUSTIFIED.search(line.raw.rstrip()))


def _splits(text: str) -> bool:
    other = _POSTED.match(text) or _COUNT_BEHIND.search(text)
    return bool(other) or len(list(_pieces(text))) > 1


def _pieces(text: str) -> Iterator[str]:
    """The sentences and the labelled parts of a list; "Clerk: N" becomes "N (Clerk)"."""
    for sentence in SENTENCE_ENDS.split(_COUNT_BEHIND.sub("", text)):
        for piece in _INNER_LABEL.split(sentence):
            posted = _POSTED.match(piece)
            if posted and is_name(posted["name"]):
                yield f"{posted['name']} ({posted['post']})"
            elif piece.strip():
                yield piece.strip()


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that one list runs on over."""
    run: list[Line] = []
    for line in lines:
        opens = line.text[0].isupper() and opening(line)
        table = bool(line.cells) and not _is_justified(line)
        if run and (opens or line.gap == GAP or table or not _goes_on(run, line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether a list goes on in a line: a name or a bracket is broken, or no name begins."""
    last = run[-1].text
    if run[-1].cells and not _is_justified(run[-1]):
        return False
    whole = re.sub(r"^[^:]{3,60}:[\s-]*", "", join(each.text for each in run))
    justified = any(map(_is_justified, run)) and last[-1] != "."
    broken = bool(_RUNS_ON.search(last)) or breaks_off(whole, line)
    return justified or broken or whole.count("(") > whole.count(")") or _is_low(line)


def _is_low(line: Line) -> bool:
    return line.text[0].islower() and not re.match(r"[a-z]\s", line.text)


# --- two people a row --------------------------------------------------------------------------


def _two_a_row(run: Sequence[Line]) -> list[Line] | None:
    """The people of a row that names two or more side by side, each with what stands beside it."""
    line = run[0]
    if len(run) > 1 or _is_justified(line):
        return None
    parts = line.cells or re.split(r"\s{3,}", line.raw.strip())
    cells = [squeeze(cell) for cell in parts if cell.strip()]
    people = [at for at, cell in enumerate(cells) if is_name(cell)]
    if len(people) < 2 or people[0] > 1 or any(len(cell) > 60 for cell in cells):
        return None
    rows: list[Line] = []
    if people[0] == 1:
        rows.append(_row(line, f"{cells[0].rstrip(':')}:", first=True))
    ends = [*people[1:], len(cells)]
    for at, end in zip(people, ends, strict=True):
        beside = cells[at + 1 : end]
        codes = [cell for cell in beside if _INITIALS.fullmatch(cell)]
        posts = [cell for cell in beside if cell not in codes]
        name = f"{cells[at]} ({codes[0]})" if codes else cells[at]
        rows.append(_row(line, join([", ".join([name, *posts])]), first=not rows))
    return rows


def with_posts_below(lines: Sequence[Line]) -> list[Line]:
    """Rows of two people with the posts that the line below sets under their names."""
    out: list[Line] = []
    skip = paired = False
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if skip:
            skip = False
            continue
        names = _places(line)
        posts = _places(below) if below is not None and below.gap != GAP else []
        named = all(map(_is_named, names)) and not any(text.endswith(",") for _, text in names)
        if len(names) > 1 and posts and named and all(map(_is_post, posts)):
            out += _seated(line, names, posts)
            skip = paired = True
        elif paired and len(names) == len(posts) == 1 and named and _is_post(posts[0]):
            out += _seated(line, names, posts)
            skip = True
        else:
            out.append(line)
    return out


def _seated(
    line: Line, names: Sequence[tuple[int, str]], posts: Sequence[tuple[int, str]]
) -> list[Line]:
    rows = []
    for at, place in enumerate(names):
        own = [text for where, text in posts if _sits(place, (where, text))]
        text = f"{place[1]} ({own[0]})" if own else place[1]
        rows.append(_row(line, text, first=not at))
    return rows


def _sits(name: tuple[int, str], post: tuple[int, str]) -> bool:
    return abs(name[0] - post[0]) <= 3


def _is_post(place: tuple[int, str]) -> bool:
    return len(place[1]) <= 40 and not COURTESY.match(place[1]) and not _is_named(place)


def _is_named(place: tuple[int, str]) -> bool:
    return is_name(place[1])


def _places(line: Line | None) -> list[tuple[int, str]]:
    """The cells of a line in kept layout, each with the column it begins in."""
    if line is None or line.cells:
        return []
    return [(match.start(), squeeze(match[0])) for match in _COLUMNS.finditer(line.raw)]
