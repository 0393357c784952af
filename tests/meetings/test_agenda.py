"""Building an agenda: order, numbers, sections, and two officers at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetings import agenda
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem, AuditEvent, Board, Meeting, StandingItem
from meetings.workflow import section_of
from tests import factories

pytestmark = pytest.mark.django_db
BY = "a test"


@pytest.fixture
def board() -> Board:
    return factories.board()


@pytest.fixture
def meeting(board: Board) -> Meeting:
    return factories.meeting(board, items=0)


def put(meeting: Meeting, title: str, section: str = "", **more: object) -> AgendaItem:
    item = AgendaItem(meeting=meeting, title=title, section=section_of(meeting, section))
    return agenda.put_item(item, by=BY, **more)  # type: ignore[arg-type]


def printed(meeting: Meeting) -> list[str]:
    """The agenda as “1 Apologies [Opening]”."""
    rows = meeting.items.order_by("position").select_related("section")
    return [
        f"{each.number} {each.title}" + (f" [{each.section}]" if each.section else "")
        for each in rows
    ]


def test_items_number_themselves_and_sub_items_by_letter(meeting: Meeting) -> None:
    put(meeting, "Apologies")
    strategy = put(meeting, "Strategy")
    put(meeting, "Close")
    put(meeting, "Housing", parent=strategy)
    put(meeting, "Transport", parent=strategy)

    assert printed(meeting) == [
        "1 Apologies",
        "2 Strategy",
        "(a) Housing",
        "(b) Transport",
        "3 Close",
    ]


def test_a_sub_item_has_none_below_it(meeting: Meeting) -> None:
    top = put(meeting, "Strategy")
    below = put(meeting, "Housing", parent=top)

    with pytest.raises(Refused, match="sub-items of its own"):
        put(meeting, "Rents", parent=below)


def test_an_item_moves_with_what_is_below_it(meeting: Meeting) -> None:
    put(meeting, "Apologies")
    strategy = put(meeting, "Strategy")
    put(meeting, "Housing", parent=strategy)

    agenda.shift_item(strategy, agenda.Way.UP, by=BY)

    assert printed(meeting) == ["1 Strategy", "(a) Housing", "2 Apologies"]


def test_a_sub_item_stays_below_its_own_item(meeting: Meeting) -> None:
    strategy = put(meeting, "Strategy")
    housing = put(meeting, "Housing", parent=strategy)
    put(meeting, "Close")

    agenda.shift_item(housing, agenda.Way.DOWN, by=BY)

    assert printed(meeting) == ["1 Strategy", "(a) Housing", "2 Close"]


def test_at_the_edge_of_a_section_an_item_first_changes_section(meeting: Meeting) -> None:
    put(meeting, "Plans", "For decision")
    put(meeting, "Figures", "For information")
    late = put(meeting, "Letters", "For information")

    agenda.shift_item(late, agenda.Way.UP, by=BY)
    agenda.shift_item(late, agenda.Way.UP, by=BY)

    assert printed(meeting) == [
        "1 Plans [For decision]",
        "2 Letters [For decision]",
        "3 Figures [For information]",
    ]


def test_an_item_added_to_an_earlier_section_joins_its_run(meeting: Meeting) -> None:
    put(meeting, "Plans", "For decision")
    put(meeting, "Figures", "For information")
    put(meeting, "Leases", "For decision")

    assert printed(meeting) == [
        "1 Plans [For decision]",
        "2 Leases [For decision]",
        "3 Figures [For information]",
    ]


def test_an_item_put_before_another_takes_its_section(meeting: Meeting) -> None:
    put(meeting, "Plans", "For decision")
    figures = put(meeting, "Figures", "For information")
    close = put(meeting, "Close")

    agenda.place_item(close, before=figures, by=BY)

    assert printed(meeting)[1] == "2 Close [For information]"


def test_a_section_without_items_goes(meeting: Meeting) -> None:
    only = put(meeting, "Figures", "For information")

    agenda.remove_item(only, by=BY)

    assert not meeting.sections.exists()


def test_a_form_written_on_older_words_is_refused(meeting: Meeting) -> None:
    item = put(meeting, "Budget")
    theirs, mine = (AgendaItem.objects.get(pk=item.pk) for _ in range(2))
    theirs.title, mine.title = "Budget for next year", "The budget"
    agenda.change_item(theirs, revision=0, presenters=(), by=BY)

    with pytest.raises(Stale):
        agenda.change_item(mine, revision=0, presenters=(), by=BY)

    item.refresh_from_db()
    assert item.title == "Budget for next year"


def test_a_move_by_one_officer_does_not_spoil_the_words_of_another(meeting: Meeting) -> None:
    put(meeting, "Apologies")
    item = put(meeting, "Budget")
    mine = AgendaItem.objects.get(pk=item.pk)
    agenda.shift_item(item, agenda.Way.UP, by=BY)

    mine.title = "The budget"
    agenda.change_item(mine, revision=0, presenters=(), by=BY)

    assert printed(meeting) == ["1 The budget", "2 Apologies"]


def test_a_change_is_on_the_trail_with_what_was_there(meeting: Meeting) -> None:
    item = put(meeting, "Budget")
    item.title = "The budget"
    agenda.change_item(item, revision=0, presenters=(), by=BY)

    event = AuditEvent.objects.get(action="change", record_id=str(item.pk))
    assert event.detail["changes"]["title"] == ["Budget", "The budget"]


def test_an_item_with_papers_cannot_be_removed(meeting: Meeting) -> None:
    item = put(meeting, "Budget")
    factories.paper(item)

    with pytest.raises(Refused, match="has papers"):
        agenda.remove_item(item, by=BY)

    assert meeting.items.count() == 1


def test_a_published_agenda_keeps_its_items(board: Board) -> None:
    meeting = factories.meeting(board, state="agenda_published")
    item = meeting.items.get()

    verbs: tuple[Callable[[], object], ...] = (
        lambda: put(meeting, "One more"),
        lambda: agenda.shift_item(item, agenda.Way.UP, by=BY),
        lambda: agenda.remove_item(item, by=BY),
        lambda: agenda.change_item(item, revision=0, presenters=(), by=BY),
    )
    for verb in verbs:
        with pytest.raises(Refused, match="keeps its numbers"):
            verb()

    assert printed(meeting) == ["1 Business 1"]


def test_standing_items_open_and_close_the_agenda_once(meeting: Meeting) -> None:
    for place, position, title in (
        ("opening", 1, "Apologies"),
        ("opening", 2, "Interests"),
        ("closing", 1, "Next meeting"),
    ):
        StandingItem.objects.create(
            board=meeting.board, place=place, position=position, title=title
        )
    put(meeting, "Budget")
    put(meeting, "apologies")

    agenda.take_standing_items(meeting, by=BY)
    again = agenda.take_standing_items(meeting, by=BY)

    assert printed(meeting) == ["1 Interests", "2 Budget", "3 apologies", "4 Next meeting"]
    assert again == []


def test_closing_items_stay_last_when_items_are_added(meeting: Meeting) -> None:
    StandingItem.objects.create(
        board=meeting.board, place="closing", position=1, title="Questions for next time"
    )
    agenda.take_standing_items(meeting, by=BY)
    put(meeting, "Any other business")
    put(meeting, "Date and time of the next meeting")
    strategy = put(meeting, "Strategy")
    put(meeting, "Housing", parent=strategy)
    put(meeting, "Budget")

    assert printed(meeting) == [
        "1 Strategy",
        "(a) Housing",
        "2 Budget",
        "3 Questions for next time",
        "4 Any other business",
        "5 Date and time of the next meeting",
    ]


def test_an_item_that_opens_the_boards_meetings_closes_none(meeting: Meeting) -> None:
    StandingItem.objects.create(
        board=meeting.board, place="opening", position=1, title="Any other urgent business"
    )
    agenda.take_standing_items(meeting, by=BY)
    put(meeting, "Budget")

    assert printed(meeting) == ["1 Any other urgent business", "2 Budget"]


def test_closing_items_stay_last_in_a_section_of_theirs(meeting: Meeting) -> None:
    put(meeting, "Plans", "For decision")
    put(meeting, "Any other business", "For decision")
    put(meeting, "Figures", "For information")
    put(meeting, "Date of next meeting", "For information")
    put(meeting, "Leases")

    assert printed(meeting)[-2:] == [
        "4 Leases [For information]",
        "5 Date of next meeting [For information]",
    ]


@pytest.mark.parametrize("way", [*agenda.Way])
def test_the_only_item_of_a_section_moves_with_it(meeting: Meeting, way: agenda.Way) -> None:
    put(meeting, "Apologies")
    put(meeting, "Plans", "For decision")
    put(meeting, "Leases", "For decision")
    only = put(meeting, "Figures", "For information")
    put(meeting, "Close")

    agenda.shift_item(only, way, by=BY)

    up = ["2 Figures [For information]", "3 Plans [For decision]", "4 Leases [For decision]"]
    down = ["2 Plans [For decision]", "3 Leases [For decision]", "4 Close"]
    moved = [*up, "5 Close"] if way == "up" else [*down, "5 Figures [For information]"]
    assert printed(meeting) == ["1 Apologies", *moved]


def test_dragging_the_only_item_of_a_section_keeps_the_section(meeting: Meeting) -> None:
    plans = put(meeting, "Plans", "For decision")
    put(meeting, "Leases", "For decision")
    only = put(meeting, "Figures", "For information")

    agenda.place_item(only, before=plans, by=BY)

    assert printed(meeting)[0] == "1 Figures [For information]"


def test_a_section_moves_whole_past_items_and_sections_to_the_edge(meeting: Meeting) -> None:
    put(meeting, "Apologies")
    put(meeting, "Plans", "For decision")
    strategy = put(meeting, "Strategy", "For decision")
    put(meeting, "Housing", parent=strategy)
    put(meeting, "Figures", "For information")
    section = meeting.sections.get(heading="For decision")

    before = printed(meeting)
    agenda.shift_section(section, agenda.Way.DOWN, by=BY)
    agenda.shift_section(section, agenda.Way.DOWN, by=BY)
    last = printed(meeting)
    agenda.shift_section(section, agenda.Way.UP, by=BY)
    between = printed(meeting)
    for _ in range(2):
        agenda.shift_section(section, agenda.Way.UP, by=BY)

    assert last[:2] == ["1 Apologies", "2 Figures [For information]"]
    assert last[-1] == "(a) Housing [For decision]"
    assert between == before
    assert printed(meeting)[0] == "1 Plans [For decision]"


def test_a_removed_section_leaves_its_items_where_they_are(meeting: Meeting) -> None:
    put(meeting, "Plans", "For decision")
    put(meeting, "Figures", "For information")
    put(meeting, "Letters", "For information")

    agenda.remove_section(meeting.sections.get(heading="For decision"), by=BY)

    assert printed(meeting) == [
        "1 Plans",
        "2 Figures [For information]",
        "3 Letters [For information]",
    ]
    assert AuditEvent.objects.get(action="remove").detail["heading"] == "For decision"
