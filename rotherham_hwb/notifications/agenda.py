"""E-mails of publications and apologies. None holds words of a restricted record."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from meetings.access import viewer_for
from meetings.models import Apology, Meeting, Supplement, User
from meetings.wording import page_date, page_time
from rotherham_hwb.notifications.telling import address, tell
from rotherham_hwb.notifications.who_is_told import (
    AGENDA,
    APOLOGIES,
    CORRECTED,
    SUPPLEMENT,
    UNPROVEN,
)
from rotherham_hwb.packs.models import Offer, PackEdition, Release, offered_once
from rotherham_hwb.shown.packs import fullest


def tell_published(
    meeting: Meeting,
    releases: list[Release],
    supplement: Supplement | None = None,
    *,
    corrected: str = "",
) -> None:
    """Tell everybody with a role on the meeting's boards that papers are published.

    Each is given the fullest packs that they may open.
    """
    what = f"Supplement {supplement.number}" if supplement else "Agenda and papers"
    what = f"{what}, corrected" if corrected else what
    event = SUPPLEMENT if supplement else AGENDA
    context = _of_meeting(meeting) | {"what": what, "corrected": corrected}

    def write(user: User) -> str:
        own = {"user": user, "packs": _packs_for(user, releases)}
        return render_to_string("emails/published.txt", context | own)

    tell(
        CORRECTED if corrected else event,
        event.who.of_record(meeting),
        key="published " + " ".join(sorted(str(each.pk) for each in releases)),
        subject=f"{what}: {_called(meeting)}",
        write=write,
    )


def tell_unproven(edition: PackEdition, sentence: str) -> None:
    """Tell the officers of the board that a published pack is not what the public gets."""
    meeting = edition.release.meeting
    context = {
        "meeting": meeting,
        "sentence": sentence,
        "url": address(f"/desk/meetings/{meeting.pk}/"),
    }
    tell(
        UNPROVEN,
        UNPROVEN.who.of_record(meeting),
        key=f"unproven {edition.pk} {sentence}"[:200],
        subject=f"A published pack needs looking at: {_called(meeting)}",
        write=lambda user: render_to_string("emails/unproven.txt", context),
    )


def tell_apologies(apology: Apology, *, withdrawn: bool = False) -> None:
    """Tell the officers of a meeting who sends apologies, or comes after all; not the note."""
    meeting = apology.meeting
    context = _of_meeting(meeting) | {
        "apology": apology,
        "withdrawn": withdrawn,
        "url": address(f"/desk/meetings/{meeting.pk}/#apologies"),
    }
    what = "comes after all" if withdrawn else "sends apologies"
    tell(
        APOLOGIES,
        APOLOGIES.who.of_record(meeting),
        key=f"apologies {meeting.pk} {apology.user_id} {timezone.now().isoformat()}",
        subject=f"{apology.name} {what}: {_called(meeting)}",
        write=lambda user: render_to_string("emails/apologies.txt", context),
    )


def _called(meeting: Meeting) -> str:
    return f"{meeting.board_name}, {page_date(meeting.date)}"


def _of_meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": meeting,
        "when": ", ".join(filter(None, (page_date(meeting.date), page_time(meeting.time)))),
        "url": address(meeting.get_absolute_url()),
    }


def _packs_for(user: User, releases: list[Release]) -> list[tuple[Offer, str]]:
    """The fullest packs that somebody may open, each with its address."""
    published = PackEdition.objects.filter(release__in=releases).select_related("release")
    seen = published.visible_to(viewer_for(user)).order_by("release__kind", "-layout")
    offered = offered_once(fullest(seen))
    return [(each, address(each.edition.get_absolute_url())) for each in offered]
