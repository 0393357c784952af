"""What later meetings correct in minutes: the old words and the new stand beside the text.

Source: LGA 1972 Sch 12 para 41: minutes once signed are the record; nothing in them is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from meetings.wording import printed_day
from minutes.models import Correction, Minute, Minutes, MinutesState
from minutes.writing.references import note_corrected_words, resolve_references

NOT_PUBLISHED = (MinutesState.DRAFT, MinutesState.WITH_CHAIR)
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})


@dataclass(frozen=True)
class CorrectionDraft:
    """Words to correct. Without a minute, `old` are words of no numbered minute, such as those of
    the list of those present, or say where: “The list of those present”."""

    minute: Minute | None
    old: str
    new: str
    minutes: Minutes | None = None
    """Whose words they are, where they are of no numbered minute."""

    def corrects(self, approved: Sequence[Minutes]) -> Minutes:
        """The one of these minutes that it corrects. Raises Refused where it is none of them."""
        if self.minute is None and self.minutes is None and len(approved) == 1:
            return approved[0]
        wanted = self.minute.minutes_id if self.minute else self.minutes and self.minutes.pk
        for each in approved:
            if each.pk == wanted:
                return each
        raise Refused("Say which of the minutes being approved each correction belongs to.")


def correct_minutes(
    minutes: Minutes,
    *,
    minute: Minute | None,
    old: str,
    new: str,
    made_in: Minute | None,
    by: User,
) -> Correction:
    """Set a correction beside published minutes; their text stays as it is.

    `made_in` is the minute of a later meeting that made it; none where no meeting did.

    Raises Refused before publication, or where the old words do not stand in the minute.
    """
    with transaction.atomic():
        lock(minutes)
        minutes.refresh_from_db()
        if minutes.state in NOT_PUBLISHED:
            raise Refused("These minutes are not published yet: change their text instead.")
        if made_in is not None:
            must_come_later(made_in.minutes.meeting, minutes.meeting)
        draft = CorrectionDraft(minute, old, new, minutes)
        stored = store_correction(minutes, draft, made_in=made_in, at=timezone.now(), by=by)
        resolve_references(minutes.meeting.board)
    return stored


def store_correction(
    minutes: Minutes, draft: CorrectionDraft, *, made_in: Minute | None, at: dt.datetime, by: User
) -> Correction:
    """Keep one correction and what it says of earlier minutes, in the caller's transaction."""
    must_stand_as_said(minutes, draft)
    made = Correction.objects.create(
        minutes=minutes,
        minute=draft.minute,
        made_in=made_in,
        old=draft.old.strip(),
        new=draft.new.strip(),
        made_at=at,
        made_by=by,
    )
    note_corrected_words(made)
    audit.record("correct", made, by=by, old=made.old, new=made.new)
    return made


def must_stand_as_said(minutes: Minutes, draft: CorrectionDraft) -> None:
    """Raises Refused where a correction could not be read beside the words it corrects."""
    old, new = draft.old.strip(), draft.new.strip()
    if not old:
        raise Refused("Write the words to correct, as they stand in the minutes.")
    if old == new:
        raise Refused(f"“{old}” would stay as it is: write what it should read.")
    if draft.minute is None:
        return
    if draft.minute.minutes_id != minutes.pk:
        raise Refused(f"{_named(draft.minute)} is not one of the minutes you are correcting.")
    if not any(_plain(old) in _plain(words) for words in words_of(draft.minute)):
        raise Refused(
            f"“{old}” does not stand in {_named(draft.minute, small=True)}: copy the words from "
            "it as they are printed there."
        )


def must_come_later(later: Meeting, earlier: Meeting) -> None:
    """Raises Refused unless one meeting may approve or correct another's minutes."""
    if not _same_body(later, earlier):
        raise Refused(f"{later} is not a meeting of {earlier.board}, whose minutes these are.")
    if (later.date, later.time or dt.time.max) <= (earlier.date, earlier.time or dt.time.min):
        raise Refused("Minutes are approved and corrected at a later meeting than their own.")


