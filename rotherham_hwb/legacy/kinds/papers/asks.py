"""What a covering report asks for, limb by limb, and who has signed it off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import Approval, Fact, Field, ReadLimb
from rotherham_hwb.legacy.kinds.papers.cover_words import plain
from rotherham_hwb.legacy.text.words import find_date

_ASKS = re.compile(r"^(?:proposed |officer |summary of )?recommendations?(?:\(s\))?\b")
_SIGNS = re.compile(r"^(?:approvals? obtained|(?:report )?(?:approved|authorised|cleared) by)\b")
_LIMB = re.compile(
    r"(?:^|(?<=\s))(?P<label>\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|"
    r"\d{1,2}(?:\.\d{1,2})?[.)]|\d{1,2}\.\d{1,2}(?=\s+[A-Z])|[•●▪])\s+(?=\S)"
)
_POST = (
    r"(?P<post>(?:(?:Strategic|Assistant|Corporate|Executive|Deputy|Interim) )*"
    r"(?:Director|Head|Chief|Service Manager|Monitoring Officer|Section 151|Solicitor|Legal|"
    r"Finance)\b"
    r"[^\d:]{0,90}?)"
)
_NAME = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"
_NONE = r"(?:N/?A\b|[Nn]ot [Aa]pplicable|[Nn]one\b)"
_DAY = r"\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_SIGNED = re.compile(
    rf"{_POST}(?:\s*[:–-]\s*(?P<told>{_NAME}|{_NONE})|\s+(?P<name>{_NAME})(?=\s+{_DAY})|"
    rf"\s+(?P<none>{_NONE}))"
    rf"(?:\s+(?P<day>{_DAY}))?"
)


def recommendations(fields: Sequence[Field]) -> tuple[ReadLimb, ...]:
    """The limbs of the first field that recommends; one without a label where none is printed."""
    field = next((f for f in fields if _ASKS.match(plain(f.label)) and f.value.value), None)
    return tuple(_limbs(field.value)) if field else ()


def _limbs(value: Fact[str]) -> Iterator[ReadLimb]:
    """Words before the first label are a lead-in where they end in a colon, else a limb too."""
    marks = list(_LIMB.finditer(value.value))
    lead = value.value[: marks[0].start()].strip() if marks else value.value.strip()
    if lead and not (marks and lead.endswith((":", ";", ":-"))):
        yield ReadLimb(None, Fact(lead, value.line, 0.8))
    ends = [*(mark.start() for mark in marks[1:]), len(value.value)]
    for mark, end in zip(marks, ends, strict=False):
        text = value.value[mark.end() : end].strip()
        label = mark["label"] if mark["label"][0] not in "•●▪" else None
        if text:
            yield ReadLimb(label, Fact(text, value.line, 0.8))


def approvals(fields: Sequence[Field]) -> tuple[Approval, ...]:
    """Who approved a report: post, name and date; "not applicable" is no name."""
    found: list[Approval] = []
    for field in fields:
        if _SIGNS.match(plain(field.label)):
            signed = _SIGNED.finditer(field.value.value)
            found += [_approval(match, field.value.line) for match in signed]
    return tuple(found)


def _approval(match: re.Match[str], line: int) -> Approval:
    said = match["told"] or match["name"] or ""
    named = said if said and not re.fullmatch(_NONE, said) else ""
    day = find_date(match["day"]) if match["day"] else None
    return Approval(
        Fact(match["post"].strip(" -–"), line, 0.8),
        Fact(named, line, 0.8) if named else None,
        Fact(day, line, 0.8) if day else None,
    )
