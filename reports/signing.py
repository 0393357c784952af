"""The verbs of sign-off: ask, answer, ask again, clear, take back, defer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.lifecycle import Refused, Transition, move
from meetings.locking import lock, lock_key
from meetings.models import Meeting, User
from reports.models import Paper, PaperState, PaperVersion, Placement, Report, SignOff, SignOffState
from reports.states import (
    APPROVE,
    ASK_AGAIN,
    ASK_POST_AGAIN,
    CLEAR,
    CLEAR_ANYWAY,
    DEFER,
    NOT_APPLICABLE,
    RETURN,
    RETURN_TO_AUTHOR,
    SEND,
    TAKE_BACK,
    TAKE_UP,
    public_interest,
)


@dataclass(frozen=True)
class AskedPost:
    """A post to ask, and who answers for it; nobody named: any approver of the board."""

    post: str
    approver: User | None = None


def send_for_sign_off(paper: Paper, posts: Sequence[AskedPost], *, by: User) -> Paper:
    """Hand the newest version to its approvers, all at once; with no post to ask, to the officer.

    A post that has answered about this very version is not asked again.

    Raises Refused where there is no version, or an exempt paper does not say why.
    """
    with transaction.atomic():
        lock(paper)
        _ask(paper, posts, by=by)
        ask_again_where_changed(paper, by=by)
        _move_on(paper, SEND, by=by)
        _clear_when_done(paper, by=by)
    paper.refresh_from_db()
    return paper


def approve(
    sign_off: SignOff,
    *,
    by: User,
    officer: str = "",
    comment: str = "",
    at: datetime | None = None,
    seen: str | None = None,
) -> SignOff:
    """Record that a post approves the newest version; the last one clears the paper.

    `officer` is who decided it where another officer writes it down; `seen`, here and below, is
    how the paper stood when it was looked at (`Paper.as_it_stands`).

    Raises Refused where it stands otherwise by now.
    """
    return _answer(sign_off, APPROVE, by=by, officer=officer, comment=comment, at=at, seen=seen)


def mark_not_applicable(
    sign_off: SignOff,
    *,
    by: User,
    reason: str,
    officer: str = "",
    at: datetime | None = None,
    seen: str | None = None,
) -> SignOff:
    """Record that the paper does not concern a post, and why."""
    step = NOT_APPLICABLE
    return _answer(sign_off, step, by=by, officer=officer, comment=reason, at=at, seen=seen)


def return_with_comments(
    sign_off: SignOff,
    *,
    by: User,
    comments: str,
    officer: str = "",
    at: datetime | None = None,
    seen: str | None = None,
) -> SignOff:
    """Give the paper back to its author; the other posts' answers stay for now."""
    step = RETURN_TO_AUTHOR
    return _answer(sign_off, step, by=by, officer=officer, comment=comments, at=at, seen=seen)


def clear_paper(paper: Paper, *, by: User, seen: str | None = None) -> Paper:
    """Say, as an officer, that a paper is ready for the pack; its posts have answered, if any.

    Raises Refused for the author of the report, while a post has not answered, where an
    exempt paper does not say why, or where it does not stand as it was seen.
    """
    return _cleared(paper, CLEAR, by=by, seen=seen)


def clear_without_sign_off(
    paper: Paper, *, by: User, reason: str, seen: str | None = None
) -> Paper:
    """Clear a paper some of whose posts have not answered; the reason goes into the trail.

    Raises Refused for the author of the report, or where it does not stand as it was seen.
    """
    return _cleared(paper, CLEAR_ANYWAY, by=by, seen=seen, reason=reason)


def to_clear(meeting: Meeting) -> QuerySet[Paper]:
    """The papers of a meeting that wait for an officer's word and nobody else's."""
    placed = Placement.objects.filter(item__meeting=meeting).values("paper")
    return _for_an_officer().filter(pk__in=placed).order_by("pk")


def waits_for_officer(paper: Paper, officer: User) -> bool:
    """Whether this officer may clear it as it is: no post is asked, and its text is sent."""
    return _for_an_officer().filter(pk=paper.pk).exists() and not _wrote(paper, officer)


def clear_papers(
    papers: Iterable[Paper], *, by: User, seen: Mapping[int, str] | None = None
) -> None:
    """Clear several papers, all of them or none, each as it was seen.

    Raises Refused as `clear_paper` does.
    """
    with transaction.atomic():
        for paper in papers:
            clear_paper(paper, by=by, seen=None if seen is None else seen.get(paper.pk, ""))


def take_back(paper: Paper, *, by: User) -> Paper:
    """Open a paper for changes again; approvals given are asked for anew once it has changed."""
    return move(paper, TAKE_BACK, by=by)


def defer_paper(paper: Paper, *, by: User, reason: str) -> Paper:
    """Leave a paper out of the packs to come until it is taken up again."""
    return move(paper, DEFER, by=by, reason=reason)


def take_up(paper: Paper, *, by: User) -> Paper:
    """Work on a deferred paper again."""
    return move(paper, TAKE_UP, by=by)


