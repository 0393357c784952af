"""Taking words out of the published record: for good, everywhere, with the original kept aside.

The words go from the stored records themselves, so that every page and file is right that is made
of them. Packs that were compiled before are taken back, and corrected ones are compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import AgendaItem, Meeting, User
from meetings.models.guards import reworded
from reports.authored.snapshot import text_digest
from reports.models import Paper, PaperVersion
from rotherham_hwb.checks.notices import check_title
from rotherham_hwb.checks.run import pass_checks
from rotherham_hwb.outbox.sending import take_words_out
from rotherham_hwb.packs.editions.releases import supersede
from rotherham_hwb.packs.models import CompileRequest, FrozenLog, Release
from rotherham_hwb.publishing.correct import withdraw_from_packs
from rotherham_hwb.publishing.indexing import index_meetings, index_meetings_of
from rotherham_hwb.publishing.printed_words import PrintedWords, find_printed, meetings_with
from rotherham_hwb.publishing.tasks import request_pack
from rotherham_hwb.redactions.fields import FIELDS, RecordTexts, every_text, field_label
from rotherham_hwb.redactions.models import RedactedPlace, Redaction
from rotherham_hwb.redactions.pattern import FEWEST, MARK, plain, words_pattern

Work = CompileRequest.Work
NOTHING_LEFT = (
    "Without these words a record would say nothing, or a correction nothing new: take back more "
    "words, or fewer."
)
REPEATED = "The reason is public: say it without the words that are taken back."
RENAMED_ALIKE = (
    "The reason and the new title are public: say both without the title that is taken back."
)
AROUND = 60
KEPT_WORDS = ("kind", "place")  # of a report as it was sent: words of the portal's own


@dataclass(frozen=True)
class WordsPlace:
    """Words to take out of one field of one record: what stands there, and what will."""

    texts: RecordTexts
    record: models.Model
    field: str
    before: Any
    after: Any
    context: str
    """The words with those around them."""

    @property
    def what(self) -> str:
        """“Minute: text”, for the officer."""
        return field_label(self.texts.model, self.field)


def find_places(meeting: Meeting, words: str) -> list[WordsPlace]:
    """Where whole words stand in the record of a meeting, however they are spaced or cased.

    What later meetings repeat of it is looked through as well: who corrected its minutes, and the
    action logs of its board. Raises Refused for words that are too short to be told apart.
    """
    pattern = words_pattern(words)
    return [
        place
        for texts in FIELDS
        for record in _records(texts, meeting)
        for place in _places(texts, record, pattern)
    ]


def packs_to_take_back(places: Iterable[WordsPlace]) -> list[Release]:
    """The packs given out now that may hold these words, whatever meeting they are of."""
    found = list(places)
    of_papers = _meetings_of(each for each in found if not each.texts.is_of_minutes)
    of_minutes = _meetings_of(each for each in found if each.texts.is_of_minutes)
    printing = AgendaItem.objects.filter(minutes_of__in=of_minutes).values("meeting")
    out = Release.objects.out().filter(Q(meeting__in=of_papers) | Q(meeting__in=printing))
    return list(out.select_related("meeting__board").order_by("meeting", "pk"))


def ask_redaction(meeting: Meeting, *, words: str, reason: str, by: User) -> Redaction:
    """Take words out of the record; where the board wants a second officer, ask for it.

    Raises Refused where they stand nowhere, without a reason, or where that repeats them.
    """
    why = reason.strip()
    if not why:
        raise Refused("Say why the words are taken back: the record will tell.")
    if words_pattern(words).search(why):
        raise Refused(REPEATED)
    printed = find_printed(meeting, words)
    with transaction.atomic():
        locked = lock(meeting)
        if not find_places(locked, words):
            raise Refused("These words do not stand in the record of this meeting.")
        redaction = Redaction.objects.create(
            meeting=locked, words=plain(words), reason=why, asked_by=by
        )
        if locked.board.second_officer_redacts:
            audit.record("ask to take words out of", locked, by=by, reason=why)
        else:
            _carry_out(redaction, printed, by=by)
    return redaction


def confirm_redaction(redaction: Redaction, *, by: User) -> Redaction:
    """Take out what another officer asked for. Raises Refused for one's own, or a second time."""
    printed = find_printed(redaction.meeting, redaction.words)
    with transaction.atomic():
        lock(redaction.meeting)
        redaction.refresh_from_db()
        if redaction.done_at:
            raise Refused("These words are taken out already.")
        if redaction.asked_by_id == by.pk:
            raise Refused("Another officer has to confirm what you asked for.")
        redaction.confirmed_by, redaction.confirmed_at = by, timezone.now()
        _carry_out(redaction, printed, by=by)
    return redaction


