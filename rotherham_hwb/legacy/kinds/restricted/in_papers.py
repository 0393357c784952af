"""Papers whose cover, or whose own text, says that they are not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import MinutesSet, ReadItem, ReadReport, ReadRestriction
from rotherham_hwb.legacy.kinds.restricted.in_minutes import reason
from rotherham_hwb.legacy.kinds.restricted.wordings import (
    MARK,
    Said,
    denies,
    is_private_heading,
    sentences,
    shuts_out,
)
from rotherham_hwb.legacy.text.lines import Document, clean

COVER = 150  # lines of a paper in which its cover stands
NEAR = 6  # lines around the name of an Act in which a resolution stands
_LABEL = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?P<label>(?:is (?:this|the) (?:report|paper|item) )?"
    r"(?:exempt(?: report| information| items?| status)?(?: from (?:the )?(?:press|public|"
    r"publication|disclosure)(?:\W+(?:and|or)?\W*(?:the )?(?:press|public))?)?(?:/confidential)?"
    r"|exclusion of (?:the )?(?:press|public)(?:\W+(?:and|or)?\W*(?:the )?(?:press|public))?"
    r"|confidential(?:ity)?(?: report| status| or exempt(?: information)?)?"
    r"|public\W+(?:or\W+)?(?:private|exempt|confidential)(?: (?:report|item|agenda|status))?"
    r"|open\W+(?:or\W+)?(?:closed|exempt|confidential|private)(?: (?:report|item|status))?"
    r"|private(?: report| item)?|report exempt|part (?:1 ?(?:or|/) ?(?:part )?)?2(?: report)?"
    r"|restricted|publication status|security classification|access to information"
    r"|not for publication))\s*(?P<end>[:?\t|]|$)[\s:?|*–—-]*(?P<value>.*)$",
    re.I,
)
_QUESTION = re.compile(
    r"^\W*(?P<label>[^:?]{0,80}\b(?:exempt(?:ion)?|confidential(?:ity)?)\b"
    r"(?! from (?!(?:the )?(?:press|public|disclosure)))[^:?]{0,60})[:?][\s|*–—-]*(?P<value>.*)$",
    re.I,
)
_FOR_PUBLICATION = re.compile(
    r"^\W*(?:(?:suitable |approved )?for publication|publish(?:able)?)\s*[:?\t]"
    r"\s*(?P<value>no\b.*)$",
    re.I,
)
_OPEN = re.compile(
    r"^\W*(?:no\b|none\b|n\.?\s?/?\s?a\b"
    r"|not (?:applicable|exempt|confidential|restricted|private)\b"
    r"|nil\b|public\b|open\b|part (?:1|i|a|one)\b|unrestricted\b|official\W*$|[-–—]+\W*$"
    r"|(?:this|the) (?:report|paper) is (?:not exempt|public|open)\b)",
    re.I,
)
_BUT = re.compile(
    r"\b(?:but|except|apart from|other than|however|although|appendi\w+|annex\w*|is exempt"
    r"|are exempt|exempt under|para(?:graph)?s?\s+\d)\b",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:yes|exempt|para(?:graph)?s?|schedule|private|confidential|part (?:2|ii|b|two)|closed"
    r"|restricted|not for|appendi\w+)\b",
    re.I,
)
_NAMES_LAW = re.compile(
    r"\bschedule\s+(?:12|7)\s?\(?A|\b(?:100|50)\s?\(?A\b|admission to meetings|press and public",
    re.I,
)


def restricted_papers(
    doc: Document,
    reports: Sequence[ReadReport],
    items: Sequence[ReadItem],
    sets: Sequence[MinutesSet],
) -> tuple[ReadReport, ...]:
    """The papers, each with why it is private: by itself, by its item, by the paper it goes with,
    or because the lines of a private minute stand in it.
    """
    reports = papers_of_private_items(reports, items)
    private = [
        (minute.start_line, minute.end_line, minute.restriction)
        for found in sets
        for minute in found.minutes
        if minute.restriction
    ]
    out: list[ReadReport] = []
    for report in reports:
        number = report.agenda_item.value if report.agenda_item else ""
        main = _main(out, number) if report.attachment else None
        held = (
            report.restriction
            or paper_restriction(doc, report.start_line, report.end_line)
            or (main.restriction if main else None)
            or next((why for a, b, why in private if _meet(report, a, b)), None)
        )
        out.append(replace(report, restriction=held))
    return tuple(out)


def papers_of_private_items(
    reports: Sequence[ReadReport], items: Sequence[ReadItem]
) -> tuple[ReadReport, ...]:
    """The papers; one of a private item is private with it."""
    by_item = {item.number.value: item.restriction for item in items}
    return tuple(
        replace(
            report,
            restriction=report.restriction
            or (by_item.get(report.agenda_item.value) if report.agenda_item else None),
        )
        for report in reports
    )


def items_of_private_papers(
    items: Sequence[ReadItem], reports: Sequence[ReadReport]
) -> tuple[ReadItem, ...]:
    """The items; one all of whose covering reports are private is private with them."""
    out: list[ReadItem] = []
    for item in items:
        own = [
            report
            for report in reports
            if report.agenda_item
            and report.agenda_item.value == item.number.value
            and not report.attachment
        ]
        held = own[0].restriction if own and all(each.restriction for each in own) else None
        out.append(replace(item, restriction=item.restriction or held))
    return tuple(out)


def _main(before: Sequence[ReadReport], item: str) -> ReadReport | None:
    """The paper that an attachment goes with."""
    for report in reversed(before):
        if not report.attachment and report.agenda_item and report.agenda_item.value == item:
            return report
    return None


def _meet(report: ReadReport, first: int, last: int) -> bool:
    return report.start_line <= last and first <= report.end_line


def paper_restriction(doc: Document, first: int, last: int) -> ReadRestriction | None:
    """Why the lines of a paper say that it is private, running heads and feet included."""
    lines = [(number, clean(doc.source[number - 1])) for number in range(first, last + 1)]
    said = [(number, text) for number, text in lines if text]
    answers = list(_answers([(n, doc.source[n - 1]) for n, _ in said[:COVER]]))
    for answer, is_open in answers:
        if is_open is False:
            return reason(answer)
    if answers and all(is_open is None for _, is_open in answers):
        return reason(answers[0][0])
    labels = {answer.line for answer, _ in answers}
    for number, text in said:
        if number not in labels and len(text) < 600 and _is_marked(text):
            return reason(Said(text, number))
    return _resolution(doc, [number for number, text in said if _NAMES_LAW.search(text)])


def _is_marked(text: str) -> bool:
    return (is_private_heading(text) or bool(MARK.search(text))) and not denies(text)


def _answers(said: Sequence[tuple[int, str]]) -> Iterator[tuple[Said, bool | None]]:
    """Each question of a cover about the public, and whether it is answered with open.

    None: it has no answer that could be told.
    """
    for place, (number, raw) in enumerate(said):
        if _FOR_PUBLICATION.match(clean(raw)):
            yield Said(clean(raw), number), False
            continue
        below = clean(said[place + 1][1]) if place + 1 < len(said) else ""
        match = _label(raw.replace("**", ""), below)
        if match is None:
            continue
        value = clean(match["value"]) or below
        whole = f"{clean(match['label'])}: {value}"
        is_open = bool(_OPEN.match(value)) and not _BUT.search(value)
        yield Said(whole, number), True if is_open else (False if _CLOSED.search(value) else None)


def _label(raw: str, below: str) -> re.Match[str] | None:
    """A line that asks whether the paper is private; one that says so by itself asks nothing."""
    match = _LABEL.match(raw)
    if match and match["end"] == "" and is_private_heading(match["label"]):
        return match if _OPEN.match(below) else None
    return match or _QUESTION.match(raw)


def _resolution(doc: Document, lines: Sequence[int]) -> ReadRestriction | None:
    """A resolution to shut the public out inside a paper: minutes that were not read as such."""
    for number in lines:
        for each in sentences(doc.slice(number - NEAR, number + NEAR)):
            if shuts_out(each.text) and not denies(each.text):
                return reason(each)
    return None
