"""The notice of a decision as a file: PDF/A-2a and PDF/UA-1 in one."""

from __future__ import annotations

from django.utils import timezone
from django.utils.text import slugify

from rotherham_hwb.packs.editions.minutes_files import kept_pdf
from rotherham_hwb.packs.sections.decision import DecisionSection, decision_html
from rotherham_hwb.packs.sections.text import Limb, paragraphs
from rotherham_hwb.shown.decisions.notice import ShownDecisionNotice


def notice_file(shown: ShownDecisionNotice) -> bytes:
    """The notice as it is shown, set once and then kept.

    Raises Refused where the fonts are not installed.
    """
    return kept_pdf(decision_html(decision_section(shown)))


def decision_section(shown: ShownDecisionNotice) -> DecisionSection:
    """What is shown of a notice, as it is printed."""
    contact = (shown.contact.contact_name, shown.contact.contact_email, shown.contact.contact_phone)
    return DecisionSection(
        taken_by=shown.board,
        title=shown.title,
        date=shown.day,
        limbs=tuple(Limb(each.prose.text, each.label) for each in shown.limbs),
        reasons=paragraphs(shown.reasons.text),
        options_rejected=paragraphs(shown.options_rejected.text),
        conflicts=paragraphs(shown.conflicts.text),
        dispensations=paragraphs(shown.dispensations.text),
        reference=f"Minute {shown.number}" if shown.number else "",
        key_decision=shown.key_decision,
        published=timezone.localdate(shown.published_at) if shown.published_at else None,
        effective=shown.takes_effect,
        contact=tuple(filter(None, contact)),
        removed=shown.removed,
    )


def file_name(shown: ShownDecisionNotice) -> str:
    """What a saved copy is called: “cabinet-2025-01-22-minute-41-decision-notice.pdf”."""
    words = f"{shown.board_slug} {shown.day} minute {shown.number} decision notice"
    return f"{slugify(words)}.pdf"
