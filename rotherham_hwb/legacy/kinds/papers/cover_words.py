"""The headings of UK council and NHS report templates: one expression a line, over the words.

A heading is known by its words and never by its number, since numbers slide from one template to
the next. Endings are general ("… implications", "… affected"), so that a template nobody has seen
is still read where it speaks as the others do.
"""

from __future__ import annotations

import re

_WORDS = r"""
(?:is (?:this|it) a )?key decision\b.*
(?:strategic |executive |corporate )?director(?:\(s\)|s)? approving.*
approving (?:strategic )?director.*
(?:lead officer and )?(?:report )?authors?(?:\(s\)|/\w+)?(?: and (?:contact|job title).*)?
(?:joint )?reports? (?:of|by|from|to|for)
report(?:ing)? (?:officer|director)s?(?:\(s\))?
report (?:number|no\.?|ref(?:erence)?|status|type)
(?:electoral )?(?:wards?|divisions?)(?:\(s\)|/.*)?(?: and .*)?(?: (?:directly )?affected)?
(?:specific )?(?:wards?|divisions?|areas?|localit(?:y|ies)|parish\w*)\b.{0,25} affected
(?:executive )?summary(?: (?:of|and) .*)?
(?:proposed |officer |summary of )?recommendations?(?:\(s\))?(?: (?:to|for|of|and|from) .*)?
(?:decision|action)s? (?:required|requested|recommended|sought)(?: .*)?
(?:list of )?(?:report )?(?:appendices|appendix|annex(?:es)?|enclosures)(?: included| attached)?
(?:list of |access to )?background (?:papers?|documents?|material|~
    information and papers)(?: .*)?
documents? (?:used|relied|available|attached)\b.*
(?:previous )?consideration by (?:any )?other.*
council approval required
exempt from the press and public
(?:public or )?exempt(?:ion)? (?:information|status).*
confidential(?:ity)?(?: (?:or exempt )?(?:information|status|items?))?
(?:report |paper )?title(?: of (?:the )?(?:report|paper|item|meeting))?
subject(?: (?:matter|of (?:the )?report))?
committee(?: name)?(?: and date.*)?
(?:name of |date of )?(?:meeting|committee|board)(?: (?:name|title))?
(?:meeting|report|submission) date
date(?: (?:of|and time of) (?:the )?(?:meeting|report|decision).*| submitted| prepared)?
(?:final )?decision[ -]makers?.*
purpose(?: (?:of|and) .*| and (?:policy )?context)?
aims? (?:and objectives|of (?:the )?report)
(?:introduction|background)(?: information| details| \(?if .*| (?:and|&|to) .*)?
introduction\s*/\s*background
(?:policy |national |local |strategic )?context(?: and .*)?
main (?:issues|report|body.*|considerations)
(?:body|detail)s? of (?:the )?report
supporting information
information(?: required)?
(?:analysis of )?key (?:issues|actions|points|messages|decisions?|facts|risks)\b.*
issues(?: (?:for|to|and) .*)?
matters for consideration
(?:alternative |available |preferred |other )?options?(?: (?:considered|appraisal|available|~
    analysis|and|rejected|with reasons).*)?
analysis and consideration\b.*
(?:public |stakeholder |community )?(?:consultations?|engagement)(?: (?:and|with|undertaken|~
    process|outcomes?|responses?|carried|activity|implications) ?.*)?
community engagement and consultation
scrutiny (?:implications|comments|considerations|involvement).*
local government \(access to information\) act.*
timetable\b.*
financ(?:e|ial)\b(?: .*)?
(?:resource|cost|budget(?:ary)?|value for money|revenue|~
    capital)s?\b(?: and .*)? (?:implications|considerations|issues).*
(?:legal|statutory)\b(?: .*)?(?:implications|authority|powers|framework|considerations|advice|~
    context|issues).*
legal
human (?:resources?|rights)\b(?: .*)?(?:implications|considerations|issues).*
human rights
implications? for .*
implications?
[a-z(][\w,'&/() -]{2,60} implications?(?: .{0,40})?
(?:policy|environmental|sustainability|property|it|climate|corporate|legal|risk|health|other|~
    community|social|diversity|staffing)\b(?:[ ,/&]+\w+){0,4} (?:considerations?|issues|impact)
equalit(?:y|ies)(?:,? (?:and|impact|implications|analysis|/|&|duty|act|issues|considerations|~
    assessment|statement)\b.*)?
(?:public sector )?equality duty\b.*
risks?(?: (?:and|management|implications|assessment|analysis|register|/)\b.*)?
accountable officers?(?:\(s\))?
approvals? (?:obtained|history)\b.*
supported by
key contacts
(?:report )?(?:approved|authorised|cleared|signed off|sponsored|presented|prepared|written) by
(?:officer )?contacts?(?: name| officers?| details| person| points?)?(?: for .*| and .*)?
officers? to contact
(?:further|for further) (?:information|details|contact)\b.*
names? and contact details
e-?mail(?: address)?
tel(?:ephone)?\.?(?: no\.?| number)?
(?:policy and )?performance\b(?: .*)?implications.*
policy and performance\b.*
policy (?:framework|and .*|context)
proposals?(?: and .*)?
conclusions?(?: ?/ ?next steps)?(?: and .*)?
next steps(?: .*)?
follow[ -]up.*
(?:service |business )?(?:directorate|department|service area|division)(?: responsible)?
programme area
(?:lead|responsible|report|reporting|sponsoring|executive|accountable|relevant|link|corporate|~
    strategic|presenting)(?: (?:board|clinical|senior|service))? (?:officer|executive|gp|~
    member|director|clinician|head|partner|organisation|sponsor|councillor|lead|~
    councillors)s?(?:\(s\))?\b(?: (?:and|of|for|\().*|:.*)?
lead head of service
(?:executive|board|clinical|project|senior responsible|agency) (?:lead|sponsor|owner|officer)s?
chief (?:executive|officer): .*
portfolio(?: holder| area)?(?:\(s\)|s)?
(?:lead |relevant |executive )?(?:cabinet|portfolio|executive) (?:members?|~
    holders?)(?:\(s\))?(?: .*)?
procurement(?: .*)?
patient,? (?:and )?public.*
relevance to\b.*
reasons? (?:for|why) .*
(?:links? to|alignment (?:to|with)|contribution to|fit with|which) .{0,40}(?:priorit|strateg|~
    objective|plan|outcome|vision|goal).*
(?:corporate|council|strategic|partnership)\b.{0,25} (?:priorit(?:y|ies)|objectives?|plan|~
    aims?|outcomes?|considerations?)\b.*
community (?:strategy|plan|safety|impact)\b.*
council report
(?:security )?classification
publication status
(?:past|future|decision) pathway.*
electoral divisions?.*
decision (?:no|number|ref)\b.*
briefing (?:note|paper) for
details? (?:of (?:the )?(?:report|proposal)s?)?
safeguarding(?: .*)?
crime (?:and|&) disorder\b.*
section 17\b.*
(?:carbon|climate|environment(?:al)?|sustainab\w+|biodiversity|net zero|rural|~
    health (?:and well-?being)?)\b(?: .*)?(?:impact|implications?|issues|considerations?|~
    assessment|change)\b.*
sustainability
social value.*
data protection\b.*
privacy impact\b.*
conflicts? of interest\b.*
decision type
open/exempt
(?:item|agenda item|paper|report)(?: no\.?| number)?
(?:item|report) type
implementation\b.*
(?:consultees?|consulted)\b.*
other (?:useful documents|options.*|relevant .*|considerations|information)
(?:report )?(?:is )?for (?:decision|information|discussion|action|assurance)\b.*
(?:previously|already) (?:considered|presented)\b.*
(?:committees?|groups?|bodies|meetings?)\b.{0,30} (?:considered|consulted|discussed)\b.*
(?:impact|engagement|assurance|quality|governance|freedom of information|foi)\b(?: .{0,30})?
urgency
reporting\s+to
glossary
call-?in\b.*
"""
# A long line goes on after a tilde.
_WHOLE = re.sub(r"~\n\s*", "", _WORDS)
KNOWN = re.compile(rf"^(?:{'|'.join(word for word in _WHOLE.split(chr(10)) if word)})$", re.I)
CONTACT = re.compile(
    r"^(?:(?:officer )?contacts?\b.*|officers? to contact|e-?mail.*|tel(?:ephone)?\b.*|"
    r"(?:for )?further (?:information|details|contact)\b.*|names? and contact details)$",
    re.I,
)
TITLE_LABEL = re.compile(
    r"^(?:(?:report |paper |agenda item )?title(?: of (?:the )?(?:report|paper|item))?|"
    r"council report|subject(?: (?:matter|of (?:the )?report))?)$",
    re.I,
)
"""Labels whose value is the title of the paper; "title of meeting" is none."""

ONE_LINE = re.compile(
    r"^(?:(?:name of |date of )?(?:meeting|committee|board)|(?:meeting |report )?date\b.*|"
    r"(?:report |paper )?title(?: of .*)?|subject(?: .*)?|director\w*|department|"
    r"(?:report )?author\S*|(?:joint )?report\w* (?:of|by|from|to|for|no\.?|number|officer)|"
    r"(?:lead|responsible|executive|sponsoring|contact) \w+(?: \w+)?|portfolio.*|cabinet member.*|"
    r"(?:security )?classification|(?:electoral )?(?:wards?|divisions?)\b.*|"
    r"(?:is this a )?key decision\b.*|from|to|for|by|cc|decision n\w+|(?:agenda )?item\b.*|"
    r"(?:past|future) pathway.*|supported by|.* call-in\??|"
    r"(?:paper|report) (?:number|no\.?|status|type))$"
)
"""Labels whose value ends with the lines set together, where it begins beside the label."""


def plain(label: str) -> str:
    """The words of a label, for comparing: lower case, no colon."""
    return label.replace("’", "'").strip(" :-–.").casefold()


def is_known(label: str) -> bool:
    return len(label) <= 140 and bool(KNOWN.match(plain(label)))
