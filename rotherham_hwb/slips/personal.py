"""Personal data that its surroundings give away: homes, telephones, patients and children.

A number or a postcode alone says little: what stands around it tells whether it is an office's
or somebody's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rotherham_hwb.slips.slip import MOST_WORDS, Slip, SlipKind

AROUND = 160  # characters on either side that say whose a number or an address is
_SIGNS_OF_A_PERSON = re.compile(
    r"\b(?:residents?|tenant|patient|neighbours?|complainant|petitioner|pupil|claimant|customer|"
    r"lives?|lived|living|home address|question from|(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur) "
    r"(?:own )?(?:son|daughter|child|children|wife|husband|partner|mother|father|mum|dad|home|"
    r"house|flat|address|number|name)|I am|I live)\b|\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z]"
)
_SIGNS_OF_AN_OFFICE = re.compile(
    r"\b(?:officers?|director|managers?|head of|chief|executive|commissioner|consultants?|"
    r"secretary|clerk|solicitor|councillors?|cllr|council|authority|department|directorate|"
    r"switchboard|helpline|hotline|enquir(?:y|ies)|press|team|services?|service desk|reception|"
    r"office|offices|surgery|practice|clinic|hospital|school|academy|college|university|"
    r"nursery|library|church|chapel|mosque|pharmacy|hospice|museum|station|depot|centre|center|"
    r"hall|house|headquarters|trust|charity|ltd|limited|plc|llp|cic|group|partnership|"
    r"association|foundation|society|club|committee|board|healthwatch|nhs|ccg|icb|gp|"
    r"contacts?|contact details|author|lead|venue|meeting|membership|"
    r"democratic|governance|information)\b|https?:|www\.|\b0[38]\d{2}\b",
    re.I,
)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_OFFICES_DOMAIN = re.compile(
    r"(?:^|\.)(?:gov\.uk|nhs\.uk|nhs\.net|police\.uk|ac\.uk|sch\.uk|org\.uk|org|mod\.uk)$", re.I
)
_PHONE = re.compile(
    r"(?<![\w.,£/+-])(?:\+44[ \xa0]?(?:\(0\)[ \xa0]?)?|\(?0)[12]\d{1,4}\)?"
    r"(?:[ \xa0-]?\d){5,8}(?![\w%]|[,.]\d)"
)
_PHONE_LENGTHS = (10, 11)  # digits, with the first 0
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d[A-Z\d]?|[a-z]{1,2}\d{1,2})"
    r"[ \xa0]?\d[A-Za-z]{2}(?![A-Za-z0-9])"
)
_STREET_KINDS = (
    "Road|Rd|Street|St|Avenue|Ave|Close|Lane|Drive|Court|Crescent|Cres|Way|Place|Terrace|Grove|"
    "Gardens|Walk|Rise|Row|Hill|View|Mews|Square|Green|Gate|Croft|Park|Parade|Fold|Mount|Bank|"
    "Yard|Chase|Dale|Garth|Vale|End|Wharf|Quay"
)
_HOUSE = re.compile(
    r"(?<![\w.,/£-])(?:(?:[Ff]lat|[Aa]partment) \d{1,3}[A-Za-z]?,? ?)?\d{1,4}[A-Za-z]?,? "
    rf"(?:[A-Z][\w'’.-]*[^\S\n]){{1,4}}(?:{_STREET_KINDS})\b"
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z]\.?)?(?:[ -][A-Z][a-z'’]+)+$")
_PLACE_WORDS = re.compile(
    rf"\b(?:{_STREET_KINDS}|Town|City|South|North|East|West|[A-Z][a-z]+(?:shire|borough|caster)|"
    r"Upon|Under|Building|Buildings|Floor|Business)\b"
)
_NHS = re.compile(r"(?<![\w.,£+-])\d{3}[ \xa0-]?\d{3}[ \xa0-]?\d{4}(?![\w%]|[,.]\d)")
_NHS_NEAR = re.compile(r"\b(?:nhs|patient)\b", re.I)
_NHS_SAID = re.compile(r"\bnhs (?:no|number)\.?:?\s*$", re.I)  # `marks` tells of it
_NUMBERS = (
    r"(?:1[0-7]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen)"
)
_CHILD = (
    r"(?:son|daughter|child|boy|girl|baby|toddler|grandson|granddaughter|grandchild|nephew|niece|"
    r"stepson|stepdaughter|foster child|brother|sister|pupil)"
)
_NO_RANGE = (
    rf"(?! ?(?:to|or|and|[-–—/]|under) ?{_NUMBERS}\b| ?%| (?:per|weeks)\b| and (?:over|under)"
    r"|[\d%.-]*\d|[-–—])"
)
_YEAR = rf"[Yy]ear (?:1[0-3]|[1-9]){_NO_RANGE}(?!s|-| of| on)"
_AGE = (
    r"(?:(?:aged?|aged about|age of|is|was|turned|who is|who was|now) "
    rf"{_NUMBERS}{_NO_RANGE}(?! of)|"
    rf"{_NUMBERS}[ -]years?[ -]old\b|{_NUMBERS} years of age|\({_NUMBERS}\)|{_YEAR})"
)
_ANY_AGE = re.compile(
    rf"\b(?:aged?|about|of|is|was|turned|now) {_NUMBERS}\b|\b{_NUMBERS}[ -]years?\b|\({_NUMBERS}\)|"
    rf"\b[Yy]ear (?:1[0-3]|[1-9])\b"
)
_SCHOOL = r"(?:[Ss]chool|[Aa]cademy|[Nn]ursery|[Pp]rimary|[Cc]ollege)"
_WHOSE = r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[A-Z]\w+['’]s)"
_GOES = (
    "goes to|attends|attended|is a pupil at|was excluded from|was suspended from|is at|started at|"
    "joins|left"
)
_ONE_CHILD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WHOSE} (?:[a-z]+ )?{_CHILD}\b[^.;]{{0,50}}?(?<!\w){_AGE}",
        rf"\b(?:[Aa]|[Tt]he|[Oo]ne) {_CHILD}\b,? (?:[A-Z]\w+,? )?(?<!\w){_AGE}",
        r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) "
        rf"{_NUMBERS}[ -]year[ -]old {_CHILD}\b",
        rf"\b[A-Z][a-z]+,? \(?(?:aged )?{_NUMBERS}\)?,? (?:{_GOES}) [^.;]{{0,50}}?\b{_SCHOOL}\b",
        rf"\b{_SCHOOL}\b[^.;]{{0,40}}\b{_CHILD}\b[^.;]{{0,20}}?(?<!\w){_AGE}",
    )
)
_TRIGGER = re.compile(
    r"\d[A-Za-z]{2}\b|\d[A-Za-z]?,? [A-Z]|0[12]\d|\+44|\d{3}[ \xa0-]?\d{4}|@|"
    r"[Yy]ear|age|son|daughter|child|boy|girl|[Ss]chool"
)


def personal_slips(text: str) -> Iterator[Slip]:
    """Addresses, telephones, e-mail, NHS numbers and ages of persons, as their context tells."""
    if not _TRIGGER.search(text):
        return
    for find in _FINDERS:
        yield from find(text)


def _phones(text: str) -> Iterator[Slip]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("+44", "0").replace("(0)", ""))
        if len(digits) in _PHONE_LENGTHS and not _is_an_offices(text, match):
            yield _slip(SlipKind.LANDLINE, match, "a private telephone number")


def _homes(text: str) -> Iterator[Slip]:
    """A house with its postcode, a postcode beside a name, or a house where somebody lives."""
    for match in _POSTCODE.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        house = next(reversed([*_HOUSE.finditer(before)]), None)
        named = _names_a_person(before)
        place = match.start() - (len(before) - house.start() if house else 0)
        if (house or named) and not _is_an_offices(text, match, text[place : match.end()]):
            yield _said(SlipKind.HOME, text[place : match.end()], place, "a home address")
    for match in _HOUSE.finditer(text):
        has_code = _POSTCODE.search(text, match.end(), match.end() + 60)
        lives = _SIGNS_OF_A_PERSON.search(_around(text, match))
        if lives and not has_code and not _is_an_offices(text, match):
            yield _slip(SlipKind.HOME, match, "a home address")


def _mails(text: str) -> Iterator[Slip]:
    """An address of one's own domain, where a person writes."""
    for match in _MAIL.finditer(text):
        if _OFFICES_DOMAIN.search(match["domain"]) or match["domain"].endswith(".example"):
            continue
        line = _line(text, match)
        if _SIGNS_OF_A_PERSON.search(line) and not _SIGNS_OF_AN_OFFICE.search(_but(line, match[0])):
            yield _slip(SlipKind.PRIVATE_ADDRESS, match, "a private e-mail address")


