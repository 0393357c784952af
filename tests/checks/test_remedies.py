"""What a finding proposes can be done: each remedy tried in each state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meetings import agenda, rearranging, supplements
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting, MeetingState, User
from meetings.workflow import cancel_meeting, postpone_meeting
from minutes.models import Minutes
from minutes.workflow import return_minutes
from reports import workflow as reports
from reports.models import Paper
from rotherham_hwb.checks import remedies
from rotherham_hwb.checks.minutes import check_minutes
from rotherham_hwb.publishing.minutes import publish_checked_minutes, send_checked_minutes
from tests import factories

pytestmark = pytest.mark.django_db
STATES = ["draft", "called", "agenda_published", "held", "cancelled", "postponed"]
MENDABLE = {
    "change_item": {"draft", "called", "postponed"},
    "build_agenda": {"draft", "called", "postponed"},
    "settle_details": {"draft", "called", "agenda_published"},
    "add_a_paper": {"draft", "called", "agenda_published", "held", "cancelled", "postponed"},
}


def in_state(state: str, olive: User) -> Meeting:
    board = olive.roles.get().board
    verbs = {"cancelled": cancel_meeting, "postponed": postpone_meeting}
    made = factories.meeting(board, by=olive, state="called" if state in verbs else state)
    if state in verbs:
        verbs[state](made, by=olive, reason="The hall is flooded.")
    made.refresh_from_db()
    return made


def tries(meeting: Meeting, item: AgendaItem, by: User) -> dict[str, Callable[[], object]]:
    """For each remedy, the verb that its page calls."""

    def settle() -> object:
        if meeting.state == MeetingState.DRAFT:
            return None  # change_plan: its page is there for a draft alone
        return rearranging.move_meeting(
            meeting, date=meeting.date, time=dt.time(11), venue="Dock", reason="Flood.", by=by
        )

    def add() -> object:
        if meeting.agenda_published_at:
            return supplements.open_supplement(meeting, reason="It came late.", by=by)
        return factories.paper(item, "A late paper")

    return {
        "change_item": lambda: agenda.change_item(
            item, revision=item.revision, presenters=(), by=by
        ),
        "build_agenda": lambda: agenda.put_item(
            AgendaItem(meeting=meeting, title="More", kind="standing"), by=by
        ),
        "settle_details": settle,
        "add_a_paper": add,
    }


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.mark.parametrize("state", STATES)
def test_a_meetings_remedies_can_be_done_in_its_state(
    state: str, olive: User, client: Client
) -> None:
    meeting = in_state(state, olive)
    item = meeting.items.get()
    client.force_login(olive)
    offered = {
        "change_item": remedies.change_item(item),
        "build_agenda": remedies.build_agenda(meeting, "Add items"),
        "settle_details": remedies.settle_details(meeting),
        "add_a_paper": remedies.add_a_paper(item),
    }

    assert {name for name, (href, _) in offered.items() if href} == {
        name for name, states in MENDABLE.items() if state in states
    }
    verbs = tries(meeting, item, olive)
    for name, (href, _) in offered.items():
        if href:
            assert client.get(href).status_code == 200, name
            verbs[name]()
            meeting.refresh_from_db()
            item.refresh_from_db()
        elif name != "settle_details":
            with pytest.raises(Refused):
                verbs[name]()


@pytest.mark.parametrize("state", ["draft", "cleared", "published", "withdrawn"])
def test_a_papers_remedy_can_be_done_in_its_state(state: str, olive: User, client: Client) -> None:
    paper = factories.paper(in_state("called", olive).items.get())
    if state != "draft":
        factories.cleared(paper)
    if state in ("published", "withdrawn"):
        paper = factories.public_paper(Paper.objects.get(pk=paper.pk), by=olive)
    if state == "withdrawn":
        reports.withdraw_paper(paper, by=olive, reason="It named a patient.")
    paper = Paper.objects.get(pk=paper.pk)
    client.force_login(olive)
    href, fix = remedies.mend_paper(paper)

    assert client.get(href).status_code == 200
    assert (fix == "Withdraw the paper") == (state == "published")
    if state == "published":
        reports.withdraw_paper(paper, by=olive, reason="It named a patient.")


def test_the_remedies_of_minutes_follow_their_state(olive: User, client: Client) -> None:
    minutes: Minutes = factories.minutes(in_state("called", olive))
    factories.minute(minutes, "Questions", text="The sum is tbc on Tuesday 22 January 2025.")
    client.force_login(olive)
    (found,) = check_minutes(minutes).stops
    assert (found.fix, client.get(found.href).status_code) == ("Change the minutes", 200)

    factories.minutes_room.send_to_chair(minutes, by=olive)
    (found,) = check_minutes(minutes).stops
    assert found.href == reverse("desk_minutes_return", args=[minutes.meeting_id])
    assert client.get(found.href).status_code == 200
    return_minutes(minutes, by=olive, reason="Give the sum.")

    minutes.entries.filter(title="Questions").update(text="The sum is £9.")
    send_checked_minutes(minutes, by=olive)
    publish_checked_minutes(minutes, by=olive)
    assert all(each.href == "" for each in check_minutes(minutes).looks)
