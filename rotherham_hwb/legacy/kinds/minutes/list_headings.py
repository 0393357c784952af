"""The heads of lists in minutes: who was present, who sent apologies, and groups of people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rotherham_hwb.legacy.kinds.minutes.people import is_name, row_of
from rotherham_hwb.legacy.text.lines import Line, squeeze
from rotherham_hwb.legacy.text.words import COURTESY, split_names

_WHO = (
    r"(?:(?:all |board |core |voting |non-voting |other |elected |co-opted |cabinet |committee |"
    r"panel |council )*(?:members?|councillors?|cllrs?|officers?|others?|partners|guests|visitors|"
    r"trustees|directors|advis[eo]rs|observers|representatives|those|also)"
    r"(?: of (?:the )?[A-Za-z&, ]{3,50}?)?)"
)
NUMBER_BEFORE = r"(?:[A-Z]{0,6}\d{1,4}(?:[/.]\d{1,4}){0,2}[.):]?\s+)?"
PRESENT = re.compile(
    rf"^{NUMBER_BEFORE}[-–:(\s]*(?P<label>(?:{_WHO}\s+)?(?:were\s+|also\s+)?"
    r"(?:present|in attendance|attendance|attendees|attended|attending|sederunt)"
    r"(?:\s+(?:virtually|remotely|online|by (?:invitation|telephone|video(?: link)?)|"
    r"for part of the meeting)(?=\s*:))?)(?:\s*\([^()]{3,40}\)(?=\s*:))?"
    r"\s*(?P<mark>(?:were|was):?(?=\s+(?-i:[A-Z]))|:\s?[-–]?|[-–]+:?)?\s*(?P<rest>.*)$",
    re.I,
)
_MEMBERS = re.compile(
    rf"^(?P<label>{_WHO})\s*(?P<mark>:\s?[-–]?|[-–](?=$|\s))\s*(?P<rest>.*)$", re.I
)
_SORRY = re.compile(r"^(?:sorry|excused|regrets)\b[^:.]{0,30}:\s*(?P<rest>\S.*)$", re.I)
_REMOTE = re.compile(r"(?:by|via) (?:telephone|phone|video|teams|zoom)(?: link)?:?", re.I)
_BARE_GROUP = re.compile(
    r"(?:(?:board|core|voting|non-voting|other|elected|co-opted|panel|committee) )*"
    r"(?:members|councillors|officers|partners|guests|visitors|advis[eo]rs|observers)",
    re.I,
)
_ABSENT = re.compile(
    rf"^(?:{_WHO}\s+)?(?:absent|absences|not present|did not attend)\s*(?::\s?[-–]?|$)", re.I
)
APOLOGIES = re.compile(
    r"^[(\s]*(?:\d+(?:\.\d+)*\.?\s*)?(?:it was (?:noted|reported) that |an |the |(?:\w+ )?)?"
    r"apolog(?:y|ies)\b(?!\s+for lateness)"
    r"(?P<lead>[^:]*?\b(?:by|from|on behalf of|were|:)[:\s-]*(?!\s*(?:were|was|been|received|"
    r"submitted|noted|given|tendered|intimated|presented|sent|conveyed|made|as|also|reported|recorded|accepted)\b)|"
    r"[^:]{0,40}:\s*[-–]?|(?: for absence)?\s+[-–](?=\s)|"
    r"\s+(?=(?-i:[A-Z][\w’'-]+,? (?:[A-Z]|and\b))))"
    r"\s*(?P<rest>.*)$",
    re.I,
)
GROUP = re.compile(r"^(?P<name>[A-Z][\w/&'’ \-()]{2,60}?)\s*:\s*[-–]?$")
_GROUP_WITH_NAMES = re.compile(r"^(?P<name>[A-Z][\w/&'’ \-]{2,60}?)\s*:\s*[-–]?\s*(?P<rest>\S.*)$")
_NO_GROUP = re.compile(
    r"^(?:date|time|venue|location|place|contact|quorum|title|name|meeting|committee|subject|to|from|"
    r"e-?mail|tel\w*|phone|website|note|reason|page|status)\b",
    re.I,
)
_GROUP_CELL = re.compile(
    r"\b(?:members?|officers?|observers?|invitation|attendance|present|meeting|guests?|partners|"
    r"advis[eo]rs?|witnesses|representatives|others?|staff)\b",
    re.I,
)
_COLUMNS = re.compile(r" {3,}")
_CELL = 60  # characters; a longer line that is set in is no cell of a second column
_SET_IN = 8  # spaces before a line that belongs to the second column
LEGEND = re.compile(
    r"^(?=[^=]*(?:=|denotes))\W*(?P<a>[*√✓✔#]|[a-z])?\s*=?\s*(?:denotes?\s+)?"
    r"(?:present|in attendance|remote attendance|"
    r"attended remotely|member present)\s*=?\s*(?P<b>[*√✓✔#]|[a-z])?\)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a list: whom it lists, and the names that begin on its own line."""

    kind: str  # present, apologies, absent or group
    label: str
    rest: str
    cells: tuple[str, ...] = ()