def words_of(minute: Minute) -> Iterator[str]:
    """All that a minute prints, stretch by stretch."""
    yield minute.title
    yield minute.text
    for heading in minute.sub_headings.all():
        yield heading.heading
        yield heading.text
    yield from (each.text for each in minute.resolutions.all())
    yield from (each.motion for each in minute.votes.all())
    for action in minute.actions.all():
        yield action.text
        yield action.owner


def approval_limb(approved: Sequence[Minutes], corrections: Sequence[CorrectionDraft] = ()) -> str:
    """The words of the resolution that approves minutes, with what it corrects in them.

    Words of a restricted minute are not told: the resolution is as open as its own minute.
    """
    ordered = sorted(approved, key=lambda each: each.meeting.date)
    days = _days([printed_day(each.meeting.date) for each in ordered])
    meetings = "meeting" if len(ordered) == 1 else "meetings"
    start = f"That the minutes of the {meetings} held on {days}, be approved as a correct record"
    if not corrections:
        return f"{start}."
    kind = "correction" if len(corrections) == 1 else "corrections"
    several = len(ordered) > 1
    placed = [each if several else _in_minutes(each, ordered[0]) for each in corrections]
    told = [correction_sentence(each, several=several) for each in placed]
    return "\n\n".join([f"{start} subject to the following clerical {kind}:-", *told])


def correction_sentence(draft: CorrectionDraft, *, several: bool = False) -> str:
    """What one correction says: “Minute No. 11 (Winter) should read “2025” and not “2020”.”

    `several`: minutes of more than one meeting are approved, so that each says of which it is.
    """
    minutes = draft.minute.minutes if draft.minute else draft.minutes
    of = f" of the meeting held on {printed_day(minutes.meeting.date)}," if minutes else ""
    tail = of if several else ""
    if draft.minute is None:
        return f"{_where(draft, minutes)}{tail} {_reads(draft)}".strip()
    subject = draft.minute.safe_title or draft.minute.title
    name = f"Minute No. {draft.minute.number} ({subject}){tail}"
    if draft.minute.restriction != Restriction.OPEN:
        return f"{name} should read as recorded with that minute, which is not public."
    return f"{name} {_reads(draft)}"


def _in_minutes(draft: CorrectionDraft, minutes: Minutes) -> CorrectionDraft:
    return replace(draft, minutes=minutes)


def _where(draft: CorrectionDraft, minutes: Minutes | None) -> str:
    """The place of words of no numbered minute: what `old` says, or the list that holds them."""
    return "The list of those present" if _in_the_list(draft, minutes) else draft.old.strip(" .")


def _reads(draft: CorrectionDraft) -> str:
    old, new = draft.old.strip(), draft.new.strip()
    if draft.minute is None and not _in_the_list(draft, draft.minutes):
        return f"should read “{new}”." if new else "should be struck out."
    if not new:
        return f"should be read without the words “{old}”."
    return f"should read “{new}” and not “{old}”."


def _in_the_list(draft: CorrectionDraft, minutes: Minutes | None) -> bool:
    if minutes is None:
        return False
    names = minutes.attendances.values_list("name", "role", "organisation_or_post", "representing")
    held = [" ".join(row) for row in names] + [minutes.note, minutes.chair_name]
    return any(_plain(draft.old) in _plain(words) for words in held)


def _named(minute: Minute, *, small: bool = False) -> str:
    name = f"Minute {minute.number}" if minute.number else f"“{minute}”"
    return name[0].lower() + name[1:] if small else name


def _same_body(later: Meeting, earlier: Meeting) -> bool:
    """Whether the boards that met are the same, or one of them joined in at the other's."""
    sat = {later.board_id, *later.joint_boards.values_list("pk", flat=True)}
    own = {earlier.board_id, *earlier.joint_boards.values_list("pk", flat=True)}
    return earlier.board_id in sat or later.board_id in own


def _plain(words: str) -> str:
    return " ".join(words.translate(QUOTES).split()).strip("… ")


def _days(days: Sequence[str]) -> str:
    """A comma before “and” too: each printed day has commas of its own."""
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])}, and {days[-1]}"
