"""Who is told of what, and in which words. No e-mail holds words of a restricted record."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from meetings.access import viewer_for
from meetings.models import Apology, Meeting, Role, Supplement, User
from meetings.wording import page_date, page_time
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post
from rotherham_hwb.packs.models import PackEdition, Release, offered_once
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
    subject = f"{what}: {meeting.board_name}, {page_date(meeting.date)}"
    key = "published " + " ".join(sorted(str(each.pk) for each in releases))
    post(
        _to_people(
            meeting, key, subject, "emails/published.txt", releases, what=what, corrected=corrected
        )
    )


def tell_unproven(edition: PackEdition, sentence: str) -> None:
    """Tell the officers of the board that a published pack is not what the public gets."""
    meeting = edition.release.meeting
    context = {
        "meeting": meeting,
        "sentence": sentence,
        "url": _url(f"/desk/meetings/{meeting.pk}/"),
    }
    text = render_to_string("emails/unproven.txt", context)
    subject = f"A published pack needs looking at: {meeting.board_name}, {page_date(meeting.date)}"
    officers = people_of(meeting, "officer")
    post(
        _message(f"unproven {edition.pk} {sentence}"[:200], each, subject, text)
        for each in officers
    )


def tell_apologies(apology: Apology, *, withdrawn: bool = False) -> None:
    """Tell the officers of a meeting who sends apologies, or comes after all; not the note."""
    meeting = apology.meeting
    context = {
        "apology": apology,
        "meeting": meeting,
        "withdrawn": withdrawn,
        "when": ", ".join(filter(None, (page_date(meeting.date), page_time(meeting.time)))),
        "url": _url(f"/desk/meetings/{meeting.pk}/#apologies"),
    }
    text = render_to_string("emails/apologies.txt", context)
    what = "comes after all" if withdrawn else "sends apologies"
    subject = f"{apology.name} {what}: {meeting.board_name}, {page_date(meeting.date)}"
    key = f"apologies {meeting.pk} {apology.user_id} {timezone.now().isoformat()}"
    post(_message(key, each, subject, text) for each in people_of(meeting, "officer"))


def people_of(meeting: Meeting, *kinds: str) -> list[User]:
    """Those who hold a role today on the board, or on a board it meets jointly with."""
    boards = [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]
    held = Role.objects.current().filter(board__in=boards)
    if kinds:
        held = held.filter(kind__in=kinds)
    return list(User.objects.filter(is_active=True, roles__in=held).distinct().order_by("pk"))


def _to_people(
    meeting: Meeting,
    key: str,
    subject: str,
    template: str,
    releases: list[Release],
    **context: object,
) -> Iterator[Message]:
    shared = {
        "meeting": meeting,
        "when": ", ".join(filter(None, (page_date(meeting.date), page_time(meeting.time)))),
        "url": _url(meeting.get_absolute_url()),
    }
    published = PackEdition.objects.filter(release__in=releases).select_related("release")
    published = published.order_by("release__kind", "-layout")
    for user in people_of(meeting):
        packs = [
            (each, _url(each.edition.get_absolute_url()))
            for each in offered_once(fullest(published.visible_to(viewer_for(user))))
        ]
        text = render_to_string(template, {**shared, **context, "user": user, "packs": packs})
        yield _message(key, user, subject, text)


def _message(key: str, user: User, subject: str, text: str) -> Message:
    return Message(key=key, recipient=user.email, name=user.name, subject=subject[:300], text=text)


def _url(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
