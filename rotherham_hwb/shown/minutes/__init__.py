"""What one viewer is shown of minutes; `shown_minutes` reads it, whoever prints it or sets it."""

from rotherham_hwb.shown.minutes.data import MinutesLink, ShownLimb
from rotherham_hwb.shown.minutes.limbs import labelled, limbs, limbs_of, readable_limbs
from rotherham_hwb.shown.minutes.links import find_minutes, minutes_link
from rotherham_hwb.shown.minutes.read_minutes import shown_minutes
from rotherham_hwb.shown.minutes.sentences import ON_PAGE, PRINTED

__all__ = [
    "ON_PAGE",
    "PRINTED",
    "MinutesLink",
    "ShownLimb",
    "find_minutes",
    "labelled",
    "limbs",
    "limbs_of",
    "minutes_link",
    "readable_limbs",
    "shown_minutes",
]
