"""E-mails of signing in: new passwords, and word of every change to an account."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from meetings.identity import council_name
from meetings.sign_in.adapters import AccountAdapter
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post


class PostingAccountAdapter(AccountAdapter):
    """Signing in, whose e-mails wait in the outbox: no mail server can fail a page."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        told = {"council": council_name(), "address": settings.PUBLIC_URL} | context
        written = self.render_mail(template_prefix, email, told)
        now = timezone.now()
        message = Message(
            key=f"{template_prefix} {now.isoformat()}",
            recipient=email,
            subject=written.subject[:300],
            text=written.body,
            expires_at=now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        )
        with transaction.atomic():
            post([message])
