"""What a minute resolved, in the order in which it is read."""

from __future__ import annotations

from django.db.models import Prefetch

from minutes.models import Minute, Resolution, SubHeading
from rotherham_hwb.shown.minutes.data import ShownLimb
from rotherham_hwb.shown.prose import Prose


def limbs() -> tuple[Prefetch[str], Prefetch[str]]:
    """What `limbs_of` reads of minutes; in an order that asks for no other table."""
    return (
        Prefetch("resolutions", Resolution.objects.order_by("position")),
        Prefetch("sub_headings", SubHeading.objects.order_by("position")),
    )


def limbs_of(minute: Minute) -> tuple[ShownLimb, ...]:
    """What a minute resolved; nothing of one that is withheld, and no limb that was lost.

    Each place tells them in this order and by these labels, which the minutes print.
    """
    return () if minute.withheld else readable_limbs(minute)


def readable_limbs(minute: Minute) -> tuple[ShownLimb, ...]:
    """What a minute resolved, of one that its viewer was found to read."""
    return tuple(ShownLimb(label, Prose(each.text)) for each, label in labelled(minute))


def labelled(minute: Minute) -> list[tuple[Resolution, str]]:
    """Each limb that was not lost, in the order and with the label that the minutes print."""
    found = resolved(minute)
    return list(zip(found, labels_of(found), strict=True))


def resolved(minute: Minute) -> list[Resolution]:
    """The limbs sub-heading by sub-heading, without those that were lost."""
    order = {each.pk: at for at, each in enumerate(minute.sub_headings.all(), start=1)}
    found = [each for each in minute.resolutions.all() if each.fate != Resolution.Fate.LOST]
    return sorted(found, key=lambda each: (order.get(each.under_id or 0, 0), each.position))


def labels_of(limbs: list[Resolution]) -> list[str]:
    """Their labels, and numbers for those of several that have none.

    What was imported stays as it was printed.
    """
    several = len(limbs) > 1
    return [
        each.label or (f"({at})" if several and each.source_line is None else "")
        for at, each in enumerate(limbs, start=1)
    ]
