"""The transition tables of this room: a paper's, and that of each post's sign-off."""

from __future__ import annotations

from meetings.access import Restriction
from meetings.lifecycle import Refused, Transition
from reports.models import Paper, Report, SignOff

OPEN_ANSWERS = ("asked", "returned")


def _has_version(paper: Paper) -> None:
    if not paper.versions.exists():
        raise Refused(f"Add a file to “{paper.title}” before you publish it.")


def public_interest(paper: Paper) -> str:
    """Why keeping it exempt outweighs disclosing it: its own reason, or that of its item."""
    placed = paper.placements.exclude(item__public_interest="")
    of_item = placed.values_list("item__public_interest", flat=True).first()
    return paper.public_interest.strip() or (of_item or "").strip()


def _weighs_public_interest(paper: Paper) -> None:
    """Source: LGA 1972 Schedule 12A, Part 2, paragraph 10."""
    if paper.restriction == Restriction.EXEMPT and not public_interest(paper):
        raise Refused(
            f"Say why keeping “{paper}” exempt outweighs the public interest in disclosing it."
        )


def _is_signed_off(paper: Paper) -> None:
    waiting = [each.post for each in paper.sign_offs.filter(state__in=OPEN_ANSWERS)]
    if waiting:
        raise Refused(f"“{paper}” still waits for {', '.join(waiting)}.")


def _went_to_its_approvers(paper: Paper) -> None:
    """A report on a template with posts goes to them before it is cleared."""
    report = Report.objects.filter(paper=paper, template__roles__isnull=False)
    if paper.state == "draft" and report.exists():
        raise Refused(f"Send “{paper}” for sign-off first, or clear it without and say why.")


def _came_with_an_old_pack(paper: Paper) -> None:
    """An officer looked at it line by line, and it was out before this portal was."""
    if paper.source_line is None and paper.legacy_id is None:
        raise Refused(f"“{paper}” was not read from an old pack: clear it first.")


READY = (_has_version, _weighs_public_interest)

SEND = Transition("send for sign-off", ("draft", "returned"), "sign_off", checks=READY)
RETURN = Transition("return", ("sign_off",), "returned", needs_reason=True)
TAKE_BACK = Transition("take back", ("sign_off", "returned", "cleared"), "draft")
ASK_AGAIN = Transition("ask again about", ("cleared",), "sign_off", checks=READY)
CLEAR = Transition(
    "clear",
    ("draft", "sign_off"),
    "cleared",
    checks=(*READY, _went_to_its_approvers, _is_signed_off),
)
CLEAR_ANYWAY = Transition(
    "clear without sign-off",
    ("draft", "sign_off", "returned"),
    "cleared",
    needs_reason=True,
    checks=READY,
)
DEFER = Transition(
    "defer", ("draft", "sign_off", "returned", "cleared"), "deferred", needs_reason=True
)
TAKE_UP = Transition("take up", ("deferred",), "draft")
PUBLISH = Transition(
    "publish",
    ("cleared",),
    "published",
    stamps="published",
    checks=(_has_version,),
)
PUBLISH_IMPORTED = Transition(
    "publish as imported",
    ("draft",),
    "published",
    stamps="published",
    checks=(_has_version, _came_with_an_old_pack),
)
WITHDRAW = Transition(
    "withdraw", ("published",), "withdrawn", stamps="withdrawn", needs_reason=True
)

PAPER_TABLE = (
    SEND,
    RETURN,
    TAKE_BACK,
    ASK_AGAIN,
    CLEAR,
    CLEAR_ANYWAY,
    DEFER,
    TAKE_UP,
    PUBLISH,
    PUBLISH_IMPORTED,
    WITHDRAW,
)


def _has_something_to_sign(sign_off: SignOff) -> None:
    if sign_off.paper.state != "sign_off":
        raise Refused(f"“{sign_off.paper}” is not with its approvers now.")


OPEN = (_has_something_to_sign,)
APPROVE = Transition("approve", ("asked",), "approved", stamps="decided", checks=OPEN)
NOT_APPLICABLE = Transition(
    "mark as not applicable",
    ("asked",),
    "not_applicable",
    stamps="decided",
    needs_reason=True,
    checks=OPEN,
)
RETURN_TO_AUTHOR = Transition(
    "return", ("asked",), "returned", stamps="decided", needs_reason=True, checks=OPEN
)
ASK_POST_AGAIN = Transition("ask again", ("approved", "not_applicable", "returned"), "asked")

SIGN_OFF_TABLE = (APPROVE, NOT_APPLICABLE, RETURN_TO_AUTHOR, ASK_POST_AGAIN)
