"""Times as people type them, one reader for every box of the desk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from rotherham_hwb.desk.common.clock_field import ClockField, read_clock
from rotherham_hwb.desk.live.forms import TimeForm
from rotherham_hwb.desk.meetings.forms import MeetingForm, MoveForm, SeriesForm, WhenForm
from rotherham_hwb.desk.minutes.forms import ExclusionForm


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("14:00", "2.00 p.m.|2pm|2 PM|14:00|14.00|1400|1400 hrs|14:00 hours|2 00 pm|2.00P.M|14h00"),
        ("09:00", "9am|9:00|9.00 a.m.|0900|900|09:00|9 a. m.|９：００"),
        ("12:00", "noon|Midday|12 noon|12pm|12:00|12.00 p.m."),
        ("00:00", "midnight|12am|12 midnight|00:00"),
        ("02:05", "02:05|2:05 am"),
        ("00:30", "12:30 am|0:30"),
        ("12:30", "12.30|12:30pm"),
        ("19:30", "7.30 pm|1930"),
    ],
)
def test_a_time_is_read_as_it_is_written(meant: str, typed: str) -> None:
    read = {each: f"{read_clock(each):%H:%M}" for each in typed.split("|")}

    assert read == dict.fromkeys(typed.split("|"), meant)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2", "Write 2:00 am or 2:00 pm."),
        ("2:30", "Write 2:30 am or 2:30 pm."),
        ("730", "Write 7:30 am or 7:30 pm."),
        ("12", "Write noon or midnight."),
        *((each, "Write a time like 2:00 pm.") for each in ("soon", "24:00", "9:60", "9:5")),
        *((each, "Write a time like 2:00 pm.") for each in ("14:00 am", "0 pm", "5 noon", "12345")),
    ],
)
def test_what_is_no_time_or_may_be_two_is_answered_with_what_to_write(
    typed: str, answer: str
) -> None:
    with pytest.raises(ValidationError, match=answer):
        read_clock(typed)


def test_every_box_for_a_time_is_read_alike() -> None:
    fields = (WhenForm.base_fields, MoveForm.base_fields, SeriesForm.base_fields)

    boxes = [each["time"] for each in (*fields, MeetingForm.base_fields)]
    boxes += [ExclusionForm.base_fields["readmitted"], TimeForm().fields["time"]]
    assert {box.clean("2 p.m.") for box in boxes} == {dt.time(14)}
    assert {type(box) for box in boxes} == {ClockField}
    assert {box.clean("") for box in boxes} == {None}
