"""The council's name, crest and colours: read by every page, changed by an officer of the council.

They are kept in each process for a minute, so that no page asks the database for them; a change
shows at once where it was made, and everywhere within that minute.
"""

from __future__ import annotations

import time
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, transaction

from meetings import audit
from meetings.audit import Actor
from meetings.colours import colour_of, must_be_readable
from meetings.crest import checked_crest
from meetings.models import CouncilIdentity

KEPT_FOR = 60.0
"""Seconds."""
PRIMARY = "#12464c"
ACCENT = "#d9a326"
"""As static/css/_council.scss has them."""


@dataclass(frozen=True)
class Identity:
    """What pages and papers need of it; the colours are those in use."""

    name: str = ""
    primary: str = PRIMARY
    accent: str = ACCENT
    crest: bytes = b""
    crest_kind: str = ""
    revision: int = 0

    @property
    def has_colours(self) -> bool:
        return (self.primary, self.accent) != (PRIMARY, ACCENT)

    @property
    def crest_type(self) -> str:
        """The media type of the crest."""
        return "image/svg+xml" if self.crest_kind == "svg" else "image/png"

    @property
    def crest_address(self) -> str:
        """The crest as a data: address, for what fetches nothing; empty where there is none."""
        code = b64encode(self.crest).decode()
        return f"data:{self.crest_type};base64,{code}" if code else ""


AS_INSTALLED = Identity()


class _Kept:
    """What this process knows, and until when."""

    identity = AS_INSTALLED
    until = 0.0


def identity() -> Identity:
    """The council's looks, as this process last read them; as before where nothing answers."""
    if time.monotonic() >= _Kept.until:
        with suppress(DatabaseError):
            remember(_read())
    return _Kept.identity


def known_identity() -> Identity:
    """The same without the database, for pages that must do without: perhaps as installed."""
    return _Kept.identity


def council_name() -> str:
    """The council's own name for itself, or that of the settings."""
    return identity().name or settings.COUNCIL_NAME


def remember(found: Identity) -> None:
    _Kept.identity, _Kept.until = found, time.monotonic() + KEPT_FOR


def set_identity(
    *,
    name: str,
    primary: str,
    accent: str,
    by: Actor,
    crest: bytes | None = None,
    without_crest: bool = False,
) -> CouncilIdentity:
    """Store the council's looks; `crest` None keeps the one there is.

    Raises Refused of a colour in which words could not be read, and of a crest that is no
    harmless picture.
    """
    said = {"name": name.strip(), "primary": colour_of(primary), "accent": colour_of(accent)}
    if said["primary"]:
        must_be_readable(said["primary"])
    checked = checked_crest(crest) if crest is not None else None
    with transaction.atomic():
        stored, made = CouncilIdentity.objects.select_for_update().get_or_create(only=True)
        for field, value in said.items():
            setattr(stored, field, value)
        told = dict(said)
        if checked or without_crest:
            stored.crest, stored.crest_kind = checked or (b"", "")
            told["crest"] = checked.kind.label if checked else "none"
        stored.revision += not made
        stored.save()
        audit.record("change", stored, by=by, changes=told)
    remember(_read())
    return stored


def _read() -> Identity:
    found = CouncilIdentity.objects.first()
    if found is None:
        return AS_INSTALLED
    return Identity(
        name=found.name,
        primary=found.primary or PRIMARY,
        accent=found.accent or ACCENT,
        crest=bytes(found.crest),
        crest_kind=str(found.crest_kind),
        revision=found.revision,
    )