def _nhs_numbers(text: str) -> Iterator[Slip]:
    """Ten figures of which the last proves the others, in threes or beside the name.

    Source: NHS Data Dictionary, NHS number: modulus 11.
    """
    for match in _NHS.finditer(text):
        digits = [int(each) for each in re.sub(r"\D", "", match[0])]
        check = 11 - sum(each * (10 - at) for at, each in enumerate(digits[:9])) % 11
        proves = digits[9] == (0 if check == 11 else check)
        before = text[max(0, match.start() - 60) : match.start()]
        if _NHS_SAID.search(before):
            continue
        if proves and (not match[0].isdigit() or _NHS_NEAR.search(before)):
            yield _slip(SlipKind.NHS_NUMBER, match, "an NHS number")


def _ages(text: str) -> Iterator[Slip]:
    words = text.replace("\n", " ")
    taken: list[range] = []
    for age in _ANY_AGE.finditer(words):
        start, end = max(0, age.start() - AROUND // 2), age.end() + AROUND // 2
        found = (each.search(words, start, end) for each in _ONE_CHILD)
        match = next(filter(None, found), None)
        if match and not any(match.start() in one or match.end() - 1 in one for one in taken):
            taken.append(range(*match.span()))
            yield _slip(SlipKind.CHILD, match, "the age of one child")


_FINDERS: tuple[Callable[[str], Iterator[Slip]], ...] = (
    *(_phones, _homes, _mails, _nhs_numbers, _ages),
)


def _is_an_offices(text: str, match: re.Match[str], words: str = "") -> bool:
    """Whether an office's own words stand in the line, or just around it, and no person's.

    `words` are all that was found, if more than the match: a Church Lane is no church.
    """
    line = _line(text, match)
    if _SIGNS_OF_A_PERSON.search(line):
        return False
    near = text[max(0, match.start() - AROUND) : match.end() + AROUND // 2]
    found = words or match[0]
    if _SIGNS_OF_AN_OFFICE.search(_but(line, found)) or _MAIL.search(line):
        return True
    office = _SIGNS_OF_AN_OFFICE.search(_but(near, found))
    return bool(office) and not _SIGNS_OF_A_PERSON.search(near)


def _names_a_person(before: str) -> bool:
    """Whether a name stands right before a postcode: “Jane Smith, S65 3QP”."""
    line = before[before.rfind("\n") + 1 :]
    if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z]", line):
        return True
    name = _NAME.search(line.rstrip(" ,(:–-"))
    return bool(name) and not _PLACE_WORDS.search(line)


def _line(text: str, match: re.Match[str]) -> str:
    end = text.find("\n", match.end())
    return text[text.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else len(text)]


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - AROUND // 2) : match.end() + AROUND // 2]


def _but(line: str, words: str) -> str:
    return line.replace(words, " ")


def _slip(kind: SlipKind, match: re.Match[str], looks_like: str) -> Slip:
    return _said(kind, match[0], match.start(), looks_like)


def _said(kind: SlipKind, words: str, place: int, looks_like: str) -> Slip:
    short = " ".join(words.split())[:MOST_WORDS]
    return Slip(kind, short, place, f"“{short}” looks like {looks_like}.")
