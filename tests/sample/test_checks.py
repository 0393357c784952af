"""The sample agenda that a visitor may publish is in order."""

import datetime as dt

import pytest

from meetings.models import Meeting
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.sample.loading import load_sample


@pytest.mark.django_db
def test_nothing_stops_the_publication_of_the_sample_agenda() -> None:
    load_sample(today=dt.date(2025, 3, 10))
    coming = Meeting.objects.filter(agenda_published_at=None, items__isnull=False).distinct().get()

    assert [f"{each.where}: {each.sentence}" for each in check_meeting(coming).stops] == []
