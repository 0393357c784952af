"""One person in a list of those present or away: name, role, post, initials, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rotherham_hwb.legacy.facts import Attendee, Fact
from rotherham_hwb.legacy.text.lines import join
from rotherham_hwb.legacy.text.words import (
    CHAIR,
    COURTESY,
    NOT_A_NAME,
    POST_WORD,
    is_person,
    split_names,
)

REPRESENTING = re.compile(
    r"^\(?(?:(?:attending|attended|present|here|acting|sitting)\s+)?(?:as\s+)?(?:an?\s+)?(?:the\s+)?"
    r"(?:named\s+)?(?:representing|representative of|substitut\w+ for|substitute member for|"
    r"sub\.? for|deput\w+ for|deputy to|reserve for|for and on behalf of|for|on behalf of|"
    r"vice(?! ?-?chair|-)|in place of|replacing)\s+(?P<who>[^()]+?)\)?$",
    re.I,
)
ROLE = re.compile(
    r"^(?:(?:the\s+)?(?:in the chair|(?:acting |joint |co-|independent )?chair(?:man|woman|person)?"
    r"|(?:acting |joint )?(?:vice|deputy)[ -]?(?:chair|convener|president)(?:man|woman|person)?"
    r"|convener|presiding|facilitator)(?: of the (?:board|committee|panel|meeting))?"
    r"(?: in the chair)?(?: (?:for|until|from) .{1,40})?"
    r"|(?:minute|note)s?[ -]?tak(?:er|ing)|minutes|notes"
    r"|(?:participating )?observer|advis[eo]r|member|substitute|reserve|deputy"
    r"|co-?opted(?: member)?"
    r"|(?:non-)?voting(?: member)?|in attendance.*"
    r"|(?:for )?part(?:[ -]meeting)?(?: of (?:the )?meeting)?"
    r"|(?:for |from |until |up to |present for )?(?:agenda )?(?:items?|minutes?)\b.*"
    r"|(?:from|until|arrived|left|joined|via|by|virtual\w*|remote\w*|online|dialled)\b.*)$",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:Trust|Sector|Hospital|University|College|School|Academy|Association|Company|Ltd|Limited|"
    r"Team|Police|Constabulary|Fire|NHS|CCG|ICB|Healthwatch|Federation|Consortium|Network|"
    r"Foundation|Charity|Homes|Housing|Community|Directorate|Department|Office|Unit|Society|Centre|"
    r"Union|Agency|Alliance|Force|Borough|County|District|City|Town|Voluntary|Surger(?:y|ies)|"
    r"Practice|Ward|Parish|Probation|Ambulance|Leader|Mayor|Clerk)\b"
)
_ROLE_MARK = re.compile(r"\s+[-–]\s*(?P<role>[^()]+?(?:\([^()]*\))?)$|\s*[-–]\s+(?P<role2>[^,]+)$")
_BRACKET = re.compile(r"[\s,]*[(\[](?P<inside>[^()\[\]]*)[)\]]?\s*$")
_FIRST_ROLE = re.compile(
    r"^(?P<role>(?:(?:acting |joint |co-|independent )?chair(?:man|woman|person)?|"
    r"(?:vice|deputy)[ -]?chair"
    r"(?:man|woman|person)?|(?:minute|note)s?[ -]?taker|minutes|notes|clerk|secretary|convener))"
    r"\s*(?::\s*[-–]?|[-–])\s*(?P<rest>\S.*)$",
    re.I,
)
_OFFICE = re.compile(
    r"^(?P<post>(?:the )?(?:(?:right )?worshipful )?(?:the )?(?:lord |deputy )*"
    r"(?:mayor|provost|leader|chairman|chair|convener|president|speaker)(?: of the council)?)"
    r"(?:\s*\((?P<inside>[^()]+)\)|,\s+(?P<name>(?:Councillor|Cllr|Alderman)\.?\s[^,()]+))"
    r"(?:\s*\([A-Z]{2,4}\))?\s*,?\s*[-–(]?\s*(?P<chair>in the chair)?\)?\.?$",
    re.I,
)
_IN_CHAIR = re.compile(
    r"^\(?(?P<name>[^,;()]+?)(?:,\s*[^,;()]{3,40}|\s*\((?P<post>[^()]+)\))?(?:\s*,)?(?:\s*[-–])?\s+"
    r"(?P<role>in the chair|presiding)[.)]*$",
    re.I,
)
_FROM = re.compile(r"^\s*(?:(?:and|also|from|by|on behalf of)\s+)+|\s+$")
HONOUR = re.compile(r"(?:[OMCKD]BE|QC|KC|JP|DL|MP|QPM|BEM|RD|PhD|FRCP)")
_INITIALS = re.compile(r"^(?P<name>.+?)\s+(?P<initials>[A-Z]{2}[A-Za-z]{0,2})(?:\s+(?P<post>.*))?$")
_INITIALS_IN_BRACKETS = re.compile(
    r"^(?P<name>[^()]+?)\s*\((?P<initials>[A-Z][A-Za-z]{1,3})\)\s*[-–,:]?\s*(?P<post>[^\s(].*)$"
)
_CHAIRING = re.compile(rf"(?:{CHAIR.pattern}|(?:vice|deputy)[ -]?chair\w*)", re.I)
_TAKER = re.compile(r"(?:minute|note)s?[ -]?tak(?:er|ing)", re.I)
_RANK = re.compile(
    r"^(?:(?:Detective|Chief|Temporary|Acting|Assistant|Deputy) )*"
    r"(?:Constable|Sergeant|Inspector|Superintendent|Commander|Officer|Canon|Captain|Major) "
)
_SURNAMES = re.compile(r"\b(?:Hall|June|April|March|August|Page|Price)\b")
_PRESIDES = re.compile(r"\bpresiding\b|\bin the chair\b", re.I)
_LEADS = re.compile(r"(?:the )?(?:(?:deputy|lord) )*(?:leader|mayor|provost)|clinical chair", re.I)
_CHAIRS_BY_OFFICE = re.compile(r"clinical chair", re.I)
_OF = re.compile(r"^(?P<name>.+?) of (?:the )?(?P<post>[A-Z].+)$")
_SEAT = re.compile(r"(?:^|[\s,–-]+)(?P<role>in the chair)$", re.I)
_LAST_SAID = re.compile(
    r",\s+(?P<said>(?:substitut|deputi|represent|on behalf of|in place of|attending|"
    r"attended)[^,;()]+)$",
    re.I,
)
_LONGEST = 300  # characters of one person, with post and brackets
_SUBSTITUTED = re.compile(r"\b(?:substitut\w+|deputis\w+|attend\w*|represented|replaced)\b", re.I)


@dataclass(slots=True)
class AttendeeRow:
    name: str
    post: str
    line: int
    group: str | None
    sure: float = 1.0
    initials: str | None = None
    role: str | None = None


def is_name(text: str) -> bool:
    """Whether a text, less what stands in brackets, has the form of a person's name."""
    if len(text) > _LONGEST:
        return False
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]?", "", text).strip(" ,;:-–")
    bare = re.sub(rf",?\s+{HONOUR.pattern}\b", "", bare)
    if COURTESY.match(bare):
        return not re.search(r"\b(?:of|for|the|and|were|was)\b", bare)
    if _CHAIRING.fullmatch(bare):
        return False
    bare = _SURNAMES.sub("Name", bare)
    return is_person(bare) and not POST_WORD.match(bare) and not _ORGANISATION.search(bare)


