"""Apologies for a meeting ahead: sent, changed, taken back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import audit
from meetings.access import RoleKind, Viewer, serves, viewer_for
from meetings.council import group_deputies
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Apology, Meeting, MeetingState, Membership, MembershipKind, Person, User

COMES = (RoleKind.MEMBER, RoleKind.PARTNER)
OFF = {
    MeetingState.DRAFT: "This meeting has not been announced yet.",
    MeetingState.CANCELLED: "This meeting has been cancelled: no apologies are needed.",
    MeetingState.POSTPONED: "This meeting has been postponed: send apologies for its new date.",
}


def own_meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings, once called, to which this member or partner comes; joint ones too."""
    called = Meeting.objects.filter(called_at__isnull=False)
    return called.filter(serves(viewer, COMES)).select_related("board")


def why_no_apologies(meeting: Meeting, viewer: Viewer) -> str:
    """Why this viewer can send no apologies for a meeting; empty where they can."""
    if not Meeting.objects.filter(serves(viewer, COMES), pk=meeting.pk).exists():
        return "You are on none of the boards of this meeting."
    return why_too_late(meeting)


def why_too_late(meeting: Meeting) -> str:
    """Why a meeting wants no apologies, from whomever; empty where it does."""
    if sentence := OFF.get(meeting.state):
        return sentence
    if meeting.state in (MeetingState.HELD, MeetingState.CLOSED) or has_begun(meeting):
        return "This meeting has begun or is over. Tell its officer, who writes the minutes."
    return ""


def has_begun(meeting: Meeting) -> bool:
    """Whether its hour has come; one whose hour is not known begins with the next day."""
    now = timezone.localtime()
    return (meeting.date, meeting.time or dt.time.max) <= (now.date(), now.time())


def deputies_of(user: User, meeting: Meeting) -> QuerySet[Person]:
    """Those who may come in a user's place on the day: deputies of their seat or their group."""
    boards = [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]
    held = Membership.objects.on(meeting.date).filter(board__in=boards)
    own = held.filter(person__user=user).exclude(kind=MembershipKind.DEPUTY)
    seats = own.filter(seat__isnull=False)
    standing_by = held.filter(seat__in=seats.values("seat"), kind=MembershipKind.DEPUTY)
    may_come = Q(pk__in=standing_by.values("person"))
    for place in own.select_related("person"):
        may_come |= Q(pk__in=group_deputies(place, meeting.date).values("person"))
    return Person.objects.filter(may_come)


def apologies_for(meeting: Meeting, viewer: Viewer) -> QuerySet[Apology]:
    """The apologies for a meeting that a viewer may know of, the first sent first."""
    sent: QuerySet[Apology] = Apology.objects.visible_to(viewer).filter(meeting=meeting)
    return sent.select_related("person", "user", "deputy").order_by("sent_at", "pk")


def apologies_of(user: User, meeting: Meeting) -> Apology | None:
    """What a user has sent for a meeting, from this account or an earlier one of theirs."""
    theirs = Apology.objects.filter(Q(user=user) | Q(person__user=user), meeting=meeting)
    return theirs.select_related("person", "deputy", "user").first()


def send_apologies(
    meeting: Meeting, *, by: User, note: str = "", deputy: Person | None = None
) -> Apology:
    """Say that one will not come, or change what was said before.

    Raises Refused for a meeting that is over, off or of other boards, and for somebody who is
    no deputy of the sender's seat.
    """
    with transaction.atomic():
        locked = _open_to(meeting, by)
        if deputy and not deputies_of(by, locked).filter(pk=deputy.pk).exists():
            raise Refused(f"{deputy} is no deputy of your seat: tell the officer in the note.")
        apology = apologies_of(by, locked)
        verb = "change" if apology else "send"
        apology = apology or Apology(meeting=locked)
        apology.user, apology.person = by, Person.objects.filter(user=by).first()
        apology.note, apology.deputy, apology.sent_at = note.strip(), deputy, timezone.now()
        apology.full_clean()
        apology.save()
        # The trail is for ever, and the note may tell of an illness: it stays out.
        audit.record(verb, apology, by=by, deputy=deputy.name if deputy else "")
    return apology


def withdraw_apologies(meeting: Meeting, *, by: User) -> Apology:
    """Say that one comes after all; returns what was taken back.

    Raises Refused where there are none to take back, or the meeting is over, off or foreign.
    """
    with transaction.atomic():
        locked = _open_to(meeting, by)
        apology = apologies_of(by, locked)
        if apology is None:
            raise Refused("You have sent no apologies for this meeting.")
        audit.record("withdraw", apology, by=by)
        Apology.objects.filter(pk=apology.pk).delete()
    return apology


def _open_to(meeting: Meeting, user: User) -> Meeting:
    """The meeting, held still, for which this user may speak."""
    locked: Meeting = lock(meeting)
    if sentence := why_no_apologies(locked, viewer_for(user)):
        raise Refused(sentence)
    return locked
