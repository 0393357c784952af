"""May this viewer see these minutes? The room's own part of house rule 1."""

from __future__ import annotations

from django.db.models import Q

from meetings.access import (
    OFFICERS,
    OFFICERS_AND_MEMBERS,
    Restriction,
    Viewer,
    restriction_lifted,
    serves,
)

PUBLIC_STATES = ("published_draft", "approved", "signed")


def minutes_visible(viewer: Viewer, at: str = "") -> Q:
    """Published minutes for all; drafts for officers."""
    return Q(**{f"{at}state__in": PUBLIC_STATES}) | serves(viewer, OFFICERS, f"{at}meeting__")


def minute_visible(viewer: Viewer, at: str = "") -> Q:
    """A minute of minutes one may see, by its class."""
    return minutes_visible(viewer, f"{at}minutes__") & minute_lifted(viewer, at)


def minute_lifted(viewer: Viewer, at: str = "") -> Q:
    """Whether the class of a minute leaves it open to a viewer, whatever the minutes' state.

    For who is given minutes before they are out: in a pack, as a Word file, to be signed.
    """
    return restriction_lifted(viewer, at, f"{at}minutes__meeting__")


def action_visible(viewer: Viewer, at: str = "") -> Q:
    """An action is as open as the minute that asks for it."""
    return minute_visible(viewer, f"{at}minute__")


def action_report_visible(viewer: Viewer) -> Q:
    """What was reported is told once it is taken; officers see it before."""
    told = Q(taken_at__isnull=False)
    own = serves(viewer, OFFICERS, "action__minute__minutes__meeting__")
    return (told | own) & action_visible(viewer, "action__")


def vote_visible(viewer: Viewer) -> Q:
    """A vote is as open as the minute that tells of it."""
    return minute_visible(viewer, "minute__")


def declaration_visible(viewer: Viewer) -> Q:
    """An interest is told with the minutes; one in a restricted matter, as far as that is."""
    return minutes_visible(viewer, "attendance__minutes__") & declaration_lifted(viewer)


def declaration_lifted(viewer: Viewer) -> Q:
    """Whether the matter an interest is in is open to a viewer, whatever the minutes' state.

    A matter is as closed as its item and as the minutes of it, or of the item it is a part of.
    """
    in_item = Q(item__isnull=True) | restriction_lifted(viewer, "item__", "item__meeting__")
    at = "attendance__minutes__meeting__"
    in_minute = (_in_no_minute(Restriction.EXEMPT) | serves(viewer, OFFICERS_AND_MEMBERS, at)) & (
        _in_no_minute(Restriction.CONFIDENTIAL) | serves(viewer, OFFICERS, at)
    )
    return in_item & in_minute


def _in_no_minute(restriction: Restriction) -> Q:
    """That neither an item's own minute nor that of the item above it has this class."""
    return ~Q(item__minutes__restriction=restriction) & ~Q(
        item__parent__minutes__restriction=restriction
    )


def correction_visible(viewer: Viewer, at: str = "") -> Q:
    """A correction is as open as the minute it corrects and as the one that made it.

    It is told as soon as it is made: nobody shall read wrong words as an approved record until
    the minutes of the meeting that corrected them are out.
    """
    return minutes_visible(viewer, f"{at}minutes__") & correction_lifted(viewer, at)


def correction_lifted(viewer: Viewer, at: str = "") -> Q:
    """Whether both minutes of a correction are open to a viewer, whatever the minutes' state."""
    corrected = Q(**{f"{at}minute__isnull": True}) | minute_lifted(viewer, f"{at}minute__")
    made = Q(**{f"{at}made_in__isnull": True}) | minute_lifted(viewer, f"{at}made_in__")
    return corrected & made


def reference_visible(viewer: Viewer) -> Q:
    """A reference is as open as the words that hold it: the minute’s own, or a correction’s."""
    own = Q(correction__isnull=True) | correction_visible(viewer, "correction__")
    return minute_visible(viewer, "minute__") & own


def decision_notice_visible(viewer: Viewer) -> Q:
    """A notice is public once published, as far as its minute is; officers see it before."""
    out = Q(published_at__isnull=False) | serves(viewer, OFFICERS, "minute__minutes__meeting__")
    return out & restriction_lifted(viewer, "minute__", "minute__minutes__meeting__")


def note_visible(viewer: Viewer) -> Q:
    """Notes are the officers' own."""
    return serves(viewer, OFFICERS, "minutes__meeting__")