def has_initials(name: str, initials: str) -> bool:
    """Whether initials are those of a name: its first letter, then the first of a later word."""
    bare = _RANK.sub("", COURTESY.sub("", name))
    words = [word for word in re.split(r"[\s\-]+", bare) if word[:1].isalpha()]
    return (
        len(words) > 1
        and initials[0] == words[0][0]
        and any(word[0].upper() == initials[1].upper() for word in words[1:])
    )


def row_of(text: str, line: int, group: str | None) -> AttendeeRow | None:
    """A person whose name or post is printed in a form of its own; None for a plain row."""
    if len(text) > _LONGEST:
        return None
    if office := _office(text, line, group):
        return office
    if match := _FIRST_ROLE.match(re.sub(r",?\s+presid(?:ed|ing)\.?$", "", text)):
        if not is_name(split_names(match["rest"])[0]):
            return None
        name, _, post = match["rest"].partition(", ")
        return AttendeeRow(name, post, line, group, role=match["role"])
    if (match := _IN_CHAIR.match(text)) and is_name(match["name"]):
        return AttendeeRow(match["name"], match["post"] or "", line, group, role=match["role"])
    for pattern in (_INITIALS_IN_BRACKETS, _INITIALS):
        match = pattern.match(text)
        if match and is_name(match["name"]) and has_initials(match["name"], match["initials"]):
            return AttendeeRow(
                match["name"], match["post"] or "", line, group, 1.0, match["initials"]
            )
    return None