def after_a_new_version(paper: Paper, *, by: User) -> None:
    """Ask anew about a paper whose file changed; without posts to ask it is a draft again."""
    paper.refresh_from_db()
    if paper.state in (PaperState.CLEARED, PaperState.SIGN_OFF):
        ask_again_where_changed(paper, by=by)
    if paper.state == PaperState.CLEARED:
        if paper.sign_offs.exists():
            _move_on(paper, ASK_AGAIN, by=by)
        else:
            move(paper, TAKE_BACK, by=by)


def ask_again_where_changed(paper: Paper, *, by: User) -> list[SignOff]:
    """Ask every post again that answered about earlier words than the newest version's."""
    newest = paper.versions.order_by("-number").first()
    asked = []
    for sign_off in paper.sign_offs.exclude(state=SignOffState.ASKED).select_related("version"):
        answered = sign_off.version.sha256 if sign_off.version else ""
        again = sign_off.state == SignOffState.RETURNED
        if again or newest is None or answered != newest.sha256:
            SignOff.objects.filter(pk=sign_off.pk).update(asked_at=timezone.now(), reminded_at=None)
            asked.append(move(sign_off, ASK_POST_AGAIN, by=by))
    return asked


def _ask(paper: Paper, posts: Sequence[AskedPost], *, by: User) -> None:
    known = set(paper.sign_offs.values_list("post", flat=True))
    last = paper.sign_offs.aggregate(last=Max("position"))["last"] or 0
    new = [asked for asked in posts if asked.post not in known]
    for position, asked in enumerate(new, start=last + 1):
        sign_off = SignOff(paper=paper, position=position, post=asked.post, approver=asked.approver)
        sign_off.full_clean()
        sign_off.save(force_insert=True)
        audit.record("ask", sign_off, by=by, approver=str(asked.approver or "any approver"))


def _answer(
    sign_off: SignOff,
    step: Transition,
    *,
    by: User,
    officer: str,
    comment: str,
    at: datetime | None,
    seen: str | None,
) -> SignOff:
    """Write down one answer about the newest version, then see what follows for the paper."""
    with transaction.atomic():
        paper = lock_key(Paper, sign_off.paper_id)
        _must_be_as_seen(paper, seen)
        if step is not RETURN_TO_AUTHOR and _wrote(paper, by):  # the last answer clears it
            raise Refused(f"You wrote “{paper}”: somebody else signs it off.")
        if step.needs_reason and not comment.strip():
            raise Refused("Say why in the comments.")
        SignOff.objects.filter(pk=sign_off.pk, state=SignOffState.ASKED).update(
            version=paper.versions.order_by("-number").first(),
            officer=officer.strip() or by.name,
            comment=comment.strip(),
        )
        move(sign_off, step, by=by, reason=comment.strip(), at=at)
        if step is RETURN_TO_AUTHOR:
            move(paper, RETURN, by=by, reason=comment.strip())
        _clear_when_done(paper, by=by)
    sign_off.paper.refresh_from_db()
    return sign_off


def _clear_when_done(paper: Paper, *, by: User) -> None:
    """The last answer clears it; where no post is asked, an officer does."""
    states = set(paper.sign_offs.values_list("state", flat=True))
    waits = states & {SignOffState.ASKED, SignOffState.RETURNED}
    if paper.state == PaperState.SIGN_OFF and states and not waits:
        _move_on(paper, CLEAR, by=by)


def _for_an_officer() -> QuerySet[Paper]:
    uploaded = Q(state=PaperState.DRAFT, report=None)
    sent = Q(state=PaperState.SIGN_OFF)
    has_version = Exists(PaperVersion.objects.filter(paper=OuterRef("pk")))
    found: QuerySet[Paper] = Paper.objects.filter(uploaded | sent, has_version, sign_offs=None)
    return found


def _cleared(
    paper: Paper, step: Transition, *, by: User, seen: str | None, reason: str = ""
) -> Paper:
    _must_be_another(paper, by)
    with transaction.atomic():
        _must_be_as_seen(lock(paper), seen)
        return _move_on(paper, step, by=by, reason=reason)


def _must_be_as_seen(paper: Paper, seen: str | None) -> None:
    """Raises Refused where a locked paper does not stand as it was seen; None asks for nothing."""
    if seen is not None and paper.as_it_stands != seen:
        raise Refused(f"“{paper}” has changed since you looked at it: look at it again.")


def _must_be_another(paper: Paper, by: User) -> None:
    if _wrote(paper, by):
        raise Refused(f"You wrote “{paper}”: another officer of the board clears it.")


def _wrote(paper: Paper, user: User) -> bool:
    return Report.objects.filter(paper=paper, author=user).exists()


def _move_on(paper: Paper, step: Transition, *, by: User, reason: str = "") -> Paper:
    """Take a step towards the pack; an exempt paper takes over why its item is exempt."""
    why = public_interest(paper) if paper.restriction == Restriction.EXEMPT else ""
    return move(paper, step, by=by, reason=reason, also={"public_interest": why} if why else None)
