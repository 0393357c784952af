"""What an officer has beside a minute while writing it: the draft around it, and the record."""

from __future__ import annotations

import pytest

from meetings.access import viewer_for
from meetings.models import User
from minutes.attendance.interests import declare
from minutes.models import Attendance, Minute
from minutes.workflow import write_minute
from minutes.writing.notes import save_note
from rotherham_hwb.desk.minutes.beside import read_beside
from tests.factories import minuting
from tests.factories.minuting import there

pytestmark = pytest.mark.django_db


def test_the_record_of_its_item_and_the_other_minutes_stand_beside_a_minute() -> None:
    minutes = minuting.at_the_table(minuting.seated_board(2, quorum=1), items=2)
    olive = User.objects.get(name="Olive Officer")
    one, other = minutes.meeting.items.order_by("position")
    there(minutes, "Ada Byron")
    ada = minuting.attendance(minutes, "Ada Byron")
    declare(ada, item=one, kind="personal", nature="she rents a berth", by=olive)
    save_note(minutes, item=one, text="Ask the port.", revision=0, by=olive)
    save_note(minutes, item=other, text="Elsewhere.", revision=0, by=olive)
    first = write_minute(Minute(minutes=minutes, position=1, title="Leases", item=one))
    write_minute(Minute(minutes=minutes, position=2, title="Ferries", item=other))

    beside = read_beside(first, viewer_for(olive))

    assert [each.text for each in beside.notes] == ["Ask the port."]
    assert ["she rents a berth" in each for each in beside.interests] == [True]
    assert beside.present == ("Ada Byron",)
    assert [each.title for each in beside.neighbours] == ["Leases", "Ferries"]
    assert (beside.here.title, beside.votes) == ("Leases", ())
    assert not Attendance.objects.filter(kind="apologies").exists()
    assert beside.apologies == ()
