"""House rule 1: may this viewer see it? One answer, asked of a queryset and of an object.

A rule is a function from a viewer to a `Q`. `Model.objects.visible_to(viewer)` filters by it and
`can_see(viewer, record)` asks the same queryset for the one record, so the two cannot differ.
This module knows no models: models lean on it (ADR 0004).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar, cast

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


Record = TypeVar("Record", bound=models.Model, covariant=True)


class RoleKind(models.TextChoices):
    """What a user does for a board."""

    OFFICER = "officer", "Democratic services officer"
    AUTHOR = "author", "Report author"
    APPROVER = "approver", "Approver"
    MEMBER = "member", "Board member"
    PARTNER = "partner", "Co-opted partner"


class Restriction(models.TextChoices):
    """Who may read an item or a paper once it is published.

    Source: Local Government Act 1972 s.100A(2)-(3) (confidential), s.100A(4) and Schedule 12A
    (exempt).
    """

    OPEN = "open", "Open"
    EXEMPT = "exempt", "Exempt"
    CONFIDENTIAL = "confidential", "Confidential"

    @property
    def colour(self) -> str:
        return {"open": "green", "exempt": "orange", "confidential": "red"}[self.value]

    @property
    def is_open(self) -> bool:
        return self is Restriction.OPEN


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: the public, or a user with roles on boards (role → board ids).

    `joint_meetings` are the ids, by role, of the meetings their boards join in at another's.
    `exempt_after_step` are the boards that open exempt papers after a second step alone.
    `adds_boards` is said of an officer of the council; it opens nothing of a board.
    """

    user_id: int | None = None
    name: str = "The public"
    email: str = ""
    boards: Mapping[str, frozenset[int]] = field(default_factory=dict)
    joint_meetings: Mapping[str, frozenset[int]] = field(default_factory=dict)

    exempt_after_step: frozenset[int] = frozenset()
    adds_boards: bool = False

    def boards_as(self, *kinds: RoleKind) -> frozenset[int]:
        """The ids of the boards on which this viewer holds one of these roles."""
        return frozenset().union(*(self.boards.get(kind, frozenset()) for kind in kinds))

    def joint_meetings_as(self, *kinds: RoleKind) -> frozenset[int]:
        """The ids of the meetings of other boards that this viewer's boards join in."""
        none: frozenset[int] = frozenset()
        return none.union(*(self.joint_meetings.get(kind, none) for kind in kinds))

    def has_role(self, *kinds: RoleKind) -> bool:
        """Whether they hold one of these roles somewhere; an officer of the council is one, too."""
        return bool(self.boards_as(*kinds)) or (self.adds_boards and RoleKind.OFFICER in kinds)

    def without(self, *kinds: RoleKind) -> Viewer:
        """This viewer while some of their roles wait."""
        boards = {kind: held for kind, held in self.boards.items() if kind not in kinds}
        joint = {kind: held for kind, held in self.joint_meetings.items() if kind not in kinds}
        adds = self.adds_boards and RoleKind.OFFICER not in kinds
        return replace(self, boards=boards, joint_meetings=joint, adds_boards=adds)

    @property
    def exempt_waits(self) -> frozenset[int]:
        """The boards on which this member reads what is exempt after a second step alone."""
        return self.boards_as(RoleKind.MEMBER) & self.exempt_after_step

    def without_exempt(self) -> Viewer:
        """This viewer while what is exempt waits: there a member sees what a partner does.

        Of meetings that their boards join in, it waits for all of them where it does for one.
        """
        waits, member, partner = self.exempt_waits, RoleKind.MEMBER, RoleKind.PARTNER
        if not waits:
            return self
        boards, joint = dict(self.boards), dict(self.joint_meetings)
        boards[member] = self.boards_as(member) - waits
        boards[partner] = self.boards_as(partner) | waits
        joint[partner] = self.joint_meetings_as(partner, member)
        joint[member] = frozenset()
        return replace(self, boards=boards, joint_meetings=joint)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_officer(self) -> bool:
        return self.has_role(RoleKind.OFFICER)

    @property
    def writes(self) -> bool:
        return self.has_role(RoleKind.AUTHOR, RoleKind.OFFICER)

    @property
    def approves(self) -> bool:
        return self.has_role(RoleKind.APPROVER)

    @property
    def is_member(self) -> bool:
        return self.has_role(RoleKind.MEMBER, RoleKind.PARTNER)


PUBLIC = Viewer()


