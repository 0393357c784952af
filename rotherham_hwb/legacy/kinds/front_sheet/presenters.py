"""Who presents an agenda item, in the forms in which front sheets say so."""

from __future__ import annotations

import re

from rotherham_hwb.legacy.text.words import COURTESY, POST_WORD, is_person

DESCRIPTION = re.compile(
    r"^(?:\(?(?:To\s+(?:receive|note|consider|agree|approve|confirm|determine|discuss|elect|"
    r"appoint|review|"
    r"be\s+\w+|follow|update|endorse|provide|answer|deal|invite|hear|report|sign|authorise|"
    r"inform|identify|"
    r"highlight|disclose|declare|exclude|resolve|pass|make|accept|adopt|present|seek|scrutinise|"
    r"enable|"
    r"respond|advise|set|give|comment)\b|"
    r"(?:Joint\s+)?(?:Cover(?:ing)?\s+)?Reports?\s+(?:of|by|from|attached|to follow|enclosed)\b|"
    r"Presentations?\b|"
    r"(?:Verbal|Oral)\b|(?:Not for publication|Exempt)\b|Attached\b|Enclosed\b|"
    r"Copy\s+(?:attached|enclosed)|The\s+(?:\w+\s+){0,4}(?:Board|Committee|Cabinet|Panel|"
    r"Chair\w*|report|next|"
    r"minutes|meeting|Director|Council|Commission|purpose|following)\b|"
    r"Members?\s+(?:are|is|to|will|should|of)\b|Councillors?\s+(?:are|to)\b|Please\b|"
    r"In\s+accordance\b|"
    r"If\s+(?:you|any|so)\b|Any\s+(?:member|urgent\s+items\s+which|item\s+which)|Items?\s+(?:of|"
    r"which)\b|"
    r"Recommend(?:ed|ation)s?\b|RECOMMENDED\b|That\s+\w+|Note\s*:|N\.?B\.?\b|Purpose\s*:|"
    r"This\s+(?:item|report|is)|"
    r"There\s+(?:are|will)|A\s+(?:report|presentation|verbal|copy|maximum|period)\b|"
    r"An?\s+(?:oral|update|opportunity)\b|"
    r"Contact\b|Appendi(?:x|ces)\b|Report\s+author|Minutes\s+(?:of|from)\s+(?:the\s+)?meeting|"
    r"Subject\s+to\b|"
    r"Previously\s+circulated|Standing\s+item|Wards?\s*(?:affected)?\s*:))",
    re.I,
)
_TO_PRESENT = re.compile(
    r"^\(?(?P<who>.+?),?\s+(?:to|will)\s+(?:be\s+)?(?:present|report|update|lead|introduce|"
    r"attend|speak|(?:give|provide|make|deliver)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?"
    r"(?:presentation|update|report|overview|briefing|introduction))(?:ing)?\b[.)]*$",
    re.I,
)
_KIND_FIRST = re.compile(
    r"^(?P<note>(?:verbal |oral |joint )?(?:presentation|update|report|briefing))\s*(?:[–-]|:)"
    r"\s+(?P<who>.+)$",
    re.I,
)
_BY = re.compile(
    r"^(?:(?:verbal|oral|spoken|progress)\s+)?(?:presentation|report|update|updated?|verbal)\w*"
    r"(?:\s+\w+){0,2}?\s+(?:by|from)\s+(?P<who>.+)$",
    re.I,
)
_WITH_NOTE = re.compile(
    r"^(?P<who>[^–]+?)\s+[–-]\s+(?P<note>verbal \w+|presentation|to follow)$", re.I
)
_LABELLED = re.compile(
    r"^\(?(?:Lead(?:s|\s+(?:for\s+(?:the\s+)?item|officers?|member|person|presenter|director|"
    r"partner|organisation))?|"
    r"Present(?:er|ed\s+by|ing|ing\s+officer)s?|(?:To\s+be\s+)?(?:presented|introduced|led)\s+by|"
    r"Speakers?|Person(?:s|\(s\))?\s+(?:presenting|responsible|giving\s+report)|Introduced\s+by|"
    r"Report\s+presented\s+by|(?:Joint\s+)?Reports?\s+(?:by|of|from)(?=\s*:)|Item\s+lead|Officer\s+presenting|Led\s+by|Covered\s+by)\s*"
    r"(?:\(s\))?\s*[:–-]+\s*(?P<who>[^:]+?)\)?\.?$"
    r"|^\(?(?:(?:To\s+be\s+)?(?:presented|introduced|led)\s+by|Led\s+by)\s+(?P<by>.+?)\)?\.?$",
    re.I,
)
_BRACKETED = re.compile(r"^[(\[](?P<who>[^()\[\]]+)[)\]]$")
_ROLE_ALONE = re.compile(r"^(?:The\s+)?(?:Chair(?:man|woman|person)?|Clerk|All|Leader)$", re.I)