def withdraw_renamed(paper: Paper, *, title: str, reason: str, by: User) -> None:
    """Withdraw a paper whose own title tells too much: it is listed by another from now on.

    Raises Refused where the reason repeats the old title, which everybody would read there, and
    where the checks found in the new one what stops it.
    """
    meeting = Meeting.objects.filter(items__papers=paper).first()
    if meeting is None:
        raise Refused("The paper is on no agenda: no page gives its title.")
    old = filter(lambda field: getattr(paper, field), ("title", "safe_title"))
    listed = dict.fromkeys(old, title.strip())
    if any(_repeats(f"{reason} {title}", getattr(paper, field)) for field in listed):
        raise Refused(RENAMED_ALIKE)
    pass_checks(check_title(meeting, title))
    with transaction.atomic():
        withdraw_from_packs(paper, reason=reason, by=by)
        redaction = Redaction.objects.create(
            meeting=meeting, words=paper.title, reason=reason.strip(), asked_by=by
        )
        _rename(paper, listed, redaction)
        redaction.done_at = timezone.now()
        redaction.save(update_fields=["done_at"])
        audit.record("take words out of", meeting, by=by, reason=reason.strip(), places=len(listed))
        index_meetings_of(paper)
    paper.refresh_from_db()


def _rename(paper: Paper, listed: Mapping[str, str], redaction: Redaction) -> None:
    """Give a paper other titles, and keep its own."""
    for field in listed:
        RedactedPlace.objects.create(
            redaction=redaction, record_type="reports.Paper", record_id=paper.pk, field=field,
            original=getattr(paper, field), noted_type="reports.Paper", noted_id=paper.pk,
        )  # fmt: skip
    with reworded(Paper):
        Paper.objects.filter(pk=paper.pk).update(**listed)
    _hash_anew({paper.pk})


def _carry_out(redaction: Redaction, printed: list[PrintedWords], *, by: User) -> None:
    """Keep the originals, change the records, take packs back and have them compiled anew.

    Not those that a paper would print the words in again: its withdrawal has to come first.
    """
    places = find_places(redaction.meeting, redaction.words)
    going = packs_to_take_back(places)
    RedactedPlace.objects.bulk_create(_kept(redaction, each) for each in places)
    with reworded(*{each.texts.model for each in places}):
        for place in places:
            rows = place.texts.model._base_manager.filter(pk=place.record.pk)
            try:
                with transaction.atomic():
                    rows.update(**{place.field: place.after})
            except IntegrityError as error:
                raise Refused(NOTHING_LEFT) from error
    _hash_anew(_papers_of(places))
    take_words_out(words_pattern(redaction.words), mark=MARK)
    redaction.done_at = timezone.now()
    redaction.save(update_fields=["confirmed_at", "confirmed_by", "done_at"])
    audit.record(
        "take words out of", redaction.meeting, by=by, reason=redaction.reason, places=len(places)
    )
    for release in going:
        supersede(release, reason=redaction.reason, by=by, at=redaction.done_at)
    index_meetings({redaction.meeting_id, *_meetings_of(places)})
    waiting = meetings_with(printed)
    for meeting in dict.fromkeys(each.meeting for each in going if each.meeting_id not in waiting):
        request_pack(meeting, work=Work.CORRECTION, reason=redaction.reason, by=by)