def in_columns(line: Line) -> Line:
    """A line with the cells that runs of three spaces or more set apart, where no tab does."""
    raw = line.raw.replace("**", "").rstrip()
    if line.cells or not _COLUMNS.search(raw) or squeeze(raw) != line.text:
        return line
    cells = [squeeze(cell) for cell in _COLUMNS.split(raw.strip())]
    if len(cells) == 1 and (len(cells[0]) > _CELL or len(raw) - len(raw.lstrip(" ")) < _SET_IN):
        return line
    set_in = len(raw) - len(raw.lstrip(" ")) >= _SET_IN
    return replace(line, cells=("", *cells) if set_in else tuple(cells))


def opening(line: Line) -> Opening | None:
    """What list a line opens, if any."""
    line = in_columns(line)
    text = line.text
    cells: tuple[str, ...] = ()
    if line.cells and line.cells[0] and any(line.cells[1:]):
        text, cells = line.cells[0], tuple(cell for cell in line.cells[1:] if cell)
    if LEGEND.match(line.text):
        return None
    if match := _ABSENT.match(text):
        return Opening("absent", match[0], text[match.end() :].strip(), cells)
    if match := APOLOGIES.match(text if not cells else f"{text.rstrip(':- ')}: "):
        return Opening("apologies", "Apologies", match["rest"], cells)
    if re.fullmatch(r"apologies(?: for absence)?\W*", text, re.I):
        return Opening("apologies", "Apologies", "", cells)
    if match := _SORRY.match(text):
        return Opening("apologies", "Apologies", match["rest"], cells)
    if _REMOTE.fullmatch(text):
        return Opening("group", text, "")
    match = PRESENT.match(text)
    if match and (match["mark"] or not match["rest"]):
        return Opening("present", match["label"].strip(), match["rest"].rstrip(), cells)
    return _group(line, text, cells)


def _group(line: Line, text: str, cells: tuple[str, ...]) -> Opening | None:
    if _NO_GROUP.match(text):
        return None
    if (match := GROUP.match(text)) and (not line.cells or _GROUP_CELL.search(text)):
        return Opening("group", match["name"], "", cells)
    if _BARE_GROUP.fullmatch(text) and not cells:
        return Opening("group", text, "")
    if match := _MEMBERS.match(text):
        plural = re.fullmatch(r"councillors|cllrs", match["label"], re.I) and match["rest"]
        rest = f"{match['label']} {match['rest']}" if plural else match["rest"]
        return Opening("group", match["label"], rest, cells)
    head = cells and _GROUP_CELL.search(text) and not re.search(r"[,;]|\s[-–]\s", text)
    if head and not is_name(text) and starts_with_name(cells[0]):
        return Opening("group", text.strip(" :-–"), "", cells)
    match = _GROUP_WITH_NAMES.match(text)
    if match and not cells and starts_with_name(match["rest"]) and not row_of(text, 0, None):
        return Opening("group", match["name"], match["rest"])
    return None


def starts_with_name(text: str) -> bool:
    names = split_names(text)
    return bool(names) and (bool(COURTESY.match(text)) or is_name(names[0]))


def is_heading(text: str) -> bool:
    """Whether a text names a group or an organisation and no person."""
    bare = re.sub(r"\s*\([^()]*\)$", "", text)
    return (
        len(text) <= 80
        and not is_name(bare)
        and not COURTESY.match(bare)
        and not re.search(r"[,;.]|\s[-–]\s", bare)
        and text[0].isupper()
        and not row_of(text, 0, None)
        and bool(re.match(r"^[A-Z][\w&'’/-]*(?: (?:[A-Z(&][\w&'’/)-]*|of|and|the|for))*$", text))
    )
