"""The verbs of a report that is written here: start, save, recommend, list, send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.lifecycle import Refused, Stale
from meetings.locking import lock, lock_key
from meetings.models import AgendaItem, User
from reports.authored.merging import Values, merge
from reports.authored.richtext import clean_html
from reports.authored.snapshot import as_json, digest, shown_fields, snapshot
from reports.files.taking_in import TakenIn
from reports.models import (
    WRITABLE,
    BackgroundPaper,
    FieldKind,
    ListedAppendix,
    Paper,
    PaperState,
    PaperVersion,
    Placement,
    Recommendation,
    Report,
    ReportDraft,
    ReportTemplate,
)
from reports.signing import AskedPost, send_for_sign_off
from reports.workflow import add_paper, add_paper_with_file, place_paper

MOST_LETTERS = 200_000  # in one field


class NewerText(Stale):
    """Somebody saved other words in the same fields first; the text given is set aside."""

    def __init__(self, report: Report, aside: ReportDraft, disputed: tuple[str, ...]) -> None:
        super().__init__(
            f"{report.saved_by or 'Somebody'} has saved this report since you opened it. Your text "
            "is kept: choose between the two and save again."
        )
        self.report, self.aside, self.disputed = report, aside, disputed


@dataclass(frozen=True)
class Saved:
    """What came of a save."""

    report: Report
    merged: bool  # with what somebody else wrote in other fields meanwhile
    told: tuple[str, ...]  # sentences for the author


def start_report(
    template: ReportTemplate, item: AgendaItem, *, title: str, author: User, by: User
) -> Report:
    """Put a new report on an item, as restricted as the item; only its author and officers see it.

    Raises Refused where the item's agenda is published.
    """
    paper = Paper(board=item.meeting.board, title=title.strip(), restriction=item.restriction)
    paper.safe_title = item.safe_title if item.restriction != Restriction.OPEN else ""
    paper.exempt_paragraphs = list(item.exempt_paragraphs)
    with transaction.atomic():
        locked = lock(item)
        add_paper(paper, by=by)
        place_paper(paper, locked, by=by)
        report = Report.objects.create(paper=paper, template=template, author=author, saved_by=by)
        ReportDraft.objects.create(report=report, revision=0, saved_by=by)
        audit.record("start", report, by=by, template=template.name, author=author.name)
    return report


def save_draft(report: Report, values: Mapping[str, str], *, revision: int, by: User) -> Saved:
    """Save the text of a report that the writer opened at `revision`.

    What others saved meanwhile in other fields is kept; formatted fields are sanitised.

    Raises NewerText where both changed one field (the text is set aside), and Refused where the
    report cannot be changed now.
    """
    with transaction.atomic():
        locked = lock(report)
        if not locked.can_be_written:
            raise Refused(f"“{locked}” cannot be changed now: take it back first.")
        mine, told = _cleaned(locked, values)
        outcome = merge(mine, locked.values, _base(locked, revision))
        aside = _keep(locked, mine, by=by) if outcome.disputed else None
        if aside is None:
            _store(locked, outcome.values, by=by)
    if aside is not None:
        raise NewerText(locked, aside, outcome.disputed)
    return Saved(locked, revision != locked.revision - 1, told)


def set_recommendations(
    placement: Placement, limbs: Sequence[tuple[str, str]], *, by: User
) -> list[Recommendation]:
    """Write what a paper asks at one meeting: (addressee, text) of each limb, in order.

    Raises Refused once the agenda is published or the words are with the approvers.
    """
    board = str(placement.item.meeting.board)
    wanted = [(whom.strip() or board, text.strip()) for whom, text in limbs if text.strip()]
    with transaction.atomic():
        _may_recommend(placement)
        placement.recommendations.all().delete()
        made = Recommendation.objects.bulk_create(
            Recommendation(placement=placement, position=at, addressee=whom, text=text)
            for at, (whom, text) in enumerate(wanted, start=1)
        )
        audit.record("write recommendations of", placement.paper, by=by, limbs=len(made))
    return made


def list_background_papers(
    report: Report, papers: Sequence[BackgroundPaper], *, none: bool, by: User
) -> None:
    """Write the list of background papers anew, or declare that there are none.

    Source: LGA 1972 s.100D(1) and (5).
    """
    if none and papers:
        raise Refused("Either list the background papers, or say that there are none.")
    with transaction.atomic():
        _may_write(report)
        report.background_papers.all().delete()
        for position, each in enumerate(papers, start=1):
            each.pk, each.report, each.position = None, report, position
            each.full_clean()
            each.save(force_insert=True)
        report.no_background_papers = none
        report.save(update_fields=["no_background_papers"])
        audit.record("list background papers of", report, by=by, papers=len(papers), none=none)


def list_appendices(report: Report, titles: Sequence[str], *, by: User) -> None:
    """Write the list of appendices anew; a title that stays keeps the paper attached to it."""
    with transaction.atomic():
        _may_write(report)
        attached = {each.title: each.paper for each in report.listed_appendices.all()}
        report.listed_appendices.all().delete()
        ListedAppendix.objects.bulk_create(
            ListedAppendix(report=report, position=at, title=title, paper=attached.get(title))
            for at, title in enumerate(titles, start=1)
        )
        audit.record("list appendices of", report, by=by, appendices=list(titles))


def attach_file(listed: ListedAppendix, taken: TakenIn, *, by: User) -> Paper:
    """Attach a listed appendix under its report, on every item whose agenda is still a draft.

    It is as restricted as the report.

    Raises Refused as `places_to_attach` does.
    """
    with transaction.atomic():
        held = lock(listed)
        above, (first, *others) = held.report.paper, places_to_attach(held)
        paper = Paper(board=above.board, title=held.title)
        for name in ("restriction", "safe_title", "exempt_paragraphs", "public_interest"):
            setattr(paper, name, getattr(above, name))
        add_paper_with_file(paper, first.item, taken, under=first, by=by)
        for place in others:
            place_paper(paper, place.item, under=place, by=by)
        held.paper = paper
        held.save(update_fields=["paper"])
        audit.record("attach", paper, by=by, appendix=held.title)
    return paper


def places_to_attach(listed: ListedAppendix) -> list[Placement]:
    """Where a report stands whose agenda is still a draft.

    Raises Refused where there is no such place, or the appendix has its file already.
    """
    if listed.paper_id is not None:
        raise Refused(f"“{listed}” is attached already.")
    places = listed.report.paper.placements.filter(item__published_at=None)
    found = list(places.select_related("item"))
    if not found:
        raise Refused("The agenda is published: add the appendix with a supplement.")
    return found


def send_report(report: Report, *, by: User) -> PaperVersion:
    """Fix the text as an immutable version and hand it to the template's posts.

    Raises Refused, with all that is missing, where the report is not complete.
    """
    with transaction.atomic():
        locked = lock(report)
        _may_write(locked)
        lacking = missing(locked)
        if lacking:
            raise Refused(" ".join(lacking))
        version = _version(locked, by=by)
        roles = locked.template.roles.select_related("approver")
        posts = [AskedPost(role.post, role.approver) for role in roles]
        # The version keeps the words from here on; only texts set aside are still needed.
        locked.drafts.filter(set_aside=False, revision__lt=locked.revision).delete()
        send_for_sign_off(locked.paper, posts, by=by)
    report.paper.refresh_from_db()
    return version


def missing(report: Report) -> list[str]:
    """What a report lacks before it can be sent, each in one sentence."""
    fields = shown_fields(report)
    kinds = {field.kind for field in fields if field.required and field.in_use}
    texts = [
        f"Fill in “{field.label}”."
        for field in fields
        if field.required and field.kind in TEXTS and not report.values.get(field.key, "").strip()
    ]
    if FieldKind.RECOMMENDATIONS in kinds:
        bare = report.paper.placements.filter(recommendations=None, parent=None)
        bare = bare.select_related("item__meeting__board")
        texts += [f"Write the recommendations for {each.item.meeting}." for each in bare]
    if FieldKind.BACKGROUND in kinds and not _declares_background(report):
        texts.append("List the background papers, or say that there are none.")
    return texts


TEXTS = (FieldKind.PLAIN, FieldKind.RICH)


def _declares_background(report: Report) -> bool:
    return report.no_background_papers or report.background_papers.exists()


def _version(report: Report, *, by: User) -> PaperVersion:
    """The newest version where it has these very words, else a new one."""
    sent = snapshot(report)
    sha256 = digest(report.paper.title, sent)
    newest = report.paper.versions.order_by("-number").first()
    if newest is not None and newest.sha256 == sha256:
        return newest
    version = PaperVersion(paper=report.paper, number=(newest.number if newest else 0) + 1)
    version.authored, version.sha256, version.uploaded_by = as_json(sent), sha256, by
    version.text = f"{report.paper.title}\n\n{sent.words}"
    version.size = len(version.text.encode())
    version.save(force_insert=True)
    audit.record("add a version of", report.paper, by=by, sha256=sha256)
    return version


def _cleaned(report: Report, values: Mapping[str, str]) -> tuple[Values, tuple[str, ...]]:
    pictures = {picture.address: picture.alt for picture in report.pictures.all()}
    kept: Values = {}
    told: list[str] = []
    for field in shown_fields(report):
        given = str(values.get(field.key, report.values.get(field.key, "")))[:MOST_LETTERS]
        if field.kind == FieldKind.RICH:
            clean = clean_html(given, pictures=pictures)
            kept[field.key] = clean.html
            told += [f"“{field.label}”: {sentence}" for sentence in clean.told]
        elif field.kind == FieldKind.PLAIN:
            kept[field.key] = given.replace("\r\n", "\n").strip()
    return kept, tuple(told)


def _base(report: Report, revision: int) -> Values | None:
    draft = report.drafts.filter(revision=revision, set_aside=False).first()
    return draft.values if draft else None


def _keep(report: Report, values: Values, *, by: User) -> ReportDraft:
    return ReportDraft.objects.create(
        report=report, revision=report.revision, values=values, set_aside=True, saved_by=by
    )


def _store(report: Report, values: Values, *, by: User) -> None:
    report.values = values
    report.revision += 1
    report.saved_at, report.saved_by = timezone.now(), by
    report.save()
    ReportDraft.objects.create(report=report, revision=report.revision, values=values, saved_by=by)
    audit.record("save", report, by=by, revision=report.revision)


def _may_write(report: Report) -> None:
    """Refuse where it is sent; nobody sends it before this transaction ends."""
    lock(report)
    paper = _locked(report.paper_id)
    if paper.state not in WRITABLE:
        raise Refused(f"“{paper}” is {paper.state.label.lower()}: take it back first.")


def _may_recommend(placement: Placement) -> None:
    """Refuse where its words stand; nobody publishes or sends before this transaction ends."""
    item = lock_key(AgendaItem, placement.item_id)
    if item.published_at:
        raise Refused("The agenda is published, and its recommendations with it.")
    paper = _locked(placement.paper_id)
    if paper.state in (PaperState.SIGN_OFF, PaperState.CLEARED):
        raise Refused(f"“{paper}” is with its approvers or cleared: take it back first.")


def _locked(paper: int) -> Paper:
    locked: Paper = lock_key(Paper, paper)
    return locked
