"""The checks themselves: each looks at what is known and yields what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.urls import reverse

from meetings.access import Restriction
from meetings.agenda import may_build
from meetings.models import AgendaItem, ItemKind, Supplement
from meetings.models.restricted import Restricted
from reports.files.verdicts import PdfNote, Verdict
from reports.private import STRICTNESS, private_parts
from reports.signing import to_clear
from rotherham_hwb.checks.findings import Finding, Weight
from rotherham_hwb.checks.known import KnownAgenda, PlacedPaper
from rotherham_hwb.checks.leaks import RestrictedTexts
from rotherham_hwb.checks.remedies import (
    NONE,
    Remedy,
    add_a_paper,
    build_agenda,
    change_item,
    change_urgency,
    mend_paper,
    settle_details,
)
from rotherham_hwb.checks.secrets import secrets_of
from rotherham_hwb.checks.words import (
    PublicWords,
    findings_in,
    leak_sentence,
    slip_code,
    slip_weight,
)
from rotherham_hwb.slips.dates import names_other_day
from rotherham_hwb.slips.find_slips import find_slips

TOLD_BELOW = "More people will read its title, text and papers."

Check = Callable[[KnownAgenda], Iterator[Finding]]


def nothing(known: KnownAgenda) -> Iterator[Finding]:
    """An agenda with no item, or a meeting whose place or time is not known."""
    meeting = known.meeting
    about = f"meeting {meeting.pk}"
    if not known.items:
        remedy = build_agenda(meeting, "Add items")
        yield Finding("empty", Weight.STOP, "There is nothing on it.", "Agenda", about, *remedy)
    if meeting.time is None:
        said, remedy = (
            "The time of the meeting is not known.",
            settle_details(meeting, "Set the time"),
        )
        yield Finding("time", Weight.STOP, said, "Meeting", about, *remedy)
    if not meeting.venue.strip():
        said = "The agenda says “Venue to be confirmed”."
        remedy = settle_details(meeting, "Set the venue")
        yield Finding("venue", Weight.LOOK, said, "Meeting", about, *remedy)


def promised(known: KnownAgenda) -> Iterator[Finding]:
    """Items that promise a paper and have none, or do not say why it is to follow."""
    for item in known.items:
        had_one = any(each.paper.state.is_withdrawn for each in item.placements.all())
        has_paper = any(known.on(item)) or had_one or item.minutes_of_id
        if item.kind == ItemKind.PAPER and not has_paper and not item.sub_items.all():
            said = "It has no paper: add one, or say that it is verbal or to follow."
            if may_build(item.meeting):
                said = "It has no paper, and the agenda promised one."
            yield _of_item("no_paper", Weight.STOP, said, item, add_a_paper(item))
        if item.kind == ItemKind.TO_FOLLOW and not item.awaited_reason.strip():
            said = "Its paper is to follow, and the agenda does not say why."
            yield _of_item("to_follow", Weight.STOP, said, item)


def files(known: KnownAgenda) -> Iterator[Finding]:
    """Papers of which there is no file to put into the pack."""
    for each in known.papers:
        if each.version is None:
            yield _of_paper("no_file", Weight.STOP, "It has no file yet.", each)


def cleared(known: KnownAgenda) -> Iterator[Finding]:
    """Papers that nobody said are ready: an officer, or the last of the posts that sign."""
    waiting = set(to_clear(known.meeting).values_list("pk", flat=True))
    for each in known.papers:
        if each.paper.state.is_cleared or each.paper.state.is_published:
            continue
        if each.paper.pk in waiting:
            href = reverse("desk_clear_papers", args=[known.meeting.pk])
            said, fix = "No officer has cleared it for the pack.", "Look at it and clear it"
        else:
            href, fix = reverse("desk_paper", args=[each.paper.pk]), "Open the paper"
            said = f"It is not cleared for the pack: its state is “{each.paper.state.label}”."
        found = _of_paper("not_cleared", Weight.STOP, said, each)
        yield replace(found, href=href, fix=fix, final=True)


def reasons(known: KnownAgenda) -> Iterator[Finding]:
    """What is exempt without saying why that is in the public interest, or with no end to it.

    Source: LGA 1972 Schedule 12A Part 2 paragraph 10.
    """
    exempt = Restriction.EXEMPT
    said = "It is exempt, and nobody wrote down why that outweighs the public interest."
    for item in known.items:
        if item.restriction == exempt and not item.public_interest.strip():
            yield _of_item("public_interest", Weight.STOP, said, item)
    for each in known.papers:
        reason = each.paper.public_interest or each.item.public_interest
        if each.paper.restriction == exempt and not reason.strip():
            yield _of_paper("public_interest", Weight.STOP, said, each)


def below_private(known: KnownAgenda) -> Iterator[Finding]:
    """What is less restricted than the item or paper it is a part of: its title is told with it."""
    items = {each.pk: each for each in known.items}
    for item in known.items:
        above = items.get(item.parent_id or 0)
        if above and _is_laxer(item, above):
            said = f"It is {item.restriction.label.lower()}, and item {above.number} is not."
            yield _of_item("below", Weight.STOP, f"{said} {TOLD_BELOW}", item)
    placed = {each.placement.pk: each.paper for each in known.papers}
    for each in known.papers:
        report = placed.get(each.placement.parent_id or 0)
        if report and _is_laxer(each.paper, report) and _is_laxer(each.item, report):
            said = f"It is {each.paper.restriction.label.lower()}, and its report is not."
            yield _of_paper("below", Weight.LOOK, f"{said} {TOLD_BELOW}", each)


def _is_laxer(record: Restricted, above: Restricted) -> bool:
    return STRICTNESS.index(record.restriction) < STRICTNESS.index(above.restriction)


def exclusion(known: KnownAgenda) -> Iterator[Finding]:
    """Restricted items without an item before them that excludes the press and public.

    Source: LGA 1972 s.100A(2)-(5).
    """
    if known.supplement is not None:
        return
    private = {each.number for each in private_parts(known.items)}
    first = next((item for item in known.items if item.full_number in private), None)
    if first is None:
        return
    before = (item for item in known.items if item.position < first.position)
    if not any(item.kind == ItemKind.EXCLUSION for item in before):
        said = "No item before it asks the board to exclude the press and public."
        remedy = build_agenda(known.meeting, "Put one on the agenda")
        yield _of_item("exclusion", Weight.STOP, said, first, remedy)


def unseen(known: KnownAgenda) -> Iterator[Finding]:
    """Words that hide in public papers and would go out with them, one finding a way of hiding."""
    for each in known.papers:
        if each.is_open and each.version is not None:
            for kind in each.version.unseen_that_stays:
                yield _of_paper("unseen", Weight.STOP, kind.sentence, each)


def accessible(known: KnownAgenda) -> Iterator[Finding]:
    """Public papers that a screen reader cannot follow."""
    for each in known.papers:
        if not each.is_open or each.version is None:
            continue
        verdict = each.version.verdict
        if verdict and verdict is not Verdict.HEADINGS:
            said = f"{verdict.label}. {verdict.advice}"
            yield _of_paper("tags", Weight.LOOK, said, each)
        if PdfNote.PICTURES in each.version.to_note:
            yield _of_paper("pictures", Weight.LOOK, PdfNote.PICTURES.sentence, each)
        if each.read and each.read.silent_pictures:
            number = each.read.silent_pictures
            pictures = "1 picture has" if number == 1 else f"{number} pictures have"
            said = f"{pictures} no alternative text: a screen reader passes over them."
            yield _of_paper("alt", Weight.LOOK, said, each)


def slips(known: KnownAgenda) -> Iterator[Finding]:
    """Placeholders, personal data, inside links and wrong weekdays in what becomes public."""
    for item in known.items:
        if item.restriction == Restriction.OPEN:
            for slip in find_slips(_said(item)):
                yield _of_item(slip_code(slip), slip_weight(slip), slip.sentence, item)
    for each in known.papers:
        if each.is_open:
            yield from _slips_of(each)


def other_day(known: KnownAgenda) -> Iterator[Finding]:
    """Papers that name another day for this meeting on their first page."""
    for each in known.papers:
        first = each.read.pages[0] if each.read and each.read.pages else ""
        if each.is_open and (printed := names_other_day(first, known.meeting.date)):
            said = f"Its first page names a meeting on {printed}."
            yield _of_paper("other_day", Weight.LOOK, said, each, page=1)


def leaking(known: KnownAgenda) -> Iterator[Finding]:
    """Words of restricted items and papers in what becomes public."""
    hidden = secrets_of(known)
    for item in known.items:
        shown = _said(item) if item.restriction == Restriction.OPEN else item.safe_title
        for passage in hidden.passages_in(shown):
            yield _of_item("leak", Weight.STOP, leak_sentence(passage), item)
    if known.supplement is not None:
        yield from _supplement_leaks(known.supplement, hidden)
    for each in known.papers:
        if each.is_open:
            yield from _leaks_of(each, hidden)
        else:
            for passage in hidden.passages_in(each.paper.safe_title):
                yield _of_paper("leak", Weight.STOP, leak_sentence(passage), each)


CHECKS: tuple[Check, ...] = (
    *(nothing, promised, files, cleared, reasons, below_private, exclusion),
    *(unseen, leaking, slips, other_day, accessible),
)


def _said(item: AgendaItem) -> str:
    """All that the public reads of an open item."""
    section = (item.section.heading, item.section.introduction) if item.section else ()
    links = (each["text"] for each in item.links)
    presenters = (f"{each.line} {each.title}" for each in item.presenters.all())
    own = (item.title, item.awaited_reason, item.late_reason)
    return "\n".join((*own, *item.notes, *links, *presenters, *section))


def _supplement_leaks(supplement: Supplement, hidden: RestrictedTexts) -> Iterator[Finding]:
    about, where = f"supplement {supplement.pk}", f"Supplement {supplement.number}"
    for words, remedy in (
        (supplement.reason, NONE),
        (f"{supplement.urgency}\n{supplement.urgency_by}", change_urgency(supplement)),
    ):
        yield from findings_in([PublicWords(about, where, words, *remedy)], hidden)


def _slips_of(each: PlacedPaper) -> Iterator[Finding]:
    named = f"{each.paper.title}\n{each.version.file_name if each.version else ''}"
    for slip in find_slips(named):
        yield _of_paper(slip_code(slip), slip_weight(slip), slip.sentence, each)
    for page, text in _pages(each):
        for slip in find_slips(text):
            yield _of_paper(slip_code(slip), slip_weight(slip), slip.sentence, each, page=page)


def _leaks_of(each: PlacedPaper, hidden: RestrictedTexts) -> Iterator[Finding]:
    asked = (f"{limb.addressee} {limb.text}" for limb in each.placement.recommendations.all())
    for passage in hidden.passages_in("\n".join((each.paper.title, *asked))):
        yield _of_paper("leak", Weight.STOP, leak_sentence(passage), each)
    for page, text in _pages(each):
        for passage in hidden.passages_in(text):
            yield _of_paper("leak", Weight.STOP, leak_sentence(passage), each, page=page)
    for aside in each.read.asides if each.read else ():
        for passage in hidden.passages_in(aside.words):
            said = f"In {aside.where}: {leak_sentence(passage)}"
            yield _of_paper("leak", Weight.STOP, said, each, page=aside.page)


def _pages(each: PlacedPaper) -> Iterable[tuple[int, str]]:
    return enumerate(each.read.pages, start=1) if each.read else ()


def _of_item(
    code: str, weight: Weight, said: str, item: AgendaItem, remedy: Remedy | None = None
) -> Finding:
    where = f"Item {item.full_number}, {item.title}"
    return Finding(code, weight, said, where, f"item {item.pk}", *(remedy or change_item(item)))


def _of_paper(code: str, weight: Weight, said: str, each: PlacedPaper, *, page: int = 0) -> Finding:
    about, remedy = f"paper {each.paper.pk}", mend_paper(each.paper)
    return Finding(code, weight, said, each.where, about, *remedy, page=page)