def _office(text: str, line: int, group: str | None) -> AttendeeRow | None:
    """A person told by an office before the name: "The Mayor, Cllr. A B (in the chair)"."""
    match = _OFFICE.match(text)
    if match is None or not (match["inside"] or match["name"]):
        return None
    name = (match["inside"] or match["name"]).strip()
    role = ", ".join(filter(None, [match["post"], match["chair"]]))
    return AttendeeRow(name, "", line, group, role=role)


def inline(text: str, line: int, group: str | None) -> list[AttendeeRow]:
    """Names run together in a sentence: "A (in the Chair); B, C (Police) and D"."""
    rows: list[AttendeeRow] = []
    plural, listed = "", False
    if office := _office(text, line, group):
        return [office]
    for part, post in _parts(re.sub(r",\s*\(", " (", text)):
        if post:
            rows.append(AttendeeRow(part, post, line, group))
            continue
        if match := re.match(r"^(Councillor|Cllr|Alderm[ae]n|Doctor|Dr)s\b\.?\s*:?\s+", part):
            plural, listed = match[1] + " ", True
            part = part[match.end() :]
        elif COURTESY.match(part):
            plural = ""
        if rows and HONOUR.fullmatch(part):
            rows[-1].name = f"{rows[-1].name}, {part}"
        elif rows and (role := _role_alone(part)):
            rows[-1].role = rows[-1].role or role
        elif rows and _is_post(part, listed, rows[-1]):
            sure = 0.6 if " " not in part else 0.8
            rows[-1].post, rows[-1].sure = join([rows[-1].post and rows[-1].post + ",", part]), sure
        elif special := row_of(part, line, group):
            rows.append(special)
        elif bare := part.strip(" ,;:-–"):
            rows.append(AttendeeRow(plural + bare, "", line, group, 0.9 if plural else 1.0))
    return rows


def _parts(text: str) -> list[tuple[str, str]]:
    """The people of a list, each with the post that semicolons keep with the name."""
    parts: list[tuple[str, str]] = []
    for piece in _outside_brackets(text):
        name, _, post = piece.strip().partition(", ")
        plural = re.match(r"\s*(?:Councillor|Cllr|Alderm[ae]n)s\b", piece)
        whole = (
            ";" in text
            and not plural
            and post
            and is_name(name)
            and not is_name(split_names(post)[0])
        )
        if whole and not any(map(is_name, split_names(post))):
            parts.append((name, post.strip(" .")))
        else:
            parts += [(_FROM.sub("", part), "") for part in split_names(piece)]
    return [(part, post) for part, post in parts if part]


def _outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _role_alone(part: str) -> str | None:
    return part if _CHAIRING.fullmatch(part) else None


def _is_post(part: str, listed: bool, before: AttendeeRow) -> bool:
    """Whether a part of a list is the post of the person before it and no person itself."""
    if COURTESY.match(part) or is_name(re.split(r"\s[-–]\s", part)[0]):
        return False
    if " " not in part:
        return not listed and not before.post
    bare = re.sub(r"\s*\([^()]*\)?", "", part)
    return bool(
        POST_WORD.match(bare) or NOT_A_NAME.search(bare) or _ORGANISATION.search(bare)
    ) and not re.match(r"^(?:one|two|\d+|the|an?)\b", part, re.I)


# --- a row as an attendee -------------------------------------------------------------------


