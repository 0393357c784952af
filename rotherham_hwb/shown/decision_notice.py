"""The notice of one decision, as a page and as a PDF made to last."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from meetings.access import Viewer
from minutes.models import Correction, DecisionNotice, Minute, Resolution
from rotherham_hwb.packs.sections.decision import Decision, decision_html
from rotherham_hwb.packs.sections.text import Limb, paragraphs
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.shown.decisions import VoteLine, vote_line
from rotherham_hwb.shown.minutes import Limb as ShownLimb
from rotherham_hwb.shown.prose import Passage, passages


@dataclass(frozen=True)
class NoticePage:
    """What a notice says, for its reader."""

    minute: Minute
    limbs: tuple[ShownLimb, ...]
    votes: tuple[VoteLine, ...]
    statements: tuple[tuple[str, tuple[Passage, ...]], ...]
    corrected: bool


def find_notice(minute_id: int, viewer: Viewer) -> DecisionNotice | None:
    """The notice of a minute, where a viewer may read both."""
    readable = Minute.objects.visible_to(viewer).filter(pk=minute_id)
    notices = DecisionNotice.objects.visible_to(viewer).filter(minute__in=readable)
    found: DecisionNotice | None = notices.select_related("minute__minutes__meeting__board").first()
    return found


def read_notice(notice: DecisionNotice, viewer: Viewer) -> NoticePage:
    """Read what was decided, how, and the statements."""
    minute = notice.minute
    return NoticePage(
        minute=minute,
        limbs=tuple(ShownLimb(each.label, passages(each.text)) for each in _resolved(minute)),
        votes=tuple(map(vote_line, minute.votes.all())),
        statements=(
            ("Reasons for the decision", passages(notice.reasons)),
            ("Other options considered and rejected", passages(notice.options_rejected)),
            ("Conflicts of interest declared", passages(notice.conflicts)),
            ("Dispensations granted", passages(notice.dispensations)),
        ),
        corrected=Correction.objects.visible_to(viewer).filter(minute=minute).exists(),
    )


def notice_pdf(notice: DecisionNotice) -> bytes:
    """The notice as PDF/A-2a and PDF/UA-1, set once and then kept.

    Raises: FontsMissing.
    """
    html = decision_html(printed_decision(notice))
    cache = Cache(Path(settings.MEDIA_ROOT) / "cache")
    key = f"{version('weasyprint')} {sha256(html.encode()).hexdigest()}"
    pdf = cache.get("archive", key)
    if pdf is None:
        # Setting type is heavy; the web process pays for it only when a notice is first asked for.
        from rotherham_hwb.packs.sections.archive import archive_pdf  # noqa: PLC0415

        pdf = archive_pdf(html)
        cache.put("archive", key, pdf)
    return pdf


def printed_decision(notice: DecisionNotice) -> Decision:
    """The same as frozen data, which can be set without a database."""
    minute = notice.minute
    meeting, board = minute.minutes.meeting, minute.minutes.meeting.board
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    return Decision(
        taken_by=board.name,
        title=minute.title,
        date=meeting.date,
        limbs=tuple(Limb(each.text, each.label) for each in _resolved(minute)),
        reasons=paragraphs(notice.reasons),
        options_rejected=paragraphs(notice.options_rejected),
        conflicts=paragraphs(notice.conflicts),
        dispensations=paragraphs(notice.dispensations),
        reference=f"Minute {minute.number}" if minute.number else "",
        key_decision=notice.key_decision,
        published=timezone.localdate(notice.published_at) if notice.published_at else None,
        effective=notice.takes_effect,
        contact=tuple(filter(None, contact)),
    )


def file_name(notice: DecisionNotice) -> str:
    """What a saved copy is called: “cabinet-2025-01-22-minute-41-decision-notice.pdf”."""
    meeting = notice.minute.minutes.meeting
    words = f"{meeting.board.slug} {meeting.date} minute {notice.minute.number} decision notice"
    return f"{slugify(words)}.pdf"


def _resolved(minute: Minute) -> list[Resolution]:
    return list(minute.resolutions.exclude(fate=Resolution.Fate.LOST).order_by("position"))
