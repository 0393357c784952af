"""Proof of publication: a published pack fetched from its public address, and compared."""

from __future__ import annotations

import hashlib
import logging
import urllib.error
import urllib.request
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from rotherham_hwb.notifications.agenda import tell_unproven
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.models import PackEdition, PublicationCheck

logger = logging.getLogger(__name__)
EVERY = timedelta(days=1)
AGAIN = timedelta(minutes=10)  # after one that failed
FOR_SO_LONG = timedelta(days=365)  # after the meeting
PATIENCE = 30.0  # seconds
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def prove_due(*, most: int = 5) -> int:
    """Look at the published packs that were not looked at for a day; how many were."""
    return len([prove(edition) for edition in due()[:most]])


def due() -> QuerySet[PackEdition]:
    """Published packs without a check of late, the longest waiting first."""
    now = timezone.now()
    good = Max("checks__checked_at", filter=Q(checks__ok=True))
    seen = PackEdition.objects.filter(
        release__published_at__isnull=False,
        release__superseded_at=None,
        release__meeting__date__gt=(now - FOR_SO_LONG).date(),
    ).annotate(good=good, last=Max("checks__checked_at"))
    long_ago = Q(good=None) | Q(good__lte=now - EVERY)
    not_just_now = Q(last=None) | Q(last__lte=now - AGAIN)
    found: QuerySet[PackEdition] = seen.filter(long_ago, not_just_now).select_related(
        "release__meeting__board"
    )
    return found.order_by(F("last").asc(nulls_first=True), "pk")


def prove(edition: PackEdition) -> PublicationCheck:
    """Fetch a pack as the public would, and record what came of it.

    A public pack must come back byte for byte; a restricted one must not come at all. The
    officers of the board are told where it is otherwise; nothing is rolled back.
    """
    sentence = _fetched(edition)
    with transaction.atomic():
        check = PublicationCheck.objects.create(edition=edition, ok=not sentence, sentence=sentence)
        if sentence:
            logger.error("Edition %s is not proven: %s", edition.pk, sentence)
            tell_unproven(edition, sentence)
    return check


def _fetched(edition: PackEdition) -> str:
    """What is wrong, in one sentence; empty where all is as it must be."""
    url = f"{settings.PUBLIC_URL}{edition.get_absolute_url()}"
    restricted = edition.audience == Audience.RESTRICTED
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            digest = hashlib.file_digest(answer, "sha256").hexdigest()
    except urllib.error.HTTPError as error:
        if restricted and error.code in GONE:
            return ""
        return f"Its address answers {error.code} {error.reason}."
    except OSError as error:
        return f"Its address cannot be reached ({getattr(error, 'reason', error)})."
    if restricted:
        return "A restricted pack is given to people who are not signed in."
    return "" if digest == edition.sha256 else "Its address gives another file than was published."