def attendee(row: AttendeeRow, *, away: bool = False) -> Attendee:
    """A person as printed; what brackets and dashes hold goes to role, post or principal."""
    if len(row.name) + len(row.post) > 2 * _LONGEST:
        return Attendee(Fact(row.name, row.line, 0.3))
    found = _Marks(row.role, row.initials, away)
    printed = re.sub(r"\)\.$", ")", row.name.strip(" ,;"))
    name = found.take(_undashed(found, printed, row.post))
    post = found.take_post(row.post.strip(" ,;–-"))
    if found.role and (principal := _represented(found.role)):
        found.principal = principal
    post = join([", ".join(part for part in (*found.posts, post) if part)]).strip(" ,.;")
    if not away and found.principal is None and (match := REPRESENTING.match(post)):
        found.principal, post = _split_principal(match["who"])
    if not away and found.principal is None and (match := _LAST_SAID.search(post)):
        found.principal = _represented(match["said"])
        post = post[: match.start()] if found.principal else post
    if (match := _OF.match(name)) and is_name(match["name"]) and not post:
        name, post = match["name"], match["post"]
    presides = _PRESIDES.search(post) or _CHAIRS_BY_OFFICE.fullmatch(post)
    seated = found.role is None or _PRESIDES.fullmatch(found.role)
    if seated and post and presides and len(post) < 60:
        found.role, post = post, ""
    if found.role is None and (_CHAIRING.fullmatch(post) or _TAKER.fullmatch(post)):
        found.role, post = post, ""
    group, line = row.group, row.line
    return Attendee(
        name=Fact(name.strip(" ,:"), line, row.sure),
        role=Fact(found.role, line) if found.role else None,
        post=Fact(post, line, row.sure) if post else None,
        group=Fact(group, line) if group else None,
        representing=Fact(found.principal, line) if found.principal else None,
        initials=found.initials,
    )


def _undashed(found: _Marks, name: str, post: str) -> str:
    """The name before a dash; what follows is a role, or the post where none is printed apart."""
    mark = _ROLE_MARK.search(name)
    if not mark or name.count("(") != name.count(")"):
        return name
    said = (mark["role"] or mark["role2"]).strip()
    said = said[1:-1] if re.fullmatch(r"\([^()]*\)", said) else said
    inside = name[: mark.start()]
    if inside.count("(") > inside.count(")"):
        return name
    bracket = _BRACKET.search(said)
    while bracket and bracket.start() > 0:
        found.hear(bracket["inside"].strip())
        said = said[: bracket.start()]
        bracket = _BRACKET.search(said)
    if ROLE.match(said) or REPRESENTING.match(said):
        found.role = found.role or said
    else:
        found.posts.append(said)
    return inside


@dataclass(slots=True)
class _Marks:
    role: str | None
    initials: str | None
    away: bool
    principal: str | None = None
    posts: list[str] = field(default_factory=list)

    def take(self, name: str) -> str:
        """The name without the brackets at its end, each of which is heard."""
        while (bracket := _BRACKET.search(name)) and bracket.start() > 0:
            inside = bracket["inside"].strip()
            name = name[: bracket.start()]
            first, _, rest = inside.partition(" ")
            if re.fullmatch(r"[A-Z][A-Za-z]{1,3}", first) and has_initials(name, first):
                self.initials, inside = first, rest.strip(" -–:,/")
            self.hear(inside)
        return name

    def hear(self, inside: str) -> None:
        """Take what a bracket says as principal, role or post."""
        if not inside or (self.away and _SUBSTITUTED.search(inside)):
            return
        if principal := _represented(inside):
            self.principal = principal
        elif self.role and CHAIR.fullmatch(self.role) and CHAIR.fullmatch(inside):
            return
        elif self.role is None and (_PRESIDES.search(inside) or _LEADS.fullmatch(inside)):
            self.role = inside
        elif ROLE.match(inside) and not (self.role and CHAIR.fullmatch(self.role)):
            if self.role and not CHAIR.fullmatch(inside):
                self.posts.insert(0, inside)
            else:
                self.role = inside
        else:
            self.posts.insert(0, inside)

    def take_post(self, post: str) -> str:
        """The post without brackets that name a role or a principal."""
        if (seat := _SEAT.search(post)) and self.role is None:
            self.role, post = seat["role"], post[: seat.start()]
        while bracket := _BRACKET.search(post):
            inside = bracket["inside"].strip()
            principal = _represented(inside)
            if not (principal or CHAIR.fullmatch(inside) or ROLE.match(inside)) and bracket.start():
                break
            if bracket.start() == 0 and not (principal or ROLE.match(inside)):
                return inside
            self.hear(inside)
            post = post[: bracket.start()]
        return post


def _represented(text: str) -> str | None:
    """The principal a text names; "for item 3" names none."""
    match = REPRESENTING.match(text)
    if match is None or re.match(r"(?:agenda )?items?\b|part\b|minutes?\b", match["who"], re.I):
        return None
    return match["who"].split(", ")[0].strip(" .")


def _split_principal(text: str) -> tuple[str | None, str]:
    """A principal and the organisation printed after the name; an organisation alone is a post."""
    name, _, rest = text.partition(", ")
    return (name.strip(), rest) if is_name(name) else (None, text)
