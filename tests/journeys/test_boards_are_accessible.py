"""Boards, seats and people in a real browser: axe, valid HTML, both widths."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.access import RoleKind
from meetings.board_set_up import retire_board
from meetings.boards import give_role
from meetings.dated_names import change_name
from meetings.models import FormerName
from meetings.people import join_account
from tests import factories
from tests.factories import minuting
from tests.journeys.walks import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()


class World:
    """A board with a past, a part and seats; its officer is one of the council's, too."""

    def __init__(self) -> None:
        self.carla = factories.council_officer()
        self.board = minuting.seated_board(3, purpose="It keeps the harbour.")
        give_role(self.carla, self.board, RoleKind.OFFICER, by="a test")
        change_name(self.board, "Port Board", since=TODAY - dt.timedelta(days=9), by="a test")
        self.part = factories.board("Dredging Task Group", parent=self.board)
        give_role(self.carla, self.part, RoleKind.OFFICER, by="a test")
        retire_board(self.part, last_day=TODAY - dt.timedelta(days=1), reason="Done.", by="a test")
        self.place = self.board.memberships.select_related("person").order_by("pk")[0]
        minuting.member(self.board, "Dan Deputy", kind="deputy", seat=self.place.seat)
        minuting.seat(self.board, "Healthwatch")
        join_account(self.place.person, factories.user("Ada"), by="a test")
        other = self.board.memberships.order_by("pk")[1]
        other.person.set_former_names([FormerName("Miss Ben Okri", dt.date(2024, 1, 1))])
        other.person.save()
        self.other = other

    def addresses(self) -> list[str]:
        slug, person, seat = self.board.slug, self.other.person_id, self.place.seat_id
        named: list[tuple[Any, ...]] = [
            *(("desk_boards",), ("desk_new_board",), ("desk_council_officers",)),
            *(("desk_board", slug), ("desk_board_about", slug), ("desk_board_name", slug)),
            *(("desk_board_former", slug), ("desk_retire_board", slug), ("desk_seats", slug)),
            *(("desk_add_seat", slug), ("desk_seat", slug, seat), ("desk_add_member", slug)),
            *(("desk_place", self.place.pk), ("desk_end_place", self.place.pk)),
            *(("desk_person", person), ("desk_person", self.place.person_id)),
            *(("desk_person_name", person), ("desk_person_former", person)),
            *(("desk_person_sort_name", person), ("desk_person_account", person)),
            ("desk_person_term", person),
            *(("board", slug), ("board", self.part.slug), ("boards",)),
        ]
        return [reverse(name, args=keys) for name, *keys in named]


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(walk: Walk) -> None:
    world = World()
    for address in world.addresses():
        walk.visit(address, by=world.carla)
    assert walk.faults == []
