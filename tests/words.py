"""What a page says must be words: no code, no Python, no word that only its makers use.

Read wherever a test opens a page, by the client of all tests (`tests/conftest.py`): no page is
opened for it alone.
"""

from __future__ import annotations

import re
from html import unescape

from django.apps import apps
from django.http import HttpResponse
from django.http.response import HttpResponseBase

NOT_READ = re.compile(
    r"<!--.*?-->|<(script|style|svg|code|pre|kbd|textarea|template)\b.*?</\1>|<!doctype[^>]*>",
    re.S | re.I,
)
"""What is no sentence of ours: scripts, samples of what to type, what somebody typed."""
SAID = re.compile(r'\b(?:aria-label|title|alt|placeholder|data-confirm)="([^"]*)"')
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|mark|span|strong|time|wbr)\b[^>]*>", re.I)
TAG = re.compile(r"<[^>]*>")

ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*|\S+\.(?:pdf|docx?|xlsx?|pptx?|csv|png|jpe?g|ics)\b")
"""E-mail addresses, links and names of files may be written as they are."""
NOTHING_TO_LIST = re.compile(
    r"(Conflicts of interest declared|Dispensations granted|appendices|Background papers|Approvals|"
    r"Recommendations)\nNone\b"
)
"""Where the field's own forms say “None”, and so do the people who fill them in."""

COUNTED = (
    "action answer board change comment copy day document draft edition entry file finding item "
    "line link meeting member minute name note page paper person place picture question report "
    "resolution row seat supplement title version vote word year"
)
ONE = COUNTED.replace(" ", "|")
SEVERAL = "|".join(re.sub("(?<![ao])y$", "ie", each) + "s" for each in COUNTED.split()) + "|people"
VERB = r"(?:is|has|was|and|or|to|of|in)\b"

CODE = {
    "a brace": r"[{}]",
    "an underscore": r"\w_\w|\b_\w|\w_\b",
    "None, alone": r"(?<![\w’])None(?=$|[\n;)\]]|\.\s*$)",
    "a truth value": r"\b(?:True|False)\b",
    "a list or a tuple": r"\[\]|(?<!\w)\(\)|\['|'\]|(?<!\w)\('|',\s*'|\[\w+\(",
    "an object": r"<[A-Z]\w+(?:: | \[| object)|\bobject at 0x|\bdatetime\.|Decimal\(|\bnan\b",
    "a day in figures": r"\b\d{4}-\d\d-\d\d\b",
    "a clock with seconds": r"\b\d\d:\d\d:\d\d\b",
    "several of one": rf"(?<![\d.,:/–-])\b1 (?:(?!{ONE}|{VERB})[a-z]+ )?(?:{SEVERAL})\b",
    "a verb of several": rf"\b(?:The|This|1|One) (?:{ONE}) (?:go|are|have|were|stand|wait|need)\b",
    "a doubled word": r"\b(the|a|an|of|to|in|on|and|is|for) \1\b",
    "a gap before a stop": r"\w [.,;](?=\s|$)",
}
"""What shows that a page printed what the code holds, or put its parts together wrongly."""
MAKERS = {
    "limb": r"\blimbs?\b",
    "fact": r"(?m:^facts?:?$)|\b\d+ facts?\b",
    "pen": r"\b(?:holds?|who has) the pen\b",
    "overrule": r"\boverrul\w*",
    "post": r"\b(?:every|each|other|whose|your|which) posts?\b",
    "as its words say": r"\bas its words say\b",
    "dress": r"\bdress(?:es|ed)?\b",
}
"""What only those who made the portal say; the field has its own words."""
RULES = [(name, re.compile(rule, re.M)) for name, rule in CODE.items()] + [
    (name, re.compile(rule, re.I)) for name, rule in MAKERS.items()
]


def slips(html: str) -> list[str]:
    """What in a page is no plain word, each with the words round it."""
    text = read(html)
    found = [
        f"{name}: …{' '.join(text[max(0, at.start() - 40) : at.end() + 40].split())}…"
        for name, rule in RULES
        for at in rule.finditer(text)
    ]
    return found + [f"a class: {each}" for each in CLASSES.findall(text)]


def read(html: str) -> str:
    """What somebody reads of a page, or hears: its text, a line for each part, and its labels."""
    html = NOT_READ.sub(" ", html)
    heard = SAID.findall(html)
    text = TAG.sub("\n", INLINE.sub("", html))
    lines = [*text.splitlines(), *heard]
    said = "\n".join(unescape(each).strip() for each in lines if each.strip())
    return NOTHING_TO_LIST.sub(r"\1", ADDRESS.sub("…", said))


def slips_of(response: HttpResponseBase) -> list[str]:
    """The same of an answer, where it is a page."""
    if not isinstance(response, HttpResponse) or not response.headers.get(
        "Content-Type", ""
    ).startswith("text/html"):
        return []
    return slips(response.content.decode())


def _classes() -> re.Pattern[str]:
    names = {model.__name__ for model in apps.get_models()}
    several = [name for name in names if re.search(r"[a-z][A-Z]", name)]
    return re.compile(rf"\b(?:{'|'.join(sorted(several))})\b")


CLASSES = _classes()
