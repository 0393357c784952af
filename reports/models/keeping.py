"""What the database itself keeps: open reports six years from the meeting, background papers four.

A paper that was withdrawn, or that is exempt or confidential, is not open to the public.
Source: LGA 1972 s.100C(1)(d) for reports, s.100D(2) for background papers.
"""

from __future__ import annotations

import pgtrigger

from meetings.models.guards import kept_for

YEARS = 6
BACKGROUND_YEARS = 4
DAY = """
    SELECT max(meeting.date)
    FROM reports_placement placement
    JOIN reports_paper paper ON paper.id = placement.paper_id
    JOIN meetings_agendaitem item ON item.id = placement.item_id
    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
    {joins}
    WHERE paper.state = 'published' AND paper.restriction = 'open'
    AND item.published_at IS NOT NULL AND {where}
"""
REPORT = "JOIN reports_report report ON report.paper_id = paper.id"
ROADS = {
    "paper": ("", "paper.id = OLD.id"),
    "placement": ("", "placement.id = OLD.id"),
    "paper_id": ("", "paper.id = OLD.paper_id"),
    "report_id": (REPORT, "report.id = OLD.report_id"),
}
"""How a row leads to its paper's placements, by the column that leads there."""


def kept_by(column: str, *, years: int = YEARS) -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that keeps rows which belong to open papers through this column."""
    joins, where = ROADS[column]
    return (kept_for(years, of=DAY.format(joins=joins, where=where)),)
