"""What the database itself keeps: no row of published minutes goes within six years, nor its words.

Source: LGA 1972 s.100C(1); Sch 12 para 41: what a later meeting corrects stands beside them.
"""

from __future__ import annotations

import pgtrigger

from meetings.models.guards import kept_for, nothing_more_once, unchanged_once

YEARS = 6
PUBLISHED = "The minutes are published: record a correction."
PUBLIC = "state NOT IN ('draft', 'with_chair')"
DAY = f"""
    SELECT meeting.date
    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id
    {{joins}}
    WHERE minutes.{PUBLIC} AND {{where}}
"""  # noqa: S608 - every part of it is written here
MINUTE = "JOIN minutes_minute minute ON minute.minutes_id = minutes.id"
ATTENDANCE = "JOIN minutes_attendance attendance ON attendance.minutes_id = minutes.id"
ACTION = f"{MINUTE} JOIN minutes_action action ON action.minute_id = minute.id"
VOTE = f"{MINUTE} JOIN minutes_vote vote ON vote.minute_id = minute.id"
ROADS = {
    "minutes": ("", "minutes.id = OLD.id"),
    "minutes_id": ("", "minutes.id = OLD.minutes_id"),
    "minute_id": (MINUTE, "minute.id = OLD.minute_id"),
    "action_id": (ACTION, "action.id = OLD.action_id"),
    "attendance_id": (ATTENDANCE, "attendance.id = OLD.attendance_id"),
    "vote_id": (VOTE, "vote.id = OLD.vote_id"),
}
"""How a row leads to its minutes, by the column that leads there."""


def kept_by(column: str) -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that keeps rows which belong to published minutes through this column."""
    joins, where = ROADS[column]
    return (kept_for(YEARS, of=DAY.format(joins=joins, where=where)),)


def words_stay(column: str, *fields: str) -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that refuses to change these fields of rows of published minutes, for good."""
    joins, where = ROADS[column]
    out = DAY.format(joins=joins, where=where)
    return (unchanged_once(out, *fields, says=PUBLISHED),)


def nothing_is_added(column: str) -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that refuses new rows in published minutes."""
    joins, where = ROADS[column]
    out = DAY.format(joins=joins, where=where).replace("OLD.", "NEW.")
    return (nothing_more_once(out, says=PUBLISHED),)
