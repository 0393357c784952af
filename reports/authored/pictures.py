"""Pictures for reports: read, made harmless, described, kept."""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from PIL import Image, ImageOps, UnidentifiedImageError

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import User
from reports.files.uploads import Unusable
from reports.models import WRITABLE, Report, ReportPicture

MOST_BYTES = 10 * 1024**2
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400  # pixels: A4 at 290 dots to the inch
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
NOT_A_PICTURE = "The file is not a picture we can use: save it as PNG or JPEG and use that."
TOO_BIG = "The picture is larger than 10 MB or 40 million pixels: make it smaller."


def add_picture(report: Report, path: Path, *, alt: str, by: User) -> ReportPicture:
    """Keep a picture for a report's text, without what the camera wrote into it.

    Raises Unusable where it is none, and Refused without a description.
    """
    if report.paper.state not in WRITABLE:
        raise Refused("Take the report back first: its text cannot change now.")
    if not alt.strip():
        raise Refused("Describe the picture for people who cannot see it.")
    content, kind = redrawn(path)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        lock(report)
        last = report.pictures.aggregate(last=Max("number"))["last"] or 0
        picture = ReportPicture(report=report, number=last + 1, kind=KINDS[kind], sha256=sha256)
        picture.alt = alt.strip()
        picture.file.save(f"pictures/{sha256}.{kind.lower()}", ContentFile(content), save=False)
        picture.full_clean()
        picture.save(force_insert=True)
        audit.record("add a picture to", report, by=by, sha256=sha256)
    return picture


def redrawn(path: Path) -> tuple[bytes, str]:
    """The picture drawn anew, upright and without metadata, with its format.

    Raises Unusable.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Unusable(TOO_BIG)
    try:
        with warnings.catch_warnings(), Image.open(path, formats=tuple(KINDS)) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if opened.width * opened.height > MOST_PIXELS:
                raise Unusable(TOO_BIG)
            kind = str(opened.format)
            upright = ImageOps.exif_transpose(opened)
            drawn = upright.convert("RGB" if kind == "JPEG" else "RGBA")
            drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        raise Unusable(NOT_A_PICTURE) from error
    held = io.BytesIO()
    drawn.save(held, format=kind, optimize=True)
    return held.getvalue(), kind
