"""Minutes, decision notices and corrections before the chair, and before the public, reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse

from meetings.access import Restriction
from minutes.correcting import CorrectionDraft, words_of
from minutes.models import DecisionNotice, Declaration, Minute, Minutes, MinutesState
from rotherham_hwb.checks.findings import Finding
from rotherham_hwb.checks.known import know
from rotherham_hwb.checks.leaks import RestrictedTexts, Text
from rotherham_hwb.checks.run import Result, settled
from rotherham_hwb.checks.secrets import secrets_of
from rotherham_hwb.checks.words import PublicWords, findings_in

PARTS = ("sub_headings", "resolutions", "votes", "actions")


def check_minutes(minutes: Minutes) -> Result:
    """What the public will read of minutes: all of the open ones, the rest as far as it may."""
    return settled(minutes.meeting, findings_of_minutes(minutes))


def check_notice(notice: DecisionNotice) -> Result:
    """The statement of a decision; of a restricted minute nobody but its readers sees it."""
    minute = notice.minute
    said = [notice.reasons, notice.options_rejected, notice.conflicts, notice.dispensations]
    words = _words_of_notice(notice, [*said, notice.takes_effect])
    own = words if minute.restriction == Restriction.OPEN else ()
    return _result(minute.minutes, own, _entries(minute.minutes))


def check_corrections(minutes: Minutes, drafts: Sequence[CorrectionDraft]) -> Result:
    """The old words and the new of corrections: both are printed beside an open minute."""
    return _result(minutes, _words_of_corrections(minutes, drafts), _entries(minutes))


def secrets_in(entries: Iterable[Minute]) -> Iterator[Text]:
    """What restricted minutes say: their public summaries and safe titles are no part of it."""
    for minute in entries:
        if minute.restriction != Restriction.OPEN:
            name = f"restricted minute {minute.number or minute.position}"
            yield Text(name, minute.title, is_title=True)
            yield from (Text(name, words) for words in words_of(minute) if words != minute.title)


def findings_of_minutes(minutes: Minutes) -> Iterator[Finding]:
    """The same, for a check of more than the minutes."""
    entries = _entries(minutes)
    yield from findings_in(_said(minutes, entries), _hidden(minutes, entries))


def _result(minutes: Minutes, words: Iterable[PublicWords], entries: Sequence[Minute]) -> Result:
    return settled(minutes.meeting, findings_in(words, _hidden(minutes, entries)))


def _hidden(minutes: Minutes, entries: Sequence[Minute]) -> RestrictedTexts:
    return secrets_of(know(minutes.meeting), secrets_in(entries), _present(minutes))


def _entries(minutes: Minutes) -> list[Minute]:
    return list(minutes.entries.prefetch_related(*PARTS).order_by("position"))


def _said(minutes: Minutes, entries: Sequence[Minute]) -> Iterator[PublicWords]:
    head = "\n".join((minutes.note, *_present(minutes), *_declared(minutes)))
    edit = reverse("desk_minutes", args=[minutes.meeting_id])
    # What was read from an old pack is changed on the pack's review page alone.
    imported = any(each.source_line is not None for each in entries)
    yield _of_minutes(minutes, "Minutes, those present", head, "" if imported else edit)
    for minute in entries:
        own = reverse("desk_minute", args=[minutes.meeting_id, minute.pk])
        where = f"Minute {minute.number}".strip() + f", {minute.safe_title or minute.title}"
        said = "\n".join(_public_words(minute))
        yield _of_minutes(minutes, where, said, "" if imported else own)


def _of_minutes(minutes: Minutes, where: str, text: str, href: str) -> PublicWords:
    """With a way to change it while they are a draft, and back to a draft from the chair."""
    about = f"minutes {minutes.pk} {where}"
    if href and minutes.state == MinutesState.DRAFT:
        return PublicWords(about, where, text, href, "Change the minutes")
    if href and minutes.state == MinutesState.WITH_CHAIR:
        back = reverse("desk_minutes_return", args=[minutes.meeting_id])
        return PublicWords(about, where, text, back, "Take them back from the chair")
    return PublicWords(about, where, text)


def _public_words(minute: Minute) -> Iterator[str]:
    if minute.restriction == Restriction.OPEN:
        yield from words_of(minute)
    yield from (minute.safe_title, minute.public_summary, minute.urgent_reason)


def _present(minutes: Minutes) -> Iterator[str]:
    for each in minutes.attendances.all():
        yield " ".join((each.name, each.role, each.organisation_or_post, each.representing))


def _declared(minutes: Minutes) -> Iterator[str]:
    """What was declared of open items; of restricted ones it is as closed as they are."""
    told = Declaration.objects.filter(attendance__minutes=minutes).select_related("item")
    for each in told:
        if each.item is None or each.item.restriction == Restriction.OPEN:
            yield f"{each.nature} {each.dispensation}"


def _words_of_notice(notice: DecisionNotice, said: Iterable[str]) -> Iterator[PublicWords]:
    minute = notice.minute
    meeting = minute.minutes.meeting_id
    href = "" if notice.published_at else reverse("desk_decision_notice", args=[meeting, minute.pk])
    fix = "Change the notice" if href else ""
    where = f"Decision notice, {minute.title}"
    yield PublicWords(f"notice {notice.pk}", where, "\n".join(said), href, fix)


def _words_of_corrections(
    minutes: Minutes, drafts: Iterable[CorrectionDraft]
) -> Iterator[PublicWords]:
    for each in drafts:
        if each.minute is None or each.minute.restriction == Restriction.OPEN:
            number = f"minute {each.minute.number}" if each.minute else "the minutes"
            where = f"Correction of {number}"
            yield PublicWords(f"correction of {minutes.pk}", where, f"{each.old}\n{each.new}")
