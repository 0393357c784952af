"""The verbs of invitations: how somebody new gets an account, and a role with it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.access import RoleKind
from meetings.account_names import ask_for_name
from meetings.boards import add_user, give_role
from meetings.doors import sign_link
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Board, Invitation, InvitationState, Person, User
from meetings.people import join_account

SALT = "invitation"
GOOD_FOR = timedelta(days=14)


def invite(
    *,
    email: str,
    name: str,
    board: Board,
    kind: RoleKind,
    person: Person | None = None,
    by: User,
) -> Invitation:
    """Hold a role out to whoever reads an e-mail address, for fourteen days.

    `person` is who they are in the papers: the account is joined to them when it is accepted.

    Raises ValidationError when the address is none, or is invited to this role already.
    """
    made = Invitation(
        email=User.objects.normalize_email(email).lower(),
        name=name,
        board=board,
        kind=kind,
        person=person,
        invited_by=by,
        expires_at=timezone.now() + GOOD_FOR,
    )
    with transaction.atomic():
        made.full_clean()
        made.save(force_insert=True)
        audit.record("invite", made, by=by)
    return made


def link_token(invitation: Invitation) -> str:
    """The token of the link in the newest e-mail; the view's door is `by_signed_link(SALT)`."""
    return sign_link([invitation.pk, invitation.serial], salt=SALT)


def invitation_of(signed: list[int]) -> Invitation | None:
    """The invitation a signed link speaks of; None when a newer link was sent since."""
    pk, serial = signed
    found = Invitation.objects.select_related("board", "invited_by")
    return found.filter(pk=pk, serial=serial).first()


def send_again(invitation: Invitation, *, by: User) -> Invitation:
    """Make a new link, good for fourteen days more; the old one stops working.

    Who sends it again is now the one who invites.

    Raises Refused when the invitation was accepted or withdrawn.
    """
    with transaction.atomic():
        locked = _locked(invitation, InvitationState.WAITING, InvitationState.EXPIRED)
        locked.serial += 1
        locked.expires_at = timezone.now() + GOOD_FOR
        locked.invited_by = by
        locked.save(update_fields=["serial", "expires_at", "invited_by"])
        audit.record("send again", locked, by=by)
    return locked


def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Take an invitation back; its link stops working.

    Raises Refused when it was accepted or withdrawn.
    """
    with transaction.atomic():
        locked = _locked(invitation, InvitationState.WAITING, InvitationState.EXPIRED)
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        audit.record("withdraw", locked, by=by)
    return locked


def accept(invitation: Invitation, *, by: User) -> Invitation:
    """Give the role to the user whose address was invited.

    Raises Refused when the invitation waits no more, is another's, came from somebody who is
    no longer an officer of the board, or is for a person who has another account by now.
    """
    with transaction.atomic():
        locked = _locked(invitation, InvitationState.WAITING)
        if by.email.lower() != locked.email.lower():
            raise Refused(f"This invitation is for {locked.email}, and you are {by.email}.")
        serves = locked.invited_by.roles.current().filter(board=locked.board, kind=RoleKind.OFFICER)
        if not serves.exists():
            raise Refused(
                f"{locked.invited_by} no longer serves the {locked.board}: ask for another one."
            )
        locked.accepted_at = timezone.now()
        locked.save(update_fields=["accepted_at"])
        audit.record("accept", locked, by=by)
        if not by.roles.current().filter(board=locked.board, kind=locked.kind).exists():
            give_role(by, locked.board, locked.kind, by=locked.invited_by)
        if locked.person:
            join_account(locked.person, by, by=locked.invited_by)
    return locked


def accept_as_new(invitation: Invitation, *, name: str, password: str) -> User:
    """Make the account of somebody invited, and give them the role.

    It has the name under which they were invited; another one they type waits for an officer.

    Raises ValidationError when the password is too weak, Refused when the invitation is over.
    """
    with transaction.atomic():
        user = add_user(
            email=invitation.email, name=invitation.name, password=password, by="an invitation"
        )
        if name != invitation.name:
            user = ask_for_name(user, name, by=user)
        accept(invitation, by=user)
    return user


def _locked(invitation: Invitation, *states: InvitationState) -> Invitation:
    locked = lock(invitation)
    if locked.state not in states:
        raise Refused(f"This is not possible: the invitation is {locked.state.label.lower()}.")
    return locked
