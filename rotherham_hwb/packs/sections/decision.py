"""The notice of a decision: what was decided, why, and what was turned down."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.packs.sections.text import Limb, Notice, Paragraph, numbered


@dataclass(frozen=True)
class DecisionSection:
    """A decision as published; each of the five statements must be made, if only "None".

    Source: SI 2012/2089, reg 12.
    """

    taken_by: str  # a board, or a post
    title: str
    date: dt.date
    limbs: tuple[Limb, ...]
    reasons: tuple[Paragraph, ...]
    options_rejected: tuple[Paragraph, ...]
    conflicts: tuple[Paragraph, ...]
    dispensations: tuple[Paragraph, ...]
    reference: str = ""
    key_decision: bool = False
    published: dt.date | None = None
    effective: str = ""  # such as "Unless called in, from Monday, 6th March, 2017"
    contact: tuple[str, ...] = ()  # lines
    removed: tuple[str, ...] = ()  # when words were taken out of it, and why
    notices: tuple[Notice, ...] = ()
    language: str = "en-GB"


def decision_html(decision: DecisionSection) -> str:
    """The notice as HTML, every field escaped."""
    published = printed_date(decision.published) if decision.published else ""
    facts = [
        ("Decision taken by", (decision.taken_by,)),
        ("Date of decision", (printed_date(decision.date),)),
        ("Reference", (decision.reference,) if decision.reference else ()),
        ("Key decision", ("Yes" if decision.key_decision else "No",)),
        ("Date published", (published,) if published else ()),
        ("Takes effect", (decision.effective,) if decision.effective else ()),
        ("Contact", decision.contact),
        ("Taken back", decision.removed),
    ]
    context = {
        "decision": decision,
        "language": decision.language,
        "title": f"Decision notice: {decision.title}",
        "facts": [fact for fact in facts if fact[1]],
        "limbs": numbered(decision.limbs, start=1, of=len(decision.limbs)),
        "statements": [
            ("Reasons for the decision", decision.reasons),
            ("Other options considered and rejected", decision.options_rejected),
            ("Conflicts of interest declared", decision.conflicts),
            ("Dispensations granted", decision.dispensations),
        ],
    }
    return render_to_string("packs/sections/decision.html", context)
