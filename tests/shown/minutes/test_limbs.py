"""What a minute resolved has one order and one label, wherever it is told."""

from __future__ import annotations

import pytest

from meetings.access import PUBLIC
from minutes.models import DecisionNotice, Minute, Resolution, SubHeading
from rotherham_hwb.shown.decisions.lines import read_decisions, with_parts
from rotherham_hwb.shown.decisions.notice import shown_decision_notice
from rotherham_hwb.shown.decisions.register import Wanted, narrowed, whole_register
from rotherham_hwb.shown.matter import read_thread
from rotherham_hwb.shown.minutes import PRINTED, shown_minutes
from tests import factories
from tests.minutes.writing.test_references import drafted, publish, write

pytestmark = pytest.mark.django_db


def test_minutes_thread_notice_and_register_number_the_limbs_alike() -> None:
    minutes = drafted(factories.board(), factories.LONG_AGO)
    minute = write(minutes, "7", "Piers", "", "Below the heading.")
    below = SubHeading.objects.create(minute=minute, position=1, heading="North pier")
    minute.resolutions.update(under=below)
    Resolution.objects.create(minute=minute, position=2, text="Above it.")
    publish(minutes)
    start = Minute.objects.listed_for(PUBLIC).get(pk=minute.pk)

    printed = shown_minutes(minutes, PUBLIC, style=PRINTED).entries[0].stretches
    told = [(each.label, each.prose.text) for part in printed for each in part.limbs]
    thread = read_thread(start, PUBLIC).steps[0].limbs
    register = narrowed(with_parts(whole_register(PUBLIC), PUBLIC), Wanted())
    (line,) = read_decisions(register)
    asked = narrowed(with_parts(whole_register(PUBLIC), PUBLIC), Wanted(words="heading"))
    notice = shown_decision_notice(DecisionNotice(minute=start), PUBLIC).limbs

    assert told == [("(1)", "Above it."), ("(2)", "Below the heading.")]
    assert [(each.label, each.prose.text) for each in thread] == told
    assert [(each.label, each.prose.text) for each in notice] == told
    assert [(each.label, each.prose.text) for each in line.limbs] == told
    (one,) = read_decisions(asked)
    assert [(each.label, each.prose.text) for each in one.limbs] == told[1:]