class Account(Protocol):
    """What is asked of a user here: their model leans on this module, never the other way."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def is_anonymous(self) -> bool: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def roles(self) -> Any: ...


def viewer_for(user: Account | AnonymousUser) -> Viewer:
    """The viewer a signed-in user is today; anyone else is the public."""
    if user.is_anonymous or not user.is_active:
        return PUBLIC
    boards: dict[str, frozenset[int]] = {}
    joint: dict[str, frozenset[int]] = {}
    after_step: set[int] = set()
    adds_boards = False
    held = user.roles.current().values_list(
        "kind", "board_id", "board__joint_meetings", "board__members_need_second_step"
    )
    for kind, board_id, meeting_id, needs_step in held:
        if board_id is None:
            adds_boards = True
            continue
        if needs_step:
            after_step.add(board_id)
        boards[kind] = boards.get(kind, frozenset()) | {board_id}
        if meeting_id is not None:
            joint[kind] = joint.get(kind, frozenset()) | {meeting_id}
    return Viewer(
        user_id=user.pk,
        name=user.name,
        email=user.email,
        boards=boards,
        joint_meetings=joint,
        exempt_after_step=frozenset(after_step),
        adds_boards=adds_boards,
    )


class Ruled(Protocol):
    """A model that states who may see its records."""

    @staticmethod
    def visibility(viewer: Viewer) -> Q: ...


class VisibleQuerySet(models.QuerySet[Record]):
    """A queryset that can be asked for what a viewer may see; its model states the rule."""

    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(cast(Ruled, self.model).visibility(viewer))


def can_see(viewer: Viewer, record: models.Model) -> bool:
    """Whether `visible_to` would hold this stored record."""
    asked = cast("VisibleQuerySet[models.Model]", type(record)._default_manager)
    return asked.visible_to(viewer).filter(pk=record.pk).exists()


# The rules of this room. `at` is the path from the filtered model to the meeting or the item.

OFFICERS = (RoleKind.OFFICER,)
OFFICERS_AND_MEMBERS = (RoleKind.OFFICER, RoleKind.MEMBER)
PREPARES = (RoleKind.OFFICER, RoleKind.AUTHOR, RoleKind.APPROVER)
NOBODY = Q(pk__in=[])


def serves(viewer: Viewer, kinds: tuple[RoleKind, ...], at: str = "") -> Q:
    """The meetings of the boards on which a viewer holds one of these roles, joint ones too."""
    boards, joint = viewer.boards_as(*kinds), viewer.joint_meetings_as(*kinds)
    if not boards and not joint:  # the public, most of the time: asks for no other table
        return NOBODY
    own = Q(**{f"{at}board_id__in": boards})
    return own | Q(**{f"{at}pk__in": joint}) if joint else own


def meeting_visible(viewer: Viewer, at: str = "") -> Q:
    """A meeting is public from the day it is called; those who prepare it see it before."""
    return Q(**{f"{at}called_at__isnull": False}) | serves(viewer, PREPARES, at)


def item_listed(viewer: Viewer) -> Q:
    """An item is listed, at least by its safe title, once its agenda is published."""
    return Q(published_at__isnull=False) & meeting_visible(viewer, "meeting__") | serves(
        viewer, PREPARES, "meeting__"
    )


def supplement_visible(viewer: Viewer, at: str = "") -> Q:
    """A supplement is public once it is published; those who prepare it see it before."""
    return Q(**{f"{at}published_at__isnull": False}) | serves(viewer, PREPARES, f"{at}meeting__")


def item_visible(viewer: Viewer) -> Q:
    """The words of an item: open ones for all, exempt for members, confidential for officers."""
    return item_listed(viewer) & restriction_lifted(viewer, "", "meeting__")


def restriction_lifted(viewer: Viewer, at: str, meeting: str) -> Q:
    """Whether the class of a record leaves it open to this viewer; `meeting` leads to its meeting.

    Source: s.100A(2)-(5). Partners and councillors off the board have no right to exempt
    papers by office; they see one through a named grant (reports.PaperGrant).
    """
    exempt = Q(**{f"{at}restriction": Restriction.EXEMPT})
    confidential = Q(**{f"{at}restriction": Restriction.CONFIDENTIAL})
    return (
        Q(**{f"{at}restriction": Restriction.OPEN})
        | exempt & serves(viewer, OFFICERS_AND_MEMBERS, meeting)
        | confidential & serves(viewer, OFFICERS, meeting)
    )