def read_presenters(text: str) -> tuple[list[tuple[str, float]], str | None]:
    """The people a line names, each with a confidence, and what of the line is left to note.

    Forms: "N, post to present"; "Presentation by N, post", which stays a note as well; "Lead: N";
    "N – verbal update"; "N and N"; "N, organisation"; "(N)"; "N (organisation)"; a name alone.
    """
    if match := _LABELLED.match(text):
        return _several((match["who"] or match["by"]).strip(), 1.0), None
    if (match := _TO_PRESENT.match(text)) and _is_someone(match["who"]):
        return _several(match["who"].strip(" ,("), 1.0), None
    if (match := _BY.match(text)) and not _is_office(match["who"]):
        return _several(match["who"].strip(" .,"), 0.9), text
    if (match := _KIND_FIRST.match(text)) and is_person(re.split(r",|\s\(", match["who"])[0]):
        return _several(match["who"].strip(" .,"), 0.9), match["note"]
    if match := _WITH_NOTE.match(text):
        return [(match["who"].strip(" ,"), 0.9)], match["note"]
    if match := _BRACKETED.match(text):
        if is_person(match["who"].split(",")[0].strip()) or _ROLE_ALONE.match(match["who"]):
            return [(match["who"].strip(), 0.7)], None
        return [], text
    return _names(text)


def _names(text: str) -> tuple[list[tuple[str, float]], str | None]:
    """People named with nothing to say that they present."""
    if _ROLE_ALONE.match(text):
        return [(text, 0.7)], None
    if people := _parted(text):
        return [(part, 0.9) for part in people], None
    if comma := _listed(text):
        return [(part, 0.7) for part in comma], None
    name = re.split(r"\s*,\s*|\s+[–-]\s+|\s+\(", text)[0].strip()
    if is_person(name) and len(text) <= 100 and not text.endswith((".", ":")):
        return [(text, 0.9 if name != text else 0.7)], None
    return [], text


def _several(text: str, sure: float) -> list[tuple[str, float]]:
    """The people a label names: parted where each part is a name, else as one."""
    return [(part, sure) for part in _parted(text) or _listed(text) or [text]]


def _parted(text: str) -> list[str]:
    """The people parted by "and", ";" or "/"; an "and" within a post parts nobody."""
    parts = [part.strip() for part in re.split(r"\s+(?:and|&)\s+|\s*[;/]\s*", text)]
    if len(parts) < 2:
        return []
    posted = False
    for part in parts:
        named = is_person(re.split(r",|\s\(|\s[–-]\s", part)[0])
        if not named or (posted and "," not in part and not COURTESY.match(part)):
            return []
        posted = posted or "," in part
    return parts


def _listed(text: str) -> list[str]:
    """The names of a list; two words after one comma are as likely an organisation."""
    parts = [part.strip() for part in text.split(",")]
    sure = len(parts) > 2 or all(COURTESY.match(part) for part in parts)
    return parts if len(parts) > 1 and sure and all(is_person(part) for part in parts) else []


def _is_someone(who: str) -> bool:
    """Whether words name a person, an office or a body, each word of it capitalised."""
    words = re.findall(r"[\w'’-]+", who.split(",")[0])
    small = {"and", "of", "the", "for"}
    named = all(word[0].isupper() or word in small for word in words)
    return named and not re.match(r"^(?:Any|Nothing|None|Items?|Members|Issues|To)\b", who)


def _is_office(who: str) -> bool:
    """Whether a report is said to come from an office and from no person: "the Director"."""
    return bool(re.match(r"^(?:the|an?|each|all)\b", who, re.I)) or bool(
        POST_WORD.match(who) and not is_person(who.split(",")[0])
    )
