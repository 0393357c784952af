"""What was decided: minutes, who attended, resolutions and actions."""

from minutes.models.minutes import (
    Action,
    Attendance,
    Minute,
    Minutes,
    MinutesState,
    Resolution,
)
from minutes.models.reference import Reference

__all__ = [
    "Action",
    "Attendance",
    "Minute",
    "Minutes",
    "MinutesState",
    "Reference",
    "Resolution",
]
