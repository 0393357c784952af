"""A meeting of several boards names each of them wherever it is named, and its own people alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, User
from minutes.models import Minutes
from minutes.workflow import publish_minutes, send_to_chair
from rotherham_hwb.desk.agenda.next_agenda import open_actions
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.editions.minutes_files import file_name
from rotherham_hwb.packs.plan.numbering import number
from rotherham_hwb.packs.plan.pack_plan import Axes
from rotherham_hwb.packs.sections.front_sheet import front_sheet_html
from rotherham_hwb.shown.actions.log import shown_action_log
from rotherham_hwb.shown.boards_that_meet import boards_line
from rotherham_hwb.shown.by_email import meeting_by_email
from rotherham_hwb.shown.viewers import viewer_of
from tests import factories
from tests.factories import minuting

pytestmark = pytest.mark.django_db
BOTH = "Harbour Board and Pier Trust"


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def joint(olive: User) -> Meeting:
    """A meeting of the Harbour Board with the Pier Trust; the Quay Panel does not come."""
    harbour = olive.roles.get().board
    pier, quay = factories.board("Pier Trust"), factories.board("Quay Panel")
    for board, name in ((harbour, "Ada Byron"), (pier, "Zoe Grey"), (quay, "Sol Vance")):
        minuting.member(board, name, kind="chair")
    made: Meeting = factories.meeting(harbour, by=olive, state="held")
    made.joint_boards.add(pier)
    return made


def test_the_front_sheet_names_every_board_on_a_line_of_its_own(joint: Meeting) -> None:
    plan = plan_pack(joint, axes=Axes()).plan
    html = front_sheet_html(plan, number(plan, {}))

    assert "Harbour Board<br>Pier Trust</h1>" in html
    assert plan.title.startswith(f"{BOTH}: agenda and papers")
    assert "Quay" not in html


def test_the_front_sheet_of_one_board_has_one_line(joint: Meeting) -> None:
    joint.joint_boards.clear()
    plan = plan_pack(joint, axes=Axes()).plan

    assert ">Harbour Board</h1>" in front_sheet_html(plan, number(plan, {}))


def test_the_members_of_each_board_are_printed_behind_its_name(joint: Meeting) -> None:
    type(joint.board).objects.update(prints_membership=True)
    found = plan_pack(Meeting.objects.get(pk=joint.pk), axes=Axes()).plan.front

    assert found.membership == ("Harbour Board: Ada Byron (Chair); Pier Trust: Zoe Grey (Chair)")


@pytest.mark.parametrize("name", ["meeting", "minutes"])
def test_public_pages_name_every_board(joint: Meeting, client: Client, name: str) -> None:
    factories.minutes(joint, state="published_draft")
    page = client.get(reverse(name, args=[joint.pk])).content.decode()

    assert f'<span class="portal-caption">{BOTH}</span>' in page
    assert f"{BOTH}, Wednesday 22 January 2025" in page.split("</title>")[0]


def test_e_mails_and_file_names_name_every_board(joint: Meeting) -> None:
    minutes: Minutes = factories.minutes(joint)

    assert meeting_by_email(joint).board == BOTH
    assert file_name(minutes, "minutes") == (
        f"{joint.board.slug}-{joint.joint_boards.get().slug}-2025-01-22-minutes.pdf"
    )


def test_each_is_called_what_it_was_called_on_the_day(joint: Meeting) -> None:
    pier = joint.joint_boards.get()
    pier.former = [{"name": "Jetty Trust", "until": "2025-02-01"}]
    pier.save()

    assert boards_line(joint) == "Harbour Board and Jetty Trust"


def test_what_each_board_asked_for_comes_back_to_a_joint_meeting(
    joint: Meeting, olive: User
) -> None:
    pier = joint.joint_boards.get()
    before = factories.meeting(pier, state="held", date=joint.date - dt.timedelta(days=30))
    asked = factories.minutes(before)
    factories.action(asked.entries.get(), "Mend the pier.", "Zoe Grey")
    send_to_chair(asked, by=olive)
    publish_minutes(asked, by=olive)
    part = shown_action_log(joint, viewer_of("restricted", joint.board))

    assert open_actions(joint) == 1
    assert [line.text for each in part for line in each.lines] == ["Mend the pier."]
