"""Planning and rearranging meetings in a real browser: axe finds nothing, at both widths."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import ClosureDay, StandingItem
from meetings.workflow import give_notice, postpone_meeting
from tests import factories
from tests.journeys.walks import Walk
from tests.public.world import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses(town: Town) -> list[str]:
    """One of every page of the calendar, the fullest there is."""
    today = timezone.localdate()
    ClosureDay.objects.create(date=today + dt.timedelta(days=3), name="Day of mourning")
    StandingItem.objects.create(board=town.board, position=1, title="Apologies for absence")
    give_notice(town.called, by=town.officer)
    late = factories.meeting(
        town.board,
        by=town.officer,
        date=today + dt.timedelta(days=4),
        venue="Town Hall",
        shorter_notice="",
    )
    off = factories.meeting(
        town.board, by=town.officer, date=today + dt.timedelta(days=20), state="called"
    )
    postpone_meeting(off, by=town.officer, reason="The chair is unwell.")
    series = (
        f"?board={town.board.pk}&week=1&weekday=0&every=1&first_day=1&first_month=1"
        "&first_year=2027&last_day=30&last_month=6&last_year=2027&time=9:00&venue="
    )
    return [
        *(reverse(f"desk_{name}") for name in ("calendar", "coming", "new_meeting", "closures")),
        reverse("desk_series") + series,
        *(reverse(f"desk_{name}", args=[late.pk]) for name in ("meeting", "publish", "call")),
        reverse("desk_edit_meeting", args=[late.pk]),
        *(
            reverse(f"desk_{name}_meeting", args=[town.called.pk])
            for name in ("move", "cancel", "postpone")
        ),
        reverse("desk_notice", args=[town.called.pk]),
        reverse("desk_new_date", args=[off.pk]),
        reverse("desk_reinstate_meeting", args=[off.pk]),
        reverse("desk_board", args=[town.board.slug]),
        reverse("desk_board_settings", args=[town.board.slug]),
        reverse("desk_board_deadlines", args=[town.board.slug]),
        reverse("desk_add_standing", args=[town.board.slug]),
        reverse("public_notice", args=[town.called.pk]),
        off.get_absolute_url(),
    ]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    town = Town(timezone.localdate())
    for address in addresses(town):
        walk.visit(address, by=town.officer)

    assert walk.faults == []
