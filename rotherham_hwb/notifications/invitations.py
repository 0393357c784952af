"""Invitations with the e-mail that holds their link, both or neither."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings import invitations
from meetings.access import RoleKind
from meetings.identity import council_name
from meetings.models import Board, Invitation, Person, User
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post


def invite(
    *,
    email: str,
    name: str,
    board: Board,
    kind: RoleKind,
    person: Person | None = None,
    by: User,
) -> Invitation:
    """Hold a role out to somebody new, and write to them; `person` is who they are in the papers.

    Raises ValidationError as `meetings.invitations.invite` does.
    """
    with transaction.atomic():
        made = invitations.invite(
            email=email, name=name, board=board, kind=kind, person=person, by=by
        )
        post([_message(made)])
    return made


def send_again(invitation: Invitation, *, by: User) -> Invitation:
    """Write to somebody invited once more, with a new link.

    Raises Refused as `meetings.invitations.send_again` does.
    """
    with transaction.atomic():
        renewed = invitations.send_again(invitation, by=by)
        post([_message(renewed)])
    return renewed


def with_their_mail(found: Iterable[Invitation]) -> list[tuple[Invitation, Message | None]]:
    """Invitations, each with the newest e-mail about it."""
    held = list(found)
    messages = Message.objects.filter(key__in=[_key(each) for each in held])
    by_key = {message.key: message for message in messages}
    return [(each, by_key.get(_key(each))) for each in held]


def _key(invitation: Invitation) -> str:
    return f"invitation {invitation.pk} {invitation.serial}"


def _message(invitation: Invitation) -> Message:
    token = invitations.link_token(invitation)
    context = {
        "invitation": invitation,
        "council": council_name(),
        "link": settings.PUBLIC_URL + reverse("invitation", args=[token]),
    }
    return Message(
        key=_key(invitation),
        recipient=invitation.email,
        name=invitation.name,
        subject=f"You are invited to {invitation.board}"[:300],
        text=render_to_string("emails/invitation.txt", context),
        expires_at=invitation.expires_at,
    )
