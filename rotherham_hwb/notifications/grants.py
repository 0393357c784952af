"""Named grants with the e-mail that tells of them. It holds the safe title alone."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import User
from reports import grants
from reports.models import Paper, PaperGrant
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post


def grant_paper(paper: Paper, *, to: User, reason: str, ends_on: date, by: User) -> PaperGrant:
    """Open a restricted paper to one person, and write to them.

    Raises Refused as `reports.grants.grant_paper` does.
    """
    with transaction.atomic():
        made = grants.grant_paper(paper, to=to, reason=reason, ends_on=ends_on, by=by)
        post([_message(made)])
    return made


def _message(grant: PaperGrant) -> Message:
    """A paper that is restricted by its item alone has no safe title: it is not named at all."""
    address = grant.paper.get_absolute_url()
    context = {
        "grant": grant,
        "board": grant.paper.board,
        "title": grant.paper.safe_title,
        "link": f"{settings.PUBLIC_URL}{reverse('account_login')}?{urlencode({'next': address})}",
    }
    return Message(
        key=f"grant {grant.pk}",
        recipient=grant.user.email,
        name=grant.user.name,
        subject=f"A paper of {grant.paper.board} that you may read"[:300],
        text=render_to_string("emails/paper_granted.txt", context),
    )
