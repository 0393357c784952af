"""The boards of a meeting: one, or those that meet jointly."""

from __future__ import annotations

from meetings.models import Meeting
from meetings.wording import joined_with_and


def boards_of(meeting: Meeting) -> tuple[str, ...]:
    """The boards that meet, as they were called on the day; whose meeting it is first."""
    others = meeting.joint_boards.all()
    return (meeting.board_name, *(each.name_on(meeting.date) for each in others))


def boards_line(meeting: Meeting) -> str:
    """The boards that meet, in one line: “Harbour Board and Pier Trust”."""
    return joined_with_and(boards_of(meeting))


def boards_in_a_file_name(meeting: Meeting) -> str:
    """The boards that meet, as the name of a saved copy begins: “harbour-board pier-trust”."""
    return " ".join((meeting.board.slug, *(each.slug for each in meeting.joint_boards.all())))
