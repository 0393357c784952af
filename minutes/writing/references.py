"""Which minute the words “Minute No. 16(b) of 13th July” mean, and finding it when it arrives."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q

from meetings.access import Restriction
from meetings.models import Board, MinuteSeries
from minutes.models import Correction, Minute, Minutes, Reference, Resolution

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER = re.compile(
    r"\bminutes?\s*(?:nos?\b\.?|numbers?\b|#)?\s*(?P<number>\d{1,4}[a-z]?)"
    r"(?P<part>\s?\([a-z0-9]{1,3}\))?",
    re.I,
)
DAY = re.compile(
    r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?,?\s*(?P<year>\d{{4}})?",
    re.I,
)
PLACE = ("pk", "series", "number", "minutes__meeting__date", "position", "title")
MEETING_OF = re.compile(
    r"^\W{0,3}(?:\([^)]{1,80}\)\W{0,2})?(?:of|from|at)\s+(?:the\s+)?(?:minutes\s+of\s+)?(?:the\s+)?"
    r"(?:(?:previous\s+)?meeting\s+)?(?:held\s+)?(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?",
    re.I,
)
ONE = r"\d{1,4}[A-Z]?(?![a-z0-9])(?:\s?\([a-z0-9]{1,3}\))?(?:\s+\([^()]{4,120}\))?"
IN_WORDS = re.compile(rf"\bMinutes?\s+(?P<word>Nos?\b\.?|Numbers?)\s*{ONE}", re.I)
AND_ANOTHER = re.compile(rf"(?:,\s*(?:and\s+)?|\s+(?:and|&)\s+)(?P<one>{ONE})", re.I)
SUBJECT = re.compile(r"\((?P<subject>[^()]{4,120})\)$")


@dataclass(frozen=True)
class Place:
    """One minute as references see it."""

    pk: int
    series: str
    number: str
    day: dt.date
    position: int
    title: str = ""

    @property
    def when(self) -> tuple[dt.date, int]:
        return self.day, self.position


@dataclass(frozen=True)
class FoundReference:
    """One reference found in running words."""

    text: str
    said_on: dt.date | None

    @property
    def bare(self) -> FoundReference:
        """The number alone, without subject and day: as others may have kept it."""
        return FoundReference(SUBJECT.sub("", self.text).strip(), None)


def day_meant(words_after: str, *, before: dt.date) -> dt.date | None:
    """The day named right after a reference: “…, of the meeting held on 18th May, 2015”.

    A day without its year is the last such day that is not after `before`.
    """
    opening = MEETING_OF.match(words_after)
    named = DAY.match(words_after, opening.end()) if opening else None
    if named is None:
        return None
    month = MONTHS.index(named["month"].lower()) + 1
    years = [int(named["year"])] if named["year"] else [before.year, before.year - 1]
    for year in years:
        try:
            day = dt.date(year, month, int(named["day"]))
        except ValueError:
            continue
        if day <= before:
            return day
    return None


@dataclass(frozen=True)
class ReferenceSpan:
    """Where a reference stands in a text: from `start` up to `end`, in characters from 0."""

    start: int
    end: int
    said: FoundReference


def spans(text: str, *, day: dt.date) -> Iterator[ReferenceSpan]:
    """The references to minutes in the text of a minute of that day, in the order they stand.

    Of “Minute Nos. 3, 4 and 11” each number is one of its own.
    """
    for match in IN_WORDS.finditer(text):
        held = [(match.start(), match.end(), match[0])]
        if "s" in match["word"].lower():
            held += _listed_on(text, match.end())
        said_on = day_meant(" ".join(text[held[-1][1] :][:200].split()), before=day)
        for start, end, words in held:
            yield ReferenceSpan(start, end, FoundReference(" ".join(words.split()), said_on))


def _listed_on(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    while more := AND_ANOTHER.match(text, at):
        at = more.end()
        yield more.start("one"), at, f"Minute No. {more['one']}"


def references_in(text: str, *, day: dt.date) -> tuple[FoundReference, ...]:
    """The references to minutes in the text of a minute of that day, each once."""
    return tuple(dict.fromkeys(each.said for each in spans(text, day=day)))


def note_references(minutes: Minutes) -> None:
    """Keep what minutes written here say of earlier ones; imported minutes bring their own."""
    written = minutes.entries.filter(source_line__isnull=True, references__isnull=True)
    for entry in written.prefetch_related("sub_headings", "resolutions"):
        text = "\n\n".join(_stretches(entry))
        _keep(entry, references_in(text, day=minutes.meeting.date), first=1)


def note_corrected_words(correction: Correction) -> None:
    """Keep what the new words of a correction say of earlier minutes, once for every reader."""
    minute = correction.minute
    if minute is None:
        return
    open_to_all = Q(correction__made_in=None) | Q(correction__made_in__restriction=Restriction.OPEN)
    held = set(minute.references.filter(open_to_all).values_list("text", "said_on"))
    said = references_in(correction.new, day=minute.minutes.meeting.date)
    last = minute.references.aggregate(n=Max("position"))["n"] or 0
    new = [each for each in said if (each.text, each.said_on) not in held]
    _keep(minute, new, first=last + 1, correction=correction)


def _stretches(entry: Minute) -> Iterator[str]:
    """All that a minute says: its text, that below its sub-headings, and what was resolved."""
    yield entry.text
    for each in entry.sub_headings.all():
        yield each.heading
        yield each.text
    limbs = entry.resolutions.all()
    yield from (limb.text for limb in limbs if limb.fate != Resolution.Fate.LOST)


def _keep(
    entry: Minute,
    found: Iterable[FoundReference],
    *,
    first: int,
    correction: Correction | None = None,
) -> None:
    Reference.objects.bulk_create(
        Reference(
            minute=entry,
            position=position,
            text=said.text[:300],
            said_on=said.said_on,
            correction=correction,
        )
        for position, said in enumerate(found, start=first)
    )


def resolve_references(board: Board) -> int:
    """Set what each reference in a board's minutes leads to; how many lead elsewhere than before.

    A reference whose minute is not here leads nowhere, and is looked at again the next time.
    """
    references = Reference.objects.filter(minute__board=board).select_related(
        "minute__minutes__meeting"
    )
    with transaction.atomic():
        stored = list(references.select_for_update(of=("self",)))
        places = _places(board) if stored else {}
        changed = []
        for each in stored:
            target = find_target(each, places, numbering=board.minute_series)
            if each.target_id != (target.pk if target else None):
                each.target_id = target.pk if target else None
                changed.append(each)
        Reference.objects.bulk_update(changed, ["target"])
    return len(changed)


def _places(board: Board) -> Mapping[str, list[Place]]:
    """The minutes of a board by number, without regard to case."""
    found: dict[str, list[Place]] = defaultdict(list)
    rows = Minute.objects.filter(board=board).exclude(number="")
    for row in rows.values_list(*PLACE):
        place = Place(*row)
        found[_plain(place.number)].append(place)
    return found


def find_target(
    reference: Reference, places: Mapping[str, Iterable[Place]], *, numbering: str
) -> Place | None:
    """The one minute a reference means, among those before the minute that refers to it."""
    match = NUMBER.search(reference.text)
    if match is None:
        return None
    own = reference.minute
    day = own.minutes.meeting.date
    for number in (match["number"] + (match["part"] or "").strip(), match["number"]):
        earlier = [
            place for place in places.get(_plain(number), ()) if place.when < (day, own.position)
        ]
        if found := _meant(reference, earlier, number=number, numbering=numbering):
            return found
    return None


def _meant(
    reference: Reference, earlier: list[Place], *, number: str, numbering: str
) -> Place | None:
    own = reference.minute
    if reference.said_on:
        then = [place for place in earlier if place.day == reference.said_on]
        return _only(then) or _about(reference, then)
    same = [place for place in earlier if place.series == own.series]
    before = [place for place in earlier if place.series == year_before(own.series)]
    by_year = numbering == MinuteSeries.MUNICIPAL_YEAR
    if named := _about(reference, [*same, *before] if by_year else earlier):
        return named
    # A number that its own year has not reached yet is one of the year before.
    if by_year and not same and _digits(number) > _digits(own.number):
        return _only(before)
    return _only(same)


def _about(reference: Reference, places: list[Place]) -> Place | None:
    """The one place whose title is the subject in brackets: “Minute No. 3 (Winter)”."""
    match = SUBJECT.search(reference.text)
    if match is None:
        return None
    subject = _plain(match["subject"])
    return _only(
        place
        for place in places
        if subject in _plain(place.title) or _plain(place.title) in subject
    )


def year_before(series: str) -> str:
    """The series of the municipal year before: “2015/16” after “2014/15”; "" of any other."""
    if not re.fullmatch(r"\d{4}/\d{2}", series):
        return ""
    year = int(series[:4]) - 1
    return f"{year}/{(year + 1) % 100:02d}"


def _only(places: Iterable[Place]) -> Place | None:
    found = list(places)
    return found[0] if len(found) == 1 else None


def _digits(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found[0]) if found else 0


def _plain(number: str) -> str:
    return number.strip(" .").casefold()