def _repeats(text: str, title: str) -> bool:
    told = len(plain(title)) >= FEWEST and MARK not in title
    return told and words_pattern(title).search(text) is not None


def _papers_of(places: Iterable[WordsPlace]) -> set[int]:
    papers = (each.record for each in places if each.texts.model in (Paper, PaperVersion))
    return {getattr(each, "paper_id", each.pk) for each in papers}


def _hash_anew(papers: set[int]) -> None:
    """A text's hash is of what is kept: that of the old words would prove a guess at them."""
    texts = PaperVersion.objects.filter(paper__in=papers, file="").select_related("paper")
    with reworded(PaperVersion):
        for each in texts:
            kept = {"sha256": text_digest(each), "size": len(each.text.encode())}
            PaperVersion.objects.filter(pk=each.pk).update(**kept)


def _kept(redaction: Redaction, place: WordsPlace) -> RedactedPlace:
    noted = _noted_at(place)
    return RedactedPlace(
        redaction=redaction,
        record_type=place.record._meta.label,
        record_id=place.record.pk,
        field=place.field,
        original=place.before,
        noted_type=noted._meta.label,
        noted_id=noted.pk,
    )


def _noted_at(place: WordsPlace) -> models.Model:
    """The record beside which it is told; of a correction of no numbered minute, itself."""
    road = place.texts.noted_at
    found: models.Model | None = attrgetter(road)(place.record) if road else place.record
    return found or place.record


def _records(texts: RecordTexts, meeting: Meeting) -> Iterator[models.Model]:
    rows = texts.model._base_manager
    if texts.model is FrozenLog:
        yield from rows.filter(item__meeting__board=meeting.board_id).order_by("pk")
        return
    places = [meeting.pk]
    if texts.is_of_minutes:
        corrected = Q(minutes__entries__corrects__minutes__meeting=meeting)
        places += Meeting.objects.filter(corrected).values_list("pk", flat=True)
    yield from rows.filter(**{f"{texts.meeting}__in": places}).order_by("pk").distinct()


def _places(
    texts: RecordTexts, record: models.Model, pattern: re.Pattern[str]
) -> Iterator[WordsPlace]:
    for field in texts.fields:
        before = getattr(record, field)
        after = _without(before, pattern)
        if after != before:
            context = next(_contexts(before, pattern))
            yield WordsPlace(texts, record, field, before, _fitting(texts, field, after), context)


def _meetings_of(places: Iterable[WordsPlace]) -> set[int]:
    """The meetings whose record these are; a paper may be tabled at several."""
    found: set[int] = set()
    for each in places:
        rows = each.texts.model._base_manager.filter(pk=each.record.pk)
        found.update(rows.values_list(each.texts.meeting, flat=True))
    return found


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    """A text, or a list or a record of texts, with the words out of each."""
    if isinstance(value, str):
        return pattern.sub(MARK, value)
    if isinstance(value, list):
        return [_without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {
            key: each if key in KEPT_WORDS else _without(each, pattern)
            for key, each in value.items()
        }
    return value


def _fitting(texts: RecordTexts, field: str, after: Any) -> Any:
    """The whole text goes where the mark would make it longer than its field."""
    longest = getattr(texts.model._meta.get_field(field), "max_length", None)
    return MARK if longest and len(after) > longest else after


def _contexts(value: Any, pattern: re.Pattern[str]) -> Iterator[str]:
    for text in every_text(value):
        for found in pattern.finditer(text):
            start, end = max(0, found.start() - AROUND), found.end() + AROUND
            before, after = "…" if start else "", "…" if end < len(text) else ""
            yield f"{before}{' '.join(text[start:end].split())}{after}"
