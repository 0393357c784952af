"""May this viewer see this paper? The room's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from meetings.access import NOBODY, RoleKind, Viewer, serves, supplement_visible

OPEN_STATES = ("published", "withdrawn")
MEETING = "placements__item__meeting__"


def paper_visible(viewer: Viewer) -> Q:
    """Published papers by their class; drafts for officers, and authors their own.

    A withdrawn paper keeps its page, which says so; its file is gone (410).

    Source: LGA 1972 s.100A(2)-(5), s.100B; confidential papers open by a named grant alone.
    """
    out = Q(state__in=OPEN_STATES)
    return out & _class_open_to(viewer) | _has_in_hand(viewer)


def paper_visible_once_out(viewer: Viewer, meeting_id: int) -> Q:
    """The same as if the paper were published, and so were the agenda of one meeting."""
    return _class_open_to(viewer, out=meeting_id) | _has_in_hand(viewer)


def _has_in_hand(viewer: Viewer) -> Q:
    """Those who prepare a paper see it whatever its state and class."""
    if not viewer.boards and not viewer.joint_meetings:
        return NOBODY
    return (
        Q(board_id__in=viewer.boards_as(RoleKind.OFFICER))
        | _on_a_joint_meeting(viewer)
        | _own_draft(viewer)
        | asked_to_sign(viewer)
    )


def paper_listed(viewer: Viewer) -> Q:
    """A published paper may be listed, at least by its safe title."""
    return Q(state__in=OPEN_STATES) | _has_in_hand(viewer)


def report_visible(viewer: Viewer, at: str = "") -> Q:
    """A report's working text: for its author and the board's officers, while others wait."""
    author = NOBODY if viewer.user_id is None else Q(**{f"{at}author_id": viewer.user_id})
    return Q(**{f"{at}paper__board_id__in": viewer.boards_as(RoleKind.OFFICER)}) | author & Q(
        **{f"{at}paper__board_id__in": viewer.boards_as(RoleKind.AUTHOR)}
    )


def sign_off_visible(viewer: Viewer) -> Q:
    """Answers and comments: for those who asked and those who are asked; never public."""
    author = report_visible(viewer, "paper__report__")
    officer = Q(paper__board_id__in=viewer.boards_as(RoleKind.OFFICER))
    return officer | author | _asks(viewer, "", "paper__board_id")


def sign_off_answerable(viewer: Viewer) -> Q:
    """Who may answer: the one who is asked, or an officer who writes their answer down."""
    officer = Q(paper__board_id__in=viewer.boards_as(RoleKind.OFFICER))
    return officer | _asks(viewer, "", "paper__board_id")


def asked_to_sign(viewer: Viewer) -> Q:
    """An approver reads what they are asked to sign, whatever its class."""
    return _asks(viewer, "sign_offs__", "board_id")


def _asks(viewer: Viewer, at: str, board: str) -> Q:
    """A sign-off that names this approver, or nobody in particular."""
    if viewer.user_id is None:
        return NOBODY
    own_boards = Q(**{f"{board}__in": viewer.boards_as(RoleKind.APPROVER)})
    named = Q(**{f"{at}approver_id": viewer.user_id})
    anybody = Q(**{f"{at}approver__isnull": True, f"{at}pk__isnull": False})
    return own_boards & (named | anybody)


def placement_listed(viewer: Viewer) -> Q:
    """A paper stands on an item from the start, or once its supplement is published."""
    return Q(supplement__isnull=True) | supplement_visible(viewer, "supplement__")


def _class_open_to(viewer: Viewer, *, out: int | None = None) -> Q:
    """A paper is as closed as itself or the most restricted item it stands on.

    `out` is a meeting whose agenda is taken for published.
    """
    on_item = "placements__item__restriction"
    lifted = Q(restriction="open") & ~Q(**{f"{on_item}__in": ["exempt", "confidential"]})
    members = viewer.boards_as(RoleKind.MEMBER)
    if members or viewer.joint_meetings_as(RoleKind.MEMBER):
        published = Q(placements__item__published_at__isnull=False)
        if out is not None:
            published |= Q(placements__item__meeting=out)
        not_confidential = Q(restriction__in=["open", "exempt"]) & ~Q(**{on_item: "confidential"})
        lifted |= not_confidential & (
            Q(board_id__in=members) | serves(viewer, (RoleKind.MEMBER,), MEETING) & published
        )
    if viewer.user_id:
        lifted |= Q(grants__user_id=viewer.user_id) & grant_live("grants__")
    return lifted


def grant_live(at: str = "") -> Q:
    """A grant opens its paper until it is ended, and no longer than to its last day."""
    lasts = Q(**{f"{at}ends_on__isnull": True}) | Q(**{f"{at}ends_on__gte": timezone.localdate()})
    return Q(**{f"{at}ended_at__isnull": True}) & lasts


def _on_a_joint_meeting(viewer: Viewer) -> Q:
    """Officers of every board of a joint meeting see its papers, whichever board's they are."""
    meetings = viewer.joint_meetings_as(RoleKind.OFFICER)
    return Q(placements__item__meeting__in=meetings) if meetings else NOBODY


def _own_draft(viewer: Viewer) -> Q:
    if viewer.user_id is None:
        return NOBODY
    boards = Q(board_id__in=viewer.boards_as(RoleKind.AUTHOR))
    created = Q(created_by_id=viewer.user_id)
    return boards & (created | Q(report__author_id=viewer.user_id))
